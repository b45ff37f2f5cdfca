"""The lines of the findings list for Qt's views; sentences are made when a line is first painted."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from model.rules import AnyFinding, accepted_as, message
from model.rules.standing import NAMES, standing
from ui.current import same
from ui.findings.arrange import Line
from ui.session import Session

LINE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class FindingsModel(QAbstractListModel):
    """Holds the lines; a finding's line has as text its message, with the reason when it is accepted."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: tuple[Line, ...] = ()
        self._told: dict[int, tuple[AnyFinding, str]] = {}

    def show(self, lines: tuple[Line, ...]) -> None:
        """Show other lines."""
        if lines == self._lines:
            return
        self.beginResetModel()
        self._lines = lines
        kept = {id(line.finding) for line in lines}
        self._told = {key: told for key, told in self._told.items() if key in kept}
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802 (Qt's name)
        """The number of lines; they have no children."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A line, its text, or its text as read aloud."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        makers: dict[int, Callable[[Line], object]] = {
            LINE: lambda item: item,
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.ToolTipRole: self._text,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
        }
        make = makers.get(role)
        return None if make is None else make(line)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings cannot be selected, and the keys pass over them."""
        if not index.isValid() or self._lines[index.row()].finding is None:
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren

    def row_of(self, finding: AnyFinding | None) -> int:
        """Return the row of a finding or of one that says the same of the same place, -1 for none."""
        found = same(finding, (line.finding for line in self._lines if line.finding is not None))
        return -1 if found is None else next(n for n, line in enumerate(self._lines) if line.finding == found)

    def open_rows(self) -> list[int]:
        """Return the rows of the findings that are open."""
        return [n for n, line in enumerate(self._lines) if line.finding is not None and not line.accepted]

    def line(self, row: int) -> Line:
        """Return a line."""
        return self._lines[row]

    def reason(self, finding: AnyFinding) -> str:
        """Return the reason a finding was accepted for, empty for an open one."""
        accepted = accepted_as(self._session.report, finding)
        return "" if accepted is None else accepted.reason

    def _text(self, line: Line) -> str:
        if line.finding is None:
            return line.heading
        known = self._told.get(id(line.finding))
        if known is None:
            text = message(self._session.form, self._session.report, line.finding)
            for said in _said_above(line):
                text = text.removeprefix(said)
            known = self._told[id(line.finding)] = (line.finding, text)
        return f"{known[1]}\n已说明：{self.reason(line.finding)}" if line.accepted else known[1]

    def _spoken(self, line: Line) -> str:
        if line.finding is None:
            return line.heading
        level = "已接受" if line.accepted else NAMES[standing(line.finding)]
        return f"{level}：{line.place}，{self._text(line)}" if line.place else f"{level}：{self._text(line)}"


def _said_above(line: Line) -> tuple[str, ...]:
    """The ways in which a sentence may begin with what stands above it in the list."""
    quoted = f"“{line.place}”"
    return (f"{line.heading}，", *((f"{line.place}，", f"{quoted}：", f"{quoted}的") if line.place else ()))
