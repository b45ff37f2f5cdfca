"""One report in every kind of file comes in with every cell and every paragraph equal.

``files/office-*`` were made by LibreOffice 7.4 of this program's own Word files of the same reports.
"""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

import intake
from export import word
from intake.pages import pdfium
from intake.pages.placed import Page
from model.report import Report
from tests.support.export_reports import report
from tests.support.ofd import ofd
from ui.preview import pdf

FILES = Path(__file__).parent / "files"
FORMS = ("2021", "2019")


def content(read: Report) -> tuple:
    """All that a file tells."""
    return (
        read.form,
        read.organ,
        read.year,
        read.title,
        read.preamble,
        read.sections,
        read.signature,
        read.cells,
    )


def wanted(form: str, tmp_path: Path) -> tuple:
    """What the Word file of the report tells."""
    path = tmp_path / "wanted.docx"
    path.write_bytes(word.render(report(form)))
    read = intake.read(path)
    assert not read.remarks
    assert len(read.report.cells) == len(report(form).cells)
    return content(read.report)


def pages(content: bytes) -> list[Page]:
    """The pages of a PDF, as they are read."""
    document = pypdfium2.PdfDocument(content)
    reader = pdfium._Reader()
    return [reader.page(document, number) for number in range(len(document))]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("suffix", [".doc", ".odt", ".pdf"])
def test_files_of_an_office_program(form: str, suffix: str, tmp_path: Path) -> None:
    read = intake.read(FILES / f"office-{form}{suffix}")
    assert not read.remarks
    assert content(read.report) == wanted(form, tmp_path)


@pytest.mark.parametrize("form", FORMS)
def test_our_own_pdf(form: str, tmp_path: Path, qapp: QApplication) -> None:
    path = tmp_path / "own.pdf"
    path.write_bytes(pdf.render(report(form)))
    read = intake.read(path)
    assert not read.remarks
    assert content(read.report) == wanted(form, tmp_path)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("alone", [False, True])
def test_an_ofd(form: str, alone: bool, tmp_path: Path) -> None:
    path = tmp_path / "archived.ofd"
    path.write_bytes(ofd(pages((FILES / f"office-{form}.pdf").read_bytes()), alone=alone))
    read = intake.read(path)
    assert not read.remarks
    assert content(read.report) == wanted(form, tmp_path)


@pytest.mark.parametrize("suffix", [".wps", ".dat", ""])
def test_an_old_word_file_by_any_name(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"report{suffix}"
    path.write_bytes((FILES / "office-2021.doc").read_bytes())
    assert content(intake.read(path).report) == wanted("2021", tmp_path)


def test_choices_of_a_binary_document_are_told(tmp_path: Path) -> None:
    """What was chosen stands where the library does not look; the code of its field is there."""
    path = tmp_path / "choices.doc"
    plain = (FILES / "office-2021.doc").read_bytes()
    path.write_bytes(plain + " FORMDROPDOWN ".encode("utf-16-le").ljust(512, b"\0"))
    told = [str(remark.facts.sentence) for remark in intake.read(path).remarks]
    assert "下拉框没有读入：“选中的内容”。" in told
    assert not [one for one in told if "勾选框" in one]
