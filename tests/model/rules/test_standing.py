"""What is only not written yet is told apart from what is wrong, whatever its level for other programs."""

import pytest

from model import forms
from model.address import Address
from model.report import Report, accept, set_cells, set_text
from model.rules import Checker, Level, acceptance, accepted_as
from model.rules.catalogue import DRAFTING_RULES, RULES
from model.rules.standing import Standing, is_begun, standing, still_open
from tests.support.shell_reports import whole, with_cells

FORMS = [
    Report(form=name, organ="青苇镇人民政府", year=year) for name, year in (("2019", 2019), ("2021", 2024))
]


def stands(report: Report) -> set[Standing]:
    return {standing(finding) for finding in Checker(forms.load(report.form), DRAFTING_RULES).check(report)}


@pytest.mark.parametrize("report", FORMS, ids=lambda report: report.form)
def test_nothing_is_wrong_with_a_new_report(report: Report) -> None:
    form = forms.load(report.form)
    for_others = Checker(form, RULES).check(report)
    assert Level.ERROR in {finding.level for finding in for_others}
    assert Level.WARNING in {finding.level for finding in for_others}
    assert stands(report) == {Standing.UNFILLED}
    assert "错误" not in still_open(Checker(form, DRAFTING_RULES).check(report))


def test_a_whole_report_has_nothing_open() -> None:
    assert stands(whole()) <= {Standing.HINT}
    assert still_open(Checker(forms.load("2021"), DRAFTING_RULES).check(whole())) == ""


def test_what_is_wrong_stays_wrong_beside_what_is_missing() -> None:
    report = with_cells(whole(), received__total="5", granted__research="")
    assert {Standing.ERROR, Standing.UNFILLED} <= stands(report)
    told = still_open(Checker(forms.load("2021"), DRAFTING_RULES).check(report))
    assert told.index("处错误") < told.index("1 处还没填")


@pytest.mark.parametrize(
    ("part", "texts"),
    [
        ("problems", ["abc"]),
        ("problems", ["（一）存在的问题。"]),
        ("problems", ["……"]),
        ("other", ["收费"]),
        ("other", ["{{ chart.results }}"]),
        ("signature", []),
        ("signature", [" "]),
        ("overview", ["全年工作平稳。"]),
        ("overview", ["（一）主动公开。", *whole().section("overview")[2:]]),
        ("overview", [*whole().section("overview")[:5], "（五）监督保障。", "  "]),
    ],
)
def test_a_part_that_says_nothing_is_not_written(part: str, texts: list[str]) -> None:
    report = set_text(whole(), part, texts).apply(whole())
    assert Standing.UNFILLED in stands(report)


@pytest.mark.parametrize(
    ("part", "texts"),
    [
        ("problems", ["无。"]),
        ("problems", ["台账登记不够及时，明年改为每周登记"]),
        ("problems", ["一是人手偏少；", "二是栏目更新慢。"]),
        ("problems", ["（一）存在的问题", "答复用语不统一。"]),
        ("problems", ["（一）加强培训，全员每季度学习一次。"]),
        ("other", ["全年收取信息处理费{{ requests.received.total }}元。"]),
        ("overview", ["（一）主动公开", "专栏按月更新。", *whole().section("overview")[2:]]),
    ],
)
def test_a_sentence_is_enough(part: str, texts: list[str]) -> None:
    report = set_text(whole(), part, texts).apply(whole())
    assert Standing.UNFILLED not in stands(report)


def test_an_organ_that_signs_nothing_says_so_once() -> None:
    report = set_text(whole(), "signature", []).apply(whole())
    (missing,) = Checker(forms.load("2021"), DRAFTING_RULES).check(report)
    report = accept(report, acceptance(report, missing, "网站发布，不写落款")).apply(report)
    assert accepted_as(report, missing) is not None


def test_begun_is_what_the_clerk_wrote_and_not_what_last_year_brought() -> None:
    form, report = forms.load("2021"), FORMS[1]
    assert not is_begun(form, report)
    carried = set_cells(form, report, {Address("requests.carried_in.natural_person"): "3"}).apply(report)
    assert carried.cells
    assert not is_begun(form, carried)
    assert is_begun(form, set_text(report, "problems", ["人手偏少。"]).apply(report))
    assert is_begun(
        form, set_cells(form, report, {Address("requests.received.natural_person"): "0"}).apply(report)
    )
