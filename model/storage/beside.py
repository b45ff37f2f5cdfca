"""A mark beside a report that tells other accounts and computers: somebody edits, or saves, it now.

The mark is a small hidden file, made exclusively, with who, where and since when in it. Its maker holds it
locked, so that on one computer (and on shares that pass locks on) a mark whose program was killed is known
as dead at once. Elsewhere its age tells: a living maker touches it every few minutes.
"""

import getpass
import json
import os
import platform
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from model.storage.digest import digest
from model.storage.grip import grip

STALE = timedelta(minutes=15)  # a living maker has touched its mark since then
_LONGEST_NAME = 255  # bytes
_LARGEST_MARK = 4096  # bytes; more is no mark of ours
_TRIES = 5  # marks that vanish or die while we look
_PAUSE = 0.01  # seconds


class Holder(msgspec.Struct, frozen=True):
    """Who made a mark (names are empty when unknown), when it was last touched, whether its program lives.

    ``alive``: True and False are certain, None is not known.
    """

    owner: str
    computer: str
    seen: datetime
    alive: bool | None

    @property
    def stale(self) -> bool:
        """Whether the mark seems to be left over: of a dead program, or not touched for long."""
        return self.alive is False or (self.alive is None and datetime.now(UTC) - self.seen > STALE)


def who(holder: Holder) -> str:
    """Return how a person is told of a holder."""
    owner = f"用户“{holder.owner}”" if holder.owner else "另一位用户"
    return f"{owner}（电脑“{holder.computer}”）" if holder.computer else owner


class Mark:
    """A mark of our own."""

    def __init__(self, file: Path, descriptor: int) -> None:
        self._file = file
        self._descriptor = descriptor

    def refresh(self) -> None:
        """Touch the mark, unless another has taken over."""
        with suppress(OSError):
            if _is(self._file, self._descriptor):
                os.utime(self._file)

    def release(self) -> None:
        """Remove the mark, unless another has taken over and it is theirs."""
        with suppress(OSError):
            ours = _is(self._file, self._descriptor)
            if sys.platform == "win32":  # which removes no open file
                os.close(self._descriptor)
            if ours:
                self._file.unlink()
        if sys.platform != "win32":
            with suppress(OSError):
                os.close(self._descriptor)


def editing(report: Path) -> Path:
    """Return the mark of a report that is being edited."""
    return report.with_name(_named(report.name, ".lock"))


def saving(report: Path) -> Path:
    """Return the mark of a report that is being saved."""
    return report.with_name(_named(report.name, ".saving"))


def take(file: Path, may_take_over: Callable[[Holder], bool]) -> Mark | Holder | None:
    """Make a mark; return it, or who has it, or None where no mark can be made.

    ``may_take_over`` is asked about a mark of which it is not known whether its maker lives.
    """
    for _ in range(_TRIES):
        try:
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            found = look(file)
            if found is None:
                continue
            if found.alive or (found.alive is None and not may_take_over(found)):
                return found
            if not _removed(file):
                return None
        except OSError:
            return None
        else:
            return _written(file, descriptor)
    return None


def look(file: Path) -> Holder | None:
    """Return who made a mark; None when there is none."""
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    except OSError:
        return Holder("", "", _touched(file), None)
    try:
        content = os.read(descriptor, _LARGEST_MARK)
        seen = datetime.fromtimestamp(os.fstat(descriptor).st_mtime, UTC)
        owner, computer = _names(content)
        held = grip(descriptor)
    except (OSError, ValueError, OverflowError):
        return Holder("", "", _touched(file), None)
    finally:
        os.close(descriptor)
    return Holder(owner, computer, seen, _alive(held, computer))


def _alive(gripped: bool | None, computer: str) -> bool | None:
    if gripped is False:
        return True
    # Locks of another computer are not always passed on by a share.
    return False if gripped and computer == platform.node() else None


def _named(name: str, suffix: str) -> str:
    whole = f".~{name}{suffix}"
    if len(os.fsencode(whole)) <= _LONGEST_NAME:
        return whole
    return f".~{digest(os.fsencode(name))[:32]}{suffix}"


def _written(file: Path, descriptor: int) -> Mark:
    """Say in a new mark whose it is; a disk that is full leaves it empty, and it marks all the same."""
    for _ in range(_TRIES):
        if grip(descriptor) is not False:
            break
        time.sleep(_PAUSE)  # somebody just looks at it, which takes no longer
    owner = ""
    with suppress(OSError, KeyError, ImportError):  # an account that the system has no name for
        owner = getpass.getuser()
    content = {"owner": owner, "computer": platform.node(), "since": datetime.now(UTC).isoformat()}
    with suppress(OSError):
        os.write(descriptor, json.dumps(content, ensure_ascii=False).encode("utf-8", "replace"))
    if sys.platform != "win32":
        with suppress(OSError):
            os.fchmod(descriptor, 0o644)  # other accounts are to read whose it is
    return Mark(file, descriptor)


def _names(content: bytes) -> tuple[str, str]:
    try:
        found = json.loads(content)
        return str(found["owner"]), str(found["computer"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return "", ""


def _touched(file: Path) -> datetime:
    with suppress(OSError, ValueError, OverflowError):
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return datetime.now(UTC)


def _is(file: Path, descriptor: int) -> bool:
    return os.path.samestat(os.fstat(descriptor), file.stat())


def _removed(file: Path) -> bool:
    """Remove a mark that is to be taken over, unless another was quicker and the mark is theirs now."""
    descriptor = None
    try:
        with suppress(PermissionError):  # of an account that lets nobody read it
            descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        if descriptor is not None and (grip(descriptor) is False or not _is(file, descriptor)):
            return True  # have another look
        if sys.platform == "win32" and descriptor is not None:  # which removes no open file
            os.close(descriptor)
            descriptor = None
        file.unlink()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    finally:
        if descriptor is not None:
            os.close(descriptor)
    return True
