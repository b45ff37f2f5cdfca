from decimal import Decimal

import pytest

from model.chinese.figures import Kind, find
from model.chinese.numerals import worth


def said(text: str) -> list[tuple[str, Decimal, str]]:
    return [(one.text, one.value, one.counter) for one in find(text)]


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("收到申请1,234件", "1,234", "1234"),
        ("收到申请１２３４件", "１２３４", "1234"),
        ("收到申请 350 件", "350", "350"),
        ("作出决定1.2万件", "1.2万", "12000"),
        ("收到申请三十二件", "三十二", "32"),
        ("收到申请两件", "两", "2"),
        ("收到申请一百二十件", "一百二十", "120"),
        ("收到申请一千零五件", "一千零五", "1005"),
        ("占百分之五", "百分之五", "5"),
        ("占百分之五点六", "百分之五点六", "5.6"),
        ("增长1.08%", "1.08%", "1.08"),
        ("增长１.０８％", "１.０８％", "1.08"),
        ("收费86.35万元", "86.35万元", "863500"),
        ("收费7.27亿元", "7.27亿元", "727000000"),
        ("收费863500元", "863500元", "863500"),
    ],
)
def test_a_figure_is_found_with_its_value_at_its_place(text, written, value):
    (figure,) = find(text)
    assert figure.text == written
    assert figure.value == Decimal(value)
    assert not figure.approximate
    assert text[figure.start : figure.end] == written


@pytest.mark.parametrize(
    "text",
    [
        "2024年12月31日",
        "自2024年1月1日至2024年12月31日",
        "二〇二四年",
        "2023—2024年",
        "1月20日",
        "12月底",
        "国办发〔2016〕80号",
        "国办公开办函[2019]60号",
        "第二十条第（一）项",
        "第3期",
        "第三十六条",
        "（一）主动公开",
        "1.加强领导",
        "。2、完善制度",
        "电话0736-7101234",
        "手机13800138000",
        "12345热线",
        "一是加强领导，二是强化监督",
        "打造一个平台",
        "落实“双公示”",
        "“三公”经费",
        "全国两会",
        "一站式服务",
        "最多跑一次",
        "危及“三安全一稳定”",
        "四类过程性信息",
        "三审三校",
        "一部分工作",
        "进一步统一思想",
        "党的二十大精神",
        "五年来",
        "减少1/3",
    ],
)
def test_what_is_no_figure_is_not_taken_for_one(text):
    assert find(text) == ()


@pytest.mark.parametrize(
    "text", ["30余件", "300多条", "近百件", "约350件", "超过200件", "20件以上", "3—5件", "3至5件", "近2万件"]
)
def test_about_so_many_is_not_compared(text):
    assert all(one.approximate for one in find(text))


@pytest.mark.parametrize(("text", "rounded"), [("31339余条", False), ("31300余条", True), ("139余条", True)])
def test_what_is_told_to_its_last_digit_was_not_rounded(text, rounded):
    assert [one.approximate for one in find(text)] == [rounded]


@pytest.mark.parametrize(
    ("text", "about"),
    [("约38.20万元", False), ("约38万元", True), ("约38.2万元", True), ("超38.20万元", True)],
)
def test_an_amount_told_to_the_hundredth_is_compared(text, about):
    assert [one.approximate for one in find(text)] == [about]


@pytest.mark.parametrize(
    ("text", "said", "fitting", "wrong"),
    [
        ("减少三成", "三成", "38", "41"),
        ("近八成半按期答复", "近八成半", "79", "70"),
        ("占3成多", "3成多", "36", "25"),
        ("翻了近两番", "近两番", "260", "120"),
        ("同比翻番", "番", "90", "30"),
        ("占四分之三以上", "四分之三以上", "78", "70"),
        ("过半数申请", "过半数", "66", "40"),
        ("超过半数", "超过半数", "66", "40"),
        ("增长近两倍", "近两倍", "1.8", "1.2"),
        ("增长3倍多", "3倍多", "3.4", "2.5"),
        ("占不到70%", "不到70%", "66", "75"),
    ],
)
def test_what_is_rough_is_wrong_beyond_its_limits_only(text, said, fitting, wrong):
    (figure,) = find(text)
    assert figure.text == said
    assert figure.approximate
    assert figure.agrees(Decimal(fitting))
    assert not figure.agrees(Decimal(wrong))


@pytest.mark.parametrize("text", ["一成不变", "三成员单位", "近半年", "通过半天", "别有一番", "番茄"])
def test_what_is_no_portion_is_not_taken_for_one(text):
    assert find(text) == ()


def test_a_list_shares_its_counter():
    assert said("分别为12、13和14件") == [
        ("12", Decimal(12), "件"),
        ("13", Decimal(13), "件"),
        ("14", Decimal(14), "件"),
    ]


def test_a_percentage_is_no_count():
    (figure,) = find("占38.9%")
    assert figure.kind is Kind.PERCENT


@pytest.mark.parametrize(
    ("written", "number", "agrees"),
    [
        ("84.5万件", "845210", True),
        ("84.6万件", "845210", False),
        ("1.09%", "1.0847", False),
        ("1.08%", "1.0847", True),
        ("1.1%", "1.0847", True),
        ("1.0%", "1.0847", True),  # cut off instead of rounded: many offices do
        ("1.2%", "1.0847", False),
        ("350件", "350", True),
        ("350件", "351", False),
        ("九十六万元", "961600", True),
        ("九十五万元", "961600", False),
        ("27.948692万元", "279487", True),  # the table has it with fewer digits
        ("27.948692万元", "279480", False),
        ("27.95万元", "279000", False),
        ("三十二件", "33", False),
    ],
)
def test_a_rounded_figure_agrees_to_its_digits(written, number, agrees):
    (figure,) = find(written)
    assert figure.agrees(Decimal(number)) is agrees


@pytest.mark.parametrize(
    ("written", "number", "expected"),
    [
        ("84.6万件", "845210", "84.5万"),
        ("8.05%", "5.0847", "5.08%"),
        ("3.65亿元", "356184273", "3.56亿元"),
        ("三十五件", "36", "36"),
        ("1,204件", "1240", "1240"),
        ("九十五万元", "961600", "96万元"),
    ],
)
def test_the_right_figure_is_written_in_the_same_way(written, number, expected):
    (figure,) = find(written)
    assert figure.rewritten(Decimal(number)) == expected


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("二十", 20), ("一百零三", 103), ("三万五千", 35000), ("一二三", None)]
)
def test_chinese_numbers(text, value):
    assert worth(text) == value


def test_more_digits_than_any_figure_has_are_none():
    assert said(f"收到{'1' * 100}件，占{'1' * 100}%") == [
        ("1" * 100, Decimal("1" * 100), "件"),
        (f"{'1' * 100}%", Decimal("1" * 100), ""),
    ]
    assert said(f"收到{'1' * 101}件，占{'1' * 1_500_000}%") == []
