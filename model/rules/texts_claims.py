"""What the text says besides figures: all-or-nothing statements, the year, the notice, the organ."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from model.address import Address
from model.chinese import dates
from model.chinese.organs import ENDING, PLACES, is_foreign, same
from model.forms import OfficialForm, load, of_kind
from model.reading.facts import Reading, Statement
from model.report import Report, place, text_place
from model.rules.engine import Outcome, Unit, rule
from model.rules.findings import Finding, Level, Span
from model.rules.texts import parts_units, readings
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


@rule("text-claim", parts_units("cells/*", "year", "organ"))
def text_claim(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome]:
    """An all-or-nothing statement that the tables contradict."""
    for index, reading in readings(form, report, part):
        for (start, end), together in groupby(reading.statements, key=lambda said: (said.start, said.end)):
            yield from _claim(report, Span(part, index, start, end), list(together), reading)


def _claim(report: Report, span: Span, said: list[Statement], reading: Reading) -> Iterator[Outcome]:
    zero = [one for each in said for one in each.zero]
    told = {one for mention in reading.mentions for one in mention.meanings}
    if told & set(zero):
        return  # the text itself names the exception
    wrong = [address for one in zero for address in one.addresses if _counts(report, address)]
    if wrong:
        level = Level.HINT if all(one.hint for one in said) else Level.WARNING
        text = report.text(span.part)[span.paragraph][span.start : span.end]
        yield Finding("text-claim", level, tuple(dict.fromkeys(wrong)), text, "", span=span)


def _counts(report: Report, address: Address) -> bool:
    figure = parse(report.cell(address))
    return bool(figure.is_number and figure.number)


def _year_units(form: OfficialForm) -> Iterator[Unit]:
    for part in ("preamble", next(iter(form.sections))):
        yield Unit(part, (text_place(part), place("year")))


@rule("text-year", _year_units)
def text_year(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome]:
    """Section one reports on another year, or the period is not the whole year."""
    for index, paragraph in enumerate(report.text(part)):
        for start, end, expected in years(paragraph, report.year, part in form.sections):
            span = Span(part, index, start, end)
            yield Finding("text-year", Level.WARNING, (), paragraph[start:end], expected, span=span)


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


@rule("text-notice", parts_units())
def text_notice(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome]:
    """The text cites the notice of another form."""
    for index, paragraph in enumerate(report.text(part)):
        for start, end in _notices(form.id, paragraph):
            wanted = form.definition.notice
            span = Span(part, index, start, end)
            yield Finding("text-notice", Level.WARNING, (), paragraph[start:end], wanted, span=span)


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


def _organ_units(_form: OfficialForm) -> Iterator[Unit]:
    yield Unit("title", (place("title"), place("organ")))
    yield Unit("preamble", (place("preamble"), place("organ")))


@rule("text-organ", _organ_units)
def text_organ(_form: OfficialForm, report: Report, part: str) -> Iterator[Outcome]:
    """Another organ's name stands in the title or the preamble."""
    if not report.organ.strip():
        return
    for index, paragraph in enumerate(report.text(part)):
        for start, end in _other_organs(part, paragraph, report.organ.strip()):
            span = Span(part, index, start, end)
            actual = paragraph[start:end]
            yield Finding("text-organ", Level.WARNING, (), actual, report.organ, span=span)


_ORGAN = (
    rf"((?!我|各|[全本][{PLACES}街局委厅机单部级])[\u4e00-\u9fff]{{1,28}}?"
    rf"{ENDING})"
)
_IN_YEAR = rf"{dates.YEAR}\s*年(?:度|(?!度))"
_TITLED = re.compile(
    rf"^\s*(?:关于)?\s*(?:{_IN_YEAR})?\s*{_ORGAN}\s*(?:关于)?\s*(?:{_IN_YEAR})?\s*(?:政府信息|政务|信息)公开"
)
_REPORTED = re.compile(
    r"(?:现将|(?:公布|发布|编制|公开|报告)(?=[^。；]{0,50}报告))"
    rf"\s*[《“]?{_ORGAN}\s*{_IN_YEAR}\s*政府信息公开(?!工作要点)"
)
_MADE_BY = (
    re.compile(rf"由\s*{_ORGAN}(?:汇总|组织|负责|牵头)?(?:编制|编写|撰写)"),
    re.compile(rf"^\s*{_ORGAN}(?:严格)?(?:根据|依据|按照|依照)[^。]{{0,80}}?编制"),
)
_WITH = re.compile(rf"(?:与|同|向)\s*{_ORGAN}(?:政府信息公开[\u4e00-\u9fff]{{0,6}})?联系")


@lru_cache(maxsize=256)
def _other_organs(part: str, paragraph: str, organ: str) -> tuple[tuple[int, int], ...]:
    if part == "title":
        return tuple(m.span(1) for m in _TITLED.finditer(paragraph) if not same(m[1], organ))
    spans = [m.span(1) for m in _REPORTED.finditer(paragraph) if not same(m[1], organ)]
    for pattern, below in ((_MADE_BY[0], True), (_MADE_BY[1], True), (_WITH, False)):
        spans += [m.span(1) for m in pattern.finditer(paragraph) if is_foreign(m[1], organ, below=below)]
    return tuple(spans)
