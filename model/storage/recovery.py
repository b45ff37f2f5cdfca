"""Finds what a crash left in the folder of journals, and gives the reports back."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from model.report import Report
from model.storage.codec import UnreadableReport, decode
from model.storage.grip import hold
from model.storage.lines import DamagedLine, apply_line, parse_line
from model.storage.recording import SUFFIX, VERSION, JournalError, remove
from model.storage.troubles import cannot_read

_LATEST = 2**37  # seconds since 1970: in the year 6325


@dataclass(frozen=True, slots=True)
class Recovery:
    """A report that its program could not save.

    ``path`` is where it was opened from or saved to, None when nowhere; ``when`` is the time of the last
    edit (aware, UTC); ``complete`` is False when the journal is damaged and later edits are lost.
    """

    report: Report
    path: Path | None
    when: datetime
    file: Path
    complete: bool


@dataclass(frozen=True, slots=True)
class _Part:
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


def _read(file: Path) -> _Part | None:
    """Read one part; None when it must be left alone."""
    try:
        lines = file.read_bytes().splitlines(keepends=True)
        when = _time(file.stat().st_mtime)
    except OSError:
        return None
    try:
        start = parse_line(lines[0] if lines else b"")
    except DamagedLine:
        # Cut off while it began, when its report stood whole elsewhere; or damaged, with edits in it.
        return _Part(file, _id(file), 0, None) if len(lines) < 2 else None
    try:
        report, path, saved, number = _start(start)
    except (UnreadableReport, KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None  # of a newer program, which will want it
    replayed, edited, complete = _replay(report, lines[1:])
    edited = edited and not (saved and replayed == report)
    worth_it = edited or (not saved and (number > 1 or path is not None or _holds_something(report)))
    recovery = Recovery(replayed, path, when, file, complete) if worth_it else None
    return _Part(file, _id(file), number, recovery)


def _time(seconds: float) -> datetime:
    """A clock that was far off wrote down times that no calendar has; they count as the oldest."""
    return datetime.fromtimestamp(seconds if 0 <= seconds < _LATEST else 0, UTC)


def _id(file: Path) -> str:
    return file.name.partition("-")[0]


def _start(start: dict[str, Any]) -> tuple[Report, Path | None, bool, int]:
    if start["journal"] != VERSION:
        raise ValueError("another version")
    path = None if start["path"] is None else Path(start["path"])
    return decode(start["report"].encode()), path, bool(start["saved"]), int(start["part"])


def _holds_something(report: Report) -> bool:
    """Whether a report saved nowhere holds something already, e.g. was read from a Word file."""
    return bool(report.cells or report.sections or report.preamble)


def _replay(report: Report, lines: list[bytes]) -> tuple[Report, bool, bool]:
    """The report after all edits that can be read, whether there are any, and whether these were all.

    What was being typed at the end counts as an edit.
    """
    typed: dict[str, Any] | None = None
    edited, complete = False, True
    for number, content in enumerate(lines):
        try:
            found = parse_line(content)
            if "draft" in found:
                typed = found["draft"]
            else:
                report, typed = apply_line(report, found), None
                edited = True
        except DamagedLine:
            # A last line that was being written is no loss that anybody could tell: its edit was not done.
            complete = number == len(lines) - 1 and not content.endswith(b"\n")
            break
    if typed is not None:
        try:
            report = apply_line(report, typed)
            edited = True
        except DamagedLine:
            complete = False
    return report, edited, complete


def _remove(file: Path) -> None:
    with suppress(OSError):
        remove(file)
