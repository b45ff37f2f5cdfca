"""How the figures of a table divide each other: along its rows, or along its columns.

What can be said of rows can be said of columns; what differs between them stands in the two axes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import chain, takewhile
from typing import NamedTuple

from msgspec.structs import replace

from model.forms import OfficialForm
from model.forms.definition import Sum, Table
from model.reading.words.meaning import Meaning, column_members, meaning, row_members


class _Axis(NamedTuple):
    """Along which a meaning is divided. ``sums_each``: ``each`` of the sums of the form that add up along it.

    ``names`` are its rows (columns), ``across`` its columns (rows), ``members`` what a row (column) stands
    for; ``at`` is the row and column of what stands beside it, ``narrowed`` itself with some of its rows.
    """

    sums_each: str
    names: Callable[[Meaning], tuple[str, ...]]
    across: Callable[[Meaning], tuple[str, ...]]
    members: Callable[[Table, str], tuple[str, ...]]
    at: Callable[[Meaning, str], tuple[str, str]]
    narrowed: Callable[[Meaning, tuple[str, ...]], Meaning]


_ROWS = _Axis(
    sums_each="column",
    names=lambda one: one.rows,
    across=lambda one: one.columns,
    members=row_members,
    at=lambda one, row: (row, one.column),
    narrowed=lambda one, rows: replace(one, name="", rows=rows),
)
_COLUMNS = _Axis(
    sums_each="row",
    names=lambda one: one.columns,
    across=lambda one: one.rows,
    members=column_members,
    at=lambda one, column: (one.row, column),
    narrowed=lambda one, columns: replace(one, name="", columns=columns),
)
_AXIS_OF_SUMS = {axis.sums_each: axis for axis in (_ROWS, _COLUMNS)}


@lru_cache(maxsize=1024)
def splits(form: OfficialForm, whole: Meaning, parts: tuple[Meaning, ...]) -> tuple[Meaning, int] | None:
    """Return how parts divide a whole: the missing rest, and how many parts, from the first on, are of it.

    The rest has no rows when the parts are complete. None when they do not divide it by rows or by
    columns alone.
    """
    by_columns = _splits_along(_COLUMNS, form, whole, parts)
    return by_columns if by_columns is not None else _splits_along(_ROWS, form, whole, parts)


def _splits_along(
    axis: _Axis, form: OfficialForm, whole: Meaning, parts: tuple[Meaning, ...]
) -> tuple[Meaning, int] | None:
    everything = _leaves(axis, form, whole)
    taken = _taken(axis, form, whole, parts)
    left = set(everything).difference(*taken)
    is_whole_again = len(taken) == 1 and not left
    if not taken or is_whole_again:
        return None
    rest = tuple(filter(left.__contains__, everything))
    return axis.narrowed(whole, rest), len(taken)


def _taken(axis: _Axis, form: OfficialForm, whole: Meaning, parts: Sequence[Meaning]) -> list[set[str]]:
    """What parts take of a whole, each something that is left of it; up to the first that does not."""
    left = set(_leaves(axis, form, whole))
    taken: list[set[str]] = []
    for part in takewhile(partial(_may_be_part, axis, whole), parts):
        inside = set(_leaves(axis, form, part))
        if not inside or not inside <= left:
            break
        left -= inside
        taken.append(inside)
    return taken


def _may_be_part(axis: _Axis, whole: Meaning, part: Meaning) -> bool:
    return part.table == whole.table and axis.across(part) == axis.across(whole)


def _leaves(axis: _Axis, form: OfficialForm, one: Meaning) -> tuple[str, ...]:
    """The rows or columns of a meaning, calculated ones replaced by what they are calculated from."""
    calculated = _calculated(axis, form, one.table)
    leaves = [calculated.get(name, (name,)) for name in axis.names(one)]
    return tuple(dict.fromkeys(chain.from_iterable(leaves)))


@cache
def _calculated(axis: _Axis, form: OfficialForm, name: str) -> Mapping[str, tuple[str, ...]]:
    """The calculated rows or columns of a table, each with what it is calculated from in the end."""
    table = form.tables[name]
    calculating = [sum_ for sum_ in table.sums if sum_.derived and sum_.each == axis.sums_each]
    sources = {sum_.left[0]: sum_.right for sum_ in calculating}
    return {made: tuple(_replaced(axis, table, sources, [made])) for made in sources}


def _replaced(
    axis: _Axis, table: Table, sources: Mapping[str, tuple[str, ...]], names: Iterable[str]
) -> Iterator[str]:
    """The rows or columns of a form that names stand for, those that are sums by what they are sums of.

    ``sources`` are the rows or columns that are summed up in others, by these; sums lie within sums.
    """
    for name in names:
        if name not in sources:
            yield name
            continue
        for source in sources[name]:
            yield from _replaced(axis, table, sources, axis.members(table, source))


@cache
def beside(form: OfficialForm, spoken: Meaning) -> tuple[Meaning, ...]:
    """Return what is added to a meaning in a sum of the form: the other results, outcomes or applicants."""
    table = form.tables[spoken.table]
    for sum_ in table.sums:
        axis = _AXIS_OF_SUMS[sum_.each]
        names = _added_to(axis, table, sum_, set(axis.names(spoken)))
        if names is not None:
            found = (meaning(form, table.id, *axis.at(spoken, name)) for name in names)
            return tuple(filter(None, found))
    return ()


def _added_to(axis: _Axis, table: Table, sum_: Sum, own: set[str]) -> list[str] | None:
    """The rows or columns that a sum adds to some of them; None where it does not add them."""
    members = {name: axis.members(table, name) for name in sum_.right}
    is_added = own <= set(chain.from_iterable(members.values()))
    return list(chain.from_iterable(_beside(own, *one) for one in members.items())) if is_added else None


def _beside(own: set[str], name: str, members: Sequence[str]) -> Sequence[str]:
    """What a group holds besides some rows or columns: itself, where it holds none of them."""
    return [name] if own.isdisjoint(members) else [one for one in members if one not in own]
