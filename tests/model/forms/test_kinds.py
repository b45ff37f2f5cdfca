"""A second statutory report may stand beside this one without answering for its years. Its form is invented."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import resources
from model import forms
from model.forms import FormError, OfficialForm, loader
from model.report import Report
from model.report.last_year import NotLastYear, take_over
from tests.support.next_form import of_another_kind
from tests.support.samples import full_report, year_of

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


@pytest.mark.parametrize("way", ["this year's", "last year's"])
def test_reports_of_two_kinds_are_not_compared(other: OfficialForm, way: str) -> None:
    mine = full_report()
    form = forms.load(mine.form)
    theirs = Report(other.id, mine.organ, year_of(form))
    with pytest.raises(NotLastYear, match="不是同一种报告"):
        if way == "this year's":
            take_over(other, theirs, mine)
        else:
            take_over(form, mine, theirs)


def test_without_a_kind_a_form_is_refused() -> None:
    text = resources.path("formats", "2021.toml").read_text("utf-8")
    with pytest.raises(FormError, match="kind"):
        forms.parse(text.replace(f'kind = "{forms.DISCLOSURE}"\n', "", 1).encode(), "draft.toml")
