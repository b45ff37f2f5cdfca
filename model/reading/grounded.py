"""What the grounding yields: facts in the order of the text."""

from collections.abc import Sequence
from itertools import takewhile
from typing import TypeGuard

import msgspec

from model.reading.context import Context
from model.reading.facts import Growth, Mention, Share, counted_alike, gives
from model.reading.phrase import Phrase


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
