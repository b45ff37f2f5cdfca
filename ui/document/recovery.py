"""Keeps the recovery journal of a window: each edit at once, on the disk for good within a second."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from model.report import Edit, Report
from model.storage.recording import Journal, JournalError
from ui.session import Session

_SYNC_MS = 700


class JournalWriter(QObject):
    """Writes down what a crash would lose; in the next of ``folders`` when the disk refuses.

    ``told`` with a sentence when it had to move, and when it found no place at all.
    """

    told = Signal(str)

    def __init__(self, session: Session, folders: Sequence[Path], *, begin: bool) -> None:
        super().__init__(session)
        self._session = session
        self._folders = folders
        self._journal: Journal | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SYNC_MS)
        self._timer.timeout.connect(self.sync)
        self._hearing = (session.edit_done.connect(self._record), session.drafted.connect(self._record_draft))
        if begin:  # a report that stands in no file yet
            self._try(lambda: self._start(session.report, saved=False))

    def sync(self) -> None:
        """Force what was written to the disk."""
        journal = self._journal
        if journal is None:
            return
        if journal.working:
            self._try(journal.sync)
        else:
            self._go_on_elsewhere(journal)

    def saved(self, path: Path) -> None:
        """The report stands whole in a file: there is nothing to recover."""
        journal = self._journal
        if journal is not None:
            self._try(lambda: journal.saved(path))

    def left_behind(self, path: Path) -> None:
        """The file may hold another state than it did: the report is recovered whatever was taken back."""
        journal = self._journal
        if journal is not None:
            self._try(lambda: journal.left_behind(path))

    def close(self) -> None:
        """The clerk closed the report knowingly."""
        self._timer.stop()
        for connection in self._hearing:
            QObject.disconnect(connection)
        if self._journal is not None:
            self._journal.close()

    def _record(self, edit: Edit) -> None:
        if self._journal is None:
            before = edit.inverse().apply(self._session.report)
            self._try(lambda: self._start(before, saved=self._session.path is not None))
        self._write(lambda journal: journal.append(edit))

    def _record_draft(self, edit: Edit | None) -> None:
        if self._journal is None:
            if edit is None:
                return
            self._try(lambda: self._start(self._session.report, saved=self._session.path is not None))
        self._write(lambda journal: journal.draft(edit))

    def _write(self, write: Callable[[Journal], None]) -> None:
        journal = self._journal
        if journal is not None:
            self._try(lambda: write(journal))
        if not self._timer.isActive():  # never put off: the first edit waits no longer than the interval
            self._timer.start()

    def _start(self, report: Report, *, saved: bool) -> None:
        """Begin the journal. A new or a recovered report is not ``saved``: its file, if any, is another."""
        *others, last = self._folders
        for folder in others:
            with suppress(JournalError):
                self._journal = Journal.start(folder, report, self._session.path, saved=saved)
                return
        self._journal = Journal.start(last, report, self._session.path, saved=saved)

    def _try(self, write: Callable[[], None]) -> None:
        try:
            write()
        except JournalError as error:
            self.told.emit(str(error))
            if self._journal is not None:
                self._go_on_elsewhere(self._journal)

    def _go_on_elsewhere(self, journal: Journal) -> None:
        """Write the whole report into the first folder that takes it; tried again after the next edit."""
        for folder in self._folders:
            with suppress(JournalError):
                journal.move(folder)
                self.told.emit("自动恢复记录已换到另一个位置，可以继续填写。请尽快保存报告。")
                return
