"""What words name in a table: in one that counts one thing, its rows; in one of topics, a column of each."""

from collections.abc import Iterable, Sequence

import msgspec

from model.reading.context import Context
from model.reading.meaning import Meaning, joined
from model.reading.phrase import Token
from model.reading.terms import Reference, TableTerms, Terms
from model.reading.words import unsaid
from model.values import Measure

RESULTS = ("result", "other-result", "reason", "fee-not-paid")
MONEY = (Measure.AMOUNT, Measure.MONEY)


class Named(msgspec.Struct, frozen=True):
    """The words of one clause by what they name.

    ``explicit``: it names its topic itself; ``caused``: it says what cases are about.
    """

    topics: tuple[Reference, ...]
    acts: tuple[Token, ...]
    columns: tuple[Reference, ...]
    explicit: bool
    money: bool
    caused: bool


# ------------------------------------------------------ a table that counts one thing


def of_one_thing(terms: Terms, table: TableTerms, named: Named, context: Context) -> list[Meaning]:
    """Return what is named in a table that counts one thing (applications)."""
    alternatives = _rows_named(table, named)
    if alternatives is None or any(one.table != table.id for one in named.columns):
        return []
    columns = tuple(one.item for one in named.columns) or (table.total,)
    results = [one for one in alternatives if _are_results(table, one)]
    if len(results) > 1:
        parts = [part for one in results for part in terms.meanings(table, one[:1], columns[0])]
        return _whole_with_part(parts) or summed(terms, parts)
    rows = _rows(table, named, alternatives, context)
    found = terms.meanings(table, rows, columns[0])
    if context.column and not named.columns:
        found += terms.meanings(table, rows, context.column)
    return found


def _rows(
    table: TableTerms, named: Named, alternatives: Sequence[tuple[str, ...]], context: Context
) -> tuple[str, ...]:
    """The rows that are named, or meant where an applicant or nothing but the topic is."""
    if alternatives:
        return tuple(dict.fromkeys(row for one in alternatives for row in one))
    if named.columns:
        return context.rows or table.rows(*unsaid().names[:2])
    return table.rows(*unsaid().names) if named.explicit else ()


def _whole_with_part(parts: Sequence[Meaning]) -> list[Meaning]:
    """“因本机关不掌握无法提供”: the one reason, or all that could not be given."""
    for whole in parts:
        inside = [one for one in parts if set(one.rows) <= set(whole.rows)]
        if any(set(one.rows) < set(whole.rows) for one in inside):
            return inside
    return []


def _rows_named(table: TableTerms, named: Named) -> list[tuple[str, ...]] | None:
    """The rows that acts name, each with what it may be besides; None when that is unclear."""
    rows: list[tuple[str, ...]] = []
    leading: list[tuple[str, ...]] = []
    for act in named.acts:
        own = tuple(row.item for row in act.senses.rows if row.table == table.id)
        said = _rows_of_verbs(table, act)
        leads = any(verb.leading for verb in act.senses.verbs)
        if own:
            rows.append(own)
        elif said:
            (leading if leads else rows).append(said)
        elif not leads:
            return None
    rows, leading = list(dict.fromkeys(rows)), list(dict.fromkeys(leading))
    if not rows:
        return leading  # “收到并答复”: the figure of any of them
    common = tuple(row for row in rows[0] if all(row in one for one in rows))
    if common:
        rows = [common]  # “上年……结转”: the second word alone may be of either year
    received = set(table.rows("received"))
    if len(rows) == 1 and all(received & set(one) for one in leading):
        return rows  # “收到的申请中上年结转2件”, but not “办结上年结转2件”
    return rows if all(_are_results(table, one) for one in rows) else None


def _rows_of_verbs(table: TableTerms, act: Token) -> tuple[str, ...]:
    names = dict.fromkeys(name for verb in act.senses.verbs for name in verb.names)
    return table.rows(*names)


def _are_results(table: TableTerms, rows: Iterable[str]) -> bool:
    return table.roles(rows) <= set(RESULTS)


# --------------------------------------------------------- a table whose rows are topics


def of_topics(terms: Terms, table: TableTerms, named: Named, context: Context) -> list[Meaning]:
    """Return what is named in a table whose rows are topics (documents, decisions, cases)."""
    rows = [one.item for one in named.topics]
    found: list[Meaning] = []
    for row in rows:
        column = _column(table, row, named)
        if not column:
            return []
        found += terms.meanings(table, (row,), column)
    if table.total:
        if not (named.explicit or named.columns):
            return []
        if not named.explicit:
            # The kind of suit named last, or all suits when the sentence began with them.
            more = [one for one in context.cases[:1] if one not in rows]
            return [*found, *terms.meanings(table, more, found[0].column if found else "")]
    elif not (named.explicit or named.columns or named.acts):
        return []
    return summed(terms, found) if len(rows) > 1 else found


def _column(table: TableTerms, row: str, named: Named) -> str:
    """The column that is named, or the one that is meant when none is; empty when verbs say otherwise."""
    said = [one.item for one in named.columns if one.table == table.id]
    of_another_table = bool(named.columns) and not said
    columns = said or _unsaid_columns(table, row, money=named.money)
    if of_another_table or not columns:
        return ""
    roles = _roles(table, row, columns[0], named)
    acts = [act for act in named.acts if not (said and _adds_nothing(act))]
    return columns[0] if all(_fits(act, roles) for act in acts) else ""


def _roles(table: TableTerms, row: str, column: str, named: Named) -> set[str]:
    roles = {table.row_roles.get(row, ""), table.column_roles.get(column, "")}
    return roles | {"caused"} if named.caused and "case" in roles else roles


def _adds_nothing(act: Token) -> bool:
    """“制发并公开规范性文件”: beside a column that is named, a vague word says nothing more."""
    return "vague" in act.kinds or bool(act.senses.columns)


def _unsaid_columns(table: TableTerms, row: str, *, money: bool) -> list[str]:
    fitting = [one for one in table.columns_of.get(row, ()) if (table.measures[one] in MONEY) is money]
    return [one for role in unsaid().fits for one in fitting if table.column_roles[one] == role]


def _fits(act: Token, roles: set[str]) -> bool:
    verbs = act.senses.verbs
    return bool(verbs) and all(set(verb.fits) & roles for verb in verbs)


# ------------------------------------------------------------------------- both kinds


def summed(terms: Terms, parts: Sequence[Meaning]) -> list[Meaning]:
    """Return the sum of some rows of the same columns; nothing where they differ in more."""
    together = joined(terms.form, tuple(parts)) if parts else None
    return [together] if together else []
