"""Whatever a clerk may write goes out as a draft, to Word and to a web page, and comes back equal."""

import random
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

import intake
from export import html, word
from export.printed import as_printed
from intake import marks
from model import forms
from model.report import Report
from model.values import canonical
from tests.support.export_reports import report, with_cell, with_text

WRITERS = pytest.mark.parametrize(("module", "suffix"), [(word, ".docx"), (html, ".html")])
ORGAN = "青石市人民政府"
ODD_LINES = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "二、主动公开政府信息情况 全年发布三百条。",
    "三、收到和处理政府信息公开申请情况",
    "三、 依申请公开",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况：",
    "六、其他需要报告的事项",
    "主动公开政府信息情况",
    "（一）予以公开",
    "第二十条第（一）项",
    "信息内容",
    "自然人",
    "3",
    "12 7",
    "0 0 0 0 0 0 0",
    "— 3 —",
    "- 12 -",
    "第3页 共8页",
    "2024年1月26日",
    "二〇二四年一月二十六日",
    ORGAN,
    "青石市人民政府办公室 2022年1月26日",
    "目录",
    "一、总体情况……1",
    "扫一扫关注我们",
    "联系我们：市政务服务中心三楼",
    "（此件公开发布）",
    "上一篇：没有了",
    "打印本页 关闭窗口",
    "来源：办公室 发布时间：2022-01-26",
    "续表",
    "表三（续）",
    "（文字描述）",
    "注：本表数据含所属各单位。",
    "青石市人民政府2021年政府信息公开工作年度报告",
    "白石县水利局2020年政府信息公开工作年度报告",
    "一、",
    "（一）",
    "1.",
    "。",
    "无",
    "<b>不是标签</b>&nbsp;",
    "{{ 不是名称 }}",
    "第一行\n二、主动公开政府信息情况\n第三行",
    "字" * 3000,
    "https://www.example.cn/a?b=1&c=2",
    "𠮷与\u3000全角空格",
)
ODD_FIGURES = (
    "12.6万元",
    "126000元",
    "126000 元",
    "1.2亿元",
    "约3",
    "3件",
    "无",
    "合计",
    "总计",
    "自然人",
    "信息内容",
    "一、本年新收政府信息公开申请数量",
    "详见附件一所列各项说明",
    "12\n7",
    "１２",
    "1,234",
    "-3",
    "+4",
    "/",
    "--",
    "①",
    "见注②",
    "字" * 400,
)


def random_report(chance: random.Random, form_id: str) -> Report:
    """A report with a few odd lines and figures anywhere in it."""
    made = report(form_id)
    form = forms.load(form_id)

    def odd(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
        lines = list(paragraphs)
        for _ in range(chance.choice((0, 0, 1, 1, 2, 4))):
            lines.insert(chance.randint(0, len(lines)), chance.choice(ODD_LINES))
        return tuple(lines)

    cells = dict(made.cells)
    for address in chance.sample(list(form.cells), chance.choice((0, 1, 3, 20))):
        cells[address] = chance.choice(ODD_FIGURES)
    for address in chance.sample(list(form.cells), chance.choice((0, 5, 60))):
        cells.pop(address, None)
    return replace(
        made,
        preamble=odd(made.preamble),
        sections={name: odd(made.section(name)) for name in form.sections},
        signature=odd(made.signature) if chance.random() < 0.3 else made.signature,
        cells=cells,
    )


def comes_back(made: Report, file: Path, write) -> list[str]:  # type: ignore[no-untyped-def]
    """Write a report; return the places where the file reads back as something else."""
    write(made, file)
    found, printed = as_printed(intake.read(file).report), as_printed(made)
    wrong = [name for name in printed.form.sections if found.text(name) != printed.text(name)]
    wrong += [name for name in ("preamble", "signature") if found.text(name) != printed.text(name)]
    return wrong + [
        address for address, text in printed.cells.items() if found.cells.get(address) != canonical(text)
    ]


@WRITERS
@pytest.mark.parametrize("seed", range(12))
def test_any_draft_goes_out_and_comes_back_equal(tmp_path, module, suffix, seed):
    chance = random.Random(seed)
    made = random_report(chance, forms.known()[seed % 2])
    assert comes_back(made, tmp_path / f"x{suffix}", module.write) == []


@WRITERS
def test_a_count_with_idle_decimals_goes_out_and_comes_back_as_the_count(tmp_path, module, suffix):
    made = report()
    address = next(iter(made.cells))
    module.write(replace(made, cells={**made.cells, address: "1,234.00"}), tmp_path / f"x{suffix}")
    assert intake.read(tmp_path / f"x{suffix}").report.cells[address] == "1234"


def test_a_usual_report_has_no_marks(tmp_path):
    word.write(report(), tmp_path / "x.docx")
    assert marks.BOOKMARK not in document(tmp_path / "x.docx")
    html.write(report(), tmp_path / "x.html")
    assert marks.ATTRIBUTE not in (tmp_path / "x.html").read_text("utf-8")


def document(file: Path) -> str:
    with zipfile.ZipFile(file) as package:
        return package.read("word/document.xml").decode()


def edited(file: Path, before: str, after: str) -> Report:
    """The report after somebody has changed the file in Word, where its marks stay."""
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"].decode()
    assert text.count(before) == 1
    parts["word/document.xml"] = text.replace(before, after).encode()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return intake.read(file).report


ODD = "六、其他需要报告的事项"


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    """A file whose section five holds the heading of section six as a line of text."""
    file = tmp_path / "x.docx"
    word.write(with_text(report(), "problems", "开头一段。", f"{ODD}：", "收尾一段。"), file)
    assert marks.BOOKMARK in document(file)
    return file


def test_in_an_edited_file_what_is_seen_wins(marked):
    made = edited(marked, "收尾一段。", "改过的收尾一段。")
    assert made.section("problems") == ("开头一段。", f"{ODD}：", "改过的收尾一段。")


def test_marked_lines_under_another_heading_belong_there(marked):
    made = edited(marked, forms.load("2021").sections["problems"].heading, "一个小标题")
    assert made.section("problems") == ()
    assert "开头一段。" in made.section("litigation")


def test_a_changed_date_is_still_the_signature(tmp_path):
    file = tmp_path / "x.docx"
    word.write(with_text(report(), "problems", f"{ODD}："), file)
    made = edited(file, "2022年1月26日", "2022年1月30日")
    assert made.signature == ("青石市人民政府办公室", "2022年1月30日")


@pytest.mark.parametrize("mark", ["", "overview", "_nianbao_", "overview_zzzzzzzz", "_00000000", "x_y_z"])
def test_a_mark_of_nonsense_is_none(mark):
    assert marks.part(mark, "正文") == ""
    assert marks.part(marks.in_bookmark(mark), "正文") == ""


def test_a_figure_with_a_unit_prints_as_typed_in_its_cell_alone(tmp_path):
    made = with_cell(report(), "disclosure.fees.amount", "126000元")
    made = with_text(made, "other", "全年收费{{ disclosure.fees.amount }}万元。")
    word.write(made, tmp_path / "x.docx")
    assert ">126000元<" in document(tmp_path / "x.docx")
    assert "全年收费12.6万元。" in document(tmp_path / "x.docx")
