"""Rules about single cells: what may stand in them, and which are not filled in."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from model.address import Address, make, split
from model.forms import OfficialForm
from model.report import Place, Report, cell_place, place
from model.rules.engine import Outcome, Unit, rule
from model.rules.findings import Finding, Level
from model.values import Measure, parse, plain, problem


def _reads(addresses: tuple[Address, ...]) -> tuple[Place, ...]:
    return tuple(cell_place(address) for address in addresses)


def rows(form: OfficialForm) -> Iterator[tuple[Address, ...]]:
    """Yield the addresses of every row of every table."""
    for table in form.definition.tables:
        for block in table.blocks:
            for row in block.rows:
                yield tuple(make(table.id, row.id, column.id) for column in block.columns)


def _row_units(form: OfficialForm) -> Iterator[Unit]:
    for addresses in rows(form):
        yield Unit(addresses, _reads(addresses))


@lru_cache
def _judge(measure: Measure) -> Callable[[str], str | None]:
    """Return ``values.problem`` for texts of one measure, remembering its answers."""
    return lru_cache(maxsize=2048)(lambda text: problem(parse(text), measure))


def _judged_units(form: OfficialForm) -> Iterator[Unit]:
    for addresses in rows(form):
        judged = tuple((address, _judge(form.cells[address].measure)) for address in addresses)
        yield Unit(judged, _reads(addresses))


@rule("not-a-number", _judged_units)
def not_a_number(
    _form: OfficialForm, report: Report, judged: tuple[tuple[Address, Callable[[str], str | None]], ...]
) -> Iterator[Outcome]:
    """A figure cell holds something else than a figure, ``/`` or nothing."""
    get = report.cells.get
    for address, judge in judged:
        text = get(address)
        if text:
            wrong = judge(text)
            if wrong is not None:
                yield Finding("not-a-number", Level.ERROR, (address,), text, "", {"problem": wrong})


@rule("blank-cell", _row_units)
def blank_cell(_form: OfficialForm, report: Report, addresses: tuple[Address, ...]) -> Iterator[Outcome]:
    """Cells of a row are not filled in: one finding for the row."""
    get = report.cells.get
    if not all(map(get, addresses)):
        blank = tuple(address for address in addresses if not get(address))
        yield Finding("blank-cell", Level.WARNING, blank, "", "", {"whole_row": len(blank) == len(addresses)})


def _change_units(form: OfficialForm) -> Iterator[Unit]:
    for item in form.checks.signed_change:
        for addresses in rows(form):
            table, row, _ = split(addresses[0])
            trio = tuple(make(table, row, column) for column in (item.before, item.change, item.after))
            if table == item.table and set(trio) <= set(addresses):
                yield Unit(trio, _reads(trio))


@rule("sign-lost", _change_units)
def sign_lost(
    _form: OfficialForm, report: Report, trio: tuple[Address, Address, Address]
) -> Iterator[Outcome]:
    """``before`` − ``change`` = ``after``, while ``change`` stands without its minus sign."""
    figures = [parse(report.cell(address)) for address in trio]
    before, change, after = figures
    if not all(figure.is_number for figure in figures) or change.sign or not change.number:
        return
    if before.number - change.number == after.number:
        expected = plain(-change.number)
        texts = tuple(figure.text for figure in figures)
        yield Finding(
            "sign-lost", Level.HINT, (trio[1], trio[0], trio[2]), change.text, expected, {"figures": texts}
        )


def _regulation_units(form: OfficialForm) -> Iterator[Unit]:
    if form.checks.regulations and form.checks.no_regulations_power:
        addresses = tuple(Address(address) for address in form.checks.regulations)
        yield Unit(addresses, (place("organ"), *_reads(addresses)))


@rule("regulations-power", _regulation_units)
def regulations_power(
    form: OfficialForm, report: Report, addresses: tuple[Address, ...]
) -> Iterator[Outcome]:
    """规章 are counted for an organ whose name shows that it cannot make any (立法法 article 93)."""
    more = tuple(address for address in addresses if parse(report.cell(address)).number > 0)
    if not more:
        return
    organ = re.sub(r"\s", "", report.organ)
    if any(re.search(pattern, organ) for pattern in form.checks.no_regulations_power):
        yield Finding("regulations-power", Level.HINT, more, report.cell(more[0]), "0", {"organ": organ})
