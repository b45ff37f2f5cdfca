"""Which official form a file was made on, and which of its tables each found table is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from intake.blocks import Grid, texts
from intake.blocks import Row as FoundRow
from intake.labels import How, Match, Vocabulary
from intake.tables import printed
from intake.tables.words import TableWords, words
from model import forms
from model.address import Address
from model.forms import OfficialForm
from model.forms.definition import Column, Heading, Row, Table

_LONGEST_LABEL = 120  # characters
_OWN, _SHARED = 4, 1  # points of a label that one table alone has, and of one that several have
_FEWEST_POINTS = 2 * _OWN  # below this a table is not known
_MOST_STRANGE = 3  # times as many unknown texts as known ones make another table
# Points of a form for a label; those that only another form has count nothing.
_WORTH = {How.OFFICIAL: 3, How.VARIANT: 2, How.GUESSED: 1, How.FORMER: 0}


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of a found table, and the table of the form that they are (None: none).

    ``figures`` are those of a table that is just as the form prints it; it need not be read.
    """

    table: str | None
    grid: Grid
    figures: Mapping[Address, str] | None = None


def the_form(grids: Sequence[Grid]) -> OfficialForm | None:
    """Return the form whose labels the tables carry and lack least, or None when they fit two equally.

    What a table lacks tells as well as what it has: a form with all that another one has, and a row more, is
    not the form of a table without that row.
    """
    found = set(chain.from_iterable(grid.texts for grid in grids))
    return _form_with(frozenset(filter(_may_be_label, found)))


@lru_cache(maxsize=16)
def _form_with(labels: frozenset[str]) -> OfficialForm | None:
    """The form that some labels are of; files that were made on one form have the very same ones."""
    points = {form_id: _points(forms.load(form_id), labels) for form_id in forms.known()}
    best, *others = sorted(points, key=points.__getitem__, reverse=True)
    if points[best] <= 0:
        return None
    is_tie = any(points[other] == points[best] for other in others)
    return None if is_tie else forms.load(best)


def _may_be_label(text: str) -> bool:
    return bool(text) and not text.isdecimal() and len(text) <= _LONGEST_LABEL


def _points(form: OfficialForm, found: Iterable[str]) -> int:
    """Points of a form for what the texts say, less one for each label that its tables there lack."""
    points = 0
    met: set[str] = set()
    for text in found:
        matches = _known(form, text)
        if matches:
            points += max(_WORTH[match.how] for match in matches)
            met.update(match.target for match in matches)
    return points - sum(_lacking(labels, met) for labels in _labels(form))


def _lacking(labels: frozenset[str], met: set[str]) -> int:
    """How many labels of a table were not met; what a file without the table lacks tells nothing."""
    is_there = 2 * len(labels & met) > len(labels)
    return len(labels - met) if is_there else 0


@lru_cache(maxsize=512)
def _known(form: OfficialForm, text: str) -> tuple[Match[str], ...]:
    """What a text may stand for among all labels of a form; the wording of another form is none of them."""
    return tuple(match for match in _all_labels(form).all(text) if _WORTH[match.how])


@lru_cache(maxsize=16)
def _all_labels(form: OfficialForm) -> Vocabulary[str]:
    """Labels of rows, columns and their groups in all tables of a form; each is its own target."""
    entries: list[tuple[str, str, How]] = []
    for item in chain.from_iterable(map(_items, form.tables.values())):
        entries.append((item.label, item.label, How.OFFICIAL))
        entries += [(item.label, variant, How.VARIANT) for variant in item.variants]
    return Vocabulary(entries)


@lru_cache(maxsize=16)
def _labels(form: OfficialForm) -> tuple[frozenset[str], ...]:
    """The labels of each table."""
    return tuple(frozenset(item.label for item in _items(table)) for table in form.tables.values())


def _items(table: Table) -> Iterator[Row | Column | Heading]:
    for block in table.blocks:
        yield from block.rows
        yield from block.columns
        yield from block.row_groups
        yield from block.column_groups


