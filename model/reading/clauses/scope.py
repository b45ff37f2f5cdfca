"""The third step: of which year and which organ each clause speaks."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice

import msgspec
from msgspec.structs import replace

from model.chinese.organs import PLACES, may_be_called, speaks_for
from model.chinese.units import has_unit
from model.reading.clauses.clause import Clause, Piece
from model.reading.facts import Mention, is_sum
from model.reading.tokens.phrase import Phrase, Token
from model.reading.words.words import sorted_words, words_of

_SCOPING = frozenset(("now", "own", "unknown", "then", "away", "compared", "territory", "excepting"))
_REVIEWING = frozenset(("reviewing", "respondent"))
_TO_THE_END = frozenset(("compared", "excepting"))
_DISTURBING = frozenset(("unknown", "away", "then", "none", "aside", "power", "unit"))
_STRANGE = frozenset(("unknown", "away", "unit"))
_TELLING = _SCOPING | _REVIEWING
_TELLING_BESIDE = _TELLING | _STRANGE
_MOVING = frozenset(("rise", "fall"))
_NAMING_LAST_YEAR = frozenset(("last-year", "copula", "filler", "verb"))
# Behind these the subject may still come.
_BEFORE_SUBJECT = (_SCOPING - {"unknown"}) | {"filler", "and", "part", "copula"}
_SHORTEST_NAME = 2  # characters of an organ's short name at least


class Scope(msgspec.Struct, frozen=True, gc=False):
    """Time, organ and comparison of a clause.

    ``other_time``: another year was named. ``said_now``: the year reported on was. ``comparing``: the year
    before was named to compare with. ``excepting``: something was taken out: “除未到期的外，均已办结”.
    ``reviewing``: the organ tells of cases that it reviews, up to those that are about itself.
    """

    organ: str = ""
    other_time: bool = False
    other_organ: bool = False
    said_now: bool = False
    comparing: bool = False
    lasting: bool = False
    excepting: bool = False
    reviewing: bool = False

    @property
    def blocked(self) -> bool:
        """Whether figures here are not those of the tables."""
        return self.other_time or self.other_organ

    def after(self, phrase: Phrase) -> "Scope":
        """Return the scope behind words, by what they say of time and organ."""
        if not phrase.says_any(_TELLING):
            return self
        scope, words = self, phrase.words
        for place in [place for place, word in enumerate(words) if word.may_be(_TELLING_BESIDE)]:
            scope = scope._after_word(words[place], words, place)
        return scope._in_the_sentence(phrase)

    def _in_the_sentence(self, phrase: Phrase) -> "Scope":
        """Return the scope with what goes on to the end of the sentence: a comparison, an exception."""
        if not phrase.says_any(_TO_THE_END):
            return self
        is_comparing = self.comparing or phrase.says("compared")
        is_excepting = self.excepting or phrase.says("excepting")
        return replace(self, comparing=is_comparing, excepting=is_excepting)

    def _after_word(self, word: Token, words: Sequence[Token], place: int) -> "Scope":
        if word.may_be(_REVIEWING):
            return replace(self, reviewing="reviewing" in word.kinds)
        if "now" in word.kinds:
            return replace(self, other_time=False, other_organ=False, said_now=True)
        if "territory" in word.kinds:
            # “全区” is more than a department or a town of the district.
            is_more = not any(speaks_for(self.organ, place) for place in _places(word))
            return replace(self, other_organ=is_more, lasting=is_more)
        if "own" in word.kinds:
            # “我县” of a bureau of the county is the county.
            is_more = _names_territory(word) and not speaks_for(self.organ, word.text[-1])
            return replace(self, other_organ=is_more)
        if self.other_organ and self._is_own(word) and not _follows_territory(words, place):
            return replace(self, other_organ=False)
        if "then" in word.kinds and not self._is_sum_of_this_year(word):
            return replace(self, other_time=True)
        if "away" in word.kinds:
            is_other = not self._is_own(word)
            return replace(self, other_organ=is_other, lasting=is_other and _may_be_subject(words, place))
        return self

    def behind_bracket(self, before: "Scope") -> "Scope":
        """Return the scope behind a bracket: what it says of time and organ is not said of what follows."""
        return replace(
            self, other_time=before.other_time, other_organ=before.other_organ, lasting=before.lasting
        )

    def of_next_sentence(self) -> "Scope":
        """Return the scope of the next sentence: another organ stays where it was the subject."""
        is_other = self.other_organ and self.lasting
        return Scope(self.organ, other_organ=is_other, lasting=self.lasting, reviewing=self.reviewing)

    def clean(self, phrase: Phrase) -> bool:
        """Whether every word is known and none takes the figure away from the tables."""
        return not phrase.says_any(_DISTURBING) or not any(map(self._disturbs, phrase.words))

    def _disturbs(self, word: Token) -> bool:
        if not word.may_be(_DISTURBING):
            return False
        if word.may_be(_STRANGE):
            return not self._is_own(word) and not _is_number(word)
        return "then" not in word.kinds or not self._is_of_this_year(word)

    def _is_of_this_year(self, word: Token) -> bool:
        return "now" in word.kinds or self._is_sum_of_this_year(word)

    def _is_sum_of_this_year(self, word: Token) -> bool:
        """“全年累计” is this year's figure, “累计” alone may be of many years."""
        return self.said_now and "sums-up" in word.kinds

    def _is_own(self, word: Token) -> bool:
        """Whether a word is a short form of the organ's own name: “区教育局” of “东山区教育局”."""
        may_be_name = word.may_be(_STRANGE) and len(word.text) >= _SHORTEST_NAME
        if not may_be_name or word.text in words_of("anybody"):
            return False
        is_called = has_unit if "unit" in word.kinds else may_be_called
        return is_called(self.organ, word.text)


