"""Percentages and growth in a sentence: what they are held against, and when nothing is said."""

from dataclasses import replace
from decimal import Decimal

import pytest

from model import forms
from model.report import Report
from model.rules import Checker, Finding, Level, Span, message
from model.rules.catalogue import TEXT_RULES
from tests.support.text_corpus import tables

FORM = forms.load("2021")
TOTAL, PEOPLE = "requests.received.total", "requests.received.natural_person"


def spoken(text: str, cells: dict[str, str] | None = None, key: str = "A") -> Report:
    report = replace(tables()[key], sections={"overview": (text,)})
    return replace(report, cells={**report.cells, **(cells or {})})


def found(report: Report, code: str) -> list[Finding]:
    return [one for one in Checker(FORM, TEXT_RULES).check(report) if one.code == code]


def told(report: Report, code: str) -> list[tuple[str, str]]:
    return [(one.actual, one.expected) for one in found(report, code)]


def test_a_share_is_that_of_the_figures_in_its_sentence():
    report = spoken("收到政府信息公开申请1240件，部分公开158件，占30%。")
    (finding,) = found(report, "text-share")
    assert (finding.level, finding.actual, finding.expected) == (Level.WARNING, "30%", "13%")
    # 158 is what the sentence says, not what the table does.
    assert (finding.facts.part, finding.facts.whole) == (Decimal(158), Decimal(1240))
    assert message(FORM, report, finding) == (
        "正文写“30%”，按 158÷1240（表三“部分公开·总计”所占比例）计算应为 13%。"
    )


def test_a_share_of_no_sure_whole_is_told_without_a_figure():
    report = spoken("予以公开412件、部分公开158件，占30%。")
    (finding,) = found(report, "text-share")
    assert (finding.level, finding.actual, finding.expected) == (Level.WARNING, "30%", "")
    assert finding.span == Span("overview", 0, 19, 22)
    assert finding.addresses == ("requests.partly_granted.total",)
    assert message(FORM, report, finding) == (
        "正文写“30%”，但表三“部分公开·总计”为 158，以句中和表中的哪个总数为基数都得不出这个比例，请核对。"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The others are shares of what was finished.
        ("办结1235件。予以公开412件，占33.36%；部分公开156件，占12.63%；不予公开65件，占5.06%。", "5.26%"),
        # The others are shares of what was received.
        ("予以公开412件，占33.23%；部分公开156件，占12.58%；不予公开65件，占5.06%。", "5.24%"),
    ],
)
def test_the_base_is_that_of_the_other_shares(text, expected):
    (finding,) = found(spoken(text), "text-share")
    assert (finding.actual, finding.expected) == ("5.06%", expected)


@pytest.mark.parametrize(
    ("shares", "level"),
    [
        (("33.3%", "33.3%", "33.4%"), Level.HINT),
        (("33.3%", "33.3%", "33.3%"), None),
        (("33.3%", "33.3%", "33.6%"), Level.WARNING),
        (("30.0%", "33.3%", "36.7%"), Level.WARNING),
    ],
)
def test_shares_that_were_made_to_add_up_are_at_most_a_hint(shares, level):
    one, two, three = shares
    text = f"收到政府信息公开申请3件，其中自然人1件，占{one}；商业企业1件，占{two}；科研机构1件，占{three}。"
    cells = dict.fromkeys(("requests.received.natural_person", "requests.received.business"), "1")
    cells |= {"requests.received.research": "1", "requests.received.total": "3"}
    report = replace(spoken(text), cells={**spoken(text).cells, **cells})
    levels = {finding.level for finding in found(report, "text-share")}
    assert levels == ({level} if level else set())
    for finding in found(report, "text-share"):
        if level is Level.HINT:
            assert "可以保留" in message(FORM, report, finding)


def test_a_rate_with_a_name_is_a_share_of_what_came_in():
    assert told(spoken("依申请公开办结率90.5%。"), "text-share") == [("90.5%", "")]
    assert told(spoken("依申请公开办结率96.5%。"), "text-share") == []  # of all that was to be handled
    assert told(spoken("依申请公开办结率100%。"), "text-share") == []


@pytest.mark.parametrize(
    ("text", "cells", "expected"),
    [
        # Of the figure before it, though the table has a larger whole.
        ("不予公开65件，其中属于国家秘密2件，占3.08%。", {}, []),
        ("不予公开65件，其中属于国家秘密2件，占4.08%。", {}, [("4.08%", "3.08%")]),
        # Right by the sentence's own figure, right by the table's.
        ("予以公开412件、部分公开158件，占38.35%。", {}, []),
        ("予以公开412件、部分公开158件，占37.86%。", {}, []),
        # What is only about right is neither part nor whole; the table may still have the whole.
        ("收到政府信息公开申请1240件，其中自然人1180余件，占99%。", {}, []),
        ("收到政府信息公开申请1200余件，其中自然人1180件，占98.33%。", {}, [("98.33%", "95.16%")]),
        # Live figures stand for their cells, a blank one for nothing.
        (f"收到政府信息公开申请{{{{ {TOTAL} }}}}件，其中自然人1180件，占99%。", {}, [("99%", "95%")]),
        (f"收到政府信息公开申请1240件，其中自然人{{{{ {PEOPLE} }}}}件，占99%。", {}, [("99%", "95%")]),
        (f"收到政府信息公开申请1240件，其中自然人{{{{ {PEOPLE} }}}}件，占99%。", {PEOPLE: ""}, []),
        (f"收到政府信息公开申请{{{{ {TOTAL} }}}}件，其中自然人{{{{ {PEOPLE} }}}}件，占95.16%。", {}, []),
    ],
)
def test_shares(text, cells, expected):
    assert told(spoken(text, cells), "text-share") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("予以公开、部分公开分别占33.4%、12.6%。", []),
        ("予以公开、部分公开分别占33.4%、21.6%。", [("21.6%", "12.6%")]),
        ("部分公开和不予公开占比分别为16.2%和5.26%。", [("16.2%", "12.63%")]),
        # Which of the figures before are meant is not known, nor of what too many shares are.
        ("予以公开412件、部分公开156件，分别占33.4%、12.6%。", []),
        ("予以公开、部分公开分别占33.4%、12.6%、50%。", []),
    ],
)
def test_shares_told_together_are_each_of_its_own_part(text, expected):
    assert told(spoken(f"办结政府信息公开申请1235件，{text}"), "text-share") == expected


