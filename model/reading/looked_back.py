"""Figures of the tables that a text looks back upon: “年末结转的9件申请”, “46件行政处罚中有2件”.

All of a thing is meant where “中” and the like stand behind it; else it may be some of it, but no more than
all. Told the other way round, “行政处罚46件”, such a figure is read as any.
"""

import re
from functools import lru_cache

import msgspec

from model.reading.words.words import sorted_words, words_of
from model.reading.words.year_patterns import one_of, pattern

_SENTENCE = re.compile("[。\\n]")
_STRETCH = re.compile("[。；;\\n]")


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


@lru_cache(maxsize=512)
def looked_back(paragraph: str) -> tuple[Back, ...]:
    """Return the figures of a paragraph that are told before what they count, where that may be all of it."""
    found = filter(_may_be_all, pattern("back-told").finditer(paragraph))
    return tuple(map(_back, found))


def _may_be_all(match: re.Match[str]) -> bool:
    is_described = any(word in match["thing"] for word in words_of("attributive"))
    is_said = is_described or any(match[name] is not None for name in ("what", "among", "all", "whole"))
    sentence = _SENTENCE.split(match.string[: match.end()])[-1]
    is_of_others = one_of("told-of-a-sample", "back-of-others").search(sentence) is not None
    # “案卷类申请的答复过于简单，3件答复中有1件……”: these are of the kind just spoken of.
    is_anything = match["what"] is None and one_of("back-anything").fullmatch(match["thing"]) is not None
    is_of_a_kind = is_anything and one_of("back-of-a-kind").search(_before(match)) is not None
    return is_said and not is_of_others and not is_of_a_kind


def _before(match: re.Match[str]) -> str:
    """What stands before it in its stretch of text."""
    return _STRETCH.split(match.string[: match.start()])[-1]


def _back(match: re.Match[str]) -> Back:
    """What stands before it in its sentence may say that it is another organ's, or of another year."""
    what = match["what"] or ""
    told = f"{_before(match)}{what}{_in_full(match['thing'])}"
    of_all = any(match[name] is not None for name in ("among", "all", "owning", "whole"))
    return Back(
        *match.span("number"),
        f"{told}{match['number']}{match['counter']}。",
        len(told),
        of_all,
        match["done"] is not None,
    )


def _in_full(thing: str) -> str:
    """“1367件处罚中”: a thing as the tables are told of."""
    is_short = one_of("back-short").fullmatch(thing) is not None
    return f"{sorted_words('back-full')[0]}{thing}" if is_short else thing
