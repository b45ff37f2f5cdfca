"""Locks that the operating system drops by itself when their program ends, however it ends.

A report is locked by a small file in the user's own folder, named after the report's real path: two
copies of the program of one user see each other, and nothing is left beside the report. Between two
computers the check of ``files.save`` guards instead.
"""

import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path

from model.storage.troubles import StorageError, cannot_write

if sys.platform == "win32":
    import msvcrt

    _LOCKED_BYTE = 2**30  # far behind the content, which others may go on reading

    def hold(descriptor: int) -> bool:
        """Lock an open file until it is closed; return whether nobody else had it locked."""
        position = os.lseek(descriptor, 0, os.SEEK_CUR)
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, position, os.SEEK_SET)
        return True

else:
    import fcntl

    def hold(descriptor: int) -> bool:
        """Lock an open file until it is closed; return whether nobody else had it locked."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks; better no guard than a report that cannot be edited
        return True


class Claim:
    """The right to edit one report; held until released or until the program ends."""

    def __init__(self, descriptor: int, file: Path) -> None:
        self._descriptor: int | None = descriptor
        self._file = file

    def release(self) -> None:
        """Let others edit the report. Releasing twice does nothing."""
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


def claim(report: Path, folder: Path) -> Claim | None:
    """Claim a report for editing; None when another window or program has it.

    ``folder`` is the user's own folder for locks; it is made when missing. Two paths of one file (links)
    are one report. Raises StorageError when no lock can be written there.
    """
    name = os.path.normcase(os.path.realpath(report))
    file = folder / f"{hashlib.sha256(os.fsencode(name)).hexdigest()[:32]}.lock"
    while True:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StorageError(cannot_write(file, error)) from error
        if not hold(descriptor):
            os.close(descriptor)
            return None
        if _still_there(descriptor, file):
            return Claim(descriptor, file)
        os.close(descriptor)  # the one before has just removed it; try with a new one


def _still_there(descriptor: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except FileNotFoundError:
        return False
