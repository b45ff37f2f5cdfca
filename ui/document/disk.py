"""Puts the report on a disk that may not answer: what touches it has a thread, the window is typed into."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QObject, Signal

from model.report import Report
from model.storage.atomic import place
from model.storage.files import Fingerprint, save
from model.storage.lock import Claim
from model.storage.names import same_file
from model.storage.reach import SILENT, Look, reachable
from model.storage.troubles import StorageError
from ui.dialogs import task
from ui.document.claims import NewPlace
from ui.document.waiting import Waiting, result
from ui.session import Session

PATIENCE = 3.0  # seconds that a save waits for a share to answer, before it and in the midst of it
_LOOKED = 0.5  # seconds more, in which a share that does not answer at all is found out


class PatientDisk(QObject):
    """Saves in threads, one at a time to a file; ``fingerprint`` is what the report's own file was last.

    Signals: ``long`` with whether a save takes so long that the clerk should know of it; ``landed_late``
    with the path and the report, after a save to the report's own file that was given up was made after all.
    """

    long = Signal(bool)
    landed_late = Signal(object, object)

    def __init__(self, session: Session, parent: QObject, fingerprint: Fingerprint | None) -> None:
        super().__init__(parent)
        self.fingerprint = fingerprint
        self._session = session
        self._waiting = Waiting(self)
        self._waiting.long.connect(self.long)
        self._at_a_time, self._last_begun = defaultdict[str, Lock](Lock), 0

    def give_up(self) -> None:
        """Wait no longer for the save that goes on."""
        self._waiting.give_up()

    def put(
        self, path: Path, tell: Callable[[str], object], *, over_anything: bool = False, quietly: bool = False
    ) -> None:
        """Save. Raises StorageError, and CalledOff when nobody waits longer.

        What nobody waits for may still be written, late; it is the clerk's own then, and no change by
        somebody else. The next save to the same place comes after it; one that is no longer the last is left.
        """
        report, work = self._save(path, tell, over_anything=over_anything)
        number = self._last_begun
        done = self._waiting.until_done(work, PATIENCE + _LOOKED, quietly=quietly)

        def late(_: Fingerprint) -> None:
            if number == self._last_begun:
                self.landed_late.emit(path, report)

        if not done.done():
            self._waiting.here_afterwards(done, late)
        self.fingerprint = result(done)

    def put_elsewhere(self, path: Path, place: NewPlace, tell: Callable[[str], object]) -> Claim | None:
        """Save where the report did not lie before, and return the claim to it; None where another edits.

        Raises what ``put`` does; the place is let go then.
        """
        _, work = self._save(path, tell, over_anything=True)

        def work_there() -> Fingerprint | None:
            reach(path)
            return work() if place.take() else None

        done = self._waiting.until_done(work_there, PATIENCE + _LOOKED, quietly=False)
        try:
            made = result(done)
        except (StorageError, task.CalledOff):
            place.give_up()
            raise
        if made is None:
            return None
        self.fingerprint = made
        return place.keep()

    def folder_that_answers(self, *wished: Path | None) -> Path:
        """Return the first that answers, for a dialog that would wait for a share that is gone; else home."""
        return folder_that_answers(self._waiting, *wished)

    def leads_to(self, path: Path, other: Path) -> bool:
        """Whether two paths lead to one file, as far as a share tells."""
        return path == other or self._waiting.looked(lambda: same_file(path, other), False)

    def _save(
        self, path: Path, tell: Callable[[str], object], *, over_anything: bool
    ) -> tuple[Report, Callable[[], Fingerprint]]:
        """Return the report as it is now, and the work that saves it."""
        report = self._session.report
        self._last_begun += 1
        number = self._last_begun

        def work() -> Fingerprint:
            reach(path)
            with self._at_a_time[str(place(path))]:
                if number != self._last_begun:
                    raise task.CalledOff
                made = save(report, path, None if over_anything else self.fingerprint, tell)
                if path == self._session.path:
                    self.fingerprint = made
                return made

        return report, work


def reach(path: Path) -> None:
    """Raise StorageError where a share does not answer: what is begun there has no end."""
    if not Look([path.parent]).answers(PATIENCE):
        raise silent(path)


def folder_that_answers(waiting: Waiting, *wished: Path | None) -> Path:
    """Return the first that answers, for a dialog that would wait for a share that is gone; else home."""
    asked = [folder for folder in wished if folder is not None]
    nothing: list[Path] = []
    there = waiting.looked(lambda: reachable(asked, PATIENCE), nothing)
    return next(iter(there), Path.home())


def silent(path: Path) -> StorageError:
    """Return what is told of a share that does not answer."""
    return StorageError(f"没有保存：“{path.name}”{SILENT}修改还在，可以用“另存为”存到本机。")
