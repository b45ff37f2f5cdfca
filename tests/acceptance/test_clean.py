"""Two consecutive years as the clerk does them, from Word file to Word file: nothing is reported."""

import pytest

from model import forms
from model.report import set_text
from model.rules import Checker
from model.rules.catalogue import RULES
from tests.support.two_years import checked, everything, read_back
from tests.support.written_years import last_year, paragraphs, taken_over, this_year

NAMES = ("city", "bureau")


@pytest.mark.parametrize("name", [*NAMES, "city_last", "bureau_last"])
def test_the_texts_are_as_long_as_real_ones(name):
    written = [one for part in ("overview", "problems", "other") for one in paragraphs(name, part)]
    assert sum(map(len, written)) > {"city": 1100, "bureau": 550}.get(name, 200)


@pytest.mark.parametrize("name", NAMES)
def test_last_years_word_file_is_read_without_remark_or_finding(name, tmp_path):
    written = last_year(f"{name}_last")
    read = read_back(written, tmp_path / "last.docx")
    assert read.remarks == ()
    for part in ("title", "preamble", "overview", "problems", "other", "signature"):
        assert read.report.text(part) == written.text(part)
    assert read.report.cells == written.cells
    assert Checker(forms.load(written.form), RULES).check(read.report) == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("suffix", [".docx", ".nianbao"])
def test_this_years_file_has_no_finding_of_any_level_beside_last_years(name, suffix, tmp_path, capsys):
    last_file, file = tmp_path / "last.docx", tmp_path / f"this{suffix}"
    last = read_back(last_year(f"{name}_last"), last_file).report
    written = this_year(name, last)
    read = read_back(written, file)
    assert read.report.cells == written.cells
    assert read.report.sections == written.sections
    assert everything(read, last) == []
    assert checked(capsys, file, last_file) == (0, [])


@pytest.mark.parametrize("name", NAMES)
def test_nothing_waits_for_figures_in_a_finished_report(name, tmp_path):
    last = read_back(last_year(f"{name}_last"), tmp_path / "last.docx").report
    report = this_year(name, last)
    checker = Checker(forms.load(report.form), RULES)
    assert checker.check(report) == []
    assert [item.code for item in checker.not_yet()] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_carried_in_comes_from_last_years_file(name, tmp_path):
    last = read_back(last_year(f"{name}_last"), tmp_path / "last.docx").report
    taken = taken_over(name, last)
    assert taken.not_carried == ()
    report = this_year(name, last)
    columns = [a.rpartition(".")[2] for a in report.cells if a.startswith("requests.carried_in.")]
    assert len(columns) == len(forms.load(report.form).tables["requests"].blocks[0].columns)
    for column in columns:
        assert report.cells[f"requests.carried_in.{column}"] == last.cells[f"requests.carried_out.{column}"]


@pytest.mark.parametrize("name", NAMES)
def test_taking_every_paragraph_as_it_is_is_told_as_copied(name, tmp_path):
    last = read_back(last_year(f"{name}_last"), tmp_path / "last.docx").report
    taken = taken_over(name, last)
    offers = [offer for offer in taken.paragraphs if offer.part == "problems"]
    report = this_year(name, last)
    report = set_text(report, "problems", [offer.text for offer in offers]).apply(report)
    codes = {one.code for one in Checker(forms.load(report.form), RULES).check(report)}
    assert codes == {"copied-text"}


def test_a_title_ahead_of_its_text_is_believed_and_one_behind_it_is_not(tmp_path):
    last = last_year("city_last")
    title = forms.load(last.form).title(last.organ, last.year + 1)
    begun = read_back(set_text(last, "title", [title]).apply(last), tmp_path / "begun.docx").report
    assert begun.year == last.year + 1
    report = this_year("city", last)
    behind = read_back(set_text(report, "title", [last.title]).apply(report), tmp_path / "behind.docx").report
    assert (behind.year, behind.title) == (report.year, last.title)
