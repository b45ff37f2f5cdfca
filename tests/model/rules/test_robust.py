"""Whatever is found in a spoilt report can be told, and its fixes can be applied and undone."""

import random
import re
from dataclasses import replace

import pytest

from model import forms
from model.rules import Checker, message
from model.rules.catalogue import RULES
from model.rules.fixes import fixes
from model.text import live
from tests.support import text_corpus
from tests.support.samples import full_report, picker, with_cells

TEXTS = (
    "",
    "0",
    "/",
    "7",
    "35",
    "无",
    "-4",
    "+4",
    "2.5",
    "1,204",
    "3万",
    "9" * 39,
    "约12件",
    "一句不该在这里的话",
)


@pytest.mark.parametrize("form_id", forms.known())
@pytest.mark.parametrize("seed", range(6))
def test_every_finding_can_be_told_and_every_fix_undone(form_id, seed):
    form = forms.load(form_id)
    chance = random.Random(seed)
    report = full_report(form_id, picker(seed))
    spoilt = {address: chance.choice(TEXTS) for address in chance.sample(list(form.cells), 12)}
    report = replace(with_cells(report, spoilt), last_year={**report.last_year, **spoilt}, title="2001年报告")
    findings = Checker(form, RULES).check(report)
    assert findings
    for finding in findings:
        assert message(form, report, finding).endswith(("。", "？"))
    for finding in findings[::4]:
        for fix in fixes(form, report, findings, finding):
            after = fix.edit.apply(report)
            assert after != report
            assert fix.edit.inverse().apply(after) == report


@pytest.mark.parametrize("digits", [28, 40, 100, 101, 2_500])
def test_a_key_held_down_in_a_sentence_stops_no_check(digits):
    chance = random.Random(digits)
    for sentence in text_corpus.sentences("manners.txt"):
        places = list(re.finditer(r"\d+", sentence.text))
        if not places:
            continue
        place = chance.choice(places)
        text = f"{sentence.text[: place.start()]}{'1' * digits}{sentence.text[place.end() :]}"
        report = replace(sentence.report, sections={"overview": (text,)})
        form = forms.load(report.form)
        for finding in Checker(form, RULES).check(report):
            assert message(form, report, finding)


@pytest.mark.parametrize("digits", [28, 39])
def test_a_key_held_down_in_a_cell_stops_no_check_of_what_is_rounded(digits):
    form, report = forms.load("2021"), full_report("2021", picker(1))
    text = "收取行政事业性收费27.948692万元，作出行政许可84.52万件，行政处罚1.2亿件，占5.5%。"
    change = "比上年{{ change.requests.received.total }}。"
    held = with_cells(report, dict.fromkeys(report.cells, "1" * digits))
    for written in (replace(held, sections={"overview": (text, change)}), replace(held, sections={})):
        for finding in Checker(form, RULES).check(written):
            assert message(form, written, finding)
    assert "增长" in live.fill(form, held, change)
