"""What a clause says of shares and of the year before: a part of the grounding without a state of its own."""

import msgspec

from model.chinese.figures import Kind
from model.reading.context import Context
from model.reading.facts import How, Mention, Quantity
from model.reading.grounded import Compared, Fact, Shared
from model.reading.meaning import Meaning
from model.reading.phrase import Phrase, Token
from model.reading.resolve import Resolver
from model.reading.scope import Scope
from model.reading.words import words_of

MOVING = frozenset(("rise", "fall"))
_RELATING = MOVING | {"compared", "share"}
_BARE = ("copula", "filler")
_SPEAKING = frozenset(("topic", "row", "verb", "column"))


class View(msgspec.Struct, frozen=True):
    """What is known where a clause stands.

    ``whole`` is what is being divided, ``divided`` what the sentence began to divide, ``first`` figures that
    it may divide without saying so; ``rate``: the last figure was a rate of its own (“办结率88.9%”);
    ``unknown``: what is divided is not understood.
    """

    resolver: Resolver
    text: str
    scope: Scope
    context: Context
    whole: Mention | None
    divided: Mention | None
    first: tuple[Mention, ...]
    rate: bool
    unknown: bool = False

    def spoken(self, phrase: Phrase) -> tuple[Meaning, ...] | None:
        """What words name, nothing when they name nothing; None when it is not certain what."""
        if phrase.kinds.isdisjoint(_SPEAKING):
            return ()
        return self.resolver.named(phrase, self.context) or None

    def subjects(self) -> tuple[Meaning, ...]:
        """What a comparison without own words is about: the last figure, or the whole it is a part of."""
        last = self.context.last
        if last is None or not last.meanings or self.rate:
            return ()
        return last.readings + (self.whole.readings if self.whole else ())

    @property
    def blocked(self) -> bool:
        """Whether figures here are not those of the tables."""
        return self.unknown or self.scope.blocked


def related(view: View, phrase: Phrase, quantity: Quantity) -> Fact | None:
    """Return what a percentage, or a figure that rises or falls, says."""
    rest = phrase.without(_RELATING)
    last = view.context.last
    if last is not None and not last.meanings and _is_bare_share(phrase):
        return _share_of_a_list(view, last, quantity)
    # “其中”, “同比” and the like stand before; what is not known makes all of it uncertain.
    if view.blocked or not view.scope.clean(rest):
        return None
    if not phrase.kinds.isdisjoint(MOVING):
        return _moved(view, phrase, rest, quantity)
    if "rate" in phrase.kinds:
        return _rated(view, phrase, quantity)
    if "share" in phrase.kinds and "other" not in rest.kinds:
        return _share(view, phrase, quantity)  # of “其他情况占5%” no figure was told
    return None


def past(view: View, phrase: Phrase, quantity: Quantity) -> tuple[bool, Fact | None]:
    """Return whether a figure is last year's own or its multiple, and what it says.

    “上年为61件”, “较上年的30件”, “2023年收到30件”, “是上年的3.5倍”.
    """
    before = _before_the_copula(phrase, quantity)
    told = [word for word in before if "last-year" in word.kinds]
    moving = not phrase.kinds.isdisjoint(MOVING)
    if not told or moving or view.unknown or view.scope.other_organ:
        return False, None
    near = told[-1] is before[-1]
    if not near and "compared" in phrase.kinds:
        return False, None  # “比上年收到的……”
    return _of_last_year(view, phrase, quantity, near=near)


def _before_the_copula(phrase: Phrase, quantity: Quantity) -> list[Token]:
    """The words before a figure, without “为” and the like at their end."""
    before = [word for word in phrase.words if word.start < quantity.start]
    while before and before[-1].text in words_of("copula"):
        before.pop()
    return before


def _of_last_year(view: View, phrase: Phrase, quantity: Quantity, *, near: bool) -> tuple[bool, Fact | None]:
    rest = phrase.without(_RELATING | {"last-year", "then"})
    named = view.spoken(rest)
    if named is None or not view.scope.clean(rest):
        return near, None
    if not (near or named):
        return False, None
    times = quantity.counter in words_of("times")
    if not times and quantity.counter not in view.resolver.counters:
        return True, None
    how = How.TIMES if times else How.BEFORE
    return True, _compared(quantity.start, quantity.end, how, named or view.subjects(), quantity)


