"""Numbers that an open document's lists make by themselves: “一、” and “（一）” are not lost with them."""

from lxml import etree
from msgspec import Struct

from intake.blocks import whole_number
from intake.formats.digits import digits
from intake.formats.opendocument.names import STYLE, STYLE_NAME, TEXT

_DEEPEST = 10
_LARGEST = 10_000
_LONGEST_SIGN = 20  # characters before and behind a number
_NUMBER = TEXT + "list-level-style-number"
_LEVELS = (_NUMBER, TEXT + "outline-level-style")
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
            for style in part.iter(TEXT + "list-style", TEXT + "outline-style"):
                is_outline = style.tag == TEXT + "outline-style"
                name = OUTLINE if is_outline else style.get(STYLE + "name", "")
                levels = (_level(level) for level in style if level.tag in _LEVELS)
                self._levels[name] = dict(levels)

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
        level = levels[depth]
        counts += [levels[at].start - 1 if at in levels else 0 for at in range(len(counts) + 1, depth + 1)]
        del counts[depth:]
        counts[-1] = whole_number(start, counts[-1] + 1, _LARGEST)
        if not level.form:
            return ""
        above = (at for at in range(max(depth - level.shown, 0), depth) if at + 1 in levels)
        made = ".".join(digits(levels[at + 1].form or "decimal", max(counts[at], 1)) for at in above)
        return f"{level.before}{made}{level.behind}"


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
