"""How the text of a Word file looks in the end, by its styles and by itself: which of it is not seen.

Asked only of files that may hide anything at all: most do not.
"""

from collections.abc import Iterator

from lxml import etree

from intake.blocks import whole_number
from intake.formats.word import looks
from intake.formats.word.looks import AUTO, NO, TOGGLES, UNKNOWN, WHITE, Look
from intake.formats.word.numbering import W

_P, _P_PR, _R_PR, _TBL, _TR, _TC, _VAL = (W + name for name in ("p", "pPr", "rPr", "tbl", "tr", "tc", "val"))
_BOX = W + "txbxContent"
_DRAWN = tuple(W + name for name in ("drawing", "pict", "object"))
_MOST_ANCESTORS = 20  # styles that one is based on
_TINY, _SAME_COLOUR = "看不见的小字", "与底色同色的文字"
MARKS = tuple(W + name for name in TOGGLES)
"""The properties that hide a run or strike it out."""
PROMPT_STYLE = "placeholder text"
"""The name, in small letters, of the style in which Word shows the prompts of content controls."""

# The parts of a table that a table's style may speak of, the weakest first, with their bits in ``tblLook``.
_BITS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100}
_BITS |= {"noHBand": 0x200, "noVBand": 0x400}
_STRENGTH = (
    *("wholeTable", "band1Vert", "band2Vert", "band1Horz", "band2Horz", "firstRow", "lastRow"),
    *("firstCol", "lastCol", "neCell", "nwCell", "seCell", "swCell"),
)


class _Style:
    """What one style says itself; ``parts`` are those of a table by their names."""

    def __init__(self, style: etree._Element) -> None:
        based = style.find(f"{W}basedOn")
        band = style.find(f"{W}tblPr/{W}tblStyleRowBandSize")
        self.above = based.get(_VAL, "") if based is not None else ""
        self.look = _look(style)
        self.parts = {part.get(f"{W}type", ""): _look(part) for part in style.iterfind(f"{W}tblStylePr")}
        self.band = max(whole_number(band.get(_VAL), 1, 100), 1) if band is not None else 1


def _look(style: etree._Element) -> Look:
    """What a style, or what it says of a part of a table, says together."""
    said = looks.of_run(style.find(_R_PR)).over(looks.of_paragraph(style.find(_P_PR)))
    cell = looks.shade_in(style.find(f"{W}tcPr")) or looks.shade_in(style.find(f"{W}tblPr"))
    hidden = style.find(f"{W}trPr/{W}hidden")
    is_hidden = hidden is not None and hidden.get(_VAL) not in NO
    return Look({"vanish": True} if is_hidden else {}, around=cell).over(said)


