"""Figures that divide one named before them: “36篇解读中，……”, “政策解读中，……”, “全部作出决定：……”."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, takewhile

from model.reading.balances.counts import Count, Division, Stretch, is_compared, total
from model.reading.words.year_patterns import one_of, pattern

_MOST_TOO_MUCH = 2  # times a whole: parts that come to more are hardly its parts
_SLIP = 20  # what is one twentieth too much is a slip even where parts may lie over each other


def of_some(stretch: Stretch, earlier: Sequence[Count]) -> Iterator[Division]:
    """Yield the wholes that parts behind them do not give; ``earlier`` are the counts before the stretch."""
    for place, one in enumerate(stretch.counts):
        before, behind = stretch.counts[:place], stretch.counts[place + 1 :]
        if pattern("balance-of").search(one.tail) is not None:
            yield from _exceeded(one, _parts(one, behind))
        elif before and pattern("balance-all-of").search(one.lead) is not None:
            yield from _not_given(before[-1], [one, *behind])
        elif (named := pattern("balance-of-named").search(one.lead)) is not None:
            yield from _of_named(named["name"], [*earlier, *before], [one, *behind])


def _of_named(name: str, before: Sequence[Count], behind: Sequence[Count]) -> Iterator[Division]:
    """“政策解读12篇……；政策解读中，负责人解读4篇……”."""
    wholes = [one for one in before if _is_called(one, name)]
    for whole in wholes[-1:]:
        first, *others = behind
        yield from _exceeded(whole, [first, *_parts(whole, others)])


def _parts(whole: Count, behind: Sequence[Count]) -> list[Count]:
    """The counts behind a whole that divide it, up to what opens parts of parts."""
    return list(takewhile(lambda one: _is_part(whole, one), behind))


def _is_part(whole: Count, one: Count) -> bool:
    is_alike = one.counter == whole.counter and one.depth == whole.depth
    return is_alike and one.is_joined and one_of("balance-opens").search(one.lead) is None


def _exceeded(whole: Count, parts: Sequence[Count]) -> Iterator[Division]:
    """Parts that come to more than there is, or perhaps to less by a slip."""
    is_alike = len({one.counter for one in (whole, *parts)}) == 1
    is_plain = len(parts) > 1 and is_alike and not any(map(is_compared, parts))
    totals = list(accumulate(one.value for one in parts)) if is_plain else []
    # and then perhaps once more, in another manner
    is_divided = whole.value in totals[1:] and (whole.value == totals[-1] or not _are_of_one_manner(parts))
    for came_to in totals[-1:]:
        if not is_divided and came_to - whole.value <= _most(whole, parts):
            yield Division(whole, tuple(parts), is_open=came_to < whole.value)


def _are_of_one_manner(parts: Sequence[Count]) -> bool:
    """“文字解读30篇，图片解读5篇，视频解读仅1篇”."""
    return len({one_of("balance-filler").sub("", one.says)[-2:] for one in parts}) == 1


def _most(whole: Count, parts: Sequence[Count]) -> Decimal:
    """How much too much there may be without the parts being of something else, or lying over each other."""
    kinds = ("overlapping", "of-several", "balance-overlapping")
    may_overlap = any(one_of(*kinds).search(one.says) is not None for one in parts)
    return whole.value / _SLIP if may_overlap else whole.value * (_MOST_TOO_MUCH - 1)


def _not_given(whole: Count, behind: Sequence[Count]) -> Iterator[Division]:
    """“受理30件，全部作出决定：准予26件，不予3件”: a list that is said to be of all."""
    first, *others = behind
    parts = [first, *_parts(whole, others)]
    is_right = first.counter == whole.counter and total(parts) == whole.value
    may_be_all = first.counter == whole.counter and len(parts) > 1
    if may_be_all and not is_right and abs(total(parts) - whole.value) < whole.value:
        yield Division(whole, tuple(parts))


def _is_called(one: Count, name: str) -> bool:
    """Whether what stands before a count has a name's characters in their order, and ends as it does."""
    clause = iter(one.clause)
    return one.clause.endswith(name[-2:]) and all(character in clause for character in name)
