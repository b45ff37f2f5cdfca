"""Rows of numbers, doubled words and personal data: what is told, and what is left alone."""

import pytest

from model.text.announced import miscounted
from model.text.doubled_words import doubled_words
from model.text.numbering import is_certain, rows, wrong_rows
from model.text.personal_data import Personal, personal_data


@pytest.mark.parametrize(
    ("paragraphs", "written", "expected"),
    [
        (["一是甲；三是乙；三是丙。"], "三是", 2),
        (["（一）甲", "文", "（二）乙", "（二）丙"], "（二）", 3),
        (["1.甲", "2、乙", "4.丙"], "4.", 3),
        (["一要甲，二要乙，四要丙。"], "四要", 3),
        (["第一，甲。第三，乙。"], "第三", 2),
        (["其一，甲；其三，乙。"], "其三", 2),
        (["①甲②乙④丙"], "④", 3),
        (["（一）甲", "1.子", "2.丑", "（三）乙", "1.寅"], "（三）", 2),
        (["第一段。", "一、甲", "（一）子", "（二）丑", "二、乙", "（一）寅", "（三）卯"], "（三）", 2),
        (["十一"] + [f"（{n}）甲" for n in "一二三四五六七八九"] + ["（十一）乙"], "（十一）", 10),
    ],
)
def test_a_row_that_counts_wrongly_is_told(paragraphs, written, expected):
    (row,) = wrong_rows(rows(paragraphs))
    assert (row.wrong.written.rstrip("、"), row.expected) == (written, expected)
    paragraph = paragraphs[row.wrong.paragraph]
    assert written in paragraph[row.wrong.start : row.wrong.end]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["一是甲；二是乙。", "一是丙；二是丁；三是戊。"],
        ["（一）甲。一是子；二是丑。", "（二）乙。一是寅。"],
        ["依照第三十六条第（一）（五）项答复。"],
        ["（二）乙", "（三）丙"],  # the row began elsewhere
        ["（一）甲"],
        ["三要素、一要点", "二十条"],
        ["1.甲", "1.5万元", "2.乙", "2024.3"],
        ["一是甲：1.子；2.丑", "二是乙"],
        ["（一）甲；（二）乙。", "（三）丙"],
        ["一是一，二是二，不含糊。"],
    ],
)
def test_a_row_in_order_and_what_is_none_is_left_alone(paragraphs):
    assert wrong_rows(rows(paragraphs)) == ()


@pytest.mark.parametrize(
    ("paragraphs", "certain"),
    [
        (["（一）甲", "（二）乙", "（四）丙", "（四）丁"], True),  # one number is another
        (["1.甲", "2.乙", "2.丙"], True),
        (["1.甲", "2.乙", "2.丙", "3.丁"], True),  # comes twice, and the rest goes on
        (["一是甲；二是乙；四是丙；五是丁。"], True),
        (["（一）甲", "（二）乙", "丙", "（四）丁"], True),  # skipped, and nothing between
        (["（一）甲", "（二）乙", "(三)丙", "（四）丁"], False),  # in other brackets
        (["一是甲；二是乙；三则丙；四是丁。"], False),
        (["1.甲", "2.乙", "③丙", "4.丁"], False),
        (["一是甲；三是乙。"], False),
        (["（一）甲", "（四）乙", "（二）丙", "（七）丁"], False),
    ],
)
def test_a_row_is_surely_wrong_where_one_number_is(paragraphs, certain):
    (row,) = wrong_rows(rows(paragraphs))
    assert is_certain(row, paragraphs) is certain


