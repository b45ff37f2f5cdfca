"""What is told of every planted error, word for word: findings, places, figures, sentences and fixes.

A change on purpose: ``python -m tests.support.told`` writes the file anew; its diff is what clerks will read.
"""

from dataclasses import fields, replace

import pytest

from model import forms
from model.report import Place, Report, place, value_at
from model.rules import Checker, Rule
from model.rules.catalogue import RULES
from tests.support.told import PLANTS, kept, right, titles, told, wrong

KEPT = kept()


def test_nothing_else_is_kept():
    assert list(KEPT) == ["all titles", *PLANTS]


def test_the_titles_of_the_rules_are_as_they_were():
    assert titles() == KEPT["all titles"]


@pytest.mark.parametrize("key", PLANTS)
def test_what_is_told_is_as_it_was(key):
    assert told(key) == KEPT[key]


def differing(one: Report, other: Report) -> list[Place]:
    """The places that differ, as finely as an edit names them."""
    places = []
    for name in (item.name for item in fields(Report)):
        before, after = getattr(one, name), getattr(other, name)
        if isinstance(before, dict) and isinstance(after, dict):
            keys = dict.fromkeys([*before, *after])
            places += [place(name, key) for key in keys if before.get(key) != after.get(key)]
        elif before != after:
            places.append(place(name))
    return places


@pytest.mark.parametrize("key", PLANTS)
def test_an_error_is_found_and_gone_again_by_checking_only_what_it_touches(key):
    good, bad = right(key), wrong(key)
    checker = Checker(forms.load(good.form), RULES)
    assert checker.check(good) == []
    places = differing(good, bad)
    found = checker.recheck(bad, places)
    assert found == Checker(forms.load(good.form), RULES).check(bad)
    assert checker.recheck(good, places) == []


ONE_OF_EACH = {plant.code: key for key, (_, plant) in reversed(PLANTS.items())}
OTHERWISE = {
    "year": 2023,
    "organ": "临溪市水利局",
    "last_year": None,
    "last_year_form": "2019",
    "last_year_sections": {},
}


@pytest.mark.parametrize("code", ONE_OF_EACH)
def test_what_else_a_rule_looks_at_is_checked_again_when_it_changes(code):
    report = wrong(ONE_OF_EACH[code])
    form = forms.load(report.form)
    live, fresh = Checker(form, RULES), Checker(form, RULES)
    before = live.check(report)
    for name, value in OTHERWISE.items():
        other = replace(report, **{name: value})
        assert live.recheck(other, [place(name)]) == fresh.check(other)
        assert live.not_yet() == fresh.not_yet()
        assert live.recheck(report, [place(name)]) == before


@pytest.mark.parametrize("form_id", forms.known())
def test_every_place_that_a_rule_reads_is_one_of_a_report(form_id):
    form = forms.load(form_id)
    reads = {
        where for item in RULES if isinstance(item, Rule) for unit in item.units(form) for where in unit.reads
    }
    report = Report(form_id, "", 0)
    for where in reads:
        value_at(report, where)
        name, _, key = where.partition("/")
        if name in ("cells", "sections") and key != "*":
            assert key in getattr(form, name)
