"""The report as a PDF file, without a window."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from export import atomic, readback
from export.errors import ExportError
from export.printed import as_printed
from intake.pages.placed import MOST_PAGES
from model.report import Report
from ui.look.typefaces import Face, font
from ui.paper.items import Line
from ui.paper.measures import BODY
from ui.preview.pages import Pages, laid_out, lay_out
from ui.preview.pdf_characters import lines, same_characters
from ui.preview.pdf_marks import bookmarks, marked
from ui.preview.searchable import put_right
from ui.preview.turns import InTurns, finished

_SHOWN = 10  # characters in a message
_TOO_MANY_PAGES = (
    "报告有 {} 页，太长，导出后不能逐项核对，没有导出。请删去不属于年度报告的内容，或改为导出 Word、网页。"
)
_DOTS = 1200  # per inch; the places of letters are rounded to this


def write(report: Report, path: Path) -> None:
    """Write a report as PDF, read it back and compare. The old file stays on any failure.

    Works without a window, too. Raises ExportError with a sentence for the user; for a computer whose fonts
    lack characters of the report, too.
    """
    with _application():
        put = finished(painted(report))
    put(path)


def painted(report: Report) -> InTurns[Callable[[Path], None]]:
    """Paint a report in turns, and return what writes it to a path and proves it there.

    Only the painting needs the thread of the window. Both raise ExportError with a sentence for the user.
    """
    pages, printed = (yield from laid_out(report)), as_printed(report)
    content, drawn = (yield from rendered(report, pages)), lines(pages)

    def prove(file: Path) -> None:
        try:
            readback.prove(file, printed, of_lines=True)
        except readback.Different:
            # A draft can always be printed: what is found otherwise may still be drawn rightly.
            if not same_characters(file.read_bytes(), drawn):
                raise

    return lambda path: atomic.write(path, content, prove)


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
    """Return the PDF file's content at once; see ``rendered``."""
    return finished(rendered(report, lay_out(report)))


def rendered(report: Report, pages: Pages) -> InTurns[bytes]:
    """Return the PDF file's content; fonts are embedded. Needs a QGuiApplication.

    Raises ExportError for more pages than could be read back, and, with the characters, when no font of this
    computer has them.
    """
    printed = as_printed(report)
    if len(pages) > MOST_PAGES:
        raise ExportError(_TOO_MANY_PAGES.format(len(pages)))
    lacking = yield from _missing(pages)
    if lacking:
        raise ExportError(_no_font(lacking))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    )
    writer.setResolution(_DOTS)
    title = printed.title.replace("\n", "")
    writer.setTitle(title)
    writer.setCreator("政府信息公开工作年度报告编辑器")
    with QPainter(writer) as painter:  # an error in between must not leave it to outlive its paper
        painter.scale(_DOTS / 72, _DOTS / 72)
        for page in pages:
            if page.number > 1:
                writer.newPage()
            page.paint(painter)
            yield
    buffer.close()
    characters = {character for page in pages for text in page.texts() for character in text.text}
    right = put_right(bytes(buffer.data().data()), characters, (font(face, BODY) for face in Face))
    return marked(right, title, printed.organ, bookmarks(printed, pages))


def missing_characters(pages: Pages) -> str:
    """Return the characters that no font of this computer has a shape for, each once."""
    return finished(_missing(pages))


def _missing(pages: Pages) -> InTurns[str]:
    found: dict[str, None] = {}
    for page in pages:
        yield
        for item in page.items:
            if isinstance(item, Line):
                found |= dict.fromkeys(item.without_shape())
    return "".join(found)


def _no_font(lacking: str) -> str:
    shown = lacking[:_SHOWN] + ("…" if len(lacking) > _SHOWN else "")
    return (
        f"这台电脑的字体里没有“{shown}”（共 {len(lacking)} 个字），写出来会是空白或方框，所以没有写入 PDF。"
        "请安装仿宋、楷体、黑体、宋体等中文字体，或改为导出 Word。"
    )
