"""Numbers that an open document's lists make by themselves: “一、” and “（一）” are not lost with them."""

from collections.abc import Mapping

from lxml import etree
from msgspec import Struct

from intake.blocks import whole_number
from intake.formats.digits import digits
from intake.formats.opendocument.names import STYLE, STYLE_NAME, TEXT

_DEEPEST = 10
_LARGEST = 10_000
_LONGEST_SIGN = 20  # characters before and behind a number
_STYLE, _OUTLINE = TEXT + "list-style", TEXT + "outline-style"
_LEVELS = (TEXT + "list-level-style-number", TEXT + "outline-level-style")
# The first of a kind's signs stands for all of them.
_FORMS = {
    **{"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"},
    **{"一": "chineseCounting", "壹": "chineseLegalSimplified", "①": "decimalEnclosedCircle"},
    **{"甲": "ideographTraditional", "子": "ideographZodiac", "１": "decimalFullWidth"},
}
OUTLINE = "\0"
"""The name of the list that headings make."""


class _Level(Struct, frozen=True):
    """One level of a list: its digits, what stands before and behind, its first number, levels shown."""

    form: str
    before: str
    behind: str
    start: int
    shown: int


class Lists:
    """Counts the numbers of a document's lists; ask once for each item, in order."""

    def __init__(self, *parts: etree._Element) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, list[int]] = {}
        for part in parts:
            for style in part.iter(_STYLE, _OUTLINE):
                name = OUTLINE if style.tag == _OUTLINE else style.get(STYLE + "name", "")
                self._levels[name] = dict(map(_level, style.iterchildren(*_LEVELS)))

    def begin(self, counter: str) -> None:
        """Begin a list anew."""
        self._counts.pop(counter, None)

    def next(self, style: str, counter: str, depth: int, start: str | None = None) -> str:
        """Return the number of the next item, ``depth`` from 1 on, empty for none.

        ``counter`` is what is counted together, ``start`` the number that the item is to have.
        """
        levels = self._levels.get(style, {})
        if depth > _DEEPEST or depth not in levels:
            return ""
        counts = self._counts.setdefault(counter, [])
        _go_to(depth, counts, levels)
        counts[-1] = whole_number(start, counts[-1] + 1, _LARGEST)
        level = levels[depth]
        if not level.form:
            return ""
        first_shown = max(depth - level.shown, 0) + 1
        shown = (_written(levels[at], counts[at - 1]) for at in range(first_shown, depth + 1) if at in levels)
        return f"{level.before}{'.'.join(shown)}{level.behind}"


def _written(level: _Level, count: int) -> str:
    """A level's number among those of the levels above and below it."""
    return digits(level.form or "decimal", max(count, 1))


def _go_to(depth: int, counts: list[int], levels: Mapping[int, _Level]) -> None:
    """Begin the counts down to a depth that have not begun, and drop those of deeper levels."""
    for at in range(len(counts) + 1, depth + 1):
        counts.append(levels[at].start - 1 if at in levels else 0)
    del counts[depth:]


def _level(level: etree._Element) -> tuple[int, _Level]:
    said = level.get(STYLE + "num-format", "")
    form = _FORMS.get(said[:1], "decimal" if said else "")
    before, behind = (level.get(STYLE + name, "")[:_LONGEST_SIGN] for name in ("num-prefix", "num-suffix"))
    start = whole_number(level.get(TEXT + "start-value"), 1, _LARGEST)
    shown = whole_number(level.get(TEXT + "display-levels"), 1, _DEEPEST)
    depth = whole_number(level.get(TEXT + "level"), 1, _DEEPEST)
    return depth, _Level(form, before, behind, start, shown)


def style_of(element: etree._Element) -> str:
    """Return the style that a list names."""
    return element.get(STYLE_NAME, "")
