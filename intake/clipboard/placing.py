"""Where a copied block of cells lands in a table.

A plain block of figures lands at the selected cell; a block with labels or headings lands where its labels
say. A blank stays blank and shifts nothing. What does not fit or is no figure is refused with the reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, filterfalse

from intake.blocks import Row, plain_row, texts
from intake.clipboard.accounting import accounted, as_figure
from intake.tables.fitting import fit
from intake.tables.header import Header, assumed
from intake.tables.headers import resolve
from intake.tables.lines import Line, What, classify, without_padding
from intake.tables.words import BlockWords, TableWords, words
from model import address as addresses
from model.address import Address
from model.forms import OfficialForm, Role
from model.values import Kind
from model.values import parse as parse_figure

_MOST_TOLD = 5  # refusals told one by one
_RowOfBlock = tuple[int, str]  # the number of a block, and a row of it


@dataclass(frozen=True, slots=True)
class Placed:
    """One cell that a paste fills: the text as copied, and the figure it becomes."""

    address: Address
    raw: str
    text: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a block lands. ``refusals`` are sentences for the user; with any, nothing is to be pasted.

    ``labelled``: recognised by its labels or headings; ``skipped`` are these.
    """

    cells: tuple[Placed, ...] = ()
    refusals: tuple[str, ...] = ()
    labelled: bool = False
    skipped: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the block can be pasted."""
        return not self.refusals and bool(self.cells)


def place(form: OfficialForm, table: str, rows: Sequence[Sequence[str]], anchor: Address) -> Placement:
    """Return where a block lands when pasted at a cell of a table of the form.

    Raises KeyError when the anchor is no cell of the form.
    """
    if form.cells[anchor].table.id != table:
        raise KeyError(anchor)
    known = words(form, table)
    block = [plain_row([cell.strip() for cell in row]) for row in rows]
    if not any(map(texts, block)):
        return Placement(refusals=("剪贴板里没有可以粘贴的数据。",))
    lines = without_padding(form, table, [classify(known, row) for row in block])
    skipped = tuple(_labels(known, lines))
    if not skipped:
        return _at_anchor(form, table, block, anchor)
    made = _by_labels(form, known, lines, anchor)
    return Placement(made.cells, made.refusals, True, skipped)


def _labels(known: TableWords, lines: Sequence[Line]) -> Iterator[str]:
    """The texts of a block that are labels or headings of the table."""
    for line in lines:
        is_band = line.what is What.BAND
        for text in filterfalse(_is_figure_text, texts(line.cells)):
            if is_band or _is_label(known, text):
                yield text


def _is_label(known: TableWords, text: str) -> bool:
    return any(vocabulary.all(text) for vocabulary in known.vocabularies)


def _is_figure_text(text: str) -> bool:
    return parse_figure(accounted(text)).kind is not Kind.INVALID


# -------------------------------------------------------------- plain blocks


def _figure_lines(form: OfficialForm, table: str) -> list[list[Address]]:
    """The figure cells of each line of the printed table, left to right."""
    lines: dict[int, list[Address]] = {}
    for cell in form.layouts[table].cells:
        if cell.role is Role.FIGURE and cell.address is not None:
            lines.setdefault(cell.line, []).append(cell.address)
    return [lines[number] for number in sorted(lines)]


def _at_anchor(form: OfficialForm, table: str, block: Sequence[Row], anchor: Address) -> Placement:
    """A block of nothing but figures, from a cell on; blank columns at its right say nothing."""
    lines = _figure_lines(form, table)
    top = next(index for index, line in enumerate(lines) if anchor in line)
    left = lines[top].index(anchor)
    below = lines[top : top + len(block)]
    width = max(map(_filled_width, block), default=0)
    room = max(map(len, below)) - left
    if len(below) < len(block) or width > room:
        reason = (
            f"粘贴的数据有 {len(block)} 行 {width} 列，从“{form.label(anchor)}”开始"
            f"只放得下 {len(lines) - top} 行 {room} 列，没有粘贴。"
        )
        return Placement(refusals=(reason,))
    collected = _Collected(form)
    for number, (row, line) in enumerate(zip(block, below, strict=True), 1):
        _add_row(collected, number, row[:width], line[left:])
    return collected.placement()


def _filled_width(row: Row) -> int:
    """The number of cells up to the last one that is not blank."""
    return max((at for at, cell in enumerate(row, 1) if cell.text), default=0)


def _add_row(collected: "_Collected", number: int, row: Row, line: Sequence[Address]) -> None:
    """Add the cells of a row of the block to those of a line of the table, which may have fewer."""
    for at, cell in enumerate(row):
        if at < len(line):
            collected.add(line[at], cell.text)
        elif cell.text:
            collected.refuse(f"第 {number} 行第 {at + 1} 列的“{cell.text}”在表里没有对应的格子。")


class _Collected:
    """Cells and refusals while a block is placed."""

    def __init__(self, form: OfficialForm) -> None:
        self._form = form
        self._cells: dict[Address, Placed] = {}
        self._refusals: list[str] = []

    def add(self, address: Address, raw: str) -> None:
        """Fill a cell, or refuse what is no figure or would fill a cell twice."""
        figure = as_figure(raw, self._form.cells[address].column.measure)
        if figure.kind is Kind.INVALID:
            self.refuse(f"“{self._form.label(address)}”处的“{_cut(raw)}”不是数字。")
        elif address in self._cells and self._cells[address].text != figure.text:
            self.refuse(f"“{self._form.label(address)}”在粘贴的数据里出现了两次，数据不同。")
        else:
            self._cells[address] = Placed(address, raw, figure.text)

    def refuse(self, reason: str) -> None:
        """Keep a reason not to paste."""
        self._refusals.append(reason)

    def placement(self) -> Placement:
        """Return all that was collected; many refusals are told as a number."""
        told = self._refusals[:_MOST_TOLD]
        more = len(self._refusals) - len(told)
        if more:
            told.append(f"另有 {more} 处同样的问题。")
        return Placement(tuple(self._cells.values()), tuple(told))


def _cut(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= 20 else joined[:20] + "…"


# ------------------------------------------------------ blocks with labels


def _by_labels(form: OfficialForm, known: TableWords, lines: Sequence[Line], anchor: Address) -> Placement:
    """A block with labels: each line to the row that it names; without names, to the rows from a cell on."""
    collected = _Collected(form)
    figures = [line for line in lines if line.what is What.FIGURES]
    has_names = any(line.row is not None or line.label for line in figures)
    rows_below = iter(_rows_from(known, anchor))
    heading: list[Row] = []
    for line in lines:
        if line.what is What.HEADING:
            heading.append(line.cells)
        elif _takes_row(line, has_names):
            row = line.row if has_names else next(rows_below, None)
            _put_line(known, collected, line, heading, row, anchor)
    return collected.placement()


def _takes_row(line: Line, has_names: bool) -> bool:
    """Whether a line stands for a row of the table; in a block without names a blank one does too."""
    is_blank_row = line.what is What.BLANK and bool(line.cells)
    return line.what is What.FIGURES or (is_blank_row and not has_names)


def _put_line(
    known: TableWords,
    collected: _Collected,
    line: Line,
    heading: Sequence[Row],
    row: _RowOfBlock | None,
    anchor: Address,
) -> None:
    """Add a line to its row, or refuse it where it has none; a table with rows across needs none."""
    if row is not None or known.blocks[0].block.across:
        _add_line(known, collected, line, heading, row or (0, ""), anchor)
    elif line.filled:
        name = _cut(line.label) or "没有行名"
        collected.refuse(f"认不出“{name}”是表里的哪一行，数据 {'、'.join(line.filled)} 没有粘贴。")


def _rows_from(known: TableWords, anchor: Address) -> list[_RowOfBlock]:
    """The rows of a table from that of a cell on."""
    selected = addresses.split(anchor)[1]
    rows = [(number, row.id) for number, block in enumerate(known.blocks) for row in block.block.rows]
    return list(dropwhile(lambda row: row[1] != selected, rows))


def _add_line(
    known: TableWords,
    collected: _Collected,
    line: Line,
    heading: Sequence[Row],
    row: _RowOfBlock,
    anchor: Address,
) -> None:
    number, row_id = row
    block = _block_of(known, number, line)
    header = resolve(known, block, heading, placed=True) if heading else None
    if header is None or _in_the_forms_order(header, block, line):
        header = _from_anchor(block, line, anchor)
    fitted = fit(header, line.figures or line.cells, placed=True)
    for target, raw in fitted.texts.items():
        collected.add(known.address(row_id, target), raw)
    for extra in fitted.extra:
        collected.refuse(f"“{_cut(line.label)}”行的“{_cut(extra)}”在表里没有对应的列。")


def _block_of(known: TableWords, number: int, line: Line) -> BlockWords:
    """The block that a line belongs to, turned where the line has a figure for each column at most."""
    block = known.blocks[number]
    is_named_across = block.block.across and line.row is not None
    if is_named_across and len(line.filled) <= len(block.block.columns):
        return known.turned[number]
    return block


def _in_the_forms_order(header: Header, block: BlockWords, line: Line) -> bool:
    """Whether a line has a figure for each column, and every heading stands above its own.

    Then it does not matter that the copied block begins below the upper lines of the headings.
    """
    order = [leaf.target for leaf in block.leaves]
    if not header.placed or len(line.figures) != len(order):
        return False
    columns = {slot.target: slot.column for slot in header.slots}
    figures = dict(zip(order, line.figures, strict=True))
    return all(figures[target].column == columns[target] for target in header.targets)


def _from_anchor(block: BlockWords, line: Line, anchor: Address) -> Header:
    """Columns without headings: all of them when there are enough figures, else from the selected cell on."""
    header = assumed(block)
    figures = len(line.figures)
    if figures >= len(header.slots):
        return header
    _, row, column = addresses.split(anchor)
    selected = {("", column), (row, column)}
    start = next((at for at, slot in enumerate(header.slots) if slot.target in selected), 0)
    return Header(header.slots[start : start + figures], placed=False, read=False)
