"""An earlier state is taken back whole or in parts, as one step, and the sums still add up."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from model import forms
from model.address import Address
from model.report import (
    CellPart,
    cell_place,
    place,
    set_cells,
    set_parts,
    set_remark,
    set_text,
    take_back,
    take_back_whole,
    text_place,
)
from tests.support.shell_reports import whole

FORM = forms.load("2021")
THEN = whole()
TOTAL, RELATION = next((a, r) for a, r in FORM.derivations.items() if len(r.right) > 2)
FIRST, SECOND = RELATION.right[:2]
_CELLS = st.dictionaries(st.sampled_from(sorted(FORM.cells)), st.integers(0, 9999).map(str), max_size=6)


def test_one_cell_comes_back_and_its_total_follows() -> None:
    now = set_cells(FORM, THEN, {FIRST: "700", SECOND: "80"}).apply(THEN)
    edit = take_back(FORM, now, THEN, [cell_place(FIRST)])
    after = edit.apply(now)
    assert after.cell(FIRST) == THEN.cell(FIRST)
    assert after.cell(SECOND) == "80"
    others = sum(int(after.cell(a) or 0) for a in RELATION.right)
    assert after.cell(TOTAL) == str(others)
    assert edit.inverse().apply(after) == now


def test_a_typed_total_comes_back_typed() -> None:
    typed = set_cells(FORM, THEN, {TOTAL: "31415"}).apply(THEN)
    after = take_back(FORM, THEN, typed, [cell_place(TOTAL)]).apply(THEN)
    assert after.cell(TOTAL) == "31415"
    assert TOTAL in after.overrides


def test_a_cell_takes_its_parts_along() -> None:
    then = set_parts(FORM, THEN, {FIRST: (CellPart("甲科", "3"), CellPart("乙科", "4"))}).apply(THEN)
    after = take_back(FORM, THEN, then, [cell_place(FIRST)]).apply(THEN)
    assert (after.cell(FIRST), after.parts[FIRST]) == ("7", then.parts[FIRST])
    back = take_back(FORM, after, THEN, [cell_place(FIRST)]).apply(after)
    assert FIRST not in back.parts


def test_texts_and_remarks_come_back_alone() -> None:
    now = set_text(THEN, "problems", ["后来写的。"]).apply(THEN)
    now = set_text(now, "overview", ["也是后来写的。"]).apply(now)
    now = set_remark(now, Address(FIRST), "问过财政科").apply(now)
    after = take_back(FORM, now, THEN, [text_place("problems"), place("remarks")]).apply(now)
    assert after.section("problems") == THEN.section("problems")
    assert after.section("overview") == ("也是后来写的。",)
    assert after.remarks == THEN.remarks


@given(_CELLS, _CELLS, st.booleans())
def test_the_whole_is_what_it_was(cells: dict[str, str], earlier: dict[str, str], final: bool) -> None:
    then = set_cells(FORM, THEN, {Address(a): text for a, text in earlier.items()}).apply(THEN)
    then = replace(then, final=final, sealed=True, last_year=None, title="旧题")
    now = set_cells(FORM, THEN, {Address(a): text for a, text in cells.items()}).apply(THEN)
    edit = take_back_whole(now, then)
    after = edit.apply(now)
    assert after == replace(then, final=now.final, foreign=now.foreign)
    assert edit.inverse().apply(after) == now


def test_a_typed_total_that_the_cells_taken_back_add_up_to_follows_again() -> None:
    now = set_cells(FORM, THEN, {FIRST: "99"}).apply(THEN)
    now = set_cells(FORM, now, {TOTAL: THEN.cell(TOTAL)}).apply(now)
    assert TOTAL in now.overrides
    after = take_back(FORM, now, THEN, [cell_place(FIRST)]).apply(now)
    assert after.cells == THEN.cells
    assert after.overrides == THEN.overrides
