"""The window of one report. It puts the parts together; each of them knows its own business."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QWheelEvent
from PySide6.QtWidgets import QMainWindow, QMenuBar, QVBoxLayout, QWidget

from ui.document.file import DocumentFile, Opened
from ui.document.recovery import JournalWriter
from ui.document.versions import VersionKeeper
from ui.findings.panel import FindingsPanel
from ui.findings.verdict import Verdict
from ui.mime import FileDrops
from ui.session import Session
from ui.settings import LOCKS, PROGRAM, VERSIONS, Settings, recovery_folders
from ui.tree.tree import SectionTree
from ui.window import office, panes
from ui.window.actions import Actions, Handler
from ui.window.banner import Banner
from ui.window.exporting import Exporter
from ui.window.navigation import NavigationController
from ui.window.pages import Pages
from ui.window.program_controller import ProgramController
from ui.window.report_controller import ReportController
from ui.window.status_line import StatusLine
from ui.window.waiting_bar import WaitingBar

_TREE_WIDTH, _FINDINGS_WIDTH = 208, 264  # pixels; with them table three fits at 1366
_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
_WIDE = 1600  # pixels; wider screens have room for other windows beside this one
_NARROW = 1100  # pixels; on such a screen the findings fold away, their verdict stays in sight


class ReportWindow(QMainWindow):
    """One report open for editing.

    Signals for the program as a whole: ``new_asked``; ``open_asked`` with a path, or None for a choice;
    ``settings_changed``; ``quit_asked``; ``closed``, with whether the clerk wants the start page then.
    """

    new_asked = Signal()
    open_asked = Signal(object)
    settings_changed = Signal()
    quit_asked = Signal()
    closed = Signal(bool)

    def __init__(self, session: Session, settings: Settings, opened: Opened, state: Path) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self.state = state
        self._to_start = False
        session.setParent(self)
        office.take_in(session, settings)
        session.quiet_changed.connect(settings.keep_quiet_words)
        self.pages = Pages(session)
        self.tree = SectionTree(session)
        self.findings = FindingsPanel(session)
        self.document_file = DocumentFile(session, settings, self, state / LOCKS, opened)
        self.journal = JournalWriter(session, recovery_folders(state), begin=self.document_file.unsaved)
        self.versions = VersionKeeper(session, state / VERSIONS, self.document_file.opened_at)
        self.exporter = Exporter(session, settings, self.pages)
        self._arrange()
        shown = {dock.objectName(): dock.toggleViewAction() for dock in (self.tree_dock, self.findings_dock)}
        self.navigation = NavigationController(
            session, self.pages, self.tree, self.findings, self.findings_dock
        )
        self.report_controller = ReportController(session, settings, self.pages, state / VERSIONS, self)
        self.program_controller = ProgramController(session, settings, self.pages, state, self)
        self.actions_ = Actions(self, self._handlers(), shown)
        self._lay_out()
        self._connect()
        office.take_in_counts(session, settings)
        self.refresh()
        self._page_shown(self.pages.part)
        self.tree.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show name, unsaved mark and what is allowed now."""
        session = self.session
        where = "（只读）" if session.read_only else ""
        self.setWindowTitle(f"{self.document_file.name}[*]{where} — {PROGRAM}")
        self.setWindowModified(self.document_file.unsaved)
        undo, actions = session.undo_stack, self.actions_
        actions["undo"].setText(f"撤销“{undo.undoText()}”(&U)" if undo.canUndo() else "撤销(&U)")
        actions["redo"].setText(f"重做“{undo.redoText()}”(&R)" if undo.canRedo() else "重做(&R)")
        actions["undo"].setIconText("撤销")
        actions["redo"].setIconText("重做")
        actions["undo"].setEnabled(undo.canUndo() and not session.locked)
        actions["redo"].setEnabled(undo.canRedo() and not session.locked)
        actions.enable(("facts", "last_year", "fill_last_year"), not session.locked)
        actions["final"].setChecked(session.report.final)
        actions["final"].setEnabled(not session.read_only)

    def tell(self, sentence: str) -> None:
        """Show a sentence in the status line."""
        self.status.say(sentence)

    def menuBar(self) -> QMenuBar:  # noqa: N802 (Qt's name)
        """Return the menu bar, which stands in the top row; Qt would make another in its place."""
        return self.actions_.row.menus

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Ask about unsaved changes, then let go of the file."""
        if not self.document_file.may_close():
            event.ignore()
            return
        self.settings.keep_layout(self._layout, self.saveState())
        self.settings.keep_layout(f"{self._layout}-geometry", self.saveGeometry())
        self.journal.close()
        self.document_file.release()
        self.settings.keep_place(self.session.path, self.pages.left_at())
        event.accept()
        self.closed.emit(self._to_start)

    def close_report(self) -> None:
        """Close the report and go back to the start page, as long as the clerk agrees."""
        self._to_start = True
        self._to_start = self.close() or self.document_file.closes_later

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Size the letters where Ctrl is held."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.program_controller.turn(event)
            event.accept()
        else:
            super().wheelEvent(event)

    def _open(self, files: tuple[Path, ...]) -> None:
        for path in files:
            self.open_asked.emit(path)

    def _arrange(self) -> None:
        FileDrops(self, self._open)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banner = Banner(self.session)
        column.addWidget(self.banner)
        column.addWidget(self.pages, 1)
        self.waiting_bar = WaitingBar()
        column.addWidget(self.waiting_bar)
        self.setCentralWidget(middle)
        self.tree_dock = panes.dock(self, "章节", "tree", self.tree, _LEFT)
        self.findings_dock = panes.dock(self, "核对结果", "findings", self.findings, _RIGHT)
        self.resizeDocks(
            [self.tree_dock, self.findings_dock], [_TREE_WIDTH, _FINDINGS_WIDTH], Qt.Orientation.Horizontal
        )
        self.verdict = Verdict(self.session)
        self.status = StatusLine(self.verdict, self)
        self.setStatusBar(self.status)

    @property
    def _layout(self) -> str:
        """The name under which the layout is kept: a narrow screen has one of its own."""
        narrow = self.screen().availableSize().width() < _NARROW
        return "report-narrow" if narrow else "report"

    def _lay_out(self) -> None:
        """Sizes as they were left."""
        room = self.screen().availableSize()
        self.resize(1366, 768)
        left = self.restoreGeometry(self.settings.layout(f"{self._layout}-geometry"))
        if not left and room.width() < _WIDE:  # the largest table wants all of a small screen
            self.setWindowState(Qt.WindowState.WindowMaximized)
        if not self.restoreState(self.settings.layout(self._layout)):
            self.findings_dock.setVisible(room.width() >= _NARROW)

    def _handlers(self) -> dict[str, Handler]:
        """What each action of the menus does."""
        return {
            "new": self.new_asked.emit,
            "open": lambda: self.open_asked.emit(None),
            "save": self.document_file.save,
            "save_as": self.document_file.save_as,
            "close": self.close_report,
            "quit": self.quit_asked.emit,
            "show_last_year": lambda: self.pages.show_last_year(self.actions_["show_last_year"].isChecked()),
            **self.exporter.handlers(),
            **self.navigation.handlers(),
            **self.report_controller.handlers(),
            **self.program_controller.handlers(),
        }

    def _connect(self) -> None:
        session = self.session
        self.tree.page_asked.connect(self.navigation.show_entry)
        self.tree.entered.connect(self.pages.enter)
        self.tree.findings_asked.connect(self.navigation.show_findings_of)
        self.pages.shown.connect(self._page_shown)
        self.pages.status_changed.connect(self.tell)
        self.pages.beside_asked.connect(self.actions_["show_last_year"].trigger)
        session.jump_asked.connect(self.pages.go)
        session.refused.connect(self.tell)
        # Methods, not lambdas: Qt forgets these by itself when the window goes.
        session.undo_stack.indexChanged.connect(self.refresh)
        session.undo_stack.cleanChanged.connect(self.refresh)
        session.open_asked.connect(self._open)
        session.accept_asked.connect(self.report_controller.accept_findings)
        session.moved.connect(self.pages.reveal)
        self.findings.last_year_asked.connect(self.report_controller.import_last_year)
        self.verdict.clicked.connect(self.navigation.show_findings)
        self.exporter.findings_asked.connect(self.navigation.show_gravest)
        self.report_controller.findings_asked.connect(self.navigation.show_gravest)
        self.report_controller.final_decided.connect(self.refresh)
        self.program_controller.settings_changed.connect(self.settings_changed)
        self.program_controller.open_asked.connect(self.open_asked)
        self.document_file.about_to_save.connect(self.pages.commit)
        self.document_file.stored.connect(self._stored)
        self.document_file.left_behind.connect(self.journal.left_behind)
        self.document_file.waiting.connect(self.waiting_bar.say)
        self.waiting_bar.given_up.connect(self.document_file.give_up)
        saving = (self.document_file, self.journal, self.versions)
        for teller in (*saving, self.navigation, self.report_controller):
            teller.told.connect(self.tell)
        self.banner.reopen_asked.connect(lambda: self.report_controller.set_final(False))
        self.banner.copy_asked.connect(self.document_file.save_as)
        recent = self.actions_.recent
        recent.aboutToShow.connect(lambda: self.program_controller.fill_recent(recent))

    def _page_shown(self, part: str) -> None:
        self.tell(self.pages.page.status())
        self.tree.show_page(part)
        self.findings.set_page(part)
        self.actions_.show_page(self.pages.page_actions(), self.pages.page.edit_actions())

    def _stored(self, path: Path) -> None:
        self.journal.saved(path)
        self.banner.refresh()
        self.refresh()
        self.tell(f"已保存到 {path}")
        self.versions.keep(path)
