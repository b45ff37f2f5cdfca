"""Finds what a crash left in the folder of journals, and gives the reports back."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG
from typing import Any

import msgspec

from model.report import Report
from model.storage import seal
from model.storage.beginning import Beginning, beginning
from model.storage.grip import hold
from model.storage.lines import DamagedLine, apply_line, mended_line, parse_line
from model.storage.recording import SUFFIX, JournalError, remove
from model.storage.troubles import cannot_read, cannot_write

DAMAGED = ".damaged"  # after the name of a record that was used in spite of its damage
_LATEST = 2**37  # seconds since 1970: in the year 6325


class Recovery(msgspec.Struct, frozen=True):
    """A report that its program could not save.

    ``path`` is where it was opened from or saved to, None when nowhere; ``when`` is the time of the last
    edit (aware, UTC); ``complete`` is False when the journal is damaged and some edits may be lost;
    ``saved`` is the report as it stood in the file when the journal began, None when that is not known.
    """

    report: Report
    path: Path | None
    when: datetime
    file: Path
    complete: bool
    saved: Report | None = None


class _Part(msgspec.Struct, frozen=True):
    """One file that nobody has open; ``recovery`` is None when there is nothing in it to recover."""

    file: Path
    id: str
    number: int
    recovery: Recovery | None


def pending(*folders: Path) -> list[Recovery]:
    """Return the reports that can be recovered, the latest first; those open elsewhere are left alone.

    A journal that went on in another folder is one report: give all folders at once. Files with nothing in
    them to recover are cleared away. A folder that does not exist holds none. Raises JournalError when a
    folder cannot be read and the others hold nothing.
    """
    files: list[Path] = []
    unread: JournalError | None = None
    for folder in folders:
        try:
            files += sorted(file for file in folder.iterdir() if file.suffix == SUFFIX)
        except FileNotFoundError:
            continue
        except OSError as error:
            unread = JournalError(cannot_read(folder, error))
            unread.__cause__ = error
    if unread is not None and not files:
        raise unread
    live, parts = _sort_out(files)
    newest: dict[str, _Part] = {}
    for part in sorted(parts, key=lambda part: part.number):
        # A new part is on the disk before the old one goes: after a crash in between the new one holds all.
        before = newest.get(part.id)
        if before is not None and before.number < part.number:  # else it is one file, seen by two names
            _remove(before.file)
        newest[part.id] = part
    found = []
    for part in newest.values():
        if part.id in live or part.recovery is None:
            _remove(part.file)
        else:
            found.append(part.recovery)
    return sorted(found, key=lambda item: item.when, reverse=True)


def discard(recovery: Recovery) -> None:
    """Remove what a recovered (or unwanted) report was read from. Raises JournalError."""
    try:
        remove(recovery.file)
    except OSError as error:
        raise JournalError(
            f"恢复记录删除不了，下次启动时还会问到它。请管理员检查文件夹“{recovery.file.parent}”的权限。"
        ) from error


def set_aside(recovery: Recovery) -> Path:
    """Keep a damaged record for a person to look at, but offer it no more; return its new name.

    Raises JournalError.
    """
    kept = recovery.file.with_name(recovery.file.name + DAMAGED)
    try:
        recovery.file.replace(kept)
    except OSError as error:
        raise JournalError(cannot_write(recovery.file.parent, error)) from error
    return kept


def _sort_out(files: list[Path]) -> tuple[set[str], list[_Part]]:
    """The ids of journals in use, and the parts that nobody uses."""
    live: set[str] = set()
    parts = []
    for file in files:
        try:
            descriptor = os.open(file, os.O_RDWR)
        except OSError:
            continue  # gone meanwhile, or not ours to read
        try:
            if not _is_regular(descriptor):
                continue  # a pipe would be waited for without end
            if hold(descriptor):
                part = _read(file)
                if part is not None:
                    parts.append(part)
            else:
                live.add(_id(file))
        finally:
            with suppress(OSError):
                os.close(descriptor)
    return live, parts


def _is_regular(descriptor: int) -> bool:
    try:
        return S_ISREG(os.fstat(descriptor).st_mode)
    except OSError:
        return False


def _read(file: Path) -> _Part | None:
    """Read one part; None when it must be left alone."""
    try:
        lines = seal.split(file.read_bytes())
        when = _time(file.stat().st_mtime)
    except OSError:
        return None
    is_cut_off = len(lines) == 1 and not lines[0].endswith(b"\n")
    if not lines or is_cut_off:
        # Cut off while it began, when its report stood whole elsewhere.
        return _Part(file, _id(file), 0, None)
    start = beginning(lines[0])
    if start is None:
        return None  # of a newer program, which will want it
    report, edited, complete = _replay(start.report, lines[1:])
    complete = complete and start.whole
    came_back_to_saved = start.saved and report == start.report
    worth_it = (edited and not came_back_to_saved) or _was_never_saved(start, report)
    if not worth_it and not start.whole:
        return None  # nothing can be made of it; it stays for a person to look at
    if complete and not worth_it:
        return _Part(file, _id(file), start.number, None)
    # Edits that cannot be read any more are told, too.
    saved = start.report if start.saved else None
    recovery = Recovery(report, start.path, when, file, complete, saved)
    return _Part(file, _id(file), start.number, recovery)


def _was_never_saved(start: Beginning, report: Report) -> bool:
    """Whether what a journal began with stands in no file, and somebody would miss it."""
    if start.saved:
        return False
    goes_on = start.number > 1 or start.path is not None
    return goes_on or _holds_something(report)


def _time(seconds: float) -> datetime:
    """A clock that was far off wrote down times that no calendar has; they count as the oldest."""
    return datetime.fromtimestamp(seconds if 0 <= seconds < _LATEST else 0, UTC)


def _id(file: Path) -> str:
    return file.name.partition("-")[0]


def _holds_something(report: Report) -> bool:
    """Whether a report saved nowhere holds something already, e.g. was read from a Word file."""
    return bool(report.cells or report.sections or report.preamble)


def _replay(report: Report, lines: list[bytes]) -> tuple[Report, bool, bool]:
    """The report after all edits that can be read, whether there are any, and whether these were all.

    An edit says what stands in a place after it, whatever stood there before: one that is lost does not
    spoil the later ones. What was being typed at the end counts as an edit.
    """
    typed: dict[str, Any] | None = None
    edited, complete = False, True
    for number, content in enumerate(lines):
        try:
            found, whole = _line(content)
            complete = complete and whole
            if "draft" in found:
                typed = found["draft"]
            else:
                report, typed = apply_line(report, found), None
                edited = True
        except DamagedLine:
            # A last line that was being written is no loss that anybody could tell: its edit was not done.
            # Zeros are what some disks leave where lines had been when the power failed.
            cut_off = number == len(lines) - 1 and not content.endswith(b"\n") and b"\0" not in content
            complete = complete and cut_off
    if typed is not None:
        try:
            report = apply_line(report, typed)
            edited = True
        except DamagedLine:
            complete = False
    return report, edited, complete


def _line(content: bytes) -> tuple[dict[str, Any], bool]:
    """A line, and whether it is whole or was mended. Raises DamagedLine."""
    try:
        return parse_line(content), True
    except DamagedLine:
        return mended_line(content), False


def _remove(file: Path) -> None:
    with suppress(OSError):
        remove(file)
