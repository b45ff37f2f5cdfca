"""Keeps the recovery journal of a window: each edit at once, on the disk for good within a second."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from model.report import Edit
from model.storage.journal import Journal, JournalError
from ui.session import Session

_SYNC_MS = 700


class Recorder(QObject):
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
        session.edit_done.connect(self._record)
        if begin:  # a report that stands in no file yet
            self._try(lambda: self._start(None))

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

    def close(self) -> None:
        """The clerk closed the report knowingly."""
        self._timer.stop()
        self._session.edit_done.disconnect(self._record)
        if self._journal is not None:
            self._journal.close()

    def _record(self, edit: Edit) -> None:
        if self._journal is None:
            self._try(lambda: self._start(edit))
        journal = self._journal
        if journal is not None:
            self._try(lambda: journal.append(edit))
        if not self._timer.isActive():  # never put off: the first edit waits no longer than the interval
            self._timer.start()

    def _start(self, edit: Edit | None) -> None:
        report = self._session.report
        before = report if edit is None else edit.inverse().apply(report)
        # Begun without an edit, the report is a new or a recovered one: its file, if any, is another.
        saved = edit is not None and self._session.path is not None
        *others, last = self._folders
        for folder in others:
            with suppress(JournalError):
                self._journal = Journal.start(folder, before, self._session.path, saved=saved)
                return
        self._journal = Journal.start(last, before, self._session.path, saved=saved)

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
