"""The table model of one grid: every cell of the official form, labels too."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from model.address import Address
from model.forms import LayoutCell
from model.report import Edit, Report, set_cells
from model.report.last_year_figures import as_last_year, fits, last_year_report
from model.values import canonical
from ui.grid.places import GridMap
from ui.grid.state import CellState, cell_state, last_year_state, spoken_state, tip_text
from ui.session import Session

_Index = QModelIndex | QPersistentModelIndex
_FIGURE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE = _FIGURE | Qt.ItemFlag.ItemIsEditable
_LABEL = Qt.ItemFlag.NoItemFlags
_NO_PARENT = QModelIndex()


class GridModel(QAbstractTableModel):
    """Shows the session's report in one table's layout; a cell edited here is an edit of the session.

    Labels have no flags at all: they can be neither reached nor changed.
    """

    def __init__(self, session: Session, table: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.grid = GridMap(session.form, table)
        self._last_year = False
        self._came: tuple[Address | None, Address | None] = (None, None)  # where the clerk is, and was before
        self._shown = session.report, session.findings
        self._states: dict[Address, CellState] = self._now()
        session.changed.connect(self._refresh)
        session.findings_changed.connect(self._refresh)

    @property
    def report(self) -> Report:
        """The report whose figures are shown: the session's, or last year's while that is filled in."""
        if self._last_year:
            return last_year_report(self.session.form, self.session.report)
        return self.session.report

    @property
    def of_last_year(self) -> bool:
        """Whether last year's figures are shown and filled in."""
        return self._last_year

    def show_last_year(self, on: bool) -> None:
        """Show and fill in last year's figures, or this year's again."""
        self._last_year = on
        self._tell_changes()

    def come_to(self, address: Address | None) -> None:
        """Hear that another figure is the current one: a screen reader tells what is new there."""
        if address != self._came[0]:
            self._came = (address, self._came[0])

    def come_anew(self) -> None:
        """Hear that the clerk comes from elsewhere: the whole place of the current figure is told."""
        self._came = (self._came[0], None)

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:  # noqa: N802 (Qt's name)
        """Count the lines of the form."""
        return 0 if parent.isValid() else self.grid.layout.lines

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:  # noqa: N802 (Qt's name)
        """Count the grid columns of the form."""
        return 0 if parent.isValid() else self.grid.layout.columns

    def cell(self, index: _Index) -> LayoutCell:
        """Return the cell of the form that covers an index."""
        return self.grid.at[index.row(), index.column()]

    def address(self, index: _Index) -> Address | None:
        """Return the figure at an index, None for a label or no index."""
        return self.grid.figure(index.row(), index.column())  # no index is at -1, -1

    def index_of(self, address: Address) -> QModelIndex:
        """Return where a figure stands. Raises KeyError for a cell of another table."""
        cell = self.grid.cells[address]
        return self.index(cell.line, cell.column)

    def state(self, address: Address) -> CellState:
        """Return what a figure shows."""
        return self._states[address]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, its tip, and its words for screen readers."""
        if not index.isValid():
            return None
        cell = self.cell(index)
        if (cell.line, cell.column) != (index.row(), index.column()):
            return None  # covered by a merged cell
        if cell.address is None:
            shown = (
                Qt.ItemDataRole.DisplayRole,
                Qt.ItemDataRole.ToolTipRole,
                Qt.ItemDataRole.AccessibleTextRole,
            )
            return cell.text if role in shown else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._states[cell.address].text
        if self._last_year:
            told = role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
            return f"上年，{self.grid.label(cell.address)}" if told else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(self.session, self.grid, cell.address)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            here, before = self._came
            return spoken_state(
                self.session, self.grid, cell.address, before if here == cell.address else None
            )
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let figures be selected, and edited while the report is not locked."""
        address = self.address(index)
        if address is None:
            return _LABEL
        fixed = self.session.locked or self._unknown_then(address)
        return _FIGURE if fixed else _EDITABLE

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Fill in a figure as typed; return whether the session took it."""
        address = self.address(index)
        if address is None or role != Qt.ItemDataRole.EditRole:
            return False
        text = str(value)
        if canonical(text) == self.report.cell(address):
            return True  # a total that was only looked at stays calculated
        return self.fill({address: text})

    def fill(self, texts: dict[Address, str], label: str = "填写数据") -> bool:
        """Fill in figures as one undoable step; return whether the session took it."""
        missing = sum(map(self._unknown_then, texts))
        taken = self.do(set_cells(self.session.form, self.report, texts, label))
        if taken and missing:
            self.session.refused.emit(f"上年的格式没有其中的 {missing} 格，这些格没有填写。")
        return taken

    def may_fill(self, address: Address) -> bool:
        """Return whether a figure may be typed now; when not, say why through the session."""
        if not self.session.may_edit():
            return False
        if self._unknown_then(address):
            self.session.refused.emit("上年的格式没有这一格，不用填写。")
            return False
        return True

    def do(self, edit: Edit) -> bool:
        """Hand an edit of ``report`` to the session."""
        return self.session.do(self._of_session(edit))

    def draft(self, address: Address, text: str) -> None:
        """Tell what is being typed into a figure: a crash must not lose it, though it is no edit yet."""
        edit = set_cells(self.session.form, self.report, {address: text})
        self.session.drafted.emit(self._of_session(edit))

    def _unknown_then(self, address: Address) -> bool:
        return self._last_year and not fits(self.session.report, address)

    def _of_session(self, edit: Edit) -> Edit:
        return as_last_year(self.session.report, edit) if self._last_year else edit

    def _now(self) -> dict[Address, CellState]:
        if self._last_year:
            then = self.report
            return {address: last_year_state(then, self.grid, address) for address in self.grid.addresses}
        return {address: cell_state(self.session, self.grid, address) for address in self.grid.addresses}

    def _refresh(self) -> None:
        """Tell the views which cells look different now, and no others."""
        shown = self.session.report, self.session.findings
        if shown[0] is self._shown[0] and shown[1] is self._shown[1]:
            return  # the second signal of the same edit
        self._shown = shown
        self._tell_changes()

    def _tell_changes(self) -> None:
        before, self._states = self._states, self._now()
        for address, state in self._states.items():
            if state != before[address]:
                index = self.index_of(address)
                self.dataChanged.emit(index, index)
