from dataclasses import replace

import msgspec
import pytest

from model import forms
from model.report import Report
from model.rules import Checker, Finding
from model.rules.catalogue import TEXT_RULES
from model.rules.fixes import Fix, fixes
from model.rules.mending import corrected
from model.rules.remedies import bound
from model.rules.texts_parts import TEXT_PARTS
from model.rules.texts_shares import TEXT_SHARE
from tests.support.text_corpus import tables

FORM = forms.load("2021")


def offered(text: str, part: str = "overview") -> tuple[Report, tuple[Fix, ...]]:
    report = tables()["A"]
    if part == "preamble":
        report = replace(report, preamble=(text,))
    else:
        report = replace(report, sections={part: (text,)})
    found = Checker(FORM, TEXT_RULES).check(report)
    return report, fixes(FORM, report, found, found[0])


@pytest.mark.parametrize(
    ("part", "text", "mended"),
    [
        ("overview", "收到政府信息公开申请351件。", "收到政府信息公开申请1240件。"),
        ("overview", "作出行政许可决定85.4万件。", "作出行政许可决定84.5万件。"),
        ("overview", "收取行政事业性收费3.65亿元。", "收取行政事业性收费3.56亿元。"),
        ("overview", "收到申请1240件，同比下降5.08%。", "收到申请1240件，同比增长5.08%。"),
        ("overview", "收到申请1240件，比上年增加80件。", "收到申请1240件，比上年增加60件。"),
        ("overview", "行政复议维持52件，占65.5%。", "行政复议维持52件，占60.5%。"),
        ("overview", "2023年，全市工作稳步推进。", "2024年，全市工作稳步推进。"),
        ("preamble", "依据国办公开办函〔2019〕60号编制。", "依据国办公开办函〔2021〕30号编制。"),
    ],
)
def test_the_text_is_mended_and_nothing_is_left(part, text, mended):
    report, ways = offered(text, part)
    after = next(way.edit.apply(report) for way in ways if way.edit.apply(report).text(part) == (mended,))
    assert Checker(FORM, TEXT_RULES).check(after) == []


def test_the_cell_can_follow_the_text():
    report, ways = offered("全市共废止规章4件。")
    assert any(way.edit.apply(report).cell("disclosure.regulations.repealed") == "4" for way in ways)


def test_a_sum_of_cells_is_not_written_into_any():
    report, ways = offered("政府信息公开申请中，不予公开66件。")
    assert [way.edit.apply(report).cells == report.cells for way in ways] == [True]


RECEIVED = "requests.received.total"


def finding(text: str) -> tuple[Report, Finding]:
    report = replace(tables()["A"], sections={"overview": ("甲。", text)})
    (found,) = Checker(FORM, TEXT_RULES).check(report)
    return report, found


def test_a_figure_is_written_or_bound_where_it_stands():
    report, found = finding("收到政府信息公开申请351件。")
    for edit, label, after in (
        (corrected(report, found), "把文字中的“351”改为“1240”", "1240"),
        (bound(FORM, report, found), "改为随表格变化的数字", f"{{{{ {RECEIVED} }}}}"),
    ):
        assert edit is not None
        assert edit.label == label
        assert edit.apply(report).text("overview") == ("甲。", f"收到政府信息公开申请{after}件。")


@pytest.mark.parametrize("changed", [("甲。",), ("甲。", "收到政府信息公开申请35")])
def test_where_a_figure_no_longer_stands_nothing_is_written(changed):
    report, found = finding("收到政府信息公开申请351件。")
    later = replace(report, sections={"overview": changed})
    assert corrected(later, found) is None
    assert bound(FORM, later, found) is None


def test_to_the_very_end_of_a_paragraph_it_is_written():
    report, found = finding("收到政府信息公开申请351件。")
    at_the_end = replace(report, sections={"overview": ("甲。", "收到政府信息公开申请351")})
    edit = corrected(at_the_end, found)
    assert edit is not None
    assert edit.apply(at_the_end).text("overview") == ("甲。", "收到政府信息公开申请1240")


def test_what_does_not_say_what_to_write_is_not_written():
    report, found = finding("收到政府信息公开申请351件。")
    for other in (
        msgspec.structs.replace(found, kind=TEXT_PARTS),
        msgspec.structs.replace(found, span=None),
        msgspec.structs.replace(found, expected=""),
    ):
        assert corrected(report, other) is None


def test_only_the_figure_of_one_cell_follows_it():
    report, found = finding("收到政府信息公开申请351件。")
    for other in (
        msgspec.structs.replace(found, kind=TEXT_SHARE),
        msgspec.structs.replace(found, span=None),
        msgspec.structs.replace(found, addresses=(*found.addresses, *found.addresses)),
        msgspec.structs.replace(found, expected="1,240"),  # written otherwise, it would read otherwise
    ):
        assert bound(FORM, report, other) is None
    report, share = finding("行政复议维持52件，占65.5%。")
    assert bound(FORM, report, share) is None
