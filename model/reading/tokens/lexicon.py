"""The words of sentences as data, and the finding of them in a text.

The data are ``resources/words/*.toml`` and the labels and words of the form; this module only finds them.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property, lru_cache
from itertools import chain, product

from model.chinese.dates import YEAR
from model.chinese.organs import ENDING, PLACES
from model.forms import OfficialForm
from model.reading.tokens.phrase import Sense, Senses, Token
from model.reading.words.openings import NO_WORD, Openings, branches
from model.reading.words.terms import FOREIGN, Term, Terms, terms
from model.reading.words.words import alternatives, load

_HIDING = 3  # characters; shorter words cannot hide a topic
_BEGINNING = re.compile(r"[^()\[\]{}?*+.|\\]+(?![?*{])")
OWN = "\ue000"
"""Stands, as often as it is long, for the name of the reporting organ."""
SENTENCE_ENDS = "。！？\n"
STOPS = "，、；：（）" + SENTENCE_ENDS
_STOP = re.compile(f"[{STOPS}]")
_UP_TO_STOP = re.compile(f".*[{STOPS}]")

UNKNOWN = Senses([("unknown", None)])
_STOP_SENSES = {stop: Senses([("stop", stop)]) for stop in STOPS}
_ABOUT_ELSE = ("foreign", "claim")
_TOPICAL = frozenset(("topic", "now", "own", "then", "away"))


_REACH = 12
"""Characters behind a word that may tell what it is: no pattern looks farther ahead."""
_LOOK_BEHIND = 2
"""Characters before a word that may tell what it is: no pattern looks farther behind."""
_MOST_KNOWN, _MOST_STRETCHES = 20_000, 1024
_Word = tuple[int, str, Senses]
"""Where a word begins in a stretch of text, what it is there, and what it may be."""
_Finding = Callable[[str, int], list[_Word]]


def mark(stop: str, place: int) -> Token:
    """Return a mark as it would stand at a place."""
    return _STOP_SENSES[stop].token(place, stop)


class Lexicon:
    """Finds words, for a report in one form on one year."""

    def __init__(self, form_terms: Terms, year: int) -> None:
        self._terms = form_terms
        self._senses: dict[str, list[Sense]] = {}
        for pattern, sense in _patterns(form_terms):
            self._senses.setdefault(_filled(pattern, year), []).append(sense)
        self._openings = Openings(self._senses)
        self._openings.update(dict.fromkeys(STOPS, NO_WORD))  # no word begins with a stop
        self._known: dict[str, tuple[str, Senses]] = {}
        self._known_senses: dict[tuple[str, ...], Senses] = {}
        remembered = lru_cache(maxsize=_MOST_STRETCHES)
        self._split, self._looked_through = remembered(self._words), remembered(self._topical_words)

    @cached_property
    def _topical(self) -> Openings:
        """The words that say what a sentence is about."""
        return Openings(filter(self._is_topical, self._senses))

    @cached_property
    def _hiding(self) -> Openings:
        """The same with the longer words that may hide them."""
        return Openings(filter(self._is_topical_or_hides, self._senses))

    def _is_topical(self, pattern: str) -> bool:
        return any(kind in _TOPICAL for kind, _ in self._senses[pattern])

    def _is_topical_or_hides(self, pattern: str) -> bool:
        return len(pattern) >= _HIDING or self._is_topical(pattern)

    def split(self, text: str, start: int, end: int) -> list[Token]:
        """Return the words of a stretch of text (see ``plain``), in order, without blanks."""
        return self._remembered(self._split, text, start, end)

    def topical(self, text: str, start: int, end: int) -> list[Token]:
        """Return the words that say what sentences without figures are about."""
        return self._remembered(self._looked_through, text, start, end)

    def _remembered(self, find: _Finding, text: str, start: int, end: int) -> list[Token]:
        """Return the words of a stretch, moved to where it stands, if the same was met in another place.

        Much is told by custom, and most of a paragraph is not touched by the key that was typed in it. The
        words depend on the stretch and on the characters before it that a pattern may look back at.
        """
        lead = min(start, _LOOK_BEHIND)
        begin = start - lead
        found = find(text[begin:end], lead)
        return [Token(begin + at, begin + at + len(word), word, one, one.kinds) for at, word, one in found]

    def _words(self, text: str, start: int) -> list[_Word]:
        """The words of a text from a place on."""
        openings, stops, word, end = self._openings, _STOP_SENSES, self._word, len(text)
        found: list[_Word] = []
        done = at = start
        while at < end:
            character = text[at]
            pattern = openings[character]
            if pattern is not NO_WORD:
                match = pattern.match(text, at, end)
                if match is None:
                    at += 1
                    continue
                known, senses = word(match, text, end)
            elif character in stops:
                known, senses = character, stops[character]
            else:
                at += 1
                continue
            if at > done:
                found += _unknown(text, done, at)
            found.append((at, known, senses))
            done = at = at + len(known)
        if done < end:
            found += _unknown(text, done, end)
        return found

    def _topical_words(self, text: str, start: int) -> list[_Word]:
        """The words from a place of a text on that say what it is about.

        Many texts have none: only between two marks where there seems to be one it is asked whether a longer
        word hides it.
        """
        openings, end = self._topical, len(text)
        made: list[_Word] = []
        done = start
        for found in openings.first.finditer(text, start, end):
            at = found.start()
            if at < done:
                continue  # in what is already looked through
            if openings[found[0]].match(text, at, end) is not None:
                behind = _STOP.search(text, at, end)
                before = _UP_TO_STOP.match(text, done, at)
                begin = before.end() if before else done
                done = behind.end() if behind else end
                made += self._topical_or_hiding(text, begin, done, end)
        return made

    def _topical_or_hiding(self, text: str, start: int, stop: int, end: int) -> list[_Word]:
        """Return the words that begin from ``start`` to ``stop`` in a text up to ``end``."""
        openings, done = self._hiding, start
        words: list[_Word] = []
        for found in openings.first.finditer(text, start, stop):
            at = found.start()
            if at < done:
                continue  # inside the word before
            match = openings[found[0]].match(text, at, end)
            if match is not None:
                word, senses = self._word(match, text, end)
                words.append((at, word, senses))
                done = at + len(word)
        return words

    def _word(self, match: re.Match[str], text: str, end: int) -> tuple[str, Senses]:
        """The longest word that begins where one was found: 办理完毕 is more than 办理."""
        start, stop = match.span()
        reach = min(stop + _REACH, end)
        # What stands before the beginning of a text is no word, nor is a line's end.
        missing = _LOOK_BEHIND - start
        key = text[start - _LOOK_BEHIND : reach] if missing <= 0 else "\n" * missing + text[:reach]
        known = self._known.get(key)
        if known is None:
            if len(self._known) > _MOST_KNOWN:  # a day of typing must not fill the memory
                self._known.clear()
            known = self._known[key] = self._longest(match, text, end)
        return known

    def _longest(self, match: re.Match[str], text: str, end: int) -> tuple[str, Senses]:
        """The longest word at the place of a match, with all that it may be."""
        start, stop = match.span()
        patterns: dict[int, list[str]] = {}
        for pattern in self._openings.words[text[start]]:
            patterns.setdefault(_length(pattern, text, start, end), []).append(pattern)
        most = stop - start + _REACH  # what lies farther away is not remembered with the word
        longest = max(length for length in patterns if length <= most)
        return text[start : start + longest], self._meant(tuple(patterns[longest]))

    def _meant(self, patterns: tuple[str, ...]) -> Senses:
        """All that a word may be which some patterns match: one for all words that may be the same."""
        if patterns not in self._known_senses:
            senses = chain.from_iterable(map(self._senses.__getitem__, patterns))
            self._known_senses[patterns] = Senses(senses, self._terms)
        return self._known_senses[patterns]


@cache
def lexicon(form: OfficialForm, year: int) -> Lexicon:
    """Return the lexicon for the report in a form on a year."""
    return Lexicon(terms(form), year)


def _length(pattern: str, text: str, start: int, end: int) -> int:
    """How many characters a word's pattern matches at a place; 0 where it does not."""
    beginning = _beginning(pattern)
    if beginning == pattern or not text.startswith(beginning, start, end):
        return len(pattern) if text.startswith(pattern, start, end) else 0
    found = _compiled(pattern).match(text, start, end)
    return found.end() - start if found is not None else 0


