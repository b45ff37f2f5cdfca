"""An OFD file (GB/T 33190) into pages: a zip of XML with placed texts, drawn paths and pictures.

Lengths there are millimetres, y grows downwards. Of the standard's parts these count: pages with their
templates, layers and blocks, TextObject, PathObject, ImageObject. Seals, annotations and attachments do not.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from lxml import etree

from intake.blocks import Block
from intake.failures import Unreadable, damaged
from intake.formats import archive
from intake.formats.xml import parse
from intake.pages.matrix import Matrix, applied, combined
from intake.pages.placed import MOST_CHARACTERS, MOST_PAGES, MOST_STROKES, Page, Placed, Stroke, TooMuch
from intake.pages.reading import blocks as blocks_of
from intake.pages.reading import check_readable, too_much
from intake.pages.shapes import Point, add_picture, strokes_of_path

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
            raise too_much(name) from error
    check_readable(pages, name, another="文件")
    return made


class _Reader:
    """Reads the pages of one file, counting what it meets."""

    def __init__(self, package: archive.Archive, name: str) -> None:
        self._package = package
        self._name = name
        self._characters = self._bytes = 0
        self._templates: dict[str, etree._Element] = {}

    def pages(self) -> Iterator[Page]:
        """Yield each page. Raises Unreadable and TooMuch."""
        start = self._part(archive.OFD_ROOT)
        place = _text_of(start, "DocRoot")
        document = self._part(place)
        usual = _box(_text_of(document, "PhysicalBox")) or _USUAL_BOX
        for template in _named(document, "TemplatePage"):
            self._templates[template.get("ID", "")] = self._part_of(template, place)
        lists = _named(document, "Pages")
        found = list(chain.from_iterable(_named(pages, "Page") for pages in lists))
        if len(found) > MOST_PAGES:
            raise TooMuch
        for page in found:
            yield self._page(self._part_of(page, place), usual)

    def _part_of(self, element: etree._Element, document: str) -> etree._Element:
        """The part that an element of the document names, from where the document stands."""
        return self._part(_beside(document, element.get("BaseLoc", "")))

    def _part(self, name: str) -> etree._Element:
        """A part of the package. Raises Unreadable when it is missing, and TooMuch."""
        content = self._package.read(name.lstrip("/"))
        if content is None:
            raise damaged(self._name)
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
        """Add what is shown of the objects below an element to a page. Raises TooMuch."""
        for found in root.iter("{*}TextObject", "{*}PathObject", "{*}ImageObject"):
            if _is_hidden(found):
                continue
            place = combined(_place(found), upright)
            kind = etree.QName(found).localname
            if kind == "TextObject":
                self._text(found, made, place)
            elif kind == "PathObject":
                made.strokes += _strokes(found, place)
            else:
                add_picture(made, combined(_picture_box(found), upright))
            if len(made.strokes) > MOST_STROKES:
                raise TooMuch

    def _text(self, found: etree._Element, made: Page, place: Matrix) -> None:
        """Add the characters of a text object to its page. Raises TooMuch."""
        pen = _Pen(place, _number(found.get("Size"), 0.0), _number(found.get("HScale"), 1.0))
        for code in _named(found, "TextCode"):
            pen.x, pen.y = _number(code.get("X"), pen.x), _number(code.get("Y"), pen.y)
            text = (code.text or "").strip("\r\n")
            self._characters += len(text)
            if self._characters > MOST_CHARACTERS:
                raise TooMuch
            across = _distances(code.get("DeltaX"), len(text))
            down = _distances(code.get("DeltaY"), len(text))
            pen.write(made, text, across, down)


@dataclass(slots=True)
class _Pen:
    """Writes the characters of a text object; ``x``, ``y``: where the next one stands, in its own units.

    ``wide`` is how much wider than usual its characters are.
    """

    place: Matrix
    size: float
    wide: float
    x: float = 0.0
    y: float = 0.0

    def write(self, made: Page, text: str, across: Sequence[float], down: Sequence[float]) -> None:
        """Write a text. Where no distances are given the characters stand side by side, as wide as usual."""
        runs_down = bool(down) and not across
        none = [0.0] * len(text)
        for character, right, below in zip(text, across or none, down or none, strict=False):
            room = _breadth(character) * self.size * self.wide
            advance = min(right, room) if right > 0 else room
            _add(made, character, self.place, (self.x, self.y, advance, self.size))
            if not runs_down:
                self.x += right or room
            self.y += below


def _is_hidden(found: etree._Element) -> bool:
    """Whether an object, or what it is part of, is not shown."""
    is_transparent = found.get("Alpha") == "0"
    return is_transparent or any(above.get("Visible") == "false" for above in (found, *found.iterancestors()))


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


def _picture_box(found: etree._Element) -> Matrix:
    """The way from a picture, one unit wide and high, to its place on the page."""
    x, y, width, height = _boundary(found)
    return (width, 0, 0, height, x, y)


def _strokes(found: etree._Element, place: Matrix) -> list[Stroke]:
    """The lines that a path shows: those along it unless ``Stroke`` says no. Raises TooMuch."""
    stroked = found.get("Stroke", "true") != "false"
    filled = found.get("Fill", "false") == "true"
    if not (stroked or filled):
        return []
    pieces = (_outlines(data.text or "", place) for data in _named(found, "AbbreviatedData"))
    return strokes_of_path(chain.from_iterable(pieces), stroked=stroked)


def _outlines(data: str, place: Matrix) -> list[list[Point]]:
    """The pieces of a path, each as its corners; a closed one ends where it began. Curves end a piece."""
    pieces: list[list[Point]] = [[]]
    tokens = iter(_OPERATION.findall(data))
    for token in tokens:
        if token not in _NUMBERS_OF:
            continue  # a number too many
        numbers = [_number(next(tokens, "0"), 0.0) for _ in range(_NUMBERS_OF[token])]
        if token == "L":
            pieces[-1].append(applied(place, numbers[0], numbers[1]))
        elif token == "C":
            pieces[-1] += pieces[-1][:1]
        else:
            pieces.append([applied(place, numbers[-2], numbers[-1])])
    return [piece for piece in pieces if len(piece) > 1]


def _boundary(found: etree._Element) -> tuple[float, float, float, float]:
    """The place of an object on its page: left, top, width and height; nothing for one that is wrong."""
    return _box(found.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)


def _place(found: etree._Element) -> Matrix:
    """The way from an object's own places to those on its page."""
    x, y, _, _ = _boundary(found)
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
