"""How the text of a Word file looks in the end, by its styles and by itself: which of it is not seen."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from lxml import etree

from intake.blocks import times
from intake.formats.left_out import SAME_COLOUR, TINY
from intake.formats.looks import AUTO, UNKNOWN, WHITE, alike, over
from intake.formats.tree import around, has
from intake.formats.word import looks
from intake.formats.word.looks import TOGGLES, Look
from intake.formats.word.names import BOX, CELL, NO, P_PR, R_PR, TABLE, P, W, value
from intake.formats.word.numbering import ASKED
from intake.formats.word.table_parts import STRENGTH, Places
from intake.formats.xml import made_of

_DRAWN = tuple(W + name for name in ("drawing", "pict", "object"))
_MOST_ANCESTORS = 20  # styles that one is based on
_PROMPT = "placeholder text"
_NOTHING_SAID = Look()


class _Style:
    """What one style says itself; ``parts`` are those of a table by their names, ``band`` counts rows.

    ``is_default``: paragraphs without a style have it; ``is_prompt``: Word shows prompts of controls in it.
    """

    def __init__(self, style: etree._Element) -> None:
        self.above = value(style, f"{W}basedOn")
        self.look = looks.of_style(style)
        parts = style.iterfind(f"{W}tblStylePr")
        self.parts = {part.get(f"{W}type", ""): looks.of_style(part) for part in parts}
        self.band = times(value(style, f"{W}tblPr/{W}tblStyleRowBandSize"), 100)
        is_default = style.get(f"{W}default") not in (None, *NO)
        self.is_default = is_default and style.get(f"{W}type") == "paragraph"
        self.is_prompt = value(style, f"{W}name").lower() == _PROMPT


class Sheet:
    """The part of styles, which is read and never changed; ``root`` is None where a file has none."""

    def __init__(self, root: etree._Element | None = None) -> None:
        self.root = root

    @cached_property
    def may_hide(self) -> bool:
        """Whether a style hides or strikes out text."""
        return self.root is not None and has(self.root, *looks.HIDING)

    @cached_property
    def telling(self) -> looks.Telling:
        """The elements that tell of sizes and colours."""
        return looks.telling(self.root) if self.root is not None else {}

    @cached_property
    def asks_for_numbers(self) -> bool:
        """Whether a style asks for an automatic number."""
        return self.root is not None and has(self.root, ASKED)

    @cached_property
    def styles(self) -> dict[str, _Style]:
        """Each style by its id."""
        if self.root is None:
            return {}
        return {style.get(f"{W}styleId", ""): _Style(style) for style in self.root.iter(f"{W}style")}

    @cached_property
    def prompts(self) -> frozenset[str]:
        """The styles in which Word shows the prompts of content controls."""
        return frozenset(name for name, style in self.styles.items() if style.is_prompt)

    @cached_property
    def default_paragraph(self) -> str:
        """The style of paragraphs that name none, the last that says so; empty without one."""
        return next((name for name, style in reversed(self.styles.items()) if style.is_default), "")

    @cached_property
    def defaults(self) -> Look:
        """What is said of all runs."""
        if self.root is None:
            return _NOTHING_SAID
        return looks.of_run(self.root.find(f"{W}docDefaults/{W}rPrDefault/{R_PR}"))


def sheet(content: bytes | None, name: str) -> Sheet:
    """Return the part of styles of a file. Raises Unreadable."""
    return made_of(content, name, Sheet) if content is not None else Sheet()


class Styles:
    """The looks of a document's runs, as far as they hide."""

    def __init__(self, of: Sheet) -> None:
        self._styles = of.styles
        self._default_paragraph = of.default_paragraph
        self._defaults = of.defaults
        self._whole: dict[str, Look] = {}
        self._in_cell: dict[etree._Element, Look] = {}
        self._places = Places()

    def _of(self, name: str) -> Look:
        """What a style says together with those it is based on; the nearest that says anything counts."""
        if name not in self._whole:
            self._whole[name] = looks.nearest(self._styles[style].look for style in self._chain(name))
        return self._whole[name]

    def _chain(self, name: str) -> Iterator[str]:
        """A style and those it is based on, the nearest first."""
        for _ in range(_MOST_ANCESTORS):
            if name not in self._styles:
                return
            yield name
            name = self._styles[name].above

    def why_unseen(self, run: etree._Element) -> str:
        """Return why a run is not seen, in Chinese; empty when it is.

        Of what run, styles and table say of sizes and colours the nearest counts.
        """
        own = run.find(R_PR)
        paragraph = around(run, P)
        direct = looks.of_run(own)
        by_character = self._of(value(own, f"{W}rStyle"))
        by_paragraph = self._of_paragraph(paragraph)
        by_table = self._of_table(paragraph)
        by_styles = (by_character, by_paragraph, by_table)
        toggled = self._toggled(direct, by_styles)
        if toggled:
            return toggled
        letters = looks.nearest((direct, *by_styles, self._defaults))
        lines = looks.nearest((_of_itself(paragraph), by_paragraph, by_table))
        if letters.tiny or lines.flat:
            return TINY
        if letters.colour in ("", AUTO, UNKNOWN):
            return ""
        ground = self._ground(letters, paragraph, by_paragraph)
        return SAME_COLOUR if alike(letters.colour, ground) else ""

    def _toggled(self, direct: Look, by_styles: Sequence[Look]) -> str:
        """What text is to which one of Word's toggles is on, empty for none.

        What a run says itself counts; else it is on when an odd number of its styles say so.
        """
        for name, what in TOGGLES.items():
            said: bool | None = getattr(direct, name)
            if said is None:
                times = sum(getattr(style, name) is True for style in by_styles)
                said = times % 2 == 1 or getattr(self._defaults, name)
            if said:
                return what
        return ""

    def _of_paragraph(self, paragraph: etree._Element | None) -> Look:
        properties = paragraph.find(P_PR) if paragraph is not None else None
        return self._of(value(properties, f"{W}pStyle") or self._default_paragraph)

    # -------------------------------------------------------------- grounds

    def _ground(self, letters: Look, paragraph: etree._Element | None, by_paragraph: Look) -> str:
        """The colour right behind letters: the first that covers what is behind it."""
        if paragraph is None or has(paragraph, *_DRAWN):
            return UNKNOWN
        for ground in self._grounds(letters, paragraph, by_paragraph):
            if ground not in ("", AUTO):
                return ground
        return UNKNOWN

    def _grounds(self, letters: Look, paragraph: etree._Element, by_paragraph: Look) -> Iterator[str]:
        """The grounds behind letters: their own, the paragraph's, the cells' around, the page's."""
        yield letters.ground
        yield over(_of_itself(paragraph), by_paragraph).around
        for above in paragraph.iterancestors(CELL, BOX):
            if above.tag == BOX:  # what a shape is filled with is not looked for
                yield UNKNOWN
            yield self._cell_ground(above)
        yield _page_ground(paragraph)

    def _cell_ground(self, cell: etree._Element) -> str:
        table = around(cell, TABLE)
        own = looks.shade_in(cell.find(f"{W}tcPr"))
        of_table = looks.shade_in(table.find(f"{W}tblPr")) if table is not None else ""
        return own or self._by_table(cell).around or of_table

    # --------------------------------------------------------------- tables

    def _of_table(self, paragraph: etree._Element | None) -> Look:
        """What the style of the table around says of its text."""
        cell = around(paragraph, CELL) if paragraph is not None else None
        return self._by_table(cell) if cell is not None else _NOTHING_SAID

    def _by_table(self, cell: etree._Element) -> Look:
        if cell not in self._in_cell:
            self._in_cell[cell] = self._made_by_table(cell)
        return self._in_cell[cell]

    def _made_by_table(self, cell: etree._Element) -> Look:
        table = around(cell, TABLE)
        properties = table.find(f"{W}tblPr") if table is not None else None
        name = value(properties, f"{W}tblStyle")
        if name not in self._styles:
            return _NOTHING_SAID
        said = [self._of(name)]
        parts = self._parts_of(name)
        inside = self._places.of(cell, self._styles[name].band) if parts else frozenset()
        for part in STRENGTH:
            if part in inside and part in parts:
                said.insert(0, parts[part])
        return looks.nearest(said)

    def _parts_of(self, name: str) -> dict[str, Look]:
        """What a table's style says of parts, with what those say that it is based on."""
        parts: dict[str, Look] = {}
        for style in self._chain(name):
            for part, look in self._styles[style].parts.items():
                parts[part] = over(parts.get(part, _NOTHING_SAID), look)
        return parts


def _of_itself(paragraph: etree._Element | None) -> Look:
    return looks.of_paragraph(paragraph.find(P_PR) if paragraph is not None else None)


def _page_ground(element: etree._Element) -> str:
    page = element.getroottree().getroot().find(f"{W}background")
    return page.get(f"{W}color", UNKNOWN) if page is not None else WHITE
