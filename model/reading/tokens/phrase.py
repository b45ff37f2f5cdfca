"""Words as they stand in a clause: senses, tokens, and phrases, which the later steps ask what they say."""

from collections.abc import Iterable, Sequence
from copy import copy
from functools import lru_cache
from operator import attrgetter

import msgspec

from model.reading.words.terms import Reference, Terms
from model.reading.words.words import Entry

Sense = tuple[str, object]

_CLOSING, _OTHER_ALONE = frozenset(("other", "remaining")), frozenset(("other", "copula"))
"""What a word may be: its kind, and the entry or the reference to the form behind it."""


class Senses:
    """All that a word may be, indexed: it is asked for several times a word.

    ``topics`` are what it may be about; ``rows`` and ``columns`` what it may say of that; ``acts`` whether it
    says what was done; ``kinds_and_roles`` its kinds with the roles of what it names in the form.
    """

    __slots__ = ("acts", "claims", "columns", "kinds", "kinds_and_roles", "rates", "rows", "topics", "verbs")

    def __init__(self, senses: Iterable[Sense], terms: Terms | None = None) -> None:
        found: dict[str, list[object]] = {}
        for kind, behind in senses:
            found.setdefault(kind, []).append(behind)
        self.kinds = frozenset(found)
        self.topics = _references(found.get("topic", ()))
        self.rows = _references(found.get("row", ()))
        self.columns = _references(found.get("column", ()))
        self.verbs = _entries(found.get("verb", ()))
        self.rates = _entries(found.get("rate", ()))
        self.claims = _entries(found.get("claim", ()))
        self.acts = bool(self.rows or self.verbs)
        self.kinds_and_roles = self.kinds if terms is None else self.kinds.union(_roles(terms, self))

    def and_also(self, kinds: frozenset[str]) -> "Senses":
        """Return all this, and some kinds besides."""
        more = copy(self)
        more.kinds = self.kinds | kinds
        more.kinds_and_roles = self.kinds_and_roles | kinds
        return more

    def token(self, start: int, text: str) -> "Token":
        """Return the word that stands at a place and may be all this."""
        return Token(start, start + len(text), text, self, self.kinds)


def _roles(terms: Terms, senses: Senses) -> frozenset[str]:
    """The roles of rows that a word names, and those that it names as a verb for certain.

    ``other-alone``: it names other applicants, which may be all that were not told; ``outcome``: of cases.
    """
    columns = [_kind_of_column(terms, one) for one in senses.columns]
    rows = [terms.tables[row.table].row_roles.get(row.item, "") for row in senses.rows]
    sure = [verb.names for verb in senses.verbs if len(verb.names) == 1]
    return frozenset().union(columns, rows, *sure) - {""}


def _kind_of_column(terms: Terms, column: Reference) -> str:
    table = terms.tables[column.table]
    if table.counts_outcomes:
        return "outcome"
    are_others = table.counts_one_thing and column.item == table.column("other")
    return "other-alone" if are_others else ""


def _references(behind: Iterable[object]) -> tuple[Reference, ...]:
    """Each thing of the form once: a label and a word for it may be the same."""
    return tuple(dict.fromkeys(one for one in behind if isinstance(one, Reference)))


def _entries(behind: Iterable[object]) -> tuple[Entry, ...]:
    return tuple(one for one in behind if isinstance(one, Entry))


