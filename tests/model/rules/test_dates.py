"""Years and dates that must fit each other."""

from dataclasses import replace

import pytest

from model import forms
from model.report import Report
from model.rules import Checker, Level, message
from model.rules.catalogue import RULES
from tests.support.samples import full_report

FORM = forms.load("2021")


def found(report: Report):
    return [f for f in Checker(FORM, RULES).check(report) if f.code == "dates"]


def signed(line: str, organ: str = "云溪市应急管理局") -> Report:
    return replace(full_report(), organ=organ, signature=(organ, line))


def stretch(report: Report, finding) -> str:
    span = finding.span
    return report.text(span.part)[span.paragraph][span.start : span.end]


@pytest.mark.parametrize("title", ["云溪市2023年政府信息公开工作年度报告", "云溪市\n２０２３ 年年度报告"])
def test_another_year_in_the_title(title):
    report = replace(full_report(), title=title)
    (finding,) = found(report)
    assert finding.level is Level.WARNING
    assert (finding.actual, finding.expected) == ("2023", "2024")
    assert stretch(report, finding) in ("2023", "２０２３")
    assert "标题" in message(FORM, report, finding)


@pytest.mark.parametrize("title", ["云溪市2024年政府信息公开工作年度报告", "云溪市年度报告", ""])
def test_a_title_with_the_right_year_or_none(title):
    assert found(replace(full_report(), title=title)) == []


@pytest.mark.parametrize(
    ("preamble", "years"),
    [
        ("2023年1月1日起至2023年12月31日止的情况如下。", ["2023", "2023"]),
        ("2024年1月1日—2025年12月31日的情况如下。", ["2025"]),
        ("现将2023年1月1日至12月31日的情况公布如下。", ["2023"]),
        ("数据期限为2024年1月1日至12月31日。", []),
        ("2023年01月01日起至2023年12月31日止的情况如下。", ["2023", "2023"]),
        ("根据2019年修订的条例编制。", []),
        ("数据为2023.1.1—2023.12.31的情况。", ["2023", "2023"]),
        ("数据为2024.01.01-2024.12.31的情况。", []),
        ("统计期限自2024年1月1日起至2024年12月31日止。", []),
    ],
)
def test_another_year_in_the_period(preamble, years):
    report = replace(full_report(), preamble=(preamble,))
    assert [stretch(report, finding) for finding in found(report)] == years


def test_a_period_that_is_wrong_as_a_whole_is_told_once():
    report = replace(full_report(), preamble=("统计期限自2023年1月1日起至2023年12月31日止。",))
    (finding,) = Checker(FORM, RULES).check(report)
    assert (finding.code, finding.expected) == ("text-year", "2024年1月1日至12月31日")


@pytest.mark.parametrize(
    "line",
    [
        "2025年1月20日",
        "2025年1月",
        "2025-01-20",
        "2025.1.20",
        "２０２５年１月２０日",
        "二〇二五年一月二十日",
        "2025 年 1 月 31 日",
        "2025年元月20日",
        "二〇二五年元月二十日",
        "二O二五年一月二十日",
        "二Ｏ二五年一月三十日",
    ],
)
def test_a_date_in_time(line):
    assert found(signed(line)) == []


@pytest.mark.parametrize(
    "line",
    ["2024年1月20日", "2024年12月31日", "二〇二四年一月三十一日", "2024年1月", "二〇二四年元月"],
)
def test_a_date_before_the_year_is_over(line):
    (finding,) = found(signed(line))
    assert finding.level is Level.WARNING
    assert "早于" in message(FORM, signed(line), finding)


@pytest.mark.parametrize(
    ("organ", "line", "level"),
    [
        ("云溪市应急管理局", "2025年2月1日", Level.WARNING),
        ("云溪市南湖区人民政府办公室", "2025年2月1日", Level.WARNING),
        ("青禾县白桦镇人民政府", "2025年2月1日", Level.WARNING),
        ("青禾县柳河乡政府", "2025年3月31日", Level.WARNING),
        ("云溪市城北街道办事处", "2025年2月1日", Level.WARNING),
        ("云溪市人民政府", "2025年4月1日", Level.WARNING),
        ("云溪市人民政府", "二〇二五年十二月二十一日", Level.WARNING),
    ],
)
def test_a_date_after_the_deadline(organ, line, level):
    (finding,) = found(signed(line, organ))
    assert finding.level is level
    assert "晚于" in message(FORM, signed(line, organ), finding)


