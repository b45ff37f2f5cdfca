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
    words = _without_all_of_none(phrase.words)
    stating = [word for word in words if not word.kinds.isdisjoint(_STATING)]
    says = {kind for word in stating for kind in word.kinds & _STATING}
    if len(says) != 1:
        return []
    start, end = stating[0].start, words[-1].end
    none = says == {"none"}
    if none and "claim" in phrase.kinds:
        roles = [name for word in words for entry in word.senses.claims for name in entry.names]
        zero = [one for role in roles for one in resolver.terms.of_role(role)]
        return [Statement(start, end, tuple(zero), hint=True)] if zero else []
    said = [word for word in words if word.kinds.isdisjoint(_STATING | {"besides"})]
    besides = "besides" in phrase.kinds
    if none:
        zero = _none(resolver, said, context, alone=not besides)
        return [Statement(start, end, tuple(dict.fromkeys(zero)))] if zero else []
    if besides:
        return []
    zero = _all(resolver, said, context)
    if zero:
        return [Statement(start, end, tuple(dict.fromkeys(zero)))]
    left = [] if "timely" in phrase.kinds else _answered(resolver, said, context)
    return [Statement(start, end, tuple(left), hint=True)] if left else []


def _without_all_of_none(words: list[Token]) -> list[Token]:
    """“均未收到”, “都没有发生”: of all of them none, which is none."""
    none_next = [*("none" in word.kinds for word in words[1:]), False]
    return [
        word
        for word, before_none in zip(words, none_next, strict=True)
        if not (before_none and "all" in word.kinds)
    ]


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
        for said in _by_column(own):
            named = _surely(resolver, resolver.named(said, context))
            # “未收到行政许可申请”: with a topic that nothing is said of, it means something else.
            if not named:
                return []
            found += named
    return found if topics else list(_surely(resolver, resolver.named(Phrase(words), context)))


def _by_column(words: list[Token]) -> list[Phrase]:
    """“未制定、废止规范性文件”: what is said of each column named; of vague ones together as they stand."""
    naming = [word for word in words if word.senses.columns]
    columns = dict.fromkeys(word.senses.columns for word in naming)
    if len(columns) < 2 or any("vague" in word.kinds for word in naming):
        return [Phrase(words)]
    return [Phrase([one for one in words if one.senses.columns in ((), column)]) for column in columns]


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


def _answered(resolver: Resolver, words: list[Token], context: Context) -> list[Meaning]:
    """“收到16件，均已答复”: then none was carried out; in time, only those due were."""
    last = context.last.meanings[:1] if context.last else ()
    if not last or resolver.terms.role(last[0]) != "received":
        return []
    named = resolver.named(Phrase(words), context)[:1]  # “受理” comes to it last
    finished = [one for one in named if resolver.terms.role(one) == "results-total"]
    return [left for one in finished for left in beside(resolver.form, one)]
