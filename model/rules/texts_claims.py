"""What the text says besides figures: all-or-nothing statements, the year, the notice."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from model.address import Address
from model.chinese import dates
from model.forms import OfficialForm, load, of_kind
from model.reading.facts import Reading, Statement
from model.report import Report, place, text_place
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, Level, Span
from model.rules.texts import parts_units, readings
from model.rules.wording import cell_name
from model.values import parse

_YEAR = rf"({dates.YEAR})\s*年"
_DAY = r"(\d{1,2})\s*月\s*(\d{1,2})\s*日"
_PERIOD = re.compile(
    rf"(?P<lead>期限|时限|时间|区间|日期|起止|数据)[^。；]{{0,12}}?(?P<all>{_YEAR}\s*{_DAY}\s*起?\s*(?:至|到|[-—–~～]+)\s*(?:{_YEAR}\s*)?{_DAY})"
)
# In section one a campaign or a consultation has its period too; that of the report is said to be so.
_OF_THE_REPORT = re.compile(r"(?:统计|数据|报告)[^。；，,：:（）()]*$")
# A paragraph, or a sentence after its heading, that opens with a year: “2023年，我局……”.
_OPENING = re.compile(
    rf"(?:^|(?<=[。\n）)]))\s*(?:\d{{1,2}}[.、．])?\s*({_YEAR}度?)\s*(?=[，,]|全[市区县省镇乡]|我|本)"
)
_OTHER_REPORT = re.compile(
    rf"({_YEAR}度?)[^。，；《》]{{0,12}}?(?:信息|政务)公开(?:工作)?年?度?(?:工作)?报告"
)
# Plans, and years compared or listed one after the other: “2024年……420件，2023年为388件”.
_NOT_THE_YEAR_REPORTED = re.compile(
    rf"将|下一步|计划|继续|拟|相比|以来|比较|对比|，{dates.YEAR}年度?(?:为|是|则|\d)"
)
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_IS_WIDE = re.compile("[０-９]")
_NOTICE_MARKS = re.compile(r"[\s〔〕\[\]【】()（）〈〉]+")


_MORE = 3  # cells named in a message; the others are counted

# -------------------------------------------------------------- text-claim


def _text_claim(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[None]]:
    """An all-or-nothing statement that the tables contradict."""
    for index, reading in readings(form, report, part):
        for (start, end), together in groupby(reading.statements, key=lambda said: (said.start, said.end)):
            yield from _claim(report, Span(part, index, start, end), list(together), reading)


def _claim(report: Report, span: Span, said: list[Statement], reading: Reading) -> Iterator[Outcome[None]]:
    zero = [one for each in said for one in each.zero]
    told = {one for mention in reading.mentions for one in mention.meanings}
    if told & set(zero):
        return  # the text itself names the exception
    wrong = [address for one in zero for address in one.addresses if _counts(report, address)]
    if wrong:
        level = Level.HINT if all(one.hint for one in said) else None
        text = report.text(span.part)[span.paragraph][span.start : span.end]
        yield TEXT_CLAIM.found(None, tuple(dict.fromkeys(wrong)), text, span=span, level=level)


def _counts(report: Report, address: Address) -> bool:
    figure = parse(report.cell(address))
    return bool(figure.is_number and figure.number)


def _say_text_claim(form: OfficialForm, report: Report, finding: Finding[None]) -> str:
    named = [f"{cell_name(form, a)}为 {report.cell(a)}" for a in finding.addresses[:_MORE]]
    more = f" 等 {len(finding.addresses)} 处" if len(finding.addresses) > _MORE else ""
    return f"正文写“{finding.actual}”，但表格中{'，'.join(named)}{more}，两者不符，请核对。"


TEXT_CLAIM = Rule(
    code="text-claim",
    title="“全部”等说法与表格一致",
    level=Level.WARNING,
    units=parts_units("cells/*", "year", "organ"),
    check=_text_claim,
    sentence=_say_text_claim,
)

# --------------------------------------------------------------- text-year


def _year_units(form: OfficialForm) -> Iterator[Unit[str]]:
    for part in ("preamble", next(iter(form.sections))):
        yield Unit(part, (text_place(part), place("year")))


def _text_year(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[None]]:
    """Section one reports on another year, or the period is not the whole year."""
    for index, paragraph in enumerate(report.text(part)):
        for start, end, expected in years(paragraph, report.year, part in form.sections):
            span = Span(part, index, start, end)
            yield TEXT_YEAR.found(None, (), paragraph[start:end], expected, span=span)


@lru_cache(maxsize=512)
def years(paragraph: str, year: int, overview: bool) -> tuple[tuple[int, int, str], ...]:
    """Return the places that speak of another year as the reported one, with what they should say."""
    # To look is ten times as fast as to translate, and few write wide digits.
    text = paragraph.translate(_WIDE) if _IS_WIDE.search(paragraph) else paragraph
    found: list[tuple[int, int, str]] = []
    for match in _PERIOD.finditer(text):
        if overview and not _OF_THE_REPORT.search(text, 0, match.end("lead")):
            continue
        first, month, day, second, last_month, last_day = map(int, match.groups(str(year))[2:])
        if (first, month, day, second, last_month, last_day) != (year, 1, 1, year, 12, 31):
            found.append((*match.span("all"), f"{year}年1月1日至12月31日"))
    if overview:
        found += _openings(text, year)
    else:
        found += [(*m.span(1), f"{year}年") for m in _OTHER_REPORT.finditer(text) if int(m[2]) != year]
    return tuple(found)


def _openings(text: str, year: int) -> Iterator[tuple[int, int, str]]:
    if f"{year}年" in text:
        return
    for match in _OPENING.finditer(text):
        sentence = re.split(r"[。；]", text[match.start() :], maxsplit=1)[0]
        if int(match[2]) != year and not _NOT_THE_YEAR_REPORTED.search(sentence):
            yield (*match.span(1), f"{year}年")


def _say_text_year(_form: OfficialForm, report: Report, finding: Finding[None]) -> str:
    return (
        f"这是 {report.year} 年的报告，正文写的是“{finding.actual}”，应为“{finding.expected}”。"
        "请检查是否沿用了别年的文字。"
    )


TEXT_YEAR = Rule(
    code="text-year",
    title="正文年份与报告年度一致",
    level=Level.WARNING,
    units=_year_units,
    check=_text_year,
    sentence=_say_text_year,
    rewrites=True,
)

# ------------------------------------------------------------- text-notice


def _text_notice(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[None]]:
    """The text cites the notice of another form."""
    for index, paragraph in enumerate(report.text(part)):
        for start, end in _notices(form.id, paragraph):
            wanted = form.definition.notice
            span = Span(part, index, start, end)
            yield TEXT_NOTICE.found(None, (), paragraph[start:end], wanted, span=span)


@lru_cache(maxsize=512)
def _notices(form_id: str, paragraph: str) -> tuple[tuple[int, int], ...]:
    kind = load(form_id).definition.kind
    others = [one.definition.notice for one in of_kind(kind) if one.id != form_id]
    return tuple(m.span() for notice in others for m in _notice(notice).finditer(paragraph))


@lru_cache(maxsize=64)
def _notice(notice: str) -> re.Pattern[str]:
    """A notice's number with any brackets and blanks: 国办公开办函[2019]60号."""
    parts = [re.escape(part) for part in _NOTICE_MARKS.split(notice.replace("号", ""))]
    return re.compile(r"[\s〔\[【(（〕\]】)）]+".join(parts) + r"\s*号")


def _say_text_notice(form: OfficialForm, report: Report, finding: Finding[None]) -> str:
    return (
        f"正文引用的“{finding.actual}”不是 {report.year} 年报告（{form.definition.name}）所依据的文件，"
        f"应为“{finding.expected}”。"
    )


TEXT_NOTICE = Rule(
    code="text-notice",
    title="引用的格式文件是现行文件",
    level=Level.WARNING,
    units=parts_units(),
    check=_text_notice,
    sentence=_say_text_notice,
    rewrites=True,
)

RULES: tuple[AnyRule, ...] = (TEXT_CLAIM, TEXT_YEAR, TEXT_NOTICE)
