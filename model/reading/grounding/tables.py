"""What words name in a table: in one that counts one thing, its rows; in one of topics, a column of each."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import msgspec

from model.reading.facts import Mention
from model.reading.grounding.context import Context
from model.reading.tokens.phrase import Phrase, Senses
from model.reading.words.meaning import Meaning, joined
from model.reading.words.terms import Reference, TableTerms, Terms
from model.reading.words.words import unsaid

_A_MARK = 2  # characters: a mark and a blank
RESULTS = ("result", "other-result", "reason", "fee-not-paid")
_REASONS = frozenset(("reason", "fee-not-paid"))


class Named(msgspec.Struct, frozen=True, gc=False):
    """The words of one clause by what they name.

    ``explicit``: it names its topic itself; ``caused``: it says what cases are about.
    """

    topics: tuple[Reference, ...]
    acts: tuple[Senses, ...]
    columns: tuple[Reference, ...]
    explicit: bool
    money: bool
    caused: bool


# ------------------------------------------------------ a table that counts one thing


def of_one_thing(terms: Terms, table: TableTerms, named: Named, context: Context) -> list[Meaning]:
    """Return what is named in a table that counts one thing (applications)."""
    told = _rows_told(table, named.acts)
    if told is None or _names_another_table(table, named):
        return []
    columns = _applicants(table, named, context)
    if len(told.results) > 1:
        return _of_results(terms, table, told.results, columns[0])
    rows = told.rows or _rows_meant(table, named, context)
    return terms.at(table, [(row, column) for column in columns for row in rows])


def _names_another_table(table: TableTerms, named: Named) -> bool:
    return bool(named.columns) and any(one.table != table.id for one in named.columns)


def _applicants(table: TableTerms, named: Named, context: Context) -> list[str]:
    """The column that is named; else that of totals, or of the applicant whose figures are being divided."""
    if named.columns:
        return [named.columns[0].item]
    return [table.total, context.column] if context.column else [table.total]


def _rows_meant(table: TableTerms, named: Named, context: Context) -> tuple[str, ...]:
    """The rows that are meant where an applicant or nothing but the topic is named."""
    if named.columns:
        return context.rows or table.rows(*unsaid().names[:2])
    return table.rows(*unsaid().names) if named.explicit else ()


def _of_results(terms: Terms, table: TableTerms, rows: Sequence[str], column: str) -> list[Meaning]:
    """“予以公开和部分公开3件”: of both; “因本机关不掌握无法提供”: of the reason, or all not provided."""
    results = terms.meanings(table, rows, column)
    for whole in results:
        reasons = [one for one in results if set(one.rows) < set(whole.rows)]
        if reasons:
            return [*summed(terms, reasons), whole]
    return [*summed(terms, _loosely_classed(table, results)), *summed(terms, results)]


def _loosely_classed(table: TableTerms, results: Sequence[Meaning]) -> list[Meaning]:
    """“逾期不补正而不予处理”: reasons that the tables have in another class than the one told."""
    alone = [one for one in results if len(one.rows) == 1 and table.roles(one.rows) <= _REASONS]
    return alone if len(alone) < len(results) else []


class _Act(NamedTuple):
    """The rows that a word may name; ``leads``: it only leads up to another word, as “收到” does."""

    rows: tuple[str, ...]
    leads: bool

    @property
    def is_unclear(self) -> bool:
        """Whether it does something that is nothing of the table."""
        return not self.rows and not self.leads


@lru_cache(maxsize=4096)
def _act(table: TableTerms, senses: Senses) -> _Act:
    own = tuple(row.item for row in senses.rows if row.table == table.id)
    leads = any(verb.leading for verb in senses.verbs)
    return _Act(own or _rows_of_verbs(table, senses), leads and not own)


class _Rows(NamedTuple):
    """All rows that acts name, and the first of each that is a result."""

    rows: tuple[str, ...]
    results: tuple[str, ...]


@lru_cache(maxsize=4096)
def _rows_told(table: TableTerms, said: tuple[Senses, ...]) -> _Rows | None:
    """The rows that acts name; None when that is unclear."""
    alternatives = _alternatives(table, [_act(table, senses) for senses in said])
    if alternatives is None:
        return None
    results = tuple(rows[0] for rows in alternatives if _are_results(table, rows))
    return _Rows(tuple(dict.fromkeys(chain.from_iterable(alternatives))), results)


def _alternatives(table: TableTerms, acts: Sequence[_Act]) -> Sequence[tuple[str, ...]] | None:
    """The rows that acts name, each with what it may be besides; None when that is unclear."""
    if any(act.is_unclear for act in acts):
        return None
    leading = _rows_of_acts(acts, leads=True)
    rows = _narrowed(_rows_of_acts(acts, leads=False))
    if not rows:
        return leading  # “收到并答复”: the figure of any of them
    is_of_older = list(rows) == [table.rows("carried-in")]  # “办结上年结转2件”: no more than were
    return rows if is_of_older or _go_together(table, rows, leading) else None


def _rows_of_acts(acts: Sequence[_Act], *, leads: bool) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(act.rows for act in acts if act.rows and act.leads is leads))


def _narrowed(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """“上年……结转”: the second word alone may be of either year; what both may name is meant."""
    common = [row for row in chain(*rows[:1]) if all(row in one for one in rows)]
    return [tuple(common)] if common else rows


def _go_together(
    table: TableTerms, rows: Sequence[tuple[str, ...]], leading: Sequence[tuple[str, ...]]
) -> bool:
    """Whether one figure may be of all that is named.

    It may of results; and of “收到的申请中上年结转2件”.
    """
    received = set(table.rows("received"))
    is_of_the_received = len(rows) == 1 and not any(map(received.isdisjoint, leading))
    return is_of_the_received or all(_are_results(table, one) for one in rows)


def _rows_of_verbs(table: TableTerms, senses: Senses) -> tuple[str, ...]:
    names = chain.from_iterable(verb.names for verb in senses.verbs)
    return table.rows(*dict.fromkeys(names))


def _are_results(table: TableTerms, rows: Iterable[str]) -> bool:
    return table.roles(rows) <= set(RESULTS)


# --------------------------------------------------------- a table whose rows are topics


def of_topics(terms: Terms, table: TableTerms, named: Named, context: Context) -> list[Meaning]:
    """Return what is named in a table whose rows are topics (documents, decisions, cases)."""
    columns = {topic.item: _column(table, topic.item, named, context) for topic in named.topics}
    if not all(columns.values()) or not _says_enough(table, named):
        return []
    found = terms.at(table, columns.items())
    isof_cases_before = bool(table.total) and not named.explicit
    if isof_cases_before:
        return of_cases_before(terms, table, found, context)
    return summed(terms, found) if len(columns) > 1 else found


def of_cases_before(terms: Terms, table: TableTerms, found: list[Meaning], context: Context) -> list[Meaning]:
    """The kind of suit named last, all suits when the sentence began with them, or all cases told."""
    column = "".join(one.column for one in found[:1])
    told = _told_cases(table, context)
    together = summed(terms, terms.meanings(table, chain(*told), column))
    first = terms.meanings(table, _first_case(table, found, context), column)
    earlier = _of_earlier(terms, table, column, context)
    alone = [*found, *first, *earlier]
    is_of_both = len(told) == 1 and bool(together)  # “行政复议、行政诉讼86件，维持52件”
    return together if is_of_both else [*alone, *together]


def _of_earlier(terms: Terms, table: TableTerms, column: str, context: Context) -> list[Meaning]:
    """“对被纠正的3件，……”: of each kind of cases told in sentences before, or of all where none is here."""
    if any(_is_of_cases(table, one) for one in context.mentions):
        return []
    each = terms.meanings(table, context.earlier, column)
    widest = [one for one in each if one.row in table.wide]
    return [*each, *summed(terms, widest)]


def _first_case(table: TableTerms, found: Sequence[Meaning], context: Context) -> set[str]:
    """What the sentence began with: by its words, or by its first figure."""
    counted = {one.row for one in context.told[:1] if one.table == table.id}
    return counted.union(context.cases[:1]) - {one.row for one in found}


def _told_cases(table: TableTerms, context: Context) -> list[tuple[str, ...]]:
    """“行政复议、行政诉讼86件，维持52件”: the cases told before, where they may be spoken of together."""
    told = _in_a_row([one for one in context.mentions if _is_of_cases(table, one)])
    is_of_one_case = len(told) == 1 and told[0].row in table.row_roles
    return [] if is_of_one_case else [one.rows for one in told]


def _in_a_row(mentions: Sequence[Mention]) -> list[Meaning]:
    """What the last figures speak of, as far as nothing stands between them."""
    row: list[Mention] = []
    for one in mentions:
        row = [*row, one] if row and _is_just_behind(row[-1], one) else [one]
    return [one.meanings[0] for one in row]


def _is_of_cases(table: TableTerms, one: Mention) -> bool:
    meant = one.meanings[:1]
    return any(said.table == table.id and said.column == table.total for said in meant)


def _is_just_behind(before: Mention, one: Mention) -> bool:
    """Whether nothing but a mark stands between a figure and the words of the next."""
    return one.quantity.start - len(one.label) - before.quantity.stop <= _A_MARK


def _says_enough(table: TableTerms, named: Named) -> bool:
    """Whether words name more than what the sentence was about before."""
    says_what_was_done = bool(named.acts) and not table.total
    return named.explicit or bool(named.columns) or says_what_was_done


def _column(table: TableTerms, row: str, named: Named, context: Context) -> str:
    """The column that is named, or the one that is meant when none is; empty when verbs say otherwise."""
    columns = _columns_meant(table, row, named) or _column_before(table, row, named, context)
    column = columns[0] if columns else ""
    if not named.acts:
        return column
    roles = _roles(table, row, column, named)
    return column if all(_fits(act, roles) for act in _adding(named)) else ""


def _columns_meant(table: TableTerms, row: str, named: Named) -> Sequence[str]:
    """The columns that are named, or else meant; those of another table say nothing here."""
    if named.columns:
        return [one.item for one in named.columns if one.table == table.id]
    return _unsaid_columns(table, row, named.money)


def _column_before(table: TableTerms, row: str, named: Named, context: Context) -> list[str]:
    """“制发规章3件、规范性文件38件”: where only a “、” stands between, the column goes for the second too."""
    names_no_more = context.listed and not (named.acts or named.columns)
    if not names_no_more or _is_told(table, row, context):
        return []
    before = (one.column for one in context.last_known[:1] if one.table == table.id)
    return [column for column in before if column in table.columns_of.get(row, ())]


def _is_told(table: TableTerms, row: str, context: Context) -> bool:
    """“制发市政府规范性文件38件、部门规范性文件120件”: told again, it is of something else."""
    return any(one.table == table.id and one.row == row for one in context.told)


def _adding(named: Named) -> list[Senses]:
    """The words that say more than the column, where one is named: those must fit to it."""
    return [act for act in named.acts if not (named.columns and _adds_nothing(act))]


def _roles(table: TableTerms, row: str, column: str, named: Named) -> set[str]:
    roles = {table.row_roles.get(row, ""), table.column_roles.get(column, "")}
    return roles | {"caused"} if named.caused and "case" in roles else roles


def _adds_nothing(act: Senses) -> bool:
    """“制发并公开规范性文件”: beside a column that is named, a vague word says nothing more."""
    return "vague" in act.kinds or bool(act.columns)


@lru_cache(maxsize=256)
def _unsaid_columns(table: TableTerms, row: str, money: bool) -> Sequence[str]:
    """The columns that are meant where none is named, the likeliest first."""
    fitting = [one for one in table.columns_of.get(row, ()) if table.is_money(one) is money]
    likely = unsaid().fits
    meant = [one for one in fitting if table.column_roles[one] in likely]
    return sorted(meant, key=lambda one: likely.index(table.column_roles[one]))


def _fits(act: Senses, roles: set[str]) -> bool:
    return bool(act.verbs) and all(set(verb.fits) & roles for verb in act.verbs)


# ------------------------------------------------------------------------- both kinds


def summed(terms: Terms, parts: Sequence[Meaning]) -> list[Meaning]:
    """Return the sum of some rows of the same columns; nothing where they differ in more."""
    together = joined(terms.form, tuple(parts)) if parts else None
    return [together] if together else []


# ---------------------------------------------------- what only the figures before them tell


def by_neighbours(terms: Terms, phrase: Phrase, context: Context) -> tuple[Meaning, ...]:
    """Return what words that name nothing speak of, behind figures that are understood."""
    told = context.told
    if not told or not context.last_known:
        return ()
    if phrase.says("sum"):
        return _sum_of_two(terms, told[-2:])
    return tuple(_others(terms, context.last_known)) if phrase.says("other") else ()


def _sum_of_two(terms: Terms, parts: Sequence[Meaning]) -> tuple[Meaning, ...]:
    """The named sum of the last two figures, where it is just theirs."""
    together = joined(terms.form, tuple(parts))
    if len(parts) != 2 or together is None or not together.name:
        return ()
    has_no_row_twice = len(together.rows) == sum(len(one.rows) for one in parts)
    return (together,) if has_no_row_twice else ()


def _others(terms: Terms, last: Sequence[Meaning]) -> list[Meaning]:
    """What “其他” is behind a result, an applicant or an outcome: of whatever that may be of."""
    table = terms.tables[last[0].table]
    if not table.total:
        return []
    if last[0].column != table.total:
        rows = dict.fromkeys(one.rows for one in last)
        parts = (terms.meanings(table, one, table.column("other")) for one in rows)
        return list(chain.from_iterable(summed(terms, one) for one in parts))
    return _other_results(terms, table, last[0]) if _is_result(table, last[0]) else []


def _is_result(table: TableTerms, one: Meaning) -> bool:
    return table.counts_one_thing and table.roles((one.row,)) <= set(RESULTS)


def _other_results(terms: Terms, table: TableTerms, last: Meaning) -> list[Meaning]:
    """All other results; behind one of their rows it may be the last of them alone."""
    rows = table.rows("other-result")
    whole = terms.meanings(table, rows[:1], last.column)
    is_inside = any(set(last.rows) < set(one.rows) for one in whole)
    return terms.meanings(table, rows, last.column) if is_inside else whole
