"""What a clause says of the year before, and which words say what: a part of the grounding."""

import msgspec

from model.chinese.figures import Kind
from model.reading.facts import Growth, How, Quantity, Share
from model.reading.grounding.grounded import Fact, Left
from model.reading.grounding.rates import is_bare_share, is_told_first, rate_of_told
from model.reading.grounding.shares import (
    rated,
    share,
    share_of_a_list,
    share_of_figure_before,
    share_told_first,
    stands_alone_in_bracket,
)
from model.reading.grounding.view import MOVING, RELATING, SPEAKING, View
from model.reading.tokens.phrase import Phrase, Token
from model.reading.words.meaning import Meaning
from model.reading.words.words import sorted_words, words_of

UNTOLD = MOVING | {"level", "remaining"}
"""Kinds of words that say something without a figure."""
_IN_TURN = ("level", "remaining", "rise", "fall")
_LEVEL, _OF_SOME = frozenset(("level",)), frozenset(("part", "perhaps-some"))
_MOVING_ALONE = MOVING | {"filler"}
_HOW = {"level": How.LEVEL, "rise": How.RISEN, "fall": How.FALLEN}


def relates(phrase: Phrase, quantity: Quantity) -> bool:
    """Whether a figure is a percentage, or says by how much something rose or fell."""
    kind = quantity.kind
    return kind is Kind.PERCENT or (kind is not Kind.RANGE and phrase.says_any(MOVING))


def related(view: View, phrase: Phrase, quantity: Quantity) -> Fact | None:
    """Return what a percentage, or a figure that rises or falls, says."""
    if view.follows_unknown and is_bare_share(phrase):
        is_of_one = phrase.says("each") or (view.ends_no_row and not phrase.says("sum"))
        return _near(phrase, share_of_a_list(view, quantity)) if is_of_one else None
    if view.follows_unknown and view.told[-1:] == [view.context.last]:
        rate = rate_of_told(view.text, quantity, view.told)
        if rate is not None:
            return rate
    if stands_alone_in_bracket(view, phrase, quantity):
        return share_of_figure_before(view, quantity)
    # “其中”, “同比” and the like stand before; what is not known makes all of it uncertain.
    if not view.certain(phrase.without(RELATING)):
        return None
    if is_told_first(phrase, quantity):
        return share_told_first(view, phrase, quantity)
    for kinds, says in _RELATIONS:
        if phrase.says_any(kinds):
            return _near(phrase, says(view, phrase, quantity))
    return None


def _near(phrase: Phrase, fact: Fact | None) -> Fact | None:
    """A share marked as near where it is said to be: “约占35%”."""
    if isinstance(fact, Share) and phrase.says("about"):
        return msgspec.structs.replace(fact, about=True)
    return fact


# ----------------------------------------------------------------- the year before


def past(view: View, phrase: Phrase, quantity: Quantity, behind: Phrase) -> tuple[bool, Fact | None]:
    """Return whether a figure is last year's own or its multiple, and what it says.

    “上年为61件”, “较上年的30件”, “2023年收到30件”, “是上年的3.5倍”. ``behind`` follows in the clause.
    """
    before = Phrase(_before_the_copula(phrase, quantity))
    if not before.says("last-year") or not _may_tell_the_past(view, before):
        return False, None
    if _are_some(phrase, quantity):
        return True, None
    is_near = "last-year" in before.words[-1].kinds
    # “比上年收到的……”, but not “比上年收到的30件增加”.
    says_more = not is_near and phrase.says("compared") and not _is_compared_behind(behind)
    return (False, None) if says_more else _of_last_year(view, phrase, quantity, is_near=is_near)


def _is_compared_behind(behind: Phrase) -> bool:
    """Whether the words behind a figure say how it compares: “30件相比”, “30件上升5%”."""
    return any(word.text.startswith(sorted_words("compares-behind")) for word in behind.words[:1]) or (
        bool(behind.words) and behind.words[0].may_be(MOVING)
    )


def _are_some(phrase: Phrase, quantity: Quantity) -> bool:
    """Whether a figure is of some of last year's: “2023年受理的3件申请”, not “2023年受理的申请共61件”."""
    said = _said_of_last_year(phrase.before(quantity.start))
    is_restricted = any(text.endswith(sorted_words("attributive")) for text in said)
    is_some = is_restricted and said[-1] not in words_of("copula").difference(words_of("attributive"))
    return phrase.says_any(_OF_SOME) or (is_some and not _is_bare(phrase, quantity, said))


def _said_of_last_year(before: Phrase) -> list[str]:
    """The words between last year's name and a figure."""
    named = max(place for place, word in enumerate(before.words) if "last-year" in word.kinds)
    return [word.text for word in before.words[named + 1 :]]


