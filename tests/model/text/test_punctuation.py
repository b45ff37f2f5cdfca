import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.text.punctuation import SlipKind, corrected, slips


def put_right(paragraph: str) -> str:
    return corrected(paragraph, slips(paragraph))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("公开目录,更新指南", "公开目录，更新指南"),
        ("全年收到48件,办结48件;无结转", "全年收到48件，办结48件；无结转"),
        ("2023年,我局公开", "2023年，我局公开"),
        ("办理率达100%,全部办结", "办理率达100%，全部办结"),
        ("通过APP,网站发布", "通过APP，网站发布"),
        ("工作落实.", "工作落实。"),
        ("制度健全.培训到位", "制度健全。培训到位"),
        ("工作有序, 成效明显", "工作有序，成效明显"),
        ("不断深入发展。。", "不断深入发展。"),
        ("不断深入，，发展，。", "不断深入，发展。"),
        ("政府 信息　公开", "政府信息公开"),
        ("条例(以下简称《条例》)规定", "条例（以下简称《条例》）规定"),
        ("条例（以下简称《条例》)规定", "条例（以下简称《条例》）规定"),
        ("(一)加强领导", "（一）加强领导"),
        ('实行"双公示"制度', "实行“双公示”制度"),
        ("实行'双公示'制度", "实行‘双公示’制度"),
        ("制度(修订),培训", "制度（修订），培训"),
    ],
)
def test_slips_are_put_right(wrong: str, right: str) -> None:
    assert put_right(wrong) == right


@pytest.mark.parametrize(
    "paragraph",
    [
        "全年收到1,234件，收费1.5万元。",
        "网址为https://www.example.gov.cn/a,b?x=1，邮箱a.b@example.gov.cn。",
        "收到申请{{ requests.received.total }}件，办结{{requests.results_total.total}}件。",
        "见 Open Government Act (2019), section 3.",
        "1.加强领导。",
        "时间为10:30至11:30。",
        "1）加强领导；2）加强培训。",
        "我局（含直属单位）“双公示”《条例》……",
        "it's 公开",
        "2024 年 1 月",
        "第一行\n第二行",
    ],
)
def test_right_text_is_left_alone(paragraph: str) -> None:
    assert slips(paragraph) == ()


@pytest.mark.parametrize(
    "paragraph", ["条例（以下简称条例规定", "条例规定》执行", '实行"双公示制度', "“公开"]
)
def test_an_unpaired_mark_is_only_told(paragraph: str) -> None:
    (slip,) = slips(paragraph)
    assert slip.kind is SlipKind.UNPAIRED
    assert slip.replacement is None
    assert put_right(paragraph) == paragraph


def test_one_slip_of_several_can_be_chosen() -> None:
    paragraph = "公开,透明。。"
    first, second = slips(paragraph)
    assert corrected(paragraph, [second]) == "公开,透明。"
    assert corrected(paragraph, [first]) == "公开，透明。。"


@given(st.text(alphabet="公开1a,.，。 　()（）\"'《》:;{}", max_size=40))
def test_slips_never_overlap_and_correction_never_fails(paragraph: str) -> None:
    found = slips(paragraph)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert isinstance(corrected(paragraph, found), str)
