"""The words of reports as data, and the splitting of a text into known and unknown words.

The data are in ``resources/words``; they say what words mean, this module only finds them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import msgspec

import resources

Sense = tuple[str, str]
"""What a word may be: its kind (``topic``, ``act``, ``filler`` …) and, for some kinds, an id."""

UNKNOWN: frozenset[Sense] = frozenset({("unknown", "")})
STOPS = "，、；：（）。！？\n"
# Half-width marks are read as full-width ones; the length stays, so that places in the text hold.
PLAIN = str.maketrans("(),:;!?０１２３４５６７８９\u3000\u00a0", "（），：；！？0123456789  ")


class _Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Data that refuses misspelt keys."""


class Term(_Struct, frozen=True):
    """Words for one thing; ``result`` marks an act that is a row of results by itself."""

    id: str
    words: tuple[str, ...]
    result: bool = False


class Frame(_Struct, frozen=True):
    """How a topic and an act name a cell of a table.

    ``rows``: act → rows (the column is ``column`` or an applicant). ``columns``: act → columns (the row is
    the topic). Neither: the row is the topic, the column ``column`` or an outcome, with any act of ``acts``.
    ``a|b`` is the first of them that the form has.
    """

    table: str
    topics: tuple[str, ...]
    column: str = ""
    rows: Mapping[str, tuple[str, ...]] = {}
    columns: Mapping[str, tuple[str, ...]] = {}
    acts: tuple[str, ...] = ()
    money: bool = False


class Claim(_Struct, frozen=True):
    """An all-or-nothing statement, and the names that must be 0 for it to hold."""

    says: str
    topics: tuple[str, ...]
    zero: tuple[str, ...]
    acts: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    hint: bool = False


class Words(_Struct, frozen=True):
    """All words with their meanings."""

    topics: tuple[Term, ...]
    acts: tuple[Term, ...]
    outcomes: tuple[Term, ...]
    applicants: tuple[Term, ...]
    frames: tuple[Frame, ...]
    claims: tuple[Claim, ...]
    small: Mapping[str, tuple[str, ...]]

    def results(self) -> frozenset[str]:
        """Return the ids of the acts that are results of requests."""
        return frozenset(act.id for act in self.acts if act.result)


@cache
def load() -> Words:
    """Return the words that come with the program."""
    return msgspec.toml.decode(resources.path("words", "common.toml").read_bytes(), type=Words)


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of text that is one known word, one stop, or a run of unknown characters."""

    start: int
    end: int
    text: str
    senses: frozenset[Sense]

    def ids(self, kind: str) -> list[str]:
        """Return the ids of the senses of one kind."""
        return [name for sense, name in self.senses if sense == kind]

    def has(self, kind: str) -> bool:
        """Whether this may be a word of a kind."""
        return any(sense == kind for sense, _ in self.senses)


class Lexicon:
    """Finds words, for a report on one year."""

    def __init__(self, words: Words, year: int) -> None:
        self._senses: list[tuple[str, Sense]] = [
            (_dated(pattern, year), sense) for pattern, sense in _patterns(words)
        ]
        self._known: dict[str, frozenset[Sense]] = {}

    @cached_property
    def _scan(self) -> re.Pattern[str]:
        patterns = sorted({pattern for pattern, _ in self._senses}, key=len, reverse=True)
        return re.compile("|".join(patterns) + f"|[{STOPS}]")

    @cached_property
    def _compiled(self) -> list[tuple[re.Pattern[str], Sense]]:
        return [(re.compile(pattern), sense) for pattern, sense in self._senses]

    def split(self, plain: str, start: int, end: int) -> Iterator[Word]:
        """Yield the words of a stretch of text (see PLAIN), in order, without blanks."""
        at = start
        for match in self._scan.finditer(plain, start, end):
            if match.start() > at:
                yield from _unknown(plain, at, match.start())
            yield Word(match.start(), match.end(), match[0], self._classify(match))
            at = match.end()
        if at < end:
            yield from _unknown(plain, at, end)

    def _classify(self, match: re.Match[str]) -> frozenset[Sense]:
        text = match[0]
        if text in STOPS:
            return frozenset({("stop", text)})
        found = self._known.get(text)
        if found is None:
            # The words that look at what follows are told by the text itself here.
            found = frozenset(s for pattern, s in self._compiled if _is(pattern, match))
            self._known[text] = found
        return found


@cache
def lexicon(year: int) -> Lexicon:
    """Return the lexicon for the report on a year."""
    return Lexicon(load(), year)


def _is(pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    return pattern.fullmatch(match[0]) is not None or (
        (found := pattern.match(match.string, match.start())) is not None and found.end() == match.end()
    )


def _unknown(plain: str, start: int, end: int) -> Iterator[Word]:
    text = plain[start:end]
    if text.strip():
        left = start + len(text) - len(text.lstrip())
        yield Word(left, left + len(text.strip()), text.strip(), UNKNOWN)


def _patterns(words: Words) -> Iterator[tuple[str, Sense]]:
    kinds = {
        "topic": words.topics,
        "act": words.acts,
        "outcome": words.outcomes,
        "applicant": words.applicants,
    }
    for kind, terms in kinds.items():
        for term in terms:
            for pattern in term.words:
                yield pattern, (kind, term.id)
    for kind, patterns in words.small.items():
        for pattern in patterns:
            yield pattern, (kind, "")


def _dated(pattern: str, year: int) -> str:
    years = {"{this}": f"{year}年", "{last}": f"{year - 1}年", "{next}": f"{year + 1}年"}
    for name, text in years.items():
        pattern = pattern.replace(name, text)
    return pattern.replace("{other}", r"(?:19|20)\d\d年")
