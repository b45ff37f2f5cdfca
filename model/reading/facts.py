"""What a paragraph says of the tables, as data: found once a paragraph, compared as often as cells change.

Structs of msgspec, as a text makes hundreds of them: a frozen dataclass takes ten times as long. ``gc=False``
stands where a check makes very many: they hold no cycles, and the collector need not go through them.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum

import msgspec

from model.address import Address
from model.chinese import figures
from model.forms import OfficialForm
from model.reading.words.meaning import Meaning, number
from model.reading.words.terms import Terms
from model.reading.words.words import words_of
from model.values import Kind, parse

_LARGE = 100
OF_OTHERS = "(of others)"  # in what is said of a figure that is perhaps no more than another organ's
_ANY_CASE = "case"  # stands for all counters of cases


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """A number in a text: a written figure, or a live one with its name.

    ``start`` to ``end`` are its characters, ``stop`` is behind the counter. An inexact one
    (“近百”, “3—5”) is never compared.
    """

    start: int
    end: int
    stop: int
    counter: str
    kind: figures.Kind = figures.Kind.COUNT
    figure: figures.Figure | None = None
    name: str = ""

    @property
    def exact(self) -> bool:
        """Whether it can be compared."""
        return self.figure is None or not self.figure.approximate

    @property
    def is_nought(self) -> bool:
        """Whether it is written as none: 0件."""
        return self.figure is not None and not self.figure.value

    @property
    def is_one(self) -> bool:
        """Whether it is written as one: 1件."""
        return self.figure is not None and self.figure.value == 1

    def value(self, form: OfficialForm, cells: Mapping[Address, str]) -> Decimal | None:
        """Return the number; None for a live figure whose cells are not filled in."""
        if self.figure is not None:
            return self.figure.value
        named = form.names.get(self.name)
        return _sum(cells.get(address, "") for address in named.addresses) if named is not None else None


def _sum(texts: Iterable[str]) -> Decimal | None:
    """The sum of the figures of some cells; None where one is not filled in."""
    found = list(map(parse, texts))
    if any(one.kind in (Kind.BLANK, Kind.INVALID) for one in found):
        return None
    return sum((one.number for one in found), Decimal(0))


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A quantity and what it may speak of; no meanings: not known, left alone.

    ``also`` is the same thing with what was carried in, which some count with it; only where something of
    ``given`` was, if that is told.

    ``perhaps`` is what it would speak of if the words that are not known did not matter.

    ``label`` is its text before the figure, or behind it where the figure comes ``first``; ``said`` the kinds
    of words and the roles in it. ``rest``: it may as well be all that its sentence leaves of a whole, and is
    not held against a table. ``without`` is what it may be told without, as a whole or in part: those carried
    in, where what became of the new applications is told.
    """

    quantity: Quantity
    meanings: tuple[Meaning, ...] = ()
    label: str = ""
    said: frozenset[str] = frozenset()
    rest: bool = False
    also: tuple[Meaning, ...] = ()
    perhaps: tuple[Meaning, ...] = ()
    first: bool = False
    without: tuple[Meaning, ...] = ()
    given: tuple[Meaning, ...] = ()

    @property
    def readings(self) -> tuple[Meaning, ...]:
        """All that it may speak of."""
        return self.meanings + self.also

    @property
    def table(self) -> str:
        """The table that it speaks of, or may speak of; an empty text where that is not known."""
        known = self.meanings if OF_OTHERS in self.said else self.meanings + self.perhaps
        return next((one.table for one in known), "")

    def numbers(self, form: OfficialForm, cells: Mapping[Address, str]) -> list[Decimal]:
        """Return what the tables say for each meaning that is filled in."""
        is_given = not self.given or any(number(form, cells, one) != 0 for one in self.given)
        found = [number(form, cells, one) for one in (self.readings if is_given else self.meanings)]
        return [one for one in found if one is not None]


Mentions = Sequence[Mention]


def counted_in(one: Mention) -> str:
    """What a figure is counted in; cases have several counters that mean the same (件, 起)."""
    return _counter(one.quantity)


def _counter(quantity: Quantity) -> str:
    return _ANY_CASE if quantity.counter in words_of("case-counter") else quantity.counter


def same_counter(one: Quantity, other: Quantity) -> bool:
    """Whether two figures have the same counter, or such as mean the same."""
    return _counter(one) == _counter(other)


def counted_alike(mentions: Iterable[Mention]) -> bool:
    """Whether figures have the same counter, or such as mean the same."""
    return len(set(map(counted_in, mentions))) == 1


