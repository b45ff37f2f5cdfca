"""The usual slips of punctuation in Chinese text, found and offered; nothing changes by itself.

Figures (1,234), web addresses, English and live figures are left alone.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from model.chinese.numerals import COUNTING


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


@dataclass(frozen=True, slots=True)
class Slip:
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
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
_WIDE_CHARACTER = re.compile(f"[{_WIDE}]")


@lru_cache(maxsize=512)  # the window counts the slips of a whole text at each keystroke
def slips(paragraph: str) -> tuple[Slip, ...]:
    """Return the slips of a paragraph in order; none overlaps another."""
    protected = deque(match.span() for match in _PROTECTED.finditer(paragraph))
    found = [*_doubled(paragraph), *_half_width(paragraph), *_pairs(paragraph), *_quotes(paragraph)]
    found += [Slip(SlipKind.BLANK, m.start(), m.end(), "") for m in _BLANK.finditer(paragraph)]
    kept: list[Slip] = []
    for slip in sorted(found, key=lambda item: (item.start, -item.end)):
        while protected and protected[0][1] <= slip.start:
            protected.popleft()  # slips come in order, so none after this one lies in it
        inside = bool(protected) and protected[0][0] < slip.end
        if not inside and (not kept or slip.start >= kept[-1].end):
            kept.append(slip)
    return tuple(kept)


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
    """Whether a half-width mark between two characters should be a Chinese one."""
    wide_before = bool(before and _WIDE_CHARACTER.match(before))
    wide_after = bool(after and _WIDE_CHARACTER.match(after))
    if mark == ".":  # “1.加强” and “v2.” are right: a full stop stands behind Chinese only
        return wide_before and (wide_after or not after)
    if not before:
        return False
    return wide_before or (wide_after and (before.isalnum() or before in "%)]}"))


def _pairs(text: str) -> Iterator[Slip]:
    """Half-width brackets around Chinese, and brackets without their other half."""
    open_: list[tuple[int, str]] = []
    waiting: Counter[str] = Counter()  # closing halves by how many opening ones want them
    for place, character in enumerate(text):
        if character in _BRACKETS:
            open_.append((place, character))
            waiting[_BRACKETS[character]] += 1
        elif character in _CLOSING:
            wanted = _CLOSING[character]
            if waiting[wanted]:
                while _BRACKETS[open_[-1][1]] != wanted:
                    lost, mark = open_.pop()
                    waiting[_BRACKETS[mark]] -= 1
                    yield Slip(SlipKind.UNPAIRED, lost, lost + 1, None)
                waiting[wanted] -= 1
                yield from _narrow(text, open_.pop()[0], place)
            elif not _numbers_item(text, place):
                yield Slip(SlipKind.UNPAIRED, place, place + 1, None)
    for place, _ in open_:
        yield Slip(SlipKind.UNPAIRED, place, place + 1, None)


def _narrow(text: str, start: int, end: int) -> Iterator[Slip]:
    around = text[start - 1 : start] if start else ""
    mixed = (text[start] == "(") != (text[end] == ")") and text[start] in "（("
    if mixed or _HAN_CHARACTER.search(text, start, end) or (around and _WIDE_CHARACTER.match(around)):
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
    for mark, pair in (('"', "“”"), ("'", "‘’")):
        places = [match.start() for match in re.finditer(mark, text)]
        if mark == "'":  # an apostrophe of an English word is no quotation mark
            places = [at for at in places if _HAN_CHARACTER.search(text[max(at - 1, 0) : at + 2])]
        if len(places) % 2:
            last = places.pop()
            yield Slip(SlipKind.UNPAIRED, last, last + 1, None)
        for start, end in zip(places[::2], places[1::2], strict=True):
            if _HAN_CHARACTER.search(text[max(start - 1, 0) : end + 2]):
                yield Slip(SlipKind.QUOTES, start, start + 1, pair[0])
                yield Slip(SlipKind.QUOTES, end, end + 1, pair[1])