def level(view: View, phrase: Phrase) -> Fact | None:
    """Return what “与上年持平” says."""
    word = next(word for word in phrase.words if "level" in word.kinds)
    rest = phrase.without(_RELATING | {"level"})
    named = view.spoken(rest)
    uncertain = view.blocked or named is None
    if uncertain or not view.scope.clean(rest):
        return None
    return _compared(word.start, word.end, How.LEVEL, named or view.subjects())


def _moved(view: View, phrase: Phrase, rest: Phrase, quantity: Quantity) -> Fact | None:
    named = view.spoken(rest)
    if named is None or not view.scope.comparing:
        return None
    moved = next(word for word in reversed(phrase.words) if not word.kinds.isdisjoint(MOVING))
    if not _is_change(view, moved, quantity):
        return None
    how = How.RISEN if "rise" in moved.kinds else How.FALLEN
    start = min(moved.start, quantity.start)
    return _compared(start, quantity.end, how, named or view.subjects(), quantity)


def _compared(
    start: int, end: int, how: How, subjects: tuple[Meaning, ...], quantity: Quantity | None = None
) -> Fact | None:
    return Compared(start, end, how, tuple(dict.fromkeys(subjects)), quantity) if subjects else None


def _share(view: View, phrase: Phrase, quantity: Quantity) -> Fact | None:
    """“自然人占35%”, “占办结总数的35%”: what is before the word for a share is the part."""
    share = next(word for word in phrase.words if "share" in word.kinds)
    words = phrase.without(MOVING | {"compared"}).words
    before = view.spoken(Phrase([word for word in words if word.end <= share.start]))
    behind = view.spoken(Phrase([word for word in words if word.start > share.start]))
    last = view.context.last
    if before is None or behind is None or (not before and not view.context.last_known):
        return None
    told = last if not before else None
    parts = told.readings if told is not None else before
    if not set(parts).isdisjoint(behind):
        return None  # “公开类复议占全部复议的5.7%”: what makes the difference is not known
    wholes = tuple(one for one in view.context.mentions if one is not told)
    bases = behind or view.resolver.terms.bases(parts)
    return Shared(quantity, parts, bases, () if behind else wholes, told.quantity if told else None)


def _is_bare_share(phrase: Phrase) -> bool:
    """“占35%”, “占比为35%”: of the figure before, and of nothing that is named."""
    bare = {"share", *_BARE}
    return "share" in phrase.kinds and all(not word.kinds.isdisjoint(bare) for word in phrase.words)


def _share_of_a_list(view: View, part: Mention, quantity: Quantity) -> Fact | None:
    """A part that no table knows as a share of the figure that its sentence divides, or may divide."""
    said = view.divided is not None
    may_be = (view.divided,) if view.divided is not None else view.first
    counter = part.quantity.counter
    wholes = tuple(one for one in may_be if one is not part and one.quantity.counter == counter)
    if not wholes or not counter or view.scope.blocked:
        return None
    return Shared(quantity, (), (), wholes, part.quantity, supposed=not said)


def _rated(view: View, phrase: Phrase, quantity: Quantity) -> Fact | None:
    """“办结率96%”: the rows that the rate is of, and those that it is a share of."""
    topic, terms = view.context.topic, view.resolver.terms
    table = terms.tables.get(topic.table) if topic else None
    if table is None or not table.counts_one_thing:
        return None
    entry = next(entry for word in phrase.words for entry in word.senses.rates)
    parts, bases = (
        tuple(terms.meanings(table, table.rows(*roles), table.total)) for roles in (entry.names, entry.fits)
    )
    return Shared(quantity, parts, bases, rate=True)


def _is_change(view: View, moved: Token, quantity: Quantity) -> bool:
    """Whether a figure behind a word for rising or falling says by how much, in what the tables count.

    “增加到36件” says what it came to; persons and percentage points are no figures of the tables.
    """
    figure = quantity.figure
    if figure is None or figure.kind is not Kind.COUNT:
        return True
    between = view.text[moved.end : quantity.start].strip()
    to = between in words_of("up-to") or moved.text.endswith(tuple(words_of("up-to-ending")))
    counted = not quantity.counter or quantity.counter in view.resolver.counters
    return not to and (counted or quantity.counter in words_of("times"))
