"""What stands around a title: an index, dates, buttons, the title again; and reports without one."""

import pytest

from tests.intake.test_texts import codes, read_text, whole


@pytest.mark.parametrize(
    "line",
    [
        "日期：2024-01-29",
        "发布时间：2024-01-24",
        "时间：2024-01-11 11:18",
        "来源：青禾县林业局 时间：2024-01-31",
        "字体：【 默认 超大",
        "字体：[大 中 小]",
        "• 字号：",
        "分享：",
        "• |",
        "语音播报     |     简明问答     |    图文解读",
        "（2024年3月 26日）",
        "二〇二四年三月二十六日",
        "青禾县林业局",
        "青禾县林业局政府信息公开工作年度报告",
        "青禾县林业局2023年政府信息公开工作年度报告",
        "青禾县林业局\n2023年政府信息公开工作年度报告",
    ],
)
def test_what_a_page_sets_under_the_title_is_told_and_no_preamble(tmp_path, line):
    title = "青禾县林业局2023年政府信息公开工作年度报告"
    imported = read_text(tmp_path, whole(f"{title}\n{line}"))
    assert (imported.report.title, imported.report.preamble) == (title, ("根据条例编制本报告。",))
    told = next(remark for remark in imported.remarks if remark.code == "read-unplaced-text")
    assert told.facts.paragraphs == tuple(line.split("\n"))
    assert codes(imported) == ["read-unplaced-text"]


@pytest.mark.parametrize(
    "line",
    [
        "时间：数据统计期限自2023年1月1日起至12月31日止",
        "来源：本报告由青禾县林业局编制。",
        "现将青禾县林业局2023年政府信息公开工作年度报告",
        "2023年，青禾县林业局全面推进政务公开",
        "编制说明：",
        "小结",
    ],
)
def test_a_line_with_words_of_its_own_stays_in_the_preamble(tmp_path, line):
    imported = read_text(tmp_path, whole("青禾县林业局2023年政府信息公开工作年度报告\n" + line))
    assert imported.report.preamble == (line, "根据条例编制本报告。")
    assert codes(imported) == []


@pytest.mark.parametrize(
    "label", ["标题: ", "名 称：", "信息名称:", "文件名称：", "附件：", "附 件1: ", "【年度报告】"]
)
def test_the_label_of_an_index_is_no_part_of_the_title(tmp_path, label):
    title = "青禾县林业局2023年政府信息公开工作年度报告"
    alone = read_text(tmp_path, whole(label + title))
    assert (alone.report.organ, alone.report.title) == ("青禾县林业局", title)
    assert codes(alone) == []
    both = read_text(tmp_path, whole(f"{label}{title}\n发文日期：2024-01-19\n{title}"))
    assert (both.report.organ, both.report.title) == ("青禾县林业局", title)
    assert both.remarks[-1].facts.paragraphs == (label + title, "发文日期：2024-01-19")


@pytest.mark.parametrize(
    ("preamble", "organ"),
    [
        ("按照要求，特编制青禾县人民政府办公室2023年政府信息公开工作年度报告。", "青禾县人民政府办公室"),
        ("现将青禾县林业局2023年度政府信息公开年度报告向社会公布。", "青禾县林业局"),
        ("向社会公布2023年青禾县林业局政府信息公开工作年度报告。", "青禾县林业局"),
        ("现公布2023年青禾县人民政府信息公开年度报告。", "青禾县人民政府"),
        ("现公布我局2023年政府信息公开工作年度报告。", ""),
        ("现将县林业局2023年政府信息公开工作年度报告公布如下。", ""),
        ("现编制并发布青禾县林业局2023年政府信息公开工作年度报告。", ""),
        ("现将2023年政府信息公开工作年度报告公布如下。", ""),
        (
            "现将青禾县林业局2023年政府信息公开年度报告公布。\n"
            "现将青禾县水利局2023年政府信息公开年度报告公布。",
            "",
        ),
    ],
)
def test_without_a_title_the_preamble_may_name_the_organ(tmp_path, preamble, organ):
    imported = read_text(tmp_path, whole(preamble))
    assert imported.report.organ == organ
    assert codes(imported)[:2] == ["read-missing-title", "read-guessed-organ"]


def test_places_of_a_long_organ_stand_on_a_line_of_their_own(tmp_path):
    lines = "北山维吾尔自治区青石自治州青禾县\n林业和草原局（县绿化办公室）\n2023年政府信息公开工作年度报告"
    imported = read_text(tmp_path, whole(lines))
    assert imported.report.organ.replace("(", "（").startswith("北山维吾尔自治区青石自治州青禾县林业和草原局")
    assert codes(imported) == []
