"""From the words of one clause, in their context, to the cells that its figure speaks of."""

from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec

from model.chinese.figures import Kind
from model.reading.context import Context, behind_reasons, columns_of
from model.reading.facts import Quantity
from model.reading.lexicon import Phrase, Token
from model.reading.meaning import Meaning, joined, meaning
from model.reading.terms import FOREIGN, Reference, TableTerms, Terms
from model.reading.words import unsaid, words_of
from model.values import Measure

_TELLING = frozenset(("row", "verb"))
_NAMING = frozenset(("topic", "row", "column", "verb"))
_RESULTS = ("result", "other-result", "reason", "fee-not-paid")
_CARRIED = ("carried-in", "carried-out")
_REASONS = ("reason", "fee-not-paid")
_CLOSING = frozenset(("other", "remaining"))
_OTHER_ALONE = frozenset(("other", "copula"))
_MONEY = (Measure.AMOUNT, Measure.MONEY)


class _Named(msgspec.Struct, frozen=True):
    """The words of one clause by what they name.

    ``explicit``: it names its topic itself; ``caused``: it says what cases are about.
    """

    topics: tuple[Reference, ...]
    acts: tuple[Token, ...]
    columns: tuple[Reference, ...]
    explicit: bool
    money: bool
    caused: bool


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
        caused = "cause" in phrase.kinds
        named = _Named(given, acts, named_columns, bool(topics), money, caused)
        found = (
            self._of_one_thing(table, named, context)
            if not given[0].item
            else self._of_topics(table, named, context)
        )
        fitting = (one for one in found if (self._measure(one) in _MONEY) is money)
        return tuple(dict.fromkeys(fitting))

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
            return role in _RESULTS
        told = any(one.table == row.table for mention in context.mentions for one in mention.meanings)
        if role in _CARRIED and len(act.senses.rows) == 1 and told:
            return True
        return role in _REASONS and "vague" not in act.kinds

    # -------------------------------------------------- tables that count one thing

    def _of_one_thing(self, table: TableTerms, named: _Named, context: Context) -> list[Meaning]:
        alternatives = self._rows_named(table, named)
        if alternatives is None:
            return []
        if any(one.table != table.id for one in named.columns):
            return []
        columns = tuple(one.item for one in named.columns) or (table.total,)
        results = [one for one in alternatives if self._roles(table, one) <= set(_RESULTS)]
        if len(results) > 1:
            parts = [m for one in results for m in self.terms.meanings(table, one[:1], columns[0])]
            whole = next((one for one in parts if _has_part(one, parts)), None)
            # “因本机关不掌握无法提供”: the one reason, or all that could not be given.
            return [one for one in parts if set(one.rows) <= set(whole.rows)] if whole else self._sum(parts)
        if alternatives:
            rows = tuple(dict.fromkeys(row for one in alternatives for row in one))
        elif named.columns:
            rows = context.rows or table.rows(*unsaid().names[:2])
        else:
            rows = table.rows(*unsaid().names) if named.explicit else ()
        found = self.terms.meanings(table, rows, columns[0])
        if context.column and not named.columns:
            found += self.terms.meanings(table, rows, context.column)
        return found

    def _rows_named(self, table: TableTerms, named: _Named) -> list[tuple[str, ...]] | None:
        """The rows that acts name, each with what it may be besides; None when that is unclear."""
        rows: list[tuple[str, ...]] = []
        leading: list[tuple[str, ...]] = []
        for act in named.acts:
            own = tuple(row.item for row in act.senses.rows if row.table == table.id)
            verbs = act.senses.verbs
            said = table.rows(*dict.fromkeys(name for verb in verbs for name in verb.names))
            leads = any(verb.leading for verb in verbs)
            if own:
                rows.append(own)
            elif said:
                (leading if leads else rows).append(said)
            elif not leads:
                return None
        rows, leading = list(dict.fromkeys(rows)), list(dict.fromkeys(leading))
        common = [row for row in rows[0] if all(row in one for one in rows)] if rows else []
        if common:
            rows = [tuple(common)]  # “上年……结转”: the second word alone may be of either year
        if not rows:
            return leading  # “收到并答复”: the figure of any of them
        received = set(table.rows("received"))
        if len(rows) == 1 and all(received & set(one) for one in leading):
            return rows  # “收到的申请中上年结转2件”, but not “办结上年结转2件”
        only_results = all(self._roles(table, one) <= set(_RESULTS) for one in rows)
        return rows if only_results else None

    def _roles(self, table: TableTerms, rows: Iterable[str]) -> set[str]:
        return {table.row_roles.get(row, "") for row in rows}

    # ------------------------------------------------ tables whose rows are topics

    def _of_topics(self, table: TableTerms, named: _Named, context: Context) -> list[Meaning]:
        rows = [one.item for one in named.topics]
        found: list[Meaning] = []
        for row in rows:
            column = self._column(table, row, named)
            if not column:
                return []
            found += self.terms.meanings(table, (row,), column)
        if table.total:
            if not (named.explicit or named.columns):
                return []
            if not named.explicit:
                # The kind of suit named last, or all suits when the sentence began with them.
                more = [one for one in context.cases[:1] if one not in rows]
                return [*found, *self.terms.meanings(table, more, found[0].column if found else "")]
        elif not (named.explicit or named.columns or named.acts):
            return []
        return self._sum(found) if len(rows) > 1 else found

    def _column(self, table: TableTerms, row: str, named: _Named) -> str:
        """The column that is named, or the one that is meant when none is; empty when verbs say otherwise."""
        own = table.columns_of.get(row, ())
        said = [one.item for one in named.columns if one.table == table.id]
        if named.columns and not said:
            return ""
        columns = said or [
            one
            for role in unsaid().fits
            for one in own
            if table.column_roles[one] == role and (table.measures[one] in _MONEY) is named.money
        ]
        if not columns:
            return ""
        roles = {table.row_roles.get(row, ""), table.column_roles.get(columns[0], "")}
        if named.caused and "case" in roles:
            roles.add("caused")
        # “制发并公开规范性文件”: beside a column that is named, a vague word says nothing more.
        acts = [act for act in named.acts if not (said and ("vague" in act.kinds or act.senses.columns))]
        fit = all(self._fits(act, roles) for act in acts)
        return columns[0] if fit else ""

    def _fits(self, act: Token, roles: set[str]) -> bool:
        verbs = act.senses.verbs
        return bool(verbs) and all(set(verb.fits) & roles for verb in verbs)

    # ------------------------------------------------------------------ both kinds

    def _sum(self, parts: list[Meaning]) -> list[Meaning]:
        together = joined(self.form, tuple(parts)) if parts else None
        return [together] if together else []

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
            if not self._roles(table, (last.row,)) <= set(_RESULTS):
                return []
            rows = table.rows("other-result")
            whole = self.terms.meanings(table, rows[:1], last.column)
            # Behind one of its rows it may be the last of them alone.
            inside = any(set(last.rows) < set(one.rows) for one in whole)
            return self.terms.meanings(table, rows, last.column) if inside else whole
        if table.total and last.column != table.total:
            return self.terms.meanings(table, (last.row,), table.column("other"))
        return []


def _has_part(whole: Meaning, others: Sequence[Meaning]) -> bool:
    return any(set(one.rows) < set(whole.rows) for one in others)
