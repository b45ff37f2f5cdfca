"""Figures of the tables that a text looks back upon: “年末结转的9件申请”, “46件行政处罚中有2件”.

All of a thing is meant where “中” and the like stand behind it; else it may be some of it, but no more than
all. Told the other way round, “行政处罚46件”, such a figure is read as any.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec

from model.reading.words.words import sorted_words, words_of
from model.reading.words.year_patterns import one_of, pattern

_SENTENCE = re.compile("[。\\n]")
_STRETCH = re.compile("[。；;\\n]")
_CLAUSE = re.compile("[，,。；;：:、（()）\\n]")


class Back(msgspec.Struct, frozen=True):
    """A figure at ``start`` to ``end``, and a sentence that tells the same the other way round at ``place``.

    ``of_all``: else it may be some of it, as in “今年3件行政复议被纠正”, “新制定的6件文件解读不及时”;
    ``mostly``: of no more than a half of it one would not say “全年办结的36件申请”.
    """

    start: int
    end: int
    sentence: str
    place: int
    of_all: bool
    mostly: bool


class _Told(NamedTuple):
    """A figure with what it counts, and what leads up to it in its clause."""

    counted: re.Match[str]
    led: re.Match[str]

    def has(self, *names: str) -> bool:
        """Whether one of these was said."""
        said = self.counted.groupdict() | self.led.groupdict()
        return any(said[name] is not None for name in names)

    @property
    def before(self) -> str:
        """What stands before its clause in its stretch of text."""
        return _STRETCH.split(self.led.string[: self.led.start()])[-1]


@lru_cache(maxsize=512)
def looked_back(paragraph: str) -> tuple[Back, ...]:
    """Return the figures of a paragraph that are told before what they count, where that may be all of it."""
    return tuple(map(_back, filter(_may_be_all, _told(paragraph))))


def _told(paragraph: str) -> Iterator[_Told]:
    for counted in pattern("back-told").finditer(paragraph):
        start = counted.start()
        clause = _CLAUSE.split(paragraph[:start])[-1]
        led = pattern("back-led").fullmatch(paragraph, start - len(clause), start)
        if led is not None:
            yield _Told(counted, led)


def _may_be_all(told: _Told) -> bool:
    is_described = any(word in told.counted["thing"] for word in words_of("attributive"))
    is_said = is_described or told.has("what", "among", "all", "whole")
    return is_said and not _is_of_others(told) and not _is_of_a_kind(told)


def _is_of_others(told: _Told) -> bool:
    """Whether its sentence speaks of a sample, or of what other organs had."""
    sentence = _SENTENCE.split(told.counted.string[: told.counted.end()])[-1]
    return one_of("told-of-a-sample", "back-of-others").search(sentence) is not None


def _is_of_a_kind(told: _Told) -> bool:
    """“案卷类申请的答复过于简单，3件答复中有1件……”: whether these are of the kind just spoken of."""
    is_anything = (
        not told.has("what") and one_of("back-anything").fullmatch(told.counted["thing"]) is not None
    )
    return is_anything and one_of("back-of-a-kind").search(told.before) is not None


def _back(told: _Told) -> Back:
    """What stands before it in its sentence may say that it is another organ's, or of another year."""
    counted = told.counted
    named = f"{told.before}{told.led['what'] or ''}{_in_full(counted['thing'])}"
    sentence = f"{named}{counted['number']}{counted['counter']}。"
    of_all = told.has("among", "all", "owning", "whole")
    return Back(*counted.span("number"), sentence, len(named), of_all, mostly=told.has("done"))


def _in_full(thing: str) -> str:
    """“1367件处罚中”: a thing as the tables are told of."""
    is_short = one_of("back-short").fullmatch(thing) is not None
    return f"{sorted_words('back-full')[0]}{thing}" if is_short else thing
