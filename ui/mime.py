"""What the clipboard or a drop holds besides text: files that were copied or are being dragged."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

_SCHEME = "file:"


def local_files(data: QMimeData | None) -> tuple[Path, ...]:
    """Return the files of this computer that were copied; nobody wants their addresses typed.

    Some file managers give only text, one address a line.
    """
    if data is None:
        return ()
    urls = data.urls() if data.hasUrls() else _written(data.text() if data.hasText() else "")
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())


def _written(text: str) -> list[QUrl]:
    lines = text.split()
    return [QUrl(line) for line in lines] if all(line.startswith(_SCHEME) for line in lines) else []
