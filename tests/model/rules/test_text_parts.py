"""Lists in a sentence: which of their figures are parts of the first, and when they must give all of it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from model import forms
from model.rules import Checker, Finding, Level, Span, message
from model.rules.catalogue import TEXT_RULES
from tests.support.text_corpus import tables

FORM = forms.load("2021")
TOTAL, PEOPLE = "requests.received.total", "requests.received.natural_person"
# Where text and table agree on every figure, a sum that is wrong is told by the list alone.
PEOPLE_AND_FIRMS = "其中自然人1180件、法人或其他组织60件"


def found(text: str, cells: dict[str, str]) -> list[Finding]:
    report = replace(tables()["A"], sections={"overview": (text,)})
    return Checker(FORM, TEXT_RULES).check(replace(report, cells={**report.cells, **cells}))


def told(text: str, cells: dict[str, str]) -> list[tuple[str, str, str]]:
    return [(one.code, one.actual, one.expected) for one in found(text, cells)]


def test_parts_that_give_more_than_their_whole_are_told_with_every_figure():
    text = f"收到政府信息公开申请1230件，{PEOPLE_AND_FIRMS}。"
    (finding,) = found(text, {TOTAL: "1230"})
    assert (finding.code, finding.level) == ("text-parts", Level.WARNING)
    assert (finding.actual, finding.expected) == ("1230", "1240")
    assert finding.addresses == (TOTAL,)
    assert finding.span == Span("overview", 0, 10, 14)
    assert finding.facts.parts == (Decimal(1180), Decimal(60))
    assert [text[one.start : one.end] for one in finding.facts.figures] == ["1230", "1180", "60"]
    assert message(FORM, tables()["A"], finding) == (
        "正文写总数 1230，但所列各项相加为 1240（1180+60），两者不符，请核对。"
    )


def test_a_whole_that_is_divided_completely_must_be_reached():
    text = f"收到政府信息公开申请1250件，{PEOPLE_AND_FIRMS}。"
    assert told(text, {TOTAL: "1250"}) == [("text-parts", "1250", "1240")]


def test_figures_with_noughts_are_told_as_they_are_written():
    text = "全年发布信息1000条，其中动态600条、公告200条、其他100条。"
    (finding,) = found(text, {})
    assert (finding.code, finding.actual, finding.expected) == ("text-parts", "1000", "900")
    assert finding.addresses == ()
    assert finding.span == Span("overview", 0, 6, 10)
    assert "（600+200+100）" in message(FORM, tables()["A"], finding)


ALL_BUT_OTHERS = (
    "收到政府信息公开申请1240件，"
    "其中自然人1180件、商业企业46件、科研机构1件、社会公益组织2件、法律服务机构9件。"
)


@pytest.mark.parametrize(
    ("other", "expected"), [("2", []), ("0", [("text-parts", "1240", "1238")]), ("", [])]
)
def test_a_part_left_out_matters_only_where_the_table_has_none_of_it(other, expected):
    assert told(ALL_BUT_OTHERS, {"requests.received.other": other}) == expected


def test_some_of_the_parts_may_not_give_more_than_the_whole_either():
    text = "收到政府信息公开申请1220件，其中自然人1180件、商业企业46件。"
    assert told(text, {TOTAL: "1220"}) == [("text-parts", "1220", "1226")]


def test_what_is_not_understood_ends_the_list_and_is_no_part():
    text = f"收到政府信息公开申请1230件，{PEOPLE_AND_FIRMS}，工作动态5件。"
    (finding,) = found(text, {TOTAL: "1230"})
    assert finding.facts.parts == (Decimal(1180), Decimal(60))


def test_the_results_of_one_kind_of_applicant_are_parts_of_his_requests():
    text = "办结自然人申请500件，其中予以公开400件、部分公开150件。"
    (finding,) = found(text, {"requests.results_total.natural_person": "500"})
    assert (finding.code, finding.actual, finding.expected) == ("text-parts", "500", "550")
    assert finding.addresses == ("requests.results_total.natural_person",)


@pytest.mark.parametrize(
    "text",
    [
        # The sum of the table's own figures: nothing to tell.
        f"收到政府信息公开申请1240件，{PEOPLE_AND_FIRMS}。",
        # Results do not divide what was received, though the list ends in 其他.
        "收到政府信息公开申请1240件，其中予以公开412件、其他处理96件。",
        # Another row and another column, of the same table and of another one.
        "行政复议86件，其中直接起诉维持14件。",
        "收到政府信息公开申请1240件，其中制发规范性文件38件。",
        # Not all that was published is said; one part is no division; not all count the same things.
        "全年发布信息100条，其中动态60条、公告20条。",
        "全年发布信息100条，包括：其他20条。",
        "全年发布信息100条，其中动态60篇、其他20条。",
        "全年发布信息100，其中动态60、公告20、其他10。",
        # Not exact.
        "全年发布信息100余条，其中动态60条、其他20条。",
        "全年发布信息100条，其中动态60余条、其他20条。",
    ],
)
def test_a_list_that_is_no_certain_division_is_left_alone(text):
    assert found(text, {}) == []


@pytest.mark.parametrize(
    "text",
    [
        f"收到政府信息公开申请1230余件，{PEOPLE_AND_FIRMS}。",
        "收到政府信息公开申请1230件，其中自然人1180余件、法人或其他组织60件。",
    ],
)
def test_about_so_many_is_never_added_up(text):
    assert told(text, {TOTAL: "1230"}) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我市现有政务新媒体账号48个，其中：微信公众号31个、微博账号12个、视频号9个。", [("48", "52")]),
        ("全市备案政务新媒体48家，包括微信31家、抖音19家。", [("48", "50")]),
        # The same figures, of what each account may have published.
        ("公开信息48条，其中微信公众号31条、微博12条、视频号9条。", []),
        # Divided twice.
        ("政务新媒体48个，其中微信公众号31个、微博12个，由区县开设30个。", []),
    ],
)
def test_an_account_is_on_one_platform(text, expected):
    assert told(text, {}) == [("text-parts", *one) for one in expected]


def test_known_parts_with_their_shares_behind_semicolons_are_right():
    applicants = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    columns = ("natural_person", "business", "research", "charity", "legal_service", "other")
    cells = {TOTAL: "6", **{f"requests.received.{column}": "1" for column in columns}}
    text = "；".join(f"{one}1件，占16.67%" for one in applicants)
    assert told(f"收到政府信息公开申请6件，其中{text}。", cells) == []


@pytest.mark.parametrize("whole", ["", "收到政府信息公开申请81件，"])
def test_what_is_listed_with_others_is_not_their_whole(whole):
    text = f"{whole}涉及救助类40件、养老类21件、殡葬类10件、其他10件。"
    assert told(text, {TOTAL: "81"}) == []


def test_no_figure_is_typed_with_a_nought_before_it():
    assert told("公开信息330条，其中网站公开300条、公众号公开200条、微博公开100条。", {}) == []


LIVE_WHOLE = f"收到政府信息公开申请{{{{ {TOTAL} }}}}件，{PEOPLE_AND_FIRMS}。"
LIVE_PART = f"收到政府信息公开申请1230件，其中自然人{{{{ {PEOPLE} }}}}件、法人或其他组织60件。"


@pytest.mark.parametrize("text", [LIVE_WHOLE, LIVE_PART])
def test_a_live_figure_counts_as_what_its_cell_holds(text):
    assert told(text, {TOTAL: "1230"}) == [("text-parts", "1230", "1240")]


@pytest.mark.parametrize(
    ("text", "cells"), [(LIVE_WHOLE, {TOTAL: ""}), (LIVE_PART, {TOTAL: "1230", PEOPLE: ""})]
)
def test_a_live_figure_of_a_blank_cell_counts_as_nothing_known(text, cells):
    assert told(text, cells) == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("开设栏目83个，其中一级栏目12个、二级栏目62个。", Level.HINT),
        ("收到政府信息公开申请1240件，其中网上申请700件、信函申请500件。", Level.HINT),
        ("收到政府信息公开申请1240件，其中网上申请1240件、信函申请137件。", Level.WARNING),
        ("收到政府信息公开申请1240件，上年结转40件。网上申请700件，信函申请500件。", Level.HINT),
        ("开展解读32次，文字解读12次、图文解读14次、视频解读7次。", Level.HINT),
        ("开展解读132次，文字解读21次、图文解读64次、视频解读56次。", Level.WARNING),
        ("全年公开信息21596条。网站公开7055条，公众号公开14542条。", Level.WARNING),
        (
            "全年召开发布会54场、通气会14场。其中，发布会包括政策类18场、民生类16场、经济类19场。",
            Level.HINT,
        ),
        ("公开信息100条，类别有四类：机构类11条，文件类22条，计划类33条，其他类35条。", Level.WARNING),
        ("收到建议4件，3件为教育方面，2件为医疗方面。", Level.WARNING),
        ("开展培训17次，覆盖320人次，其中线上7次，线下11次。", Level.WARNING),
    ],
)
def test_lists_that_are_not_called_so_and_how_sure_it_is(text, level):
    assert [(one.code, one.level) for one in found(text, {})] == [("text-parts", level)]


@pytest.mark.parametrize(
    "text",
    [
        "召开会议13次，开展培训8次、检查7次。",
        "开展培训17次，覆盖320人次，其中线上6次，线下11次。",
        "收到政府信息公开申请1240件，当面申请93件。",
        "全年公开信息21597条。网站公开7055条，公众号公开14542条。",
        "全年公开信息21597条。网站公开7055条，公众号公开13000条。",
        "收到建议3件，2件为教育方面，1件为医疗方面。",
    ],
)
def test_figures_in_a_row_that_divide_nothing_wrongly(text):
    assert found(text, {}) == []
