"""Wholes and parts of a sentence that says itself that none is left out: “分别为”, “共”, “其余”, “连同”."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import accumulate, combinations, takewhile

from model.chinese.numerals import worth
from model.reading.balances.counts import Count, Division, Stretch, are_neighbours, is_compared, total
from model.reading.words.words import alternatives, words_of
from model.reading.words.year_patterns import one_of, pattern

_MOST = 12  # counts of which every choice is added up
_FAR_TOO_MUCH = 2  # times a whole: such parts are hardly parts of it


def lists(stretch: Stretch) -> Iterator[Division]:
    """Yield what does not add up among the counts of a stretch of text."""
    for place, one in enumerate(stretch.counts):
        before, behind = stretch.counts[:place], stretch.counts[place:]
        if pattern("balance-each").search(one.lead) is not None:
            yield from _each(stretch, before, behind)
        elif pattern("balance-rest-lead").search(one.clause) is not None:
            yield from _rest(stretch, before, one)
        elif pattern("balance-with-lead").search(one.lead) is not None:
            yield from _with(before, behind)
        elif _is_sum(one):
            yield from _sum_of_row(stretch, before, one)
        elif pattern("balance-made-of").search(one.tail) is not None:
            yield from _made_of(stretch.counts[: place + 1])


def _each(stretch: Stretch, before: Sequence[Count], behind: Sequence[Count]) -> Iterator[Division]:
    """“三次分别为21、18、24，共63人次”; “发布55篇，四种形式分别为31篇、14篇、3篇、7篇”."""
    row = [behind[0], *takewhile(_goes_on_with_row, behind[1:])]
    if len(row) < 2 or is_compared(row[0]):
        return
    told = behind[len(row) : len(row) + 1]
    is_told = any(_is_sum(one) and one.is_joined and _counts_as(one, row) for one in told)
    if is_told and _names_nothing_new(stretch, told[0]):
        yield from _unless(told[0], row)
    else:
        yield from _of_kinds(before, row)


def _goes_on_with_row(one: Count) -> bool:
    return one_of("balance-and").fullmatch(one.lead) is not None


def _counts_as(told: Count, row: Sequence[Count]) -> bool:
    counter = row[-1].counter
    return counter in ("", told.counter) or are_people((row[-1], told))


def _names_nothing_new(stretch: Stretch, told: Count) -> bool:
    """Whether a sum is of what was spoken of before: “，年内累计培训153人次”."""
    said = _small_words().sub("", pattern("balance-sums-up").sub("", told.clause))
    is_directly_behind = "，" not in told.lead
    return is_directly_behind or said in stretch.before(told)


@cache
def _small_words() -> re.Pattern[str]:
    return re.compile(alternatives("balance-filler", "balance-sum"))


def are_people(some: Sequence[Count]) -> bool:
    """Whether counts count people, be it each time they came: 人, 人次."""
    return all(one.counter in words_of("balance-people") for one in some)


def _of_kinds(before: Sequence[Count], row: Sequence[Count]) -> Iterator[Division]:
    """The whole before as many figures as kinds are said."""
    kinds = pattern("balance-kinds").search(row[0].lead)
    if kinds is None or _number(kinds["number"]) != len(row):
        return
    alike = [one for one in before if one.counter == row[-1].counter and not is_compared(one)]
    if not alike or total(row) in {one.value for one in alike}:
        return
    whole = max(alike, key=lambda one: one.value)
    may_leave_some = one_of("balance-some").search(row[0].lead) is not None
    if not may_leave_some or total(row) > whole.value:
        yield from _unless(whole, row)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else int(worth(text) or 0)


def _unless(whole: Count, parts: Sequence[Count], unsaid: int = 0) -> Iterator[Division]:
    """The division where the parts come to another number, though of its size."""
    came_to = total(parts) + unsaid
    is_of_its_size = came_to <= whole.value * _FAR_TOO_MUCH and whole.value <= came_to * _FAR_TOO_MUCH
    if came_to != whole.value and is_of_its_size:
        yield Division(whole, tuple(parts), unsaid)


# ------------------------------------------------------------------ what is left


def _rest(stretch: Stretch, before: Sequence[Count], rest: Count) -> Iterator[Division]:
    """“收到25条，公开4条，其余21条以电话回复”: what is left of the first without the others."""
    alike = [one for one in before if one.counter == rest.counter and one.depth == rest.depth]
    leaves_out = one_of("balance-except").search(stretch.text, stretch.start, rest.start) is not None
    is_plain = 2 <= len(alike) <= _MOST and not leaves_out and not any(map(is_compared, alike))
    if not is_plain or _is_explained(alike, rest) or not _are_plain_parts(alike):
        return
    whole, *parts = alike
    yield from _unless(whole, [*parts, rest])


def _is_explained(alike: Sequence[Count], rest: Count) -> bool:
    """Whether some figures behind another give it with the rest."""
    for place, whole in enumerate(alike):
        missing = whole.value - rest.value
        if missing in _sums(alike[place + 1 :]):
            return True
    return False


def _sums(some: Sequence[Count]) -> set[Decimal]:
    """What any of some counts come to, in any choice of them."""
    chosen = (combinations(some, number) for number in range(len(some) + 1))
    return {total(one) for choice in chosen for one in choice}


def _are_plain_parts(alike: Sequence[Count]) -> bool:
    """Whether all counts behind the first divide it: none opens a list of its own."""
    whole, *parts = alike
    opens = [one for one in parts if one_of("balance-opens").search(one.lead) is not None]
    return all(one.value <= whole.value for one in parts) and opens in ([], parts[:1])


# ------------------------------------------------------------------ what is taken together


def _with(before: Sequence[Count], behind: Sequence[Count]) -> Iterator[Division]:
    """“印发4件，连同划转承接的2件，年末现行有效6件”."""
    for one, added, told in zip(before[-1:], behind[:1], behind[1:2], strict=False):
        are_alike = one.counter == added.counter == told.counter and are_neighbours((one, added, told))
        is_told = pattern("balance-with-sum").search(told.clause) is not None
        earlier = accumulate((count.value for count in reversed(before)), initial=added.value)
        if are_alike and is_told and told.value not in set(earlier):
            yield from _unless(told, (one, added))


def _is_sum(one: Count) -> bool:
    return _is_all(one) or pattern("balance-sums-up").search(one.clause) is not None


def _is_all(one: Count) -> bool:
    """“设专职人员2名、兼职人员14名，16人全部参加”."""
    return one.lead == "，" and one_of("balance-all").match(one.tail) is not None


def _sum_of_row(stretch: Stretch, before: Sequence[Count], told: Count) -> Iterator[Division]:
    """“由1名组长、2名副组长和9名成员共12人组成”: people, or units, told one behind the other."""
    row = _row_before(before, told)
    may_overlap = one_of("balance-overlapping").search(told.lead) is not None
    if len(row) < 2 or may_overlap or not _names_nothing_new(stretch, told):
        return
    heads = _heads_without_figure(row)
    is_counted_so = are_people((*row, told)) or (heads and are_people([told]))
    if heads is None or not (is_counted_so or _are_units((*row, told))):
        return
    yield from _unless(told, row, heads)


def _made_of(told: Sequence[Count]) -> Iterator[Division]:
    """“26个领域，由国家规定的20个和本市增加的6个组成”."""
    row = _row_before(told, None)
    before = told[: len(told) - len(row)]
    for whole in before[-1:]:
        is_row = len(row) > 1 and one_of("stock-from").search(row[0].clause) is not None
        if is_row and row[0].is_joined and len({one.counter for one in (whole, *row)}) == 1:
            yield from _unless(whole, row)


def _row_before(before: Sequence[Count], told: Count | None) -> list[Count]:
    """The last counts that only “、” and “和” part from each other, up to a sum that is ``told`` of them."""
    row: list[Count] = []
    behind = told
    for one in reversed(before):
        is_row = behind is None or (behind.is_joined and one.depth == behind.depth)
        if not is_row or (row and behind is not None and not _is_listed(behind)):
            break
        row.insert(0, one)
        behind = one
    return row


def _is_listed(one: Count) -> bool:
    """Whether a “、” or “和” joins a count to the one before."""
    return "，" not in one.lead and one_of("balance-and").search(one.lead) is not None


def _are_units(some: Sequence[Count]) -> bool:
    """Whether counts have general counters: “9个科室、21个村共30家单位”."""
    return all(one.counter in words_of("balance-unit") for one in some)


def _heads_without_figure(row: Sequence[Count]) -> int | None:
    """How many lead a group without a figure: “以局长为组长、3名副局长为副组长”; None: not known."""
    said = row[0].lead.rpartition("。")[-1]
    if one_of("group-head").search(said) is None:
        return 0
    is_sure = one_of("group-deputy", "group-heads").search(said) is None
    return 1 if is_sure else None
