"""A PDF with a text layer into pages; pdfium finds the characters and the drawn lines.

Only what is shown counts: characters that are not painted (as in the text layer behind a scan) are left out.
"""

import ctypes
import math
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from intake.blocks import Block
from intake.failures import Unreadable
from intake.pages.matrix import UPRIGHT, Matrix, applied, combined
from intake.pages.placed import MOST_CHARACTERS, MOST_PAGES, MOST_STROKES, Page, Placed, Stroke, TooMuch
from intake.pages.reading import blocks as blocks_of
from intake.pages.reading import check_readable, too_much
from intake.pages.shapes import Point, add_picture, strokes_of_path

_DEEPEST = 6  # forms inside one another
_LEANING = 0.2  # radians; what leans more is no line of the text
_UNKNOWN = (0, 0xFFFE, 0xFFFF)
_MOST_UNKNOWN = 0.3  # of the characters; more are a font without an encoding
_HAN = ("\u4e00", "\u9fff")  # as wide as high; of some fonts pdfium only tells how wide the ink is
_UNPAINTED = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)


def blocks(content: bytes, name: str) -> list[Block]:
    """Return what a PDF holds, in order. Raises Unreadable."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise _not_opened(name, str(error)) from error
    try:
        if len(document) > MOST_PAGES:
            raise TooMuch
        reader = _Reader()
        found = [reader.page(document, number) for number in range(len(document))]
        made = blocks_of(found)
    except TooMuch as error:
        raise too_much(name) from error
    except pypdfium2.PdfiumError as error:
        raise _not_opened(name, str(error)) from error
    finally:
        document.close()
    reader.check(name, found)
    return made


def _not_opened(name: str, reason: str) -> Unreadable:
    if "password" in reason.lower():
        return Unreadable(f"“{name}”有密码保护，请先用 PDF 阅读软件打开，取消密码并另存，再读入。")
    return Unreadable(
        f"“{name}”已损坏或不完整，请重新复制或下载这个文件，或者用 PDF 阅读软件打开并另存后再试。"
    )


class _Reader:
    """Reads page after page, counting what it meets."""

    def __init__(self) -> None:
        self._characters = self._unknown = self._objects = 0

    def page(self, document: pypdfium2.PdfDocument, number: int) -> Page:
        """Return one page as it is shown. Raises TooMuch."""
        page = document[number]
        try:
            left, bottom, right, top = page.get_cropbox()
            turn = page.get_rotation()
            width, height = right - left, top - bottom
            made = Page(*((height, width) if turn in (90, 270) else (width, height)))
            upright = _upright(turn, left, bottom, right, top)
            self._read_texts(page, made, upright)
            self._read_objects(page, made, upright)
        finally:
            page.close()
        return made

    def check(self, name: str, found: list[Page]) -> None:
        """Raise Unreadable where nothing of a file's text can be read."""
        if self._characters and self._unknown > _MOST_UNKNOWN * self._characters:
            raise Unreadable(
                f"“{name}”里的文字没有带编码，读不出来，请用原来的 Word 文件，或另取一份能复制文字的 PDF。"
            )
        check_readable(found, name, another=" PDF")

    def _read_texts(self, page: pypdfium2.PdfPage, made: Page, upright: Matrix) -> None:
        texts = page.get_textpage()
        try:
            count = texts.count_chars()
            self._characters += count
            if self._characters > MOST_CHARACTERS:
                raise TooMuch
            for character, slanted in self._placed(texts, count, upright):
                if slanted:
                    made.slanted += character.text
                elif _is_on(made, character):
                    made.characters.append(character)
        finally:
            texts.close()

    def _placed(
        self, texts: pypdfium2.PdfTextPage, count: int, upright: Matrix
    ) -> Iterator[tuple[Placed, bool]]:
        """Each painted character and whether it leans."""
        x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        handle = texts.raw
        for index in range(count):
            code = pdfium.FPDFText_GetUnicode(handle, index)
            if pdfium.FPDFText_IsGenerated(handle, index) == 1:
                continue
            if not self._is_painted(handle, index):
                self._characters -= 1
                continue
            if code in _UNKNOWN or 0xD800 <= code < 0xE000:
                self._unknown += 1
                continue
            pdfium.FPDFText_GetCharOrigin(handle, index, x, y)
            pdfium.FPDFText_GetLooseCharBox(handle, index, box)
            pdfium.FPDFText_GetMatrix(handle, index, matrix)
            turned = combined((matrix.a, matrix.b, matrix.c, matrix.d, 0.0, 0.0), upright)
            size = pdfium.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d)
            corners = applied(upright, box.left, box.bottom), applied(upright, box.right, box.top)
            left, right = sorted(corner[0] for corner in corners)
            origin, base = applied(upright, x.value, y.value)
            if _HAN[0] <= chr(code) <= _HAN[1]:
                advance = pdfium.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.a, matrix.b)
                left, right = min(left, origin), max(right, origin + advance)
            leaning = abs(math.atan2(turned[1], turned[0])) > _LEANING
            yield Placed(chr(code), left, right, base, size), leaning

    def _is_painted(self, handle: object, index: int) -> bool:
        shown = pdfium.FPDFText_GetTextObject(handle, index)
        return not shown or pdfium.FPDFTextObj_GetTextRenderMode(shown) not in _UNPAINTED

    def _read_objects(self, page: pypdfium2.PdfPage, made: Page, upright: Matrix) -> None:
        count = pdfium.FPDFPage_CountObjects(page.raw)
        for index in range(count):
            self._read_object(pdfium.FPDFPage_GetObject(page.raw, index), made, upright, 0)

    def _read_object(self, found: object, made: Page, place: Matrix, depth: int) -> None:
        """Add what an object shows to its page; ``depth``: of the groups around it. Raises TooMuch."""
        self._objects += 1
        if self._objects > MOST_CHARACTERS or len(made.strokes) > MOST_STROKES:
            raise TooMuch
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            made.strokes += _strokes(found, combined(_matrix(found), place))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            add_picture(made, combined(_matrix(found), place))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            self._read_form(found, made, combined(_matrix(found), place), depth + 1)

    def _read_form(self, found: object, made: Page, place: Matrix, depth: int) -> None:
        """Read the objects of a group of them, unless groups stand in one another without end."""
        if depth > _DEEPEST:
            return
        for index in range(max(pdfium.FPDFFormObj_CountObjects(found), 0)):
            self._read_object(pdfium.FPDFFormObj_GetObject(found, index), made, place, depth)


