"""What the text says besides figures: statements, years and notices, with their places."""

from dataclasses import replace

import pytest

from model import forms
from model.report import Report
from model.rules import Checker, Finding, Level, Span, message
from model.rules.catalogue import TEXT_RULES
from tests.support.text_corpus import tables

FORM = forms.load("2021")
NOTHING = {
    "review": "“行政复议”的“总计”为 86",
    "direct_suit": "“行政诉讼 未经复议直接起诉”的“总计”为 24",
    "suit_after_review": "“行政诉讼 复议后起诉”的“总计”为 27",
}


def spoken(text: str) -> Report:
    return replace(tables()["A"], sections={"overview": (text,)})


def found(report: Report) -> list[Finding]:
    return Checker(FORM, TEXT_RULES).check(report)


def test_a_statement_is_told_with_all_its_cells_up_to_three():
    report = spoken("本年度未发生行政复议、行政诉讼。")
    (finding,) = found(report)
    assert (finding.code, finding.level) == ("text-claim", Level.WARNING)
    assert finding.addresses == tuple(f"litigation.{row}.total" for row in NOTHING)
    assert finding.span == Span("overview", 0, 3, 15)
    assert message(FORM, report, finding) == (
        f"正文写“未发生行政复议、行政诉讼”，但表格中{'，'.join(NOTHING.values())}，两者不符，请核对。"
    )


def test_more_cells_than_three_are_counted():
    report = spoken("政府信息公开申请均为自然人提出。")
    (finding,) = found(report)
    received = "“一、本年新收政府信息公开申请数量”的"
    assert message(FORM, report, finding) == (
        f"正文写“均为自然人提出”，但表格中{received}“商业企业”为 46，{received}“科研机构”为 1，"
        f"{received}“社会公益组织”为 2 等 5 处，两者不符，请核对。"
    )


@pytest.mark.parametrize(
    "text", ["办理政府信息公开申请未收费。", "我市依申请公开政府信息未产生任何收费。", "行政许可未发生收费。"]
)
def test_that_no_fee_was_taken_says_nothing_of_how_many_there_were(text):
    assert found(spoken(text)) == []


@pytest.mark.parametrize("text", ["本年度未收取行政事业性收费。", "全年未产生行政事业性收费。"])
def test_that_no_fee_was_taken_is_held_against_the_fees(text):
    (finding,) = found(spoken(text))
    assert (finding.code, finding.addresses) == ("text-claim", ("disclosure.fees.amount",))


PERIOD = "2024年1月1日至12月31日"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("２０２３年，全市政务公开工作稳步推进。", [("２０２３年", "2024年")]),
        # The period and the opening, each at its place.
        (
            "2023年，全市政务公开工作稳步推进。统计期限自2023年1月1日起至2023年11月30日止。",
            [("2023年1月1日起至2023年11月30日", PERIOD), ("2023年", "2024年")],
        ),
        # Plans of the next sentence say nothing of the year of this one.
        ("2023年，全市政务公开工作稳步推进。下一步将继续努力。", [("2023年", "2024年")]),
        ("2023年，全市政务公开工作稳步推进；下一步将继续努力。", [("2023年", "2024年")]),
        ("2025年，全市将继续推进政务公开工作。", []),
    ],
)
def test_another_year_is_told_at_its_place(text, told):
    findings = found(spoken(text))
    assert [(one.actual, one.expected) for one in findings] == told
    for one in findings:
        assert (one.code, one.level, one.addresses) == ("text-year", Level.WARNING, ())
        assert text[one.span.start : one.span.end] == one.actual


@pytest.mark.parametrize(
    ("text", "level"),
    [
        # Of one case it is certain, of several one may be meant.
        ("被申请行政复议1件，复议机关维持了我局的答复。", Level.WARNING),
        ("提起行政诉讼2件，结果为纠正。", Level.HINT),
    ],
)
def test_what_became_of_the_only_case_is_certain(text, level):
    report = replace(tables()["E"], sections={"overview": (text,)})
    assert [(one.code, one.level) for one in found(report)] == [("text-claim", level)]
