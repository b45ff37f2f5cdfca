"""What a clause says of shares and of the year before: a part of the grounding without a state of its own."""

import msgspec

from model.chinese.figures import Kind
from model.reading.context import Context, tells_what_was_done
from model.reading.facts import Growth, How, Mention, Quantity, Share, counted_alike
from model.reading.grounded import Fact, Left
from model.reading.meaning import Meaning
from model.reading.phrase import Phrase, Token
from model.reading.rates import is_bare_share, is_told_first, rate, rate_of_told, share_of_named
from model.reading.resolve import Resolver
from model.reading.scope import Scope
from model.reading.terms import Reference
from model.reading.together import parts_together
from model.reading.words import sorted_words, words_of

MOVING = frozenset(("rise", "fall"))
UNTOLD = frozenset(("level", "remaining"))
_RELATING = MOVING | {"compared", "share"}
_BRACKETS = ("（", "(")
_SPEAKING = frozenset(("topic", "row", "verb", "column"))
_TAKING_TOGETHER = frozenset(("sum", "together"))
_DESCRIBING = frozenset(("row", "column", "unknown"))


class View:
    """What is known where a clause stands.

    ``whole`` is what is being divided, ``divided`` the same up to the end of the sentence, ``first`` figures
    that it may divide without saying so; ``rate``: the last figure was a rate of its own (“办结率88.9%”);
    ``unknown``: what is divided is not understood; ``told`` are the last figures.
    """

    def __init__(self, resolver: Resolver, text: str, topic: Reference | None) -> None:
        self.resolver, self.text = resolver, text
        self.scope, self.context = Scope(), Context(topic)
        self.whole: Mention | None = None
        self.divided: Mention | None = None
        self.first: tuple[Mention, ...] = ()
        self.told: list[Mention] = []
        self.rate = self.unknown = False

    def spoken(self, phrase: Phrase) -> tuple[Meaning, ...] | None:
        """What words name, nothing when they name nothing; None when it is not certain what."""
        if not phrase.says_any(_SPEAKING):
            return ()
        return self.resolver.named(phrase, self.context) or None

    def subjects(self) -> tuple[Meaning, ...]:
        """What a comparison without own words is about: the last figure, or the whole it is a part of."""
        last = self.context.last
        if last is None or not last.meanings or self.rate:
            return ()
        return last.readings + (self.whole.readings if self.whole else ())

    def subjects_of(self, phrase: Phrase) -> tuple[Meaning, ...]:
        """What a comparison is about, by its own words or without; nothing when it is not certain."""
        named = self.spoken(phrase)
        return () if named is None else named or self.subjects()

    def certain(self, phrase: Phrase) -> bool:
        """Whether words are understood, and figures here are those of the tables."""
        return not self.unknown and not self.scope.blocked and self.scope.clean(phrase)

    @property
    def follows_unknown(self) -> bool:
        """Whether the figure before is not understood."""
        return self.context.last is not None and not self.context.last.meanings

    def understands_beside(self, phrase: Phrase) -> bool:
        """Whether words are understood, and no “；” parts them from the figure before."""
        return self.scope.clean(phrase) and not self.context.apart

    @property
    def tells_more(self) -> bool:
        """Whether words between the figure before and here name or describe something else."""
        between = self.context.between
        return between is not None and between.says_any(_DESCRIBING) and not tells_what_was_done(between)

    def may_divide(self, part: Mention) -> tuple[Mention, ...]:
        """Return what a part may be divided from: what is said to be divided, or else began the sentence."""
        if not part.quantity.counter:
            return ()
        wholes = (self.divided,) if self.divided is not None else self.first
        return tuple(one for one in wholes if one is not part and counted_alike((one, part)))


def relates(phrase: Phrase, quantity: Quantity) -> bool:
    """Whether a figure is a percentage, or says by how much something rose or fell."""
    kind = quantity.kind
    return kind is Kind.PERCENT or (kind is not Kind.RANGE and phrase.says_any(MOVING))


