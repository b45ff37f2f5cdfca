"""The middle of the window: one panel for each part of the report, made when first shown."""

from typing import Protocol, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from model.address import Address
from model.report import Edit
from model.rules import Span
from model.rules.effect import of_last_year, spots
from model.rules.report_parts import PREAMBLE, page_of_span
from ui.session import Session


class _Panel(Protocol):
    """What grids and text editors have in common."""

    def actions(self) -> list[QAction]:
        """What can be done there, for the menu."""
        ...


class Pages(QStackedWidget):
    """Shows one page at a time.

    Signals: ``shown`` with a page's part; ``status_changed`` with the status line's words.
    """

    shown = Signal(str)
    status_changed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._panels: dict[str, QWidget] = {}
        self._last_year = False
        self.part = ""

    def show_page(self, part: str) -> None:
        """Show a page, without moving the keyboard there."""
        if part == self.part:
            return
        self.commit()
        self.part = part
        self.setCurrentWidget(self._panel(part))
        self.shown.emit(part)

    def go(self, target: Address | Span, *, last_year: bool = False) -> None:
        """Show a cell or a stretch of text and put the keyboard there; ``last_year``: last year's figure."""
        if isinstance(target, Span):
            part = page_of_span(target)
            self.show_page(part)
            panel = self._panel(part)
            if hasattr(panel, "focus_span"):
                panel.focus_span(target)
            else:
                self.enter()
            return
        table = self._session.form.cells[target].table.id
        part = self._session.form.section_of(table).id
        self.show_page(part)
        panel = self._panel(part)
        if hasattr(panel, "focus_cell"):
            panel.focus_cell(target, last_year=last_year)

    def reveal(self, edit: Edit) -> None:
        """Show where an edit took effect, unless that is in sight already."""
        found = spots(self._session.form, edit)
        if not found:
            return
        here = [target for page, target in found if page == self.part]
        then = of_last_year(edit)
        in_sight = here and (isinstance(here[0], Span) or self._current_figure() in [(a, then) for a in here])
        if not in_sight:
            self.go(here[0] if here else found[0][1], last_year=then)

    def enter(self) -> None:
        """Put the keyboard into the page shown."""
        panel = self.currentWidget()
        if panel is None or panel.isAncestorOf(QApplication.focusWidget() or self):
            return
        panel.setFocus(Qt.FocusReason.OtherFocusReason)
        if QApplication.focusWidget() is panel:
            panel.focusNextChild()

    def panel_actions(self) -> list[QAction]:
        """Return what can be done on the page shown."""
        panel = self.currentWidget()
        return [] if panel is None else cast(_Panel, panel).actions()

    def commit(self) -> None:
        """Take over what is being typed into a cell, so that a save holds it."""
        panel = self.currentWidget()
        if panel is not None and hasattr(panel, "commit_open_editor"):
            panel.commit_open_editor()

    def show_last_year(self, visible: bool) -> None:
        """Show last year's figures beside this year's in all tables, or hide them."""
        self._last_year = visible
        for panel in self._panels.values():
            if hasattr(panel, "set_last_year_visible"):
                panel.set_last_year_visible(visible)

    def fill_last_year(self) -> None:
        """Let last year's figures be typed into the table shown, or into the one that is carried on."""
        form = self._session.form
        if not hasattr(self.currentWidget(), "fill_last_year"):
            carried = next(iter(form.checks.carried), None)
            table = carried.table if carried is not None else next(iter(form.tables))
            self.show_page(form.section_of(table).id)
        panel = self.currentWidget()
        if panel is not None and hasattr(panel, "fill_last_year"):
            panel.fill_last_year(True)

    def _say(self, panel: QWidget, words: str) -> None:
        """Pass on what the page shown says; the others follow the report too, but nobody sees them."""
        if panel is self.currentWidget():
            self.status_changed.emit(words)

    def _current_figure(self) -> tuple[Address | None, bool]:
        """The cell where the keyboard is, and whether it is that of last year."""
        panel = self.currentWidget()
        return panel.current_figure() if hasattr(panel, "current_figure") else (None, False)

    def _panel(self, part: str) -> QWidget:
        if part not in self._panels:
            self._panels[part] = panel = self._make(part)
            self.addWidget(panel)
        return self._panels[part]

    def _make(self, part: str) -> QWidget:
        section = self._session.form.sections.get(part)
        if section is not None and section.table:
            from ui.grid.panel import GridPanel

            grid = GridPanel(self._session, section.table, self)
            grid.set_last_year_visible(self._last_year)
            grid.status_changed.connect(lambda words: self._say(grid, words))
            return grid
        from ui.narrative.panel import NarrativePanel

        text = NarrativePanel(self._session, part, self)
        text.status_changed.connect(lambda words: self._say(text, words))
        return text


FIRST_PAGE = PREAMBLE