def pieces(form: OfficialForm, grid: Grid) -> list[Piece]:
    """Return the tables of the form that a found table holds, top to bottom.

    One that mixes several is cut; lines without labels go with those above them.
    """
    as_printed = _as_printed(form, grid)
    if as_printed is not None:
        return [as_printed]
    by_line = [_evidence(form, row) for row in grid.rows]
    total = _sum(by_line)
    found = total.tables
    if not found:
        return [Piece(None, grid)]
    if len(found) == 1:
        return [Piece(found[0], grid)]
    return _split(grid, by_line, total.points)


def _as_printed(form: OfficialForm, grid: Grid) -> Piece | None:
    """The table of the form that a found table is to the letter."""
    for table in form.tables:
        figures = printed.read(form, table, grid)
        if figures is not None:
            return Piece(table, grid, figures)
    return None


class _Evidence(Struct, frozen=True):
    """Points for each table from the labels in a line, and points for texts that are none."""

    points: dict[str, int]
    strange: int

    @property
    def best(self) -> tuple[str, int]:
        """The table with most points, and these; no points for a line without labels."""
        return max(self.points.items(), key=lambda item: item[1], default=("", 0))

    @property
    def tables(self) -> list[str]:
        """The tables that a whole grid surely holds; none for one of mostly other words."""
        _, most = self.best
        if self.strange > _MOST_STRANGE * most:
            return []
        return [table for table, points in self.points.items() if points >= _FEWEST_POINTS]


def _evidence(form: OfficialForm, row: FoundRow) -> _Evidence:
    """What the labels in a line tell; plain figures tell nothing."""
    points: dict[str, int] = {}
    strange = 0
    for text in set(texts(row)):
        holders = _holders(form, text) if _may_be_label(text) else ()
        worth = _OWN if len(holders) == 1 else _SHARED
        for holder in holders:
            points[holder] = points.get(holder, 0) + worth
        if not holders and _is_strange(text):
            strange += _OWN
    return _Evidence(points, strange)


def _sum(by_line: Sequence[_Evidence]) -> _Evidence:
    """What all lines tell together."""
    points = Counter[str]()
    for evidence in by_line:
        for table, of_line in evidence.points.items():
            points[table] += of_line
    return _Evidence(points, sum(evidence.strange for evidence in by_line))


def _is_strange(text: str) -> bool:
    """Whether a text that no table has is more than a figure or a sign."""
    if text.isdecimal():
        return False
    is_paragraph = len(text) > _LONGEST_LABEL
    are_words = len(text) > 2 and not text[-1:].isdigit()
    return is_paragraph or are_words


@lru_cache(maxsize=512)
def _holders(form: OfficialForm, text: str) -> tuple[str, ...]:
    """The tables that have a label."""
    return tuple(table for table in form.tables if _holds(words(form, table), text))


def _holds(table: TableWords, text: str) -> bool:
    return text in table.bands or any(vocabulary.all(text) for vocabulary in table.vocabularies)


def _split(grid: Grid, by_line: Sequence[_Evidence], total: Mapping[str, int]) -> list[Piece]:
    """Cut a found table where the labels change from one table of the form to another."""
    table = _first_table(by_line, total)
    rows_of: list[tuple[str, list[FoundRow]]] = [(table, [])]
    for row, evidence in zip(grid.rows, by_line, strict=True):
        best, most = evidence.best
        is_another = most >= _OWN and most > evidence.points.get(table, 0)
        if is_another:
            table = best
            rows_of.append((table, []))
        rows_of[-1][1].append(row)
    return [Piece(table, Grid(tuple(rows), grid.placed)) for table, rows in rows_of if rows]


def _first_table(by_line: Sequence[_Evidence], total: Mapping[str, int]) -> str:
    """The table that the first line with labels is of; of two equals the one with more labels below."""
    first = next(evidence.points for evidence in by_line if evidence.points)
    return max(first, key=lambda table: (first[table], total[table]))
