"""The window program: sets Qt up and keeps the open windows. Everything meets here.

The start page must stand at once: what only a report needs is imported when one is opened.
"""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui import crash, screen
from ui.garbage import collect_garbage, hold_off
from ui.look import icons, style
from ui.look.painted import Afterwards, FirstMove
from ui.settings import Settings, lasting_state_folder, may_hold_something, recovery_folders, state_folder

if TYPE_CHECKING:
    from intake import Imported
    from model.report import Report
    from ui.document.file import Opened
    from ui.session import Session
    from ui.start.page import StartPage
    from ui.start.warming import Warming
    from ui.window.window import ReportWindow

_PATIENCE = 1.0  # seconds that a look at the file of an open window may take
_WIDE = 1600  # pixels; a smaller screen is filled by one window


class Desk(QObject):
    """All windows of this run of the program: the start page, or one for each report.

    Signals: ``loaded`` when all that a report needs has been loaded.
    """

    loaded = Signal()

    def __init__(self, settings: Settings, state: Path) -> None:
        super().__init__()
        self.settings = settings
        self._state = state
        self.windows: list[ReportWindow] = []
        self.start: StartPage | None = None
        self._told_unguarded = False
        self._warm: Warming | None = None

    def begin(self, files: list[Path]) -> None:
        """Offer what a crash left, open the files asked for, or show the start page."""
        self.offer_recovery()
        for file in files:
            self.open_file(file, None)
        if not self.windows:
            self.show_start()

    def show_start(self) -> None:
        """Show the start page."""
        from ui.start.page import StartPage
        from ui.start.warming import Warming

        start = StartPage(self.settings.cards)
        start.new_asked.connect(lambda: self.new(start))
        start.open_asked.connect(lambda path: self.open(path, start))
        start.example_asked.connect(self.example)
        start.manual_asked.connect(lambda: _show_manual(start))
        start.settings_asked.connect(lambda: _change_settings(self.settings, start))
        start.folder_asked.connect(_show_folder)
        start.forget_asked.connect(self._forget)
        if start.screen().availableSize().width() < _WIDE:  # as large as the report that will take its place
            start.setWindowState(Qt.WindowState.WindowMaximized)
        start.show()
        self._put_away_start()
        self.start = start
        self._warm = self._warm or Warming(self)
        FirstMove(start, self._warm.begin)

    def new(self, parent: QWidget) -> None:
        """Ask for a new report and open it."""
        from ui.document.file import Opened
        from ui.session import Session
        from ui.start import opening

        made = opening.ask_for_new(self.settings, parent)
        if isinstance(made, Path):
            self.open_file(made, parent)
        elif made is not None:
            window = self.show_report(Session(made.report, later=True), Opened(), made.last)
            window.pages.begin()

    def open(self, path: Path | None, parent: QWidget) -> None:
        """Open a file, asking for it when none is given."""
        from ui.dialogs import ask

        path = path or ask.file_to_open(parent, "打开报告", self.settings.folder)
        if path is not None:
            self.settings.remember_folder(path.parent)
            self.open_file(path, parent)

    def open_file(self, path: Path, parent: QWidget | None) -> None:
        """Open a saved report, or import one of another kind as a new, unsaved report."""
        from model.storage.reach import is_same_file
        from ui.start import opening

        if not opening.answers(path, parent):
            return
        for window in self.windows:
            if window.session.path and is_same_file(window.session.path, path, _PATIENCE):
                window.activateWindow()
                window.raise_()
                return
        from ui.dialogs import ask

        found = opening.open_file(path, self._state, parent)
        if found is None:
            return
        session, opened = found
        window = self.show_report(session, opened)
        if session.path is not None:
            self._take_up(window, session.path, opened)
        if opened.told:
            ask.say(window, "打开报告", opened.told)
        elif session.path is None:
            opening.show_remarks(session, path, window)
        elif not (opened.guarded or self._told_unguarded):
            self._told_unguarded = True
            opening.tell_nobody_is_kept_out(window)

    def _take_up(self, window: "ReportWindow", path: Path, opened: "Opened") -> None:
        """Remember a report that was opened, and go where the clerk was in it the last time."""
        from ui.document.card import card_of

        written = opened.fingerprint.written if opened.fingerprint is not None else datetime.now(UTC)
        self.settings.remember(path, card_of(window.session, written))
        window.pages.go_back_to(self.settings.cards[path.absolute()].place)

    def example(self) -> None:
        """Open the example: a report to try things on, in no file of its own."""
        from ui.start import opening

        self.show_report(*opening.example())

    def show_report(
        self, session: "Session", opened: "Opened", last: "Imported | None" = None
    ) -> "ReportWindow":
        """Open a window for a report; offer what last year's gives to it."""
        from ui.window.window import ReportWindow

        window = ReportWindow(session, self.settings, opened, self._state)
        self.windows.append(window)
        session.changed.connect(hold_off)
        session.drafted.connect(hold_off)
        window.new_asked.connect(lambda: self.new(window))
        window.open_asked.connect(lambda path: self.open(path, window))
        window.settings_changed.connect(lambda: _dress(self.settings))
        window.quit_asked.connect(self.quit)
        window.closed.connect(lambda to_start: self._closed(window, to_start=to_start))
        Afterwards(window, lambda: self._stands(session))
        self._put_away_start()
        if last is not None:
            from ui.document.last_year import offer

            offer(session, last, window)
        return window

    def offer_recovery(self) -> None:
        """Offer the reports that a crash left; what is put off stays for the next start."""
        folders = recovery_folders(self._state)
        if not any(map(may_hold_something, folders)):
            return
        from PySide6.QtWidgets import QDialog

        from model.storage.journal import JournalError, discard, pending, set_aside
        from ui.dialogs import ask
        from ui.start import recovered

        try:
            left = pending(*folders)
        except JournalError as error:
            ask.tell(None, "自动恢复", str(error))
            return
        for recovery in left:
            dialog = recovered.RecoveredDialog(recovery)
            chosen = dialog.exec()
            if chosen == QDialog.DialogCode.Accepted:
                session, opened = recovered.reopen(recovery, self._state)
                window = self.show_report(session, opened)
                if opened.told:
                    ask.say(window, "恢复", opened.told)
            elif dialog.use_file and recovery.path is not None:
                self.open_file(recovery.path, None)
            try:
                if dialog.unwanted or (chosen == QDialog.DialogCode.Accepted and recovery.complete):
                    discard(recovery)
                elif chosen == QDialog.DialogCode.Accepted:
                    set_aside(recovery)
            except JournalError as error:
                ask.tell(None, "自动恢复", str(error))

    def quit(self) -> None:
        """Close all windows, as long as the clerk agrees."""
        for window in list(self.windows):
            if not window.close():
                return

    def reports(self) -> list["Report"]:
        """Return the reports as they stand in all windows."""
        return [window.session.report for window in self.windows]

    def _stands(self, session: "Session") -> None:
        """The window of a report is painted: do what could wait until now."""
        session.check()
        self.loaded.emit()
        collect_garbage()

    def _closed(self, window: "ReportWindow", *, to_start: bool) -> None:
        self.windows.remove(window)
        window.deleteLater()
        if to_start and not self.windows:
            self.show_start()  # before the last window is hidden: without a window the program ends

    def _put_away_start(self) -> None:
        if self.start is not None:
            self.start.close()
            self.start.deleteLater()
            self.start = None

    def _forget(self, path: Path) -> None:
        """Take a report out of the recent ones, and show the start page without it."""
        self.settings.forget(path)
        self.show_start()