def gives(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether parts give a whole, once or several times over: by channels, then by results.

    No parts leave it as it is; what is no exact count neither gives nor is given.
    """
    told, *counts = map(_exact_count, (whole, *parts))
    if told is None or None in counts:
        return not parts
    total = Decimal(0)
    for one in filter(None, counts):
        total += one
        if total == told:
            total = Decimal(0)
    return total == 0


def is_sum(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether a figure is the sum of others, all of them exact counts."""
    return come_to_the_same([whole], parts)


def exceed(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether parts come to more than a figure, all of them exact counts."""
    total, told = _sum_of(parts), _exact_count(whole)
    return total is not None and told is not None and total > told


def come_to_the_same(some: Sequence[Mention], others: Sequence[Mention]) -> bool:
    """Whether figures add up to what others do, all of them exact counts."""
    total = _sum_of(some)
    return total is not None and total == _sum_of(others)


def _sum_of(mentions: Iterable[Mention]) -> Decimal | None:
    """The sum of exact counts; None where one is no such."""
    total = Decimal(0)
    for count in map(_exact_count, mentions):
        if count is None:
            return None
        total += count
    return total


def _exact_count(one: Mention) -> Decimal | None:
    """The number of a figure that counts, and is no more or less than what it says."""
    figure = one.quantity.figure
    if figure is None or figure.approximate or figure.kind is not figures.Kind.COUNT:
        return None
    return figure.value


def may_be_part(quantity: Quantity, whole: Mention | None) -> bool:
    """“公开信息92条，其中许可26项，收费0.83万元”: an amount is no part of a count."""
    is_amount = quantity.kind is figures.Kind.MONEY
    return whole is None or not is_amount or whole.quantity.kind is figures.Kind.MONEY


def is_more(one: Mention, other: Mention) -> bool:
    """Whether a figure is greater than another; of live ones it is not known."""
    figures = one.quantity.figure, other.quantity.figure
    return figures[0] is not None and figures[1] is not None and figures[0].value > figures[1].value


def is_greatest(whole: Mention, figures: Sequence[Mention]) -> bool:
    """Whether a figure counts what others do, and none of these is greater."""
    return counted_alike((whole, *figures)) and not any(is_more(one, whole) for one in figures)


def is_large(mention: Mention) -> bool:
    """Whether a figure is so large that it hardly misses another by one slip without being its part."""
    figure = mention.quantity.figure
    return figure is not None and figure.value >= _LARGE and mention.quantity.counter != ""


class Share(msgspec.Struct, frozen=True):
    """A percentage: ``parts`` of one of ``bases`` (cells) or of one of ``wholes`` (figures of the text).

    ``told`` is the figure of the part where the text has it. ``list`` is the number of the sentence it stands
    in: shares of one sentence are mostly of one whole. ``rate``: a rate with a name of its own (“办结率”).
    ``supposed``: what it is of is not said, and only sure where another share of the sentence is of the same.
    ``about``: it is said to be no more than near (“约占”). ``row``: the part with those before it.
    """

    quantity: Quantity
    parts: tuple[Meaning, ...]
    bases: tuple[Meaning, ...]
    wholes: tuple[Mention, ...] = ()
    told: Quantity | None = None
    list: int = 0
    rate: bool = False
    supposed: bool = False
    about: bool = False
    row: tuple[Meaning, ...] = ()


class How(Enum):
    """How a figure is related to that of the year before."""

    RISEN = "risen"  # “增长1.08%”, “多6件”, “增长2倍”
    FALLEN = "fallen"
    TIMES = "times"  # “是上年的3.5倍”
    BEFORE = "before"  # “上年为61件”: last year's figure itself
    LEVEL = "level"  # “与上年持平”


class Growth(msgspec.Struct, frozen=True):
    """What is said of last year's figure: “同比增长1.08%”, “比上年减少6件”, “上年为61件”.

    ``start`` to ``end`` is where it stands, from the word for rising or falling on. Without a figure
    (``LEVEL``) ``quantity`` is None.
    """

    start: int
    end: int
    how: How
    subjects: tuple[Meaning, ...]
    quantity: Quantity | None = None


class Change(msgspec.Struct, frozen=True):
    """A change told beside the figures it is of: “收到104件，比上年的88件多16件，增长18.2%”.

    ``quantity`` is by how much, ``start`` where the word for rising or falling stands. ``before`` is last
    year's figure where it is told, ``by`` other changes told with it, ``now`` what this year's may be.
    """

    start: int
    quantity: Quantity
    how: How
    before: tuple[Quantity, ...]
    by: tuple[tuple[How, Quantity], ...]
    now: tuple[Quantity, ...]


class Listing(msgspec.Struct, frozen=True):
    """A whole and the parts listed of it; ``closed``: the list ends in “其他…”, so it is complete.

    ``in_a_row`` is how many of the parts, from the first on, only “、” parts from each other. ``further`` are
    the figures behind each “；”, which may be parts of it too or speak of something else. ``beside`` is what
    may be divided together with the whole: what was carried in beside what was received, what a “、” joins.
    ``left``: of what the parts leave is told without a figure (“其余为当面提交”). ``complete``: the parts
    are surely all of it: numbered and said to be all, as many as is said, or ways of applications.
    """

    whole: Mention
    parts: tuple[Mention, ...]
    closed: bool
    in_a_row: int = 0
    further: tuple[tuple[Mention, ...], ...] = ()
    beside: Mention | None = None
    left: bool = False
    complete: bool = False


def may_divide(whole: Mention, parts: Iterable[Mention]) -> Listing:
    """Return a list of which it is not certain that its figures are parts of the whole."""
    return Listing(whole, (), closed=False, further=(tuple(parts),))


class Statement(msgspec.Struct, frozen=True):
    """An all-or-nothing statement: ``zero`` must be 0 for it to hold. ``hint``: it may hold all the same.

    ``unless``: it may hold where something of this was. ``either``: it is said of one of what must be 0.
    ``only``: it is said of one of these, and tells nothing where there are more.
    """

    start: int
    end: int
    zero: tuple[Meaning, ...]
    hint: bool = False
    unless: tuple[Meaning, ...] = ()
    either: bool = False
    only: tuple[Meaning, ...] = ()


class Reading(msgspec.Struct, frozen=True):
    """Everything that one paragraph says of the tables. Places are those of the paragraph as stored.

    ``doubtful`` are figures that only ``perhaps`` speak of something.
    """

    mentions: tuple[Mention, ...] = ()
    shares: tuple[Share, ...] = ()
    growths: tuple[Growth, ...] = ()
    listings: tuple[Listing, ...] = ()
    statements: tuple[Statement, ...] = ()
    doubtful: tuple[Mention, ...] = ()
    changes: tuple[Change, ...] = ()


def has_role(terms: Terms, one: Mention, role: str) -> bool:
    """Whether a figure is of a row of a role."""
    return bool(one.meanings) and terms.role(one.meanings[0]) == role
