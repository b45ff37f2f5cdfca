"""The report and its file: saving, saving elsewhere, saving by itself, closing with the question."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from model.storage.files import ChangedOnDisk
from model.storage.names import SUFFIX, file_name
from model.storage.troubles import StorageError
from ui.dialogs import ask
from ui.document.saving import Opened, Saving
from ui.session import Session
from ui.settings import Settings

__all__ = ["Opened"]
_AUTOSAVE_MS = 120_000


class DocumentFile(QObject):
    """Knows where the report lies and whether it is saved there.

    ``about_to_save`` lets open cells be taken over first; ``stored`` with the path after a save;
    ``left_behind`` with the path after a save that was given up, or overtaken by an edit: the file may hold
    another state than the one it was opened with and than the report's; ``told`` with a sentence for the
    status line; ``waiting`` with what is said of a save that takes long, empty once that is over.
    """

    about_to_save = Signal()
    stored = Signal(object)
    left_behind = Signal(object)
    told = Signal(str)
    waiting = Signal(str)

    def __init__(
        self, session: Session, settings: Settings, window: QWidget, locks: Path, opened: Opened
    ) -> None:
        super().__init__(window)
        self._session = session
        self._settings = settings
        self._window = window
        self._saving = Saving(session, settings, self, locks, opened)
        self._saving.stored.connect(self.stored)
        self._saving.left_behind.connect(self.left_behind)
        self._saving.told.connect(self.told)
        self._saving.waiting.connect(self.waiting)
        self._saving.over.connect(self._over)
        self._is_wanted_again = False  # what comes during a save must not save too
        self.closes_later = False
        """Whether the window is to be closed once the save that goes on is over."""
        self._timer = QTimer(self)
        self._timer.setInterval(_AUTOSAVE_MS)
        self._timer.timeout.connect(self.autosave)
        self._timer.start()

    @property
    def unsaved(self) -> bool:
        """Whether there is something that closing would lose."""
        return self._saving.unsaved

    @property
    def saving(self) -> bool:
        """Whether a save goes on."""
        return self._saving.busy

    @property
    def opened_at(self) -> datetime | None:
        """When the file was written that the report now is as it was opened; None where it is another."""
        return self._saving.opened_at

    @property
    def name(self) -> str:
        """What the report is called in titles and questions."""
        path = self._session.path
        return path.name if path is not None else file_name(self._session.report) + SUFFIX

    def save(self) -> bool:
        """Save where the report came from, or ask where; return whether it is saved.

        One that is asked for while another goes on follows it, with what was typed meanwhile.
        """
        if self.saving:
            self._is_wanted_again = True
            return False
        self.about_to_save.emit()
        path = self._session.path
        if path is None or self._session.read_only:
            return self.save_as()
        self._is_wanted_again = False
        try:
            self._saving.write(path)
            if self._is_wanted_again:
                self.about_to_save.emit()
                self._saving.write(path)
        except ChangedOnDisk as error:
            return self._changed(str(error))
        except StorageError as error:
            ask.tell(self._window, "没有保存", str(error))
            return False
        return True

    def save_as(self) -> bool:
        """Ask for a place and save there; the report goes on in the new file."""
        if self.saving:
            self.told.emit("正在保存，保存完再另存。")
            return False
        self.about_to_save.emit()
        here = self._session.path
        folder = self._saving.folder_that_answers(here.parent if here else None, self._settings.folder)
        suggestion = folder / (file_name(self._session.report) + SUFFIX)
        path = ask.file_to_save(self._window, "另存为", suggestion, ask.REPORT_FILTER)
        if path is None:
            return False
        return self.save() if self._saving.leads_here(path) else self._save_elsewhere(path)

    def autosave(self) -> None:
        """Save quietly when the clerk wishes so; a trouble is only told in the status line."""
        self._saving.stay_claimed()
        path = self._session.path
        is_wanted = self._settings.autosave and self.unsaved and not self.saving
        if path is None or self._session.read_only or not is_wanted:
            return
        self._is_wanted_again = False
        try:
            self._saving.write(path, quietly=True)
        except StorageError as error:
            self.told.emit(f"自动保存没有成功：{error}")
        if self._is_wanted_again:
            self.save()

    def give_up(self) -> None:
        """Wait no longer for the save that goes on."""
        self._saving.give_up()

    def may_close(self) -> bool:
        """Ask about unsaved changes; return whether the window may close. During a save it closes later."""
        if self.saving:
            self.closes_later = True
            self.told.emit("正在保存，保存完就关闭。")
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
        self._saving.release()

    def _save_elsewhere(self, path: Path) -> bool:
        try:
            self._saving.write_elsewhere(path)
        except StorageError as error:
            ask.tell(self._window, "没有保存", str(error))
            return False
        return True

    def _over(self, went_well: bool) -> None:
        """A save is over: close the window that was to be closed meanwhile, unless it failed."""
        if self.closes_later and went_well:
            QTimer.singleShot(0, self._window.close)
        self.closes_later = False

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
            self._saving.write(path, over_anything=True)
        except StorageError as error:
            ask.tell(self._window, "没有保存", str(error))
            return False
        return True