def _change_settings(settings: Settings, parent: QWidget) -> None:
    from ui.dialogs.office_folder import look_through
    from ui.dialogs.settings import change

    before = settings.template_folder
    if change(settings, parent):
        _dress(settings)
        look_through(settings.template_folder, before, parent)


def _show_manual(parent: QWidget) -> None:
    from ui.help.manual import Manual

    Manual(parent).show()


def _show_folder(folder: Path) -> None:
    from ui.dialogs import ask

    ask.show_in_system(folder)


def _dress(settings: Settings) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    style.dress(application, settings)


def run(arguments: list[str], loaded: Callable[[], None] = lambda: None) -> int:
    """Run the window until its last one is closed; ``arguments`` are files to open.

    ``loaded`` is called when all that a report needs has been loaded.
    """
    if sys.platform == "linux":
        from ui import input_method

        input_method.settle(os.environ)
    with screen.needed():
        application = QApplication([sys.argv[0], *arguments])
    application.setApplicationName("nianbao")
    application.setApplicationDisplayName("")
    application.setDesktopFileName("nianbao")
    application.setWindowIcon(icons.program_icon())
    style.speak_chinese(application)
    state = state_folder()
    settings = Settings(state / "settings.ini")
    style.dress(application, settings)
    desk = Desk(settings, state)
    desk.loaded.connect(loaded)
    guard = crash.CrashGuard(state, desk.reports)
    guard.install()
    files = [Path(argument) for argument in application.arguments()[1:]]
    desk.begin(files)
    if state != lasting_state_folder():
        from ui.start.opening import tell_nothing_is_kept

        tell_nothing_is_kept(desk.windows[-1] if desk.windows else desk.start)
    code = application.exec()
    style.undress(application)
    guard.remove()
    return code
