"""All-or-nothing statements: “未收到申请”, “全部办结”, “均获维持”.

“None” is said of what a figure in the same words would speak of: that must be 0. “All” is said of one part
of a whole: what stands beside it in the sums of the form must be 0.
"""

from model.reading.context import Context
from model.reading.division import beside
from model.reading.facts import Statement
from model.reading.meaning import Meaning
from model.reading.phrase import Phrase, Token
from model.reading.resolve import Resolver
from model.reading.terms import FOREIGN, Reference

_STATING = frozenset(("none", "all"))
_CARRIED = frozenset(("carried-in", "carried-out"))


def statements(resolver: Resolver, phrase: Phrase, context: Context) -> list[Statement]:
    """Return the statements of a stretch without figures, all of whose words are known."""
    words = _without_all_of_none(phrase.words)
    stating = [word for word in words if not word.kinds.isdisjoint(_STATING)]
    says = {kind for word in stating for kind in word.kinds & _STATING}
    if len(says) != 1:
        return []
    said = Phrase(words).without(_STATING | {"besides"})
    if says == {"none"}:
        zero, hint = _said_of_none(resolver, phrase, said, context)
    else:
        zero, hint = _said_of_all(resolver, phrase, said, context)
    together = tuple(dict.fromkeys(zero))
    return [Statement(stating[0].start, words[-1].end, together, hint=hint)] if together else []


def _said_of_none(
    resolver: Resolver, phrase: Phrase, said: Phrase, context: Context
) -> tuple[list[Meaning], bool]:
    """What must be 0, and whether it may hold all the same."""
    if "claim" not in phrase.kinds:
        return _none(resolver, said, context, alone="besides" not in phrase.kinds), False
    roles = [name for word in phrase.words for entry in word.senses.claims for name in entry.names]
    return [one for role in roles for one in resolver.terms.of_role(role)], True


def _said_of_all(
    resolver: Resolver, phrase: Phrase, said: Phrase, context: Context
) -> tuple[list[Meaning], bool]:
    if "besides" in phrase.kinds:
        return [], False
    zero = _all(resolver, said, context)
    if zero or "timely" in phrase.kinds:
        return zero, False
    return _answered(resolver, said, context), True


def _without_all_of_none(words: list[Token]) -> list[Token]:
    """“均未收到”, “都没有发生”: of all of them none, which is none."""
    none_next = [*("none" in word.kinds for word in words[1:]), False]
    return [
        word
        for word, before_none in zip(words, none_next, strict=True)
        if not (before_none and "all" in word.kinds)
    ]


def _none(resolver: Resolver, phrase: Phrase, context: Context, *, alone: bool) -> list[Meaning]:
    """What must be 0: for each topic what its figure would be. ``alone``: nothing else is named with it."""
    topics = phrase.topics
    if FOREIGN in topics:
        return []
    if not topics:
        carried = not _CARRIED.isdisjoint(resolver.said(phrase.words))
        return list(_surely(resolver, phrase, context)) if carried else []
    received = any(verb.names for verb in phrase.verbs)
    one_kind = received or (alone and len(topics) == 1)
    if not one_kind and not all(topic.item for topic in topics):
        return []  # “没有申请、举报和复议”: of what kind of application
    named = [
        _surely(resolver, said, context) for topic in topics for said in _by_column(_words_of(phrase, topic))
    ]
    # “未收到行政许可申请”: with a topic that nothing is said of, it means something else.
    return [one for found in named for one in found] if all(named) else []


def _words_of(phrase: Phrase, topic: Reference) -> Phrase:
    """The words that are of a topic, or of none."""
    others = set(phrase.topics) - {topic}
    return Phrase(
        [one for one in phrase.words if topic in one.senses.topics or others.isdisjoint(one.senses.topics)]
    )


def _by_column(phrase: Phrase) -> list[Phrase]:
    """“未制定、废止规范性文件”: what is said of each column named; of vague ones together as they stand."""
    naming = [word for word in phrase.words if word.senses.columns]
    columns = dict.fromkeys(word.senses.columns for word in naming)
    vague = any("vague" in word.kinds for word in naming)
    if len(columns) < 2 or vague:
        return [phrase]
    return [Phrase([one for one in phrase.words if one.senses.columns in ((), own)]) for own in columns]


def _surely(resolver: Resolver, phrase: Phrase, context: Context) -> tuple[Meaning, ...]:
    """The one meaning of words, or the first of much the same ones; none of quite different ones."""
    named = resolver.named(phrase, context)
    return named[:1] if len(named) == 1 or any(map(resolver.terms.is_whole, named)) else ()


def _all(resolver: Resolver, phrase: Phrase, context: Context) -> list[Meaning]:
    """What must be 0: all that stands beside what is said of a whole."""
    topics = phrase.topics
    named = resolver.named(phrase, context)
    if not topics:
        named = _of_the_whole_before(resolver, named, context)
    if FOREIGN in topics or not named:
        return []
    first, *others = named
    found = beside(resolver.form, first)
    if first.column != resolver.tables[first.table].total:
        return list(found)  # of an applicant or an outcome
    return [one for one in found if all(one in beside(resolver.form, other) for other in others)]


def _of_the_whole_before(
    resolver: Resolver, named: tuple[Meaning, ...], context: Context
) -> tuple[Meaning, ...]:
    """“收到36件，均予以公开”: said of the figure before, when that is a whole."""
    last = context.last_known[:1]
    if not any(map(resolver.terms.is_whole, last)):
        return ()
    return tuple(one for one in named if one.row == last[0].row) or named


def _answered(resolver: Resolver, phrase: Phrase, context: Context) -> list[Meaning]:
    """“收到16件，均已答复”: then none was carried out; in time, only those due were."""
    last = context.last_known[:1]
    named = resolver.named(phrase, context)[:1]  # “受理” comes to it last
    roles = tuple(map(resolver.terms.role, (*last, *named)))
    return list(beside(resolver.form, named[0])) if roles == ("received", "results-total") else []
