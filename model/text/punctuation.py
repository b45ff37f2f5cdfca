"""The usual slips of punctuation in Chinese text, found and offered; nothing changes by itself.

Figures (1,234), web addresses, English and live figures are left alone.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache

import msgspec

from model.chinese.numerals import COUNTING
from model.text.stretches import without_overlaps


class SlipKind(Enum):
    """What is wrong."""

    HALF_WIDTH = "half_width"
    BRACKETS = "brackets"
    QUOTES = "quotes"
    DOUBLED = "doubled"
    BLANK = "blank"
    UNPAIRED = "unpaired"
    WRONG_WORD = "wrong_word"
    DOUBTFUL_WORD = "doubtful_word"
    STYLE = "style"
    TWICE = "twice"


class Slip(msgspec.Struct, frozen=True):
    """Characters ``start`` to ``end`` of a paragraph, and what should stand there.

    ``replacement`` is None where only a person can tell (an unpaired bracket).
    """

    kind: SlipKind
    start: int
    end: int
    replacement: str | None


_HAN = "\u3400-\u4dbf\u4e00-\u9fff々〇"
_WIDE = f"{_HAN}，。、；：？！（）《》〈〉【】〔〕“”‘’"
_PROTECTED = re.compile(
    r"\{\{[^{}\n]*\}\}|(?:https?://|www\.)[\w./?=&%:#~+-]+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+", re.ASCII
)
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}
_MARK = re.compile(r"(?:(?<![ \u00a0])[ \u00a0]+)?[,;:?!.][ \u00a0]*")
_DOUBLED = re.compile(r"([，、；：])\1+|[，、；：]?。(?:[，、；：]?。)+|[，、；]。")
_BLANK = re.compile(rf"(?<=[{_WIDE}])[ \t\u00a0\u3000]+(?=[{_WIDE}])")
_BRACKETS = {"（": "）", "(": "）", "《": "》", "〈": "〉", "【": "】", "〔": "〕", "“": "”", "‘": "’"}
_CLOSING = {"）": "）", ")": "）", "》": "》", "〉": "〉", "】": "】", "〕": "〕", "”": "”", "’": "’"}
_ITEM = re.compile(f"[0-9０-９a-zA-Z{COUNTING}]{{1,2}}")
_BEFORE_ITEM = tuple("；;，,。：:、")
_INDENT = 20  # blanks before an item's number, at most
_ENDS_WORD = frozenset("%)]}")  # what may stand before a mark as a letter or a digit does
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
_WIDE_CHARACTER = re.compile(f"[{_WIDE}]")


@lru_cache(maxsize=512)  # the window counts the slips of a whole text at each keystroke
def slips(paragraph: str) -> tuple[Slip, ...]:
    """Return the slips of a paragraph in order; none overlaps another."""
    found = [*_doubled(paragraph), *_half_width(paragraph), *_pairs(paragraph), *_quotes(paragraph)]
    found += [Slip(SlipKind.BLANK, blank.start(), blank.end(), "") for blank in _BLANK.finditer(paragraph)]
    longest_first = sorted(found, key=lambda slip: (slip.start, -slip.end))
    protected = deque(match.span() for match in _PROTECTED.finditer(paragraph))
    return tuple(without_overlaps(slip for slip in longest_first if not _touches(slip, protected)))


def _touches(slip: Slip, spans: deque[tuple[int, int]]) -> bool:
    """Whether a slip lies in one of some spans, which are given up as the slips go past them in order."""
    while spans and spans[0][1] <= slip.start:
        spans.popleft()
    return bool(spans) and spans[0][0] < slip.end


def corrected(paragraph: str, chosen: Iterable[Slip]) -> str:
    """Return a paragraph with some of its slips put right."""
    for slip in sorted(chosen, key=lambda item: item.start, reverse=True):
        if slip.replacement is not None:
            paragraph = paragraph[: slip.start] + slip.replacement + paragraph[slip.end :]
    return paragraph


def _doubled(text: str) -> Iterator[Slip]:
    for match in _DOUBLED.finditer(text):
        yield Slip(SlipKind.DOUBLED, match.start(), match.end(), match[0][-1])


def _half_width(text: str) -> Iterator[Slip]:
    for match in _MARK.finditer(text):
        mark = match[0].strip()
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        if _is_chinese_here(mark, before, after):
            yield Slip(SlipKind.HALF_WIDTH, match.start(), match.end(), _FULL[mark])


def _is_chinese_here(mark: str, before: str, after: str) -> bool:
    """Whether a half-width mark between two characters should be a Chinese one.

    A full stop stands behind Chinese only: “1.加强” and “v2.” are right.
    """
    is_wide_before = _WIDE_CHARACTER.match(before) is not None
    is_wide_after = _WIDE_CHARACTER.match(after) is not None
    if mark == ".":
        ends_or_goes_on = not after or is_wide_after
        return is_wide_before and ends_or_goes_on
    ends_word = before.isalnum() or before in _ENDS_WORD
    return is_wide_before or (is_wide_after and ends_word)


def _pairs(text: str) -> Iterator[Slip]:
    """Half-width brackets around Chinese, and brackets without their other half."""
    open_: list[int] = []  # places
    waiting: Counter[str] = Counter()  # closing halves, by how many open ones want them
    for place, character in enumerate(text):
        if character in _BRACKETS:
            open_.append(place)
            waiting[_BRACKETS[character]] += 1
        elif character in _CLOSING:
            yield from _closed(text, open_, waiting, place)
    for place in open_:
        yield Slip(SlipKind.UNPAIRED, place, place + 1, None)


def _closed(text: str, open_: list[int], waiting: Counter[str], place: int) -> Iterator[Slip]:
    """Take the bracket off ``open_`` that is closed at a place; those opened behind it are never closed."""
    wanted = _CLOSING[text[place]]
    if not waiting[wanted]:
        if not _numbers_item(text, place):
            yield Slip(SlipKind.UNPAIRED, place, place + 1, None)
        return
    while _BRACKETS[text[open_[-1]]] != wanted:
        lost = open_.pop()
        waiting[_BRACKETS[text[lost]]] -= 1
        yield Slip(SlipKind.UNPAIRED, lost, lost + 1, None)
    waiting[wanted] -= 1
    yield from _narrow(text, open_.pop(), place)


def _narrow(text: str, start: int, end: int) -> Iterator[Slip]:
    """Half-width brackets, where they hold Chinese, stand behind it, or have a full-width other half."""
    is_mixed = text[start] in "（(" and (text[start] == "(") != (text[end] == ")")
    is_behind_chinese = start > 0 and _WIDE_CHARACTER.match(text[start - 1]) is not None
    holds_chinese = _HAN_CHARACTER.search(text, start, end) is not None
    if not (is_mixed or is_behind_chinese or holds_chinese):
        return
    for place in (start, end):
        if text[place] in "()":
            yield Slip(SlipKind.BRACKETS, place, place + 1, _FULL[text[place]])


def _numbers_item(text: str, place: int) -> bool:
    """Whether a closing bracket stands behind an item's number that opens a line, as in “1）”."""
    for start in (place - 1, place - 2):
        if start < 0 or not _ITEM.fullmatch(text, start, place):
            continue
        before = text[max(start - _INDENT, 0) : start]
        said = before.rstrip()
        at_line = "\n" in before[len(said) :] or (not said and start <= _INDENT)
        if at_line or said.endswith(_BEFORE_ITEM):
            return True
    return False


def _quotes(text: str) -> Iterator[Slip]:
    """Half-width quotation marks around Chinese."""
    yield from _quoted(text, _places(text, '"'), "“”")
    # An apostrophe of an English word is no quotation mark.
    single = [at for at in _places(text, "'") if _is_at_chinese(text, at, at)]
    yield from _quoted(text, single, "‘’")


def _places(text: str, mark: str) -> list[int]:
    return [at for at, character in enumerate(text) if character == mark]


def _quoted(text: str, places: list[int], pair: str) -> Iterator[Slip]:
    """Marks by twos, of which the last one may have no other half."""
    if len(places) % 2:
        last = places.pop()
        yield Slip(SlipKind.UNPAIRED, last, last + 1, None)
    for start, end in zip(places[::2], places[1::2], strict=True):
        if _is_at_chinese(text, start, end):
            yield Slip(SlipKind.QUOTES, start, start + 1, pair[0])
            yield Slip(SlipKind.QUOTES, end, end + 1, pair[1])


def _is_at_chinese(text: str, start: int, end: int) -> bool:
    """Whether there is Chinese from the character before a stretch to the one behind it."""
    return _HAN_CHARACTER.search(text, max(start - 1, 0), end + 2) is not None
