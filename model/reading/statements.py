"""All-or-nothing statements: “未收到申请”, “全部办结”, “均获维持”.

“None” is said of what a figure in the same words would speak of: that must be 0. “All” is said of one part
of a whole: what stands beside it in the sums of the form must be 0.
"""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from model.reading.context import Context
from model.reading.division import beside
from model.reading.facts import Mention, Statement
from model.reading.meaning import Meaning
from model.reading.phrase import Phrase, Token
from model.reading.resolve import Resolver
from model.reading.terms import FOREIGN, Reference

_STATING = frozenset(("none", "all"))
_CARRIED = frozenset(("carried-in", "carried-out"))
_MONEY = ("amount",)


class _Said(NamedTuple):
    """A stretch without figures: all its ``words``; ``of`` are those that say of what it is said."""

    resolver: Resolver
    words: Phrase
    of: Phrase
    context: Context

    def named(self, phrase: Phrase | None = None) -> tuple[Meaning, ...]:
        """Return what it is said of, or what some of its words name.

        “办理申请未收费” says nothing of how many there were.
        """
        words = phrase or self.of
        is_of_money = any(verb.fits == _MONEY for verb in words.verbs)
        counted = () if is_of_money else self.resolver.named(words, self.context)
        return counted or self.resolver.named(words, self.context, money=True)

    def surely(self, phrase: Phrase) -> tuple[Meaning, ...]:
        """Return the one meaning of words, or the first of much the same ones; none of different ones."""
        named = self.named(phrase)
        is_sure = len(named) == 1 or any(map(self.resolver.terms.is_whole, named))
        return named[:1] if is_sure else ()


class _Claim(NamedTuple):
    """What must be 0, whether it may hold all the same, and what all of a whole are."""

    zero: Sequence[Meaning]
    hint: bool = False
    whole: Mention | None = None
    all_are: tuple[Meaning, ...] = ()


def statements(resolver: Resolver, phrase: Phrase, context: Context) -> list[Statement]:
    """Return the statements of a stretch without figures, all of whose words are known."""
    words = Phrase(_without_all_of_none(phrase.words))
    stating = words.those(_STATING)
    kinds = words.kinds & _STATING
    if len(kinds) != 1:
        return []
    said = _Said(resolver, phrase, words.without(_STATING | {"besides"}), context)
    claim = _said_of_none(said) if "none" in kinds else _said_of_all(said)
    zero = tuple(dict.fromkeys(claim.zero))
    start, end = stating[0].start, words.words[-1].end
    return [Statement(start, end, zero, claim.hint, claim.whole, claim.all_are)] if zero else []


def _without_all_of_none(words: list[Token]) -> list[Token]:
    """“均未收到”, “都没有发生”: of all of them none, which is none."""
    none_next = [*("none" in word.kinds for word in words[1:]), False]
    pairs = zip(words, none_next, strict=True)
    return [word for word, before_none in pairs if not (before_none and "all" in word.kinds)]


# --------------------------------------------------------------------------- none


def _said_of_none(said: _Said) -> _Claim:
    if not said.words.says("claim"):
        return _Claim(_none(said))
    roles = chain.from_iterable(claim.names for claim in said.words.claims)
    return _Claim(list(chain.from_iterable(map(said.resolver.terms.of_role, roles))), hint=True)


def _none(said: _Said) -> list[Meaning]:
    """What must be 0: for each topic what its figure would be."""
    if not said.of.topics:
        return list(_none_carried(said))
    if FOREIGN in said.of.topics or not _is_clear_of_what(said):
        return []
    by_topic = (_words_of(said.of, topic) for topic in said.of.topics)
    named = list(map(said.surely, chain.from_iterable(map(_by_column, by_topic))))
    # “未收到行政许可申请”: with a topic that nothing is said of, it means something else.
    return list(chain.from_iterable(named)) if all(named) else []


def _none_carried(said: _Said) -> tuple[Meaning, ...]:
    """“上年无结转”: the one thing that is said without naming what of."""
    is_of_the_carried = not _CARRIED.isdisjoint(said.resolver.said(said.of))
    return said.surely(said.of) if is_of_the_carried else ()


def _is_clear_of_what(said: _Said) -> bool:
    """“没有申请、举报和复议”: not of what kind of application, beside others and without “收到”."""
    topics = said.of.topics
    is_received = any(verb.names for verb in said.of.verbs)
    is_alone = len(topics) == 1 and not said.words.says("besides")
    return is_received or is_alone or all(topic.item for topic in topics)


def _words_of(phrase: Phrase, topic: Reference) -> Phrase:
    """The words that are of a topic, or of none."""
    others = set(phrase.topics) - {topic}
    return Phrase([word for word in phrase.words if _may_be_of(word, topic, others)])


def _may_be_of(word: Token, topic: Reference, others: set[Reference]) -> bool:
    return topic in word.senses.topics or others.isdisjoint(word.senses.topics)


def _by_column(phrase: Phrase) -> list[Phrase]:
    """“未制定、废止规范性文件”: what is said of each column named; of vague ones together as they stand."""
    naming = phrase.those(("column",))
    columns = list(dict.fromkeys(word.senses.columns for word in naming))
    if len(columns) < 2 or Phrase(naming).says("vague"):
        return [phrase]
    return [_of_columns(phrase, one) for one in columns]


def _of_columns(phrase: Phrase, columns: tuple[Reference, ...]) -> Phrase:
    """The words that name certain columns, or none."""
    return Phrase([word for word in phrase.words if word.senses.columns in ((), columns)])


# ---------------------------------------------------------------------------- all


def _said_of_all(said: _Said) -> _Claim:
    all_are = _all_are(said)
    whole = said.context.last if all_are else None
    if said.words.says("besides"):
        return _Claim([])
    zero = _all(said)
    if zero or said.words.says("timely"):
        return _Claim(zero, False, whole, all_are)
    return _Claim(_answered(said), True, whole, all_are)


def _all(said: _Said) -> list[Meaning]:
    """What must be 0: all that stands beside what is said of a whole."""
    resolver = said.resolver
    named = said.named() if said.of.topics else _of_the_whole_before(said)
    if FOREIGN in said.of.topics or not named:
        return []
    is_total = named[0].column == resolver.tables[named[0].table].total
    # Of an applicant or an outcome, what stands beside the first is meant.
    first, *others = (beside(resolver.form, one) for one in (named if is_total else named[:1]))
    common = set(first).intersection(*others)
    return [one for one in first if one in common]


def _all_are(said: _Said) -> tuple[Meaning, ...]:
    """“收到9件，均为自然人申请”: the applicants or outcomes that all of the figure before are."""
    last = said.context.last_known
    if not last or (said.of.topics and not said.resolver.terms.is_whole(last[0])):
        return ()
    table = said.resolver.tables[last[0].table]
    return tuple(one for one in said.named() if one.table == table.id and one.column != table.total)


def _of_the_whole_before(said: _Said) -> tuple[Meaning, ...]:
    """“收到36件，均予以公开”: said of the figure before, when that is a whole."""
    last = said.context.last_known[:1]
    if not any(map(said.resolver.terms.is_whole, last)):
        return ()
    named = said.named()
    return tuple(one for one in named if one.row == last[0].row) or named


def _answered(said: _Said) -> list[Meaning]:
    """“收到16件，均已答复”: then none was carried out; in time, only those due were."""
    last = said.context.last_known[:1]
    named = said.named()[:1]  # “受理” comes to it last
    roles = tuple(map(said.resolver.terms.role, (*last, *named)))
    is_answered = roles == ("received", "results-total")
    return list(beside(said.resolver.form, named[0])) if is_answered else []