def _is_bare(phrase: Phrase, quantity: Quantity, said: list[str]) -> bool:
    """“较上年的30件”, “是上年的3.5倍”, but not “2023年的3件申请”."""
    names_more = phrase.behind(quantity.end).says_any(SPEAKING) and not phrase.says("compared")
    return said[0] in words_of("attributive") and not names_more


def _may_tell_the_past(view: View, before: Phrase) -> bool:
    """Whether a figure is of our own organ, of something known, and no change."""
    return not (view.unknown or view.scope.other_organ or before.says_any(MOVING))


def _before_the_copula(phrase: Phrase, quantity: Quantity) -> list[Token]:
    """The words before a figure, without “为” and the like at their end."""
    before = list(phrase.before(quantity.start).words)
    while before and before[-1].text in words_of("copula"):
        before.pop()
    return before


def _of_last_year(
    view: View, phrase: Phrase, quantity: Quantity, *, is_near: bool
) -> tuple[bool, Fact | None]:
    """What a figure says behind last year's name, be it near or with what it counts between."""
    rest = phrase.without(RELATING | {"last-year", "then"})
    named = view.spoken(rest)
    if named is None or not view.scope.clean(rest):
        return is_near, None
    is_last_years = is_near or bool(named)
    how = _how(view, quantity)
    if not is_last_years or how is None:
        return is_last_years, None
    return True, compared(quantity.start, quantity.end, how, named or view.subjects(), quantity)


def _how(view: View, quantity: Quantity) -> How | None:
    """“61件” is last year's own figure, “3.5倍” its multiple; what no table counts is neither."""
    if quantity.counter in words_of("times"):
        return How.TIMES
    return How.BEFORE if quantity.counter in view.resolver.counters else None


def _moved(view: View, phrase: Phrase, quantity: Quantity) -> Fact | None:
    """“同比增长5%”, “比上年减少6件”."""
    moved = phrase.those(MOVING)[-1]
    is_told = view.scope.comparing and _is_change(view, moved, quantity)
    subjects = view.subjects_of(phrase.without(RELATING)) if is_told else ()
    how = How.RISEN if "rise" in moved.kinds else How.FALLEN
    return compared(min(moved.start, quantity.start), quantity.end, how, subjects, quantity)


def _is_change(view: View, moved: Token, quantity: Quantity) -> bool:
    """Whether a figure behind a word for rising or falling says by how much, in what the tables count.

    Persons and percentage points are no figures of the tables.
    """
    counters = view.resolver.counters | words_of("times") | {""}
    return quantity.kind is not Kind.COUNT or (
        quantity.counter in counters and not _comes_to(view, moved, quantity)
    )


def _comes_to(view: View, moved: Token, quantity: Quantity) -> bool:
    """“增加到36件” says what it came to."""
    between = view.text[moved.end : quantity.start].strip()
    return between in words_of("up-to") or moved.text.endswith(sorted_words("up-to-ending"))


def compared(
    start: int, end: int, how: How, subjects: tuple[Meaning, ...], quantity: Quantity | None = None
) -> Fact | None:
    """Return that something rose or fell; None where it is not certain what."""
    return Growth(start, end, how, tuple(dict.fromkeys(subjects)), quantity) if subjects else None


# What is said by which words; the first that a phrase has tells.
_RELATIONS = (
    (MOVING, _moved),
    (frozenset(("rate", "rate-of-results")), rated),
    (frozenset(("share",)), share),
    (frozenset(("column",)), rated),
)


def untold(view: View, phrase: Phrase) -> Fact | None:
    """Return what “与上年持平”, “较上年有所减少” and “其余为当面提交” say without a figure."""
    first = next(filter(phrase.says, _IN_TURN))
    if first == "remaining":
        return Left()
    is_plain = first == "level" or _says_no_more(phrase)
    return _changed(view, phrase, first) if is_plain else None


def _says_no_more(phrase: Phrase) -> bool:
    """“较上年有所减少”, not “较上年减少重复申请”; the comparison may stand in the clause before."""
    is_at_end = phrase.words[-1].may_be(MOVING) and not all(map(phrase.says, MOVING))
    is_alone = not phrase.without(_MOVING_ALONE).words
    return is_at_end and (is_alone or phrase.says("compared"))


def _changed(view: View, phrase: Phrase, kind: str) -> Fact | None:
    """Return how something changed, where it is certain what."""
    rest = phrase.without(RELATING | _LEVEL)
    is_certain = view.scope.comparing and view.certain(rest)
    subjects = view.subjects_of(rest) if is_certain else ()
    word = phrase.first(kind)
    return compared(word.start, word.end, _HOW[kind], subjects)
