"""What a form tells the rules: where they find what they speak of, and by what words, as typed data.

The shapes are those under ``[checks]`` in ``resources/formats/*.toml`` and ``resources/law/*.toml``.
"""

import msgspec


class Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A frozen definition that refuses misspelt keys."""


class Part(Struct, frozen=True):
    """One of the parts that a section normally has, with the words it is known by."""

    label: str
    words: tuple[str, ...]


class Count(Struct, frozen=True):
    """A figure of a table that a section should name beside certain words, unless it is none."""

    label: str
    words: tuple[str, ...]
    cell: str


class OverviewParts(Struct, frozen=True):
    """What section one should tell (2021 form, part one; guidance of 2025 on length).

    ``counted`` are words for what ``counts`` count; a count is looked for in their paragraphs.
    """

    section: str
    parts: tuple[Part, ...]
    counted: tuple[str, ...]
    counts: tuple[Count, ...]
    max_characters: int


class Deadline(Struct, frozen=True):
    """Until when a report is due in the year after: month and day (条例 articles 49, 50).

    ``organs`` are regular expressions for the organs that have until ``late_until``.
    """

    until: tuple[int, int]
    late_until: tuple[int, int]
    organs: tuple[str, ...]


class FeeStatement(Struct, frozen=True):
    """The section that must say what was charged, and the words that say it, as regular expressions.

    ``unwritten`` are words that stand, in a drafted sentence, where the sum is still to be written.
    """

    section: str
    words: tuple[str, ...]
    unwritten: tuple[str, ...] = ()


class Supervision(Struct, frozen=True):
    """What a government's report tells of how the work is supervised (条例 article 50), and by what words."""

    section: str
    parts: tuple[Part, ...] = ()


class Correction(Struct, frozen=True):
    """``wrong`` is a regular expression for a wording, ``right`` what belongs in its place."""

    wrong: str
    right: str


class Largest(Struct, frozen=True):
    """The largest ``amount`` of money, in the column's unit, that organs of some names can have in a year.

    ``organs`` is a regular expression for the whole name without blanks.
    """

    organs: str
    amount: int


class Amounts(Struct, frozen=True):
    """Cells with an amount in 万元, and how large it can be: the first that fits an organ counts."""

    cells: tuple[str, ...]
    largest: tuple[Largest, ...] = ()


class Pair(Struct, frozen=True):
    """A row that continues last year's: ``this`` row now is row ``last`` then (same table)."""

    table: str
    this: str
    last: str


class StockFlow(Struct, frozen=True):
    """``stock`` = last year's ``stock`` + ``inflow`` − ``outflow``, in the named rows."""

    table: str
    rows: tuple[str, ...]
    stock: str
    inflow: str
    outflow: str


class SignedChange(Struct, frozen=True):
    """Columns in which ``before`` − ``change`` = ``after`` hints at a lost minus sign."""

    table: str
    before: str
    change: str
    after: str


class PendingFlow(Struct, frozen=True):
    """Cases left open flow into the next year: columns and rows of table four."""

    table: str
    pending: str
    total: str
    review: str
    suit_after_review: str


class Checks(Struct, frozen=True):
    """Where the rules find what they speak of; a rule without an entry here does not run.

    ``no_regulations_power``: regular expressions for the names of organs that cannot make 规章.
    ``governments`` are such for governments of all levels. ``title_words`` are wordings that do not belong
    into a title.
    """

    regulations: tuple[str, ...] = ()
    no_regulations_power: tuple[str, ...] = ()
    deadline: Deadline | None = None
    fee: FeeStatement | None = None
    overview: OverviewParts | None = None
    carried: tuple[Pair, ...] = ()
    stock: tuple[StockFlow, ...] = ()
    signed_change: tuple[SignedChange, ...] = ()
    pending_flow: PendingFlow | None = None
    big_change: tuple[str, ...] = ()
    governments: tuple[str, ...] = ()
    supervision: Supervision | None = None
    title_words: tuple[Correction, ...] = ()
    amounts: Amounts | None = None
