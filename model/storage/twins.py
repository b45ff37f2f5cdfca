"""Finds a report that is already there for the same organ and year."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from model.report import Report
from model.storage.codec import UnreadableReport
from model.storage.files import open_report
from model.storage.names import SUFFIX
from model.storage.troubles import StorageError

_MOST_LOOKED_AT = 200  # files; a folder with more is an archive, not a clerk's working place


def twin(report: Report, recent: Iterable[Path], folder: Path) -> Path | None:
    """Return the file of another report on the same organ and year: a recent one, or one in the folder."""
    for path, other in reports(recent, folder):
        if (other.organ, other.year) == (report.organ, report.year):
            return path
    return None


def organs(recent: Iterable[Path], folder: Path) -> list[str]:
    """Return the organs of the reports at hand, for completing a name."""
    return sorted({other.organ for _, other in reports(recent, folder) if other.organ})


def reports(recent: Iterable[Path], folder: Path) -> Iterator[tuple[Path, Report]]:
    """Yield the readable reports among the recent ones and in a folder, each once."""
    seen: set[Path] = set()
    for path in (*recent, *_in_folder(folder)):
        if path in seen:
            continue
        seen.add(path)
        try:
            yield path, open_report(path).report
        except (StorageError, UnreadableReport):
            continue


def _in_folder(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob(f"*{SUFFIX}"))[:_MOST_LOOKED_AT]
    except OSError:
        return []
