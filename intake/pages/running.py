"""What printing sets on each page around the text: page numbers, heads and feet."""

import re
from collections import Counter
from collections.abc import Sequence

from intake.blocks import Aside
from intake.pages.lines import Line
from intake.texts.furniture import is_page_number

_MARGIN = 0.12  # of the page's height, at its top and at its bottom
_SAME_HEIGHT = 4.0  # points
_NUMBER_ALONE = re.compile(
    r"[-—–―·~•|/ ]*\d{1,3}(?: ?/ ?\d{1,3})?[-—–―·~•|/ ]*|[Pp]age ?\d{1,3}(?: ?of ?\d{1,3})?"
)
_DIGITS = re.compile(r"\d+")
_FEWEST = 2  # pages on which a line must stand again to be a head or a foot


def without(
    pages: Sequence[Sequence[Line]], heights: Sequence[float]
) -> tuple[list[list[Line]], list[Aside]]:
    """Return each page's lines without heads, feet and page numbers, and the heads and feet to be told."""
    repeated = _repeated(pages, heights)
    told: dict[Aside, None] = {}
    kept: list[list[Line]] = []
    for lines, height in zip(pages, heights, strict=True):
        body: list[Line] = []
        for number, line in enumerate(lines):
            is_outermost = number in (0, len(lines) - 1)
            if is_outermost and _is_page_number(line, height):
                continue
            if _key(line, height) in repeated:
                what = "页眉" if line.base < height / 2 else "页脚"
                told[Aside(what, line.text, on_pages=True)] = None
                continue
            body.append(line)
        kept.append(body)
    return kept, _each_once(told)


def _is_page_number(line: Line, height: float) -> bool:
    """Whether a line at a page's end is a number, perhaps with signs around it."""
    is_number = is_page_number(line.text) or _NUMBER_ALONE.fullmatch(line.text) is not None
    return is_number and _in_margin(line, height)


def _in_margin(line: Line, height: float) -> bool:
    return line.base < _MARGIN * height or line.base > (1 - _MARGIN) * height


_Key = tuple[str, int]


def _key(line: Line, height: float) -> _Key | None:
    """What makes lines of several pages the same head or foot: words and height, not the page's number."""
    words = _DIGITS.sub("", line.text).strip()
    if not words or not _in_margin(line, height):
        return None
    return words, round(line.base / _SAME_HEIGHT)


def _repeated(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[_Key | None]:
    """The heads and feet, as those lines that stand on several pages."""
    on_pages = Counter[_Key | None]()
    for lines, height in zip(pages, heights, strict=True):
        keys = {_key(line, height) for line in lines}
        on_pages.update(keys)
    del on_pages[None]  # the lines of the text
    return {key for key, count in on_pages.items() if count >= _FEWEST}


def _each_once(told: dict[Aside, None]) -> list[Aside]:
    """Feet that differ in the page's number alone are one."""
    first: dict[tuple[str, str], Aside] = {}
    for aside in told:
        first.setdefault((aside.what, _DIGITS.sub("", aside.text)), aside)
    return list(first.values())
