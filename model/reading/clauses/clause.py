"""A clause, as the steps behind ask it."""

import msgspec

from model.reading.facts import Quantity
from model.reading.tokens.lexicon import SENTENCE_ENDS
from model.reading.tokens.phrase import Phrase, Token

# Words behind a figure that still only name what it counts: “发布的2件规范性文件均……”.
NAMING_BEHIND = frozenset(("topic", "filler", "copula"))
SMALL = frozenset(("filler", "copula", "and"))
Piece = tuple[Phrase, Quantity]
"""A figure and the words before it."""


class Clause(msgspec.Struct, frozen=True, gc=False):
    """Words and figures up to the next mark.

    ``pieces`` are its figures, each with the words before it; ``rest`` the words behind the last of them.
    ``whole`` is all its words, ``last`` those of the last figure with what follows it. ``group`` are the
    words since the last mark that is no “、”, where this one ends them and there was no figure among them.
    """

    pieces: tuple[Piece, ...]
    rest: tuple[Token, ...]
    whole: Phrase
    stop: str
    group: Phrase | None = None
    passing: bool = False

    @property
    def is_divided_behind(self) -> bool:
        """Whether its last figure is divided by what follows: “9件申请中，……”."""
        return bool(self.pieces and self.rest) and "among" in self.rest[-1].kinds

    @property
    def last(self) -> Phrase:
        """The words of the last figure with what follows it."""
        if len(self.pieces) == 1:
            return self.whole
        words, _ = self.pieces[-1]
        return Phrase([*words.words, *self.rest]) if self.rest else words

    @property
    def ends_in_what_it_counts(self) -> bool:
        """Whether nothing stands behind its last figure but the name of what that counts."""
        return bool(self.pieces) and all(word.may_be(NAMING_BEHIND) for word in self.rest)

    @property
    def divides_its_rest(self) -> bool:
        """Whether its first figure is what is left, and the others divide it: “其余9件分别为……2件”."""
        has_parts = len(self.pieces) > 1 and self.pieces[1][0].says("part")
        return has_parts and self.pieces[0][0].says("remaining")

    @property
    def is_listed(self) -> bool:
        """Whether no more than a “、” parts its last figure from what follows."""
        return self.stop == "、" and bool(self.pieces)

    @property
    def leading_on(self) -> Phrase | None:
        """Its words where they have no figure, and a “，” leads on from them."""
        is_leading = self.stop == "，" and not self.pieces
        return self.whole if is_leading else None

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop or the like follows."""
        return self.stop in SENTENCE_ENDS
