"""Figures that divide one named before them: “36篇解读中，……”, “政策解读中，……”, “全部作出决定：……”."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, takewhile

from model.reading.balances.counts import Count, Division, Stretch, is_compared, total
from model.reading.words.year_patterns import one_of, pattern

_MOST_TOO_MUCH = 2  # times a whole: parts that come to more are hardly its parts
_SLIP = 20  # what is one twentieth too much is a slip even where parts may lie over each other
_OVERLAPPING = ("overlapping", "of-several", "balance-overlapping")


def of_some(stretch: Stretch) -> Iterator[Division]:
    """Yield the wholes that parts behind them do not give."""
    for place, one in enumerate(stretch.counts):
        yield from _of_figure(stretch, place) if pattern("balance-of").search(one.tail) else ()
        yield from _not_given(stretch, place) if pattern("balance-all-of").search(one.lead) else ()
        named = pattern("balance-of-named").search(one.lead if place else f"。{one.lead}")
        yield from _of_named(stretch, place, named["name"]) if named is not None else ()


def _of_figure(stretch: Stretch, place: int) -> Iterator[Division]:
    """“36篇解读中，……”."""
    return _exceeded(stretch.counts[place], stretch.counts[place + 1 :])


def _of_named(stretch: Stretch, place: int, name: str) -> Iterator[Division]:
    """“政策解读12篇……；政策解读中，负责人解读4篇……”."""
    before = [*stretch.earlier, *stretch.counts[:place]]
    wholes = [one for one in before if _is_called(one, name)]
    for whole in wholes[-1:]:
        yield from _exceeded(whole, stretch.counts[place:])


def _parts(whole: Count, behind: Sequence[Count]) -> tuple[Count, ...]:
    """The counts behind a whole that divide it, up to what opens parts of parts."""
    others = takewhile(lambda one: one.is_like(whole) and one.is_joined and not one.opens, behind[1:])
    return (*behind[:1], *others)


def _exceeded(whole: Count, behind: Sequence[Count]) -> Iterator[Division]:
    """Parts that come to more than there is, or perhaps to less by a slip."""
    parts = _parts(whole, behind)
    is_told = _are_counted_as(whole, parts) and not any(map(is_compared, parts))
    too_much = total(parts) - whole.value
    if is_told and not _is_divided(whole, parts) and too_much <= _most(whole, parts):
        yield Division(whole, parts, is_open=too_much < 0)


def _are_counted_as(whole: Count, parts: Sequence[Count]) -> bool:
    return len(parts) > 1 and len({one.counter for one in (whole, *parts)}) == 1


def _is_divided(whole: Count, parts: Sequence[Count]) -> bool:
    """Whether parts give their whole, and then perhaps once more in another manner."""
    totals = list(accumulate(one.value for one in parts))
    manners = {one_of("balance-filler").sub("", one.says)[-2:] for one in parts}
    # “文字解读30篇，图片解读5篇，视频解读仅1篇” are of one.
    return whole.value == totals[-1] or (whole.value in totals[1:] and len(manners) > 1)


def _most(whole: Count, parts: Sequence[Count]) -> Decimal:
    """How much too much there may be without the parts being of something else, or lying over each other."""
    may_overlap = any(one_of(*_OVERLAPPING).search(one.says) is not None for one in parts)
    return whole.value / _SLIP if may_overlap else whole.value * (_MOST_TOO_MUCH - 1)


def _not_given(stretch: Stretch, place: int) -> Iterator[Division]:
    """“受理30件，全部作出决定：准予26件，不予3件”: a list that is said to be of all.

    “11件全部办结：予以公开3件，部分公开2件；不予公开6件” goes on behind the “；”.
    """
    for whole in stretch.counts[:place][-1:]:
        parts = _parts(whole, stretch.counts[place:])
        missing = abs(total(parts) - whole.value)
        are_all = _are_counted_as(whole, parts) and not _goes_on(whole, parts, stretch.counts[place:])
        if are_all and 0 < missing < whole.value:
            yield Division(whole, parts)


def _goes_on(whole: Count, parts: Sequence[Count], counts: Sequence[Count]) -> bool:
    """Whether the count behind parts may be one more of them."""
    end = len(parts)
    with_one_more = counts[: end + 1]
    has_more = len(with_one_more) > end and _are_counted_as(whole, with_one_more)
    return has_more and total(with_one_more) <= whole.value


def _is_called(one: Count, name: str) -> bool:
    """Whether what stands before a count has a name's characters in their order, and ends as it does."""
    clause = iter(one.clause)
    return one.clause.endswith(name[-2:]) and all(character in clause for character in name)
