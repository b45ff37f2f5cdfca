"""Who may edit a report: its lock in the user's own folder, and one beside the report for everybody else.

The lock in the user's folder, named after the report's real path, is dropped by the operating system when its
program ends, however it ends: two copies of the program of one user see each other, wherever the report lies.
The one beside the report (see ``beside``) tells other accounts and computers. Where neither can be made the
report is edited without a guard; the check of ``files.save`` still stands.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from model.storage import beside
from model.storage.atomic import place
from model.storage.digest import digest
from model.storage.grip import hold


class Claim:
    """The right to edit one report; held until released or until the program ends."""

    def __init__(self, descriptor: int | None, file: Path, mark: beside.Mark | None) -> None:
        self._descriptor = descriptor
        self._file = file
        self._mark = mark
        self.guarded = descriptor is not None or mark is not None
        """False where no lock could be made: others are not kept from editing."""

    def refresh(self) -> None:
        """Show others that the report is still being edited, every few minutes. May wait for a share."""
        if self._mark is not None:
            self._mark.refresh()

    def release(self) -> None:
        """Let others edit the report. Releasing twice does nothing."""
        if self._mark is not None:
            self._mark.release()
            self._mark = None
        if self._descriptor is None:
            return
        if sys.platform != "win32":
            # Removed while still held: whoever waits for this very file sees that it is gone (see claim).
            with suppress(OSError):
                self._file.unlink()
        os.close(self._descriptor)
        self._descriptor = None
        if sys.platform == "win32":
            with suppress(OSError):
                self._file.unlink()


def claim(report: Path, folder: Path, *, take_over: bool = False) -> Claim | None:
    """Claim a report for editing; None when another window, program, account or computer has it.

    ``folder`` is the user's own folder for locks; it is made when missing. Two paths of one file (links)
    are one report. ``take_over`` sets aside a mark beside the report whose owner is not known to live, see
    ``holder``.
    """
    real = place(report)
    name = os.path.normcase(real)
    file = folder / f"{digest(os.fsencode(name))[:32]}.lock"
    descriptor = _own_lock(file)
    if descriptor is _TAKEN:
        return None
    mark = beside.take(beside.editing(real), lambda _: take_over)
    if isinstance(mark, beside.Holder):
        Claim(descriptor, file, None).release()
        return None
    return Claim(descriptor, file, mark)


def holder(report: Path) -> beside.Holder | None:
    """Return who edits a report, as the mark beside it says; None when there is none."""
    return beside.look(beside.editing(place(report)))


_TAKEN = -1


def _own_lock(file: Path) -> int | None:
    """The lock in the user's folder, open; ``_TAKEN`` by another program, None when there can be none."""
    while True:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return None
        if not hold(descriptor):
            os.close(descriptor)
            return _TAKEN
        if _still_there(descriptor, file):
            return descriptor
        os.close(descriptor)  # the one before has just removed it; try with a new one


def _still_there(descriptor: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except FileNotFoundError:
        return False