@pytest.mark.parametrize(
    ("paragraphs", "said", "count"),
    [
        (["主要有以下三个问题：一是甲；二是乙。"], "三个问题", 2),
        (["存在两点不足：（一）甲。（二）乙。（三）丙。"], "两点不足", 3),
        (["公开工作还存在两个方面的问题：", "一是甲。", "二是乙。", "三是丙。"], "两个方面的问题", 3),
        (["有以下3个突出短板。", "前言。", "存在四个困难：", "1.甲。", "2.乙。"], "四个困难", 2),
        (["下一步从三个方面改进：一要甲，二要乙。"], "三个方面改进", 2),
        (["有以下两大困难，一是甲，二是乙，三是丙。"], "两大困难", 3),
        (["存在三个问题：一是甲；二是乙。改进措施：一是丙；二是丁；三是戊。"], "三个问题", 2),
    ],
)
def test_another_number_of_points_than_announced_is_told(paragraphs, said, count):
    (found,) = miscounted(paragraphs, rows(paragraphs))
    assert paragraphs[found.paragraph][found.start : found.end] == said
    assert len(found.marks) == count


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["主要有以下三个问题：一是甲；二是乙；三是丙。"],
        ["存在以下几个问题：一是甲；二是乙。"],
        ["存在三个问题：一是甲；二是乙；三要留意丙。"],
        ["存在三个问题：一是甲；二是乙；第三，丙。"],
        ["存在三个问题：一是甲；二是乙；此外，丙。"],
        ["存在三个问题：一是甲（其中一是子，二是丑）；二是乙；三是丙。"],
        ["存在三个问题：", "（一）甲。一是子；二是丑。", "（二）乙。", "（三）丙。"],
        ["针对存在的三个问题：一是做甲；二是做乙。"],
        ["整改上年三方面不足：一是做甲；二是做乙。"],
        ["去年整改了三个问题。", "一是做甲；二是做乙。"],
        ["从内容、形式两方面问题入手：一是甲；二是乙；三是丙。"],
        ["推进三个平台建设：一是建甲；二是建乙。"],
        ["存在三方面问题：制度方面，一是甲；二是乙。队伍方面，一是丙。"],
        ["第三方面问题：一是甲；二是乙。"],
        ["存在两个问题：一是甲；三是乙；三是丙。"],  # the numbers are told
    ],
)
def test_as_many_points_as_announced_and_what_announces_none_are_left_alone(paragraphs):
    assert list(miscounted(paragraphs, rows(paragraphs))) == []


@pytest.mark.parametrize(
    ("text", "once"),
    [
        ("严格信息审核审核后公开", "审核"),
        ("县县政府网站", "县"),
        ("推进政府信息政府信息公开", "政府信息"),
        ("更新不及时的的问题", "的"),
        ("第第一季度", "第"),
        ("对于于答复不满", "于"),
    ],
)
def test_a_word_written_twice_is_told(text, once):
    (word,) = doubled_words(text)
    assert word.once == once
    assert text[word.start : word.end] == once * 2


@pytest.mark.parametrize(
    "text",
    [
        "人人参与、天天更新，事事有回应，件件有着落",
        "一步一步推进，一件一件办理，一次一次督促",
        "达到目的的方式，作为为民办事的窗口，工作作风",
        "信息公开工作工作人员、申请申请人、按照要求要求各单位",
        "全县县直部门、全市市级机关、各县县政府",
        "公开开展情况、存在在册、以及及时更新、进行了了解",
        "与参与与会人员、由理由由简到繁、可以以函件答复",
        "政务公开公开栏、政务服务服务大厅",
        "12345 12345",
    ],
)
def test_doubling_on_purpose_or_by_chance_is_left_alone(text):
    assert doubled_words(text) == ()


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        (
            "身份证号１１０１０５１９４９１２３１００２Ｘ。",
            Personal.IDENTITY,
            "１１０１０５１９４９１２３１００２Ｘ",
        ),
        ("证件 110105 19491231 002x 已核", Personal.IDENTITY, "110105 19491231 002x"),
        ("请拨打13905990001联系", Personal.MOBILE, "13905990001"),
        ("电话+86 139-0599-0001", Personal.MOBILE, "+86 139-0599-0001"),
        ("卡号6222 0212 3456 7890 128", Personal.BANK_CARD, "6222 0212 3456 7890 128"),
        ("王某，家住青禾县城关镇幸福路12号", Personal.HOME, "家住青禾县城关镇幸福路12号"),
    ],
)
def test_personal_data_is_told_at_its_place(text, kind, said):
    (found,) = personal_data(text)
    assert found.kind is kind
    assert text[found.start : found.end] == said


@pytest.mark.parametrize(
    "text",
    [
        "身份证号110105194912310021",  # the check digit is wrong
        "编号110105194913310026",  # no day of the year
        "电话0599-8123456，热线12345、12319，传真0599-8123457",
        "访问量13905990001次，资金13905990001元",
        "卡号6222021234567890127",  # Luhn says no
        "地址：青禾县人民路18号，邮编：353000",
        "住建局12号文，住房保障3号公告，住户2号楼",
        "索引号014416330/2018-04736，代码11310110002456892K",
        "{{ requests.received.total }}",
    ],
)
def test_what_an_office_publishes_itself_is_left_alone(text):
    assert personal_data(text) == ()