def related(view: View, phrase: Phrase, quantity: Quantity) -> Fact | None:
    """Return what a percentage, or a figure that rises or falls, says."""
    if view.follows_unknown and is_bare_share(phrase):
        return _near(phrase, _share_of_a_list(view, quantity))
    if view.follows_unknown and view.told[-1:] == [view.context.last]:
        rate = rate_of_told(view.text, quantity, view.told)
        if rate is not None:
            return rate
    if _stands_alone_in_bracket(view, phrase, quantity):
        return _share_of_figure_before(view, quantity)
    # “其中”, “同比” and the like stand before; what is not known makes all of it uncertain.
    if not view.certain(phrase.without(_RELATING)):
        return None
    if is_told_first(phrase, quantity):
        return _share_told_first(view, phrase, quantity)
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
    return phrase.says("part") or (is_some and not _is_bare(phrase, quantity, said))


def _said_of_last_year(before: Phrase) -> list[str]:
    """The words between last year's name and a figure."""
    named = max(place for place, word in enumerate(before.words) if "last-year" in word.kinds)
    return [word.text for word in before.words[named + 1 :]]


def _is_bare(phrase: Phrase, quantity: Quantity, said: list[str]) -> bool:
    """“较上年的30件”, “是上年的3.5倍”, but not “2023年的3件申请”."""
    names_more = phrase.behind(quantity.end).says_any(_SPEAKING) and not phrase.says("compared")
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
    rest = phrase.without(_RELATING | {"last-year", "then"})
    named = view.spoken(rest)
    if named is None or not view.scope.clean(rest):
        return is_near, None
    is_last_years = is_near or bool(named)
    how = _how(view, quantity)
    if not is_last_years or how is None:
        return is_last_years, None
    return True, _compared(quantity.start, quantity.end, how, named or view.subjects(), quantity)


def _how(view: View, quantity: Quantity) -> How | None:
    """“61件” is last year's own figure, “3.5倍” its multiple; what no table counts is neither."""
    if quantity.counter in words_of("times"):
        return How.TIMES
    return How.BEFORE if quantity.counter in view.resolver.counters else None


def untold(view: View, phrase: Phrase) -> Fact | None:
    """Return what “与上年持平” and “其余为当面提交” say without a figure."""
    return _level(view, phrase) if phrase.says("level") else Left()


def _level(view: View, phrase: Phrase) -> Fact | None:
    """Return what “与上年持平” says."""
    rest = phrase.without(_RELATING | {"level"})
    is_certain = view.scope.comparing and view.certain(rest)
    subjects = view.subjects_of(rest) if is_certain else ()
    word = phrase.first("level")
    return _compared(word.start, word.end, How.LEVEL, subjects)


def _moved(view: View, phrase: Phrase, quantity: Quantity) -> Fact | None:
    """“同比增长5%”, “比上年减少6件”."""
    moved = phrase.those(MOVING)[-1]
    is_told = view.scope.comparing and _is_change(view, moved, quantity)
    subjects = view.subjects_of(phrase.without(_RELATING)) if is_told else ()
    how = How.RISEN if "rise" in moved.kinds else How.FALLEN
    return _compared(min(moved.start, quantity.start), quantity.end, how, subjects, quantity)


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


def _compared(
    start: int, end: int, how: How, subjects: tuple[Meaning, ...], quantity: Quantity | None = None
) -> Fact | None:
    return Growth(start, end, how, tuple(dict.fromkeys(subjects)), quantity) if subjects else None


# ------------------------------------------------------------------------- shares


def _rated(view: View, phrase: Phrase, quantity: Quantity) -> Fact | None:
    return rate(view.resolver, view.context, phrase, quantity)


