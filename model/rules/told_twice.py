"""A figure of no table that the text tells twice, each time another one."""

from collections.abc import Iterator
from itertools import combinations

import msgspec

from model.forms import OfficialForm
from model.reading.years.looking_back import Figure, contradicted, looked_back_upon, told_at_end
from model.reading.years.totals import Total, totals
from model.report import Report, place, text_place
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, Level, Span
from model.rules.slips import is_slip_of
from model.rules.terms import part_name

_Parts = tuple[str, ...]


class Twice(msgspec.Struct, frozen=True):
    """Where the other figure stands: the part."""

    part: str


class _Told(msgspec.Struct, frozen=True):
    """A total, and where it stands."""

    part: str
    paragraph: int
    total: Total


def _units(form: OfficialForm) -> Iterator[Unit[_Parts]]:
    parts = tuple(form.sections)
    yield Unit(parts, (place("year"), *map(text_place, parts)))


def _check(_form: OfficialForm, report: Report, parts: _Parts) -> Iterator[Outcome[Twice]]:
    """The same is said to be as much in one place, and another number in another."""
    told: dict[tuple[str, ...], list[_Told]] = {}
    for one in _all_told(report, parts):
        told.setdefault(one.total.what, []).append(one)
    for alike in told.values():
        for first, again in combinations(alike, 2):
            if _contradict(first, again):
                yield _finding(report, first, again)
                break
    yield from _looked_back(report, parts)


def _looked_back(report: Report, parts: _Parts) -> Iterator[Outcome[Twice]]:
    """All of something that was counted before is said to be as much as it was not."""
    overview = parts[0]
    for part, index, back in _backward(report, parts):
        paragraphs = report.text(overview) if part != overview else report.text(overview)[:index]
        told = {figure: at for at, text in enumerate(paragraphs) for figure in told_at_end(text, report.year)}
        before = contradicted(back, iter(told))
        if before is not None:
            expected = paragraphs[told[before]][before.start : before.end]
            actual = report.text(part)[index][back.start : back.end]
            span = Span(part, index, back.start, back.end)
            yield TEXT_TWICE.found(Twice(overview), (), actual, expected, span=span)


def _backward(report: Report, parts: _Parts) -> Iterator[tuple[str, int, Figure]]:
    for part in parts:
        for index, paragraph in enumerate(report.text(part)):
            for back in looked_back_upon(paragraph):
                yield part, index, back


def _all_told(report: Report, parts: _Parts) -> Iterator[_Told]:
    for part in parts:
        for index, paragraph in enumerate(report.text(part)):
            for total in totals(paragraph, report.year):
                yield _Told(part, index, total)


def _contradict(first: _Told, again: _Told) -> bool:
    is_sure = first.total.sure or again.total.sure
    return is_sure and first.total.number != again.total.number


def _finding(report: Report, first: _Told, again: _Told) -> Finding[Twice]:
    span = Span(again.part, again.paragraph, again.total.start, again.total.end)
    actual, expected = (_written(report, one) for one in (again, first))
    is_slip = is_slip_of(again.total.number, first.total.number)
    level = None if is_slip else Level.HINT
    return TEXT_TWICE.found(Twice(first.part), (), actual, expected, span=span, level=level)


def _written(report: Report, one: _Told) -> str:
    return report.text(one.part)[one.paragraph][one.total.start : one.total.end]


def _sentence(form: OfficialForm, _report: Report, finding: Finding[Twice]) -> str:
    where = part_name(form, finding.facts.part)
    return f"这里写“{finding.actual}”，{where}写的是“{finding.expected}”，说的像是同一个数，请核对。"


TEXT_TWICE = Rule(
    code="text-twice",
    title="同一个数前后写得一致",
    level=Level.WARNING,
    units=_units,
    check=_check,
    sentence=_sentence,
    rewrites=True,
)
RULES: tuple[AnyRule, ...] = (TEXT_TWICE,)
