"""Stocks: what there was, what came and what went, and what is left, of accounts, columns, documents."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum, auto
from functools import cache, partial
from itertools import filterfalse, pairwise

import msgspec

from model.reading.balances.counts import Count, Stretch
from model.reading.words.words import alternatives
from model.reading.words.year_patterns import one_of, pattern


class _Role(Enum):
    """What a count is to a stock."""

    BEFORE = auto()  # “年初17件”, “由15个”
    IN = auto()  # “新增2个”
    OUT = auto()  # “废止3件”
    NOW = auto()  # “年末14件”, “调整为14个”
    NET = auto()  # “净增6件”, “较年初减少1件”


class _Item(msgspec.Struct, frozen=True):
    """A count with its role; of a fall the ``amount`` is below nought. ``thing`` is counted, if said."""

    role: _Role
    count: Count
    amount: Decimal
    thing: str


class Imbalance(msgspec.Struct, frozen=True):
    """A count of a stock that is not what ``numbers`` come to; ``others`` are the counts told with it.

    ``is_change``: it is by how much the stock rose, or fell where that is less than nought.
    """

    told: Count
    expected: Decimal
    numbers: tuple[Decimal, ...]
    others: tuple[Count, ...]
    is_change: bool


def stocks(stretch: Stretch) -> Iterator[Imbalance]:
    """Yield what does not fit among the counts of a stretch of text that tell of one stock."""
    moves = may_move(stretch.said)
    told = [one for one in stretch.counts if not one.depth] if moves else []
    items = _items(told)
    is_clear = not any(map(_is_unclear, stretch.counts)) and not _has_unknown(told, items)
    if is_clear and _are_of_one_stock(items):
        wrong = _Ledger(items, _not_moved(stretch.said)).wrong()
        yield from filterfalse(partial(_may_be_explained, _unknown(told, items)), wrong)


def may_move(said: str) -> bool:
    """Whether a text speaks of something that comes or goes."""
    return one_of(*_MOVES.values()).search(said) is not None


def _is_unclear(one: Count) -> bool:
    """“整合归并5个”: how a stock moved by it is not said."""
    is_what_it_became = pattern("stock-now").search(one.clause) is not None
    return not is_what_it_became and one_of("stock-unclear").search(one.says) is not None


def _has_unknown(told: Sequence[Count], items: Sequence[_Item]) -> bool:
    """Whether a count behind what came or went may have, too, in unknown words: “关停4个、新辟1个”."""
    role_of = {one.count: one.role for one in items}
    behind = [one for before, one in pairwise(told) if role_of.get(before) in _MOVES]
    return any(one not in role_of and one.counter == items[0].count.counter for one in behind)


def _unknown(told: Sequence[Count], items: Sequence[_Item]) -> list[Count]:
    """The counts of the stock's kind that no words make something to it."""
    known = [one.count for one in items]
    return [one for one in told if one not in known and one.counter == known[0].counter]


def _may_be_explained(unknown: Sequence[Count], one: Imbalance) -> bool:
    """“公开文件2件，废止4件，有效的由24件减为22件”: what is missing may have come or gone in other words."""
    missing = abs(abs(one.expected) - one.told.value)
    return any(count.value == missing for count in unknown)


def _items(told: Sequence[Count]) -> list[_Item]:
    """The counts that are something to a stock."""
    items: list[_Item] = []
    for one in told:
        items += _item(one, is_behind_before=bool(items) and items[-1].role is _Role.BEFORE)
    return items


def _item(one: Count, *, is_behind_before: bool) -> list[_Item]:
    net = _net(one, is_behind_before=is_behind_before)
    role = _Role.NET if net is not None else _role(one.clause, is_behind_before=is_behind_before)
    falls = net is not None and not net["up"]
    amount = -one.value if falls else one.value
    return [_Item(role, one, amount, _thing(one))] if role is not None else []


