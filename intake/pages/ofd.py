"""An OFD file (GB/T 33190) into pages: a zip of XML with placed texts, drawn paths and pictures.

Lengths there are millimetres, y grows downwards. Of the standard's parts these count: pages with their
templates, layers and blocks, TextObject, PathObject, ImageObject. Seals, annotations and attachments do not.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from intake.blocks import Block
from intake.failures import Unreadable
from intake.formats import archive
from intake.formats.xml import parse
from intake.pages.matrix import Matrix, applied, combined
from intake.pages.placed import MOST_CHARACTERS, MOST_PAGES, MOST_STROKES, Page, Placed, Stroke, TooMuch
from intake.pages.reading import blocks as blocks_of
from intake.pages.shapes import Point, strokes_of_outline, strokes_of_picture

_POINTS = 72 / 25.4  # in a millimetre
_MOST_BYTES = 64 * 1024 * 1024  # of all pages, unpacked
_USUAL_BOX = (0.0, 0.0, 210.0, 297.0)
_LEANING = 0.2  # of the size, by which a slanted text rises along its line
_OPERATION = re.compile(r"[SMLQBAC]|[-+]?[\d.]+(?:[eE][-+]?\d+)?")
_NUMBERS_OF = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_LONGEST_RUN = 10_000  # repeats of one distance
_ENCRYPTED = "encryptions.xml"


def blocks(path: Path) -> list[Block]:
    """Return what an OFD file holds, in order. Raises Unreadable."""
    name = path.name
    with archive.opened(path) as package:
        if any(part.endswith(_ENCRYPTED) for part in package.parts):
            raise Unreadable(f"“{name}”是加密的 OFD 文件，请先用 OFD 阅读软件打开，取消加密并另存，再读入。")
        try:
            pages = list(_Reader(package, name).pages())
            made = blocks_of(pages)
        except TooMuch as error:
            raise Unreadable(f"“{name}”的内容过多，不像一份年度报告，没有读入，请确认选对了文件。") from error
    _check(pages, name)
    return made


def _check(pages: Sequence[Page], name: str) -> None:
    if any(page.characters for page in pages):
        return
    if any(page.pictures for page in pages):
        raise Unreadable(
            f"“{name}”是扫描件（{len(pages)} 页图片），里面没有可以读取的文字，请用原来的 Word 文件，"
            "或新建报告后照着填写。"
        )
    raise Unreadable(f"“{name}”里没有可以读取的文字，请用原来的 Word 文件，或另取一份能复制文字的文件。")


class _Reader:
    """Reads the pages of one file, counting what it meets."""

    def __init__(self, package: archive.Archive, name: str) -> None:
        self._package = package
        self._name = name
        self._characters = self._strokes = self._bytes = 0
        self._templates: dict[str, etree._Element] = {}

    def pages(self) -> Iterator[Page]:
        """Yield each page. Raises Unreadable and TooMuch."""
        start = self._part(archive.OFD_ROOT)
        place = _text_of(start, "DocRoot")
        document = self._part(place)
        usual = _box(_text_of(document, "PhysicalBox")) or _USUAL_BOX
        for template in _named(document, "TemplatePage"):
            location = template.get("BaseLoc", "")
            self._templates[template.get("ID", "")] = self._part(_beside(place, location))
        found = [page for pages in _named(document, "Pages") for page in _named(pages, "Page")]
        if len(found) > MOST_PAGES:
            raise TooMuch
        for page in found:
            yield self._page(self._part(_beside(place, page.get("BaseLoc", ""))), usual)

    def _part(self, name: str) -> etree._Element:
        content = self._package.read(name.lstrip("/"))
        if content is None:
            raise archive.damaged(self._name)
        self._bytes += len(content)
        if self._bytes > _MOST_BYTES:
            raise TooMuch
        return parse(content, self._name)

    def _page(self, root: etree._Element, usual: tuple[float, float, float, float]) -> Page:
        x, y, width, height = _box(_text_of(root, "PhysicalBox")) or usual
        made = Page(width * _POINTS, height * _POINTS)
        upright: Matrix = (_POINTS, 0, 0, _POINTS, -x * _POINTS, -y * _POINTS)
        for template in _named(root, "Template"):
            known = self._templates.get(template.get("TemplateID", ""))
            if known is not None:
                self._read(known, made, upright)
        self._read(root, made, upright)
        return made

    def _read(self, root: etree._Element, made: Page, upright: Matrix) -> None:
        for found in root.iter("{*}TextObject", "{*}PathObject", "{*}ImageObject"):
            if any(above.get("Visible") == "false" for above in (found, *found.iterancestors())):
                continue
            if found.get("Alpha") == "0":
                continue
            place = combined(_place(found), upright)
            kind = etree.QName(found).localname
            if kind == "TextObject":
                self._text(found, made, place)
            elif kind == "PathObject":
                made.strokes += _strokes(found, place)
                self._strokes += len(made.strokes)
            else:
                _picture(found, made, upright)
            if len(made.strokes) > MOST_STROKES:
                raise TooMuch

    def _text(self, found: etree._Element, made: Page, place: Matrix) -> None:
        size = _number(found.get("Size"), 0.0)
        wide = _number(found.get("HScale"), 1.0)
        x = y = 0.0
        for code in _named(found, "TextCode"):
            x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
            text = (code.text or "").strip("\r\n")
            self._characters += len(text)
            if self._characters > MOST_CHARACTERS:
                raise TooMuch
            across, down = (_distances(code.get(name), len(text)) for name in ("DeltaX", "DeltaY"))
            for number, character in enumerate(text):
                step = across[number] if number < len(across) else 0.0
                room = _breadth(character) * size * wide
                advance = min(step, room) if step > 0 else room
                _add(made, character, place, (x, y, advance, size))
                if across or not down:
                    x += step or room
                y += down[number] if number < len(down) else 0.0


def _add(made: Page, character: str, place: Matrix, where: tuple[float, float, float, float]) -> None:
    """Put a character on its page; ``where``: origin, advance and size in the object's own units."""
    x, y, advance, size = where
    left, base = applied(place, x, y)
    right, end = applied(place, x + advance, y)
    _, top = applied(place, x, y - size)
    if abs(end - base) > _LEANING * abs(right - left):
        made.slanted += character
    elif size > 0 and -1 <= left <= made.width + 1 and 0 <= base <= made.height * 1.02:
        made.characters.append(Placed(character, min(left, right), max(left, right), base, abs(base - top)))


