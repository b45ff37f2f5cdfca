"""The properties of a Word file: year, organ and persons that nobody sees while writing."""

from pathlib import Path

import pytest
from docx import Document

import intake
from export import word
from tests.support.export_reports import report

REPORT = report()


def sentences(path: Path, **properties: str) -> list[str]:
    word.write(REPORT, path)
    document = Document(str(path))
    for name, text in properties.items():
        setattr(document.core_properties, name, text)
    document.save(str(path))
    read = intake.read(path)
    assert not any("属性" in one.facts.sentence for one in read.assumed)  # nothing to do in last year's file
    told = read.remarks
    return [str(one.facts.sentence) for one in told if one.code in ("read-properties", "personal-data")]


def test_what_the_program_writes_itself_is_right(tmp_path):
    assert sentences(tmp_path / "a.docx") == []


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("title", f"{REPORT.organ}{REPORT.year - 1}年政府信息公开工作年度报告", f"报告是 {REPORT.year} 年的"),
        ("title", f"{REPORT.year - 1}年年报（定稿）", f"报告是 {REPORT.year} 年的"),
        ("keywords", f"信息公开；{REPORT.year - 1} 年", "“标记”"),
        ("comments", f"根据{REPORT.year - 2}年的报告修改", "“备注”"),
        (
            "subject",
            f"云州市水利局{REPORT.year}年政府信息公开工作年度报告",
            f"报告是“{REPORT.organ}人民政府”的",
        ),
        ("author", "张某 13812345678", "“作者”里有个人信息"),
        ("last_modified_by", "13812345678", "“上次修改者”里有个人信息"),
    ],
)
def test_what_is_left_over_is_told_with_its_place(tmp_path, name, text, says):
    (sentence,) = sentences(tmp_path / "a.docx", **{name: text})
    assert says in sentence
    assert "“文件”→“信息”→“属性”" in sentence


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("title", f"{REPORT.year}年年报"),
        ("title", "政府信息公开工作年度报告"),
        ("title", "Microsoft Word - 新建文档"),
        ("title", f"{REPORT.year - 1}—{REPORT.year}"),
        (
            "comments",
            f"按国办公开办函〔{REPORT.year - 3}〕30号的格式；{REPORT.year}年1月定稿，{REPORT.year + 1}年",
        ),
        ("author", "2019年装的电脑"),
        ("comments", "联系电话：0912-1234567"),
    ],
)
def test_what_is_right_or_says_nothing_of_the_report_is_left_alone(tmp_path, name, text):
    assert sentences(tmp_path / "a.docx", **{name: text}) == []
