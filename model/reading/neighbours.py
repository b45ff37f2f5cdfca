"""“合计1280件”, “其他1件”: what words mean that only the figures before them tell."""

from collections.abc import Sequence

from model.reading.context import Context
from model.reading.meaning import Meaning, joined
from model.reading.phrase import Phrase
from model.reading.tables import RESULTS
from model.reading.terms import TableTerms, Terms


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
        return terms.meanings(table, dict.fromkeys(one.row for one in last), table.column("other"))
    return _other_results(terms, table, last[0]) if _is_result(table, last[0]) else []


def _is_result(table: TableTerms, one: Meaning) -> bool:
    return table.counts_one_thing and table.roles((one.row,)) <= set(RESULTS)


def _other_results(terms: Terms, table: TableTerms, last: Meaning) -> list[Meaning]:
    """All other results; behind one of their rows it may be the last of them alone."""
    rows = table.rows("other-result")
    whole = terms.meanings(table, rows[:1], last.column)
    is_inside = any(set(last.rows) < set(one.rows) for one in whole)
    return terms.meanings(table, rows, last.column) if is_inside else whole
