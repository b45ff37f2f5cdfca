"""Moves the clerk about the window: parts, panes, findings."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from model.address import Address
from model.rules import AnyFinding, Span
from model.rules.report_parts import WHOLE, Target, parts
from model.rules.standing import gravity
from ui.findings.arrange import step
from ui.findings.panel import FindingsPanel
from ui.session import Session
from ui.tree.tree import SectionTree
from ui.window.actions import Handler
from ui.window.pages import Pages


class NavigationController(QObject):
    """Leads from part to part, from pane to pane and from finding to finding.

    Signals: ``told`` with a sentence for the status line.
    """

    told = Signal(str)

    def __init__(
        self, session: Session, pages: Pages, tree: SectionTree, findings: FindingsPanel, dock: QDockWidget
    ) -> None:
        super().__init__(pages)
        self._session = session
        self._pages = pages
        self._tree = tree
        self._findings = findings
        self._dock = dock
        self._start: Target = pages.place()  # where the present round of findings began
        self._left_at: Target | None = None  # where it has come to
        self._last: AnyFinding | None = None

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions of moving about do, by name."""
        return {
            "next_finding": lambda: self.step_finding(1),
            "previous_finding": lambda: self.step_finding(-1),
            "next_page": lambda: self.step_page(1),
            "previous_page": lambda: self.step_page(-1),
            "next_pane": lambda: self.step_pane(1),
            "previous_pane": lambda: self.step_pane(-1),
            "fill_last_year": self._pages.fill_last_year,
        }

    def show_entry(self, part: str, target: Address | Span | None) -> None:
        """Show what an entry of the tree stands for; the keyboard stays in the tree."""
        self._pages.show_page(part)
        if target is not None:
            self._pages.go(target)
            self._tree.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_findings_of(self, part: str) -> None:
        """Show the list with the findings of one part alone."""
        self._findings.show_only(part)
        self.show_findings()

    def show_findings(self) -> None:
        """Show the list of findings and put the keyboard there."""
        self._dock.show()
        self._findings.show_list()

    def show_gravest(self) -> None:
        """Show the list, and in the report the first of the gravest findings."""
        self._dock.show()
        self._findings.show_list()
        self._left_at = None
        self._session.current.select(None)
        self.step_finding(1)

    def step_finding(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) finding: the errors first, from where the clerk is."""
        self._pages.commit()
        here, current = self._pages.place(), self._session.current.finding
        found = self._findings.open_findings()
        if self._left_at is None or here != self._left_at:  # the clerk has gone elsewhere: a new round
            gravest = min(map(gravity, found), default=0)
            at_one = current is not None and gravity(current) == gravest
            self._start, self._last = here, current if at_one else None
        chosen = step(self._session.form, found, self._start, self._last, by)
        if chosen is None:
            self.told.emit("没有要处理的问题。")
            return
        self._session.current.show(chosen)
        self._last, self._left_at = chosen, self._pages.place()

    def step_page(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) page."""
        order = [part for part in parts(self._session.form) if part != WHOLE]
        here = order.index(self._pages.part) + by
        if 0 <= here < len(order):
            self._pages.show_page(order[here])
            self._pages.enter()

    def step_pane(self, by: int) -> None:
        """Move the keyboard to the next (1) or previous (-1) visible pane: sections, page, findings."""
        panes: list[QWidget] = [self._tree, self._pages, self._findings]
        shown = [pane for pane in panes if pane.isVisible()]
        focus = QApplication.focusWidget()
        here = next((n for n, pane in enumerate(shown) if focus is not None and pane.isAncestorOf(focus)), 0)
        pane = shown[(here + by) % len(shown)]
        if pane is self._pages:
            self._pages.enter()
        else:
            pane.setFocus(Qt.FocusReason.OtherFocusReason)
