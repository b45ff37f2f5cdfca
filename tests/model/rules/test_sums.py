"""The sums: what fails, what waits, and how it is told."""

from dataclasses import replace

import pytest
from msgspec.structs import replace as replace_struct

from model import forms
from model.forms import OfficialForm
from model.forms.definition import Sum
from model.report import Report
from model.rules import Checker, Level, message
from model.rules.catalogue import FIGURE_RULES, RULES
from tests.support.samples import full_report, suqian, with_cells

FORM = forms.load("2021")
ROWS = ("received", "carried_in", "results_total", "carried_out")
REVIEW = ("upheld", "corrected", "other", "pending", "total")


def check(cells: dict[str, str]):
    checker = Checker(FORM, FIGURE_RULES)
    report = Report("2021", "云溪市人民政府", 2024, cells=cells)
    return checker.check(report), checker.not_yet()


def review(*texts: str) -> dict[str, str]:
    named = zip(REVIEW, texts, strict=True)
    return {f"litigation.review.{column}": text for column, text in named if text}


def waiting(not_yet, code: str, subject: str) -> bool:
    return any(item.code == code and item.subject.subject == subject for item in not_yet)


def test_blank_and_slash_count_as_nothing_in_a_sum():
    assert check(review("2", "/", "", "1", "3"))[0] == []


def test_a_wrong_total_is_an_error_with_what_stands_and_what_should():
    (finding,), _ = check(review("2", "1", "0", "0", "4"))
    assert (finding.code, finding.level) == ("litigation-total", Level.ERROR)
    assert (finding.actual, finding.expected) == ("4", "3")
    assert finding.addresses[0] == "litigation.review.total"


@pytest.mark.parametrize("texts", [("2", "1", "0", "0", ""), ("", "", "", "", "3"), ("", "", "", "", "")])
def test_a_sum_waits_for_its_total_or_for_all_its_parts(texts):
    findings, not_yet = check(review(*texts))
    assert findings == []
    assert waiting(not_yet, "litigation-total", "review")
    (item,) = [item for item in not_yet if getattr(item.subject, "subject", "") == "review"]
    assert item.addresses == tuple(
        f"litigation.review.{column}"
        for column, text in zip(("total", *REVIEW[:-1]), (texts[-1], *texts[:-1]), strict=True)
        if not text
    )


def test_a_total_that_is_no_figure_is_told_as_it_stands():
    (finding,), _ = check(review("2", "1", "0", "0", "/"))
    assert (finding.actual, finding.expected) == ("/", "3")


@pytest.mark.parametrize("total", ["0", "/"])
def test_a_total_of_nothing_needs_no_parts(total):
    findings, not_yet = check(review("", "", "", "", total))
    assert findings == []
    assert not waiting(not_yet, "litigation-total", "review")


@pytest.mark.parametrize("text", ["无", "-1", "1.5", "3万"])
def test_a_sum_waits_while_a_part_is_no_count(text):
    findings, not_yet = check(review("2", text, "0", "0", "4"))
    assert [finding.code for finding in findings] == ["not-a-number"]
    assert waiting(not_yet, "litigation-total", "review")


def test_what_a_sum_waits_for_is_the_cell_that_is_no_count_not_a_blank_one():
    _, not_yet = check(review("2", "无", "", "0", "4"))
    (item,) = [item for item in not_yet if getattr(item.subject, "subject", "") == "review"]
    assert item.addresses == ("litigation.review.corrected",)


def column(received: str, carried_in: str, results: str, carried_out: str) -> dict[str, str]:
    rows = zip(ROWS, (received, carried_in, results, carried_out), strict=True)
    return {f"requests.{row}.business": text for row, text in rows if text}


@pytest.mark.parametrize(
    "texts", [("5", "1", "", ""), ("", "", "4", "2"), ("5", "1", "4", ""), ("5", "1", "", "2")]
)
def test_a_balance_waits_while_what_is_carried_on_may_still_come(texts):
    findings, not_yet = check(column(*texts))
    assert not [finding for finding in findings if finding.code == "column-balance"]
    assert waiting(not_yet, "column-balance", "business")