def _is_on(page: Page, character: Placed) -> bool:
    return -1 <= character.left <= page.width + 1 and 0 <= character.base <= page.height + character.size


def _upright(turn: int, left: float, bottom: float, right: float, top: float) -> Matrix:
    """The way from a page's own places (y upwards, not turned) to those on the page as shown."""
    by_turn: dict[int, Matrix] = {
        0: (1, 0, 0, -1, -left, top),
        90: (0, 1, 1, 0, -bottom, -left),
        180: (-1, 0, 0, 1, right, -bottom),
        270: (0, -1, -1, 0, top, right),
    }
    return by_turn.get(turn, by_turn[0])


def _matrix(found: object) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(found, matrix):
        return UPRIGHT
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _strokes(path: object, place: Matrix) -> list[Stroke]:
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroked)
    is_shown = bool(fill.value or stroked.value)
    return strokes_of_path(_outlines(path, place), stroked=bool(stroked.value)) if is_shown else []


def _outlines(path: object, place: Matrix) -> Iterator[list[Point]]:
    """The pieces of a path, each as its corners; a closed one ends where it began. Curves end a piece."""
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(max(pdfium.FPDFPath_CountSegments(path), 0)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = applied(place, x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO:
            points.append(point)
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        else:
            if len(points) > 1:
                yield points
            points = [point]
    if len(points) > 1:
        yield points
