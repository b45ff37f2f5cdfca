"""A disk that fails: the system calls of writing a file, each of which can be made to fail.

Everything that model/storage and export do to a file goes through ``os`` or through a raw file of ``io``;
both are replaced here for the calls that concern one folder, so that the code above runs as it is.
"""

import contextlib
import errno
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

_CALLS = (
    "open",
    "close",
    "read",
    "write",
    "fsync",
    "fstat",
    "stat",
    "lstat",
    "access",
    "replace",
    "rename",
    "unlink",
    "chmod",
    "chown",
    "ftruncate",
    "lseek",
    "mkdir",
    "scandir",
    "listdir",
    "readlink",
)
SHORT = -1
"""Instead of an error number: a write takes only half of what it is given."""


@dataclass
class Disk:
    """Counts the calls that touch ``folder`` and lets the ``fail_at``-th (from 1) fail.

    ``stays`` makes all later calls fail too, as when a stick is pulled. ``failed`` names the call that did.
    """

    folder: Path
    fail_at: int = 0
    number: int = errno.EIO
    stays: bool = False
    calls: int = 0
    failed: str = ""
    seen: list[str] = field(default_factory=list)
    _descriptors: set[int] = field(default_factory=set)

    def hit(self, name: str) -> bool:
        """Count a call; raise when it is to fail. True when a write is to be short."""
        self.calls += 1
        self.seen.append(name)
        now = self.calls == self.fail_at or (self.stays and 0 < self.fail_at <= self.calls)
        if not now or (self.number == SHORT and name != "write"):
            return False
        self.failed = self.failed or name
        if self.number == SHORT:
            return True
        raise OSError(self.number, os.strerror(self.number))

    def concerns(self, target: object) -> bool:
        """Whether a path or descriptor lies in the folder."""
        if isinstance(target, int):
            return target in self._descriptors
        try:
            name = os.fsdecode(target)  # type: ignore[arg-type]
        except TypeError:
            return False
        return name == str(self.folder) or name.startswith(f"{self.folder}{os.sep}")

    def call(self, name: str, real: Any) -> Any:
        """Return a system call that may fail."""

        def made(*arguments: Any, **named: Any) -> Any:
            if not arguments or not self.concerns(arguments[0]):
                return real(*arguments, **named)
            if name == "close":
                # The descriptor is gone even when closing it reports an error.
                self._descriptors.discard(arguments[0])
                real(*arguments)
                self.hit(name)
                return None
            if self.hit(name):
                return real(arguments[0], bytes(arguments[1])[: max(len(arguments[1]) // 2, 1)])
            result = real(*arguments, **named)
            if name == "open":
                self._descriptors.add(result)
            return result

        return made

    def open(self, file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        """Stand in for ``io.open`` with a raw file that may fail."""
        if not self.concerns(file) or "b" not in mode:
            return _REAL_OPEN(file, mode, *rest, **named)
        self.hit("open")
        raw = _Raw(self, file, mode.replace("b", ""))
        self._descriptors.add(raw.fileno())
        if "+" in mode:
            return io.BufferedRandom(raw)
        return io.BufferedReader(raw) if "r" in mode else io.BufferedWriter(raw)


class _Raw(io.FileIO):
    """A file whose reads and writes may fail."""

    def __init__(self, disk: Disk, file: Any, mode: str) -> None:
        self._disk = disk
        super().__init__(file, mode)

    def write(self, content: Any) -> int:
        view = memoryview(content).cast("B")
        return super().write(view[: max(len(view) // 2, 1)] if self._disk.hit("write") else view)

    def readinto(self, buffer: Any) -> int:
        self._disk.hit("read")
        return super().readinto(buffer)

    def readall(self) -> bytes:
        self._disk.hit("read")
        return super().readall()

    def close(self) -> None:
        if not self.closed:
            self._disk._descriptors.discard(self.fileno())
        super().close()


_REAL_OPEN = io.open


@contextlib.contextmanager
def failing(disk: Disk) -> Iterator[Disk]:
    """Put the disk in the place of the real one."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _CALLS:
            patch.setattr(os, name, disk.call(name, getattr(os, name)))
        patch.setattr(io, "open", disk.open)
        yield disk
