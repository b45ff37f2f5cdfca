"""The middle of the window: one page for each part of the report, made when first shown."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from model.address import Address
from model.report import Edit
from model.rules import Span
from model.rules.effect import of_last_year, spots
from model.rules.report_parts import PREAMBLE, page_of_span, read_place, written_place
from ui.page import Page
from ui.session import Session

FIRST_PAGE = PREAMBLE
_NO_LAST_YEAR = "还没有上年数据：可以在“报告”菜单里导入上年报告，或者手工填写上年数据。"


class Pages(QStackedWidget):
    """Shows one page at a time.

    Signals: ``shown`` with a page's part; ``status_changed`` with the status line's words; ``beside_asked``
    when last year's figures are to be shown or hidden.
    """

    shown = Signal(str)
    status_changed = Signal(str)
    beside_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._made: dict[str, Page] = {}
        self._last_year = False
        self.part = FIRST_PAGE
        self._show(FIRST_PAGE)

    @property
    def page(self) -> Page:
        """The page shown."""
        return self._page(self.part)

    def show_page(self, part: str) -> None:
        """Show a page, without moving the keyboard there."""
        if part != self.part:
            self.commit()
            self._show(part)

    def go(self, target: Address | Span, *, last_year: bool = False) -> None:
        """Show a cell or a stretch of text and put the keyboard there; ``last_year``: last year's figure."""
        self.show_page(self._part_of(target))
        self.page.show_target(target, last_year=last_year)

    def reveal(self, edit: Edit) -> None:
        """Show where an edit took effect, unless that is in sight already."""
        found = spots(self._session.form, edit)
        if not found:
            return
        here = [target for part, target in found if part == self.part]
        then = of_last_year(edit)
        if not here:
            self.go(found[0][1], last_year=then)
            return
        is_text = isinstance(here[0], Span)
        is_current = self.page.current_figure() in [(target, then) for target in here]
        if not is_text and not is_current:
            self.go(here[0], last_year=then)

    def enter(self) -> None:
        """Put the keyboard into the page shown."""
        self.page.enter()

    def place(self) -> Address | Span:
        """Return where the keyboard is, or was last, on the page shown; its beginning where it never was."""
        return self.page.place() or Span(self.part, 0, 0, 0)

    def begin(self) -> None:
        """Go where a new report is begun: to the first figure of its tables that is not filled in."""
        form, report = self._session.form, self._session.report
        blank = (a for a in form.cells if a not in form.derivations and not report.cell(a))
        first = next(blank, None)
        if first is not None:
            self.go(first)

    def left_at(self) -> str:
        """Return where the clerk is now, as a word to be kept."""
        return written_place(self.place())

    def go_back_to(self, place: str) -> None:
        """Go where the clerk was when the report was closed; a place that is no more is let be."""
        target = read_place(self._session.form, place)
        if target is not None:
            self.go(target)

    def page_actions(self) -> list[QAction]:
        """Return what can be done on the page shown."""
        return self.page.actions()

    def commit(self) -> None:
        """Take over what is being typed into a cell, so that a save holds it."""
        self.page.commit_open_editor()

    def show_last_year(self, visible: bool) -> None:
        """Show last year's figures beside this year's in all tables, or hide them."""
        self._last_year = visible
        for page in self._made.values():
            page.set_last_year_visible(visible)
        if visible and not self._session.report.last_year:
            self.status_changed.emit(_NO_LAST_YEAR)

    def fill_last_year(self) -> None:
        """Let last year's figures be typed into the table shown, or into the one that is carried on."""
        form = self._session.form
        if not self.page.table:
            carried = next(iter(form.checks.carried), None)
            table = carried.table if carried is not None else next(iter(form.tables))
            self.show_page(form.section_of(table).id)
        self.page.fill_last_year(True)

    def _part_of(self, target: Address | Span) -> str:
        if isinstance(target, Span):
            return page_of_span(target)
        form = self._session.form
        return form.section_of(form.cells[target].table.id).id

    def _show(self, part: str) -> None:
        self.part = part
        self.setCurrentWidget(self._page(part))
        self.shown.emit(part)

    def _say(self, page: Page, words: str) -> None:
        """Pass on what the page shown says; the others follow the report too, but nobody sees them."""
        if page is self.currentWidget():
            self.status_changed.emit(words)

    def _page(self, part: str) -> Page:
        if part not in self._made:
            page = self._make(part)
            page.set_last_year_visible(self._last_year)
            page.status_changed.connect(partial(self._say, page))
            page.beside_asked.connect(self.beside_asked)
            self._made[part] = page
            self.addWidget(page)
        return self._made[part]

    def _make(self, part: str) -> Page:
        section = self._session.form.sections.get(part)
        if section is not None and section.table:
            from ui.grid.panel import GridPanel

            return GridPanel(self._session, section.table, self)
        from ui.narrative.panel import NarrativePanel

        return NarrativePanel(self._session, part, self)
