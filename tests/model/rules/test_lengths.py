"""Texts that are too long are not checked, and that is told; the others are."""

from dataclasses import replace

import pytest

from model import forms
from model.report import Report
from model.report.length import MOST_CHARACTERS, MOST_PARAGRAPHS, too_long
from model.rules import Checker, message
from model.rules.catalogue import DRAFTING_RULES, RULES
from tests.support.samples import full_report

FORM = forms.load("2021")
WRONG = "收到申请99999件。"
FILLING = "甲" * MOST_CHARACTERS


def with_text(report: Report, **sections: tuple[str, ...]) -> Report:
    return replace(report, sections={**report.sections, **sections})


def codes(checker: Checker, report: Report) -> list[str]:
    return [one.code for one in checker.check(report)]


def test_only_the_text_that_is_too_long_is_not_checked():
    report = with_text(full_report("2021"), overview=(WRONG, FILLING), problems=("仍有不足。", WRONG))
    found = Checker(FORM, RULES).check(report)
    told = [(one.code, one.part or (one.span and one.span.part)) for one in found]
    assert ("text-too-long", "overview") in told
    assert ("text-figure", "problems") in told
    assert "overview" not in {part for code, part in told if code != "text-too-long"}


def test_what_was_not_checked_waits_and_does_not_count_as_right():
    checker = Checker(FORM, RULES)
    checker.check(with_text(full_report("2021"), overview=(FILLING, WRONG)))
    assert {"text-figure", "fee-missing"} & {one.code for one in checker.not_yet()} == {"text-figure"}


@pytest.mark.parametrize("rules", [RULES, DRAFTING_RULES])
def test_every_rule_runs_again_once_the_text_is_short(rules):
    checker, report = Checker(FORM, rules), full_report("2021")
    short = with_text(report, overview=(WRONG,), problems=(WRONG,))
    wanted = checker.check(short)
    long = with_text(short, overview=(WRONG, FILLING))
    assert "text-too-long" in {one.code for one in checker.recheck(long, ["sections/overview"])}
    assert checker.recheck(short, ["sections/overview"]) == wanted


def test_another_text_is_checked_again_once_it_is_the_longest_no_more():
    """Which one is left out depends on the others: that all run which must is seen from no other place."""
    report = full_report("2021")
    half = "甲" * (MOST_CHARACTERS // 2)
    checker = Checker(FORM, RULES)
    long = with_text(report, overview=(WRONG, half), problems=(f"{half}乙。",))
    checker.check(long)
    shorter = with_text(long, problems=("仍有不足。",))
    assert checker.recheck(shorter, ["sections/problems"]) == Checker(FORM, RULES).check(shorter)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"organ": FILLING}, "机关名称"),
        ({"title": FILLING}, "标题"),
        ({"preamble": (FILLING,)}, "前言"),
        ({"signature": (FILLING,)}, "落款"),
        ({"last_year_sections": {"other": (FILLING, "甲")}}, "上年报告的文字"),
        ({"preamble": ("",) * (MOST_PARAGRAPHS + 1)}, "前言"),
    ],
)
def test_whatever_is_too_long_is_named(fields, name):
    report = replace(full_report("2021"), **fields)
    told = [
        message(FORM, report, one)
        for one in Checker(FORM, RULES).check(report)
        if one.code == "text-too-long"
    ]
    assert len(told) == 1
    assert told[0].startswith(f"{name}有 ")
    assert "没有核对" in told[0]


def test_as_few_texts_as_can_be_are_left_out():
    report = with_text(
        full_report("2021"), overview=("甲" * 300_000,), problems=("甲" * 200_000,), other=("无",)
    )
    assert list(too_long(report)) == ["sections/overview"]
    assert too_long(with_text(report, overview=("甲" * 290_000,))) == {}
