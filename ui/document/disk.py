"""Puts the report on a disk that may not answer, and waits for that no longer than the clerk does."""

import os
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from threading import Lock, Thread

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from model.storage.files import Fingerprint, save
from model.storage.lock import Claim
from model.storage.reach import SILENT, Look, is_same_file, reachable
from model.storage.troubles import StorageError
from ui.dialogs import task
from ui.dialogs.patience import patiently, within
from ui.session import Session

PATIENCE = 3.0  # seconds that a save waits for a share to answer, before it and in the midst of it


class PatientDisk:
    """Saves in threads, one at a time to a file; ``fingerprint`` is what the report's own file was last."""

    def __init__(self, session: Session, window: QWidget, fingerprint: Fingerprint | None) -> None:
        self.fingerprint = fingerprint
        self._session = session
        self._window = window
        self._at_a_time, self._last_begun = defaultdict[str, Lock](Lock), 0

    def put(
        self, path: Path, tell: Callable[[str], object], over_anything: bool, quietly: bool
    ) -> Fingerprint:
        """Save in a thread: a share may die in the midst of it. Raises CalledOff when nobody waits longer.

        What nobody waits for may still be written, late; it is the clerk's own then, and no change by
        somebody else. The next save to the same place comes after it; one that is no longer the last is left.
        """
        report = self._session.report
        self._last_begun += 1
        number = self._last_begun

        def work() -> Fingerprint:
            with self._at_a_time[os.path.realpath(path)]:
                if number != self._last_begun:
                    raise task.CalledOff
                made = save(report, path, None if over_anything else self.fingerprint, tell)
                if path == self._session.path:
                    self.fingerprint = made
                return made

        if quietly:
            return within(PATIENCE, work)
        return patiently(
            self._window,
            f"正在保存“{path.name}”…",
            work,
            at_once=PATIENCE,
            # What was typed into the window that waited belongs to the report, not to the dialog.
            before_asking=QCoreApplication.processEvents,
        )


def reach(path: Path) -> None:
    """Raise StorageError where a share does not answer: what is begun there has no end."""
    if not Look([path.parent]).answers(PATIENCE):
        raise silent(path)


def silent(path: Path) -> StorageError:
    """Return what is told of a share that does not answer."""
    return StorageError(f"没有保存：“{path.name}”{SILENT}修改还在，可以用“另存为”存到本机。")


def leads_to(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file, as far as a share tells."""
    return is_same_file(path, other, PATIENCE)


def folder_that_answers(*wished: Path | None) -> Path:
    """Return the first that answers, for a dialog that would wait for a share that is gone; else home."""
    asked = [folder for folder in wished if folder is not None]
    return next(iter(reachable(asked, PATIENCE)), Path.home())


def let_go(claim: Claim) -> None:
    """Let others edit; a share that is gone is not waited for, but may still be let go when it is back."""
    thread = Thread(target=claim.release, daemon=True)
    thread.start()
    thread.join(PATIENCE)
