"""Figures that are too long for their cell: set in smaller letters, on one line.

A cell of table four has room for five digits of ten points; what an inspector sees first is a figure
broken over two lines.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from export import tags
from export.package import Package, parse
from export.syntax import step, value

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CELL_FORMAT, _TABLE, _TABLE_FORMAT = f"{_W}tcPr", f"{_W}tbl", f"{_W}tblPr"
_SIZES = (f"{_W}sz", f"{_W}szCs")
_BEHIND_SIZE = tuple(
    f"{_W}{name}"
    for name in ("highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang")
)
_USUAL_SIZE = 20  # half points: Word's own, where nothing names one
_USUAL_MARGIN = 108  # twips: Word's own, left and right
_SMALLEST = 10  # half points
_HALF_POINT = 10  # twips
_SLACK = 0.98  # no office lays out to the last twip
_DIGIT = 0.5  # of a letter's size: the breadth of a digit in the fonts of the template
# In what stands in for them where they are not installed (DejaVu Sans): a figure made smaller fits there too.
_WIDEST_DIGIT = 0.64
_PLACE = "size"  # the target of the processing instruction that keeps the place of a size
_END = "end"  # no figure is called so: their names have dots


@dataclass(frozen=True, slots=True)
class Room:
    """The width of a cell inside its margins, in twips, and the size of its letters, in half points."""

    width: float
    size: int

    def size_of(self, text: str) -> int:
        """Return the size in half points that a figure needs to stay on one line; 0: as it is."""
        if _breadth(text, _DIGIT) * self.size * _HALF_POINT <= self.width:
            return 0
        breadth = _breadth(text, _WIDEST_DIGIT)
        return max(int(self.width * _SLACK / (breadth * _HALF_POINT)), _SMALLEST)


def _breadth(text: str, digit: float) -> float:
    """The breadth of a text in letters of the East, given that of a digit or a sign."""
    return sum(digit if one.isascii() else 1 for one in text)


class Rooms:
    """The rooms of a template's figures, and the places of their sizes in its text."""

    def __init__(self, package: Package) -> None:
        self._styles = _Styles(package)
        self.by_name: dict[str, Room] = {}

    def take(self, tag: tags.Tag) -> None:
        """Keep a place for the size of a figure that stands alone in its cell's paragraph."""
        whole = tags.text(tag.paragraph)
        cell = tag.paragraph.getparent()
        alone = not (whole[: tag.start] + whole[tag.end :]).strip()
        runs = {next(piece.iterancestors(tags.RUN)) for piece in tags.pieces(tag.paragraph) if piece.text}
        if cell is None or cell.tag != tags.CELL or not alone or len(runs) != 1:
            return
        width = cell.find(f"{_CELL_FORMAT}/{_W}tcW")
        if width is None or width.get(f"{_W}type") != "dxa":
            return
        run = runs.pop()
        room = _number(width, "w") - sum(self._styles.margins(cell))
        self.by_name[tag.name] = Room(room, self._styles.size(run, tag.paragraph))
        _keep_place(run, tag.name)

    def put_in(self, document: str) -> str:
        """Return the serialised document with the template text of each size."""
        for name in self.by_name:
            size = value(f'sizes["{name}"]')
            text = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
            own = step(f'if sizes["{name}"]') + text + step("else")
            document = document.replace(f"<?{_PLACE} {name}?>", own)
        return document.replace(f"<?{_PLACE} {_END}?>", step("endif"))

    def sizes(self, figures: Mapping[str, str]) -> dict[str, int]:
        """Return the size of each figure in half points; 0: as the template has it."""
        return {name: room.size_of(figures[name]) for name, room in self.by_name.items()}


def _keep_place(run: etree._Element, name: str) -> None:
    """Put a choice around the run's own size: that of the figure, or the own one."""
    format_ = run.find(tags.RUN_FORMAT)
    if format_ is None:
        format_ = etree.Element(tags.RUN_FORMAT)
        run.insert(0, format_)
    own = [child for child in format_ if child.tag in _SIZES]
    behind = [n for n, child in enumerate(format_) if child.tag in _BEHIND_SIZE]
    first = format_.index(own[0]) if own else behind[0] if behind else len(format_)
    format_.insert(first, etree.ProcessingInstruction(_PLACE, name))
    format_.insert(first + 1 + len(own), etree.ProcessingInstruction(_PLACE, _END))


def _styles_of(package: Package) -> etree._Element:
    """The root of a template's styles, one without any where it has none."""
    for name, content in package.parts.items():
        if name.endswith("/styles.xml"):
            return parse(content)
    return etree.Element(f"{_W}styles")


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{_W}default") == "1"


class _Styles:
    """What a template's styles say of sizes and margins, each with those that it is based on."""

    def __init__(self, package: Package) -> None:
        root = _styles_of(package)
        self._styles = {style.get(f"{_W}styleId", ""): style for style in root.iter(f"{_W}style")}
        default = filter(_is_default, self._styles.values())
        self._defaults = {style.get(f"{_W}type"): style.get(f"{_W}styleId", "") for style in default}
        self._document = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}sz")

    def size(self, run: etree._Element, paragraph: etree._Element) -> int:
        """The size of a run's letters in half points."""
        own = run.find(f"{tags.RUN_FORMAT}/{_W}sz")
        if own is not None:
            return int(_number(own, "val"))
        style = paragraph.find(f"{tags.PARAGRAPH_FORMAT}/{_W}pStyle")
        name = self._defaults.get("paragraph", "") if style is None else style.get(f"{_W}val", "")
        sizes = (one.find(f"{tags.RUN_FORMAT}/{_W}sz") for one in self._chain(name))
        found = next((size for size in sizes if size is not None), self._document)
        return _USUAL_SIZE if found is None else int(_number(found, "val"))

    def margins(self, cell: etree._Element) -> tuple[float, float]:
        """The left and right margin of a cell in twips."""
        table = next(cell.iterancestors(_TABLE))
        style = table.find(f"{_TABLE_FORMAT}/{_W}tblStyle")
        name = self._defaults.get("table", "") if style is None else style.get(f"{_W}val", "")
        places = [cell.find(f"{_CELL_FORMAT}/{_W}tcMar"), table.find(f"{_TABLE_FORMAT}/{_W}tblCellMar")]
        places += [one.find(f"{_TABLE_FORMAT}/{_W}tblCellMar") for one in self._chain(name)]
        return _margin(places, ("left", "start")), _margin(places, ("right", "end"))

    def _chain(self, name: str) -> Iterator[etree._Element]:
        """A style and those it is based on; a circle of them ends."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            yield style
            base = style.find(f"{_W}basedOn")
            name = "" if base is None else base.get(f"{_W}val", "")


def _margin(places: list[etree._Element | None], sides: tuple[str, str]) -> float:
    """The margin that the first of some places names."""
    for place in places:
        for side in sides:
            found = None if place is None else place.find(f"{_W}{side}")
            if found is not None:
                return _number(found, "w")
    return _USUAL_MARGIN


def _number(element: etree._Element, name: str) -> float:
    """An attribute as a number, 0 for what is none: a template may hold anything."""
    try:
        return float(element.get(f"{_W}{name}", ""))
    except ValueError:
        return 0
