"""One planted error of every code is found at its place, and nothing else is reported.

In the Word file and in our own, inside the program and on the command line. Where one error breaks several
rules by nature the others are named with it: ``also`` in planted.toml, which tells why.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from intake import Imported
from model import forms
from model.report import Report
from model.rules import Checker, Finding, message
from model.rules.catalogue import RULES
from tests.support.planting import Plant, plants
from tests.support.two_years import checked, everything, read_back
from tests.support.written_years import last_year, said, this_year

PLANTS = [(name, plant) for name in ("city", "bureau") for plant in plants(name)]
FORMER = plants("bureau_last")


@dataclass(frozen=True)
class Pair:
    """The Word file of last year with what was read from it, and this year's report made of it."""

    file: Path
    last: Report
    this: Report


@pytest.fixture(scope="module")
def pairs(tmp_path_factory) -> dict[str, Pair]:
    folder = tmp_path_factory.mktemp("years")
    made = {}
    for name in ("city", "bureau"):
        file = folder / f"{name}-last.docx"
        last = read_back(last_year(f"{name}_last"), file).report
        made[name] = Pair(file, last, this_year(name, last))
    return made


def told(plant: Plant) -> str:
    return f"{plant.code} {plant.place or plant.at or plant.without}"


def judged(plant: Plant, read: Imported, last: Report) -> list[tuple[Finding, str]]:
    """All findings with their sentences, after seeing that they are the planted error's at its place."""
    form, report = forms.load(read.report.form), read.report
    findings = everything(read, last)
    sentences = [message(form, report, one) for one in findings]
    assert Counter(one.code for one in findings) == Counter([plant.code, *plant.also]), sentences
    number = [one.code for one in findings].index(plant.code)
    assert said(report, findings[number]) == plant.place
    if plant.at:
        assert findings[number].addresses[0] == plant.at
    assert [word for word in plant.says if word not in sentences[number]] == [], sentences[number]
    return list(zip(findings, sentences, strict=True))


@pytest.mark.parametrize(("name", "plant"), PLANTS, ids=[told(plant) for _, plant in PLANTS])
def test_a_planted_error_is_found_at_its_place_and_nothing_else(name, plant, pairs, tmp_path, capsys):
    pair = pairs[name]
    last, last_file = pair.last, pair.file
    if plant.last_cells or plant.last_texts:
        last_file = tmp_path / "last.docx"
        last = read_back(plant.apply_last(pair.last), last_file).report
    planted, file = plant.apply(pair.this), tmp_path / "this.docx"
    found = judged(plant, read_back(planted, file), last)
    code, listed = checked(capsys, file, last_file)
    assert [(one.code, one.level, one.addresses, one.message) for one in listed] == [
        (one.code, one.level.value, one.addresses, text) for one, text in found
    ]
    assert code == any(one.level == "error" for one in listed)
    assert judged(plant, read_back(planted, tmp_path / "this.nianbao"), last) == found


@pytest.mark.parametrize("plant", FORMER, ids=told)
def test_an_error_of_the_former_form_is_found(plant, pairs, tmp_path):
    read = read_back(plant.apply(pairs["bureau"].last), tmp_path / "last.docx")
    findings = Checker(forms.load(read.report.form), RULES).check(read.report)
    (finding,) = [*read.remarks, *findings]
    assert (finding.code, finding.addresses[0]) == (plant.code, plant.at)
    sentence = message(forms.load(read.report.form), read.report, finding)
    assert [word for word in plant.says if word not in sentence] == []


def test_every_code_is_planted():
    planted = Counter(plant.code for plant in (*FORMER, *(plant for _, plant in PLANTS)))
    # in test_forms, test_live, test_lengths; parts are not printed, charts without figures have samples
    elsewhere = {"form-year", "text-field", "parts-sum", "chart-empty", "counts-missing", "text-last-year"}
    elsewhere.add("text-too-long")
    assert set(planted) == {item.code for item in RULES} - elsewhere
    assert [code for code, times in planted.items() if times < 3] == []
