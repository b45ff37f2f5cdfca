"""Taking over last year's report: what is carried into this year's, what is not, and why.

Pure: it looks at two reports and returns an edit together with everything that a person should see
before it is applied. Last year's report may be of another form.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from model import forms
from model.address import Address, make
from model.chinese.dates import YEAR
from model.forms import OfficialForm, plain_name
from model.forms.checks import Pair
from model.report.edits import Edit, set_cells, set_values
from model.report.fields import fields, replaced
from model.report.report import Place, Report, place, text_place
from model.values import Measure, parse, problem

_YEAR = re.compile(rf"(?<!\d)(?P<year>{YEAR})(?P<mark>年度|年)(?P<date>\d{{1,2}}月(?:\d{{1,2}}[日号])?)?")
_PERIOD = ("1月1日", "12月31日")  # the reporting period of article 50: the whole year
_FIGURE = re.compile(r"\d")
# Figures that count nothing: numbered headings, and the numbers of documents cited.
_NO_COUNT = re.compile(r"^\s*[（(]?\d+[)）.、．]|〔\d{4}〕\d*号?|第\d+号")


class NotLastYear(ValueError):
    """The report offered is on another year than the one before; the text is for the user."""


class Carried(msgspec.Struct, frozen=True):
    """A cell of this year's report filled from one of last year's (``source``)."""

    address: Address
    source: Address
    text: str


class NotCarried(msgspec.Struct, frozen=True):
    """A cell that could have been carried and was not; ``reason`` is a Chinese sentence."""

    address: Address
    reason: str


class Offer(msgspec.Struct, frozen=True):
    """One of last year's paragraphs with its years moved on.

    ``original`` is how it stood. ``look`` says in Chinese what a person must look at; empty when
    the paragraph can be taken as it is.
    """

    part: str
    text: str
    original: str
    look: tuple[str, ...] = ()


class TakeOver(msgspec.Struct, frozen=True):
    """What last year's report gives to this year's.

    ``edit`` takes the figures only; ``edit_with`` the chosen paragraphs besides. ``remarks`` are Chinese
    sentences to be read before agreeing (another organ, an unknown year, figures that wait for their rows).
    """

    edit: Edit
    carried: tuple[Carried, ...]
    not_carried: tuple[NotCarried, ...]
    paragraphs: tuple[Offer, ...]
    remarks: tuple[str, ...]
    report: Report

    def edit_with(self, chosen: Iterable[Offer]) -> Edit:
        """Return one edit with the figures and the chosen paragraphs, after those already there."""
        parts: dict[str, list[str]] = {}
        for offer in chosen:
            parts.setdefault(offer.part, list(self.report.text(offer.part))).append(offer.text)
        texts: dict[Place, object] = {text_place(part): tuple(lines) for part, lines in parts.items()}
        return self.edit.then(set_values(self.report, texts, self.edit.label))


def take_over(form: OfficialForm, report: Report, last: Report) -> TakeOver:
    """Say what ``last``, the same organ's report on the year before, gives to ``report``.

    Figures already typed are never replaced. Raises NotLastYear when ``last`` is a report of another kind or
    on another year; a year of 0 (not recognised) is let through with a remark.
    """
    if not forms.same_kind(form.id, last.form):
        raise NotLastYear(
            f"所选报告使用{forms.load(last.form).definition.name}，与本报告不是同一种报告，不能作为上年报告。"
        )
    if last.year and last.year != report.year - 1:
        raise NotLastYear(
            f"所选报告是 {last.year} 年的，不是 {report.year} 年的上一年（{report.year - 1} 年），"
            "不能作为上年报告。"
        )
    carried: list[Carried] = []
    left: list[NotCarried] = []
    for pair in form.checks.carried:
        for item in _carry(form, report, last, pair):
            if isinstance(item, Carried):
                carried.append(item)
            else:
                left.append(item)
    known: dict[Place, object] = {
        place("last_year"): dict(last.cells),
        place("last_year_form"): last.form,
        place("last_year_sections"): dict(last.sections),
    }
    label = "导入上年报告"
    edit = set_cells(form, report, {item.address: item.text for item in carried}, label)
    edit = edit.then(set_values(report, known, label))
    offers = tuple(_offers(form, report, last))
    return TakeOver(edit, tuple(carried), tuple(left), offers, tuple(_remarks(form, report, last)), report)


def last_texts(form: OfficialForm, report: Report, section: str) -> tuple[str, ...]:
    """Return last year's paragraphs of a section, as far as they are known, with their years moved on."""
    before = report.last_year_sections.get(section, ())
    return tuple(_offer(form, section, text, report.year).text for text in before if text.strip())


