"""No rule is forgotten: each has samples that fire it and that do not, and a title for the check sheet."""

import pytest

from model import forms
from model.rules import Checker, Level, message
from model.rules.catalogue import RULES
from tests.support.findings import TITLES
from tests.support.rule_samples import all_of, found, made, samples
from tests.support.samples import full_report


def test_every_rule_has_a_code_of_its_own_and_samples():
    assert len(TITLES) == len(RULES)
    assert {code for code, _ in all_of("fires")} == {code for code, _ in all_of("silent")} == set(TITLES)


@pytest.mark.parametrize(("code", "number"), all_of("fires"))
def test_a_sample_fires_its_rule_and_is_told(code, number):
    sample = samples(code)["fires"][number]
    report = made(sample)
    mine = found(sample, code)
    assert len(mine) == sample.get("finds", 1)
    sentences = [message(forms.load(report.form), report, one) for one in mine]
    assert any(sample["says"] in sentence for sentence in sentences)
    for sentence in sentences:
        assert sentence.endswith("。")
        assert "{" not in sentence.replace("{{", "")


@pytest.mark.parametrize(("code", "number"), all_of("silent"))
def test_a_sample_does_not_fire_its_rule(code, number):
    assert found(samples(code)["silent"][number], code) == []


@pytest.mark.parametrize("form_id", forms.known())
def test_a_consistent_full_report_fires_nothing_and_leaves_nothing_unchecked(form_id):
    checker = Checker(forms.load(form_id), RULES)
    assert checker.check(full_report(form_id)) == []
    assert checker.not_yet() == []


def test_titles_differ_and_are_short_enough_for_a_line_of_the_check_sheet():
    assert len(set(TITLES.values())) == len(TITLES)
    assert all(6 <= len(title) <= 14 and not title.endswith("。") for title in TITLES.values())


def test_only_errors_judge_fixes():
    assert {one.level for one in RULES if getattr(one, "judges", False)} == {Level.ERROR}
