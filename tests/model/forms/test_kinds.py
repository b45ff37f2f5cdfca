"""A second statutory report may stand beside this one without answering for its years."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import resources
from model import forms
from model.forms import FormError, OfficialForm, loader
from model.report import Report
from model.report.last_year import NotLastYear, take_over
from tests.support.next_form import of_another_kind
from tests.support.samples import full_report

KIND, FORM_ID = "services", "s2019"


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OfficialForm]:
    """The form of another kind, known beside the official ones."""
    file = tmp_path / f"{FORM_ID}.toml"
    file.write_text(of_another_kind(KIND, FORM_ID), "utf-8")
    official = sorted(resources.path("formats").glob("*.toml"))
    monkeypatch.setattr(loader, "_files", lambda: [*official, file])
    _forget()
    yield forms.load(FORM_ID)
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for cached in (loader.known, loader.of_kind):
        cached.cache_clear()


def test_it_answers_for_no_year_of_the_reports_of_disclosure(other: OfficialForm) -> None:
    years = range(2015, 2040)
    assert {forms.in_force(year).definition.kind for year in years} == {forms.DISCLOSURE}
    assert {forms.in_force(year, KIND).id for year in years} == {other.id}
    assert other.id in forms.known()
    assert other.id not in [form.id for form in forms.of_kind()]


def test_a_kind_that_no_form_has_is_a_key_error() -> None:
    assert forms.of_kind("nothing") == ()
    with pytest.raises(KeyError):
        forms.in_force(2024, "nothing")


def test_reports_of_two_kinds_are_not_compared(other: OfficialForm) -> None:
    mine = full_report()
    form = forms.load(mine.form)
    theirs = Report(other.id, mine.organ, mine.year)
    with pytest.raises(NotLastYear, match="不是同一种报告"):
        take_over(other, theirs, mine)
    with pytest.raises(NotLastYear, match="不是同一种报告"):
        take_over(form, mine, theirs)


def test_without_a_kind_a_form_is_refused() -> None:
    text = of_another_kind(KIND, FORM_ID).replace(f'kind = "{KIND}"\n', "", 1)
    with pytest.raises(FormError, match="`kind`"):
        forms.parse(text.encode(), "draft.toml")