@cache
def _beginning(pattern: str) -> str:
    """The characters that every match of a pattern begins with: mostly they show that it does not match."""
    beginning = _BEGINNING.match(pattern)
    return beginning[0] if beginning is not None and len(branches(pattern)) == 1 else ""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _unknown(whole: str, start: int, end: int) -> list[_Word]:
    text = whole[start:end].lstrip()
    left = end - len(text)
    text = text.rstrip()
    return [(left, text, UNKNOWN)] if text else []


def _patterns(form_terms: Terms) -> Iterator[tuple[str, Sense]]:
    """Yield all patterns, each with what it may be."""
    yield from _small_words()
    yield f"{OWN}{{1,99}}", ("own", None)
    for term in form_terms.words:
        if not _is_small_word(term):
            yield term.pattern, (term.kind, term.reference)


def _is_small_word(term: Term) -> bool:
    """Whether a label such as “其他” or “总计” says nothing by itself: it is no name."""
    return term.from_label and _any_small_word()[term.pattern[0]].fullmatch(term.pattern) is not None


@cache
def _small_words() -> tuple[tuple[str, Sense], ...]:
    """The patterns that no form says; what is counted besides, or claimed, is a topic too."""
    found: list[tuple[str, Sense]] = []
    for entry in load():
        if entry.only_list:
            continue
        about_nothing_known: list[Sense] = [("topic", FOREIGN)] if entry.kind in _ABOUT_ELSE else []
        senses = [*about_nothing_known, (entry.kind, entry)]
        found += product(entry.words, senses)
    return tuple(found)


@cache
def _any_small_word() -> Openings:
    return Openings(pattern for pattern, _ in _small_words())


def _filled(pattern: str, year: int) -> str:
    """A word with the years of a report, and the characters of places, put in."""
    if "{" not in pattern:
        return pattern
    fillings = {
        "{this}": f"{year}年",
        "{last}": f"{year - 1}年",
        "{next}": f"{year + 1}年",
        "{other}": f"{YEAR}年",
        "{this-year}": str(year),
        "{channel}": f"(?:{alternatives('channel-name')})",
        "{place}": f"[{PLACES}]",
        "{organ}": ENDING,
        "{own}": OWN,
    }
    for name, text in fillings.items():
        pattern = pattern.replace(name, text)
    return pattern
