"""One table of the report as a panel: grid, what is wrong with the current cell, note under the table."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from model.address import Address
from model.rules import AnyFinding, Span
from ui.current import same
from ui.grid.frame import GridFrame
from ui.grid.head import TableHead
from ui.grid.last_year_bar import LastYearBar
from ui.grid.message_bar import MessageBar
from ui.grid.model import GridModel
from ui.grid.note import NoteBox
from ui.grid.page_actions import PageActions, PageHandlers
from ui.grid.page_layout import PageLayout
from ui.grid.parts_box import PartsBox
from ui.grid.state import selection_text, status_text
from ui.page import Page
from ui.session import Session


class GridPanel(Page):
    """The editor of one table."""

    def __init__(self, session: Session, table: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._table = table
        self.model = GridModel(session, table, self)
        self.frame = GridFrame(self.model, self)
        self.body = self.frame.body
        self.bar = MessageBar(session, self.model.grid, self)
        self.then = LastYearBar(session, self)
        self.parts = PartsBox(session, self.model.grid, self)
        self.note = NoteBox(session, table, self)
        self.setFocusProxy(self.body)
        handlers = PageHandlers(
            open_menu=self.bar.open_menu,
            next_finding=self.bar.next_finding,
            open_parts=self.open_parts,
            fill_last_year=self._switch_last_year,
            enter_note=self._enter_note,
        )
        self._actions = PageActions(self.body, handlers)
        self.frame.heading.addActions(self._actions.made)
        for view in (self.body, self.frame.heading):
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.head = TableHead(session, table, self._actions.at_hand, self)
        self._page = PageLayout(self, self.head, self.frame, (self.bar, self.then))
        self._page.add_below(self.parts, self.note)
        self._actions.note.toggled.connect(self._show_note)
        self.note.hide()
        self._show_written_note()
        self._actions.beside.triggered.connect(self.beside_asked)
        self.body.moved.connect(self._tell_current)
        self.body.chosen.connect(self._say_status)
        self.then.done.connect(lambda: self.fill_last_year(False))
        self.parts.closed.connect(self.close_parts)
        self.bar.involved.connect(self.frame.set_involved)
        self.bar.parts_asked.connect(self.open_parts)
        self.bar.cell_asked.connect(self._write_here)
        session.findings_changed.connect(self._say_again)
        session.changed.connect(self._show_written_note)
        self.body.go(self.model.grid.addresses[0])

    def actions(self) -> list[QAction]:
        """Return what can be done with this table, for menus; separators between the groups."""
        return list(self._actions.made)

    @property
    def table(self) -> str:
        """The id of the table."""
        return self._table

    def edit_actions(self) -> list[QAction]:
        """Return those of the clipboard, of selecting and of filling."""
        return list(self._actions.of_editing)

    def place(self) -> Address | Span | None:
        """Return the current cell."""
        return self.body.current

    def show_target(self, target: Address | Span, *, last_year: bool = False) -> None:
        """Go to a cell, or into the note under the table, which holds the text of this part."""
        if isinstance(target, Span):
            self.commit_open_editor()
            self.fill_last_year(False)
            self._actions.note.setChecked(True)
            self.note.show_span(target)
        else:
            self.focus_cell(target, last_year=last_year)

    def focus_cell(self, address: Address, *, last_year: bool = False) -> None:
        """Go to a cell, show it and put the keyboard there. Raises KeyError for another table's cell."""
        self.commit_open_editor()
        self.fill_last_year(last_year)
        self.body.go(address)
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def current_figure(self) -> tuple[Address | None, bool]:
        """Return the cell where the keyboard is, and whether last year's figure is shown there."""
        return self.body.current, self.model.of_last_year

    def commit_open_editor(self) -> None:
        """Take what is being typed, so that a save holds it."""
        self.body.commit_open_editor()
        self.parts.commit_open_editor()

    def set_last_year_visible(self, visible: bool) -> None:
        """Show or hide last year's figures and the differences beside this year's."""
        self.frame.set_last_year_visible(visible)
        self._actions.beside.setChecked(visible)
        self._page.fit()

    def fill_last_year(self, on: bool) -> None:
        """Show last year's figures to be typed or pasted, or go back to this year's."""
        if on == self.model.of_last_year or (on and not self.session.may_edit()):
            self._actions.last_year.setChecked(self.model.of_last_year)
            return
        self.commit_open_editor()
        self._actions.last_year.setChecked(on)
        self.model.show_last_year(on)
        self.frame.set_tinted(on)
        self.bar.setVisible(not on)
        self.then.setVisible(on)
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Esc leaves last year's figures."""
        if event.key() == Qt.Key.Key_Escape and self.model.of_last_year:
            self.fill_last_year(False)
        else:
            super().keyPressEvent(event)

    def status(self) -> str:
        """Return the status line's words: for the current cell, or the sum of those selected."""
        here, chosen = self.body.current, self.body.selected()
        if here is None:
            return ""
        if len(chosen) > 1:
            return selection_text(self.model.report, chosen)
        if self.model.of_last_year:
            return f"上年（{self.session.report.year - 1} 年）　{self.model.grid.label(here)}"
        return status_text(self.session, self.model.grid, here)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Give the table the height it needs."""
        super().resizeEvent(event)
        self._page.fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Give the table the height that other letters need; a page out of sight does it when shown."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            self._page.fit()

    def _show_note(self, shown: bool) -> None:
        self.note.setVisible(shown)
        self._page.fit()

    def _enter_note(self) -> None:
        if self._actions.note.isChecked():
            self.note.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_written_note(self) -> None:
        """A note that is printed is in sight, from wherever it has come."""
        if self.note.paragraphs():
            self._actions.note.setChecked(True)

    def open_parts(self) -> None:
        """Show the parts of the current cell and put the keyboard there."""
        if self.model.of_last_year:
            self.fill_last_year(False)
        self.commit_open_editor()
        self.parts.show()
        self.parts.show_cell(self.body.current)
        self.parts.enter()

    def _write_here(self) -> None:
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)
        self.body.edit(self.body.currentIndex())

    def close_parts(self) -> None:
        """Put the parts away and go back to the grid."""
        self.parts.hide()
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def _switch_last_year(self) -> None:
        self.fill_last_year(not self.model.of_last_year)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """What is said of the current cell is current now."""
        super().showEvent(event)
        self._page.fit()
        self._tell_current()

    def _tell_current(self) -> None:
        """The clerk has come to another cell: its first finding is the current one now."""
        self._choose(None)
        self.bar.tell(self.body.current)
        self.parts.show_cell(self.body.current)
        self._say_status()

    def _say_again(self) -> None:
        self._choose(self.session.current.finding)
        self.bar.refresh()
        self._say_status()

    def _choose(self, wanted: AnyFinding | None) -> None:
        """Let the current finding be one of the current cell: the one that is wanted, or else its first."""
        here = self.body.current
        if here is None or not self.isVisible():
            return
        found = () if self.model.of_last_year else self.session.findings_at(here)
        self.session.current.select(same(wanted, found) or next(iter(found), None))

    def _say_status(self) -> None:
        self.status_changed.emit(self.status())
