"""What is known where a clause stands, as the steps of the grounding look at it."""

from collections.abc import Sequence
from typing import NamedTuple

from model.chinese.figures import Kind
from model.reading.clauses.clause import Clause
from model.reading.clauses.scope import Scope
from model.reading.facts import OF_OTHERS, Mention, Quantity, Share, counted_alike
from model.reading.grounding.context import Context, tells_what_was_done
from model.reading.grounding.grounded import Counted, Fact
from model.reading.grounding.rates import rate_of_those_behind
from model.reading.grounding.resolve import Resolver
from model.reading.tokens.phrase import Phrase
from model.reading.words.meaning import Meaning
from model.reading.words.terms import Reference

MOVING = frozenset(("rise", "fall"))
RELATING = MOVING | {"compared", "share"}
SPEAKING = frozenset(("topic", "row", "verb", "column"))
DESCRIBING = frozenset(("row", "column", "unknown"))


class View:
    """What is known where a clause stands.

    ``whole`` is what is being divided, ``divided`` the same up to the end of the sentence, ``first`` figures
    that it may divide without saying so, ``anew`` the one that began behind a “；”; ``named`` is what the
    sentence says that it is about a part of (“办结的申请中”); ``rate``: the last figure
    was a rate of its own (“办结率88.9%”); ``unknown``: what is divided is not understood; ``told`` are the
    last figures, ``row`` those of them that “、” parts from one another up to the last.
    """

    def __init__(self, resolver: Resolver, text: str, topic: Reference | None) -> None:
        self.resolver, self.text = resolver, text
        self.scope, self.context = Scope(), Context(topic)
        self.whole: Mention | None = None
        self.divided: Mention | None = None
        self.first: tuple[Mention, ...] = ()
        self.anew: Mention | None = None
        self.named: tuple[Meaning, ...] = ()
        self.told: list[Mention] = []
        self.row: tuple[Mention, ...] = ()
        self.rate = self.unknown = False

    def spoken(self, phrase: Phrase) -> tuple[Meaning, ...] | None:
        """What words name, nothing when they name nothing; None when it is not certain what."""
        if not phrase.says_any(SPEAKING):
            return ()
        return self.resolver.named(phrase, self.context) or None

    def subjects(self) -> tuple[Meaning, ...]:
        """What a comparison without own words is about: the last figure, or the whole it is a part of."""
        last = self.context.last
        if last is None or not last.meanings or self.rate:
            return ()
        return last.readings + (self.whole.readings if self.whole else ())

    def subjects_of(self, phrase: Phrase) -> tuple[Meaning, ...]:
        """What a comparison is about, by its own words or without; nothing when it is not certain."""
        named = self.spoken(phrase)
        return () if named is None else named or self.subjects()

    def certain(self, phrase: Phrase) -> bool:
        """Whether words are understood, and figures here are those of the tables."""
        return not self.unknown and not self.scope.blocked and self.scope.clean(phrase)

    def own(self, found: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
        """What is found, without cases where the organ tells of those that it reviews."""
        if not self.scope.reviewing:
            return found
        return tuple(one for one in found if not self.resolver.terms.is_case(one))

    def perhaps(self, phrase: Phrase, quantity: Quantity) -> tuple[Meaning, ...]:
        """What a figure would speak of if unknown words of its clause did not matter, nor “公开……信息”."""
        known = phrase.without(("unknown", "vague", "piece"))
        if self.scope.other_time or not phrase.topics or not self.scope.clean(known):
            return ()
        return self.own(self.resolver.resolve(known, quantity, self.context))

    def is_of_some(self, words: Phrase) -> bool:
        """Whether it is not said of all that the tables have: “受理仲裁20件，年末无在办件”."""
        is_of_else = words.says("of-whatever") and not self.context.last_known
        return self.unknown or words.says("perhaps-some") or is_of_else

    def divides_unknown(self, *, bracketed: bool) -> bool:
        """Whether what is divided here is not understood, be it in a bracket."""
        return self.unknown or (bracketed and is_rest_unknown(self.whole))

    @property
    def follows_unknown(self) -> bool:
        """Whether the figure before is not understood."""
        return self.context.last is not None and not self.context.last.meanings

    def understands_beside(self, phrase: Phrase) -> bool:
        """Whether words are understood, and no “；” parts them from the figure before."""
        return self.scope.clean(phrase) and not self.context.apart

    @property
    def ends_no_row(self) -> bool:
        """Whether the figure before stands alone: “供暖9件、供水4件，占65%” is of both, or of the last."""
        return len(self.row) == 1 and self.row[-1] is self.context.last

    @property
    def tells_more(self) -> bool:
        """Whether words between the figure before and here name or describe something else."""
        between = self.context.between
        return between is not None and between.says_any(DESCRIBING) and not tells_what_was_done(between)

    def may_divide(self, part: Mention) -> tuple[Mention, ...]:
        """Return what a part may be divided from: what is said to be divided, or else began the sentence.

        “许可28件，其中……；处罚16件，食品类4件居首，占25%” is of what began behind the “；”, or of the first.
        """
        if not part.quantity.counter:
            return ()
        wholes = (self.divided,) if self.divided is not None else self.first
        wholes = (*wholes, self.anew) if self.anew is not None else wholes
        return tuple(one for one in wholes if one is not part and counted_alike((one, part)))

    def with_scope(self, said: frozenset[str], perhaps: tuple[Meaning, ...]) -> frozenset[str]:
        """Return the kinds of words around a figure, with what shows that it may be another organ's."""
        return said | {OF_OTHERS} if perhaps and self.scope.other_organ else said

    def row_with(self, mention: Mention) -> tuple[Mention, ...]:
        """Return the row that a figure ends, or begins."""
        return (*self.row, mention) if self.context.listed else (mention,)


class Bracket(NamedTuple):
    """What the text was about before a bracket, what was being divided, the figure that it stands behind.

    ``place`` is how many facts there were before it.
    """

    context: Context
    whole: Mention | None
    behind: Quantity | None
    place: int

    def rate(self, text: str, facts: Sequence[Fact]) -> Share | None:
        """“公开率达75%（印发80件，公开60件）”: the percentage as the share that the bracket gives."""
        if self.behind is None or self.behind.kind is not Kind.PERCENT:
            return None
        inside = [one.mention for one in facts[self.place :] if isinstance(one, Counted)]
        return rate_of_those_behind(text, self.behind, inside)


def behind(clause: Clause, context: Context, whole: Mention | None, place: int) -> Bracket:
    """Return the bracket that a clause opens, behind its last figure where no word stands between."""
    figure = clause.pieces[-1][1] if clause.pieces and not clause.rest else None
    return Bracket(context, whole, figure, place)


def is_rest_unknown(whole: Mention | None) -> bool:
    """“其余4条（自然人3条、企业1条）”: whether a bracket divides what is left, of which no table knows."""
    return whole is not None and not whole.meanings and "remaining" in whole.said
