"""Numbers that Word makes by itself, so that “一、” and “（一）” are not lost with them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from intake.blocks import whole_number
from intake.formats.digits import digits
from intake.formats.word.names import P_PR, W, value

ASKED = W + "numPr"
"""The element by which a paragraph or a style asks for a number."""
_DEEPEST = 8  # levels below the first that Word has
_LONGEST_TEXT = 60  # characters of a level's text with its places for numbers; Word takes 31
_LONGEST_NUMBER = 200  # characters of a number made of it
_LARGEST = 10_000
_MOST_ANCESTORS = 20  # styles that one is based on
_NUMBER_ID, _DEPTH, _STYLE = W + "numId", W + "ilvl", W + "pStyle"
_WITHOUT_NUMBER = ("bullet", "none")
_PLACE = re.compile(r"%([1-9])")  # of a level's number in a level's text


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its digits, its text with ``%1`` for a number, its first number.

    ``style`` is the style that goes with it; ``plain``: the numbers of all levels in it are Arabic.
    """

    form: str
    text: str
    start: int
    style: str
    plain: bool


class Numbers:
    """Counts the automatic numbers of a document; ask once for each paragraph, in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._changed: dict[str, dict[int, Level]] = {}  # levels that one number of a list has its own way
        self._restarts: dict[tuple[str, int], int] = {}
        self._restarted: set[tuple[str, int]] = set()
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            self._read_lists(numbering)
            self._read_numbers(numbering)
            if styles is not None:
                self._read_styles(styles)

    @property
    def active(self) -> bool:
        """Whether the document has any lists."""
        return bool(self._levels)

    def next(self, properties: etree._Element | None) -> str:
        """Return the number before a paragraph with these ``w:pPr``, empty for none."""
        if properties is None:
            return ""
        number, depth = self._styles.get(value(properties, _STYLE), ("", 0))
        own = properties.find(ASKED)
        if own is not None:
            number = value(own, _NUMBER_ID) or number
            depth = whole_number(value(own, _DEPTH), depth, _DEEPEST)
        return self._count(number, depth)

    def _count(self, number: str, depth: int) -> str:
        """Count on in a list, at a depth, by one of its numbers; return the text before the paragraph."""
        list_id = self._lists.get(number, "")
        levels = {**self._levels.get(list_id, {}), **self._changed.get(number, {})}
        level = levels.get(depth)
        if level is None or level.form in _WITHOUT_NUMBER:
            return ""
        counts = self._counts.setdefault(list_id, {})
        first = self._restarts.get((number, depth))
        if first is None:
            first = level.start
        else:
            self._restart_once(number, depth, counts)
        counts[depth] = counts.get(depth, first - 1) + 1
        _forget_deeper(counts, depth)
        return _text(level, depth, levels, counts)

    def _restart_once(self, number: str, depth: int, counts: dict[int, int]) -> None:
        if (number, depth) not in self._restarted:
            self._restarted.add((number, depth))
            counts.pop(depth, None)

    # ------------------------------------------------------------------- read

    def _read_lists(self, numbering: etree._Element) -> None:
        """Read the levels of each list; a list may have those of the list that a style is linked with."""
        linked: dict[str, str] = {}
        owners: dict[str, str] = {}
        for abstract in numbering.iter(f"{W}abstractNum"):
            list_id = abstract.get(f"{W}abstractNumId", "")
            self._levels[list_id] = _levels(abstract)
            linked[list_id] = value(abstract, f"{W}numStyleLink")
            owners.setdefault(value(abstract, f"{W}styleLink"), list_id)
        owners.pop("", None)  # lists that no style is linked with
        for list_id, style in linked.items():
            if style in owners:
                self._levels[list_id] = self._levels[owners[style]]

    def _read_numbers(self, numbering: etree._Element) -> None:
        """Read which list each number belongs to, and what it has its own way."""
        for item in numbering.iter(f"{W}num"):
            number = item.get(f"{W}numId", "")
            self._lists[number] = value(item, f"{W}abstractNumId")
            self._changed[number] = _levels(item)
            for change in item.iter(f"{W}lvlOverride"):
                depth = whole_number(change.get(_DEPTH), 0, _DEEPEST)
                if change.find(f"{W}startOverride") is not None:
                    start = whole_number(value(change, f"{W}startOverride"), 1, _LARGEST)
                    self._restarts[number, depth] = start

    def _read_styles(self, styles: etree._Element) -> None:
        """Read the number and level of each style, its own or those of a style that it is based on."""
        above: dict[str, str] = {}
        for style in styles.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            above[name] = value(style, f"{W}basedOn")
            own = style.find(f"{P_PR}/{ASKED}")
            if own is not None:
                self._styles[name] = self._of_style(own, name)
        self._inherit(above)

    def _inherit(self, above: Mapping[str, str]) -> None:
        """Give the styles without a number of their own that of a style above them."""
        for name in above:
            numbered = self._numbered_ancestor(name, above)
            if numbered is not None:
                self._styles[name] = self._styles[numbered]

    def _of_style(self, own: etree._Element, name: str) -> tuple[str, int]:
        """The number and level of a style; without a level its own is the one that names the style."""
        number = value(own, _NUMBER_ID)
        levels = self._levels.get(self._lists.get(number, ""), {})
        named = next((depth for depth, level in levels.items() if level.style == name), 0)
        return number, whole_number(value(own, _DEPTH), named, _DEEPEST)

    def _numbered_ancestor(self, name: str, above: Mapping[str, str]) -> str | None:
        """The nearest style with a number, from a style up; None without one."""
        for _ in range(_MOST_ANCESTORS):
            if name in self._styles:
                return name
            name = above.get(name, "")
        return None


def _forget_deeper(counts: dict[int, int], depth: int) -> None:
    """Levels below one that was counted on begin anew."""
    for deeper in [other for other in counts if other > depth]:
        del counts[deeper]


def _levels(holder: etree._Element) -> dict[int, Level]:
    """The levels of a list, or those that a number of it has its own way."""
    levels = {}
    for item in holder.iter(f"{W}lvl"):
        depth = whole_number(item.get(_DEPTH), 0, _DEEPEST)
        levels[depth] = Level(
            form=value(item, f"{W}numFmt"),
            text=value(item, f"{W}lvlText")[:_LONGEST_TEXT],
            start=whole_number(value(item, f"{W}start"), 1, _LARGEST),
            style=value(item, _STYLE),
            plain=item.find(f"{W}isLgl") is not None,
        )
    return levels


def _text(level: Level, depth: int, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    """The text of a level with the numbers of it and of those above it in their places."""

    def number_at(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        if at > depth or at not in levels:
            return place[0]
        form = "decimal" if level.plain else levels[at].form
        return digits(form, counts.get(at, levels[at].start))

    return _PLACE.sub(number_at, level.text)[:_LONGEST_NUMBER]
