"""All-or-nothing statements: “未收到申请”, “全部办结”, “均获维持”.

“None” is said of what a figure in the same words would speak of: that must be 0. “All” is said of one part
of a whole: what stands beside it in the sums of the form must be 0.
"""

from model.reading.context import Context
from model.reading.facts import Statement
from model.reading.lexicon import Phrase, Token
from model.reading.meaning import Meaning, beside
from model.reading.resolve import Resolver
from model.reading.terms import FOREIGN

_STATING = frozenset(("none", "all"))
_CARRIED = frozenset(("carried-in", "carried-out"))


def statements(resolver: Resolver, phrase: Phrase, context: Context) -> list[Statement]:
    """Return the statements of a stretch without figures, all of whose words are known."""
    says = phrase.kinds & _STATING
    if len(says) != 1:
        return []
    (kind,) = says
    words = phrase.words
    start = next(word.start for word in words if kind in word.kinds)
    end = words[-1].end
    if kind == "none" and "claim" in phrase.kinds:
        roles = [name for word in words for entry in word.senses.claims for name in entry.names]
        zero = [one for role in roles for one in resolver.terms.of_role(role)]
        return [Statement(start, end, tuple(zero), hint=True)] if zero else []
    said = [word for word in words if word.kinds.isdisjoint(_STATING | {"besides"})]
    if kind == "none":
        zero = _none(resolver, said, context, alone="besides" not in phrase.kinds)
    elif "besides" in phrase.kinds:
        zero = []
    else:
        zero = _all(resolver, said, context)
    return [Statement(start, end, tuple(dict.fromkeys(zero)))] if zero else []


def _none(resolver: Resolver, words: list[Token], context: Context, *, alone: bool) -> list[Meaning]:
    """What must be 0: for each topic what its figure would be. ``alone``: nothing else is named with it."""
    topics = list(dict.fromkeys(topic for word in words for topic in word.senses.topics))
    carried = not _CARRIED.isdisjoint(resolver.said(words))
    if FOREIGN in topics or not (topics or carried):
        return []
    received = any(verb.names for word in words for verb in word.senses.verbs)
    found: list[Meaning] = []
    for topic in topics:
        if not topic.item and not received and (len(topics) > 1 or not alone):
            return []  # “没有申请、举报和复议”: of what kind of application
        others = set(topics) - {topic}
        own = [word for word in words if topic in word.senses.topics or not others & set(word.senses.topics)]
        named = _surely(resolver, resolver.named(Phrase(own), context))
        # “未收到行政许可申请”: with a topic that nothing is said of, it means something else.
        if not named:
            return []
        found += named
    return found if topics else list(_surely(resolver, resolver.named(Phrase(words), context)))


def _surely(resolver: Resolver, named: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """The one meaning of words, or the first of much the same ones; none of quite different ones."""
    return named[:1] if len(named) == 1 or any(map(resolver.terms.is_whole, named)) else ()


def _all(resolver: Resolver, words: list[Token], context: Context) -> list[Meaning]:
    """What must be 0: all that stands beside what is said of a whole."""
    topics = [topic for word in words for topic in word.senses.topics]
    named = resolver.named(Phrase(words), context)
    if FOREIGN in topics or not named:
        return []
    if not topics:
        # Of the figure before, when that is a whole: “收到36件，均予以公开”.
        last = context.last.meanings[:1] if context.last else ()
        if not any(map(resolver.terms.is_whole, last)):
            return []
        named = tuple(one for one in named if one.row == last[0].row) or named
    found = beside(resolver.form, named[0])
    if named[0].column != resolver.tables[named[0].table].total:
        return list(found)  # of an applicant or an outcome
    return [one for one in found if all(one in beside(resolver.form, other) for other in named[1:])]
