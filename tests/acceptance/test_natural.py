"""Natural paragraphs that say nothing wrong raise nothing: a false alarm costs more trust than a miss."""

from pathlib import Path

import pytest

from model import forms
from model.report import Report, set_text
from model.rules import Checker, message
from model.rules.catalogue import RULES
from model.rules.structure import Overlook
from tests.support.two_years import read_back
from tests.support.written_years import last_year, this_year

_FILE = Path(__file__).parent / "natural.txt"
LINES = [
    tuple(line.split("|", 2)) for line in _FILE.read_text("utf-8").splitlines() if not line.startswith("#")
]


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> dict[str, Report]:
    made = {}
    for name in ("city", "bureau"):
        file = tmp_path_factory.mktemp("years") / "last.docx"
        made[f"{name}_last"] = read_back(last_year(f"{name}_last"), file).report
        made[name] = this_year(name, made[f"{name}_last"])
    return made


def told(report: Report) -> list[str]:
    form = forms.load(report.form)
    found = Checker(form, RULES).check(report)
    # One paragraph more makes section one too long for the guidance: that is not what this is about.
    long = [one for one in found if one.facts == Overlook("length")]
    return [f"{one.code}: {message(form, report, one)}" for one in found if one not in long]


@pytest.mark.parametrize(("name", "part", "text"), LINES, ids=[text[:16] for *_, text in LINES])
def test_a_natural_paragraph_raises_nothing(name, part, text, reports):
    report = reports[name]
    longer = set_text(report, part, [*report.text(part), text]).apply(report)
    assert told(longer) == []


@pytest.mark.parametrize(("name", "part", "text"), LINES, ids=[text[:16] for *_, text in LINES])
def test_nor_does_it_as_the_first_paragraph_or_within_one(name, part, text, reports):
    report = reports[name]
    first, *others = report.text(part)
    before = set_text(report, part, [text, first, *others]).apply(report)
    within = set_text(report, part, [first + text, *others]).apply(report)
    assert told(before) == told(within) == []


def test_there_are_many():
    assert len(LINES) >= 40