def _net(one: Count, *, is_behind_before: bool) -> re.Match[str] | None:
    """By how much a stock moved on the whole; “比年初的15件少3件” tells it behind that."""
    net = pattern("stock-net").search(one.clause) or pattern("stock-since").search(one.clause)
    return net or (pattern("stock-by").search(one.lead) if is_behind_before else None)


def _role(clause: str, *, is_behind_before: bool) -> _Role | None:
    """What the words before a count make of it."""
    if pattern("stock-now").search(clause) is not None:
        return _Role.NOW if is_behind_before else None
    found = (role for role, words in _words().items() if words.search(clause) is not None)
    return next(found, None)


@cache
def _words() -> dict[_Role, re.Pattern[str]]:
    """What says that a count is something to a stock; the first holds."""
    moves = {role: one_of(kind) for role, kind in _MOVES.items()}
    return {_Role.BEFORE: pattern("stock-before"), **moves, _Role.NOW: one_of("stock-end")}


_MOVES = {_Role.IN: "stock-in", _Role.OUT: "stock-out"}


def _thing(one: Count) -> str:
    """What is counted, without the words that say what it is to the stock; empty where they say it all."""
    return pattern("stock-words").sub("", one.says)


def _are_of_one_stock(items: Sequence[_Item]) -> bool:
    things = {one.thing for one in items} - {""}
    return len({one.count.counter for one in items}) == 1 and len(things) <= 1


def _not_moved(said: str) -> set[_Role]:
    """Of what a text says that there was none: “无废止”."""
    return {role for role, words in _none().items() if words.search(said) is not None}


@cache
def _none() -> dict[_Role, re.Pattern[str]]:
    none = f"(?:{alternatives('stock-none')})"
    return {role: re.compile(f"{none}(?:{alternatives(kind)})") for role, kind in _MOVES.items()}


class _Ledger:
    """The counts of one stock; ``none``: of what is said that there was none."""

    def __init__(self, items: Sequence[_Item], none: set[_Role]) -> None:
        self._items = items
        self._none = none
        self._moves = [one.amount for one in self._of(_Role.IN)] + [
            -one.amount for one in self._of(_Role.OUT)
        ]

    def wrong(self) -> Iterator[Imbalance]:
        """Yield the one count that does not fit."""
        nets = self._only(_Role.NET) if self._tells_all else []
        yield from self._unlike(nets[0], self._moves) if nets and self._moves else self._now_against_moves()

    def _of(self, role: _Role) -> list[_Item]:
        return [one for one in self._items if one.role is role]

    def _only(self, role: _Role) -> list[_Item]:
        found = self._of(role)
        return found if len(found) == 1 else []

    @property
    def _tells_all(self) -> bool:
        """Whether both what came and what went is told."""
        return all(self._of(role) or role in self._none for role in _MOVES)

    def _now_against_moves(self) -> Iterator[Imbalance]:
        """What was there before, with what came and without what went, is what is left."""
        for before, now in zip(self._only(_Role.BEFORE), self._only(_Role.NOW), strict=False):
            is_sure = self._tells_all or self._exceeds(now.amount - before.amount)
            yield from self._unlike(now, [before.amount, *self._moves]) if self._moves and is_sure else ()

    def _exceeds(self, change: Decimal) -> bool:
        """“由86个减到61个，注销35个”: more went than the stock has lost, and nothing is told to have come."""
        moved = sum(self._moves, Decimal(0))
        return change * moved > 0 and abs(moved) > abs(change)

    def _unlike(self, told: _Item, numbers: Sequence[Decimal]) -> Iterator[Imbalance]:
        """A count that is not what others come to."""
        came_to, is_change = sum(numbers, Decimal(0)), told.role is _Role.NET
        others = tuple(one.count for one in self._items if one is not told)
        if came_to != told.amount:
            yield Imbalance(told.count, came_to, tuple(numbers), others, is_change)
