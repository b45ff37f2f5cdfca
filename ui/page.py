"""What every page of the window is: the editor of one part of the report.

The window knows its pages by this type alone; tables and texts know nothing of each other.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from model.address import Address
from model.rules import Span


class Page(QWidget):
    """The editor of one part of the report.

    Its ``actions()`` (Qt's own) are what can be done there, for the menu. What is answered here holds for a
    page of plain text; a page with a table answers more.

    Signals: ``status_changed`` with the status line's words; ``beside_asked`` when last year's figures are to
    be shown beside this year's in all tables, or hidden again.
    """

    status_changed = Signal(str)
    beside_asked = Signal()

    @property
    def table(self) -> str:
        """The id of the official table on this page, empty for a text."""
        return ""

    def edit_actions(self) -> list[QAction]:
        """Return those of the actions that stand in the menu of editing: clipboard, selection, fills."""
        return []

    def status(self) -> str:
        """Return the status line's words now."""
        return ""

    def place(self) -> Address | Span | None:
        """Return where the keyboard is, or was last, on this page."""
        return None

    def show_target(self, target: Address | Span, *, last_year: bool = False) -> None:
        """Show a cell or a stretch of text of this page and put the keyboard there.

        ``last_year``: last year's figure of that cell.
        """
        raise NotImplementedError

    def enter(self) -> None:
        """Put the keyboard into the page, where it is left as it is when it is there already."""
        if self.isAncestorOf(QApplication.focusWidget() or self.window()):
            return
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if QApplication.focusWidget() is self:
            self.focusNextChild()

    def commit_open_editor(self) -> None:
        """Take over what is being typed and is no edit yet, so that a save holds it."""

    def set_last_year_visible(self, visible: bool) -> None:
        """Show or hide last year's figures beside this year's."""

    def fill_last_year(self, on: bool) -> None:
        """Let last year's figures be typed here, or go back to this year's."""

    def current_figure(self) -> tuple[Address | None, bool]:
        """Return the cell where the keyboard is (None in a text), and whether it is last year's."""
        return None, False
