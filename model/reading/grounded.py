"""What the grounding yields: facts in the order of the text."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import TypeGuard

import msgspec

from model.reading.context import Context
from model.reading.facts import Growth, Mention, Share, counted_alike, gives, is_more
from model.reading.phrase import Phrase
from model.reading.words import alternatives

_PAIR, _FARTHEST = 2, 16  # figures, characters between them


class Counted(msgspec.Struct, frozen=True, gc=False):
    """A figure that counts something.

    ``bracketed``: it stands in brackets; ``listed``: a “、” parts it from another figure before it.
    """

    mention: Mention
    bracketed: bool = False
    listed: bool = False


class Opened(msgspec.Struct, frozen=True, gc=False):
    """From here on a figure is divided, behind “其中” or in brackets; None: nothing known is."""

    whole: Mention | None
    bracket: bool = False


class Closed(msgspec.Struct, frozen=True, gc=False):
    """The end of a bracket, of a part of a sentence, or of a sentence."""

    bracket: bool = False
    sentence: bool = False


class Stated(msgspec.Struct, frozen=True, gc=False):
    """A stretch of words without figures that may say “none” or “all”, in its context.

    ``supposed``: in what manner it was done is not known, and left out. ``implied``: it says what became of
    the figure just before, without “all”: “行政复议1件，正在审理中”.
    """

    phrase: Phrase
    context: Context
    supposed: bool = False
    implied: bool = False


class Left(msgspec.Struct, frozen=True):
    """The rest of what was divided, told without a figure: “其余为当面提交”."""


Fact = Counted | Growth | Share | Opened | Closed | Stated | Left


def all_of(whole: Mention | None, facts: Sequence[Fact]) -> Mention | None:
    """“收到4件，其中征地3件、规划1件，全部答复，其中……”: what is divided, where all was just spoken of."""
    last = facts[-1] if facts else None
    return whole if isinstance(last, Stated) and last.phrase.says("all") else None


def divided_wholly(said: Mention | None, before: Mention | None, facts: Sequence[Fact]) -> Mention | None:
    """Return what a sentence divides without a rest, said so or not: the next one is about that again."""
    if said is not None:
        return said if _is_divided_to_the_end(said, facts) else None
    is_unknown = before is not None and not before.meanings
    return before if before is not None and is_unknown and _is_divided_unsaid(before, facts) else None


def _is_divided_to_the_end(whole: Mention, facts: Sequence[Fact]) -> bool:
    """Whether the figures behind the place where a figure began to be divided add up to it.

    What stands in brackets divides a part again. The next sentence is about the whole then: in
    “其中网络2件，信函1件。其中予以公开2件” both are of all three.
    """
    told = takewhile(lambda fact: not _opens(fact), reversed(facts))
    parts = [fact.mention for fact in told if _divides(fact)]
    return bool(parts) and gives(whole, parts[::-1])


def _is_divided_unsaid(whole: Mention, facts: Sequence[Fact]) -> bool:
    """“发布解读29篇。图解6篇，视频23篇。其中专家解读9篇”: of things that no table knows."""
    told = takewhile(lambda fact: not _ends_a_sentence(fact), reversed(facts))
    parts = [fact.mention for fact in told if _divides(fact)]
    are_unknown = not any(one.meanings for one in (whole, *parts))
    return are_unknown and len(parts) > 1 and counted_alike((whole, *parts)) and gives(whole, parts[::-1])


def _ends_a_sentence(fact: Fact) -> bool:
    return isinstance(fact, Closed) and fact.sentence


def _opens(fact: Fact) -> bool:
    return isinstance(fact, Opened) and not fact.bracket


def _divides(fact: Fact) -> TypeGuard[Counted]:
    return isinstance(fact, Counted) and not fact.bracketed


def told_among(text: str, told: Sequence[Mention]) -> Mention | None:
    """The figure that the last one is told to be among: “10件申请中有3件……”, “10件申请有3件……”."""
    is_among = len(told) >= _PAIR and _is_among(text, *told[-_PAIR:])
    return told[-_PAIR] if is_among else None


def _is_among(text: str, whole: Mention, part: Mention) -> bool:
    start, end = whole.quantity.stop, part.quantity.start
    if end - start > _FARTHEST or _among().fullmatch(text, start, end) is None:
        return False
    return counted_alike((whole, part)) and not is_more(part, whole)


@cache
def _among() -> re.Pattern[str]:
    return re.compile(alternatives("told-among"))
