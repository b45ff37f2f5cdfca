"""The report and its file: saving, saving elsewhere, saving by itself, closing with the question."""

from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from model.storage.files import ChangedOnDisk, Fingerprint
from model.storage.lock import Claim, claim
from model.storage.names import SUFFIX, file_name
from model.storage.troubles import StorageError
from ui.dialogs import ask, task
from ui.document.card import card_of
from ui.document.disk import PatientDisk, folder_that_answers, leads_to, let_go, reach, silent
from ui.session import Session
from ui.settings import Settings

_AUTOSAVE_MS = 120_000


class Opened(msgspec.Struct, frozen=True):
    """What is known of the file that a report came from; nothing for a report of no file.

    ``told``: what the clerk is to be told once the window stands.
    """

    fingerprint: Fingerprint | None = None
    held: Claim | None = None
    told: str = ""

    @property
    def guarded(self) -> bool:
        """Whether others are kept from editing; a report that somebody else edits counts too."""
        return self.held is None or self.held.guarded


class DocumentFile(QObject):
    """Knows where the report lies and whether it is saved there.

    ``about_to_save`` lets open cells be taken over first; ``stored`` with the path after a save;
    ``left_behind`` with the path after a save that was given up, or overtaken by an edit: the file may hold
    another state than the one it was opened with and than the report's; ``told`` with a sentence for the
    status line.
    """

    about_to_save = Signal()
    stored = Signal(object)
    left_behind = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        session: Session,
        settings: Settings,
        window: QWidget,
        locks: Path,
        opened: Opened,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._settings = settings
        self._window = window
        self._locks = locks
        self._disk = PatientDisk(session, window, opened.fingerprint)
        self._claim = opened.held
        self._is_saving = self._is_wanted_again = False  # what comes meanwhile must not save too
        self._timer = QTimer(self)
        self._timer.setInterval(_AUTOSAVE_MS)
        self._timer.timeout.connect(self.autosave)
        self._timer.start()

    @property
    def unsaved(self) -> bool:
        """Whether there is something that closing would lose."""
        return not self._session.undo_stack.isClean()

    @property
    def opened_at(self) -> datetime | None:
        """When the file was written that the report now is as it was opened; None where it is another."""
        if self._disk.fingerprint is None or self._session.path is None or self.unsaved:
            return None
        return self._disk.fingerprint.written

    @property
    def name(self) -> str:
        """What the report is called in titles and questions."""
        path = self._session.path
        return path.name if path is not None else file_name(self._session.report) + SUFFIX

    def save(self) -> bool:
        """Save where the report came from, or ask where; return whether it is saved.

        One that is asked for while another goes on follows it, with what was typed meanwhile.
        """
        if self._is_saving:
            self._is_wanted_again = True
            return False
        self.about_to_save.emit()
        path = self._session.path
        if path is None or self._session.read_only:
            return self.save_as()
        self._is_wanted_again = False
        try:
            self._write(path)
            if self._is_wanted_again:
                self.about_to_save.emit()
                self._write(path)
        except ChangedOnDisk as error:
            return self._changed(str(error))
        except StorageError as error:
            ask.tell(self._window, "没有保存", str(error))
            return False
        return True

    def save_as(self) -> bool:
        """Ask for a place and save there; the report goes on in the new file."""
        if self._is_saving:
            return False
        self.about_to_save.emit()
        here = self._session.path
        folder = folder_that_answers(here.parent if here else None, self._settings.folder)
        suggestion = folder / (file_name(self._session.report) + SUFFIX)
        path = ask.file_to_save(self._window, "另存为", suggestion, ask.REPORT_FILTER)
        if path is None:
            return False
        if here is not None and not self._session.read_only and leads_to(path, here):
            return self.save()
        return self._save_elsewhere(path)

    def autosave(self) -> None:
        """Save quietly when the clerk wishes so; a trouble is only told in the status line."""
        if self._claim is not None:
            Thread(target=self._claim.refresh, daemon=True).start()  # a share may let it wait
        path = self._session.path
        is_wanted = self._settings.autosave and self.unsaved and not self._is_saving
        if path is None or self._session.read_only or not is_wanted:
            return
        try:
            self._write(path, quietly=True)
        except StorageError as error:
            self.told.emit(f"自动保存没有成功：{error}")

    def may_close(self) -> bool:
        """Ask about unsaved changes; return whether the window may close."""
        if self._is_saving:
            return False
        self.about_to_save.emit()
        if not self.unsaved or self._session.read_only:
            return True
        answer = ask.save_changes(self._window, self.name)
        if answer is ask.Answer.SAVE:
            return self.save() and not self.unsaved
        return answer is ask.Answer.DISCARD

    def release(self) -> None:
        """Let others edit the file."""
        self._timer.stop()
        if self._claim is not None:
            let_go(self._claim)

    def _save_elsewhere(self, path: Path) -> bool:
        try:
            reach(path)
            held = claim(path, self._locks)
            if held is None:
                ask.tell(
                    self._window,
                    "没有保存",
                    f"“{path.name}”正在另一个窗口中编辑，不能覆盖。请换一个文件名。",
                )
                return False
            try:
                self._write(path, over_anything=True)
            except StorageError:
                let_go(held)
                raise
        except StorageError as error:
            ask.tell(self._window, "没有保存", str(error))
            return False
        if self._claim is not None:
            let_go(self._claim)
        self._claim = held
        self._session.let_edit()
        if not self.unsaved:
            self.stored.emit(path)
        return True

    def _write(self, path: Path, *, over_anything: bool = False, quietly: bool = False) -> None:
        """Save the report; ``over_anything``: whatever stands there. ``quietly``: nobody is asked to wait.

        Raises StorageError.
        """
        reach(path)
        report, remarks = self._session.report, list[str]()
        self._is_saving = True
        try:
            self._disk.fingerprint = self._disk.put(path, remarks.append, over_anything, quietly)
        except task.CalledOff:
            if path == self._session.path and self.unsaved:
                self._leave_behind(path)
            raise silent(path) from None
        finally:
            self._is_saving = False
        self._session.path = path
        self._settings.remember(path, card_of(self._session, datetime.now(UTC)))
        if self._session.report == report:
            self._session.undo_stack.setClean()
            self.stored.emit(path)
        else:
            self._leave_behind(path)
            self.told.emit("已保存，但保存期间又有修改，请再保存一次。")
        for remark in remarks:
            self.told.emit(remark)

    def _leave_behind(self, path: Path) -> None:
        """No state of the history is known to be that of the file now: none may be closed unasked."""
        self._session.undo_stack.resetClean()
        self.left_behind.emit(path)

    def _changed(self, sentence: str) -> bool:
        buttons = ("另存为(&A)…", "用我的报告覆盖(&O)", "取消")
        chosen = ask.choose(self._window, "文件已被改动", sentence, buttons)
        if chosen == 0:
            return self.save_as()
        if chosen == 1 and self._session.path is not None:
            return self._overwrite(self._session.path)
        return False

    def _overwrite(self, path: Path) -> bool:
        try:
            self._write(path, over_anything=True)
        except StorageError as error:
            ask.tell(self._window, "没有保存", str(error))
            return False
        return True