def _breadth(character: str) -> float:
    """How wide a character is in most fonts, in parts of its size."""
    return 0.5 if character.isascii() else 1.0


def _picture(found: etree._Element, made: Page, upright: Matrix) -> None:
    x, y, width, height = _box(found.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    place = combined((width, 0, 0, height, x, y), upright)
    strokes = strokes_of_picture(place, made.width, made.height)
    made.strokes += strokes or []
    made.pictures += strokes is None


def _strokes(found: etree._Element, place: Matrix) -> list[Stroke]:
    stroked = found.get("Stroke", "true") != "false"
    if not stroked and found.get("Fill", "false") != "true":
        return []
    made = []
    for data in _named(found, "AbbreviatedData"):
        for outline in _outlines(data.text or "", place):
            made += strokes_of_outline(outline, stroked=stroked)
            if len(made) > MOST_STROKES:
                raise TooMuch
    return made


def _outlines(data: str, place: Matrix) -> Iterator[list[Point]]:
    """The pieces of a path, each as its corners; a closed one ends where it began. Curves end a piece."""
    points: list[Point] = []
    tokens = iter(_OPERATION.findall(data))
    for token in tokens:
        if token not in _NUMBERS_OF:
            continue  # a number too many
        numbers = [_number(next(tokens, "0"), 0.0) for _ in range(_NUMBERS_OF[token])]
        if token == "L":
            points.append(applied(place, numbers[0], numbers[1]))
        elif token == "C" and points:
            points.append(points[0])
        elif token != "C":
            if len(points) > 1:
                yield points
            points = [applied(place, numbers[-2], numbers[-1])]
    if len(points) > 1:
        yield points


def _place(found: etree._Element) -> Matrix:
    """The way from an object's own places to those on its page."""
    x, y, _, _ = _box(found.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    numbers = _numbers(found.get("CTM"))
    a, b, c, d, e, f = numbers if len(numbers) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (a, b, c, d, e + x, f + y)


def _distances(text: str | None, characters: int) -> list[float]:
    """The distances between characters; ``g N D`` says one N times, and the last one goes on."""
    made: list[float] = []
    tokens = iter((text or "").split())
    for token in tokens:
        if token == "g":
            times = int(max(0.0, min(_number(next(tokens, "0"), 0.0), _LONGEST_RUN)))
            made += [_number(next(tokens, "0"), 0.0)] * times
        else:
            made.append(_number(token, 0.0))
        if len(made) >= characters:
            break
    return made + made[-1:] * (characters - len(made))


def _numbers(text: str | None) -> list[float]:
    return [_number(part, 0.0) for part in (text or "").split()[:8]]


def _number(text: str | None, default: float) -> float:
    """A number that a file states; what is none, or beyond any page, is the default."""
    try:
        number = float(text) if text else default
    except ValueError:
        return default
    return number if abs(number) < 1e6 else default


def _box(text: str | None) -> tuple[float, float, float, float] | None:
    numbers = _numbers(text)
    if len(numbers) != 4 or numbers[2] <= 0 or numbers[3] <= 0:
        return None
    return (numbers[0], numbers[1], numbers[2], numbers[3])


def _named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return root.iter(f"{{*}}{name}")


def _text_of(root: etree._Element, name: str) -> str:
    found = next(_named(root, name), None)
    return (found.text or "").strip() if found is not None else ""


def _beside(part: str, location: str) -> str:
    """The name of a part that another one names, from its own folder or from the package's root."""
    if location.startswith("/"):
        return location.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part.lstrip("/")), location))