def _share(view: View, phrase: Phrase, quantity: Quantity) -> Fact | None:
    """“自然人占35%”, “占办结总数的35%”: what is before the word for a share is the part."""
    share = phrase.first("share")
    words = phrase.without(MOVING | {"compared"})
    named, bases = _named_part(view, words.before(share.start)), view.spoken(words.behind(share.end))
    if named is None or bases is None or _is_of_others(phrase):
        return None
    if not named and phrase.says_any(_TAKING_TOGETHER):
        return _shared(view, parts_together(view.resolver.form, phrase, view.told), bases, None, quantity)
    told = None if named else view.context.last
    if told is not None and not told.meanings:
        return share_of_named(told, view.told, bases, quantity)
    parts = told.readings if told is not None else named
    return _shared(view, parts, bases, told, quantity)


def _share_told_first(view: View, phrase: Phrase, quantity: Quantity) -> Fact | None:
    """“办结件中，43%属于无法提供”: of what the clause before names as divided."""
    among = view.context.between
    is_named = among is not None and among.says("among") and view.scope.clean(among)
    bases = view.spoken(among) if among is not None and is_named else None
    return _shared(view, view.spoken(phrase) or (), bases, None, quantity) if bases else None


def _named_part(view: View, before: Phrase) -> tuple[Meaning, ...] | None:
    """What a share is said to be of: nothing for the figure before, None where it is not certain what.

    “收到36件，自然人申请为主，占83.33%” is of what stands between, as far as that is understood.
    """
    named = view.spoken(before)
    between = view.context.between
    if named != () or between is None or not between.says_any(_DESCRIBING):
        return named
    if not view.understands_beside(between):
        return None
    return view.spoken(between)


def _shared(
    view: View,
    parts: tuple[Meaning, ...],
    named: tuple[Meaning, ...],
    told: Mention | None,
    quantity: Quantity,
) -> Fact | None:
    """A share of what is named, or else of what the sentence or the tables have for a whole."""
    if not parts or not set(parts).isdisjoint(named):
        return None  # “公开类复议占全部复议的5.7%”: what makes the difference is not known
    figure = told.quantity if told is not None else None
    if named:
        return Share(quantity, parts, named, (), figure)
    bases = view.resolver.terms.bases(parts)
    return Share(quantity, parts, bases, view.context.mentions_beside(told), figure)


def _is_of_others(phrase: Phrase) -> bool:
    """“其他情况占5%”: no figure was told of it."""
    return phrase.without(_RELATING).says("other")


def _stands_alone_in_bracket(view: View, phrase: Phrase, quantity: Quantity) -> bool:
    """“予以公开3件（35%）”: a percentage that nothing parts from the figure before but a bracket."""
    last = view.context.last
    if last is None or phrase.words or quantity.kind is not Kind.PERCENT:
        return False
    return view.text[last.quantity.stop : quantity.start].strip() in _BRACKETS


def _share_of_figure_before(view: View, quantity: Quantity) -> Fact | None:
    """The share of the figure before that is not said to be one: the others of the sentence must be right."""
    told = view.context.last
    if told is None or not told.meanings:
        return _share_of_a_list(view, quantity)
    shared = _shared(view, told.readings, (), told, quantity)
    return msgspec.structs.replace(shared, supposed=True) if isinstance(shared, Share) else None


def _share_of_a_list(view: View, quantity: Quantity) -> Fact | None:
    """A part that no table knows as a share of the figure that its sentence divides, or may divide."""
    part = view.context.last
    wholes = view.may_divide(part) if part is not None else ()
    if part is None or not wholes or view.tells_more:
        return None
    return Share(quantity, (), (), wholes, part.quantity, supposed=view.divided is None)


# What is said by which words; the first that a phrase has tells.
_RELATIONS = (
    (MOVING, _moved),
    (frozenset(("rate", "rate-of-results")), _rated),
    (frozenset(("share",)), _share),
    (frozenset(("column",)), _rated),
)
