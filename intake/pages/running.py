"""What printing sets on each page around the text: page numbers, heads and feet."""

import re
from collections import defaultdict
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
            ends = number in (0, len(lines) - 1)
            if ends and _in_margin(line, height) and _is_number(line.text):
                continue
            if _key(line, height) in repeated:
                what = "页眉" if line.base < height / 2 else "页脚"
                told[Aside(what, line.text, on_pages=True)] = None
                continue
            body.append(line)
        kept.append(body)
    return kept, _each_once(told)


def _is_number(text: str) -> bool:
    return is_page_number(text) or _NUMBER_ALONE.fullmatch(text) is not None


def _in_margin(line: Line, height: float) -> bool:
    return line.base < _MARGIN * height or line.base > (1 - _MARGIN) * height


def _key(line: Line, height: float) -> tuple[str, int] | None:
    """What makes lines of several pages the same head or foot: words and height, not the page's number."""
    words = _DIGITS.sub("", line.text).strip()
    if not words or not _in_margin(line, height):
        return None
    return words, round(line.base / _SAME_HEIGHT)


def _repeated(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[tuple[str, int]]:
    on_pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for line in lines:
            key = _key(line, height)
            if key is not None:
                on_pages[key].add(number)
    return {key for key, found in on_pages.items() if len(found) >= _FEWEST}


def _each_once(told: dict[Aside, None]) -> list[Aside]:
    """Feet that differ in the page's number alone are one."""
    first: dict[tuple[str, str], Aside] = {}
    for aside in told:
        first.setdefault((aside.what, _DIGITS.sub("", aside.text)), aside)
    return list(first.values())
