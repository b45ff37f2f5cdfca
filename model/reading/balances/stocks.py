"""Stocks: what there was, what came and what went, and what is left, of accounts, columns, documents."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum, auto
from functools import cache

import msgspec

from model.reading.balances.counts import Count, Stretch
from model.reading.words.words import alternatives
from model.reading.words.year_patterns import one_of, pattern

_OF_STOCKS = ("stock-begin", "stock-end", "stock-in", "stock-out", "stock-rise", "stock-fall", "stock-from")


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
    said = stretch.said
    items = list(_items([one for one in stretch.counts if not one.depth]))
    is_clear = not any(map(_is_unclear, stretch.counts))
    if len(items) > 1 and is_clear and _are_of_one_stock(items):
        none = {role for role, kind in _MOVES.items() if _none(kind).search(said) is not None}
        yield from _Ledger(items, none).wrong()


def _is_unclear(one: Count) -> bool:
    """“整合归并5个”: how a stock moved by it is not said."""
    is_what_it_became = pattern("stock-now").search(one.clause) is not None
    return not is_what_it_became and one_of("stock-unclear").search(one.says) is not None


def _items(sentence: Sequence[Count]) -> Iterator[_Item]:
    before: _Item | None = None
    for one in sentence:
        role, sign = _role(one, before)
        if role is not None:
            before = _Item(role, one, one.value * sign, _thing(one))
            yield before


def _role(one: Count, before: _Item | None) -> tuple[_Role | None, int]:
    """What a count is, and whether it is one of less."""
    net = _net(one, before)
    if net is not None:
        return _Role.NET, 1 if net["up"] else -1
    clause = one.clause
    if pattern("stock-now").search(clause) is not None:
        return (_Role.NOW if before is not None and before.role is _Role.BEFORE else None), 1
    if pattern("stock-before").search(clause) is not None or _is_of_a_year_end(clause):
        return _Role.BEFORE, 1
    return _moved_or_left(clause), 1


def _net(one: Count, before: _Item | None) -> re.Match[str] | None:
    net = pattern("stock-net").search(one.clause) or pattern("stock-since").search(one.clause)
    is_behind_compared = before is not None and before.role is _Role.BEFORE
    return net or (pattern("stock-by").search(one.lead) if is_behind_compared else None)


def _is_of_a_year_end(clause: str) -> bool:
    """“比2022年12月31日的15件”."""
    return pattern("stock-year-end").search(clause) is not None


def _moved_or_left(clause: str) -> _Role | None:
    for role, kind in ((_Role.IN, "stock-in"), (_Role.OUT, "stock-out"), (_Role.NOW, "stock-end")):
        if one_of(kind).search(clause) is not None:
            return role
    return None


def _thing(one: Count) -> str:
    """What is counted, without the words that say what it is to the stock; empty where they say it all."""
    return _words_of_stocks().sub("", one.says)


@cache
def _words_of_stocks() -> re.Pattern[str]:
    kinds = (*_OF_STOCKS, "stock-become", "balance-filler")
    return re.compile(rf"[^\w]|\d{{4}}年(?:年底|底|末|\s*12月31日)?|{alternatives(*kinds)}|[比较与至到净]")


def _are_of_one_stock(items: Sequence[_Item]) -> bool:
    return len({one.count.counter for one in items}) == 1 and len({one.thing for one in items} - {""}) <= 1


_MOVES = {_Role.IN: "stock-in", _Role.OUT: "stock-out"}


@cache
def _none(kind: str) -> re.Pattern[str]:
    """What says that nothing came, or went: “无废止”."""
    return re.compile(f"(?:{alternatives('stock-none')})(?:{alternatives(kind)})")


class _Ledger:
    """The counts of one stock; ``none``: of what is said that there was none."""

    def __init__(self, items: Sequence[_Item], none: set[_Role]) -> None:
        self._items = items
        self._none = none
        self._come, self._gone = self._of(_Role.IN), self._of(_Role.OUT)

    def wrong(self) -> Iterator[Imbalance]:
        """Yield the one count that does not fit."""
        before, now, net = map(self._only, (_Role.BEFORE, _Role.NOW, _Role.NET))
        moved = self._come + self._gone
        if not moved:
            return
        if net is not None and self._tells_all:
            yield from self._net_against_moves(net)
        elif before is not None and now is not None:
            yield from self._now_against_moves(before, now)

    def _of(self, role: _Role) -> list[_Item]:
        return [one for one in self._items if one.role is role]

    def _only(self, role: _Role) -> _Item | None:
        found = self._of(role)
        return found[0] if len(found) == 1 else None

    @property
    def _tells_all(self) -> bool:
        """Whether both what came and what went is told."""
        come, gone = bool(self._come) or _Role.IN in self._none, bool(self._gone) or _Role.OUT in self._none
        return come and gone

    @property
    def _moves(self) -> list[Decimal]:
        return [one.amount for one in self._come] + [-one.amount for one in self._gone]

    def _net_against_moves(self, net: _Item) -> Iterator[Imbalance]:
        came_to = sum(self._moves, Decimal(0))
        if came_to != net.amount:
            yield self._balance(net, came_to, self._moves)

    def _now_against_moves(self, before: _Item, now: _Item) -> Iterator[Imbalance]:
        moves = [before.amount, *self._moves]
        came_to = sum(moves, Decimal(0))
        if came_to != now.amount and (self._tells_all or self._exceeds(before, now)):
            yield self._balance(now, came_to, moves)

    def _exceeds(self, before: _Item, now: _Item) -> bool:
        """“由86个减到61个，注销35个”: more went than the stock has lost, and nothing is told to have come."""
        change = now.amount - before.amount
        moved = sum(self._moves, Decimal(0))
        return change * moved > 0 and abs(moved) > abs(change)

    def _balance(self, told: _Item, expected: Decimal, numbers: Sequence[Decimal]) -> Imbalance:
        others = tuple(one.count for one in self._items if one is not told)
        is_change = told.role is _Role.NET
        return Imbalance(told.count, expected, tuple(numbers), others, is_change=is_change)
