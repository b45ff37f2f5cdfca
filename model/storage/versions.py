"""The last saved states of each report, so that yesterday's can be looked at and taken back.

They lie in a folder of this computer, not beside the report, one folder for each identity of a report: a file
that was renamed, moved or came back from a colleague finds them. A version is a file named by its moment,
of two parts: a sealed JSON line with what the list shows, then the report as it was saved.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from model import forms
from model.report import Report
from model.storage.atomic import atomic_write
from model.storage.codec import UnreadableReport, decode, encode
from model.storage.differences import summary
from model.storage.digest import digest
from model.storage.lines import DamagedLine, line, mended_line, parse_line
from model.storage.troubles import StorageError, cannot_read, cannot_write

MOST = 30  # versions of one report
SUFFIX = ".version"
_FORMAT = 1  # of the first line; a newer one is still listed by its moment
_STAMP = "%Y%m%d-%H%M%S-%f"  # UTC; sorts as text
_FIRST = "最早记下的一份"


class Version(msgspec.Struct, frozen=True):
    """One saved state, without the report itself.

    ``when`` it was saved (aware, UTC); ``name`` of the file that it was saved to; ``changed`` says what
    differed from the state kept before it. Both are empty where the first line is damaged.
    """

    when: datetime
    name: str
    changed: str
    file: Path


def keep(folder: Path, report: Report, path: Path, when: datetime | None = None) -> None:
    """Keep a report as it was just saved to ``path`` (or stood there at ``when``), and drop what is too many.

    The same state as the one before or after is not kept twice. Raises StorageError: then nothing was
    kept, and the saved file is as good as ever.
    """
    own = _folder_of(folder, report)
    moment = when or datetime.now(UTC)
    content = encode(report)
    try:
        own.mkdir(parents=True, exist_ok=True, mode=0o700)
        files = _files(own)
        earlier = [file for file in files if file.name < _name(moment)]
        last = _content(earlier[-1:])
        following = _content(files[len(earlier) : len(earlier) + 1])
    except OSError as error:
        raise StorageError(cannot_write(own, error)) from error
    if content in (last, following):
        return
    head = {"versions": _FORMAT, "name": path.name, "changed": _changed(last, report)}
    atomic_write(own / _name(moment), line(head) + content)
    with suppress(OSError):  # one too many does no harm; the next time it goes
        for file in _too_many(_files(own)):
            file.unlink(missing_ok=True)


def kept(folder: Path, report: Report) -> list[Version]:
    """Return the versions of a report, the latest first; none where there never were any.

    Raises StorageError when the folder cannot be read.
    """
    own = _folder_of(folder, report)
    try:
        files = _files(own)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StorageError(cannot_read(own, error)) from error
    return [_listed(file) for file in reversed(files)]


def load(version: Version) -> Report:
    """Return the report of a version.

    Raises StorageError when it cannot be read (any more), UnreadableReport when it is damaged.
    """
    try:
        return decode(_content([version.file]))
    except OSError as error:
        raise StorageError(cannot_read(version.file, error)) from error


def _folder_of(folder: Path, report: Report) -> Path:
    """The folder of one report's versions; the identity comes from a file, so it is no name by itself."""
    identity = report.identity.encode("utf-8", "surrogatepass")
    return folder / digest(identity)[:32]


def _files(own: Path) -> list[Path]:
    """The versions in a folder, the oldest first. Raises OSError."""
    return sorted(file for file in own.iterdir() if file.suffix == SUFFIX and _moment(file) is not None)


def _name(when: datetime) -> str:
    return when.astimezone(UTC).strftime(_STAMP) + SUFFIX


def _moment(file: Path) -> datetime | None:
    """When a version was saved, by its name; None for a file that is none."""
    try:
        return datetime.strptime(file.stem, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _content(files: Iterable[Path]) -> bytes:
    """The report of the one version given, nothing where none is. Raises OSError."""
    return b"".join(file.read_bytes().partition(b"\n")[2] for file in files)


def _listed(file: Path) -> Version:
    moment = _moment(file)
    assert moment is not None  # by ``_files``
    name, changed = "", ""
    with suppress(OSError), file.open("rb") as opened:
        head = _head(opened.readline())
        name, changed = str(head.get("name", "")), str(head.get("changed", ""))
    return Version(moment, name, changed, file)


def _head(content: bytes) -> dict[str, object]:
    for read in (parse_line, mended_line):
        with suppress(DamagedLine):
            return read(content)
    return {}


def _changed(last: bytes, report: Report) -> str:
    """What a report changes of the state kept before it, in a few words."""
    with suppress(UnreadableReport):
        before = decode(last)
        if before.form == report.form:
            return summary(forms.load(report.form), before, report)
    return _FIRST


def _too_many(files: Iterable[Path]) -> list[Path]:
    """Return the versions that are one too many.

    The last one of each day stays longest, so that a day of many savings does not push out yesterday's: first
    go the oldest of the others.
    """
    left = list(files)
    last_of_day = {_day(file): file for file in left}  # the later of a day takes the earlier's place
    others_first = sorted(left, key=lambda file: (last_of_day[_day(file)] == file, file.name))
    return others_first[: max(len(left) - MOST, 0)]


def _day(file: Path) -> str:
    moment = _moment(file)
    assert moment is not None  # by ``_files``
    return f"{moment.astimezone():%Y-%m-%d}"
