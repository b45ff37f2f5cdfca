"""The words of reports as data, and the splitting of a text into known and unknown words.

The data are in ``resources/words``; they say what words mean, this module only finds them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

import msgspec

import resources
from model.chinese.dates import YEAR
from model.reading.openings import openings

Sense = tuple[str, str]
"""What a word may be: its kind (``topic``, ``act``, ``filler`` …) and, for some kinds, an id."""

_TOPICAL = frozenset(("topic", "now", "own", "then", "away"))
_HIDING = 3  # characters; shorter words cannot hide a topic
_SYNTAX = frozenset("()[]{}?*|\\")
OWN = "\ue000"
"""Stands, as often as it is long, for the name of the reporting organ."""
STOPS = "，、；：（）。！？\n"


class _Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Data that refuses misspelt keys."""


class Term(_Struct, frozen=True):
    """Words for one thing.

    ``result`` marks an act that is a row of results by itself; ``sure`` one that can be said of
    nothing else, whatever the sentence is about; ``vague`` one that is said of much else, and so
    counts only where applications were named, or something is counted as they are.
    """

    id: str
    words: tuple[str, ...]
    result: bool = False
    sure: bool = False
    vague: bool = False


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
    """An all-or-nothing statement, and the names that must be 0 for it to hold.

    ``alone``: only where no other topic is named with it.
    """

    says: str
    topics: tuple[str, ...]
    zero: tuple[str, ...]
    acts: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    hint: bool = False
    alone: bool = False


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


class Senses:
    """All that a word may be, indexed: it is asked for several times a word."""

    __slots__ = ("acts", "applicants", "kinds", "outcomes", "topics")

    def __init__(self, senses: Iterable[Sense]) -> None:
        ids: dict[str, list[str]] = {}
        for kind, name in senses:
            ids.setdefault(kind, []).append(name)
        self.kinds = frozenset(ids)
        self.acts = frozenset(ids.get("act", ()))
        self.topics, self.outcomes, self.applicants = (
            tuple(ids.get(kind, ())) for kind in ("topic", "outcome", "applicant")
        )


UNKNOWN = Senses([("unknown", "")])
_STOP_SENSES = {stop: Senses([("stop", stop)]) for stop in STOPS}


class Word:
    """A stretch of text that is one known word, one stop, or a run of unknown characters.

    ``kinds`` are the kinds of word it may be, ``senses`` what it may mean.
    """

    __slots__ = ("end", "kinds", "senses", "start", "text")

    def __init__(self, start: int, end: int, text: str, senses: Senses) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.kinds = senses.kinds
        self.senses = senses


_NO_KINDS: frozenset[str] = frozenset()


class Phrase:
    """Words that belong together; ``kinds`` is all that they may be, so that a question is asked once."""

    __slots__ = ("kinds", "words")

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self.kinds = _NO_KINDS.union(*[word.kinds for word in words])


class _Openings(dict[str, "re.Pattern[str] | None"]):
    """For each character one pattern of the words that may begin with it, longer ones first.

    Made when first asked for: a report uses a part of the words.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        super().__init__()
        self.words: dict[str, list[str]] = {}
        for pattern in sorted(set(patterns), key=lambda text: (-len(text), text)):
            for character in openings(pattern):
                self.words.setdefault(character, []).append(pattern)

    def __missing__(self, character: str) -> "re.Pattern[str] | None":
        words = self.words.get(character)
        self[character] = re.compile("|".join(words)) if words else None
        return self[character]


_REACH = 12
"""Characters behind a word that may tell what it is: no pattern looks farther ahead."""
_MOST_KNOWN = 20_000


class Lexicon:
    """Finds words, for a report on one year."""

    def __init__(self, words: Words, year: int) -> None:
        self._senses: dict[str, list[Sense]] = {}
        for pattern, sense in _patterns(words):
            self._senses.setdefault(_dated(pattern, year), []).append(sense)
        self._openings = _Openings(self._senses)
        self._openings.update(dict.fromkeys(STOPS))  # no word begins with a stop
        self._known: dict[tuple[str, str], Senses] = {}

    @cached_property
    def _topical(self) -> tuple[_Openings, re.Pattern[str]]:
        """The words that say what a sentence is about, with the longer ones that may hide them."""
        known = (
            pattern
            for pattern, senses in self._senses.items()
            if len(pattern) >= _HIDING or any(kind in _TOPICAL for kind, _ in senses)
        )
        words = _Openings(known)
        return words, re.compile("[" + "".join(map(re.escape, sorted(words.words))) + "]")

    def split(self, text: str, start: int, end: int) -> list[Word]:
        """Return the words of a stretch of text (see ``plain``), in order, without blanks."""
        openings, stops, word, found = self._openings, _STOP_SENSES, self._word, []
        done = at = start
        while at < end:
            character = text[at]
            pattern = openings[character]
            if pattern is not None:
                match = pattern.match(text, at, end)
                if match is None:
                    at += 1
                    continue
                made = word(match, text, end)
            elif character in stops:
                made = Word(at, at + 1, character, stops[character])
            else:
                at += 1
                continue
            if at > done:
                found += _unknown(text, done, at)
            found.append(made)
            done = at = made.end
        if done < end:
            found += _unknown(text, done, end)
        return found

    def topical(self, text: str, start: int, end: int) -> Phrase:
        """Return the words that say what a sentence without figures is about."""
        openings, beginning = self._topical
        made: list[Word] = []
        done = start
        for found in beginning.finditer(text, start, end):
            at = found.start()
            if at >= done:
                pattern = openings[found[0]]
                match = pattern.match(text, at, end) if pattern is not None else None
                if match is not None:
                    made.append(self._word(match, text, end))
                    done = match.end()
        return Phrase(made)

    def _word(self, match: re.Match[str], text: str, end: int) -> Word:
        start, stop = match.span()
        written = text[start:stop]
        key = written, text[stop : min(stop + _REACH, end)]
        senses = self._known.get(key)
        if senses is None:
            if len(self._known) > _MOST_KNOWN:  # a day of typing must not fill the memory
                self._known.clear()
            fitting = (one for one in self._openings.words[written[0]] if _reaches(one, match))
            senses = Senses(sense for pattern in fitting for sense in self._senses[pattern])
            self._known[key] = senses
        return Word(start, stop, written, senses)


@cache
def lexicon(year: int) -> Lexicon:
    """Return the lexicon for the report on a year."""
    return Lexicon(load(), year)


def _reaches(pattern: str, match: re.Match[str]) -> bool:
    """Whether a word's pattern matches just what was matched."""
    if _SYNTAX.isdisjoint(pattern):
        return pattern == match[0]
    found = re.compile(pattern).match(match.string, match.start(), match.endpos)
    return found is not None and found.end() == match.end()


def _unknown(whole: str, start: int, end: int) -> list[Word]:
    text = whole[start:end].lstrip()
    left = end - len(text)
    text = text.rstrip()
    return [Word(left, left + len(text), text, UNKNOWN)] if text else []


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
    yield f"{OWN}{{1,99}}", ("own", "")
    for kind, patterns in words.small.items():
        for pattern in patterns:
            yield pattern, (kind, "")


def _dated(pattern: str, year: int) -> str:
    years = {"{this}": f"{year}年", "{last}": f"{year - 1}年", "{next}": f"{year + 1}年"}
    for name, text in years.items():
        pattern = pattern.replace(name, text)
    return pattern.replace("{other}", f"{YEAR}年")
