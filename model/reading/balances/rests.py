"""What is left of a whole, and what is taken together with it: “其余21条”, “连同划转的2件”."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, combinations, takewhile

from model.reading.balances.counts import Count, Division, Stretch, are_neighbours, is_compared, total
from model.reading.balances.rows import unless
from model.reading.words.year_patterns import one_of, pattern

_NEAR = 120  # characters: a sentence or two
_MOST = 12  # counts of which every choice is added up


def rest(stretch: Stretch, place: int) -> Iterator[Division]:
    """“收到25条，公开4条，其余21条以电话回复”: the first is what the others and the rest come to."""
    leaves_out = one_of("balance-except").search(stretch.text, stretch.start, stretch.counts[place].start)
    yield from _rest_but_some(stretch, place) if leaves_out else _rest_of_first(stretch, place)


def _rest_of_first(stretch: Stretch, place: int) -> Iterator[Division]:
    told = stretch.counts[place]
    alike = [one for one in stretch.counts[:place] if one.is_like(told)]
    is_told = _are_plain(alike) and not _is_explained(alike, told)
    if is_told and _is_whole(alike[0]) and not _may_divide_earlier(stretch, alike[0]):
        yield from unless(alike[0], [*alike[1:], told])


def _rest_but_some(stretch: Stretch, place: int) -> Iterator[Division]:
    """“不予公开7件，除1件为内部事务信息外，其余6件为案卷”: some and the rest are what stands before."""
    row = stretch.counts[max(0, place - 2) : place + 1]
    if len(row) > 2 and _are_some_and_rest(*row) and not _is_of_others(stretch, place, row[1:]):
        yield from unless(row[0], row[1:])


def _are_some_and_rest(whole: Count, some: Count, left: Count) -> bool:
    is_taken_out = pattern("balance-but").search(some.lead) is not None
    are_alike = whole.is_like(left) and some.is_like(left)
    is_left = pattern("balance-but-rest").search(left.lead) is not None
    return is_taken_out and is_left and are_alike and not is_compared(whole) and some.value <= whole.value


def _is_of_others(stretch: Stretch, place: int, row: Sequence[Count]) -> bool:
    """Whether they are the rest of what was told farther before, or of what others leave of that."""
    *told, whole = stretch.counts[: place - 1]
    before = [one.value for one in (*stretch.earlier, *told)]
    joined = list(_joined([*told, whole]))
    sums = (whole.value + one for one in accumulate(joined))
    leave = (one - whole.value for one in joined)
    return total(row) in {*before, *sums, *leave}


def _joined(counts: Sequence[Count]) -> Iterator[Decimal]:
    """The values of the counts before the last, from behind, up to a “；”."""
    pairs = zip(reversed(counts[:-1]), reversed(counts), strict=False)
    run = takewhile(lambda pair: pair[1].is_joined, pairs)
    return (one.value for one, _ in run)


def _is_whole(first: Count) -> bool:
    """Whether a count is told as all of something, and is no sum of two itself: “公开和部分公开共30件”."""
    is_sum = one_of("balance-and").search(first.clause) is not None
    return not is_sum and one_of("balance-came").search(first.clause) is not None


def _may_divide_earlier(stretch: Stretch, first: Count) -> bool:
    """“制作解读50篇。文字20篇，图片12篇，其余18篇为视频”: the whole may stand in a sentence before."""
    near = [one for one in stretch.earlier if one.start >= stretch.start - _NEAR]
    return any(one.value > first.value for one in near if one.counter == first.counter)


def _are_plain(alike: Sequence[Count]) -> bool:
    """Whether all counts behind the first divide it: none opens a list of its own."""
    if not 2 <= len(alike) <= _MOST or any(map(is_compared, alike)):
        return False
    whole, *parts = alike
    opens = [one for one in parts if one.opens]
    return all(one.value <= whole.value for one in parts) and opens in ([], parts[:1])


def _is_explained(alike: Sequence[Count], left: Count) -> bool:
    """Whether some figures behind another give it with the rest."""
    missing = [whole.value - left.value for whole in alike]
    return any(one in _sums(alike[place:]) for place, one in enumerate(missing, 1))


def _sums(some: Sequence[Count]) -> set[Decimal]:
    """What any of some counts come to, in any choice of them."""
    chosen = (combinations(some, number) for number in range(len(some) + 1))
    return {total(one) for choice in chosen for one in choice}


def taken_together(stretch: Stretch, place: int) -> Iterator[Division]:
    """“印发4件，连同划转承接的2件，年末现行有效6件”."""
    told = stretch.counts[max(0, place - 1) : place + 2]
    is_told = len(told) == 3 and pattern("balance-with-sum").search(told[2].clause) is not None
    if is_told and _is_row(told) and told[2].value not in _sums_with(stretch.counts[:place], told[1]):
        yield from unless(told[2], told[:2])


def _is_row(told: Sequence[Count]) -> bool:
    are_alike = len({one.counter for one in told}) == 1 and are_neighbours(told)
    return are_alike and not is_compared(told[0])


def _sums_with(before: Sequence[Count], added: Count) -> set[Decimal]:
    """What a count comes to with any one before, or with the last of them."""
    sums = accumulate(one.value for one in reversed(before))
    return {one + added.value for one in (*sums, *(one.value for one in before))}
