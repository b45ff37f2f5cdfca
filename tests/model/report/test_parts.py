"""Parts of a cell: their sum, what overrides them, and what takes them away."""

import pytest

from model import forms
from model.address import Address
from model.forms.definition import Column
from model.report import CellPart, NoSum, Origin, Report, set_cells, set_parts, sum_of
from model.storage.codec import decode, encode
from model.values import Measure

FORM = forms.load(forms.known()[-1])
LICENCES = Address("disclosure.licences.decisions")
RECEIVED = Address("requests.received.natural_person")
RECEIVED_TOTAL = Address("requests.received.total")
EMPTY = Report(FORM.id, "青禾县人民政府", 2024)
COUNT = Column(id="c", label="件数")
MONEY = Column(id="m", label="总金额", measure=Measure.MONEY)
FEES = Column(id="f", label="金额", measure=Measure.AMOUNT, unit="万元")


def parts(*figures: str) -> list[CellPart]:
    return [CellPart(f"科室{number}", figure) for number, figure in enumerate(figures, 1)]


@pytest.mark.parametrize(
    ("column", "figures", "total"),
    [
        (COUNT, ["120", "11"], "131"),
        (COUNT, ["120", "/", ""], "120"),
        (COUNT, ["/", "/", ""], "/"),
        (COUNT, ["", ""], ""),
        (COUNT, ["0", "/"], "0"),
        (FEES, ["12.6", "0.45"], "13.05"),
        (FEES, ["12.6万元", "4500元"], "13.05"),
        (FEES, ["1亿元", "2"], "10002"),
        (MONEY, ["197.3万", "128668元"], "210.1668万元"),
        (MONEY, ["128668元", "332元"], "129000元"),
        (MONEY, ["5", "7"], "12"),
        (MONEY, ["197.3万", "0"], "197.3万"),
        (Column(id="s", label="增减", measure=Measure.SIGNED), ["+4", "-89"], "-85"),
        (Column(id="s", label="增减", measure=Measure.SIGNED), ["+4", "+5", "0"], "+9"),
    ],
)
def test_the_sum_of_parts(column: Column, figures: list[str], total: str) -> None:
    assert sum_of(parts(*figures), column) == total


@pytest.mark.parametrize(("figures", "culprit"), [(["12", "约十件"], "约十件"), (["3万元", "128"], "128")])
def test_what_cannot_be_added_up_is_told(figures: list[str], culprit: str) -> None:
    with pytest.raises(NoSum, match=f"科室2.*{culprit}"):
        sum_of(parts(*figures), MONEY)


def test_parts_fill_their_cell_and_the_totals_follow() -> None:
    report = set_parts(FORM, EMPTY, {RECEIVED: parts("30", "12")}).apply(EMPTY)
    assert report.cell(RECEIVED) == "42"
    assert report.cell(RECEIVED_TOTAL) == "42"
    assert not report.overrides


def test_a_figure_written_by_hand_stands_until_it_is_emptied() -> None:
    report = set_parts(FORM, EMPTY, {LICENCES: parts("120", "11")}).apply(EMPTY)
    report = set_cells(FORM, report, {LICENCES: "140"}).apply(report)
    assert (report.cell(LICENCES), report.overrides) == ("140", {LICENCES})
    report = set_cells(FORM, report, {LICENCES: ""}).apply(report)
    assert (report.cell(LICENCES), report.overrides) == ("131", frozenset())


def test_parts_of_a_total_win_over_what_the_form_adds_up() -> None:
    report = set_parts(FORM, EMPTY, {RECEIVED_TOTAL: parts("5", "6")}).apply(EMPTY)
    report = set_cells(FORM, report, {RECEIVED: "10"}).apply(report)
    assert report.cell(RECEIVED_TOTAL) == "11"


def test_parts_taken_away_leave_the_figure_as_typed() -> None:
    report = set_parts(FORM, EMPTY, {LICENCES: parts("120", "11"), RECEIVED_TOTAL: parts("5")}).apply(EMPTY)
    report = set_parts(FORM, report, {LICENCES: [], RECEIVED_TOTAL: []}).apply(report)
    assert report.parts == {}
    assert (report.cell(LICENCES), report.cell(RECEIVED_TOTAL)) == ("131", "5")
    assert report.overrides == {RECEIVED_TOTAL}  # nothing that the form adds up gives it


