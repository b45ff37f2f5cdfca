"""Puts the report on a disk that may not answer: what touches it has a thread, the window is typed into."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QObject, Signal

from model.report import Report
from model.storage.atomic import place
from model.storage.attempt import Attempt
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
_at_a_time = defaultdict[str, Lock](Lock)  # one save to a place, of whatever window


class PatientDisk(QObject):
    """Saves in threads, one at a time to a file; ``fingerprint`` is what the report's own file was last.

    A save replaces no file any more once it was given up or another was begun, unless it already stands at
    the replacement itself; then the next one to the same place comes after it.

    Signals: ``long`` with whether a save takes so long that the clerk should know of it; ``landed_late``
    with the path and the report, after a save to the report's own file that nobody waited for was made.
    """

    long = Signal(bool)
    landed_late = Signal(object, object)

    def __init__(self, session: Session, parent: QObject, fingerprint: Fingerprint | None) -> None:
        super().__init__(parent)
        self.fingerprint = fingerprint
        self._session = session
        self._waiting = Waiting(self)
        self._waiting.long.connect(self.long)
        self._last = Attempt()

    def give_up(self) -> None:
        """Wait no longer for the save that goes on; it is called off."""
        self.call_off()
        self._waiting.give_up()

    def call_off(self) -> None:
        """Let no save replace a file any more."""
        self._last.call_off()

    def put(
        self, path: Path, tell: Callable[[str], object], *, over_anything: bool = False, quietly: bool = False
    ) -> None:
        """Save. Raises StorageError, and CalledOff when nobody waits longer.

        What is saved ``quietly`` is not given up by anybody: it may still be written late. What is written
        late is the clerk's own, and no change by somebody else.
        """
        report, work = self._save(path, tell, over_anything=over_anything)
        attempt = self._last
        done = self._waiting.until_done(work, PATIENCE + _LOOKED, quietly=quietly)

        def late(_: Fingerprint) -> None:
            if attempt is self._last:
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
        """Return the report as it is now, and the work that saves it; a save before it is called off."""
        report = self._session.report
        self._last.call_off()
        attempt = self._last = Attempt()

        def work() -> Fingerprint:
            reach(path)
            with _at_a_time[str(place(path))], attempt.at_hand():
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