@pytest.mark.parametrize(
    ("texts", "left", "right"), [(("5", "1", "4", "1"), "6", "5"), (("5", "", "7", ""), "5", "7")]
)
def test_a_balance_that_cannot_come_right_is_an_error(texts, left, right):
    findings, _ = check(column(*texts))
    (finding,) = [item for item in findings if item.code == "column-balance"]
    assert (finding.actual, finding.expected) == (left, right)


def test_the_message_of_a_row_has_its_arithmetic():
    report = suqian(2024)
    report = with_cells(report, {"requests.granted.total": "1432"})
    finding = Checker(FORM, FIGURE_RULES).check(report)[0]
    sentence = message(FORM, report, finding)
    assert "“（一）予以公开”的“总计”应为 1431（1408+21+0+0+2+0），现为 1432，多 1" in sentence


def test_the_message_of_a_column_groups_its_terms():
    report = with_cells(suqian(2024), {"requests.results_total.business": "75"})
    (finding,) = [f for f in Checker(FORM, FIGURE_RULES).check(report) if f.code == "results-total"]
    sentence = message(FORM, report, finding)
    assert "（一）予以公开 21 + （二）部分公开 9 + （三）不予公开 4" in sentence
    assert "应为 73" in sentence


def test_the_message_of_a_balance_speaks_of_the_four_items():
    report = with_cells(suqian(2024), {"requests.carried_out.business": "4"})
    (finding,) = [f for f in Checker(FORM, FIGURE_RULES).check(report) if f.code == "column-balance"]
    sentence = message(FORM, report, finding)
    assert "“商业企业”：第一项 75 加第二项 3 为 78，第三项 73 加第四项 4 为 77，相差 1" in sentence
    assert "很可能是“四、结转下年度继续办理”的“商业企业”填错：现为 4，应为 5" in sentence


def test_a_blank_cell_that_must_be_to_blame_is_named():
    right = full_report()
    report = with_cells(right, {"requests.received.business": ""})
    (finding,) = [f for f in Checker(FORM, FIGURE_RULES).check(report) if f.code == "column-balance"]
    rows = ("received", "carried_in", "results_total", "carried_out")
    received, before, done, after = (int(right.cell(f"requests.{row}.business")) for row in rows)
    assert message(FORM, report, finding) == (
        f"三、依申请公开情况，“商业企业”：第一项 0 加第二项 {before} 为 {before}，"
        f"第三项 {done} 加第四项 {after} 为 {done + after}，相差 {received}，两者应相等。"
        f"很可能是“一、本年新收政府信息公开申请数量”的“商业企业”填错：现为 空白，应为 {received}。"
    )


def test_a_balance_within_a_row_is_told_by_its_row_and_columns():
    # No form of today has one, but a form may.
    sum_ = Sum(code="column-balance", each="row", left=("upheld", "corrected"), right=("other", "pending"))
    tables = tuple(
        replace_struct(table, sums=(sum_,)) if table.id == "litigation" else table
        for table in FORM.definition.tables
    )
    form = OfficialForm(replace_struct(FORM.definition, tables=tables))
    report = Report("2021", "云溪市人民政府", 2024, cells=review("2", "1", "4", "0", "7"))
    (finding,) = Checker(form, FIGURE_RULES).check(report)
    assert message(form, report, finding) == (
        "四、复议和诉讼情况，“行政复议”：结果维持 2 加结果纠正 1 为 3，"
        "其他结果 4 加尚未审结 0 为 4，相差 1，两者应相等。"
    )


@pytest.mark.parametrize("year", [2023, 2024])
def test_real_figures_hold(year):
    assert Checker(FORM, FIGURE_RULES).check(suqian(year)) == []


def test_two_real_years_deserve_no_more_than_these():
    last, this = suqian(2023), suqian(2024)
    report = replace(this, last_year=last.cells, last_year_form="2021")
    about_cells = [f for f in Checker(FORM, RULES).check(report) if f.addresses]
    assert [(f.code, f.addresses[0]) for f in about_cells] == [("big-change", "litigation.review.total")]


