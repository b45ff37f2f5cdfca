"""All-or-nothing statements: “未收到申请”, “全部办结”, “均获维持”.

“None” is said of what a figure in the same words would speak of: that must be 0. “All” is said of one part
of a whole: what stands beside it in the sums of the form must be 0.
"""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from msgspec.structs import replace

from model.reading.answering import answered, divided, is_answering
from model.reading.context import Context
from model.reading.division import beside
from model.reading.facts import Mention, Statement
from model.reading.grounded import Shared, Stated
from model.reading.meaning import Meaning
from model.reading.phrase import Phrase, Token
from model.reading.resolve import Resolver
from model.reading.terms import FOREIGN, Reference

_STATING = frozenset(("none", "all"))
_STATING_ALONE = _STATING | {"besides"}
_ALL_OF_IT = 100  # percent
_OF_SOME = frozenset(("row", "column"))
_CARRIED = frozenset(("carried-in", "carried-out"))
_MONEY = ("amount",)


class _Said(NamedTuple):
    """A stretch without figures: all its ``words``; ``of`` are those that say of what it is said.

    ``told`` are the figures before it in its sentence. ``supposed``: not all of its words were known.
    """

    resolver: Resolver
    words: Phrase
    of: Phrase
    context: Context
    told: Sequence[Mention] = ()
    supposed: bool = False

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

    def of_whole(self, whole: Mention) -> "_Said":
        """Return it said of a figure, whatever those behind it were about."""
        context = self.resolver.remembered(whole, whole.meanings, replace(self.context, topic=None))
        return self._replace(context=replace(context, last=whole))


class _Claim(NamedTuple):
    """What must be 0, whether it may hold all the same, and what all of a whole are (see ``Statement``)."""

    zero: Sequence[Meaning]
    hint: bool = False
    whole: Mention | None = None
    all_are: tuple[Meaning, ...] = ()
    unless: tuple[Meaning, ...] = ()


def statements(resolver: Resolver, stated: Stated, told: Sequence[Mention]) -> list[Statement]:
    """Return the statements of a stretch without figures, behind those told before it in its sentence."""
    words = Phrase(_from_nought_on(_without_all_of_none(stated.phrase.words)))
    stating = words.those(_STATING)
    kinds = words.kinds & _STATING
    if len(kinds) != 1:
        return []
    of = Phrase([word for word in words.words if not word.may_be(_STATING_ALONE) or _names_too(word)])
    said = _Said(resolver, words, of, stated.context, tuple(told), stated.supposed)
    claim = _said_of_none(said) if "none" in kinds else _said_of_all(said)
    zero = tuple(dict.fromkeys(claim.zero))
    if not zero and not claim.all_are:
        return []
    start, end = stating[0].start, words.words[-1].end
    return [Statement(start, end, zero, claim.hint, claim.whole, claim.all_are, claim.unless)]


def of_rate(resolver: Resolver, share: Shared) -> list[Statement]:
    """“办结率100%”: what stands beside all that were finished must be 0. Some count the new ones alone."""
    figure = share.quantity.figure
    if figure is None or figure.approximate or figure.value != _ALL_OF_IT or not share.parts:
        return []
    zero = beside(resolver.form, share.parts[0])
    carried_in = tuple(resolver.terms.of_role("carried-in"))
    return [Statement(figure.start, figure.end, zero, hint=True, unless=carried_in)] if zero else []


def _names_too(word: Token) -> bool:
    """“正在审理中” says of all cases what became of them."""
    return "column" in word.kinds


def _from_nought_on(words: list[Token]) -> list[Token]:
    """“答复实现零复议、零诉讼”: of what it is said stands behind it."""
    first = next((place for place, word in enumerate(words) if "nought" in word.kinds), 0)
    return words[first:]


def _without_all_of_none(words: list[Token]) -> list[Token]:
    """“均未收到”, “都没有发生”: of all of them none, which is none."""
    none_next = [*("none" in word.kinds for word in words[1:]), False]
    pairs = zip(words, none_next, strict=True)
    return [word for word, before_none in pairs if not (before_none and "all" in word.kinds)]


# --------------------------------------------------------------------------- none


def _said_of_none(said: _Said) -> _Claim:
    if not said.words.says("claim"):
        return _Claim(_none(said)) if said.of.topics else _none_of_what_was_told(said)
    roles = chain.from_iterable(claim.names for claim in said.words.claims)
    return _Claim(list(chain.from_iterable(map(said.resolver.terms.of_role, roles))), hint=True)


def _none(said: _Said) -> list[Meaning]:
    """What must be 0: for each topic what its figure would be."""
    if FOREIGN in said.of.topics or not _is_clear_of_what(said):
        return []
    by_topic = (_words_of(said.of, topic) for topic in said.of.topics)
    named = list(map(said.surely, chain.from_iterable(map(_by_column, by_topic))))
    # “未收到行政许可申请”: with a topic that nothing is said of, it means something else.
    return list(chain.from_iterable(named)) if all(named) else []


def _none_of_what_was_told(said: _Said) -> _Claim:
    """“上年无结转”, “无败诉”: what is said without naming what of."""
    if not _CARRIED.isdisjoint(said.resolver.said(said.of)):
        return _Claim(said.surely(said.of))
    return _none_with_outcome(said)


def _none_with_outcome(said: _Said) -> _Claim:
    """“未发生被撤销、败诉”: of the cases told before, or else of all; which of them is not sure then."""
    outcomes = dict.fromkeys(one for one in said.of.columns if said.resolver.counts_outcomes(one.table))
    if not outcomes or len(outcomes) < len(set(said.of.columns)) or said.of.rows:
        return _Claim([])
    terms, table = said.resolver.terms, said.resolver.tables[next(iter(outcomes)).table]
    told = [one.meanings[0].row for one in said.told if one.meanings and terms.is_case(one.meanings[0])]
    cases = list(dict.fromkeys((*told, *said.context.cases))) or table.topmost
    zero = terms.at(table, ((case, outcome.item) for case in cases for outcome in outcomes))
    return _Claim(zero, hint=len(cases) > 1)


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
    if naming:
        phrase = Phrase([word for word in phrase.words if not _does_something_else(word)])
    columns = list(dict.fromkeys(word.senses.columns for word in naming))
    if len(columns) < 2 or Phrase(naming).says("vague"):
        return [phrase]
    return [_of_columns(phrase, one) for one in columns]


def _does_something_else(word: Token) -> bool:
    """“未制发、修改规范性文件”: of what the form does not count it is said too."""
    verbs = word.senses.verbs
    return bool(verbs) and not word.senses.columns and not any(verb.names or verb.fits for verb in verbs)


def _of_columns(phrase: Phrase, columns: tuple[Reference, ...]) -> Phrase:
    """The words that name certain columns, or none."""
    return Phrase([word for word in phrase.words if word.senses.columns in ((), columns)])


# ---------------------------------------------------------------------------- all


def _said_of_all(said: _Said) -> _Claim:
    if said.words.says("besides"):
        return _Claim([])
    is_supposed = said.supposed or _is_supposed(said.words)
    whole = said.context.last
    is_of_last = bool(said.context.last_known) or is_supposed
    if not is_of_last:
        whole = divided(said.told)
        said = said.of_whole(whole) if whole is not None else said
    is_hint = is_supposed or (whole is not None and not is_of_last)
    all_are = _all_are(said, whole)
    zero = _all(said)
    is_unsure = is_supposed or (not zero and said.words.says("timely"))
    unless = tuple(said.resolver.terms.of_role("carried-in")) if is_unsure and not all_are else ()
    if zero or all_are:
        return _Claim(zero, is_hint, whole if all_are else None, all_are, unless)
    return _Claim(_answered(said), hint=True, unless=unless)


def _is_supposed(words: Phrase) -> bool:
    """“收到2件，已答复”: nothing in it says that all were."""
    return all("supposed-all" in word.kinds for word in words.those(("all",)))


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


def _all_are(said: _Said, whole: Mention | None) -> tuple[Meaning, ...]:
    """“收到9件，均为自然人申请”: the applicants or outcomes that all of the figure before are."""
    if whole is None or not whole.meanings or said.supposed:
        return ()
    first = whole.meanings[0]
    if said.of.topics and not said.resolver.terms.is_whole(first):
        return ()
    table = said.resolver.tables[first.table]
    return tuple(one for one in said.named() if one.table == table.id and one.column != table.total)


def _of_the_whole_before(said: _Said) -> tuple[Meaning, ...]:
    """“收到36件，均予以公开”: said of the figure before, when that is a whole."""
    last = said.context.last_known[:1]
    if not any(map(said.resolver.terms.is_whole, last)):
        return ()
    named = said.named()
    if named[:1] == last:
        return ()  # “答复9件，均在期限内答复” says no more of them
    return tuple(one for one in named if one.row == last[0].row) or named


def _answered(said: _Said) -> list[Meaning]:
    """“收到16件，均已答复”: then none was carried out."""
    terms = said.resolver.terms
    if not any(map(is_answering, said.of.words)) or said.of.says_any(_OF_SOME):
        return []
    topics = said.of.topics
    is_of_applications = len(topics) == 1 and not topics[0].item and topics[0] != FOREIGN
    is_of_told = not topics or is_of_applications
    is_of_all = is_of_told and answered(terms, said.told) is not None
    if not is_of_all and (said.told or not is_of_applications):
        return []
    finished = terms.of_role("results-total")
    return list(chain.from_iterable(beside(said.resolver.form, one) for one in finished))
