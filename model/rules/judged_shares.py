"""A share of the text with what it may be of, and whether that is what the others of its list are of."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

import msgspec

from model.chinese.figures import Figure
from model.reading.facts import Share
from model.reading.words.meaning import Meaning

HUNDRED = Decimal(100)
_NEAR, _TENTH = Decimal(3), 10  # percentage points, or a part of the share: how far “约占” may be off
_FEWEST_ALIKE = 3  # shares of one whole that show of what the others of their list are


class Pair(NamedTuple):
    """A part and a whole that a share may be of; ``near``: the text tells a whole of this part.

    ``meaning`` is what the part is of, where a table has it so.
    """

    part: Decimal
    whole: Decimal
    near: bool
    meaning: Meaning | None = None


class Judged(msgspec.Struct, frozen=True, dict=True):
    """A share, its figure, and what it may be of; each of it is worked out once."""

    share: Share
    figure: Figure
    pairs: list[Pair]

    @property
    def is_rough(self) -> bool:
        """Whether it is no more than rough: “近三成”."""
        return self.figure.limits is not None

    @cached_property
    def bases(self) -> set[Decimal]:
        """The wholes that it is a share of, if it is right."""
        agrees = self.is_near if self.share.about and not self.is_rough else self._agrees
        return {pair.whole for pair in self.pairs if agrees(pair.part, pair.whole)}

    def _agrees(self, part: Decimal, whole: Decimal) -> bool:
        return self.figure.agrees(part / whole * HUNDRED)

    @cached_property
    def wholes(self) -> set[Decimal]:
        """All that it may be of."""
        return {pair.whole for pair in self.pairs}

    @cached_property
    def wholes_told(self) -> set[Decimal]:
        """Those that the text tells as the whole of its part."""
        return {pair.whole for pair in self.pairs if pair.near}

    @cached_property
    def rounded_of(self) -> set[Decimal]:
        """The wholes of which it is the share, rounded and not cut."""
        return {pair.whole for pair in self.pairs if self.figure.rounds(pair.part / pair.whole * HUNDRED)}

    @cached_property
    def more_than_of(self) -> set[Decimal]:
        """The wholes of which it is more than its exact part."""
        value = self.figure.value
        return {pair.whole for pair in self.pairs if value > pair.part / pair.whole * HUNDRED}

    def is_of_one_of(self, wholes: Iterable[Decimal]) -> bool:
        """Whether it is right as a share of what other shares are of: “占申请的6%；诉讼占2%”."""
        parts = {pair.part for pair in self.pairs}
        return any(self.figure.agrees(part / whole * HUNDRED) for part in parts for whole in wholes)

    def is_near(self, part: Decimal, whole: Decimal) -> bool:
        """Whether it is near the share that a part has of a whole."""
        percent = part / whole * HUNDRED
        return abs(percent - self.figure.value) <= max(_NEAR, percent / _TENTH)


def is_of_another_whole(judged: Judged, among: Sequence[Judged]) -> bool:
    """Whether a share is right of some whole, but all others of its list are of another one."""
    others = [one for one in among if one is not judged and not one.is_rough]
    is_judged_by_them = (
        not judged.is_rough and len(others) >= _FEWEST_ALIKE and _divide_alike([judged, *others])
    )
    return is_judged_by_them and _differs(judged, set.intersection(*(one.bases for one in others)))


def _differs(judged: Judged, of_others: set[Decimal]) -> bool:
    """“无法提供2件，占18%” of eleven that came, beside shares of ten that were finished."""
    may_be, told = judged.wholes, judged.wholes_told
    could_be = bool(judged.bases and of_others & may_be)
    return could_be and of_others.isdisjoint(judged.bases) and told.isdisjoint(judged.bases)


def _divide_alike(among: Sequence[Judged]) -> bool:
    """Whether the parts are all known, each told once, and of one whole as far as is said."""
    parts = {one.share.parts[:1] for one in among}
    are_known = len(parts) == len(among) and () not in parts
    return are_known and _are_of_one_base(among) and _lie_in_a_row(parts)


def _are_of_one_base(among: Sequence[Judged]) -> bool:
    """Whether no base is said, or by the first of the others alone: “占已办件的50%；不予公开7件，占20%”."""
    judged, first, *others = (set(one.share.bases) for one in among)
    return first <= judged and all(one == judged for one in others)


def _lie_in_a_row(parts: Iterable[tuple[Meaning, ...]]) -> bool:
    """Whether all are of the same rows, or of the same columns."""
    return 1 in (len({one.rows for one, *_ in parts}), len({one.columns for one, *_ in parts}))
