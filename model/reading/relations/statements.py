"""All-or-nothing statements: “未收到申请”, “全部办结”, “均获维持”.

“None” is said of what a figure in the same words would speak of: that must be 0. “All” is said of one part
of a whole: what stands beside it in the sums of the form must be 0.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, product
from typing import Any, NamedTuple

from msgspec.structs import replace

from model.reading.facts import Mention, Mentions, Statement
from model.reading.grounding.context import Context, is_of_applicants
from model.reading.grounding.grounded import Stated
from model.reading.grounding.resolve import Resolver
from model.reading.grounding.stating import is_answering
from model.reading.relations.answering import (
    answered,
    are_applicants,
    are_cases,
    are_those_carried_in,
    divided,
    is_concluding,
    is_of_applications,
    is_of_courts,
    other_kinds,
    stating_words,
)
from model.reading.relations.only_case import of_the_only_case
from model.reading.tokens.phrase import Phrase, Token
from model.reading.words.division import beside
from model.reading.words.meaning import Meaning
from model.reading.words.terms import FOREIGN, Reference
from model.reading.words.words import words_of

_STATING = frozenset(("none", "all"))
_STATING_ALONE = _STATING | {"besides"}
_ALL = frozenset(("all",))
_OF_SOME = frozenset(("row", "column"))
_FINISHED = "results-total"
_MONEY = ("amount",)
_CARRIED = frozenset(("carried-in", "carried-out"))


class _Said(NamedTuple):
    """A stretch without figures: all its ``words``; ``of`` are those that say of what it is said.

    ``told`` are the figures before it in its sentence. ``supposed``: not all of its words were known;
    ``implied``: it has no word of “all”.
    """

    resolver: Resolver
    words: Phrase
    of: Phrase
    context: Context
    told: Mentions = ()
    supposed: bool = False
    implied: bool = False

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
        is_of_what_came = "received" in map(self.resolver.terms.role, named[:1])
        is_sure = len(named) == 1 or is_of_what_came or any(map(self.resolver.terms.is_whole, named))
        return named[:1] if is_sure else ()

    @property
    def says_not_all(self) -> bool:
        """“收到2件，已答复”: whether that all were answered is not said, or not surely."""
        if self.implied:
            return self.supposed or not self.is_of_one_case
        stating = self.words.those(("all",))
        return self.supposed or all("supposed-all" in word.kinds for word in stating)

    @property
    def is_of_one_case(self) -> bool:
        """“行政复议1件，结果为维持”: what became of the only case became of all."""
        last = self.told[-1:]
        is_told_of_it = any(one.meanings[:1] == self.context.last_known[:1] for one in last)
        return is_told_of_it and are_cases(self.resolver.terms, last) and last[0].quantity.is_one

    @property
    def all_answered(self) -> Mention | None:
        """The applications told of which all were answered, or all that are left over."""
        return answered(self.resolver.terms, self.told, rest=self.of.says("remaining"))

    def of_whole(self, whole: Mention) -> "_Said":
        """Return it said of a figure, whatever those behind it were about."""
        meant = whole.meanings[0]
        about = self.context.about(Reference(meant.table, meant.row), self.resolver.terms)
        without_topic = replace(about, topic=None)
        return self._replace(context=self.resolver.remembered(whole, whole.meanings, without_topic))


def statements(resolver: Resolver, stated: Stated, told: Mentions) -> list[Statement]:
    """Return the statements of a stretch without figures, behind those told before it in its sentence."""
    words = stating_words(stated.phrase.words)
    kinds = _ALL if stated.implied else words.kinds & _STATING
    if len(kinds) != 1:
        return []
    of = _without_stating(words)
    said = _Said(resolver, words, of, stated.context, tuple(told), stated.supposed, stated.implied)
    claim = _said_of_none(said) if "none" in kinds else _said_of_all(said)
    first, *_ = words.words if stated.implied else words.those(_STATING)
    over = replace(claim, start=first.start, end=words.words[-1].end)
    return [over] if over.zero else []


def _claim(zero: Iterable[Meaning], hint: bool = False, **more: Any) -> Statement:
    """What must be 0, over a stretch that is not yet known."""
    return Statement(0, 0, tuple(dict.fromkeys(zero)), hint, **more)


def _without_stating(words: Phrase) -> Phrase:
    """The words that say of what “none” or “all” is said; “正在审理中” says too what became of it."""
    return Phrase([one for one in words.words if not one.may_be(_STATING_ALONE) or "column" in one.kinds])


# --------------------------------------------------------------------------- none


def _said_of_none(said: _Said) -> Statement:
    if not said.words.says("claim"):
        blamed = any(word in one.text for one in said.of.words for word in words_of("fault"))
        return _claim(_none(said), blamed) if said.of.topics else _none_of_what_was_told(said)
    roles = chain.from_iterable(claim.names for claim in said.words.claims)
    return _claim(chain.from_iterable(map(said.resolver.terms.of_role, roles)), hint=True)


def _none(said: _Said) -> list[Meaning]:
    """What must be 0: for each topic what its figure would be."""
    # “19件行政处罚均未被申请复议”: of cases that no table counts.
    is_of_decisions = said.of.says("respondent") and _is_behind_decisions(said)
    if FOREIGN in said.of.topics or is_of_decisions or not _is_clear_of_what(said):
        return []
    by_topic = (_words_of(said.of, topic) for topic in said.of.topics)
    named = list(map(said.surely, chain.from_iterable(map(_by_column, by_topic))))
    # “未收到行政许可申请”: with a topic that nothing is said of, it means something else.
    return list(chain.from_iterable(named)) if all(named) else []


def _none_of_what_was_told(said: _Said) -> Statement:
    """“上年无结转”, “无不予公开”, “无败诉”: what is said without naming what of."""
    is_of_those_told = is_of_applications(said.of, said.resolver.said(said.of), said.context)
    if is_of_those_told or are_applicants(said.resolver.terms, said.of.columns, said.told):
        return _none_carried(said) or _claim(said.surely(said.of))
    return _none_with_outcome(said)


def _none_carried(said: _Said) -> Statement | None:
    """“收到36件，没有结转”: into the year or out of it is not said, so it holds where either is none."""
    named = said.named()
    roles = set(map(said.resolver.terms.role, named))
    is_either = roles == _CARRIED and len(named) == len(_CARRIED)
    return _claim(named, either=True) if is_either else None


def _none_with_outcome(said: _Said) -> Statement:
    """“未发生被撤销、败诉”: of the cases told before, or else of all; which of them is not sure then."""
    outcomes = _outcomes(said)
    if not outcomes:
        return _claim([])
    table = said.resolver.tables[outcomes[0].table]
    cases = _cases_told(said) or table.topmost
    is_unsure = len(cases) > 1
    either = is_unsure and is_of_courts(said.of)
    return _claim(
        said.resolver.terms.at(table, product(cases, [one.item for one in outcomes])),
        hint=is_unsure,
        either=either,
    )


def _is_behind_decisions(said: _Said) -> bool:
    """“行政许可326件，其中2件申请行政复议，无一被撤销”: of cases that no table counts."""
    told = chain.from_iterable((one.meanings or one.perhaps)[:1] for one in said.told)
    return any(not said.resolver.tables[one.table].total for one in told)


def _outcomes(said: _Said) -> tuple[Reference, ...]:
    """The outcomes of cases that are named, where nothing else is."""
    named = tuple(dict.fromkeys(said.of.columns))
    are_outcomes = all(said.resolver.tables[one.table].counts_outcomes for one in named)
    is_of_cases = not said.of.rows and not _is_behind_decisions(said)
    return named if are_outcomes and is_of_cases else ()


def _cases_told(said: _Said) -> list[str]:
    told = chain.from_iterable(one.meanings[:1] for one in said.told)
    cases = (one.row for one in filter(said.resolver.terms.is_case, told))
    return list(dict.fromkeys((*cases, *said.context.cases)))


def _is_clear_of_what(said: _Said) -> bool:
    """“没有申请、举报和复议”: not of what kind of application, beside others and without “收到”."""
    topics = said.of.topics
    is_received = any(verb.names for verb in said.of.verbs)
    is_alone = len(topics) == 1 and not said.words.says("besides")
    return is_received or is_alone or all(topic.item for topic in topics)


def _words_of(phrase: Phrase, topic: Reference) -> Phrase:
    """The words that are of a topic, or of none."""
    others = set(phrase.topics) - {topic}
    topics = ((word, word.senses.topics) for word in phrase.words)
    return Phrase([word for word, named in topics if topic in named or others.isdisjoint(named)])


def _by_column(phrase: Phrase) -> list[Phrase]:
    """“未制定、废止规范性文件”: what is said of each column named; of vague ones together as they stand."""
    naming = phrase.those(("column",))
    columns = list(dict.fromkeys(word.senses.columns for word in naming))
    of = Phrase([word for word in phrase.words if not (columns and _does_something_else(word))])
    is_of_each = len(columns) > 1 and not Phrase(naming).says("vague")
    return [_of_columns(of, one) for one in columns] if is_of_each else [of]


def _does_something_else(word: Token) -> bool:
    """“未制发、修改规范性文件”: of what the form does not count it is said too."""
    verbs = word.senses.verbs
    return bool(verbs) and not word.senses.columns and not any(verb.names or verb.fits for verb in verbs)


def _of_columns(phrase: Phrase, columns: tuple[Reference, ...]) -> Phrase:
    """The words that name certain columns, or none."""
    return Phrase([word for word in phrase.words if word.senses.columns in ((), columns)])


# ---------------------------------------------------------------------------- all


def _said_of_all(said: _Said) -> Statement:
    if said.words.says("besides"):
        return _claim([])
    whole = said.context.last_known[:1]
    # Documents made are not all that are in force.
    if said.implied and not any(map(said.resolver.terms.is_whole, whole)):
        return of_the_only_case(said.resolver.terms, said.of, said.context, said.told) or _claim([])
    if said.context.last_known or said.says_not_all:
        return _of_figure(said)
    if are_cases(said.resolver.terms, said.told):
        return _of_each_told(said)
    divides = divided(said.told)
    return _of_figure(said) if divides is None else replace(_of_figure(said.of_whole(divides)), hint=True)


def _of_each_told(said: _Said) -> Statement:
    """“行政复议3件、行政诉讼1件。以上均予以维持”: what is said of each of the cases before."""
    of_each = [_of_figure(said.of_whole(one)) for one in said.told]
    zero = chain.from_iterable(claim.zero for claim in of_each)
    return _claim(zero, any(claim.hint for claim in of_each))


def _of_figure(said: _Said) -> Statement:
    """What is said of all of the figure before; some count those carried in as answered too."""
    zero = _all(said) or _still_open(said)
    is_unsure = said.says_not_all or (not zero and said.words.says("timely"))
    may_be_made_up = is_unsure and not said.of.columns
    unless = tuple(said.resolver.terms.of_role("carried-in")) if may_be_made_up else ()
    return _claim(zero or _carried_out(said), said.says_not_all or not zero, unless=unless)


def _all(said: _Said) -> list[Meaning]:
    """What must be 0: all that stands beside what is said of a whole."""
    resolver = said.resolver
    says_of_what = bool(said.of.topics) or is_of_applicants(said.of, said.told)
    named = _applicants_carried(said) or (said.named() if says_of_what else _of_the_whole_before(said))
    if FOREIGN in said.of.topics or not named:
        return []
    is_total = named[0].column == resolver.tables[named[0].table].total
    # Of an applicant or an outcome, what stands beside the first is meant.
    first, *others = (beside(resolver.form, one) for one in (named if is_total else named[:1]))
    common = set(first).intersection(*others)
    kinds = [other_kinds(resolver.terms, whole, named[0]) for whole in said.context.last_known[:1]]
    return [one for one in first if one in common] or list(chain.from_iterable(kinds))


def _applicants_carried(said: _Said) -> list[Meaning]:
    """“上年结转4件，均为自然人申请”: of those that were carried in or out, and of no others."""
    last = [one.meanings[0] for one in said.told[-1:] if one.meanings]
    are_carried = any(said.resolver.terms.role(one) in _CARRIED for one in last)
    if not are_carried or not said.of.columns:
        return []
    table = said.resolver.tables[last[0].table]
    cells = [(last[0].row, column.item) for column in said.of.columns]
    return said.resolver.terms.at(table, cells)


def _of_the_whole_before(said: _Said) -> tuple[Meaning, ...]:
    """“收到36件，均予以公开”: said of the figure before, when that is a whole."""
    last, named = said.context.last_known[:1], said.named()
    is_of_whole = any(map(said.resolver.terms.is_whole, last))
    return named if is_of_whole and not _says_again(said, last, named) else ()


def _says_again(said: _Said, last: Sequence[Meaning], named: Sequence[Meaning]) -> bool:
    """“答复9件，均在期限内答复”, “办结9件，都作了答复” say no more of them."""
    is_finished = any(said.resolver.terms.role(one) == _FINISHED for one in last)
    return named[:1] == last or (is_finished and any(map(is_answering, said.of.words)))


def _still_open(said: _Said) -> list[Meaning]:
    """“行政复议2件，均已审结”: then none is open."""
    cases = list(filter(said.resolver.terms.is_case, said.context.last_known[:1]))
    names_some = bool(said.of.topics) or said.of.says_any(_OF_SOME)
    is_closed = bool(cases) and not names_some and any(map(is_concluding, said.of.words))
    return said.resolver.terms.still_open(cases[0]) if is_closed else []


def _carried_out(said: _Said) -> list[Meaning]:
    """“收到16件，均已答复”: then none was carried out, of the applications told before, or of all."""
    is_of_cases = any(map(said.resolver.terms.is_case, said.context.last_known[:1]))
    is_of_some = is_of_cases or said.of.says_any(_OF_SOME)
    is_answered = not is_of_some and any(map(is_answering, said.of.words)) and _is_of_all_applications(said)
    finished = _finished(said) if is_answered else []
    return list(chain.from_iterable(beside(said.resolver.form, one) for one in finished))


def _finished(said: _Said) -> list[Meaning]:
    terms, whole = said.resolver.terms, said.all_answered
    return terms.of_role(_FINISHED) if whole is None else terms.beside(_FINISHED, whole.meanings[0])


def _is_of_all_applications(said: _Said) -> bool:
    """Whether it is said of the applications told before, or of all where no figure was told."""
    names_all = len(said.of.topics) == 1 and said.of.topics[0].is_all_of_a_table
    if said.told:
        is_of_told = (names_all or not said.of.topics) and not are_those_carried_in(said.told[-1])
        return is_of_told and said.all_answered is not None
    return names_all
