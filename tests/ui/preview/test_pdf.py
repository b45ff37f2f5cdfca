import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

import intake
from export.errors import ExportError
from model import forms
from model.report import Report
from tests.support.pdf_text import facts_of, pages_of
from ui.look.typefaces import Face, font
from ui.preview import pdf
from ui.preview.pages import lay_out
from ui.preview.searchable import meanings, put_right
from ui.preview.turns import InTurns

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


def given(content: bytes) -> InTurns[bytes]:
    """Some content in the place of what would be painted."""
    yield
    return content


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
def test_the_file_has_bookmarks_and_a_language_and_embeds_its_fonts(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    pdf.write(REPORT, path)
    reader = PdfReader(path)
    found: list[tuple[int, str, int]] = []
    _walk(reader, reader.outline, 0, found)
    sections = [(0, section.heading) for section in FORM.definition.sections]
    assert [one[:2] for one in found] == [
        (0, "清河市2023年政府信息公开工作年度报告"),
        sections[0],
        (1, "（一）主动公开"),
        *sections[1:],
    ]
    pages = pages_of(path)
    assert all(title.split("（一）")[0] in pages[number] for _, title, number in found)
    assert reader.root_object["/Lang"] == "zh-CN"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    faces = [face for page in reader.pages for face in page["/Resources"]["/Font"].values()]
    assert faces
    for face in faces:
        (descendant,) = face.get_object()["/DescendantFonts"]
        descriptor = descendant.get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


@pytest.mark.usefixtures("qapp")
def test_the_same_report_gives_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    first = pdf.render(REPORT)
    time.sleep(1.1)  # its dates would be others
    assert pdf.render(REPORT) == first


def _walk(reader: PdfReader, items: list, level: int, found: list[tuple[int, str, int]]) -> None:
    for item in items:
        if isinstance(item, list):
            _walk(reader, item, level + 1, found)
        else:
            found.append((level, item.title, reader.get_destination_page_number(item)))


@pytest.mark.usefixtures("qapp")
def test_text_stands_in_reading_order_and_blanks_are_blanks(tmp_path: Path) -> None:
    pdf.write(REPORT, tmp_path / "a.pdf")
    text = PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    assert "".join(text.split()).startswith(
        "清河市2023年政府信息公开工作年度报告一、总体情况（一）主动公开。"
    )
    assert not {one for one in text if one < " " and one not in "\n\r"}
    assert put_right(b"beginbfrange\n<0001> <0002> [<0001> <4E00>]\nendbfrange", "", []) == (
        b"beginbfrange\n<0001> <0002> [<0020> <4E00>]\nendbfrange"
    )


@pytest.mark.usefixtures("qapp")
def test_a_character_that_no_font_has_is_told_and_nothing_written(tmp_path: Path) -> None:
    rare = replace(REPORT, preamble=("清河镇\U0010fffd村公开信息。",))
    with pytest.raises(ExportError, match="没有“\U0010fffd”（共 1 个字）"):
        pdf.write(rare, tmp_path / "a.pdf")
    assert not list(tmp_path.iterdir())


def test_a_computer_without_a_chinese_font_is_told(tmp_path: Path) -> None:
    latin = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not latin.exists():
        pytest.skip("needs a font without Chinese characters (fonts-dejavu)")
    (tmp_path / "fonts").mkdir()
    shutil.copy(latin, tmp_path / "fonts")
    config = (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{tmp_path}/fonts</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    (tmp_path / "fonts.conf").write_text(config)
    code = (
        "from pathlib import Path; from model.report import Report; from ui.preview import pdf;"
        "report = Report(form='2021', organ='清河市', year=2023, title='年度报告');"
        f"pdf.write(report, Path({str(tmp_path / 'a.pdf')!r}))"
    )
    environment = {
        "PYTHONPATH": str(Path(pdf.__file__).parents[2]),
        "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert "ExportError: 这台电脑的字体里没有“年度报告" in done.stderr
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.usefixtures("qapp")
def test_the_file_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = replace(REPORT, cells={**REPORT.cells, "requests.received.total": "7"})
    spoilt = pdf.render(other)
    monkeypatch.setattr(pdf, "rendered", lambda *_: given(spoilt))
    with pytest.raises(ExportError, match="“一、本年新收政府信息公开申请数量 · 总计”应为"):
        pdf.write(REPORT, tmp_path / "a.pdf")
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("qapp")
def test_rare_characters_that_a_font_has_are_no_reason_to_refuse(tmp_path: Path) -> None:
    rare = replace(REPORT, preamble=("清河镇\U00020bb7村公开信息。",))
    if pdf.missing_characters(lay_out(rare)):
        pytest.skip("no font here has U+20BB7")
    pdf.write(rare, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").exists()


@pytest.mark.usefixtures("qapp")
def test_a_paragraph_that_is_lost_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = pdf.render(REPORT)
    monkeypatch.setattr(pdf, "rendered", lambda *_: given(spoilt))
    longer = replace(REPORT, sections={**REPORT.sections, "problems": ("工作力量不足。",)})
    with pytest.raises(
        ExportError, match="“五、存在的主要问题及改进情况”第 1 段“工作力量不足。”没有完整读出"
    ):
        pdf.write(longer, tmp_path / "a.pdf")


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


@pytest.mark.usefixtures("qapp")
def test_digits_among_latin_words_are_written_as_digits(tmp_path: Path) -> None:
    words = "The server runs Linux 8.6 with 500 users on 19 May，另有12个账号。"
    latin = replace(REPORT, sections={**REPORT.sections, "overview": (words,)})
    pdf.write(latin, tmp_path / "a.pdf")
    read = intake.read(tmp_path / "a.pdf").report.section("overview")
    assert "".join("".join(read).split()) == "".join(words.split())


@pytest.mark.usefixtures("qapp")
def test_a_report_of_hundreds_of_pages_is_refused_in_words_that_say_what_to_do(tmp_path: Path) -> None:
    long = replace(REPORT, sections={"problems": ("各科室按照分工逐项落实，年底前完成。" * 7_500,)})
    with pytest.raises(ExportError, match=r"太长，.*没有导出.*改为导出 Word"):
        pdf.write(long, tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []
