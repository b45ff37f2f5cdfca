"""Lists without “其中”, with what was carried in, and of results: what is told wrong, and what is not."""

from dataclasses import replace

import pytest

from model import forms
from model.rules import Checker, Level
from model.rules.catalogue import TEXT_RULES
from tests.support.text_corpus import tables

FORM = forms.load("2021")
CELLS = {
    **{address: "0" for address in FORM.cells if address.startswith("requests.")},
    "requests.received.total": "9",
    "requests.received.natural_person": "9",
    "requests.granted.total": "4",
    "requests.partly_granted.total": "3",
    "requests.otherwise_handled.total": "2",
    "requests.results_total.total": "9",
    "litigation.review.total": "9",
}


def told(text: str, **changes: str) -> list[tuple[str, str, str]]:
    changed = {f"requests.{row}.total": figure for row, figure in changes.items()}
    report = replace(
        tables()["A"], organ="云州市农业农村局", sections={"overview": (text,)}, cells={**CELLS, **changed}
    )
    found = Checker(FORM, TEXT_RULES).check(report)
    return [(one.code, one.actual, one.expected) for one in found if one.level is not Level.HINT]


@pytest.mark.parametrize(
    ("wrong", "right", "sum_"),
    [
        # Each figure stands before what it counts: one alone is not the whole.
        (
            "收到政府信息公开申请9件，9件为道路信息，3件为河道信息。",
            "收到政府信息公开申请9件，6件为道路信息，3件为河道信息。",
            "12",
        ),
        (
            "收到政府信息公开申请9件，其中9起为网上提出，3起为现场提出。",
            "收到政府信息公开申请9件，其中6起为网上提出，3起为现场提出。",
            "12",
        ),
        # What is closed goes to its end, and not further.
        (
            "发布信息69条，其中许可方面65条、处罚方面4条、其他信息27条。",
            "发布信息96条，其中许可方面65条、处罚方面4条、其他信息27条。",
            "96",
        ),
        (
            "发布信息10条，类别有三类：机构类5条，计划类4条，其他类2条，行政许可20件。",
            "发布信息10条，类别有三类：机构类4条，计划类4条，其他类2条，行政许可20件。",
            "11",
        ),
        # Results that no table knows by these words.
        (
            "收到政府信息公开申请9件，对其中4件予以公开，3件部分公开，3件不公开并指明查询办法。",
            "收到政府信息公开申请9件，对其中4件予以公开，3件部分公开，2件不公开并指明查询办法。",
            "10",
        ),
        (
            "收到政府信息公开申请9件，其中4件予以公开，3件部分公开，其余1件不予受理。",
            "收到政府信息公开申请9件，其中4件予以公开，3件部分公开，其余2件不予受理。",
            "8",
        ),
        (
            "收到政府信息公开申请9件。认真研究后，6件由当事人撤回，4件已当面说明。",
            "收到政府信息公开申请9件。认真研究后，6件由当事人撤回，3件已当面说明。",
            "10",
        ),
        # Cases end in one way each.
        (
            "涉及行政复议9件，其中6件已作出决定，4件申请人撤回。",
            "涉及行政复议9件，其中5件已作出决定，4件申请人撤回。",
            "10",
        ),
        # Of the sentence before, named as it names its own.
        (
            "全年主动公开政府信息数700条。门户网站公开政府信息数65条，微信公开政府信息数634条。",
            "全年主动公开政府信息数700条。门户网站公开政府信息数65条，微信公开政府信息数635条。",
            "699",
        ),
        # Among those of a figure, by several manners, and again behind all parts.
        (
            "在办结的政府信息公开申请9件中，予以公开4件，部分公开3件，其余3件不予受理。",
            "在办结的政府信息公开申请9件中，予以公开4件，部分公开3件，其余2件不予受理。",
            "10",
        ),
        (
            "收到政府信息公开申请9件，按方式分：网上5件、信函2件、当面3件；按内容分：征地5件、规划4件。",
            "收到政府信息公开申请9件，按方式分：网上5件、信函2件、当面2件；按内容分：征地5件、规划4件。",
            "10",
        ),
        (
            "收到政府信息公开申请9件，按方式分：网上7件、信函2件；按内容分：征地5件、规划4件、其他1件。",
            "收到政府信息公开申请9件，按方式分：网上7件、信函2件；按内容分：征地5件、规划3件、其他1件。",
            "10",
        ),
        (
            "收到政府信息公开申请9件，其中网上6件、信函3件，内容为征地5件、规划3件、其他2件。",
            "收到政府信息公开申请9件，其中网上6件、信函3件，内容为征地5件、规划3件、其他1件。",
            "10",
        ),
        # Classes behind each other, and what is told below.
        (
            "办理群众留言112件，征地补偿类40件，城乡规划类30件，资金使用类24件。",
            "办理群众留言112件，征地补偿类40件，城乡规划类30件，资金使用类42件。",
            "94",
        ),
        (
            "全年公开信息64条。具体如下：机构职能4条，政策文件15条，工作动态54条。",
            "全年公开信息64条。具体如下：机构职能4条，政策文件15条，工作动态45条。",
            "73",
        ),
        (
            "门户网站315条，公众号1013条，合计公开信息1238条。",
            "门户网站315条，公众号1013条，合计公开信息1328条。",
            "1328",
        ),
        # Greater than the last figure: of one before it.
        (
            "全年公开信息328条，解读12条，其中政策文件51条，通知公告89条，工作动态224条。",
            "全年公开信息328条，解读12条，其中政策文件15条，通知公告89条，工作动态224条。",
            "364",
        ),
        # A list or its sum that nothing announces, in a wrong unit too.
        (
            "公开信息17376万条。市级部门公开信息7565条，各县公开信息9811条。",
            "公开信息17376条。市级部门公开信息7565条，各县公开信息9811条。",
            "17376",
        ),
        (
            "全年发布信息328条，政策文件15条，通知公告98条，工作动态224条。",
            "全年发布信息328条，政策文件15条，通知公告89条，工作动态224条。",
            "337",
        ),
        (
            "政策文件15条，通知公告89条，工作动态242条，共计发布信息328条。",
            "政策文件15条，通知公告89条，工作动态224条，共计发布信息328条。",
            "346",
        ),
        # Figures too large to miss by one slip what they are no parts of.
        (
            "全年公开信息21597条，县政府网公开7055条，各镇公开14452条。",
            "全年公开信息21597条，县政府网公开7055条，各镇公开14542条。",
            "21507",
        ),
        (
            "全年发布信息1532条。门户网站发布897条，公众号发布545条。",
            "全年发布信息1532条。门户网站发布987条，公众号发布545条。",
            "1442",
        ),
    ],
)
def test_a_list_with_one_figure_wrong_and_with_none(wrong, right, sum_):
    (finding,) = told(wrong)
    assert (finding[0], finding[2]) == ("text-parts", sum_)
    assert told(right) == []


