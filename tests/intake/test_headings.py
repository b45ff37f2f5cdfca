"""Headings of sections: those in other words, and items of the first section that sound like them."""

import pytest

from tests.intake.test_texts import codes, read_text, whole

ITEMS = ["主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息管理情况", "其他需要报告的事项"]


@pytest.mark.parametrize("number", ["{}.", "（{}）", "{}、", "({})", ""])
@pytest.mark.parametrize("behind", ["。已完成。", "\n已完成。", "。\n已完成。"])
def test_items_of_the_first_section_that_sound_like_other_sections_stay_there(tmp_path, number, behind):
    items = [f"{number.format(at)}{item}{behind}" for at, item in enumerate(ITEMS, 1)]
    imported = read_text(tmp_path, whole(overview=["一、总体情况", *items]))
    assert imported.report.section("overview") == tuple("\n".join(items).split("\n"))
    assert imported.report.section("disclosure") == ("disclosure的文字。",)
    assert imported.report.section("other") == ("other的文字。",)
    assert codes(imported) == []


def test_an_item_is_no_heading_where_the_heading_itself_is_missing(tmp_path):
    table = "信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|0|0|0\n行政规范性文件|1|0|7\n行政许可|5"
    text = whole(
        overview=["一、总体情况", "主动公开政府信息情况", "已公开。"], disclosure=[table, "表下一段。"]
    )
    imported = read_text(tmp_path, text)
    assert imported.report.section("overview") == ("主动公开政府信息情况", "已公开。")
    assert imported.report.section("disclosure") == ("表下一段。",)


@pytest.mark.parametrize(
    ("section", "heading"),
    [
        ("overview", "一、2023年政府信息公开总体工作"),
        ("disclosure", "二、行政机关主动公开政府信息情况"),
        ("disclosure", "二、主动公开工作情况"),
        ("requests", "三、行政机关收到和处理依申请公开情况"),
        ("requests", "三．依申请公开工作办理情况"),
        ("requests", "第三部分 依申请公开工作办理情况"),
        ("litigation", "四、因政府信息公开引起的复议诉讼情况"),
        ("litigation", "四、行政复议和应诉"),
        ("problems", "五、工作中的不足与下一步改进"),
        ("problems", "五 工作中的不足与下一步改进"),
        ("problems", "五、存在的主要问题及下一年打算"),
        ("other", "六、其它事项"),
        ("other", "六、其他需要报告的事项。"),
        ("requests", "三、收到和处理政府信息公开申请情况。"),
        ("problems", "5.工作中存在的问题及改进情况"),
        ("litigation", "四：政府信息公开行政复议和诉讼情况"),
        ("other", "六、需要说明的有关事项"),
    ],
)
def test_headings_in_other_words_behind_the_sections_own_number(tmp_path, section, heading):
    imported = read_text(tmp_path, whole(**{section: [heading, "这里是文字。"]}))
    assert imported.report.section(section) == ("这里是文字。",)
    assert "read-missing-heading" not in codes(imported)


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        *(
            (number, "一二三四五六")
            for number in ("第{}部分 ", "第{}部分、", "第{}部分", "第{}章　", "第 {} 部分：")
        ),
        ("{}、", "ⅠⅡⅢⅣⅤⅥ"),
        ("{} ", "一二三四五六"),
        ("{}. ", "123456"),
    ],
)
def test_headings_numbered_in_other_ways(tmp_path, number, digits):
    headings = {
        "overview": "总体情况",
        "disclosure": "主动公开政府信息情况",
        "requests": "收到和处理政府信息公开申请情况",
        "litigation": "政府信息公开行政复议、行政诉讼情况",
        "problems": "存在的主要问题及改进情况",
        "other": "其他需要报告的事项",
    }
    own = {
        section: [number.format(digits[at]) + words, f"这是第{at}段。"]
        for at, (section, words) in enumerate(headings.items())
    }
    imported = read_text(tmp_path, whole(**own))
    read = [imported.report.section(section) for section in headings]
    assert read == [(f"这是第{at}段。",) for at in range(6)]
    assert codes(imported) == []


CAPTIONS = [
    "表1 主动公开政府信息情况统计表",
    "表二：主动公开政府信息情况",
    "（单位：件）",
    "主动公开政府信息情况一览表\n单位：件",
]


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_above_a_table_is_no_text(tmp_path, caption):
    table = "信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|0|0|0\n行政规范性文件|1|0|7\n行政许可|5"
    text = whole(disclosure=["二、主动公开政府信息情况", "表上一段。", caption, table, "表下一段。"])
    imported = read_text(tmp_path, text)
    assert imported.report.section("disclosure") == ("表上一段。", "表下一段。")
    beside = whole(disclosure=["二、主动公开政府信息情况", caption, "表上一段。", table])
    assert caption.split("\n")[0] in read_text(tmp_path, beside).report.section("disclosure")
