"""Counts told in a row, and what they come to: “由1名组长、2名副组长和9名成员共12人组成”."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from model.reading.balances.counts import Count, Division, Stretch, total
from model.reading.words.words import words_of
from model.reading.words.year_patterns import one_of, pattern

_FAR_TOO_MUCH = 2  # times a whole: such parts are hardly parts of it


def unless(whole: Count, parts: Sequence[Count], unsaid: int = 0) -> Iterator[Division]:
    """Yield the division where the parts come to another number, though of its size."""
    came_to = total(parts) + unsaid
    is_of_its_size = came_to <= whole.value * _FAR_TOO_MUCH and whole.value <= came_to * _FAR_TOO_MUCH
    if came_to != whole.value and is_of_its_size:
        yield Division(whole, tuple(parts), unsaid)


def is_sum(one: Count) -> bool:
    """Whether a count is told as the sum of those before it."""
    return _is_all(one) or pattern("balance-sums-up").search(one.clause) is not None


def _is_all(one: Count) -> bool:
    """“设专职人员2名、兼职人员14名，16人全部参加”."""
    return one.lead == "，" and one_of("balance-all").match(one.tail) is not None


def are_people(some: Iterable[Count]) -> bool:
    """Whether counts count people, be it each time they came: 人, 人次."""
    return all(one.counter in words_of("balance-people") for one in some)


def says_nothing_new(stretch: Stretch, told: Count) -> bool:
    """Whether a sum is of what was spoken of before: “，年内累计培训153人次”."""
    said = pattern("balance-small").sub("", pattern("balance-sums-up").sub("", told.clause))
    is_directly_behind = "，" not in told.lead
    return is_directly_behind or said in stretch.before(told)


def sum_of_row(stretch: Stretch, place: int) -> Iterator[Division]:
    """People, or units, told one behind the other, with their sum."""
    told = stretch.counts[place]
    row = _row_before(stretch.counts[:place], told)
    heads = _heads_without_figure(row) if len(row) > 1 else None
    if heads is not None and _are_counted_as(row, told, heads) and _is_of_all(stretch, told):
        yield from unless(told, row, heads)


def _is_of_all(stretch: Stretch, told: Count) -> bool:
    may_overlap = one_of("balance-overlapping").search(told.lead) is not None
    return not may_overlap and says_nothing_new(stretch, told)


def _are_counted_as(row: Sequence[Count], told: Count, heads: int) -> bool:
    """Whether a row counts people as its sum does, or all are units; a group has people from units."""
    of_people = are_people(row) or heads > 0
    return are_people([told]) if of_people else _are_units((*row, told))


def _are_units(some: Iterable[Count]) -> bool:
    """Whether counts have general counters: “9个科室、21个村共30家单位”."""
    return all(one.counter in words_of("balance-unit") for one in some)


def _heads_without_figure(row: Sequence[Count]) -> int | None:
    """How many lead a group without a figure: “以局长为组长、3名副局长为副组长”; None: not known."""
    said = row[0].lead.rpartition("。")[-1]
    has_head = one_of("group-head").search(said) is not None
    is_doubtful = one_of("group-deputy", "group-heads").search(said) is not None
    return None if has_head and is_doubtful else int(has_head)


def made_of(stretch: Stretch, place: int) -> Iterator[Division]:
    """“26个领域，由国家规定的20个和本市增加的6个组成”."""
    row = _row_before(stretch.counts[: place + 1], None)
    for whole in stretch.counts[: place + 1 - len(row)][-1:]:
        is_opened = one_of("stock-from").search(row[0].clause) is not None and row[0].is_joined
        is_alike = len({one.counter for one in (whole, *row)}) == 1
        yield from unless(whole, row) if len(row) > 1 and is_opened and is_alike else ()


def _row_before(before: Sequence[Count], told: Count | None) -> list[Count]:
    """The last counts that only “、” and “和” part from each other, up to a sum that is ``told`` of them."""
    last = [one for one in before[-1:] if told is None or _is_beside(one, told)]
    pairs = zip(reversed(before[:-1]), reversed(before), strict=False) if last else ()
    listed = takewhile(lambda pair: _is_beside(*pair) and _is_listed(pair[1]), pairs)
    return [*reversed([one for one, _ in listed]), *last]


def _is_beside(one: Count, behind: Count) -> bool:
    return behind.is_joined and one.depth == behind.depth


def _is_listed(one: Count) -> bool:
    """Whether a “、” or “和” joins a count to the one before."""
    return "，" not in one.lead and one_of("balance-and").search(one.lead) is not None