class _Divided:
    """What a sentence divides among organs: “共收到9件，其中县府办收到6件，其他单位3件”."""

    def __init__(self) -> None:
        self._before: Scope | None = None
        self._wholes: list[Piece] = []
        self._parts: list[Piece] = []

    def take(self, clause: Clause, before: Scope) -> None:
        """Note the figures of a clause, and where the parts begin; ``before`` is the scope before it."""
        if clause.whole.says("part"):
            self._before, self._parts = before, []
        figures = self._wholes if self._before is None else self._parts
        figures += clause.pieces

    def behind_sentence(self, scope: Scope) -> Scope:
        """Return the scope behind the parts: where they give all, what follows is of all of it again."""
        before, wholes, parts = self._before, self._wholes, self._parts
        self._before, self._wholes, self._parts = None, [], []
        if not (scope.lasting and before and wholes):
            return scope
        whole, *told = [Mention(figure) for _, figure in (wholes[-1], *parts)]
        return before if is_sum(whole, told) else scope


def scopes(organ: str, found: Iterable[Clause]) -> tuple[Scope, ...]:
    """Return the scope of each clause."""
    scope = Scope(organ)
    brackets: list[Scope] = []
    told: list[Scope] = []
    divided = _Divided()
    has_figure = False  # of this sentence
    is_between = False  # the clause before told last year's figure between others of this year
    of_points = scope  # of numbered points: each begins as the first of them
    for clause in found:
        if _begins_with(clause, "point-first"):
            of_points = scope
        elif _begins_with(clause, "point-next"):
            scope = of_points
        before = replace(scope, other_time=False) if is_between and clause.whole.says_any(_MOVING) else scope
        divided.take(clause, before)
        scope = before.after(clause.whole)
        told.append(scope)
        is_between = has_figure and not before.other_time and _tells_last_years_figure(clause)
        has_figure = not clause.ends_sentence and (has_figure or bool(clause.pieces))
        if clause.stop == "（":
            brackets.append(scope)
        elif clause.stop == "）" and brackets:
            before = brackets.pop()
            # “（二）”: a point begins anew, whatever stood before its bracket.
            scope = scope if _begins_with(clause, "point-next") else scope.behind_bracket(before)
        elif clause.stop == "；":
            scope = replace(scope, comparing=False, other_time=scope.other_time and not is_between)
        elif clause.ends_sentence:
            brackets.clear()
            scope = divided.behind_sentence(scope).of_next_sentence()
    return tuple(told)


def _begins_with(clause: Clause, kind: str) -> bool:
    return clause.whole.says(kind) and kind in clause.whole.words[0].kinds


def _tells_last_years_figure(clause: Clause) -> bool:
    """“……24件，上年为20件，增长20%，办结22件”: last year's figure, said of this year's."""
    names_the_year = clause.whole.says("last-year") and clause.whole.says_only(_NAMING_LAST_YEAR)
    return names_the_year and len(clause.pieces) == 1


def _may_be_subject(words: Sequence[Token], place: int) -> bool:
    """Whether an organ stands first: then it may be the subject of what follows too."""
    return all(word.may_be(_BEFORE_SUBJECT) for word in islice(words, place))


def _follows_territory(words: Sequence[Token], place: int) -> bool:
    """“全县公安机关” are no short form of a bureau's name."""
    if place == 0:
        return False
    before = words[place - 1]
    return before.end == words[place].start and _names_territory(before)


def _names_territory(word: Token) -> bool:
    """“全县”, “我县”."""
    return "territory" in word.kinds or ("own" in word.kinds and word.text[-1] in PLACES)


def _places(word: Token) -> Sequence[str]:
    """The kind of place that “全区” and “各镇街、区直部门” are of, the widest; else any with bureaux."""
    named = [place for place in _territories() if place in word.text]
    return named[:1] or sorted_words("having-bureaux")


@cache
def _territories() -> Sequence[str]:
    """The kinds of places, wider ones first."""
    return (*PLACES, *sorted_words("street"))


def _is_number(word: Token) -> bool:
    """“1.” that only numbers what follows."""
    return word.text.rstrip(".．").isdigit()
