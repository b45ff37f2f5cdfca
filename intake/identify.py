"""Which official form a file was made on, and which of its tables each found table is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from intake.blocks import Grid
from intake.blocks import Row as FoundRow
from intake.labels import How, Vocabulary
from intake.words import TableWords, words
from model import forms
from model.forms import OfficialForm
from model.forms.definition import Column, Row

_LONGEST_LABEL = 120  # characters
_OWN, _SHARED = 4, 1  # points of a label that one table alone has, and of one that several have
_FEWEST_POINTS = 2 * _OWN  # below this a table is not known
_MOST_STRANGE = 3  # times as many unknown texts as known ones make another table


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of a found table, and the table of the form that they are (None: none)."""

    table: str | None
    grid: Grid


def the_form(grids: Sequence[Grid]) -> OfficialForm | None:
    """Return the form whose labels the tables carry, or None when they fit two equally."""
    texts = {
        cell.text
        for grid in grids
        for row in grid.rows
        for cell in row
        if cell.text and not cell.text.isdecimal() and len(cell.text) <= _LONGEST_LABEL
    }
    scores = Counter({form_id: _score(forms.load(form_id), texts) for form_id in forms.known()})
    ranked = scores.most_common(2)
    if not ranked or ranked[0][1] == 0 or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return forms.load(ranked[0][0])


def _score(form: OfficialForm, texts: Iterable[str]) -> int:
    """Official labels count most; those that only another form has count against a form."""
    score = 0
    labels = _all_labels(form)
    for text in texts:
        found = labels.all(text)
        if found:
            score += {How.OFFICIAL: 3, How.VARIANT: 2, How.GUESSED: 1, How.FORMER: 0}[
                min(match.how for match in found)
            ]
    return score


@lru_cache(maxsize=16)
def _all_labels(form: OfficialForm) -> Vocabulary[str]:
    """Row and column labels of all tables of a form; each is its own target."""
    entries = []
    for table in form.tables.values():
        for block in table.blocks:
            items: list[Row | Column] = [*block.rows, *block.columns]
            for item in items:
                entries.append((item.label, item.label, How.OFFICIAL))
                entries += [(item.label, variant, How.VARIANT) for variant in item.variants]
    return Vocabulary(entries)


def pieces(form: OfficialForm, grid: Grid) -> list[Piece]:
    """Return the tables of the form that a found table holds, top to bottom."""
    by_line = [_evidence(form, row) for row in grid.rows]
    total: Counter[str] = Counter()
    for evidence, _ in by_line:
        total.update(evidence)
    strange = sum(unknown for _, unknown in by_line)
    found = [table for table, count in total.items() if count >= _FEWEST_POINTS]
    if not found or strange > _MOST_STRANGE * max(total.values()):
        return [Piece(None, grid)]
    if len(found) == 1:
        return [Piece(found[0], grid)]
    return _split(grid, [evidence for evidence, _ in by_line], total)


def _evidence(form: OfficialForm, row: FoundRow) -> tuple[Counter[str], int]:
    """Points for each table from the labels in a line, and points for texts that are none."""
    counts: Counter[str] = Counter()
    unknown = 0
    for text in {cell.text for cell in row if cell.text and not cell.text.isdecimal()}:
        if len(text) > _LONGEST_LABEL:
            unknown += _OWN
            continue
        holders = _holders(form, text)
        for holder in holders:
            counts[holder] += _OWN if len(holders) == 1 else _SHARED
        if not holders and not text[-1:].isdigit() and len(text) > 2:
            unknown += _OWN
    return counts, unknown


@lru_cache(maxsize=4096)
def _holders(form: OfficialForm, text: str) -> tuple[str, ...]:
    """The tables that have a label."""
    return tuple(table for table in form.tables if _holds(words(form, table), text))


def _holds(table: TableWords, text: str) -> bool:
    return bool(
        table.rows.all(text)
        or table.heads.all(text)
        or table.groups.all(text)
        or table.corners.all(text)
        or text in table.bands
    )


def _split(grid: Grid, evidence: Sequence[Counter[str]], total: Counter[str]) -> list[Piece]:
    """Cut a found table where the labels change from one table of the form to another."""
    now = next((max(e, key=lambda t: (e[t], total[t])) for e in evidence if e), None)
    cut: list[tuple[str | None, list[FoundRow]]] = [(now, [])]
    for row, counts in zip(grid.rows, evidence, strict=True):
        best = max(counts, key=lambda table: counts[table], default=None)
        if best is not None and counts[best] >= _OWN and counts[best] > counts[cut[-1][0] or ""]:
            cut.append((best, []))
        cut[-1][1].append(row)
    return [Piece(table, Grid(tuple(rows), grid.placed)) for table, rows in cut if rows]
