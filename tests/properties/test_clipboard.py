"""Whatever is copied from a table and pasted at the same place comes back as it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.clipboard import parse, place
from model import forms
from tests.support.random_reports import FIGURES
from tests.support.samples import full_report, picker, with_cells
from ui.grid.copying import selection, whole_table
from ui.grid.places import GridMap

FORMS = pytest.mark.parametrize("form_id", forms.known())


@FORMS
@settings(max_examples=30)
@given(seed=st.integers(0, 10**9), data=st.data())
def test_a_whole_table_is_recognised_by_its_labels(qapp, form_id: str, seed: int, data) -> None:
    form = forms.load(form_id)
    table = data.draw(st.sampled_from(list(form.tables)))
    report = full_report(form_id, picker(seed))
    grid = GridMap(form, table)
    copied = whole_table(grid, report).text()
    anchor = next(a for a in form.cells if a.startswith(f"{table}."))
    placed = place(form, table, parse(copied), anchor)
    assert placed.refusals == ()
    assert {cell.address: cell.text for cell in placed.cells} == {
        a: t for a, t in report.cells.items() if a.startswith(f"{table}.")
    }


@FORMS
@settings(max_examples=60)
@given(data=st.data())
def test_a_block_of_figures_lands_where_it_was(qapp, form_id: str, data) -> None:
    form = forms.load(form_id)
    table = data.draw(st.sampled_from(list(form.tables)))
    grid = GridMap(form, table)
    lines: dict[int, list] = {}
    for address, cell in grid.cells.items():
        lines.setdefault(cell.line, []).append(address)
    tops = sorted(lines)
    top = data.draw(st.integers(0, len(tops) - 1))
    bottom = data.draw(st.integers(top, len(tops) - 1))
    width = len(lines[tops[top]])
    left = data.draw(st.integers(0, width - 1))
    right = data.draw(st.integers(left, width - 1))
    chosen = [
        a
        for line in tops[top : bottom + 1]
        if len(lines[line]) == width
        for a in lines[line][left : right + 1]
    ]
    chosen = [a for a in chosen if grid.cells[a].line - grid.cells[chosen[0]].line < bottom - top + 1]
    if len({len(lines[tops[n]]) for n in range(top, bottom + 1)}) > 1:
        return  # blocks of other widths are pasted one by one
    typed = {a: data.draw(st.integers(0, 9999).map(str)) for a in chosen}
    report = with_cells(full_report(form_id), typed)
    placed = place(form, table, parse(selection(grid, report, chosen).text()), chosen[0])
    assert placed.refusals == ()
    assert {cell.address: cell.text for cell in placed.cells} == typed


@given(
    rows=st.lists(
        st.lists(st.one_of(FIGURES, st.text(max_size=6)), min_size=1, max_size=5), min_size=1, max_size=5
    )
)
def test_what_excel_quotes_is_read_as_it_was(rows: list[list[str]]) -> None:
    """Excel quotes a cell with breaks, tabs or quotes in it and doubles the quotes."""
    plain = [["".join(c for c in cell if c not in "\r\0") for cell in row] for row in rows]
    copied = "\r\n".join(
        "\t".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in plain
    )
    read = parse(copied)
    while plain and not any(cell.strip() for cell in plain[-1]):
        plain.pop()
    assert read == plain
