"""What the two official forms say: sizes, relations and layouts as in the notices."""

import pytest

from model import forms
from model.forms import Role
from model.values import Measure

SIZES = {
    "2019": {"disclosure": 2 * 3 + 2 * 3 + 2 * 3 + 2 + 2, "requests": 23 * 7, "litigation": 15},
    "2021": {"disclosure": 2 * 3 + 1 + 2 + 1, "requests": 25 * 7, "litigation": 15},
}


@pytest.mark.parametrize("form_id", SIZES)
def test_the_tables_have_the_official_number_of_cells(form_id):
    form = forms.load(form_id)
    counted = {table: sum(a.startswith(f"{table}.") for a in form.cells) for table in form.tables}
    assert counted == SIZES[form_id]


@pytest.mark.parametrize("form_id", forms.known())
def test_the_sections_come_in_order(form_id):
    sections = list(forms.load(form_id).sections)
    assert sections == ["overview", "disclosure", "requests", "litigation", "problems", "other"]


@pytest.mark.parametrize("form_id", SIZES)
def test_every_sum_of_the_notice_is_there(form_id):
    form = forms.load(form_id)
    rows = {"2019": 23, "2021": 25}[form_id]
    codes = [relation.code for relation in form.relations]
    counted = {code: codes.count(code) for code in set(codes)}
    assert counted == {"row-total": rows, "results-total": 7, "column-balance": 7, "litigation-total": 3}


@pytest.mark.parametrize("form_id", forms.known())
def test_results_total_sums_all_results_and_nothing_else(form_id):
    form = forms.load(form_id)
    (relation,) = [r for r in form.relations if r.code == "results-total" and r.subject == "total"]
    summed = {form.cells[a].row.id for a in relation.right}
    outside = {"received", "carried_in", "results_total", "carried_out"}
    everything = {cell.row.id for cell in form.cells.values() if cell.table.id == "requests"}
    assert summed == everything - outside


@pytest.mark.parametrize("form_id", forms.known())
def test_a_derived_cell_comes_after_what_it_is_made_of(form_id):
    form = forms.load(form_id)
    done = set()
    for address, relation in form.derivations.items():
        assert all(part in done or part not in form.derivations for part in relation.right)
        done.add(address)


@pytest.mark.parametrize("form_id", forms.known())
def test_relations_of_a_cell_are_those_that_name_it(form_id):
    form = forms.load(form_id)
    for address, relations in form.relations_of.items():
        named = [r for r in form.relations if address in (*r.left, *r.right)]
        assert list(relations) == named


@pytest.mark.parametrize("form_id", forms.known())
def test_the_layout_shows_every_cell_once(form_id):
    form = forms.load(form_id)
    shown = [
        cell.address for layout in form.layouts.values() for cell in layout.cells if cell.role is Role.FIGURE
    ]
    assert sorted(shown) == sorted(form.cells)


@pytest.mark.parametrize("form_id", SIZES)
def test_a_named_sum_stands_for_its_cells(form_id):
    form = forms.load(form_id)
    assert form.names["requests.to_handle.total"].addresses == (
        "requests.received.total",
        "requests.carried_in.total",
    )
    assert len(form.names["requests.refused.business"].addresses) == 8
    assert form.names["litigation.suits.total"].addresses == (
        "litigation.direct_suit.total",
        "litigation.suit_after_review.total",
    )


def test_measures_are_those_of_the_notices():
    assert forms.load("2021").cells["disclosure.fees.amount"].measure is Measure.AMOUNT
    assert forms.load("2019").cells["disclosure.licences.change"].measure is Measure.SIGNED
    assert forms.load("2019").cells["disclosure.procurement.amount"].measure is Measure.MONEY
    assert forms.load("2019").cells["disclosure.procurement.purchases"].measure is Measure.COUNT


def test_titles_and_labels():
    form = forms.load("2021")
    assert form.title("云溪市", 2024) == "云溪市2024年政府信息公开工作年度报告"
    assert form.label("litigation.review.upheld") == "行政复议 · 结果维持"
    assert form.section_of("requests").id == "requests"


@pytest.mark.parametrize("form_id", forms.known())
def test_no_named_sum_counts_a_total_beside_its_parts(form_id):
    form = forms.load(form_id)
    for named in form.names.values():
        for address in named.addresses:
            relation = form.derivations.get(address)
            assert relation is None or not set(relation.right) & set(named.addresses), named.name
