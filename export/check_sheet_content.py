"""What a check sheet (核对说明) says: rules run, their arithmetic, findings, this year beside last year.

Everything comes from the rules' own outcomes and the form's relations; nothing is checked a second time here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from model import forms
from model.address import Address, make
from model.forms import OfficialForm, Relation
from model.forms.definition import Sum
from model.forms.meanings import Explained, in_short
from model.report import Place, Report
from model.report.last_year_figures import form_of_last_year
from model.report.parts import source_words
from model.rules import AnyFinding, Checker, Level, NotYet, Rule, Unit, accepted_as, message
from model.rules.blame import SumOutBy
from model.rules.catalogue import RULES
from model.rules.figures import count
from model.rules.terms import LEVELS
from model.rules.wording import column_name, definition_of, members, row_name, section_name
from model.text.live import figure
from model.values import parse

AGREES, WRONG = "相符", "不符"
PASSED, WAITS = "通过", "暂不能核对"
NO_LAST_YEAR, NO_LAST_TEXTS = "没有上年数据", "没有上年文字"
_BIG_CHANGE = "big-change"  # the code of the rule that says which changes are big


@dataclass(frozen=True, slots=True)
class Checked:
    """One rule: ``places`` counts what it looked at, in ``unit``; None where it looks at findings only."""

    title: str
    places: int | None
    unit: str
    result: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """One relation of the form: its two sides as written sums, their totals, and how it came out.

    ``key`` marks those that sum up the others: totals of totals.
    """

    section: str
    title: str
    subject: str
    left: str
    right: str
    totals: tuple[int, int]
    result: str
    key: bool

    @property
    def text(self) -> str:
        """The sum in one line."""
        sign = "=" if self.totals[0] == self.totals[1] else "≠"
        return f"{self.left}{sign}{self.right}"


@dataclass(frozen=True, slots=True)
class Told:
    """A finding: its level, its sentence, and the reason it was accepted with, if it was."""

    level: str
    sentence: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of two years; None where it is not filled in. ``big``: a rule finds it worth a look."""

    label: str
    last: Decimal | None
    this: Decimal | None
    big: bool = False

    @property
    def difference(self) -> Decimal | None:
        """How much more this year, if both are known."""
        return None if self.this is None or self.last is None else self.this - self.last

    @property
    def share(self) -> Decimal | None:
        """The difference as a part of last year's figure, if that is not 0."""
        return None if self.difference is None or not self.last else self.difference / self.last


@dataclass(frozen=True, slots=True)
class Sourced:
    """A figure that has parts: who gave which of them, and from where."""

    label: str
    figure: str
    parts: tuple[tuple[str, str, str], ...]
    """Label, figure and source of each part; those that are 0 or blank are left out."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a check sheet says."""

    organ: str
    year: int
    title: str
    form: str
    made_on: date
    rules: tuple[Checked, ...]
    sums: tuple[Arithmetic, ...]
    found: tuple[Told, ...]
    accepted: tuple[Told, ...]
    compared: tuple[Compared, ...]
    meanings: tuple[Explained, ...]
    """What the rows count that the findings concern, each once, in the order of the findings."""
    sources: tuple[Sourced, ...] = ()

    @property
    def verdict(self) -> str:
        """The outcome in one sentence."""
        counts = [
            f"{level} {sum(told.level == level for told in self.found)} 处" for level in LEVELS.values()
        ]
        unknown = (WAITS, NO_LAST_YEAR, NO_LAST_TEXTS)
        waiting = sum(any(word in one.result for word in unknown) for one in self.rules)
        more = f"；另有 {waiting} 项有内容暂不能核对" if waiting else ""
        if not self.found:
            return f"共核对 {len(self.rules)} 项，没有待处理的问题{more}。"
        return f"共核对 {len(self.rules)} 项，待处理的问题：{'、'.join(counts)}{more}。"


def content(report: Report, made_on: date, form: OfficialForm | None = None) -> Sheet:
    """Check a report and return what its check sheet says; ``form`` is its own with what an office adds."""
    form = form or forms.load(report.form)
    checker = Checker(form, RULES)
    findings, waiting = checker.check(report), checker.not_yet()
    told = [(one, accepted_as(report, one)) for one in findings]
    return Sheet(
        organ=report.organ,
        year=report.year,
        title=(report.title or form.title(report.organ, report.year)).replace("\n", ""),
        form=f"{form.definition.name}（{form.definition.notice}）",
        made_on=made_on,
        rules=tuple(_rules(form, report, findings, waiting)),
        sums=tuple(_sums(form, report, findings, waiting)),
        found=tuple(_told(form, report, one) for one, accepted in told if accepted is None),
        accepted=tuple(_told(form, report, one, by.reason) for one, by in told if by is not None),
        compared=() if report.last_year is None else tuple(_compared(form, report, findings)),
        meanings=_meanings(form, [one for one, accepted in told if accepted is None]),
        sources=tuple(_sources(form, report)),
    )


def _told(form: OfficialForm, report: Report, finding: AnyFinding, reason: str = "") -> Told:
    return Told(LEVELS[finding.level], message(form, report, finding), reason)


def _sources(form: OfficialForm, report: Report) -> Iterator[Sourced]:
    """The figures that have parts, in the order of the form."""
    for address in form.cells:
        parts = [part for part in report.parts.get(address, ()) if part.figure not in ("", "0", "/")]
        if parts:
            listed = tuple((part.label, part.figure, source_words(part)) for part in parts)
            yield Sourced(form.label(address), report.cell(address), listed)


