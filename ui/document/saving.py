"""The writing of a report into its file, and what is known of it: whether it is saved, who may edit it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal

from model.report import Report
from model.storage.files import Fingerprint
from model.storage.lock import Claim
from model.storage.troubles import StorageError
from ui.dialogs import task
from ui.document.card import card_of
from ui.document.claims import NewPlace, let_go
from ui.document.disk import PatientDisk, silent
from ui.session import Session
from ui.settings import Settings

_WAITING = (
    "正在保存，文件所在的位置还没有回应，可能是网络已断开或服务器没有开机。"
    "可以接着填写；也可以不再等待，另存到本机。"
)
_Result = TypeVar("_Result")


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


class Saving(QObject):
    """Saves, one save at a time: while ``busy`` no other may begin. For its signals see ``DocumentFile``.

    ``over`` when it is busy no longer, with whether all went well.
    """

    stored = Signal(object)
    left_behind = Signal(object)
    told = Signal(str)
    waiting = Signal(str)
    over = Signal(bool)

    def __init__(
        self, session: Session, settings: Settings, parent: QObject, locks: Path, opened: Opened
    ) -> None:
        super().__init__(parent)
        self.busy = False
        self._session = session
        self._settings = settings
        self._locks = locks
        self._disk = PatientDisk(session, self, opened.fingerprint)
        self._disk.long.connect(self._tell_waiting)
        self._disk.landed_late.connect(self._landed_late)
        self._claim = opened.held

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

    def write(self, path: Path, *, over_anything: bool = False, quietly: bool = False) -> None:
        """Save the report; ``over_anything``: whatever stands there. ``quietly``: nobody is asked to wait.

        Raises StorageError.
        """
        report, remarks = self._session.report, list[str]()
        try:
            with self._at_it():
                self._disk.put(path, remarks.append, over_anything=over_anything, quietly=quietly)
        except task.CalledOff:
            if self.unsaved:
                self._leave_behind(path)
            raise silent(path) from None
        self._written(path, report, remarks)

    def write_elsewhere(self, path: Path) -> None:
        """Save where the report did not lie before; it goes on there. Raises StorageError."""
        report, remarks = self._session.report, list[str]()
        try:
            with self._at_it():
                held = self._disk.put_elsewhere(path, NewPlace(path, self._locks), remarks.append)
        except task.CalledOff:
            raise silent(path) from None
        if held is None:
            raise StorageError(f"“{path.name}”正在另一个窗口中编辑，不能覆盖。请换一个文件名。")
        self.release()
        self._claim, self._session.path = held, path
        self._session.let_edit()
        self._written(path, report, remarks)

    def folder_that_answers(self, *wished: Path | None) -> Path:
        """Return the first that answers, for a dialog that would wait for a share that is gone; else home."""
        return self._looked(lambda: self._disk.folder_that_answers(*wished))

    def leads_here(self, path: Path) -> bool:
        """Whether a path leads to the report's own file, as far as a share tells."""
        here = self._session.path
        if here is None or self._session.read_only:
            return False
        return self._looked(lambda: self._disk.leads_to(path, here))

    def give_up(self) -> None:
        """Wait no longer for the save that goes on."""
        self._disk.give_up()

    def stay_claimed(self) -> None:
        """Show others that the report is still being edited."""
        if self._claim is not None:
            Thread(target=self._claim.refresh, daemon=True).start()  # a share may let it wait

    def release(self) -> None:
        """Let others edit the file; no save that still goes on may replace it then."""
        self._disk.call_off()
        if self._claim is not None:
            let_go(self._claim)

    def _looked(self, look: Callable[[], _Result]) -> _Result:
        self.busy = True
        try:
            return look()
        finally:
            self.busy = False

    @contextmanager
    def _at_it(self) -> Iterator[None]:
        """Be busy meanwhile."""
        self.busy = went_well = True
        try:
            yield
        except BaseException:
            went_well = False
            raise
        finally:
            self.busy = False
            self.over.emit(went_well)

    def _written(self, path: Path, report: Report, remarks: Iterable[str]) -> None:
        """The file holds a report as it was when the save began, which may have been edited since."""
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

    def _landed_late(self, path: Path, report: Report) -> None:
        """A save that nobody waited for was made all the same: if nothing was edited since, all is saved."""
        if not self.busy and path == self._session.path and self._session.report == report:
            self._written(path, report, ())

    def _leave_behind(self, path: Path) -> None:
        """No state of the history is known to be that of the file now: none may be closed unasked."""
        self._session.undo_stack.resetClean()
        self.left_behind.emit(path)

    def _tell_waiting(self, is_long: bool) -> None:
        self.waiting.emit(_WAITING if is_long else "")
