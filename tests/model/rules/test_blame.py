"""One wrong figure is found, and the cell that it stands in comes first."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import forms
from model.address import Address
from model.forms import OfficialForm
from model.report import set_cells
from model.rules import Checker
from model.rules.blame import Disagreement, SumOutBy
from model.rules.catalogue import FIGURE_RULES, RULES
from tests.support.samples import full_report, picker, suqian, with_cells, without_last_year

IN_SUMS = {
    form_id: [a for a in forms.load(form_id).cells if forms.load(form_id).relations_of[a]]
    for form_id in forms.known()
}
# A cell of one relation alone can be any of its cells; from two relations on, only it breaks just those.
DECIDED = {
    form_id: [a for a in addresses if len(forms.load(form_id).relations_of[a]) > 1]
    for form_id, addresses in IN_SUMS.items()
}
seeds = st.integers(0, 10**9)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def wrong(form_id: str, seed: int, address: Address, by: int):
    report = without_last_year(full_report(form_id, picker(seed)))
    number = int(report.cell(address))
    return with_cells(report, {address: str(number + by if number + by >= 0 else number + abs(by))})


def checked(form: OfficialForm, report):
    return Checker(form, FIGURE_RULES).check(report)


@pytest.mark.parametrize("form_id", forms.known())
@quick
@given(data=st.data(), seed=seeds, by=st.integers(-40, 40).filter(bool))
def test_one_wrong_cell_is_found_and_blamed(form_id, data, seed, by):
    form = forms.load(form_id)
    address = data.draw(st.sampled_from(IN_SUMS[form_id]))
    findings = checked(form, wrong(form_id, seed, address, by))
    assert findings
    table, row, column = address.split(".")
    for finding in findings:
        blamed = finding.addresses[0].split(".")
        assert blamed[0] == table
        assert blamed[1] == row or blamed[2] == column
    if address in DECIDED[form_id]:
        assert {finding.addresses[0] for finding in findings} == {address}
        assert all(finding.facts.certain for finding in findings)


@pytest.mark.parametrize("form_id", forms.known())
def test_every_cell_that_arithmetic_decides_is_blamed(form_id):
    form = forms.load(form_id)
    missed = [
        address
        for address in DECIDED[form_id]
        if {f.addresses[0] for f in checked(form, wrong(form_id, 3, address, 1))} != {address}
    ]
    assert missed == []


def test_every_cell_of_real_figures_that_arithmetic_decides_is_blamed():
    report = suqian(2024)
    form = forms.load("2021")
    for address in DECIDED["2021"]:
        spoilt = with_cells(report, {address: str(int(report.cell(address)) + 7)})
        assert {f.addresses[0] for f in checked(form, spoilt)} == {address}


def test_a_cell_to_blame_comes_before_all_other_findings():
    report = with_cells(full_report(), {"requests.granted.charity": "977", "disclosure.fees.amount": ""})
    findings = Checker(forms.load("2021"), RULES).check(report)
    assert findings[0].addresses[0] == "requests.granted.charity"


def test_the_tie_goes_to_the_calculated_total():
    form = forms.load("2021")
    (finding,) = checked(form, wrong("2021", 3, Address("litigation.review.upheld"), 1))
    assert finding.addresses[0] == "litigation.review.total"
    assert not finding.facts.certain


def test_last_years_figure_decides_between_equals():
    form = forms.load("2021")
    report = full_report()
    carried_in = "requests.carried_in.business"
    more = str(int(report.cell(carried_in)) + 1)
    total = str(int(report.cell("requests.carried_in.total")) + 1)
    spoilt = with_cells(report, {carried_in: more, "requests.carried_in.total": total})
    (finding,) = [
        f for f in checked(form, spoilt) if f.code == "column-balance" and "business" in f.addresses[0]
    ]
    assert finding.addresses[0] == carried_in
    unknown = [f.addresses[0] for f in checked(form, without_last_year(spoilt)) if f.code == "column-balance"]
    assert carried_in not in unknown


def test_a_negative_figure_is_never_asked_for():
    form = forms.load("2021")
    zeros = dict.fromkeys(form.cells, "0")
    report = replace(full_report(), cells={**zeros, "requests.granted.business": "3"}, last_year=None)
    for finding in checked(form, report):
        assert int(finding.facts.should_be) >= 0


def state_of(report):
    form = forms.load(report.form)
    checker = Checker(form, FIGURE_RULES)
    findings = checker.check(report)
    return Disagreement(form, findings, checker.not_yet()), findings


def changed(report, amounts: dict[str, int]):
    return with_cells(report, {a: str(int(report.cell(a)) + more) for a, more in amounts.items()})


PERSON, SERVICE = (Address(f"requests.received.{column}") for column in ("natural_person", "legal_service"))


@pytest.mark.parametrize(
    ("changes", "points"),
    [
        ({}, 0),
        ({PERSON: -2}, 0),  # its column is right then, its row wrong
        ({PERSON: -1}, -1),
        ({PERSON: 2}, -1),
        ({PERSON: -2, SERVICE: 2}, 2),
        ({PERSON: -1, SERVICE: 1}, 0),
        ({PERSON: -2, SERVICE: 1}, 0),
        ({Address("requests.received.business"): 1}, -2),
        ({Address("requests.granted.natural_person"): 2}, -2),
        ({Address("litigation.review.other"): 1}, -1),
    ],
)
def test_a_change_counts_what_it_mends_less_what_it_breaks(changes, points):
    state, _ = state_of(changed(without_last_year(full_report()), {PERSON: 2, SERVICE: -2}))
    assert state.points(changes) == points


def test_what_waits_is_neither_mended_nor_broken():
    report = changed(without_last_year(full_report()), {PERSON: 2, SERVICE: -2})
    state, _ = state_of(with_cells(report, {"requests.carried_out.natural_person": ""}))
    assert state.points({PERSON: -2}) == -1
    assert state.points({PERSON: -2, SERVICE: 2}) == 1


def test_last_years_figure_counts_as_one_more():
    carried_in, total = (Address(f"requests.carried_in.{column}") for column in ("business", "total"))
    state, _ = state_of(changed(full_report(), {carried_in: 1, total: 1}))
    assert state.points({carried_in: -1}) == 1  # its column and last year's figure, less its row
    assert state.points({carried_in: -1, total: -1}) == 4
    assert state.points({carried_in: -2}) == -1
    assert state.points({carried_in: 1}) == -1


@pytest.mark.parametrize("form_id", forms.known())
@quick
@given(data=st.data(), seed=seeds)
def test_the_suspect_is_the_one_that_mends_most(form_id, data, seed):
    form = forms.load(form_id)
    report = full_report(form_id, picker(seed))
    for address in data.draw(st.lists(st.sampled_from(IN_SUMS[form_id]), min_size=1, max_size=4)):
        by = data.draw(st.sampled_from([-1, 1, 3]))
        report = with_cells(report, {address: str(max(0, int(report.cell(address)) + by))})
    state, findings = state_of(report)
    for finding in findings:
        if not isinstance(finding.facts, SumOutBy):
            continue
        relation = finding.facts.relation
        ranked = []
        for sign, side in ((-1, relation.left), (1, relation.right)):
            for address in side:
                delta = sign * finding.facts.difference
                number = int(report.cell(address))
                if number + delta >= 0:
                    rank = (address == relation.derived, address in form.derivations, number != 0)
                    ranked.append((state.points({address: delta}), rank, address, number + delta))
        most = max(points for points, *_ in ranked)
        best = max(ranked, key=lambda item: item[:2])
        assert state.suspect(report, relation) == (
            best[2],
            best[3],
            [points for points, *_ in ranked].count(most) == 1,
        )


@pytest.mark.parametrize("form_id", forms.known())
@quick
@given(seed=seeds, by=st.integers(1, 9))
def test_nothing_else_is_blamed_for_a_total_written_wrong(form_id, seed, by):
    form = forms.load(form_id)
    total = Address("requests.granted.total")
    other = Address("requests.received.business")
    report = without_last_year(full_report(form_id, picker(seed)))
    both = {total: str(int(report.cell(total)) + by), other: str(int(report.cell(other)) + by)}
    written = set_cells(form, report, both).apply(report)  # what follows from the second error follows
    assert written.overrides == {total}
    found = {finding.addresses[0]: finding for finding in checked(form, written)}
    blamed = {finding.addresses[0] for finding in found.values()}
    assert total in blamed
    assert {address for address in blamed if address in form.derivations} <= {
        total,
        Address("requests.received.total"),
    }
    right = set_cells(form, written, {total: ""}).apply(written)
    left = {finding.addresses[0] for finding in checked(form, right)}
    assert blamed - {total} == left
