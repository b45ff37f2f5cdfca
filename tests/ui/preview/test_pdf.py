import subprocess
import sys
from pathlib import Path

import pytest

from export.errors import ExportError
from model import forms
from model.report import Report
from tests.support.pdf_text import facts_of, pages_of
from ui.look.typefaces import Face, font
from ui.preview import pdf
from ui.preview.pages import lay_out
from ui.preview.searchable import meanings, put_right

FORM = forms.load("2021")
REPORT = Report(
    form="2021",
    organ="清河市",
    year=2023,
    title="清河市2023年\n政府信息公开工作年度报告",
    sections={"overview": ("（一）主动公开。收到申请{{ requests.received.total }}件。",)},
    signature=("清河市人民政府办公室", "2024年1月25日"),
    cells={address: str(100 + n) for n, address in enumerate(FORM.cells)},
)


@pytest.mark.usefixtures("qapp")
def test_the_file_holds_what_the_pages_show(tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    pdf.write(REPORT, path)
    pages = pages_of(path)
    assert len(pages) == len(lay_out(REPORT))
    text = "".join(pages)
    figure = REPORT.cells[next(a for a in FORM.cells if a == "requests.received.total")]
    assert f"收到申请{figure}件。" in text
    assert "清河市2023年政府信息公开工作年度报告" in text
    assert "清河市人民政府办公室" in pages[-1]
    assert all(f"—{number}—" in page for number, page in enumerate(pages, 1))
    assert all(value in text for value in REPORT.cells.values())


@pytest.mark.usefixtures("qapp")
def test_the_file_tells_title_and_size(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    pdf.write(REPORT, path)
    facts = facts_of(path)
    assert facts["Title"] == "清河市2023年政府信息公开工作年度报告"
    assert "A4" in facts["Page size"]


@pytest.mark.usefixtures("qapp")
def test_the_old_file_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "a.pdf"
    with pytest.raises(ExportError, match="文件夹"):
        pdf.write(REPORT, path)
    folder = tmp_path / "a.pdf"
    folder.mkdir()
    with pytest.raises(ExportError, match="文件夹"):
        pdf.write(REPORT, folder)
    assert list(tmp_path.iterdir()) == [folder]


def test_without_a_window_and_without_a_display(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    code = (
        "from pathlib import Path; from model.report import Report; from ui.preview import pdf;"
        "report = Report(form='2021', organ='清河市', year=2023, title='年度报告');"
        f"pdf.write(report, Path({str(path)!r})); pdf.write(report, Path({str(path)!r}))"
    )
    environment = {"PYTHONPATH": str(Path(pdf.__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert path.read_bytes().startswith(b"%PDF-")


@pytest.mark.usefixtures("qapp")
def test_characters_that_share_a_glyph_with_a_radical_are_found() -> None:
    face = font(Face.FANG, 100)
    meant = meanings(set("人民政府工作"), [face])
    if not meant:
        pytest.skip("no font here shares glyphs between characters and radicals")
    assert meant["⺠"] == "民"
    assert put_right(b"beginbfrange\n[<2EA0> <2F00>]\nendbfrange <2EA0>", "民", [face]) == (
        b"beginbfrange\n[<6C11> <2F00>]\nendbfrange <2EA0>"
    )


# An error in the middle of a page, and what Python tidies up after it.
SPOILT = """
import gc
from PySide6.QtGui import QGuiApplication
from model.report import Report
from ui.preview import pages, pdf
application = QGuiApplication(["", "-platform", "offscreen"])
report = Report(form="2021", organ="清河市", year=2023, title="年度报告")
paint = pages.Page.paint
def fail(page, painter):
    raise MemoryError
pages.Page.paint = fail
for _ in range(3):
    try:
        pdf.render(report)
    except MemoryError:
        pass
    gc.collect()
pages.Page.paint = paint
print(pdf.render(report)[:5])
"""


def test_an_error_in_the_middle_of_a_page_does_not_end_the_program() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SPOILT],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "b'%PDF-'", "")