class Styles:
    """The styles of a file as far as they hide; without a styles part none does."""

    def __init__(self, styles: etree._Element | None = None) -> None:
        self._styles: dict[str, _Style] = {}
        self._whole: dict[str, Look] = {}
        self._in_cell: dict[etree._Element, Look] = {}
        self._rows: dict[etree._Element, list[etree._Element]] = {}
        self._default_paragraph = ""
        self._defaults = Look()
        self.prompts: set[str] = set()
        if styles is not None:
            self._read(styles)

    def _read(self, styles: etree._Element) -> None:
        defaults = styles.find(f"{W}docDefaults")
        if defaults is not None:
            run = defaults.find(f"{W}rPrDefault/{_R_PR}")
            self._defaults = looks.of_run(run)
        for style in styles.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            shown_as = style.find(f"{W}name")
            self._styles[name] = _Style(style)
            is_default = style.get(f"{W}default") not in (None, *NO)
            if is_default and style.get(f"{W}type") == "paragraph":
                self._default_paragraph = name
            if shown_as is not None and shown_as.get(_VAL, "").lower() == PROMPT_STYLE:
                self.prompts.add(name)

    def _of(self, name: str) -> Look:
        """What a style says together with those it is based on; the nearest that says anything counts."""
        if name not in self._whole:
            self._whole[name] = looks.nearest(self._styles[style].look for style in self._chain(name))
        return self._whole[name]

    def _chain(self, name: str) -> Iterator[str]:
        for _ in range(_MOST_ANCESTORS):
            if name not in self._styles:
                return
            yield name
            name = self._styles[name].above

    def why_unseen(self, run: etree._Element) -> str:
        """Return why a run is not seen, in Chinese; empty when it is.

        What the run says itself counts; else a property is on when an odd number of its styles (table,
        paragraph, character) say so, as Word's toggles work; of sizes and colours the nearest counts.
        """
        own = run.find(_R_PR)
        paragraph = next(run.iterancestors(_P), None)
        direct = looks.of_run(own)
        by_character, by_paragraph = self._of(_style_of(own, "rStyle")), self._of_paragraph(paragraph)
        by_table = self._of_table(paragraph)
        by_styles = (by_character, by_paragraph, by_table)
        for name, what in TOGGLES.items():
            toggled = sum(style.toggles.get(name, False) for style in by_styles) % 2 == 1
            if direct.toggles.get(name, toggled or self._defaults.toggles.get(name, False)):
                return what
        letters = looks.nearest((direct, *by_styles, self._defaults))
        lines = looks.nearest((_of_itself(paragraph), by_paragraph, by_table))
        if letters.tiny or lines.flat:
            return _TINY
        if letters.colour in ("", AUTO, UNKNOWN):
            return ""
        ground = self._ground(letters, paragraph, by_paragraph)
        return _SAME_COLOUR if looks.alike(letters.colour, ground) else ""

    def _of_paragraph(self, paragraph: etree._Element | None) -> Look:
        properties = paragraph.find(_P_PR) if paragraph is not None else None
        return self._of(_style_of(properties, "pStyle") or self._default_paragraph)

    # -------------------------------------------------------------- grounds

    def _ground(self, letters: Look, paragraph: etree._Element | None, by_paragraph: Look) -> str:
        """The colour right behind letters: their own ground's, the paragraph's, the cell's, the page's."""
        if paragraph is None or next(paragraph.iter(*_DRAWN), None) is not None:
            return UNKNOWN
        grounds = [letters.ground, _of_itself(paragraph).around or by_paragraph.around]
        for above in paragraph.iterancestors(_TC, _BOX):
            if above.tag == _BOX:  # what a shape is filled with is not looked for
                return next((ground for ground in grounds if _covers(ground)), UNKNOWN)
            grounds.append(self._cell_ground(above))
        return next((ground for ground in grounds if _covers(ground)), self._page_ground(paragraph))

    def _cell_ground(self, cell: etree._Element) -> str:
        table = next(cell.iterancestors(_TBL), None)
        own = looks.shade_in(cell.find(f"{W}tcPr"))
        of_table = looks.shade_in(table.find(f"{W}tblPr")) if table is not None else ""
        return own or self._by_table(cell).around or of_table

    def _page_ground(self, element: etree._Element) -> str:
        page = element.getroottree().getroot().find(f"{W}background")
        return page.get(f"{W}color", UNKNOWN) if page is not None else WHITE

    # --------------------------------------------------------------- tables

    def _of_table(self, paragraph: etree._Element | None) -> Look:
        """What the style of the table around says of its text."""
        cell = next(paragraph.iterancestors(_TC), None) if paragraph is not None else None
        return self._by_table(cell) if cell is not None else Look()

    def _by_table(self, cell: etree._Element) -> Look:
        if cell not in self._in_cell:
            self._in_cell[cell] = self._made_by_table(cell)
        return self._in_cell[cell]

    def _made_by_table(self, cell: etree._Element) -> Look:
        row, table = next(cell.iterancestors(_TR), None), next(cell.iterancestors(_TBL), None)
        properties = table.find(f"{W}tblPr") if table is not None else None
        name = _style_of(properties, "tblStyle")
        if table is None or row is None or name not in self._styles:
            return Look()
        parts = self._parts_of(name)
        if not parts:
            return self._of(name)
        inside = self._where(cell, row, table, self._styles[name].band)
        said = (parts[part] for part in reversed(_STRENGTH) if part in inside and part in parts)
        return looks.nearest((*said, self._of(name)))

    def _parts_of(self, name: str) -> dict[str, Look]:
        """What a table's style says of parts, with what those say that it is based on."""
        parts: dict[str, Look] = {}
        for style in self._chain(name):
            for part, look in self._styles[style].parts.items():
                parts[part] = parts.get(part, Look()).over(look)
        return parts

    def _where(
        self, cell: etree._Element, row: etree._Element, table: etree._Element, band: int
    ) -> frozenset[str]:
        """The names of the parts of its table in which a cell stands, as far as they are looked after."""
        if table not in self._rows:
            own = (one for one in table.iter(_TR) if next(one.iterancestors(_TBL)) is table)
            self._rows[table] = list(own)
        rows, cells = self._rows[table], list(row.iterchildren(_TC))
        asked = _asked(table)
        at, column = rows.index(row), cells.index(cell) if cell in cells else 0
        top, bottom = asked["firstRow"] and at == 0, asked["lastRow"] and row is rows[-1]
        left = asked["firstColumn"] and column == 0
        right = asked["lastColumn"] and column == len(cells) - 1
        row_band = (at - asked["firstRow"]) // band % 2 + 1
        column_band = (column - asked["firstColumn"]) % 2 + 1
        stands = {
            "wholeTable": True,
            f"band{column_band}Vert": not (asked["noVBand"] or left or right),
            f"band{row_band}Horz": not (asked["noHBand"] or top or bottom),
            **{"firstRow": top, "lastRow": bottom, "firstCol": left, "lastCol": right},
            **{"neCell": top and right, "nwCell": top and left},
            **{"seCell": bottom and right, "swCell": bottom and left},
        }
        return frozenset(part for part, is_there in stands.items() if is_there)


def _asked(table: etree._Element) -> dict[str, bool]:
    """Which parts of a table its style may look after; older files say it as bits."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return dict.fromkeys(_BITS, False)
    try:
        bits = int(look.get(_VAL, "0"), 16)
    except ValueError:
        bits = 0
    said = {name: look.get(W + name) for name in _BITS}
    return {name: bool(bits & _BITS[name]) if own is None else own not in NO for name, own in said.items()}


def _of_itself(paragraph: etree._Element | None) -> Look:
    return looks.of_paragraph(paragraph.find(_P_PR) if paragraph is not None else None)


def _covers(ground: str) -> bool:
    """Whether a ground lets nothing of what is behind it be seen."""
    return ground not in ("", AUTO)


def _style_of(properties: etree._Element | None, name: str) -> str:
    """The style that properties name."""
    found = properties.find(W + name) if properties is not None else None
    return found.get(_VAL, "") if found is not None else ""