def _carry(form: OfficialForm, report: Report, last: Report, pair: Pair) -> Iterator[Carried | NotCarried]:
    """One row of the form continued; totals follow from their parts unless only they were filled in."""
    sources = _sources(form, pair)
    has_parts = any(
        last.cell(source) for address, source in sources.items() if address not in form.derivations
    )
    for address, source in sources.items():
        is_total = address in form.derivations
        follows = has_parts or not last.cell(source)
        if is_total and follows:
            continue
        yield _carry_cell(report, last, address, source)


def _sources(form: OfficialForm, pair: Pair) -> dict[Address, Address]:
    """The cells of a row that continues another one, with the cell of last year for each."""
    row = f"{pair.table}.{pair.this}."
    return {address: _source(address, pair) for address in form.cells if address.startswith(row)}


def _source(address: Address, pair: Pair) -> Address:
    return make(pair.table, pair.last, address.rpartition(".")[2])


def _carry_cell(report: Report, last: Report, address: Address, source: Address) -> Carried | NotCarried:
    text, now = last.cell(source), report.cell(address)
    if source not in forms.load(last.form).cells:
        return NotCarried(address, "上年的格式没有这一项。")
    if not text:
        return NotCarried(address, "上年报告这一格没有填写。")
    if problem(parse(text), Measure.COUNT) is not None:
        return NotCarried(address, f"上年报告这一格是“{text}”，不是件数。")
    if now and now != text:
        return NotCarried(address, f"本年已填“{now}”，没有改动；上年结转为“{text}”。")
    return Carried(address, source, text)


def _remarks(form: OfficialForm, report: Report, last: Report) -> Iterator[str]:
    """What is to be read before last year's report is taken over.

    Nothing of it forbids that: the clerk may know better.
    """
    if not last.year:
        yield f"没有认出所选报告是哪一年的，请确认它是 {report.year - 1} 年的报告。"
    if _is_of_another(report, last):
        yield f"所选报告的机关是“{last.organ}”，本报告是“{report.organ}”，请确认是同一单位。"
    if last.form != report.form:
        yield f"上年报告用的是{forms.load(last.form).definition.name}，两年都有的项目才能对照。"
    yield from _stock_of_last_year(form, last)


def _is_of_another(report: Report, last: Report) -> bool:
    """Whether two reports name their organs, and not the same one."""
    return bool(last.organ and report.organ) and last.organ != report.organ


def _stock_of_last_year(form: OfficialForm, last: Report) -> Iterator[str]:
    """What was in force last year, against which this year's figures are held once they are filled in."""
    for flow in form.checks.stock:
        for row in flow.rows:
            address = make(flow.table, row, flow.stock)
            text = last.cell(address)
            if not text:
                continue
            cell = form.cells[address]
            yield f"上年{cell.row.label}{cell.column.label}为 {text}，填写本年数据后会自动核对。"


def _offers(form: OfficialForm, report: Report, last: Report) -> Iterator[Offer]:
    for part in ("preamble", *form.sections, "signature"):
        standing = set(report.text(part))
        for original in last.text(part):
            offer = _offer(form, part, original, report.year)
            if original.strip() and offer.text not in standing:
                yield offer


def _offer(form: OfficialForm, part: str, original: str, year: int) -> Offer:
    """One paragraph for this year, with what a person must look at in it."""
    look: list[str] = []
    moved = _YEAR.sub(lambda match: _moved(match, year - 1, look), original)
    rest = replaced(_NO_COUNT.sub("", _YEAR.sub("", original)), lambda _: "")
    if _FIGURE.search(rest):
        look.append("含有上年的数字，请逐一改为本年的")
    called = [field.name for field in fields(original)]
    unknown = [name for name in called if plain_name(name) not in form.names and name not in form.charts]
    if unknown:
        look.append("引用了本年格式没有的数据：" + "、".join(unknown))
    return Offer(part, moved, original, tuple(dict.fromkeys(look)))


def _moved(match: re.Match[str], last: int, look: list[str]) -> str:
    """Move last year on to this one where that is certain: the year as a whole, and the whole period."""
    year, date = int(match["year"]), match["date"]
    if year == last and (date is None or date in _PERIOD):
        return f"{year + 1}{match['mark']}{date or ''}"
    look.append(f"“{match[0]}”没有改动，请核对年份")
    return match[0]
