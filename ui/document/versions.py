"""Keeps the states of a report that were saved, apart from its file."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from model.storage.troubles import StorageError
from ui.session import Session


class VersionKeeper(QObject):
    """Keeps a version after each save, and before the first one what the file held when it was opened.

    ``told`` with a sentence when that could not be done; saving itself never waits for it.
    """

    told = Signal(str)

    def __init__(self, session: Session, folder: Path, opened_at: datetime | None) -> None:
        super().__init__(session)
        self._session = session
        self._folder = folder
        # Somebody else may have written it: on this computer it is no version yet.
        self._opened = None if opened_at is None else (session.report, session.path, opened_at)

    def keep(self, path: Path) -> None:
        """Keep the report as it was just saved to a file."""
        from model.storage import versions

        try:
            if self._opened is not None:
                report, opened_path, when = self._opened
                versions.keep(self._folder, report, opened_path or path, when)
                self._opened = None
            versions.keep(self._folder, self._session.report, path)
        except StorageError as error:
            self.told.emit(f"报告已保存，只是这次的内容没能记入“以前保存的版本”：{error}")