def test_what_was_received_and_carried_in_may_be_divided_together_or_not():
    wrong = "收到政府信息公开申请9件，上年结转2件，其中网上申请8件、信函申请4件。"
    assert told(wrong, carried_in="2", results_total="11") == [("text-parts", "9", "12")]
    for first, second in ((6, 3), (8, 3)):
        right = f"收到政府信息公开申请9件，上年结转2件，其中网上申请{first}件、信函申请{second}件。"
        assert told(right, carried_in="2", results_total="11") == []


RESULTS = (
    "收到政府信息公开申请9件。办理结果：予以公开4件；部分公开3件；"
    "不属于政府信息{}件；其他处理{}件；结转下年{}件。"
)


def test_results_are_not_more_than_the_table_has():
    few = {"otherwise_handled": "1", "carried_out": "1", "results_total": "8"}
    assert ("text-parts", "9", "10") in told(RESULTS.format(1, 1, 1), **few)
    assert told(RESULTS.format(0, 1, 1), **few) == []


@pytest.mark.parametrize(
    "text",
    [
        # What applications are about is no result of them; a case is none either.
        "收到政府信息公开申请9件，其中4件予以公开，3件部分公开，5件涉及土地征收。",
        "收到政府信息公开申请9件，其中4件予以公开，3件部分公开，2件不予公开，1件被申请行政复议。",
        "收到政府信息公开申请9件，其中自然人9件，办结9件。",
        "涉及行政复议9件，其中5件涉及征收，6件涉及许可。",
        "收到政府信息公开申请9件，均已办结，其中9件为本市居民提出。",
        "公开信息100条，其中动态60条；收到政府信息公开申请9件，按方式分：网上6件、信函3件。",
        "门户网站公开56条，公众号公开23条，解读12条，共计公开信息79条。",
        "办理代表建议9件、委员提案14件，其中21件已落实。",
        "办理代表建议9件、委员提案14件，其中甲类13件、乙类10件。",
        "全年发布信息328条，回复留言15条，转发消息89条，制作视频200条。",
        # Large figures that are no slip away, or count something else.
        "全年公开信息21597条，县政府网公开7055条，各镇公开12000条。",
        "全年公开信息21597条，县政府网公开7055条，网站访问14542次。",
        "全年公开信息1532条，组织解读987条，回应留言546条，推送消息300条。",
    ],
)
def test_what_divides_nothing_is_left_alone(text):
    assert [one for one in told(text) if one[0] == "text-parts"] == []


DONE = "收到政府信息公开申请9件，已办结{}件，正在办理2件。"


@pytest.mark.parametrize(
    ("done", "carried_in", "results", "wrong"),
    [
        ("7", "0", "7", False),
        ("7", "1", "8", False),  # those carried in are not told
        ("7", "3", "8", False),  # some of them
        ("7", "0", "8", True),
        ("7", "1", "9", True),
    ],
)
def test_what_was_finished_of_the_new_leaves_out_those_carried_in_and_no_others(
    done, carried_in, results, wrong
):
    found = told(DONE.format(done), carried_in=carried_in, results_total=results, carried_out="2")
    assert [(one[0], one[1]) for one in found] == ([("text-figure", "7")] if wrong else [])


@pytest.mark.parametrize("text", ["收到政府信息公开申请9件，{}", "收到政府信息公开申请9件。认真研究后，{}"])
def test_what_was_finished_beside_what_no_table_knows_is_no_total(text):
    assert told(text.format("6件由当事人撤回，3件已办结。")) == []


def test_the_site_that_applications_came_by_is_no_organ():
    text = "收到政府信息公开申请9件，其中通过云州市政府平台收到7件，信箱收到2件；予以公开{}件，部分公开3件。"
    assert told(text.format(4)) == []
    assert told(text.format(5)) == [("text-figure", "5", "4")]


def test_applicants_behind_the_ways_are_all_of_them():
    text = "收到政府信息公开申请9件，6件为网上申请，3件为信函申请；申请人为自然人的{}件。"
    assert told(text.format(9)) == []
    assert told(text.format(8)) == [("text-figure", "8", "9")]
