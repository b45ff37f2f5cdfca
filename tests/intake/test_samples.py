"""Both real reports come in whole, with the remarks that they deserve and no others."""

import json
from pathlib import Path

import pytest

import intake
from model import forms
from model.rules import Level

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
REFERENCE = Path(__file__).parents[3] / "shared" / "reference"


def sample(name, folder=SAMPLES):
    path = folder / name
    if not path.exists():
        pytest.skip(f"no sample {name} beside the project")
    return intake.read(path)


def codes(imported):
    return [remark.code for remark in imported.remarks]


def test_the_sample_of_2020_comes_in_whole():
    imported = sample("dingcheng-2020.txt")
    report = imported.report
    assert (report.form, report.organ, report.year) == ("2019", "鼎城区应急管理局", 2020)
    assert len(report.preamble) == 1
    assert {name: len(texts) for name, texts in report.sections.items()} == {
        "overview": 8,
        "problems": 6,
        "other": 6,
    }
    form = forms.load("2019")
    assert set(form.cells) - set(report.cells) == {"requests.partly_granted.total"}
    expected = {
        "disclosure.normative_documents.created": "11",
        "disclosure.normative_documents.published": "11",
        "disclosure.normative_documents.total_public": "11",
        "disclosure.licences.items_last_year": "338",
        "disclosure.licences.change": "89",
        "disclosure.licences.decisions": "249",
        "disclosure.penalties.items_last_year": "134",
        "disclosure.penalties.change": "60",
        "disclosure.penalties.decisions": "74",
        "disclosure.procurement.purchases": "5",
        "disclosure.procurement.amount": "197.3万",
    }
    assert {a: text for a, text in report.cells.items() if text != "0"} == expected


def test_the_sample_of_2020_deserves_one_remark():
    imported = sample("dingcheng-2020.txt")
    assert codes(imported) == ["read-short-row"]
    remark = imported.remarks[0]
    assert remark.addresses == ("requests.partly_granted.total",)
    assert "部分公开" in remark.facts.sentence


def test_the_sample_of_2019_comes_in_whole():
    imported = sample("xiuzhou-2019.txt")
    report = imported.report
    assert (report.form, report.organ, report.year) == ("2019", "秀洲区应急管理局", 2019)
    assert {name: len(texts) for name, texts in report.sections.items()} == {
        "overview": 2,
        "problems": 1,
        "other": 5,
    }
    assert not report.section("overview")[0].startswith("[")
    form = forms.load("2019")
    requests = {a: t for a, t in report.cells.items() if form.cells[a].table.id == "requests"}
    assert requests == {a: "0" for a, c in form.cells.items() if a in requests and c.column.id == "total"}
    assert len(requests) == 23
    expected = {
        "disclosure.licences.items_last_year": "31",
        "disclosure.licences.change": "+4",
        "disclosure.licences.decisions": "35",
        "disclosure.penalties.items_last_year": "28",
        "disclosure.penalties.change": "+12",
        "disclosure.penalties.decisions": "40",
        "disclosure.procurement.purchases": "13",
        "disclosure.procurement.amount": "128668元",
    }
    assert {a: text for a, text in report.cells.items() if text != "0"} == expected
    assert len(report.cells) == 22 + 23 + 15


def test_the_sample_of_2019_tells_where_its_year_comes_from():
    imported = sample("xiuzhou-2019.txt")
    assert codes(imported) == ["read-guessed-year"]
    assert imported.remarks[0].level is Level.HINT


def test_the_blank_official_form_is_the_form_of_2021_with_nothing_in_it():
    imported = sample("official-form-2021.docx", REFERENCE)
    assert imported.report.form == "2021"
    assert imported.report.cells == {}
    assert imported.report.sections == {}
    assert set(codes(imported)) == {"read-guessed-organ", "read-guessed-year"}


@pytest.mark.parametrize("name", ["suqian-2023", "suqian-2024"])
@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_real_figures_survive_word_and_html(name, suffix, tmp_path):
    from tests.support import documents

    path = SAMPLES / f"{name}.figures.json"
    if not path.exists():
        pytest.skip(f"no sample {name} beside the project")
    figures = json.loads(path.read_text(encoding="utf-8"))
    cells = figures.get("cells", figures)
    form = forms.load("2021")
    report = documents.replace(documents.full_report(form, 2023), cells=cells)
    write = documents.docx_report if suffix == ".docx" else documents.html_report
    imported = intake.read(write(tmp_path / f"report{suffix}", form, report))
    assert dict(imported.report.cells) == {a: t for a, t in cells.items() if t}
    assert imported.remarks == ()