def move(report: Report, amounts: dict[str, int]) -> Report:
    return with_cells(report, {a: str(int(report.cell(a)) + more) for a, more in amounts.items()})


def offsetting(report: Report):
    return [f for f in Checker(FORM, RULES).check(report) if f.code == "offsetting"]


def test_one_item_in_the_wrong_column_is_told_as_a_pair():
    report = move(
        full_report(), {"requests.received.natural_person": 2, "requests.received.legal_service": -2}
    )
    (finding,) = offsetting(report)
    assert finding.level is Level.HINT
    assert [address.rpartition(".")[2] for address in finding.addresses] == [
        "natural_person",
        "legal_service",
    ]
    assert finding.facts.amount == 2


def test_one_item_in_the_wrong_row_is_told_as_a_pair():
    report = move(full_report(), {"requests.granted.business": 1, "requests.repeated.business": -1})
    (finding,) = offsetting(report)
    assert [address.split(".")[1] for address in finding.addresses] == ["granted", "repeated"]


@pytest.mark.parametrize(
    "amounts",
    [
        {"requests.received.natural_person": 2, "requests.received.business": -1},
        {"requests.received.natural_person": 1, "requests.received.business": 1},
        {
            "requests.received.natural_person": 1,
            "requests.received.business": -1,
            "requests.received.charity": 3,
        },
    ],
)
def test_other_differences_do_not_offset(amounts):
    assert not [f for f in offsetting(move(full_report(), amounts)) if f.facts.pair[0].code != "row-total"]


PERSON, SERVICE = "natural_person", "legal_service"


@pytest.mark.parametrize("by", [1, 2, -1])
def test_the_amount_goes_from_the_column_with_too_much_to_the_one_with_too_little(by):
    report = move(full_report(), {f"requests.received.{PERSON}": by, f"requests.received.{SERVICE}": -by})
    much, little = (PERSON, SERVICE) if by > 0 else (SERVICE, PERSON)
    (finding,) = offsetting(report)
    assert finding.actual == str(by)
    moves = [(a.removeprefix("requests."), b.removeprefix("requests.")) for a, b in finding.facts.moves]
    assert moves[0] == (f"received.{much}", f"received.{little}")  # it mends both rows and both columns
    assert (f"carried_out.{little}", f"carried_out.{much}") in moves[1:-1]
    assert moves[-1] == (f"results_total.{little}", f"results_total.{much}")  # a sum of its own parts


@pytest.mark.parametrize(("there", "moved"), [("1", False), ("2", True), ("", False)])
def test_no_more_is_moved_than_there_is(there, moved):
    report = with_cells(full_report(), {f"requests.carried_in.{PERSON}": there})
    report = balanced(report, PERSON)
    report = move(report, {f"requests.received.{PERSON}": 2, f"requests.received.{SERVICE}": -2})
    (finding,) = offsetting(report)
    sources = [source for source, _ in finding.facts.moves]
    assert (f"requests.carried_in.{PERSON}" in sources) is moved


def balanced(report: Report, column: str) -> Report:
    """The report with the new cases of a column so that its balance holds, and with the sums of its rows."""
    one = {row: int(report.cell(f"requests.{row}.{column}") or 0) for row in ROWS}
    received = one["results_total"] + one["carried_out"] - one["carried_in"]
    report = with_cells(report, {f"requests.received.{column}": str(received)})
    totals = {
        f"requests.{row}.total": str(
            sum(
                int(report.cell(a) or 0)
                for a in FORM.cells
                if a.startswith(f"requests.{row}.") and not a.endswith(".total")
            )
        )
        for row in ("received", "carried_in")
    }
    return with_cells(report, totals)


def test_every_pair_of_sums_is_told_whatever_else_is_wrong():
    report = move(
        full_report(),
        {
            "requests.received.natural_person": 2,
            "requests.received.legal_service": -2,
            "requests.granted.total": 5,
            "litigation.review.total": 1,
            "litigation.direct_suit.total": -1,
        },
    )
    families = {f.facts.pair[0].table for f in offsetting(report)}
    assert families == {"requests", "litigation"}
