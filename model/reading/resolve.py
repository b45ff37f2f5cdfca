"""From the words of one clause, in their context, to the cells that its figure speaks of."""

from collections.abc import Sequence
from functools import cached_property

from model.chinese.figures import Kind
from model.reading.context import Context, behind_reasons, columns_of
from model.reading.facts import Quantity
from model.reading.meaning import Meaning, joined, meaning
from model.reading.phrase import Phrase, Token
from model.reading.tables import MONEY, RESULTS, Named, of_one_thing, of_topics
from model.reading.terms import FOREIGN, Reference, TableTerms, Terms
from model.reading.words import words_of

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
        counter = quantity.counter
        money = quantity.figure is not None and quantity.figure.kind is Kind.MONEY
        counted = money or counter in self.counters
        people = counter in words_of("person-counter") and self._names_an_applicant(phrase)
        # “公开1234条”: what was published.
        of_anything = context.topic is None and counter not in words_of("case-counter")
        published = of_anything and "vague" in phrase.kinds
        if not counted or people or published:
            return ()
        return self.named(phrase, context, money=money)

    def _names_an_applicant(self, phrase: Phrase) -> bool:
        return any(self.tables[one.table].counts_one_thing for one in phrase.columns)

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

        “公开行政许可12件，行政处罚3件”: how many decisions there were is not said. With a year of its own a
        clause begins anew: “……20条；全年办理行政许可89件”.
        """
        topics = phrase.topics
        if self._goes_on_with_some(phrase, context):
            return False
        if topics and "now" in phrase.kinds:
            return True
        if any(map(self._is_document_or_decision, topics)):
            return self._says_what_was_done(phrase)
        told = bool(topics) or not _TELLING.isdisjoint(phrase.kinds)
        return told or self._names_a_column(phrase, context)

    def _goes_on_with_some(self, phrase: Phrase, context: Context) -> bool:
        """“线上申请65件，办结62件”: of some applications, as the figure before is not understood."""
        about = context.topic
        of_applications = about is not None and not about.item and about != FOREIGN
        named_before = context.last is not None and "topic" in context.last.said
        return of_applications and named_before and not phrase.topics

    def _is_document_or_decision(self, topic: Reference) -> bool:
        return bool(topic.item) and not self.terms.is_case_topic(topic)

    def _says_what_was_done(self, phrase: Phrase) -> bool:
        """“制发3件”, “作出3件”; “受理3件” may be of something else that is counted here."""
        verbs = phrase.verbs
        return bool(verbs or phrase.columns) and not any(verb.names for verb in verbs)

    def _names_a_column(self, phrase: Phrase, context: Context) -> bool:
        """Whether a column is named of what was told before: “现行有效65件”, “自然人的2件”."""
        without_totals = (not self.tables[one.table].total for one in phrase.columns)
        return any(without_totals) or any(context.tells_of(one.table) for one in phrase.columns)

    def names_cases(self, phrase: Phrase) -> bool:
        """Whether reviews or suits are named, which are no part of anything else that is counted."""
        return any(map(self.terms.is_case_topic, phrase.topics))

    def named(self, phrase: Phrase, context: Context, *, money: bool = False) -> tuple[Meaning, ...]:
        """Return what words alone name, in their context."""
        if phrase.kinds.isdisjoint(_NAMING):
            return self._by_neighbours(phrase, context)
        if "reason" in phrase.kinds:
            phrase = behind_reasons(phrase)
        words = self._sorted_by_what_they_name(phrase, context, money=money)
        if words is None:
            return ()
        reading = of_topics if words.topics[0].item else of_one_thing
        found = reading(self.terms, self.tables[words.topics[0].table], words, context)
        return tuple(dict.fromkeys(one for one in found if self._is_money(one) is money))

    def _sorted_by_what_they_name(self, phrase: Phrase, context: Context, *, money: bool) -> Named | None:
        """The words by topics, acts and columns; None where they name things that do not go together."""
        topics, acts = phrase.topics, phrase.acts
        other_cases = bool(topics) and "other" in phrase.kinds  # “其他行政复议”
        tables = {topic.table for topic in topics} or {context.table}
        columns = columns_of(phrase.words, tables)
        if FOREIGN in topics or other_cases or len(columns) > 1:
            return None
        named = columns[0] if columns else ()
        given = self._given(topics, acts, named, context)
        if len({topic.table for topic in given}) != 1 or FOREIGN in given:
            return None
        caused = "cause" in phrase.kinds or self._after_cases(context)
        return Named(given, acts, named, bool(topics), money, caused)

    def _after_cases(self, context: Context) -> bool:
        """“因信息公开引发行政复议4件、办理行政诉讼1件”: what the first are about goes for the second."""
        last = context.last_known
        return bool(last) and all(map(self.terms.is_case, last))

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
        found = set(Phrase([*words]).kinds)
        for word in words:
            found.update(map(self._role_of, word.senses.rows))
            found.update(*(verb.names for verb in word.senses.verbs if len(verb.names) == 1))
        if words and not words[0].kinds.isdisjoint(_CLOSING):
            alone = all(not word.kinds.isdisjoint(_OTHER_ALONE) for word in words)
            found.update(("closing", "other-alone") if alone else ("closing",))
        return frozenset(found - {""})

    def _role_of(self, row: Reference) -> str:
        return self.tables[row.table].row_roles.get(row.item, "")

    def _is_money(self, one: Meaning) -> bool:
        return self.form.cells[one.addresses[0]].measure in MONEY

    def _given(
        self,
        topics: tuple[Reference, ...],
        acts: Sequence[Token],
        columns: tuple[Reference, ...],
        context: Context,
    ) -> tuple[Reference, ...]:
        """The topics of the clause, or the one that the sentence is about."""
        if topics:
            return self._narrowed(topics)
        of_cases = next((one for one in columns if self._counts_outcomes(one.table)), None)
        if of_cases is not None:
            return tuple(Reference(of_cases.table, case) for case in context.cases[-1:])
        told = (row for act in acts for row in act.senses.rows if self._tells_its_topic(row, act, context))
        row = next(told, None)
        if row is not None:
            return (Reference(row.table),)
        return (context.topic,) if context.topic else ()

    def _narrowed(self, topics: tuple[Reference, ...]) -> tuple[Reference, ...]:
        """“行政诉讼中未经复议直接起诉”: the kind of suit is what counts."""
        narrower = tuple(one for one in topics if not self.terms.is_wide(one))
        return narrower if narrower and all(one.item for one in topics) else topics

    def _counts_outcomes(self, table: str) -> bool:
        return bool(self.tables[table].total) and not self.tables[table].counts_one_thing

    def _tells_its_topic(self, row: Reference, act: Token, context: Context) -> bool:
        """Whether a result says by itself what it is a result of, behind another topic too."""
        role = self._role_of(row)
        if context.topic is None:
            return role in RESULTS
        carried = role in _CARRIED and len(act.senses.rows) == 1
        a_reason = role in _REASONS and "vague" not in act.kinds
        return a_reason or (carried and context.tells_of(row.table))

    def _by_neighbours(self, phrase: Phrase, context: Context) -> tuple[Meaning, ...]:
        """“合计1280件”, “其他1件”: what it means is said by the figures before it."""
        told = context.told
        if not told or not context.last_known:
            return ()
        if "sum" in phrase.kinds:
            return self._sum_of_two(told[-2:])
        return tuple(self._others(told[-1])) if "other" in phrase.kinds else ()

    def _sum_of_two(self, parts: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
        """The named sum of the last two figures, where it is just theirs."""
        alike = len(parts) == 2 and parts[0].columns == parts[1].columns
        together = joined(self.form, parts) if alike else None
        if together is None or not together.name:
            return ()
        rows = [row for one in parts for row in one.rows]
        return (together,) if len(together.rows) == len(rows) else ()

    def _others(self, last: Meaning) -> list[Meaning]:
        """What “其他” is behind a result or an applicant."""
        table = self.tables[last.table]
        if not table.total:
            return []
        if last.column != table.total:
            return self.terms.meanings(table, (last.row,), table.column("other"))
        is_result = table.counts_one_thing and table.roles((last.row,)) <= set(RESULTS)
        return self._other_results(table, last) if is_result else []

    def _other_results(self, table: TableTerms, last: Meaning) -> list[Meaning]:
        """All other results; behind one of their rows it may be the last of them alone."""
        rows = table.rows("other-result")
        whole = self.terms.meanings(table, rows[:1], last.column)
        inside = any(set(last.rows) < set(one.rows) for one in whole)
        return self.terms.meanings(table, rows, last.column) if inside else whole
