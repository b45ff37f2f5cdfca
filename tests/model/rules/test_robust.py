"""Whatever is found in a spoilt report can be told, and its fixes can be applied and undone."""

import random
from dataclasses import replace

import pytest

from model import forms
from model.rules import Checker, message
from model.rules.catalogue import RULES
from model.rules.fixes import fixes
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