@pytest.mark.parametrize(
    "organ",
    ["云溪市人民政府", "云溪市", "南湖区人民政府", "青禾县政府", "白山自治州人民政府", "乌兰旗人民政府"],
)
@pytest.mark.parametrize("line", ["2025年2月1日", "2025年3月31日"])
def test_a_government_has_until_the_end_of_march(organ, line):
    assert found(signed(line, organ)) == []


@pytest.mark.parametrize(
    "line", ["202011日", "202011日　 ", "2025年13月40日", "2025年1日", "  年  月  日", "2025年2月30日"]
)
def test_what_cannot_be_a_date(line):
    (finding,) = found(signed(line))
    assert finding.level is Level.WARNING
    assert stretch(signed(line), finding) == line.strip()


@pytest.mark.parametrize("line", ["2025年1月", "日照市应急管理局", "联系电话：0515-1234567", ""])
def test_other_lines_of_a_signature_are_left_alone(line):
    assert found(signed(line)) == []


@pytest.mark.parametrize("year", [-5, 0, 9999, 10**7])
@pytest.mark.parametrize("line", ["2025年1月20日", "9999年12月31日"])
def test_any_year_of_a_damaged_file_is_taken(year, line):
    report = replace(signed(line), year=year)
    for finding in found(report):
        assert message(FORM, report, finding)


def test_a_report_without_signature_is_left_alone():
    assert found(replace(full_report(), signature=())) == []


BUREAU, CITY = "云溪市应急管理局", "云溪市人民政府"


@pytest.mark.parametrize(
    ("line", "organ", "told"),
    [
        ("二〇二五年二月一日", BUREAU, ("2025-02-01", "2025-01-31", "late", Level.WARNING)),
        ("二〇二五年二月十日", BUREAU, ("2025-02-10", "2025-01-31", "late", Level.WARNING)),
        ("二〇二五年二月十一日", BUREAU, ("2025-02-11", "2025-01-31", "late", Level.WARNING)),
        ("二〇二五年三月三十一日", BUREAU, ("2025-03-31", "2025-01-31", "late", Level.WARNING)),
        ("二〇二五年十二月二十日", BUREAU, ("2025-12-20", "2025-01-31", "late", Level.WARNING)),
        ("二〇二六年一月二十日", BUREAU, ("2026-01-20", "2025-01-31", "late", Level.WARNING)),
        ("2025年4月1日", CITY, ("2025-04-01", "2025-03-31", "late", Level.WARNING)),
        ("2024年12月31日", CITY, ("2024-12-31", "2025-01-01", "early", Level.WARNING)),
        ("2025年2月30日", CITY, ("2025年2月30日", "", "no_date", Level.WARNING)),
        ("二〇二五年二月三十日", CITY, ("二〇二五年二月三十日", "", "no_date", Level.WARNING)),
        ("一月二十日", CITY, ("一月二十日", "", "no_date", Level.WARNING)),
        ("2025年__月日", CITY, ("2025年__月日", "", "no_date", Level.WARNING)),
    ],
)
def test_what_is_told_of_a_signature(line, organ, told):
    report = signed(f"　{line}", organ)
    (finding,) = found(report)
    problem = finding.facts.problem
    assert (finding.actual, finding.expected, problem, finding.level) == told
    assert stretch(report, finding) == line
    assert (finding.span.part, finding.span.paragraph, finding.addresses) == ("signature", 1, ())


@pytest.mark.parametrize("line", ["二〇二五年一月三十一日", "二〇二五年一月十一日", "2025年1月31日"])
def test_the_last_day_is_in_time(line):
    assert found(signed(line, BUREAU)) == []
