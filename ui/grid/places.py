"""Where the figures of a table stand, and which one a key leads to. Knows the layout, not Qt."""

from collections.abc import Iterable, Sequence
from itertools import islice, product

from model.address import Address
from model.forms import LayoutCell, OfficialForm, Role
from model.forms.layout import path

_PATH_MARK = " › "


class GridMap:
    """The places of one table: what stands where, and the ways between the figures.

    A place is (line, grid column), both from 0. Ways return an address, the same
    one where there is no further.
    """

    def __init__(self, form: OfficialForm, table: str) -> None:
        self.layout = form.layouts[table]
        self.table = form.tables[table]
        self.at: dict[tuple[int, int], LayoutCell] = {
            place: cell for cell in self.layout.cells for place in product(_lines(cell), _columns(cell))
        }
        self.cells: dict[Address, LayoutCell] = {
            cell.address: cell for cell in self.layout.cells if cell.address is not None
        }
        self.addresses: tuple[Address, ...] = tuple(self.cells)
        self.derived = frozenset(address for address in self.cells if address in form.derivations)
        self.typed: tuple[Address, ...] = tuple(a for a in self.addresses if a not in self.derived)
        self.single_line = len({cell.line for cell in self.cells.values()}) == 1
        # One tall block: figures are set flush right there, for adding up by eye.
        self.columns_are_long = len(self.table.blocks) == 1 and self.layout.lines > self.layout.columns
        self._form = form
        self._order = {address: number for number, address in enumerate(self.addresses)}

    def figure(self, line: int, column: int) -> Address | None:
        """Return the figure that covers a place, or None for a label."""
        cell = self.at.get((line, column))
        return None if cell is None else cell.address

    def in_line(self, line: int) -> tuple[Address, ...]:
        """Return the figures of one line, from the left."""
        return tuple(a for a, cell in self.cells.items() if cell.line == line)

    def in_column(self, address: Address) -> tuple[Address, ...]:
        """Return the figures of an address's block that share its grid column, from the top."""
        column, block = self.cells[address].column, self._form.cells[address].block
        return tuple(
            other
            for other, cell in self.cells.items()
            if column in _columns(cell) and self._form.cells[other].block is block
        )

    def between(self, one: Address, other: Address) -> tuple[Address, ...]:
        """Return the figures of the rectangle that two figures span, in reading order."""
        corners = self.cells[one], self.cells[other]
        lines = _spanned(*map(_lines, corners))
        columns = _spanned(*map(_columns, corners))
        return tuple(
            address
            for address, cell in self.cells.items()
            if cell.line in lines and _meet(columns, _columns(cell))
        )

    def names_of(self, address: Address) -> tuple[LayoutCell, ...]:
        """Return the label of a figure's line and the heading of its column, the nearest of each."""
        cell = self.cells[address]
        beside = (self.at[cell.line, column] for column in reversed(range(cell.column)))
        above = (self.at[line, cell.column] for line in reversed(range(cell.line)))
        return (*_first(Role.LABEL, beside), *_first(Role.HEADING, above))

    def round(self, chosen: Sequence[Address], here: Address, step: int, *, down: bool) -> Address:
        """Return the next (1) or previous (-1) of chosen figures, around the end; totals only among totals.

        ``down``: column by column, as Enter goes; else line by line, as Tab goes.
        """
        stops = [a for a in chosen if a not in self.derived] or list(chosen)

        def key(address: Address) -> tuple[int, int]:
            cell = self.cells[address]
            return (cell.column, cell.line) if down else (cell.line, cell.column)

        stops.sort(key=key)
        ahead = [a for a in stops if (key(a) > key(here) if step > 0 else key(a) < key(here))]
        if step > 0:
            return ahead[0] if ahead else stops[0]
        return ahead[-1] if ahead else stops[-1]

    def below(self, label: LayoutCell) -> tuple[Address, ...]:
        """Return the figures a label speaks of: of its lines, or of its columns down to the next heading."""
        if label.role is Role.LABEL:
            lines = range(label.line, label.line + label.line_span)
            return tuple(a for a, cell in self.cells.items() if cell.line in lines)
        found: list[Address] = []
        for line in range(label.line + label.line_span, self.layout.lines):
            over = self.at[line, label.column]
            if found and over.role in (Role.BAND, Role.CORNER, Role.HEADING):
                break
            for column in range(label.column, label.column + label.column_span):
                address = self.figure(line, column)
                if address is not None and address not in found:
                    found.append(address)
        return tuple(found)

    def sideways(self, address: Address, step: int, *, to_edge: bool = False) -> Address:
        """Return the next figure to the right (1) or left (-1) in the same line, or the last one that way."""
        line = self.in_line(self.cells[address].line)
        if to_edge:
            return line[-1] if step > 0 else line[0]
        number = line.index(address) + step
        return line[min(max(number, 0), len(line) - 1)]

    def vertical(
        self, address: Address, step: int, wish: int, *, to_edge: bool = False, typed_only: bool = False
    ) -> Address:
        """Return the next figure below (1) or above (-1) that covers the column ``wish``, past labels.

        ``typed_only`` passes calculated cells too, unless the way begins on one.
        """
        skip = typed_only and address not in self.derived
        found = address
        line = self.cells[address].line + step
        while 0 <= line < self.layout.lines:
            other = self.figure(line, wish)
            if other is not None and not (skip and other in self.derived):
                found = other
                if not to_edge:
                    break
            line += step
        return found

    def tab(self, address: Address, step: int) -> Address:
        """Return the next (1) or previous (-1) figure that is typed, in reading order."""
        place = self._order[address]
        others = [a for a in self.typed if (self._order[a] - place) * step > 0]
        if not others:
            return address
        return others[0] if step > 0 else others[-1]

    def label(self, address: Address) -> str:
        """Return what a cell is called in full: the groups and labels of its row, then of its column."""
        return f"{self.row_label(address)} · {self.column_label(address)}"

    def row_label(self, address: Address) -> str:
        """Return the groups and the label of a cell's row."""
        return _PATH_MARK.join(self.row_path(address))

    def column_label(self, address: Address) -> str:
        """Return the groups and the label of a cell's column."""
        return _PATH_MARK.join(self.column_path(address))

    def row_path(self, address: Address) -> tuple[str, ...]:
        """Return the labels of a cell's row: its groups from the outside, then its own."""
        cell = self._form.cells[address]
        return (*(group.label for group in path(cell.row, cell.block.row_groups, "")), cell.row.label)

    def column_path(self, address: Address) -> tuple[str, ...]:
        """Return the labels of a cell's column: its groups from the outside, then its own."""
        cell = self._form.cells[address]
        groups = path(cell.column, cell.block.column_groups, "")
        return (*(group.label for group in groups), cell.column.label)

    def brief_labels(self, address: Address) -> tuple[str, str]:
        """Return the labels of a cell's row and column; with the groups where another has the same label."""
        cell = self._form.cells[address]
        rows = [row.label for row in cell.block.rows]
        columns = [column.label for column in cell.block.columns]
        row, column = cell.row.label, cell.column.label
        return (
            row if rows.count(row) == 1 else self.row_label(address),
            column if columns.count(column) == 1 else self.column_label(address),
        )

    def name_from(self, here: Address, there: Address) -> str:
        """Return what a cell is called as seen from another: what is the same for both is left out."""
        one, other = self._form.cells[here], self._form.cells[there]
        if one.row is other.row:
            return "" if one.column is other.column else other.column.label
        return other.row.label if one.column is other.column else self._form.label(there)


def _first(role: Role, cells: Iterable[LayoutCell]) -> tuple[LayoutCell, ...]:
    """The first cell of a role, none where there is none."""
    return tuple(islice((cell for cell in cells if cell.role is role), 1))


def _spanned(one: range, other: range) -> range:
    """All from the first of two ranges to the last."""
    return range(min(one.start, other.start), max(one.stop, other.stop))


def _meet(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _lines(cell: LayoutCell) -> range:
    return range(cell.line, cell.line + cell.line_span)


def _columns(cell: LayoutCell) -> range:
    return range(cell.column, cell.column + cell.column_span)
