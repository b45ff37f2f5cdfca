"""From the words of one clause, in their context, to the cells that its figure speaks of."""

from collections.abc import Sequence
from functools import cached_property

from model.chinese.figures import Kind
from model.reading.context import Context, behind_reasons, columns_of
from model.reading.facts import Quantity
from model.reading.lexicon import Phrase, Token
from model.reading.meaning import Meaning, joined, meaning
from model.reading.tables import MONEY, RESULTS, Named, of_one_thing, of_topics
from model.reading.terms import FOREIGN, Reference, Terms
from model.reading.words import words_of
from model.values import Measure

_TELLING = frozenset(("row", "verb"))
_NAMING = frozenset(("topic", "row", "column", "verb"))
_CARRIED = ("carried-in", "carried-out")
_REASONS = ("reason", "fee-not-paid")
_CLOSING = frozenset(("other", "remaining"))
_OTHER_ALONE = frozenset(("other", "copula"))


class Resolver:
    """Resolves clauses for one form."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.form = terms.form
        self.tables = terms.tables

    def resolve(self, phrase: Phrase, quantity: Quantity, context: Context) -> tuple[Meaning, ...]:
        """Return what a figure may speak of; nothing when that is not certain."""
        money = quantity.figure is not None and quantity.figure.kind is Kind.MONEY
        if not money and quantity.counter not in self.counters:
            return ()
        if quantity.counter in words_of("person-counter") and self._names_an_applicant(phrase):
            return ()  # people, not their requests
        uncertain = context.topic is None and quantity.counter not in words_of("case-counter")
        if uncertain and "vague" in phrase.kinds:
            return ()  # “公开1234条”: what was published
        return self.named(phrase, context, money=money)

    def _names_an_applicant(self, phrase: Phrase) -> bool:
        columns = (column for word in phrase.words for column in word.senses.columns)
        return any(self.tables[one.table].counts_one_thing for one in columns)

    @cached_property
    def counters(self) -> frozenset[str]:
        """What the figures of the tables are counted in: the units of the form, and what stands for them."""
        return words_of("counter") | words_of("case-counter") | self.terms.units

    def labelled(
        self, found: tuple[Meaning, ...], everything: Phrase, quantity: Quantity, context: Context
    ) -> tuple[Meaning, ...]:
        """Return what the figure of “甲、乙1件” speaks of: of both together, or of the last alone.

        Nothing where both together are nothing of the tables: “来信、申请26件”.
        """
        together = self.resolve(everything, quantity, context)
        return tuple(dict.fromkeys((*together, *found))) if together else ()

    def alone(self, phrase: Phrase, context: Context) -> bool:
        """Whether words say enough behind a figure that is not understood.

        “公开行政许可12件，行政处罚3件”: how many decisions there were is not said.
        """
        topics = {topic for word in phrase.words for topic in word.senses.topics}
        about = context.topic
        named_before = context.last is not None and "topic" in context.last.said
        if not topics and named_before and about is not None and not about.item and about != FOREIGN:
            return False  # “线上申请65件，办结62件”: of some applications
        if topics and "now" in phrase.kinds:
            return True  # “……20条；全年办理行政许可89件”: with a year of its own a clause begins anew
        if not any(topic.item and not self.terms.is_case_topic(topic) for topic in topics):
            told = bool(topics) or not _TELLING.isdisjoint(phrase.kinds)
            return told or self._names_a_column(phrase, context)
        verbs = [verb for word in phrase.words for verb in word.senses.verbs]
        told = bool(verbs) or any(word.senses.columns for word in phrase.words)
        return told and not any(verb.names for verb in verbs)

    def _names_a_column(self, phrase: Phrase, context: Context) -> bool:
        """Whether a column is named of what was told before: “现行有效65件”, “自然人的2件”."""
        columns = [column for word in phrase.words for column in word.senses.columns]
        told = {one.table for mention in context.mentions for one in mention.meanings}
        return any(not self.tables[one.table].total or one.table in told for one in columns)

    def names_cases(self, phrase: Phrase) -> bool:
        """Whether reviews or suits are named, which are no part of anything else that is counted."""
        return any(map(self.terms.is_case_topic, (t for word in phrase.words for t in word.senses.topics)))

    def named(self, phrase: Phrase, context: Context, *, money: bool = False) -> tuple[Meaning, ...]:
        """Return what words alone name, in their context."""
        if phrase.kinds.isdisjoint(_NAMING):
            return self._by_neighbours(phrase, context)
        if "reason" in phrase.kinds:
            phrase = behind_reasons(phrase)
        words = phrase.words
        topics = tuple(dict.fromkeys(topic for word in words for topic in word.senses.topics))
        if FOREIGN in topics or (topics and "other" in phrase.kinds):
            return ()  # “其他行政复议”
        tables = {topic.table for topic in topics} or {context.topic.table if context.topic else ""}
        columns = columns_of(words, tables)
        if len(columns) > 1:
            return ()
        named_columns = columns[0] if columns else ()
        acts = tuple(word for word in words if word.senses.acts)
        given = self._given(topics, acts, named_columns, context)
        if not given or len({topic.table for topic in given}) > 1 or FOREIGN in given:
            return ()
        table = self.tables[given[0].table]
        caused = "cause" in phrase.kinds or self._after_cases(context)
        named = Named(given, acts, named_columns, bool(topics), money, caused)
        reading = of_topics if given[0].item else of_one_thing
        found = reading(self.terms, table, named, context)
        fitting = (one for one in found if (self._measure(one) in MONEY) is money)
        return tuple(dict.fromkeys(fitting))

    def _after_cases(self, context: Context) -> bool:
        """“因信息公开引发行政复议4件、办理行政诉讼1件”: what the first are about goes for the second."""
        last = context.last
        return last is not None and bool(last.meanings) and all(map(self.terms.is_case, last.meanings))

    def live(self, name: str) -> tuple[Meaning, ...]:
        """Return what a live figure speaks of, by its name."""
        known = meaning(self.form, *name.split(".")) if name in self.form.names else None
        return (known,) if known else ()

    def topic_of(self, one: Meaning) -> Reference | None:
        """Return what the text is about behind a figure of a table that counts one thing."""
        return Reference(one.table) if self.tables[one.table].counts_one_thing else None

    def rows(self, found: tuple[Meaning, ...], context: Context) -> tuple[str, ...]:
        """Return the rows that applicants named behind a figure would belong to."""
        table = self.tables[found[0].table]
        if not table.counts_one_thing or found[0].column != table.total:
            return ()
        rows = tuple(one.row for one in found)
        if rows == table.rows("carried-in") and context.mentions:
            return (*rows, *context.rows, *table.rows("to-handle"))
        return rows

    def said(self, words: Sequence[Token]) -> frozenset[str]:
        """Return the kinds and roles in the words before a figure.

        ``closing``: they begin with “其他”; ``other-alone``: they say nothing else.
        """
        found = set[str]().union(*[word.kinds for word in words])
        for word in words:
            found.update(self.tables[row.table].row_roles.get(row.item, "") for row in word.senses.rows)
            found.update(name for verb in word.senses.verbs if len(verb.names) == 1 for name in verb.names)
        if words and not words[0].kinds.isdisjoint(_CLOSING):
            found.add("closing")
            if all(not word.kinds.isdisjoint(_OTHER_ALONE) for word in words):
                found.add("other-alone")
        return frozenset(found)

    def _measure(self, one: Meaning) -> Measure:
        return self.form.cells[one.addresses[0]].measure

    def _given(
        self,
        topics: tuple[Reference, ...],
        acts: Sequence[Token],
        columns: tuple[Reference, ...],
        context: Context,
    ) -> tuple[Reference, ...]:
        """The topics of the clause, or the one that the sentence is about."""
        if topics:
            # “行政诉讼中未经复议直接起诉”: the kind of suit is what counts.
            narrower = tuple(one for one in topics if not self.terms.is_wide(one))
            return narrower if narrower and all(one.item for one in topics) else topics
        for column in columns:
            table = self.tables[column.table]
            if table.total and not table.counts_one_thing:
                return tuple(Reference(column.table, case) for case in context.cases[-1:])
        for act in acts:
            for row in act.senses.rows:
                if self._tells_its_topic(row, act, context):
                    return (Reference(row.table),)
        return (context.topic,) if context.topic else ()

    def _tells_its_topic(self, row: Reference, act: Token, context: Context) -> bool:
        """Whether a result says by itself what it is a result of, behind another topic too."""
        role = self.tables[row.table].row_roles.get(row.item, "")
        if context.topic is None:
            return role in RESULTS
        told = any(one.table == row.table for mention in context.mentions for one in mention.meanings)
        if role in _CARRIED and len(act.senses.rows) == 1 and told:
            return True
        return role in _REASONS and "vague" not in act.kinds

    def _by_neighbours(self, phrase: Phrase, context: Context) -> tuple[Meaning, ...]:
        """“合计1280件”, “其他1件”: what it means is said by the figures before it."""
        known = [one for mention in context.mentions for one in mention.meanings[:1]]
        if not known or context.last is None or not context.last.meanings:
            return ()
        last = known[-1]
        if "sum" in phrase.kinds:
            rows = [one for one in known[-2:] if one.columns == last.columns]
            sum_ = joined(self.form, tuple(rows)) if len(rows) == 2 else None
            whole = sum_ and sum_.name and len(sum_.rows) == len(rows[0].rows + rows[1].rows)
            return (sum_,) if sum_ and whole else ()
        return tuple(self._others(last)) if "other" in phrase.kinds else ()

    def _others(self, last: Meaning) -> list[Meaning]:
        table = self.tables[last.table]
        if table.counts_one_thing and last.column == table.total:
            if not table.roles((last.row,)) <= set(RESULTS):
                return []
            rows = table.rows("other-result")
            whole = self.terms.meanings(table, rows[:1], last.column)
            # Behind one of its rows it may be the last of them alone.
            inside = any(set(last.rows) < set(one.rows) for one in whole)
            return self.terms.meanings(table, rows, last.column) if inside else whole
        if table.total and last.column != table.total:
            return self.terms.meanings(table, (last.row,), table.column("other"))
        return []
