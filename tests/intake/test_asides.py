"""What a Word file has beside its body is told: comments, page headers and footers that say something new."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

import intake
from export import word
from model import forms
from tests.support import documents as d

FORM = forms.load(forms.known()[-1])
REPORT = d.full_report(FORM)


def told(path: Path) -> list[str]:
    """The sentences about what was not read."""
    imported = intake.read(path)
    assert imported.report.cells == REPORT.cells
    return [r.facts.sentence for r in imported.remarks if r.code == "read-unplaced-text"]


def with_pages(path: Path, change) -> Path:
    """An exported report whose first section's header and footer python-docx writes."""
    document = docx.Document(io.BytesIO(word.render(REPORT)))
    section = document.sections[0]
    for part in (section.header, section.footer):
        part.is_linked_to_previous = False
    change(section)
    document.save(path)
    return path


def field(paragraph, instruction: str, shown: str) -> None:
    """A field with what it shows, as Word writes a page number."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run(text if kind == "text" else "")
        if kind == "":
            made = OxmlElement("w:instrText")
            made.text = text
            run._r.append(made)
        elif kind != "text":
            made = OxmlElement("w:fldChar")
            made.set(qn("w:fldCharType"), kind)
            run._r.append(made)


@pytest.mark.parametrize("form_id", forms.known())
def test_a_file_of_our_own_has_nothing_beside_its_body(form_id, tmp_path):
    path = tmp_path / "own.docx"
    path.write_bytes(word.render(d.full_report(forms.load(form_id))))
    assert [r.code for r in intake.read(path).remarks] == []


def test_comments_are_told_each(tmp_path):
    document = docx.Document(io.BytesIO(word.render(REPORT)))
    paragraph = document.paragraphs[-1]
    for text in ("这个数请再核对。", "落款日期改不改？"):
        document.add_comment(paragraph.runs, text=text, author="审核人", initials="审")
    document.save(tmp_path / "c.docx")
    assert told(tmp_path / "c.docx") == [
        "批注没有读入：“这个数请再核对。”。",
        "批注没有读入：“落款日期改不改？”。",
    ]


def test_words_in_a_header_and_a_footer_are_told(tmp_path):
    def change(section):
        section.header.paragraphs[0].text = "送审稿，请勿外传"
        section.footer.paragraphs[0].text = "咨询电话：0123-4567890"

    assert told(with_pages(tmp_path / "p.docx", change)) == [
        "页脚没有读入：“咨询电话：0123-4567890”。",
        "页眉没有读入：“送审稿，请勿外传”。",
    ]


def test_the_same_header_on_first_and_other_pages_is_told_once(tmp_path):
    def change(section):
        section.different_first_page_header_footer = True
        section.first_page_header.is_linked_to_previous = False
        for header in (section.header, section.first_page_header):
            header.paragraphs[0].text = "送审稿，请勿外传"

    assert told(with_pages(tmp_path / "p.docx", change)) == ["页眉没有读入：“送审稿，请勿外传”。"]


def test_page_numbers_are_not_told(tmp_path):
    def change(section):
        header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
        header.text = "— 3 —"
        footer.add_run("第 ")
        field(footer, " PAGE ", "3")
        footer.add_run(" 页 共 ")
        field(footer, " NUMPAGES ", "十二")
        footer.add_run(" 页")

    assert told(with_pages(tmp_path / "p.docx", change)) == []


@pytest.mark.parametrize(
    "text",
    [
        REPORT.title,
        REPORT.organ,
        f"{REPORT.organ}\t{REPORT.year}年",
        f"{REPORT.organ}{REPORT.year}年政府信息公开年度报告",
        "政府信息公开工作年度报告",
    ],
)
def test_the_title_and_the_organ_again_are_not_told(text, tmp_path):
    def change(section):
        section.header.paragraphs[0].text = text

    assert told(with_pages(tmp_path / "p.docx", change)) == []


def test_last_years_title_in_the_header_is_told(tmp_path):
    def change(section):
        section.header.paragraphs[0].text = FORM.title(REPORT.organ, REPORT.year - 3).replace("\n", "")

    (sentence,) = told(with_pages(tmp_path / "p.docx", change))
    assert sentence.startswith("页眉没有读入：")
    assert str(REPORT.year - 3) in sentence


def test_words_beside_the_page_number_are_told(tmp_path):
    def change(section):
        footer = section.footer.paragraphs[0]
        footer.text = f"{REPORT.organ}\t内部资料\t第"
        field(footer, " PAGE ", "3")
        footer.add_run("页")

    assert told(with_pages(tmp_path / "p.docx", change)) == ["页脚没有读入：“内部资料”。"]
