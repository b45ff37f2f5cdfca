"""The parts of a cell: whose figures make up the figure that is reported.

A cell may have parts: what each section of the office sent in, lines of the register of applications, or
reports from below. Their sum fills the cell as an automatic total does, until a person writes another figure.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal, NoReturn

import msgspec

from model.address import Address
from model.forms import OfficialForm
from model.forms.definition import Column
from model.values import NOT_APPLICABLE_TEXT, Figure, Kind, Measure, canonical, in_yuan, parse, plain, total

Source = Literal["hand", "register", "report"]
_TEN_THOUSAND = Decimal(10_000)


class NoSum(ValueError):
    """Parts that cannot be added up; the text says which one and why, in the clerk's language."""


class Origin(msgspec.Struct, frozen=True):
    """Where a part comes from.

    ``kind``: typed by ``hand``, counted in a ``register``, or taken from a ``report``. ``file`` is the name
    of the register or report, ``rows`` are the rows of the register (from 1, as the spreadsheet numbers
    them): never the applicants' names.
    """

    kind: Source = "hand"
    file: str = ""
    rows: tuple[int, ...] = ()


class CellPart(msgspec.Struct, frozen=True):
    """One part of a cell: who answers for it (``label``), and the figure as written."""

    label: str
    figure: str
    origin: Origin = Origin()

    def unified(self) -> "CellPart":
        """Return the part with its figure as a cell would hold it."""
        return CellPart(self.label.strip(), canonical(self.figure), self.origin)


Parts = tuple[CellPart, ...]
ROWS_TOLD = 12
"""Rows of a register that are named in words; of more than these only the number."""


def source_words(part: CellPart) -> str:
    """Return where a part comes from, in the clerk's language."""
    origin = part.origin
    if origin.kind == "hand":
        return "手工填写"
    if origin.kind == "report":
        return f"下级报告 {origin.file}"
    rows = "、".join(map(str, origin.rows[:ROWS_TOLD]))
    more = f" 等 {len(origin.rows)} 行" if len(origin.rows) > ROWS_TOLD else " 行"
    return f"台账 {origin.file}" + (f" 第 {rows}{more}" if rows else "")


def sum_of(parts: Sequence[CellPart], column: Column) -> str:
    """Return the text of a cell that has these parts.

    Blank while all parts are blank, ``/`` when nothing but ``/`` is written. Amounts of money written in
    different units are brought to one. Raises NoSum for a part that is no figure, or for money whose unit
    nobody wrote.
    """
    figures = list(map(_figure, parts))
    written = [figure for figure in figures if not figure.is_blank]
    if not written:
        return ""
    if all(figure.kind is Kind.NOT_APPLICABLE for figure in written):
        return NOT_APPLICABLE_TEXT
    is_money = column.measure is Measure.MONEY or any(figure.unit for figure in written)
    if is_money:
        return _money(parts, figures, column)
    summed = plain(total(figures))
    has_plus = column.measure is Measure.SIGNED and summed != "0" and _all_have_plus(figures)
    return f"+{summed}" if has_plus else summed


def _figure(part: CellPart) -> Figure:
    figure = parse(part.figure)
    if figure.kind is Kind.INVALID:
        raise NoSum(f"“{part.label}”的“{part.figure}”不是数字")
    return figure


def _all_have_plus(figures: Iterable[Figure]) -> bool:
    """Whether every part shows a plus, so that their sum in a signed column (2019: 本年增/减) does."""
    return all(figure.sign == "+" for figure in figures if figure.number)


def _refuse_without_unit(parts: Sequence[CellPart], figures: Sequence[Figure]) -> NoReturn:
    """Raise NoSum for the first part that is some money of no unit."""
    pairs = zip(parts, figures, strict=True)
    part = next(part for part, figure in pairs if figure.number and not figure.unit)
    raise NoSum(f"“{part.label}”的“{part.figure}”没有写单位，不能与其他带单位的金额相加")


def _money(parts: Sequence[CellPart], figures: Sequence[Figure], column: Column) -> str:
    """Add up money of any units: in the unit that all share, else in that of the column, else in 万元."""
    amounts = [figure for figure in figures if figure.number]  # 0 is 0 in any unit
    units = {figure.unit or column.unit for figure in amounts}
    has_unit_of_its_own = len(units) == 1 and not column.unit
    if not amounts or has_unit_of_its_own:
        return plain(total(amounts)) + "".join(units)
    if "" in units:
        _refuse_without_unit(parts, figures)
    yuan = sum((in_yuan(figure, column.unit) for figure in amounts), Decimal(0))
    if column.unit:
        return plain(yuan / in_yuan(parse("1"), column.unit))
    return plain(yuan / _TEN_THOUSAND) + "万元"


def filled(
    form: OfficialForm, cells: Mapping[Address, str], parts: Mapping[Address, Parts]
) -> dict[Address, str]:
    """Return the cells with blank ones filled from their parts: another program may leave that to us."""
    blank = {address: own for address, own in parts.items() if not cells.get(address)}
    sums = {address: _sum_or_none(form, address, own) for address, own in blank.items()}
    return {**cells, **{address: text for address, text in sums.items() if text}}


def differing(
    form: OfficialForm, cells: Mapping[Address, str], parts: Mapping[Address, Parts]
) -> set[Address]:
    """Return the cells with another figure than the sum of their parts: one that a person wrote.

    A cell that is blank because its parts cannot be added up holds no figure of anybody.
    """
    found: set[Address] = set()
    for address, own in parts.items():
        figure = cells.get(address, "")
        if figure and figure != _sum_or_none(form, address, own):
            found.add(address)
    return found


def _sum_or_none(form: OfficialForm, address: Address, own: Parts) -> str | None:
    try:
        return sum_of(own, form.cells[address].column)
    except NoSum:
        return None