def test_parts_that_cannot_be_added_up_leave_the_figure_and_are_kept() -> None:
    report = set_cells(FORM, EMPTY, {LICENCES: "7"}).apply(EMPTY)
    report = set_parts(FORM, report, {LICENCES: parts("7", "若干")}).apply(report)
    assert (report.cell(LICENCES), report.overrides) == ("7", {LICENCES})
    assert len(report.parts[LICENCES]) == 2


def test_a_cell_emptied_to_parts_that_cannot_be_added_up_is_the_same_when_opened_again() -> None:
    report = set_parts(FORM, EMPTY, {RECEIVED: parts("3", "abc")}).apply(EMPTY)
    emptied = set_cells(FORM, report, {RECEIVED: ""}).apply(report)
    assert emptied.cell(RECEIVED) == ""
    assert decode(encode(emptied)) == emptied


def test_a_cell_that_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        set_parts(FORM, EMPTY, {Address("no.such.cell"): parts("1")})


def test_rows_of_a_register_are_kept() -> None:
    origin = Origin("register", "台账.xlsx", (3, 9))
    report = set_parts(FORM, EMPTY, {RECEIVED: [CellPart("台账", "２", origin)]}).apply(EMPTY)
    assert report.parts[RECEIVED] == (CellPart("台账", "2", origin),)


def report_parts(*figures: str) -> list[CellPart]:
    return [CellPart(f"单位{n}", figure, Origin("report", f"{n}.docx")) for n, figure in enumerate(figures)]


@pytest.mark.parametrize("kind", ["hand", "register"])
def test_a_total_of_reports_follows_its_cells_once_one_has_more_than_the_reports(kind: str) -> None:
    added = set_parts(FORM, EMPTY, {RECEIVED: report_parts("3", "4"), RECEIVED_TOTAL: report_parts("3", "4")})
    reports = added.apply(EMPTY)
    assert [part.figure for part in reports.parts[RECEIVED_TOTAL]] == ["3", "4"]
    own = CellPart("本机关", "5", Origin(kind))
    more = set_parts(FORM, reports, {RECEIVED: [*reports.parts[RECEIVED], own]})
    made = more.apply(reports)
    assert (made.cell(RECEIVED), made.cell(RECEIVED_TOTAL)) == ("12", "12")
    assert RECEIVED_TOTAL not in made.parts
    assert RECEIVED_TOTAL not in made.overrides
    assert more.inverse().apply(made) == reports


def test_reports_added_to_what_a_register_gave_leave_the_totals_to_their_cells() -> None:
    counted = [CellPart("台账", "5", Origin("register", "台账.xlsx", (2, 3)))]
    before = set_parts(FORM, EMPTY, {RECEIVED: counted}).apply(EMPTY)
    both = {RECEIVED: [*counted, *report_parts("3", "4")], RECEIVED_TOTAL: report_parts("3", "4")}
    made = set_parts(FORM, before, both).apply(before)
    assert (made.cell(RECEIVED), made.cell(RECEIVED_TOTAL)) == ("12", "12")


def test_an_own_part_at_a_total_of_reports_stays() -> None:
    own = CellPart("本机关", "5")
    given = {
        RECEIVED: [*report_parts("3", "4"), own],
        RECEIVED_TOTAL: [*report_parts("3", "4"), own],
    }
    made = set_parts(FORM, EMPTY, given).apply(EMPTY)
    assert len(made.parts[RECEIVED_TOTAL]) == 3
    assert made.cell(RECEIVED_TOTAL) == "12"


def test_a_total_that_parts_bring_to_its_typed_figure_follows_again() -> None:
    report = set_cells(FORM, EMPTY, {RECEIVED_TOTAL: "7"}).apply(EMPTY)
    assert RECEIVED_TOTAL in report.overrides
    made = set_parts(FORM, report, {RECEIVED: parts("3", "4")})
    report = made.apply(report)
    assert (report.cell(RECEIVED_TOTAL), report.overrides) == ("7", frozenset())
    assert decode(encode(report)).overrides == report.overrides
    assert RECEIVED_TOTAL in made.inverse().apply(report).overrides
