"""Taking over last year's report."""

from dataclasses import replace

import pytest

from model import forms
from model.address import Address
from model.report import Report, set_cells, set_text
from model.report.last_year import NotLastYear, take_over
from tests.support.shell_reports import ORGAN, whole, with_cells

FORM = forms.load("2021")


def empty(year: int) -> Report:
    form = forms.in_force(year)
    return Report(form=form.id, organ=ORGAN, year=year)


def test_every_column_of_what_was_left_open_is_carried() -> None:
    last = with_cells(whole(2023), carried_out__natural_person="3", carried_out__business="2")
    offered = take_over(FORM, empty(2024), last)
    after = offered.edit.apply(empty(2024))
    assert after.cell(Address("requests.carried_in.natural_person")) == "3"
    assert after.cell(Address("requests.carried_in.business")) == "2"
    assert after.cell(Address("requests.carried_in.research")) == "0"
    assert after.cell(Address("requests.carried_in.total")) == "5"
    assert not after.overrides
    assert offered.not_carried == ()
    assert after.last_year == last.cells
    assert after.last_year_form == "2021"
    assert after.last_year_sections == last.sections


def test_the_inverse_takes_everything_back() -> None:
    report = empty(2024)
    offered = take_over(FORM, report, whole(2023))
    edit = offered.edit_with(offered.paragraphs)
    assert edit.inverse().apply(edit.apply(report)) == report


def test_a_report_on_another_year_is_refused_with_both_years() -> None:
    with pytest.raises(NotLastYear, match=r"2022 年的.*2023 年"):
        take_over(FORM, empty(2024), whole(2022))


def test_a_figure_already_typed_is_not_replaced() -> None:
    report = with_cells(empty(2024), carried_in__natural_person="7")
    last = with_cells(whole(2023), carried_out__natural_person="3")
    offered = take_over(FORM, report, last)
    assert offered.edit.apply(report).cell(Address("requests.carried_in.natural_person")) == "7"
    (left,) = offered.not_carried
    assert left.address == "requests.carried_in.natural_person"
    assert "7" in left.reason
    assert "3" in left.reason


@pytest.mark.parametrize("text", ["若干", "-2", "1.5"])
def test_what_is_no_count_is_not_carried(text: str) -> None:
    last = with_cells(whole(2023), carried_out__natural_person=text)
    offered = take_over(FORM, empty(2024), last)
    assert [item.address for item in offered.not_carried] == ["requests.carried_in.natural_person"]
    assert text in offered.not_carried[0].reason


def test_blank_cells_are_told_and_not_turned_into_zero() -> None:
    last = with_cells(whole(2023), carried_out__natural_person="")
    offered = take_over(FORM, empty(2024), last)
    assert "没有填写" in offered.not_carried[0].reason
    after = offered.edit.apply(empty(2024))
    assert after.cell(Address("requests.carried_in.natural_person")) == ""


def test_where_only_the_total_was_filled_in_the_total_is_carried() -> None:
    last = empty(2023)
    last = set_cells(FORM, last, {Address("requests.carried_out.total"): "4"}).apply(last)
    offered = take_over(FORM, empty(2024), last)
    assert [(c.address, c.text) for c in offered.carried] == [("requests.carried_in.total", "4")]
    after = offered.edit.apply(empty(2024))
    assert after.cell(Address("requests.carried_in.total")) == "4"


def test_the_older_form_gives_what_both_forms_have() -> None:
    older = forms.load("2019")
    last = Report(form="2019", organ=ORGAN, year=2020)
    last = set_cells(older, last, {Address("requests.carried_out.natural_person"): "6"}).apply(last)
    offered = take_over(FORM, empty(2021), last)
    after = offered.edit.apply(empty(2021))
    assert after.cell(Address("requests.carried_in.natural_person")) == "6"
    assert after.last_year_form == "2019"
    assert any("2019年格式" in remark for remark in offered.remarks)


def test_another_organ_and_an_unknown_year_are_remarked() -> None:
    last = replace(whole(2023), organ="红松市水务局", year=0)
    remarks = " ".join(take_over(FORM, empty(2024), last).remarks)
    assert "红松市水务局" in remarks
    assert "没有认出" in remarks


def offer(text: str, year: int = 2024) -> tuple[str, tuple[str, ...]]:
    last = set_text(empty(year - 1), "problems", [text]).apply(empty(year - 1))
    (made,) = take_over(FORM, empty(year), last).paragraphs
    return made.text, made.look


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("2023年，本局加强管理。", "2024年，本局加强管理。"),
        ("2023年度的安排。", "2024年度的安排。"),
        ("期限为2023年1月1日至2023年12月31日。", "期限为2024年1月1日至2024年12月31日。"),
        ("（一）依据国办公开办函〔2021〕30号编制。", "（一）依据国办公开办函〔2021〕30号编制。"),
        ("没有年份的一段话。", "没有年份的一段话。"),
    ],
)
def test_years_are_moved_on_where_that_is_certain(text: str, moved: str) -> None:
    assert offer(text) == (moved, ())


@pytest.mark.parametrize("text", ["2022年起实行。", "2023年5月3日举办。", "2024年将继续改进。"])
def test_other_years_stay_and_are_marked(text: str) -> None:
    moved, look = offer(text)
    assert moved == text
    assert len(look) == 1
    assert "核对年份" in look[0]


def test_figures_of_last_year_are_marked() -> None:
    moved, look = offer("2023年共公开信息56条。")
    assert moved == "2024年共公开信息56条。"
    assert look == ("含有上年的数字，请逐一改为本年的",)


def test_a_live_figure_follows_this_year_and_needs_no_look() -> None:
    text = "全年收到申请{{ requests.received.total }}件。"
    assert offer(text) == (text, ())
    assert "no_such" in offer("共{{ no_such.row.column }}件。")[1][0]


def test_chosen_paragraphs_come_after_those_already_there_in_one_edit() -> None:
    report = set_text(empty(2024), "problems", ["新写的一段。"]).apply(empty(2024))
    offered = take_over(FORM, report, whole(2023))
    chosen = [item for item in offered.paragraphs if item.part == "problems"]
    after = offered.edit_with(chosen).apply(report)
    assert after.section("problems") == ("新写的一段。", "答复文书的格式还需统一，将印制范本。")
    assert after.section("other") == ()
    assert after.last_year is not None


@pytest.mark.parametrize("chart", list(FORM.charts))
def test_a_chart_of_the_form_may_be_called_for_again(chart: str) -> None:
    last = set_text(whole(2023), "problems", (f"{{{{ {chart} }}}}", "{{ chart.weather }}")).apply(whole(2023))
    offers = {offer.original: offer.look for offer in take_over(FORM, empty(2024), last).paragraphs}
    assert offers[f"{{{{ {chart} }}}}"] == ()
    assert "chart.weather" in offers["{{ chart.weather }}"][0]