class Token(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A stretch of text that is one known word, one stop, or a run of unknown characters.

    ``kinds`` are those of its senses, at hand: each word is asked for them many times.
    """

    start: int
    end: int
    text: str
    senses: Senses
    kinds: frozenset[str]

    def may_be(self, kinds: Iterable[str]) -> bool:
        """Whether it is of one of some kinds."""
        return not self.kinds.isdisjoint(kinds)

    def __repr__(self) -> str:
        return f"{self.text}/{'+'.join(sorted(self.kinds))}"


_NO_KINDS: frozenset[str] = frozenset()


class Said:
    """All that the words of a phrase may be: found out once for all phrases of words that may be the same.

    A question about a kind that is not there is answered from ``kinds`` alone: most phrases have few.
    ``topics`` are all that they may be about, each once; what only says of what cases are is none. ``rows``,
    ``columns`` and ``verbs`` are all that they name, ``acts`` those of them that say what was done.
    """

    __slots__ = ("acts", "columns", "kinds", "kinds_and_roles", "rows", "topics", "verbs")

    def __init__(self, senses: tuple[Senses, ...]) -> None:
        self.kinds, self.kinds_and_roles = _NO_KINDS, _closing(senses)
        self.rows: tuple[Reference, ...] = ()
        self.columns: tuple[Reference, ...] = ()
        self.verbs: tuple[Entry, ...] = ()
        self.acts: tuple[Senses, ...] = ()
        topics: tuple[Reference, ...] = ()
        for one in senses:
            self.kinds |= one.kinds
            self.kinds_and_roles |= one.kinds_and_roles
            topics += () if "cause" in one.kinds else one.topics
            self.columns += one.columns
            if one.acts:
                self.acts += (one,)
                self.rows += one.rows
                self.verbs += one.verbs
        self.topics = tuple(dict.fromkeys(topics))


_said, _senses_of = lru_cache(maxsize=4096)(Said), attrgetter("senses")


class Phrase:
    """Tokens that belong together; ``said`` is all that they may be, at hand by its parts (see ``Said``)."""

    __slots__ = ("columns", "kinds", "rows", "said", "topics", "verbs", "words")

    def __init__(self, words: list[Token]) -> None:
        self.words = words
        said = self.said = _said(tuple(map(_senses_of, words)))
        self.kinds, self.topics, self.verbs = said.kinds, said.topics, said.verbs
        self.rows, self.columns = said.rows, said.columns

    # ------------------------------------------------------------- what it says

    def says(self, kind: str) -> bool:
        """Whether one of its words is of a kind."""
        return kind in self.kinds

    def says_any(self, kinds: Iterable[str]) -> bool:
        """Whether one of its words is of one of some kinds."""
        return not self.kinds.isdisjoint(kinds)

    def says_only(self, kinds: Iterable[str]) -> bool:
        """Whether each of its words is of one of some kinds."""
        return not any(word.kinds.isdisjoint(kinds) for word in self.words)

    @property
    def rates(self) -> tuple[Entry, ...]:
        """All rates that its words may be."""
        return tuple(one for word in self.words for one in word.senses.rates)

    @property
    def claims(self) -> tuple[Entry, ...]:
        """All claims that its words may be."""
        return tuple(one for word in self.words for one in word.senses.claims)

    # ------------------------------------------------------------ some of its words

    def first(self, kind: str) -> Token:
        """Return the first word of a kind. Raises StopIteration where there is none."""
        return next(word for word in self.words if kind in word.kinds)

    def those(self, kinds: Iterable[str]) -> list[Token]:
        """Return the words that are of one of these kinds."""
        return [word for word in self.words if word.may_be(kinds)]

    def places(self, kind: str) -> list[int]:
        """Return where among its words those of a kind are."""
        return [place for place, word in enumerate(self.words) if kind in word.kinds]

    def without(self, kinds: Iterable[str]) -> "Phrase":
        """Return the words that are of none of these kinds."""
        if not self.says_any(kinds):
            return self
        return Phrase([word for word in self.words if not word.may_be(kinds)])

    def before(self, place: int) -> "Phrase":
        """Return the words that begin before a place of the text."""
        if not self.words or self.words[-1].start < place:
            return self  # as mostly: they stand in the order of the text
        return Phrase([word for word in self.words if word.start < place])

    def behind(self, place: int) -> "Phrase":
        """Return the words that begin at a place of the text or behind it."""
        return Phrase([word for word in self.words if word.start >= place])

    def __repr__(self) -> str:
        return " ".join(map(repr, self.words))


def _closing(senses: Sequence[Senses]) -> frozenset[str]:
    """“closing” where words begin with “其他”, “other-alone” too where they say nothing else."""
    if not senses or _CLOSING.isdisjoint(senses[0].kinds):
        return _NO_KINDS
    is_alone = not any(_OTHER_ALONE.isdisjoint(one.kinds) for one in senses)
    return frozenset(("closing", "other-alone")) if is_alone else frozenset(("closing",))
