"""From the words of one clause, in their context, to the cells that its figure speaks of."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain, filterfalse

import msgspec

from model.chinese.figures import Kind
from model.reading.facts import Mention, Quantity
from model.reading.grounding.charged import by_those_around
from model.reading.grounding.context import (
    NOTHING_BEFORE,
    TELLING,
    Context,
    behind_reasons,
    columns_of,
    names_decisions,
    names_other_cases,
    with_one_more,
    with_rows_of,
    with_rows_of_the_new,
)
from model.reading.grounding.tables import (
    RESULTS,
    Named,
    of_cases_before,
    of_one_thing,
    of_topics,
)
from model.reading.grounding.together import all_together, each_joined
from model.reading.tokens.phrase import Phrase, Senses
from model.reading.words.meaning import Meaning, meaning
from model.reading.words.terms import FOREIGN, Reference, Terms
from model.reading.words.words import words_of

_NAMING = frozenset(("topic", "row", "column", "verb"))
_CLOSING = frozenset(("concluded", "filler", "copula", "part", "among"))
_NARROWING = frozenset(("concluded", "still-some", "remaining"))
_CARRIED = ("carried-in", "carried-out")
_TELLING_ITS_TOPIC = frozenset(("of-a-class", "of-whatever"))  # or telling none
_REASONS = ("reason", "fee-not-paid")
_TOTALS = ("received", "to-handle", "results-total")


class Resolver:
    """Resolves clauses for one form."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.form = terms.form
        self.tables = terms.tables

    def resolve(self, phrase: Phrase, quantity: Quantity, context: Context) -> tuple[Meaning, ...]:
        """Return what a figure may speak of; nothing when that is not certain."""
        may_be_counted = self._may_be_counted(phrase, quantity) or context.goes_on_bare(quantity)
        if not may_be_counted or self._counts_applicants(phrase, quantity):
            return ()
        if phrase.says("short-reason") and not context.tells_of_some((*phrase.rows, *phrase.topics)):
            return ()
        if context.goes_on_with_others(phrase) or _counts_what_was_published(phrase, quantity, context):
            return ()
        found = self.named(phrase, context, money=quantity.kind is Kind.MONEY)
        if context.leaves_unfinished(phrase):  # “办结35件，剩余1件为企业申请” is none of those of the table
            return tuple(one for one in found if self.terms.role(one) not in _TOTALS)
        if not phrase.says_any(_NARROWING):
            return found  # as mostly
        if phrase.says("concluded"):
            found = self._concluded(found, phrase, context)
        is_of_some = phrase.says("still-some") and not phrase.topics  # “尚有3件在期限内办理”
        if is_of_some or phrase.says("remaining"):  # “其余47件均已答复”: what is left, never all
            return tuple(filterfalse(self.terms.is_whole, found))
        return found

    def _concluded(self, found: tuple[Meaning, ...], phrase: Phrase, context: Context) -> tuple[Meaning, ...]:
        """“已审结的28件行政复议”, “行政复议30件，已审结28件”: of cases, those that are closed."""
        names_no_more = phrase.says_only(_CLOSING)
        cases = self._all_cases(found) if found else ()
        told = self._cases_told(context) if names_no_more and not found else ()
        closed = tuple(filter(None, map(self.terms.concluded, (*cases, *told))))
        return closed or found

    def _all_cases(self, found: Iterable[Meaning]) -> tuple[Meaning, ...]:
        """Those of some meanings that are all cases of a kind."""
        return tuple(one for one in found if self.terms.is_case(one) and self.terms.is_whole(one))

    def _cases_told(self, context: Context) -> tuple[Meaning, ...]:
        """“诉讼51件，直接起诉24件、复议后起诉27件，已审结40件”: of the kind told last, or of all told."""
        last = self._all_cases(context.last_known[:1])
        told = (of_cases_before(self.terms, self.tables[one.table], [one], context) for one in last)
        return tuple(dict.fromkeys(chain.from_iterable(told)))

    def tells_again(self, found: tuple[Meaning, ...], context: Context) -> bool:
        """“行政复议121件，其中29件行政复议尚未审结”: cases told a second time are some of them."""
        if not (context.mentions and found and self.terms.is_case(found[0])):
            return False
        told = chain.from_iterable(one.meanings for one in context.mentions)
        return all(map(self.terms.is_case, found)) and set(told).issuperset(found)

    def _may_be_counted(self, phrase: Phrase, quantity: Quantity) -> bool:
        """Whether a figure is money, or has a counter of the tables; “自然人8人次” counts applications."""
        if quantity.counter in words_of("applicant-counter"):
            return phrase.says("other") or any(map(self._is_applicant, phrase.columns))
        if quantity.counter in self.counters or quantity.kind is Kind.MONEY:
            return True
        return quantity.is_nought and not quantity.counter  # “行政许可、行政强制均为0”

    def _counts_applicants(self, phrase: Phrase, quantity: Quantity) -> bool:
        """“自然人8人”: people are no applications."""
        if quantity.counter not in words_of("person-counter"):
            return False
        return any(self.tables[column.table].counts_one_thing for column in phrase.columns)

    @cached_property
    def counters(self) -> frozenset[str]:
        """What the figures of the tables are counted in: the units of the form, and what stands for them."""
        return words_of("counter") | words_of("case-counter") | self.terms.units

    def labelled(
        self, found: tuple[Meaning, ...], everything: Phrase, quantity: Quantity, context: Context
    ) -> tuple[Meaning, ...]:
        """Return what the figure of “甲、乙1件” speaks of: of both together, or of the last alone.

        Nothing where both together are nothing of the tables: “来信、申请26件”. None is said of both.
        """
        together = self.resolve(everything, quantity, context)
        if quantity.is_nought:
            return together
        return tuple(dict.fromkeys((*together, *found))) if together else ()

    def alone(self, phrase: Phrase, context: Context) -> bool:
        """Whether words say enough behind a figure that is not understood.

        “公开行政许可12件，行政处罚3件”: how many decisions there were is not said. With a year of its own a
        clause begins anew: “……20条；全年办理行政许可89件”.
        """
        topics = phrase.topics
        if self._goes_on_with_some(phrase, context) or context.is_of_the_same_deed(phrase):
            return False
        of_year = phrase.says("now")
        is_of_something_else = context.topic == FOREIGN and not (topics or of_year)
        if is_of_something_else and phrase.says("column"):
            return False  # “受理投诉举报56件，2件正在办理”
        if not of_year and any(map(self.terms.is_document_or_decision, topics)):
            return self._says_what_was_done(phrase) or (context.apart and names_decisions(phrase))
        return bool(topics) or phrase.says_any(TELLING) or self._names_a_column(phrase, context)

    def follows_unknown(self, phrase: Phrase, quantity: Quantity, context: Context) -> bool:
        """Whether a figure belongs to the one before it, which is not understood; an amount does not."""
        last = context.last
        is_unknown = last is not None and not last.meanings
        if context.goes_on_in_pieces(quantity):
            return True
        return is_unknown and quantity.kind is not Kind.MONEY and not self.alone(phrase, context)

    def divided(self, whole: Mention, context: Context, *, afar: bool = False) -> Context | None:
        """Return the context in which a figure is divided, an applicant's as such; None: by nothing known.

        ``afar``: the figure ended the sentence before, where an applicant may have ended a list of them.
        """
        if not whole.meanings:
            return None
        table, column = self.tables[whole.meanings[0].table], whole.meanings[0].column
        if not table.counts_one_thing:
            return context
        if set(map(self.terms.role, context.said)) <= {"carried-in"}:
            return None
        if column == table.total:
            return with_rows_of(whole, context)
        return None if afar else msgspec.structs.replace(context, column=column)

    def _goes_on_with_some(self, phrase: Phrase, context: Context) -> bool:
        """“线上申请65件，办结62件”: of some applications, as the figure before is not understood.

        “线上申请65件……；自然人60件” divides all of them anew.
        """
        about, last = context.topic, context.last or NOTHING_BEFORE
        begins_anew = context.apart and any(map(self._is_applicant, phrase.columns))
        of_applications = about is not None and about.is_all_of_a_table
        named_before = "topic" in last.said and last.table in ("", context.table)  # of no “2件复议案件”
        return of_applications and named_before and not (phrase.topics or begins_anew)

    def _says_what_was_done(self, phrase: Phrase) -> bool:
        """“制发3件”, “作出3件”; “受理3件” may be of something else that is counted here."""
        verbs = phrase.verbs
        return bool(verbs or phrase.columns) and not any(verb.names for verb in verbs)

    def _names_a_column(self, phrase: Phrase, context: Context) -> bool:
        """Whether a column is named of what was told before: “现行有效65件”, “自然人的2件”."""
        without_totals = (not self.tables[one.table].total for one in phrase.columns)
        return any(without_totals) or context.tells_of_some(phrase.columns)

    def stands_alone(self, phrase: Phrase, context: Context) -> bool:
        """Whether words name what is no part of anything else that is counted.

        That are reviews and suits with what came of them, and documents of which is told what was done with
        them: “公开信息420条，其中新制定规范性文件5件”.
        """
        topics = phrase.topics
        is_outcome = phrase.says("column") and self._after_cases(context)
        if is_outcome or any(map(self.terms.is_case_topic, topics)):
            return True
        names_documents = bool(topics) and all(map(self.terms.is_document_or_decision, topics))
        return names_documents and any("vague" not in word.kinds for word in phrase.those(("column",)))

    def named(self, phrase: Phrase, context: Context, *, money: bool = False) -> tuple[Meaning, ...]:
        """Return what words alone name, in their context."""
        if not phrase.says_any(_NAMING):
            return by_those_around(self.terms, phrase, context, money=money)
        each = each_joined(phrase, self._is_applicant)
        if each:
            return all_together([self.named(one, context, money=money) for one in each])
        words = self._sorted_by_what_they_name(behind_reasons(phrase), context, money=money)
        if words is None:
            return ()
        topic = words.topics[0]
        reading = of_topics if topic.item else of_one_thing
        found = reading(self.terms, self.tables[topic.table], words, context)
        return tuple(dict.fromkeys([one for one in found if self.terms.is_money(one) is money]))

    def _sorted_by_what_they_name(self, phrase: Phrase, context: Context, *, money: bool) -> Named | None:
        """The words by topics, acts and columns; None where they name things that do not go together."""
        topics, acts = phrase.topics, phrase.said.acts
        columns = columns_of(phrase, topics or context.spoken_of) if phrase.says("column") else []
        if len(columns) > 1 or names_other_cases(phrase):
            return None
        column = columns[0] if columns else ()
        given = self._given(topics, acts, column, context)
        if not _is_of_one_table(given):
            return None
        is_caused = phrase.says("cause") or self._after_cases(context)
        return Named(given, acts, column, bool(topics), money, is_caused)

    def _after_cases(self, context: Context) -> bool:
        """“因信息公开引发行政复议4件、办理行政诉讼1件”: what the first are about goes for the second."""
        last = context.last_known
        return bool(last) and all(map(self.terms.is_case, last))

    def live(self, name: str) -> tuple[Meaning, ...]:
        """Return what a live figure speaks of, by its name."""
        known = meaning(self.form, *name.split(".")) if name in self.form.names else None
        return (known,) if known else ()

    def _topic_of(self, one: Meaning) -> Reference | None:
        """What the text is about behind a figure of a table that counts one thing."""
        return Reference(one.table) if self.tables[one.table].counts_one_thing else None

    def remembered(self, mention: Mention, found: tuple[Meaning, ...], context: Context) -> Context:
        """Return the context behind a figure that is understood."""
        return msgspec.structs.replace(
            context,
            last=mention,
            apart=False,
            between=None,
            rows=self._rows(found, context) or context.rows,
            mentions=with_one_more(context.mentions, mention),
            topic=context.topic or self._topic_of(found[0]),
            cases=context.cases_but_none(mention, found[0], self.tables[found[0].table].total),
            column=self._applicant_of(mention, found[0]) or context.column,
        )

    def _applicant_of(self, mention: Mention, found: Meaning) -> str:
        """“自然人申请12件，办结11件”: whose applications a sentence goes on with, or an empty text."""
        is_named = "topic" in mention.said and self._is_applicant(Reference(found.table, found.column))
        return found.column if is_named else ""

    def _rows(self, found: tuple[Meaning, ...], context: Context) -> tuple[str, ...]:
        """The rows that applicants named behind a figure would belong to."""
        table = self.tables[found[0].table]
        if context.column or not table.counts_one_thing:  # “自然人12件，其中上年结转2件，企业5件”
            return ()
        if found[0].column != table.total:
            return with_rows_of_the_new(table, found[0], context)
        rows = tuple([one.row for one in found])
        is_beside_new = rows == table.rows("carried-in") and bool(context.mentions)
        return (*table.rows("to-handle"), *context.rows, *rows) if is_beside_new else rows

    def said(self, phrase: Phrase) -> frozenset[str]:
        """Return the kinds and roles in the words before a figure."""
        return phrase.said.kinds_and_roles

    def _role_of(self, row: Reference) -> str:
        return self.tables[row.table].row_roles.get(row.item, "")

    def _given(
        self,
        topics: tuple[Reference, ...],
        acts: Sequence[Senses],
        columns: tuple[Reference, ...],
        context: Context,
    ) -> tuple[Reference, ...]:
        """The topics of the clause, or the one that the sentence is about."""
        if topics:
            return self._narrowed(topics)
        of_outcomes = [one.table for one in columns if self.tables[one.table].counts_outcomes]
        if of_outcomes:
            return tuple(Reference(of_outcomes[0], case) for case in context.cases[-1:])
        return self._told_by_results(acts, context) or context.topics or self._told_by_applicants(columns)

    def _told_by_applicants(self, columns: Sequence[Reference]) -> tuple[Reference, ...]:
        """“从申请人看，自然人30件”: of applications, as nothing else was named."""
        return tuple(Reference(one.table) for one in columns if self._is_applicant(one))

    def _is_applicant(self, column: Reference) -> bool:
        table = self.tables[column.table]
        return table.counts_one_thing and table.column_roles.get(column.item) == "applicant"

    def _narrowed(self, topics: tuple[Reference, ...]) -> tuple[Reference, ...]:
        """“行政诉讼中未经复议直接起诉”: the kind of suit is what counts."""
        if len(topics) == 1 or not all(one.item for one in topics):
            return topics
        return tuple(one for one in topics if not self.terms.is_wide(one)) or topics

    def _told_by_results(self, acts: Sequence[Senses], context: Context) -> tuple[Reference, ...]:
        """The table of the first result that says by itself what it is a result of."""
        for act in acts:
            for row in act.rows:
                if self._tells_topic(row, act, context):
                    return (Reference(row.table),)
        return ()

    def _tells_topic(self, row: Reference, act: Senses, context: Context) -> bool:
        says_so = not act.kinds.isdisjoint(_TELLING_ITS_TOPIC)
        return "of-a-class" in act.kinds if says_so else self._tells_its_topic(row, act, context)

    def _tells_its_topic(self, row: Reference, act: Senses, context: Context) -> bool:
        """Whether a result says by itself what it is a result of, behind another topic too."""
        role = self._role_of(row)
        is_carried = role in _CARRIED and len(act.rows) == 1
        if context.topic is None:
            return is_carried or role in RESULTS
        return _is_reason(role, act) or (is_carried and context.tells_of(row.table))


def _is_reason(role: str, act: Senses) -> bool:
    return role in _REASONS and "vague" not in act.kinds


def _counts_what_was_published(phrase: Phrase, quantity: Quantity, context: Context) -> bool:
    """“公开1234条”, “制定文件30件，公开28件”: not of the tables, as nothing they count was named."""
    if context.topic is not None or not phrase.says("vague"):
        return False
    is_of_the_last = context.last is not None and not (context.last.meanings or phrase.topics)
    return is_of_the_last or quantity.counter not in words_of("case-counter")


def _is_of_one_table(topics: Sequence[Reference]) -> bool:
    return FOREIGN not in topics and (len(topics) == 1 or len({topic.table for topic in topics}) == 1)
