"""The report as a PDF file, without a window."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from export import atomic
from export.errors import ExportError
from export.printed import as_printed
from model.report import Report
from ui.look.typefaces import Face, font
from ui.preview.measures import BODY
from ui.preview.pages import lay_out
from ui.preview.searchable import put_right

_DOTS = 1200  # per inch; the places of letters are rounded to this


def write(report: Report, path: Path) -> None:
    """Write a report as PDF. The old file stays on any failure.

    Works without a window, too. Raises ExportError with a sentence for the user.
    """
    with _application():
        content = render(report)

    def prove(written: Path) -> None:
        if written.read_bytes() != content or not content.startswith(b"%PDF-"):
            raise ExportError(f"“{path.name}”写入后核对不一致，原有文件没有改动。请检查磁盘后重试。")

    atomic.write(path, content, prove)


@contextmanager
def _application() -> Iterator[None]:
    """Qt's fonts need an application object; on the command line there is none yet."""
    if QGuiApplication.instance() is not None:
        yield
        return
    # No display is needed, and on Linux none may be there.
    platform = ["-platform", "offscreen"] if sys.platform.startswith("linux") else []
    application = QGuiApplication([sys.argv[0], *platform])
    try:
        yield
    finally:
        application.shutdown()


def render(report: Report) -> bytes:
    """Return the PDF file's content; fonts are embedded. Needs a QGuiApplication."""
    pages, printed = lay_out(report), as_printed(report)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    )
    writer.setResolution(_DOTS)
    writer.setTitle(printed.title.replace("\n", ""))
    writer.setAuthor(printed.organ)
    writer.setCreator("政府信息公开工作年度报告编辑器")
    with QPainter(writer) as painter:  # an error in between must not leave it to outlive its paper
        painter.scale(_DOTS / 72, _DOTS / 72)
        for page in pages:
            if page.number > 1:
                writer.newPage()
            page.paint(painter)
    buffer.close()
    characters = {character for page in pages for text in page.texts() for character in text.text}
    return put_right(bytes(buffer.data().data()), characters, (font(face, BODY) for face in Face))
