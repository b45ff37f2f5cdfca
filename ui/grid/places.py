"""Where the figures of a table stand, and which one a key leads to. Knows the layout, not Qt."""

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
            (line, column): cell
            for cell in self.layout.cells
            for line in range(cell.line, cell.line + cell.line_span)
            for column in range(cell.column, cell.column + cell.column_span)
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
        cell = self._form.cells[address]
        block = cell.block
        rows = [*(g.label for g in path(cell.row, block.row_groups, "")), cell.row.label]
        columns = [*(g.label for g in path(cell.column, block.column_groups, "")), cell.column.label]
        return f"{_PATH_MARK.join(rows)} · {_PATH_MARK.join(columns)}"

    def name_from(self, here: Address, there: Address) -> str:
        """Return what a cell is called as seen from another: what is the same for both is left out."""
        one, other = self._form.cells[here], self._form.cells[there]
        if one.row is other.row:
            return "" if one.column is other.column else other.column.label
        return other.row.label if one.column is other.column else self._form.label(there)
