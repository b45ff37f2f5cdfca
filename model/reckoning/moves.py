"""How much something changed, told with both of its figures, whatever the change is called."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, pairwise, product
from typing import NamedTuple

from model.chinese.figures import Figure, Kind
from model.reading.words.words import words_of
from model.reading.words.year_patterns import one_of, pattern
from model.reckoning.manner import Alone, How, Manner, Misreckoned, places
from model.reckoning.names import core
from model.reckoning.told import HUNDRED, LAST_DIGIT, Paragraph, Told

_BEFORE = 2  # figures that stand before a change
_HALF = Decimal("0.5")
_DOUBLED = Decimal("1.9"), Decimal("2.3")  # times: what “翻一番” may be
_RANKS = ("reckoned-rank", "reckoned-rank-from")


class _Move(NamedTuple):
    """From what to what, and by how much; ``up``: it is said to have risen."""

    before: Told
    now: Told
    by: Told
    up: bool


def _wrong(paragraph: Paragraph) -> Iterator[Misreckoned]:
    """Yield the changes of a paragraph that its own figures do not give."""
    for place in range(_BEFORE, len(paragraph.told)):
        found = _from_to(paragraph, place) or _since_last(paragraph, place)
        if found is not None and not _gives(found):
            yield _as_told(found)


def _as_told(move: _Move) -> Misreckoned:
    before, now, figure = move.before.value, move.now.value, move.by.figure
    told, right = places([move.before, move.now]), _change(figure, before, now)
    unit = "%" if figure.kind is Kind.PERCENT else figure.counter
    return Misreckoned(figure.start, figure.end, How.MOVE, before, now, right, told, unit)


def _as_found(_texts: Alone, _paragraph: Paragraph, wrong: Misreckoned) -> Iterator[Misreckoned]:
    """Yield what a paragraph shows to be wrong by itself."""
    yield wrong


def _from_to(paragraph: Paragraph, place: int) -> _Move | None:
    """“由9个精简为6个，减少三分之一”."""
    by = paragraph.told[place]
    before, now, last = _with_change(paragraph, place)
    is_from_to = _tells_from_to(paragraph, before, now) and not _names_more(by)
    moved = is_from_to and pattern("reckoned-moved").fullmatch(paragraph.between(last, by))
    return _Move(before, now, by, moved["up"] is not None) if moved else None


def _tells_from_to(paragraph: Paragraph, before: Told, now: Told) -> bool:
    is_from = pattern("reckoned-came-from").search(before.name) is not None
    is_to = is_from and pattern("reckoned-came-to").fullmatch(paragraph.between(before, now)) is not None
    are_exact = before.is_exact_count and now.is_exact_count
    return is_to and are_exact and before.unit == now.unit


def _with_change(paragraph: Paragraph, place: int) -> tuple[Told, Told, Told]:
    """The two figures before a change, and the last before it, which may tell the change in percent."""
    last = paragraph.told[place - 1]
    tells_change = last.figure.kind is Kind.PERCENT and place > _BEFORE
    first = place - _BEFORE - tells_change
    return paragraph.told[first], paragraph.told[first + 1], last


def _since_last(paragraph: Paragraph, place: int) -> _Move | None:
    """“达31万，较2022年的28.5万增长2.5万”: of rounded figures; exact ones are read with the sentence."""
    now, before, by = paragraph.told[place - 2 : place + 1]
    is_compared = _is_rounded_and_compared(now, before) and now.begin == by.begin
    moved = is_compared and pattern("reckoned-moved-from-last").fullmatch(paragraph.between(before, by))
    return _Move(before, now, by, moved["up"] is not None) if moved else None


def _is_rounded_and_compared(now: Told, before: Told) -> bool:
    is_rounded = now.figure.scale != 1 or before.figure.scale != 1
    is_compared = is_rounded and pattern("reckoned-compared").search(before.name) is not None
    return is_compared and now.figure.counter == before.figure.counter


def _names_more(by: Told) -> bool:
    """“由14个整合为7个，增加2个专栏”: of something else."""
    return by.figure.kind is Kind.COUNT and by.figure.counter not in words_of("times") and by.behind != ""


def _gives(move: _Move) -> bool:
    """Whether two figures give by how much they are said to differ, each as exactly as it is told."""
    if not _can_be_held(move):
        return True
    bounds = _bounds(move, move.by.figure)
    changes = bounds if move.up else [-change for change in bounds]
    return _lies_between(move.by.figure, min(changes), max(changes))


def _can_be_held(move: _Move) -> bool:
    """Whether none of the figures is said to be no more than near, and there was something before."""
    is_near = move.before.figure.approximate or move.now.figure.approximate
    return move.by.figure.can_be_wrong and not is_near and bool(move.before.value)


def _lies_between(by: Figure, least: Decimal, most: Decimal) -> bool:
    """Whether a change is told as it is, or may be, as far as its digits say."""
    slack = _slack(by)
    lowest, highest = by.limits or (by.value - slack, by.value + slack)
    return lowest <= most and least <= highest


def _bounds(move: _Move, by: Figure) -> list[Decimal]:
    """By how much it changed, at the least and at the most, as the two figures may be rounded."""
    before, now = (
        (one.value - one.rounded_by, one.value + one.rounded_by) for one in (move.before, move.now)
    )
    return [_change(by, *pair) for pair in product(before, now)]


def _change(by: Figure, before: Decimal, now: Decimal) -> Decimal:
    if by.kind is Kind.PERCENT:
        return (now - before) / before * HUNDRED
    return (now - before) / before if by.counter in words_of("times") else now - before


def _slack(by: Figure) -> Decimal:
    """By how much a change may be off for its digits alone."""
    if by.kind is Kind.PERCENT:
        return LAST_DIGIT.scaleb(-by.places)
    is_count = by.scale == 1 and not by.places
    return Decimal(0) if is_count else _HALF.scaleb(-by.places) * by.scale


# ------------------------------------------------------------------------- doubled


class _Doubled(NamedTuple):
    """What is to double, and to how much."""

    name: str
    goal: Told


def _doubling(paragraph: Paragraph) -> Iterator[_Doubled]:
    """Yield what doubles, where it is told to what: “图解数量翻一番，达到10份”."""
    for doubled, goal in pairwise(paragraph.told):
        said = pattern("reckoned-doubled").match(doubled.name) if _is_doubling(doubled.figure) else None
        is_to = pattern("reckoned-doubled-to").fullmatch(paragraph.between(doubled, goal))
        if said and is_to and not one_of("of-other-times").search(said[0]):
            yield _Doubled(core(said["name"]), goal)


def _is_doubling(figure: Figure) -> bool:
    """“翻一番”, “增长一倍” told roughly."""
    return figure.limits is not None and figure.value == HUNDRED


def _not_doubled(texts: Alone, _paragraph: Paragraph, said: _Doubled) -> Iterator[Misreckoned]:
    """Yield to what something doubles that is not told as the half of it anywhere."""
    figure = said.goal.figure
    known = [one.value for _, one in texts.named_anywhere(said.name) if _may_be_half(one, said.goal)]
    if known and not any(_is_double(figure.value, half) for half in known):
        yield Misreckoned(figure.start, figure.end, How.DOUBLED, known[0], figure.value, 2 * known[0])


def _may_be_half(one: Told, goal: Told) -> bool:
    is_another = one.figure.start != goal.figure.start
    return is_another and one.unit == goal.unit and one.value > 0


def _is_double(goal: Decimal, half: Decimal) -> bool:
    least, most = _DOUBLED
    return least <= goal / half <= most


# ------------------------------------------------------------------------- places in a row


def _wrong_ranks(paragraph: Paragraph) -> Iterator[Misreckoned]:
    """Yield by how many places something is wrongly said to have moved: “第5位，较上年的第11位提升6位”."""
    said = chain.from_iterable(pattern(name).finditer(paragraph.text) for name in _RANKS)
    return filter(None, map(_wrong_rank, said))


def _wrong_rank(said: re.Match[str]) -> Misreckoned | None:
    before, now, by = (Decimal(said[one]) for one in ("before", "now", "by"))
    won = by if said["up"] is not None else -by
    wrong = Misreckoned(said.start("moved"), said.end("moved"), How.RANK, before, now, before - now)
    return wrong if won != before - now else None


MOVES = Manner("move-sign", _wrong, _as_found)
DOUBLED = Manner("doubled-sign", _doubling, _not_doubled)
RANKS = Manner("rank-sign", _wrong_ranks, _as_found)
