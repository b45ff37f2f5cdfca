"""A table that is just as the form prints it is read by its places: the same as by its words."""

import random

import pytest

from intake.blocks import Cell, Grid
from intake.formats.word import body
from intake.tables import printed
from intake.tables.reading import TableRead, read_table
from model import forms
from tests.support import documents as d

FORMS = [forms.load(name) for name in forms.known()]
FIGURES = ("", "0", "7", "12", "/", "１２", "-3", "1,234", "0.5")


def grids(form, figures, tmp_path):
    """What a Word file holds of each table, with given figures."""
    report = d.replace(d.full_report(form), cells=figures)
    found = body.blocks(d.docx_report(tmp_path / "x.docx", form, report))
    return dict(zip(form.tables, [b for b in found if isinstance(b, Grid)], strict=True))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
@pytest.mark.parametrize("seed", range(12))
def test_places_and_words_tell_the_same(form, seed, tmp_path):
    chance = random.Random(seed)
    figures = {address: chance.choice(FIGURES) for address in form.cells}
    for table, grid in grids(form, figures, tmp_path).items():
        found = printed.read(form, table, grid)
        assert found == {a: figures[a] for a, cell in form.cells.items() if cell.table.id == table}
        assert TableRead(found, (), ()) == read_table(form, table, [grid])


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_anything_else_is_left_to_the_words(form, tmp_path):
    found = grids(form, dict.fromkeys(form.cells, "5"), tmp_path)
    for table, grid in found.items():
        for changed in others(grid):
            assert printed.read(form, table, changed) is None
        for other in form.tables:
            assert (printed.read(form, other, grid) is None) == (other != table)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
@pytest.mark.parametrize("text", ["若干", "合计", "约3件", "12.6万元", "一、总体情况"])
def test_a_text_in_a_figures_place_is_read_as_it_stands(form, text, tmp_path):
    for table, grid in grids(form, dict.fromkeys(form.cells, text), tmp_path).items():
        found = printed.read(form, table, grid)
        assert found is not None
        assert set(found.values()) == {text}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_blanks_below_a_merge_may_be_one_for_each_column(form, tmp_path):
    for table, grid in grids(form, dict.fromkeys(form.cells, "5"), tmp_path).items():
        split = tuple(tuple(one for cell in row for one in narrow(cell)) for row in grid.rows)
        assert printed.read(form, table, Grid(split)) == printed.read(form, table, grid)


def narrow(cell):
    """A blank cell as one blank cell for each of its columns."""
    columns = range(cell.column, cell.column + cell.span)
    return [cell] if cell.text else [Cell("", column) for column in columns]


def others(grid):
    """The table with one thing that is not as printed."""
    yield Grid(grid.rows[:-1], grid.placed)
    yield Grid(grid.rows, placed=False)
    first, *rest = grid.rows
    yield Grid((first[:-1], *rest), grid.placed)
    for at, cell in enumerate(first):
        for other in (
            Cell(cell.text + "某", cell.column, cell.span),
            Cell(cell.text, cell.column, cell.span + 1),
            Cell(cell.text, cell.column + 1, cell.span),
        ):
            yield Grid(((*first[:at], other, *first[at + 1 :]), *rest), grid.placed)
