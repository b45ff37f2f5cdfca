"""What is carried into next year, estimated from the rest of its column."""

import pytest

from model import forms
from model.address import Address
from model.report import Report, set_cells
from model.report.estimates import carried_cells, carried_out

FORMS = ("2019", "2021")


def cells(form_id: str, **texts: str) -> dict[Address, str]:
    """Figures of table three with the totals that follow; ``received__other`` names row and column."""
    form = forms.load(form_id)
    named = {Address("requests." + name.replace("__", ".")): text for name, text in texts.items()}
    empty = Report(form=form_id, organ="某县", year=2024)
    return dict(set_cells(form, empty, named).apply(empty).cells)


KNOWN = {
    "received__other": "31",
    "carried_in__other": "4",
    "granted__other": "20",
    "third_party_rights__other": "3",
}


@pytest.mark.parametrize("form_id", FORMS)
def test_the_blank_one_makes_both_sides_equal(form_id: str) -> None:
    found = carried_out(forms.load(form_id), cells(form_id, **KNOWN))
    assert found == {"requests.carried_out.other": "12"}


@pytest.mark.parametrize(
    "change",
    [
        {"received__other": "2"},  # below 0
        {"received__other": "约31"},  # no number
        {"received__other": "", "carried_in__other": ""},  # nothing came in
        {"granted__other": "", "third_party_rights__other": ""},  # nothing is done yet
        {"carried_out__other": "11"},  # not blank
    ],
)
def test_it_is_left_out_where_too_little_is_known(change: dict[str, str]) -> None:
    assert carried_out(forms.load("2021"), cells("2021", **{**KNOWN, **change})) == {}


def test_0_is_an_estimate_too_and_each_column_has_its_own() -> None:
    made = cells("2021", **KNOWN, received__business="5", granted__business="5")
    found = carried_out(forms.load("2021"), made)
    assert list(found.items()) == [
        ("requests.carried_out.business", "0"),
        ("requests.carried_out.other", "12"),
    ]


def test_no_total_is_estimated() -> None:
    form = forms.load("2021")
    assert carried_cells(form)
    assert not carried_cells(form) & form.derivations.keys()