def test_all_of_it_is_a_share_too():
    report = spoken("行政诉讼1件，其中直接起诉1件，占90%。", key="B")
    assert told(report, "text-share") == [("90%", "100%")]


def with_last(text: str, last: str, cells: dict[str, str] | None = None) -> Report:
    report = spoken(text, cells)
    return replace(report, last_year={**report.last_year, TOTAL: last})


@pytest.mark.parametrize(
    ("last", "text", "expected"),
    [
        ("1239", "比上年减少1件", [("减少1", "增加1")]),
        ("1241", "比上年增加1件", [("增加1", "减少1")]),
        ("1240", "比上年增加5件", [("5", "0")]),
        ("1240", "同比下降5%", [("5%", "0%")]),
        # Nothing grows from nothing by so many percent, but it does by so many.
        ("0", "同比增长5%", []),
        ("0", "比上年增加5件", [("5", "1240")]),
        # Last year's cell is blank: nothing to compare with.
        ("", "同比增长5%", []),
        ("", "比上年增加5件", []),
        # Not exact, and live.
        ("1180", "比上年增加50余件", []),
        ("1180", f"比上年增加{{{{ {TOTAL} }}}}件", []),
        # What is no difference in applications: times, points, persons, a fraction, what it came to.
        ("1180", "比上年增长1.1倍", []),
        ("1180", "办结率98%，比上年提高5个百分点", []),
        ("1180", "比上年增加50人次", []),
        ("1180", "比上年增加1/20", []),
        ("1180", "比上年增加到1240件", []),
        ("1180", "办结率98%，同比提高3.2%", []),
        # But a figure that is told behind a rate is one again.
        ("1180", "办结率98%，收到申请1240件，同比增长3.2%", [("3.2%", "5.1%")]),
    ],
)
def test_growth(last, text, expected):
    assert told(with_last(f"收到政府信息公开申请1240件，{text}。", last), "growth") == expected


def test_a_figure_of_last_year_is_none_of_this_years():
    report = with_last("申请量较上年的1180件增加到1240件，比上年的1180件增长5.08%。", "1180")
    assert Checker(FORM, TEXT_RULES).check(report) == []


def test_items_are_no_difference_in_money():
    fees = "disclosure.fees.amount"
    report = spoken("行政事业性收费8.5万元，较上年增加2项。", {fees: "8.5"})
    assert found(replace(report, last_year={fees: "9"}), "growth") == []
    report = spoken("行政事业性收费8.5万元，较上年增加3.5万元。", {fees: "8.5"})
    assert told(replace(report, last_year={fees: "6"}), "growth") == [("3.5万元", "2.5万元")]


def test_a_wrong_direction_is_told_from_its_word_on():
    report = with_last("收到政府信息公开申请1240件，同比下降24%。", "1000")
    (finding,) = found(report, "growth")
    assert (finding.level, finding.span) == (Level.WARNING, Span("overview", 0, 18, 23))
    assert finding.addresses == (TOTAL,)
    assert message(FORM, report, finding) == (
        "正文写“下降24%”，表三“本年新收政府信息公开申请数量·总计”今年为 1240，上年为 1000，应为“增长24%”。"
    )


ISSUED = "disclosure.normative_documents.issued"
FEWER = "制发规范性文件38件，比上年减少8件。"


@pytest.mark.parametrize(
    ("last_form", "expected"),
    [("", [("8", "6")]), ("2021", [("8", "6")]), ("2019", []), ("nobody knows", [("8", "6")])],
)
def test_growth_is_read_by_the_form_of_last_year(last_form, expected):
    # The form of 2019 counts no documents issued. A form that is not known is taken for the report's own.
    assert told(replace(spoken(FEWER), last_year_form=last_form), "growth") == expected


@pytest.mark.parametrize(("last_form", "waiting"), [("2021", True), ("2019", False)])
def test_growth_waits_only_for_what_last_year_had_as_well(last_form, waiting):
    checker = Checker(FORM, TEXT_RULES)
    assert checker.check(replace(spoken(FEWER, {ISSUED: ""}), last_year_form=last_form)) == []
    assert ("growth" in [one.code for one in checker.not_yet()]) is waiting


def test_a_sentence_under_a_table_speaks_of_that_table():
    for part, expected in (("requests", [("1204", "1240")]), ("litigation", []), ("overview", [])):
        report = replace(tables()["A"], sections={part: ("新收1204件。",)})
        assert told(report, "text-figure") == expected
