"""The report and its file: saving, saving elsewhere, saving by itself, closing with the question."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, Thread

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from model.storage.files import ChangedOnDisk, Fingerprint, save
from model.storage.lock import Claim, claim
from model.storage.names import SUFFIX, file_name, same_file
from model.storage.reach import SILENT, Look
from model.storage.troubles import StorageError
from ui.dialogs import ask, task
from ui.dialogs.patience import patiently, within
from ui.document.card import card_of
from ui.session import Session
from ui.settings import Settings

_AUTOSAVE_MS = 120_000
_PATIENCE = 3.0  # seconds that a save waits for a share to answer, before it and in the midst of it


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
    ``told`` with a sentence for the status line.
    """

    about_to_save = Signal()
    stored = Signal(object)
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
        self._fingerprint = opened.fingerprint
        self._claim = opened.held
        self._one_at_a_time, self._last_begun = Lock(), 0
        self._is_saving = False  # the clerk is asked whether to wait: what a timer begins must not save too
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
        if self._fingerprint is None or self._session.path is None or self.unsaved:
            return None
        return self._fingerprint.written

    @property
    def name(self) -> str:
        """What the report is called in titles and questions."""
        path = self._session.path
        return path.name if path is not None else file_name(self._session.report) + SUFFIX

    def save(self) -> bool:
        """Save where the report came from, or ask where; return whether it is saved."""
        self.about_to_save.emit()
        path = self._session.path
        if path is None or self._session.read_only:
            return self.save_as()
        try:
            self._write(path)
        except ChangedOnDisk as error:
            return self._changed(str(error))
        except StorageError as error:
            ask.tell(self._window, "没有保存", str(error))
            return False
        return True

    def save_as(self) -> bool:
        """Ask for a place and save there; the report goes on in the new file."""
        self.about_to_save.emit()
        folder = self._session.path.parent if self._session.path else self._settings.folder
        suggestion = folder / (file_name(self._session.report) + SUFFIX)
        path = ask.file_to_save(self._window, "另存为", suggestion, ask.REPORT_FILTER)
        if path is None:
            return False
        here = self._session.path
        if here is not None and not self._session.read_only and same_file(path, here):
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
        self.about_to_save.emit()
        if not self.unsaved or self._session.read_only:
            return True
        answer = ask.save_changes(self._window, self.name)
        if answer is ask.Answer.SAVE:
            return self.save()
        return answer is ask.Answer.DISCARD

    def release(self) -> None:
        """Let others edit the file."""
        self._timer.stop()
        if self._claim is not None:
            self._claim.release()

    def _save_elsewhere(self, path: Path) -> bool:
        try:
            self._reach(path)
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
                held.release()
                raise
        except StorageError as error:
            ask.tell(self._window, "没有保存", str(error))
            return False
        if self._claim is not None:
            self._claim.release()
        self._claim = held
        self._session.let_edit()
        self.stored.emit(path)
        return True

    def _write(self, path: Path, *, over_anything: bool = False, quietly: bool = False) -> None:
        """Save the report; ``over_anything``: whatever stands there. ``quietly``: nobody is asked to wait.

        Raises StorageError.
        """
        self._reach(path)
        self._is_saving, remarks = True, list[str]()
        try:
            self._fingerprint = self._put_on_disk(path, remarks.append, over_anything, quietly)
        except task.CalledOff:
            raise _silent(path) from None
        finally:
            self._is_saving = False
        self._session.path = path
        self._session.undo_stack.setClean()
        self._settings.remember(path, card_of(self._session, datetime.now(UTC)))
        self.stored.emit(path)
        for remark in remarks:
            self.told.emit(remark)

    def _put_on_disk(
        self, path: Path, tell: Callable[[str], object], over_anything: bool, quietly: bool
    ) -> Fingerprint:
        """Save in a thread: a share may die in the midst of it. Raises CalledOff when nobody waits longer.

        What nobody waits for may still be written, late; it is the clerk's own then, and no change by
        somebody else. The next save to the same place comes after it; one that is no longer the last is left.
        """
        report, is_elsewhere = self._session.report, path != self._session.path
        self._last_begun += 1
        number = self._last_begun

        def work() -> Fingerprint:
            with nullcontext() if is_elsewhere else self._one_at_a_time:
                if number != self._last_begun:
                    raise task.CalledOff
                made = save(report, path, None if over_anything else self._fingerprint, tell)
                if path == self._session.path:
                    self._fingerprint = made
                return made

        if quietly:
            return within(_PATIENCE, work)
        return patiently(self._window, f"正在保存“{path.name}”…", work, at_once=_PATIENCE)

    def _reach(self, path: Path) -> None:
        """Raise StorageError where a share does not answer: what is begun there has no end."""
        if not Look([path.parent]).answers(_PATIENCE):
            raise _silent(path)

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


def _silent(path: Path) -> StorageError:
    return StorageError(f"没有保存：“{path.name}”{SILENT}修改还在，可以用“另存为”存到本机。")
