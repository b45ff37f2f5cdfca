"""Wholes and parts of a sentence that says itself that none is left out: “分别为”, “共”, “其余”, “连同”."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, takewhile

from model.chinese.numerals import worth
from model.reading.balances.counts import Count, Division, Stretch, is_compared, total
from model.reading.balances.rests import rest, taken_together
from model.reading.balances.rows import are_people, is_sum, made_of, says_nothing_new, sum_of_row, unless
from model.reading.words.year_patterns import one_of, pattern

_SLIP = 20  # what is one twentieth too much is a slip; what is more may be of something else

_Look = Callable[[Stretch, int], Iterator[Division]]


def lists(stretch: Stretch) -> Iterator[Division]:
    """Yield what does not add up among the counts of a stretch of text."""
    for place, one in enumerate(stretch.counts):
        look = _look_for(one)
        yield from look(stretch, place) if look is not None else ()


def _look_for(one: Count) -> _Look | None:
    """What a count may be told of, by the words before and behind it."""
    if is_sum(one):
        return sum_of_row
    said = (one.lead, one.clause, one.lead, one.tail)
    told = (look for (sign, look), words in zip(_LOOKS, said, strict=True) if pattern(sign).search(words))
    return next(told, None)


def _each(stretch: Stretch, place: int) -> Iterator[Division]:
    """“三次分别为21、18、24，共63人次”; “发布55篇，四种形式分别为31篇、14篇、3篇、7篇”."""
    behind = stretch.counts[place:]
    row = [behind[0], *takewhile(lambda one: one_of("balance-and").fullmatch(one.lead), behind[1:])]
    sums = [one for one in behind[len(row) :][:1] if _sums_up(stretch, row, one)]
    if len(row) > 1 and not is_compared(row[0]):
        yield from unless(sums[0], row) if sums else _of_whole_before(stretch, place, row)


def _of_whole_before(stretch: Stretch, place: int, row: Sequence[Count]) -> Iterator[Division]:
    before = stretch.counts[:place]
    yield from _of_kinds(before, row)
    yield from _of_names(stretch, before, row) if before else _of_applications(stretch, row)


def _of_applications(stretch: Stretch, row: Sequence[Count]) -> Iterator[Division]:
    """“新收申请9件。……新收申请通过网站、信函、当面三种渠道提交，分别为5件、3件、1件”."""
    is_of_all = pattern("balance-each-came").search(row[0].lead) is not None
    earlier = stretch.earlier if is_of_all and _are_as_many_as_said((), row) else ()
    wholes = [] if _is_given(earlier, row) else list(filter(_counts_applications, earlier))
    for whole in wholes[-1:]:
        yield from unless(whole, row)


def _counts_applications(one: Count) -> bool:
    return pattern("balance-applications").search(one.clause) is not None


def _of_names(stretch: Stretch, before: Sequence[Count], row: Sequence[Count]) -> Iterator[Division]:
    """“全年公开信息174条，网站、公众号、公开栏分别发布98条、64条、12条”: one each, a slip apart."""
    are_parts = _names_as_many(row) and _is_all_of_it(before[-1], row)
    if are_parts and not (_is_given(before, row) or _goes_on(stretch, row)):
        yield _unless_too_much(before[-1], row)


def _unless_too_much(whole: Count, row: Sequence[Count]) -> Division:
    """The division, sure where the row is a little too much: what is more may be of something else."""
    too_much = total(row) - whole.value
    is_little_too_much = 0 < too_much * _SLIP <= whole.value
    return Division(whole, tuple(row), is_open=not is_little_too_much)


def _is_given(before: Sequence[Count], row: Sequence[Count]) -> bool:
    """Whether a row gives a count before it, or two that stand side by side: what came and was carried in."""
    told = [one.value for one in before if one.counter == row[-1].counter]
    return total(row) in {*told, *map(sum, pairwise(told))}


def _names_as_many(row: Sequence[Count]) -> bool:
    """Whether as many are named before a row as it has figures."""
    said = pattern("balance-each-named").fullmatch(row[0].lead)
    return said is not None and len(pattern("balance-each-between").split(said["names"])) == len(row)


def _is_all_of_it(whole: Count, row: Sequence[Count]) -> bool:
    """Whether a count is told as all of what a row counts, and in no row itself."""
    is_said = whole.is_like(row[-1]) and pattern("balance-each-of").search(whole.clause) is not None
    is_in_row = one_of("balance-and").match(whole.lead) is not None
    return is_said and not (is_in_row or is_compared(whole))


def _goes_on(stretch: Stretch, row: Sequence[Count]) -> bool:
    """Whether what stands behind a row may be of its whole too, or say that some is in several."""
    behind = stretch.text[row[-1].stop : stretch.end]
    following = [one for one in stretch.counts if one.start > row[-1].start and one.is_joined]
    goes_on = any(one.is_like(row[-1]) for one in following[:1])
    return goes_on or one_of("balance-rest", "balance-overlapping", "of-several").search(behind) is not None


def _sums_up(stretch: Stretch, row: Sequence[Count], told: Count) -> bool:
    """Whether a count behind a row is told as its sum."""
    is_counted_so = row[-1].counter in ("", told.counter) or are_people((row[-1], told))
    return is_sum(told) and told.is_joined and is_counted_so and says_nothing_new(stretch, told)


def _of_kinds(before: Sequence[Count], row: Sequence[Count]) -> Iterator[Division]:
    """The whole before as many figures as kinds are said."""
    alike = [one for one in before if one.counter == row[-1].counter and not is_compared(one)]
    is_told = _are_as_many_as_said(before, row) and not _may_be_of_each(alike, row)
    if is_told and total(row) not in {one.value for one in alike}:
        wholes = sorted(alike, key=lambda one: one.value)[-1:]
        yield from (found for whole in wholes for found in _unless_of_some(whole, row))


def _may_be_of_each(before: Sequence[Count], row: Sequence[Count]) -> bool:
    """“起诉16件，复议后起诉19件；维持的两类分别为8件和12件”: of as many figures before."""
    some = before[-len(row) :]
    return len(some) == len(row) and all(one.value <= of.value for one, of in zip(row, some, strict=True))


def _are_as_many_as_said(before: Sequence[Count], row: Sequence[Count]) -> bool:
    kinds = pattern("balance-kinds").search(row[0].lead)
    are_kinds = kinds is not None and _number(kinds["number"]) == len(row)
    return are_kinds or _is_one_each_time(before, row)


def _is_one_each_time(before: Sequence[Count], row: Sequence[Count]) -> bool:
    """“收集意见25条，三次分别为10条、8条、7条”."""
    is_told_with_row = any(_are_times(one, row) and not one.clause for one in before[-1:])
    is_each_time = pattern("balance-each-time").fullmatch(row[0].lead) is not None
    return (is_told_with_row and is_each_time) or _is_each_of_sum(before, row)


def _is_each_of_sum(before: Sequence[Count], row: Sequence[Count]) -> bool:
    """“举办3期，共培训289人，分别为121人、138人、30人”."""
    is_sum_told = any(one_of("balance-sum").search(one.clause) for one in before[-1:])
    is_each = pattern("balance-each-of-it").fullmatch(row[0].lead) is not None
    return is_sum_told and is_each and any(_are_times(one, row) for one in before)


def _are_times(one: Count, row: Sequence[Count]) -> bool:
    """Whether a count tells how often something was done, as often as figures stand in a row."""
    is_of_times = one_of("complete-time").fullmatch(one.counter) is not None
    return is_of_times and one.value == len(row) and one.counter != row[-1].counter


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else int(worth(text) or 0)


def _unless_of_some(whole: Count, row: Sequence[Count]) -> Iterator[Division]:
    """The division, if it comes to more, or is surely of all."""
    may_leave_some = one_of("balance-some").search(row[0].lead) is not None
    return iter(()) if may_leave_some and total(row) < whole.value else unless(whole, row)


# By what is said before a figure, in its clause, before it again, and behind it.
_LOOKS: tuple[tuple[str, _Look], ...] = (
    ("balance-each", _each),
    ("balance-rest-lead", rest),
    ("balance-with-lead", taken_together),
    ("balance-made-of", made_of),
)
