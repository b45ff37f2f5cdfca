"""What is written is read back the same; what would not be is refused, and the old file stays."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import intake
from export import ExportError, html, readback, word
from export.printed import as_printed
from model import forms
from model.report import Report
from model.report.length import MOST_CHARACTERS, MOST_PARAGRAPHS
from tests.support.export_reports import report, with_cell, with_text

WRITERS = pytest.mark.parametrize(("module", "suffix"), [(word, ".docx"), (html, ".html")])
FORMS = pytest.mark.parametrize("form_id", forms.known())

_FIGURES = st.one_of(
    st.sampled_from(["", "0", "/", "-3", "+4", "0.5", "197.3万", "128668元"]), st.integers(0, 10**9).map(str)
)
# What is no figure stands in labelled rows alone: by itself in table four it looks like one more heading.
_ANYTHING = st.one_of(_FIGURES, st.sampled_from(["12 件", "<x>&", "无"]))
_WORDS = st.text(
    "信息公开政务答复条例甲乙丙，；：“”《》&<>'\"abc019 %.-{}%\n\t\u3000\x07\u200b𠮷", max_size=40
)
_TEXT = st.builds("关于{}的说明".format, _WORDS)
_SECTION = st.lists(st.one_of(_TEXT, _TEXT.map("（一）{}".format), _TEXT.map("1.{}".format)), max_size=4)


@st.composite
def _reports(draw, form_id: str) -> Report:
    form = forms.load(form_id)
    cells = {
        address: draw(_ANYTHING if cell.table.label_columns else _FIGURES)
        for address, cell in form.cells.items()
    }
    return replace(
        report(form_id),
        cells={address: text for address, text in cells.items() if text},
        preamble=tuple(draw(_SECTION)),
        sections={name: tuple(draw(_SECTION)) for name in form.sections},
    )


@WRITERS
@FORMS
def test_full_report_comes_back(tmp_path, module, suffix, form_id):
    target = tmp_path / f"年度报告{suffix}"
    module.write(report(form_id), target)
    found = intake.read(target)
    expected = as_printed(report(form_id))
    assert found.remarks == ()
    assert found.report.cells == expected.cells
    assert dict(found.report.sections) == {name: texts for name, texts in expected.sections.items() if texts}
    assert found.report.preamble == expected.preamble
    assert found.report.signature == expected.signature
    assert found.report.title.split() == expected.title.split()
    assert (found.report.form, found.report.year) == (form_id, report(form_id).year)


@WRITERS
@FORMS
def test_blank_report_comes_back(tmp_path, module, suffix, form_id):
    form = forms.load(form_id)
    blank = Report(form=form_id, organ="青石市", year=form.definition.first_year)
    target = tmp_path / f"空白{suffix}"
    module.write(blank, target)
    assert intake.read(target).report.cells == {}


@WRITERS
@FORMS
@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # shrinking a whole report takes minutes
)
@given(data=st.data())
def test_random_report_comes_back(tmp_path, module, suffix, form_id, data):
    made = data.draw(_reports(form_id))
    module.write(made, tmp_path / f"年度报告{suffix}")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            with_cell(report(), "requests.received.total", "7"),
            "“一、本年新收政府信息公开申请数量 · 总计”应为",
        ),
        (
            with_text(report(), "problems", "一是别的。", "二是更新不够及时。"),
            "“五、存在的主要问题及改进情况”第 1 段应为",
        ),
        (with_text(report(), "problems", "一是解读形式比较单一。"), "缺少第 2 段“二是更新不够及时。”"),
        (
            with_text(report(), "other", "本年度没有收取信息处理费。", "另有说明。"),
            "“六、其他需要报告的事项”和“落款”第 2 段",
        ),
        (replace(report(), preamble=()), "“标题和前言”缺少第 2 段"),
        (report("2019"), "格式应为“2021年格式”"),
    ],
)
def test_every_difference_is_named(tmp_path, written, said):
    file = tmp_path / "x.docx"
    file.write_bytes(word.render(written))
    with pytest.raises(ExportError) as refused:
        readback.prove(file, as_printed(report()))
    assert said in str(refused.value)


@WRITERS
def test_text_that_reads_as_a_heading_goes_out_with_a_mark(tmp_path, module, suffix):
    target = tmp_path / f"报告{suffix}"
    heading = forms.load("2021").sections["problems"].heading
    made = with_text(report(), "overview", "概述。", heading, "尾声。")
    module.write(made, target)
    assert intake.read(target).report.section("overview") == ("概述。", heading, "尾声。")


@pytest.mark.parametrize("section", ["disclosure", "litigation", "problems", "other"])
def test_a_line_of_the_first_section_that_reads_as_a_later_heading_stays_there(tmp_path, section):
    target = tmp_path / "报告.docx"
    heading = forms.load("2021").sections[section].heading
    word.write(with_text(report(), "overview", "概述。", heading, "尾声。"), target)
    assert intake.read(target).report.section("overview") == ("概述。", heading, "尾声。")


@pytest.mark.parametrize("write", [word.write, html.write])
@pytest.mark.parametrize("part", ["preamble", "overview", "other", "signature"])
@pytest.mark.parametrize(
    "text",
    ["联系我们：市政务服务中心三楼", "字号：青政公开第3号", "（此件公开发布）", "— 3 —", "扫一扫关注我们"],
)
def test_text_that_looks_like_a_pages_own_is_no_reason_to_refuse(tmp_path, write, part, text):
    before = report()
    if part in ("preamble", "signature"):
        changed = replace(before, **{part: (*getattr(before, part), text)})
    else:
        changed = with_text(before, part, text, *before.section(part))
    write(changed, tmp_path / f"x.{write.__module__[-4:]}")
    content = (tmp_path / f"x.{write.__module__[-4:]}").read_bytes()
    assert content


@WRITERS
@pytest.mark.parametrize("preamble", [(), report().preamble])
@pytest.mark.parametrize(
    "title",
    [
        "青石市人民政府2021年政府信息公开年报",
        "青石市人民政府2021年政府信息公开工作年度报告（征求意见稿）",
        "青石市人民政府政府信息公开工作年度报告\n（2021年度）",
    ],
)
def test_a_title_in_a_wording_of_its_own_is_no_reason_to_refuse(tmp_path, module, suffix, title, preamble):
    made = replace(report(), title=title, preamble=preamble)
    module.write(made, tmp_path / f"x{suffix}")
    other = replace(made, title=title.replace("青石市", "白石市"))
    with pytest.raises(ExportError, match="第 1 段应为“白石市"):
        readback.prove(tmp_path / f"x{suffix}", as_printed(other))


def test_text_that_belongs_nowhere_counts_once(tmp_path):
    file = tmp_path / "x.docx"
    file.write_bytes(word.render(with_text(report(), "other", "甲。", "— 3 —")))
    with pytest.raises(ExportError, match="第 2 段应为“— 3 —”"):
        readback.prove(file, as_printed(with_text(report(), "other", "甲。", "— 3 —", "— 3 —")))


@WRITERS
def test_a_report_too_long_to_be_checked_goes_out_as_a_draft(module, suffix, tmp_path):
    sentence = "各科室按照分工逐项落实，年底前完成。"
    long = with_text(report(), "problems", sentence * (MOST_CHARACTERS // len(sentence) + 1))
    module.write(long, tmp_path / f"a{suffix}")
    with pytest.raises(intake.Unreadable, match="内容过多"):
        intake.read(tmp_path / f"a{suffix}")
    many = with_text(
        report(), "problems", *(f"第{number}件事已做完。" for number in range(MOST_PARAGRAPHS + 1))
    )
    module.write(many, tmp_path / f"a{suffix}")


def test_what_is_too_long_to_be_read_back_is_refused_in_its_own_words(tmp_path):
    long = with_text(report(), "problems", "甲" * 4_000_000)
    with pytest.raises(ExportError, match=r"有 4000\d{3} 字，太长.*没有导出"):
        word.write(long, tmp_path / "a.docx")
    assert list(tmp_path.iterdir()) == []
