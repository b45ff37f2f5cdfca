"""Lists that say by their own words that they leave nothing out: “……，其他29件”, “第一期80人，第二期92人”.

The count before the first part is the whole of each.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise, takewhile

from model.chinese.numerals import worth
from model.reading.balances.counts import Count, Division, Stretch, is_compared, total
from model.reading.balances.rows import is_sum, unless
from model.reading.words.words import words_of
from model.reading.words.year_patterns import one_of, pattern
from resources.patterns import of_a_report

_FEWEST = 2  # parts
_SHORTEST_NAME = 2  # characters
_SLIP = 20  # channels may tell the same twice: what is one twentieth too much is a slip
_STOPS = "，,、。；;：:（）\n"

_Parts = Sequence[Count]


def complete(stretch: Stretch) -> Iterator[Division]:
    """Yield what does not add up among lists that are told to their end."""
    may_be_numbered = pattern("complete-numbered").search(stretch.said) is not None
    for place in range(1, len(stretch.counts)):
        for parts in _lists(stretch, place, may_be_numbered=may_be_numbered):
            whole = _before(stretch, parts[0])
            yield from _wrong(stretch, whole, parts) if _are_counted_alike(whole, parts) else ()


def _lists(stretch: Stretch, place: int, *, may_be_numbered: bool) -> Iterator[_Parts]:
    before, one = stretch.counts[place - 1 : place + 1]
    are_alike = one.counter != "" and one.is_like(before)
    yield from _closed(stretch, place) if are_alike else ()
    yield from _numbered(stretch, place) if may_be_numbered else ()
    yield from _opened(stretch, place) if are_alike else ()


def _before(stretch: Stretch, one: Count) -> Count:
    """The count before one that is counted as it is, or the one just before."""
    before = stretch.counts[: stretch.counts.index(one)]
    alike = [other for other in before if other.counter == one.counter]
    return (alike or before)[-1]


def _own(stretch: Stretch, one: Count) -> str:
    """The words before a count, behind the last stop, with whatever figures stand there."""
    begin = max(stretch.text.rfind(stop, stretch.start, one.start) for stop in _STOPS)
    return stretch.text[max(begin + 1, stretch.start) : one.start]


def _are_counted_alike(whole: Count, parts: _Parts) -> bool:
    """Whether parts are counted as their whole is, beside it, and all of them of this year."""
    are_alike = len({(one.counter, one.depth) for one in (whole, *parts)}) == 1
    are_things = whole.counter != "" and len(parts) >= _FEWEST
    return are_alike and are_things and not any(map(is_compared, (whole, *parts)))


def _wrong(stretch: Stretch, whole: Count, parts: _Parts) -> Iterator[Division]:
    """The division, where no count before is what the parts come to, nor two that stand side by side."""
    said = stretch.text[whole.start : parts[-1].stop]
    may_overlap = one_of("balance-overlapping").search(said) is not None
    totals = [total(parts)] if _are_one_row(parts) else _totals(parts)
    is_right = not _wholes(stretch, whole).isdisjoint(totals)
    yield from () if may_overlap or is_right else unless(whole, parts)


def _wholes(stretch: Stretch, last: Count) -> set[Decimal]:
    """What parts behind a count may be of."""
    before = [one.value for one in stretch.counts if one.start <= last.start]
    return {*before, *(one + other for one, other in pairwise(before))}


def _totals(parts: _Parts) -> list[Decimal]:
    """What parts come to, from the first up to each of them."""
    return list(accumulate(one.value for one in parts))


def _are_one_row(parts: _Parts) -> bool:
    """Whether only a “、” parts what stands in one place alone: then nothing but all of it is the whole."""
    is_row = all(one.lead.startswith("、") for one in parts[1:])
    return is_row and parts[0].counter in words_of("complete-standing")


# ------------------------------------------------------------------------- closed by “其他”


def _closed(stretch: Stretch, place: int) -> Iterator[_Parts]:
    """“处罚67件，主要为占道经营38件、违规装修和其他29件”."""
    is_last = pattern("complete-others").search(stretch.counts[place].clause) is not None
    first = _first_opened(stretch.counts, place) if is_last and not _goes_on(stretch, place) else 0
    if first:
        whole, *parts = stretch.counts[first - 1 : place + 1]
        yield _last_division(whole, _without_sums(parts))


def _without_sums(parts: _Parts) -> _Parts:
    """“噪声40件、油烟30件，两类共计70件，其他20件”: the parts without a sum of those before it."""
    totals = [Decimal(0), *_totals(parts)]
    told = zip(parts, totals, strict=False)
    return [one for one, before in told if not (is_sum(one) and one.value == before)]


def _first_opened(counts: Sequence[Count], place: int) -> int:
    """The number of the count that opens the list which one is the last of; 0 where none does."""
    joined = takewhile(lambda at: counts[at].is_joined, range(place, 0, -1))
    return next((at for at in joined if pattern("complete-opens").search(counts[at].lead)), 0)


def _last_division(whole: Count, parts: _Parts) -> _Parts:
    """“8件，其中自然人7件、企业1件，涉及设备3件、其他5件”: behind all of it come parts anew."""
    totals = _totals(parts)[:-1]
    return parts[totals.index(whole.value) + 1 :] if whole.value in totals else parts


def _goes_on(stretch: Stretch, place: int) -> bool:
    """Whether the count behind one may be a part as it is."""
    return any(_is_beside(stretch.counts[place], one) for one in stretch.counts[place + 1 : place + 2])


def _is_beside(one: Count, behind: Count) -> bool:
    """Whether a count goes on with what another counts, and opens no parts of its own."""
    goes_on = one.is_like(behind) and behind.is_joined
    return goes_on and pattern("complete-opens").search(behind.lead) is None


# ------------------------------------------------------------------------- one for each number


def _numbered(stretch: Stretch, place: int) -> Iterator[_Parts]:
    """“组织两期培训班，共172人，第一期80人，第二期92人”: as many as are said."""
    number, of = _number(stretch, stretch.counts[place])
    whole, *parts = _alike_up_to(stretch, place)[-number - 1 :]
    is_row = number >= _FEWEST and _are_numbered(stretch, parts, number, of)
    yield from [parts] if is_row and _are_said_to_be(stretch, whole, number, of) else ()


def _alike_up_to(stretch: Stretch, place: int) -> _Parts:
    counter = stretch.counts[place].counter
    return [one for one in stretch.counts[: place + 1] if one.counter == counter]


def _are_numbered(stretch: Stretch, parts: _Parts, number: int, of: str) -> bool:
    """Whether parts are told from the first to the last of so many."""
    return [_number(stretch, one) for one in parts] == [(at, of) for at in range(1, number + 1)]


def _number(stretch: Stretch, one: Count) -> tuple[int, str]:
    """Which of several of what a count is of: “第二期” is 2, 期; 0 where it is of none of them."""
    said = pattern("complete-numbered").fullmatch(_own(stretch, one))
    if said is None:
        return 0, ""
    return 1 if said["first"] else int(worth(said["number"]) or said["number"]), said["of"]


def _are_said_to_be(stretch: Stretch, whole: Count, number: int, of: str) -> bool:
    """Whether the text says before their whole how many there are: “两期培训班”."""
    before = [one for one in (*stretch.earlier, *stretch.counts) if one.start < whole.start]
    return any(one.value == number and one.counter == of for one in before)


# ------------------------------------------------------------------------- all that its opening names


def _opened(stretch: Stretch, place: int) -> Iterator[_Parts]:
    """“按类型分，咨询121件、投诉138件”: a list of all that its opening divides, or that is named before."""
    whole, first = stretch.counts[place - 1 : place + 1]
    parts = [first, *takewhile(lambda one: _is_beside(whole, one), stretch.counts[place + 1 :])]
    yield from [parts] if len(parts) >= _FEWEST and _are_all(stretch, whole, parts) else ()


def _are_all(stretch: Stretch, whole: Count, parts: _Parts) -> bool:
    is_divided = pattern("complete-divides").search(parts[0].lead) is not None
    is_told = is_divided or _make_pair(stretch, whole, parts) or _are_too_many(stretch, whole, parts)
    return is_told or _are_named(stretch, whole, parts)


def _make_pair(stretch: Stretch, whole: Count, parts: _Parts) -> bool:
    """“承办建议提案137件，其中人大建议61件、政协提案76件”: both of which the whole has its name."""
    told = stretch.text[whole.start - len(whole.clause) : parts[-1].stop] if len(parts) == _FEWEST else ""
    return pattern("complete-pair").search(told) is not None


def _are_too_many(stretch: Stretch, whole: Count, parts: _Parts) -> bool:
    """“终端6台，其中大厅2台、社区4台、窗口1台”: more than there are of what stands in one place alone."""
    stand_alone = whole.counter in words_of("complete-standing") and total(parts) > whole.value
    if not stand_alone or not parts[0].opens:
        return False
    said = stretch.text[whole.stop : parts[-1].stop]
    return one_of("overlapping", "of-several", "complete-trait").search(said) is None


def _are_named(stretch: Stretch, whole: Count, parts: _Parts) -> bool:
    """“通过网站和公众号发布289条，其中网站121条、公众号168条”: as many as are named with their whole."""
    may_be_twice = (total(parts) - whole.value) * _SLIP > whole.value
    may_be_named = not may_be_twice and pattern("complete-names").search(parts[0].lead) is not None
    is_row_before = pattern("complete-between").search(stretch.text, stretch.start, whole.start)
    return may_be_named and is_row_before is not None and _are_row(stretch, whole, parts)


def _are_row(stretch: Stretch, whole: Count, parts: _Parts) -> bool:
    names = [_name(stretch, one) for one in parts]
    is_row = min(map(len, names)) >= _SHORTEST_NAME
    return is_row and _row_of(names).search(stretch.text, stretch.start, whole.start) is not None


def _name(stretch: Stretch, one: Count) -> str:
    """What a part is called, without what opens its list and what is said of it behind."""
    return pattern("complete-name").sub("", _own(stretch, one))


def _row_of(names: Sequence[str]) -> re.Pattern[str]:
    """What finds names one behind the other, and no more of them."""
    row = pattern("complete-between").pattern.join(map(re.escape, names))
    return of_a_report(f"{pattern('complete-before').pattern}{row}{pattern('complete-behind').pattern}")
