"""Writes the recovery journal: every edit on the disk at once, so that a kill or a power cut costs nothing.

One file for each open report, of JSON lines: first the whole report, then each edit, and in between what is
being typed and is no edit yet (it counts when no edit comes after it). The file is locked while its program
lives; what is found without a lock was left by a crash. A save, and a file grown long, begin a new part: a
new file that starts with the report as it is then; the old part goes only when the new one is on the disk.
"""

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Self

from model.report import Edit, Report
from model.storage.codec import encode
from model.storage.grip import hold
from model.storage.lines import draft_line, edit_line, line
from model.storage.troubles import StorageError, cannot_write

VERSION = 1
SUFFIX = ".journal"
_LONGEST = 2**20  # bytes of edits in one part; replaying them takes some 50 ms


class JournalError(StorageError):
    """The journal cannot be written where it is; ``Journal.move`` goes on elsewhere."""


class Journal:
    """The journal of one open report.

    Each method that writes raises JournalError once when the place fails (disk full, folder gone);
    after that edits are only kept in memory, silently, until ``move`` has found a better place.
    """

    def __init__(self, folder: Path, report: Report, path: Path | None, *, saved: bool) -> None:
        self._folder = folder
        self._report = report
        self._path = path
        self._saved = saved
        self._draft: Edit | None = None
        self._id = os.urandom(8).hex()
        self._part = 0
        self._written = 0
        self._descriptor: int | None = None
        self._file: Path | None = None

    @classmethod
    def start(cls, folder: Path, report: Report, path: Path | None, *, saved: bool | None = None) -> Self:
        """Begin the journal of a report just opened from ``path``, or (None) not saved anywhere yet.

        ``saved`` is False when the file at ``path`` is another than the report, which was recovered, say.
        The folder is made when missing. Raises JournalError; the caller may then try another folder.
        """
        journal = cls(folder, report, path, saved=path is not None if saved is None else saved)
        journal._begin_part()
        return journal

    @property
    def working(self) -> bool:
        """Whether edits reach the disk; if not, ``move`` is called for."""
        return self._descriptor is not None

    def append(self, edit: Edit) -> None:
        """Write an edit; it survives the end of the program at once, a power cut after ``sync``."""
        self._report = edit.apply(self._report)
        self._saved = False
        self._draft = None
        self._add(edit_line(edit))

    def draft(self, edit: Edit | None) -> None:
        """Write the edit that would be made of what is being typed now; the next edit takes its place.

        None when it was given up.
        """
        if edit != self._draft:
            self._draft = edit
            self._add(draft_line(edit))

    def sync(self) -> None:
        """Force what is written to the disk, and make sure that the file is still there. Some ms."""
        if self._descriptor is None or self._file is None:
            return
        try:
            if not os.path.samestat(os.fstat(self._descriptor), self._file.stat()):
                raise FileNotFoundError(errno.ENOENT, "replaced", str(self._file))
            os.fsync(self._descriptor)
        except OSError as error:
            self._fail(error)

    def saved(self, path: Path) -> None:
        """Note that the report as it is now stands in a file: nothing to recover until the next edit."""
        self._path = path
        self._saved = True
        if self._descriptor is not None:
            self._begin_part()

    def left_behind(self, path: Path) -> None:
        """Note that the file may hold another state: the report as it is now is to be recovered.

        Also where its edits have all been taken back.
        """
        self._path = path
        self._saved = False
        if self._descriptor is not None:
            self._begin_part()

    def move(self, folder: Path) -> None:
        """Go on in another folder (or the same one, once it works again), with nothing left out."""
        self._folder = folder
        self._begin_part()

    def close(self, *, keep: bool = False) -> None:
        """End the journal. ``keep`` leaves the file to be recovered from, as a crash would."""
        self._let_go()
        if not keep:
            _remove(self._file)

    def _begin_part(self) -> None:
        """Start a new file with the report as it is, then remove the old one."""
        before, before_file = self._descriptor, self._file
        self._part += 1  # also when it fails: what cannot be removed then is not in the way of the next
        file = self._folder / f"{self._id}-{self._part:06}{SUFFIX}"
        start = {
            "journal": VERSION,
            "part": self._part,
            "path": None if self._path is None else str(self._path),
            "saved": self._saved,
            "report": encode(self._report).decode(),
        }
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._descriptor = os.open(file, _FLAGS, 0o600)
            hold(self._descriptor)
            self._written = 0
            _write_all(self._descriptor, line(start))
            if self._draft is not None:
                _write_all(self._descriptor, draft_line(self._draft))
            os.fsync(self._descriptor)
        except OSError as error:
            if self._descriptor not in (None, before):
                self._let_go()
                _remove(file)
            self._descriptor = before
            self._fail(error)
        self._file = file
        if before is not None:
            with suppress(OSError):  # all that was in it stands in the new part
                os.close(before)
        _remove(before_file)

    def _add(self, content: bytes) -> None:
        if self._descriptor is None:
            return
        self._write(content)
        if self._written > _LONGEST:
            self._begin_part()

    def _write(self, content: bytes) -> None:
        assert self._descriptor is not None
        size = None
        try:
            size = os.lseek(self._descriptor, 0, os.SEEK_END)
            _write_all(self._descriptor, content)
        except OSError as error:
            if size is not None:
                with suppress(OSError):
                    os.ftruncate(self._descriptor, size)  # no half line before what may still come
            self._fail(error)
        self._written += len(content)

    def _fail(self, error: OSError) -> None:
        """Stop writing and say so. The file stays: all before this moment can be recovered from it."""
        self._let_go()
        raise JournalError(
            f"自动恢复记录暂时写不进去，请尽快保存报告。{cannot_write(self._file or self._folder, error)}"
        ) from error

    def _let_go(self) -> None:
        if self._descriptor is not None:
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None


def _remove(file: Path | None) -> None:
    if file is not None:
        with suppress(OSError):
            remove(file)


def remove(file: Path) -> None:
    """Remove a journal; where its folder keeps it, empty it, so that nothing is offered again.

    Raises OSError when neither can be done.
    """
    try:
        file.unlink(missing_ok=True)
    except OSError:
        os.truncate(file, 0)


_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _write_all(descriptor: int, content: bytes) -> None:
    """Write everything; a system may take less than asked for in one go."""
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]