def _meanings(form: OfficialForm, findings: Sequence[AnyFinding]) -> tuple[Explained, ...]:
    """A finding's first cell is the one to blame most; explaining all the others would bury it."""
    blamed = [one.addresses[0] for one in findings if one.addresses]
    known = (in_short(form, address) for address in blamed)
    return tuple(dict.fromkeys(one for one in known if one is not None))


# ------------------------------------------------------------------- rules


def _rules(
    form: OfficialForm, report: Report, findings: Sequence[AnyFinding], waiting: Sequence[NotYet]
) -> Iterator[Checked]:
    """Each rule once; one that this form gives nothing to check is left out."""
    for item in RULES:
        mine = [one for one in findings if one.code == item.code]
        waits = sum(one.code == item.code for one in waiting)
        if not isinstance(item, Rule):
            yield Checked(item.title, None, "", _result(report, mine, waits))
            continue
        units = tuple(item.units(form))
        if not units:
            continue
        without = NO_LAST_TEXTS if report.last_year else NO_LAST_YEAR
        lacking = item.needs and not getattr(report, item.needs)
        result = without if lacking else _result(report, mine, waits)
        yield Checked(item.title, *_extent(form, units), result)


def _extent(form: OfficialForm, units: Sequence[Unit[Any]]) -> tuple[int, str]:
    """How much a rule looks at: cells, where it takes each for itself; parts of the text; places else."""
    places = set(chain.from_iterable(one.reads for one in units))
    subjects = [one.subject for one in units]
    takes_cells_together = any(isinstance(one, Relation) for one in subjects)
    if all(map(_is_one_cell, places)) and not takes_cells_together:
        return len(places), "格"
    takes_parts = {"preamble", *form.sections}.issuperset(subjects)
    return len(units), "部分" if takes_parts else "处"


def _is_one_cell(place: Place) -> bool:
    return place.startswith("cells/") and "*" not in place


def _result(report: Report, findings: Sequence[AnyFinding], waits: int) -> str:
    found = [one for one in findings if accepted_as(report, one) is None]
    hints = sum(one.level is Level.HINT for one in found)
    counted = {
        f"处{WRONG}": len(found) - hints,
        "处提示": hints,
        "处已说明": len(findings) - len(found),
        f"处{WAITS}": waits,
    }
    return "，".join(f"{number} {what}" for what, number in counted.items() if number) or PASSED


# -------------------------------------------------------------- arithmetic


def _sums(
    form: OfficialForm, report: Report, findings: Sequence[AnyFinding], waiting: Sequence[NotYet]
) -> Iterator[Arithmetic]:
    titles = {item.code: item.title for item in RULES}
    wrong = [one.facts.relation for one in findings if isinstance(one.facts, SumOutBy)]
    open_ = [one.subject for one in waiting]
    for relation in form.relations:
        definition = definition_of(form, relation)
        left, left_total = _side(form, report, relation, definition.left)
        right, right_total = _side(form, report, relation, definition.right)
        result = WRONG if relation in wrong else WAITS if relation in open_ else AGREES
        by_row = definition.each == "row"
        name = row_name(form, relation.left[0]) if by_row else column_name(form, relation.left[0])
        yield Arithmetic(
            section=section_name(form, relation.table),
            title=titles[relation.code],
            subject=name,
            left=left,
            right=right,
            totals=(left_total, right_total),
            result=result,
            key=_is_key(form, relation),
        )


def _is_key(form: OfficialForm, relation: Relation) -> bool:
    """Whether all its cells are totals themselves; where no relation of the kind is so, all are key."""
    same = [one for one in form.relations if (one.table, one.code) == (relation.table, relation.code)]
    return _of_totals(form, relation) or not any(_of_totals(form, one) for one in same)


def _of_totals(form: OfficialForm, relation: Relation) -> bool:
    return all(address in form.derivations for address in (*relation.left, *relation.right))


def _side(form: OfficialForm, report: Report, relation: Relation, names: tuple[str, ...]) -> tuple[str, int]:
    """One side as it is added up: a group of rows counts as one summand."""
    written, total = [], 0
    for _, cells in members(form, relation, names):
        texts = list(map(report.cell, cells))
        numbers = list(map(count, texts))
        known = sum(filter(None, numbers))
        total += known
        if not any(texts):
            written.append("空")
        else:
            written.append("？" if None in numbers else str(known))
    return "+".join(written), total


# --------------------------------------------------------------- last year


def _compared(form: OfficialForm, report: Report, findings: Sequence[AnyFinding]) -> Iterator[Compared]:
    big = {address for one in findings if one.code == _BIG_CHANGE for address in one.addresses}
    before = form_of_last_year(form, report)
    for address in _key_figures(form):
        label = f"{row_name(form, address)} · {column_name(form, address)}"
        last = _number(before, report.last_year or {}, address)
        yield Compared(label, last, _number(form, report.cells, address), address in big)


def _key_figures(form: OfficialForm) -> tuple[Address, ...]:
    """The figures whose change from year to year the rules look at, and what was carried on."""
    checks = form.checks
    found = set(map(Address, checks.big_change))
    for flow in checks.stock:
        found |= {make(flow.table, row, flow.stock) for row in flow.rows}
    for pair in checks.carried:
        totals = filter(_is_total_of_row, form.tables[pair.table].sums)
        found |= {make(pair.table, pair.last, one.left[0]) for one in totals}
    in_order = list(form.cells)
    return tuple(sorted(found, key=in_order.index))


def _is_total_of_row(one: Sum) -> bool:
    return one.each == "row" and one.derived


def _number(form: OfficialForm, cells: Mapping[Address, str], address: Address) -> Decimal | None:
    """Last year's form may lack the cell: no figure then."""
    found = parse(figure(form, cells, address) or "")
    return found.number if found.is_number else None
