"""The files of the project, for the tests of its architecture."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("model", "intake", "export", "ui", "resources")
_NOT_OURS = {"build", "dist", "artefacts", "htmlcov", "__pycache__"}


def python_files(room: str) -> Iterator[Path]:
    """Yield the source files of a room."""
    return (file for file in (ROOT / room).rglob("*.py") if not _NOT_OURS & set(file.parts))


def all_files() -> Iterator[Path]:
    """Yield everything that belongs to the project: what tools leave behind does not."""
    return _below(ROOT)


def _below(folder: Path) -> Iterator[Path]:
    for item in sorted(folder.iterdir()):
        hidden = item.name.startswith(".") and item.name not in (".ci", ".gitignore")
        if hidden or item.name in _NOT_OURS:
            continue
        if item.is_dir():
            yield from _below(item)
        else:
            yield item
