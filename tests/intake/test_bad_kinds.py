"""What is wrong with a .doc, PDF, OFD, workbook or web archive is one Chinese sentence, soon."""

import io
import struct
from pathlib import Path

import pypdfium2
import pytest

import intake
from export import html
from intake.pages.placed import Page
from tests.fuzz.seeds import archived, placed, plain_pdf, web_archive, with_part
from tests.intake.test_bad_files import refused
from tests.support.export_reports import report
from tests.support.ofd import ROOT, document, ofd, packed, page_of, texts

FILES = Path(__file__).parent / "files"
WIDTH, HEIGHT = 595, 842


def made(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "name", ["office-2021.doc", "office-2021.pdf", "office-2021.xls", "office-2021.ods", "office-2021.odt"]
)
@pytest.mark.parametrize("part", [0.02, 0.3, 0.7, 0.98])
def test_cut_off_files_are_told_or_read_as_far_as_they_go(tmp_path: Path, name: str, part: float) -> None:
    whole = (FILES / name).read_bytes()
    path = made(tmp_path, name, whole[: int(len(whole) * part)])
    try:
        intake.read(path)
    except intake.Unreadable:
        assert f"“{name}”" in refused(path)


# ---------------------------------------------------------------------------- pdf


def picture_pdf() -> bytes:
    """A PDF whose pages are pictures, as a scanner makes it."""
    pdf = pypdfium2.PdfDocument.new()
    page = pdf.new_page(WIDTH, HEIGHT)
    bitmap = pypdfium2.PdfBitmap.new_native(8, 8, pypdfium2.raw.FPDFBitmap_BGR)
    image = pypdfium2.PdfImage.new(pdf)
    image.set_bitmap(bitmap)
    image.set_matrix(pypdfium2.PdfMatrix().scale(WIDTH, HEIGHT))
    page.insert_obj(image)
    page.gen_content()
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def test_a_scanned_pdf(tmp_path: Path) -> None:
    assert "扫描件（1 页图片）" in refused(made(tmp_path, "a.pdf", picture_pdf()))


def test_the_unseen_text_behind_a_scan_is_not_read(tmp_path: Path) -> None:
    unseen = plain_pdf().replace(b"BT /F1 14 Tf", b"BT 3 Tr /F1 9 Tf")
    assert "没有可以读取的文字" in refused(made(tmp_path, "a.pdf", unseen))


def test_a_pdf_with_a_password(tmp_path: Path) -> None:
    path = made(tmp_path, "a.pdf", (FILES / "password.pdf").read_bytes())
    assert "密码" in refused(path)


def test_a_pdf_of_something_else(tmp_path: Path) -> None:
    assert "没有找到年度报告" in refused(made(tmp_path, "a.pdf", plain_pdf()))


# ---------------------------------------------------------------------------- doc


def test_a_word_document_with_a_password(tmp_path: Path) -> None:
    content = bytearray((FILES / "office-2021.doc").read_bytes())
    at = content.index(b"\xec\xa5")  # the head of the document's stream
    flags = struct.unpack_from("<H", content, at + 10)[0]
    struct.pack_into("<H", content, at + 10, flags | 0x0100)  # “encrypted”
    assert "密码" in refused(made(tmp_path, "a.doc", bytes(content)))


def test_a_compound_file_of_another_kind(tmp_path: Path) -> None:
    content = (FILES / "office-2021.doc").read_bytes()
    content = content.replace("WordDocument".encode("utf-16-le"), "VisioDocumen".encode("utf-16-le"))
    assert "不是 Word 文档，也不是电子表格" in refused(made(tmp_path, "a.doc", content))


# ---------------------------------------------------------------------------- ofd


def test_a_scanned_ofd(tmp_path: Path) -> None:
    pages = [Page(WIDTH, HEIGHT, pictures=1)] * 3
    assert "扫描件（3 页图片）" in refused(made(tmp_path, "a.ofd", ofd(pages)))


def test_an_ofd_without_words(tmp_path: Path) -> None:
    assert "没有可以读取的文字" in refused(made(tmp_path, "a.ofd", ofd([Page(WIDTH, HEIGHT)])))


def test_an_encrypted_ofd(tmp_path: Path) -> None:
    parts = {"OFD.xml": ROOT, "Encryptions.xml": "<x/>"}
    assert "加密" in refused(made(tmp_path, "a.ofd", packed(parts)))


def test_an_ofd_that_lacks_a_page(tmp_path: Path) -> None:
    parts = {"OFD.xml": ROOT, "Doc_0/Document.xml": document(1)}
    assert "损坏" in refused(made(tmp_path, "a.ofd", packed(parts)))


@pytest.mark.parametrize(
    "page",
    [
        page_of(
            [
                '<ofd:TextObject Size="5"><ofd:TextCode DeltaX="g 999999999 1">一</ofd:TextCode>'
                "</ofd:TextObject>"
            ]
        ),
        page_of(
            ['<ofd:TextObject Size="nan"><ofd:TextCode X="1e999" Y="inf">一</ofd:TextCode></ofd:TextObject>']
        ),
        page_of(
            ["<ofd:PathObject><ofd:AbbreviatedData>M M L 1 S B 9</ofd:AbbreviatedData></ofd:PathObject>"]
        ),
        page_of(['<ofd:PathObject CTM="1 2" Boundary="a b c d"><ofd:AbbreviatedData/></ofd:PathObject>']),
        page_of([], box="0 0 -5 0"),
        page_of([], box="0 0 1e300 1e300"),
    ],
)
def test_odd_numbers_in_an_ofd(tmp_path: Path, page: str) -> None:
    content = with_part(archived(), "Doc_0/Pages/Page_0/Content.xml", page.encode())
    refused(made(tmp_path, "a.ofd", content))


def test_what_an_ofd_has_on_each_page_is_read(tmp_path: Path) -> None:
    head = "".join(texts(placed("青石市2022年政府信息公开工作年度报告", 80, 120)))
    words = placed("一、总体情况", 80, 200) + placed("本年度没有收到政府信息公开申请。", 112, 230)
    read = intake.read(made(tmp_path, "a.ofd", ofd([Page(WIDTH, HEIGHT, words)], head)))
    assert (read.report.organ, read.report.year) == ("青石市", 2022)
    assert read.report.sections["overview"] == ("本年度没有收到政府信息公开申请。",)


# ---------------------------------------------------------------------------- mht


@pytest.mark.parametrize("suffix", [".mht", ".mhtml", ".html"])
@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "base64"), ("gb18030", "quoted-printable")])
def test_a_page_saved_in_one_file(tmp_path: Path, suffix: str, charset: str, encoding: str) -> None:
    content = web_archive(html.render(report()), charset, encoding)
    read = intake.read(made(tmp_path, f"a{suffix}", content))
    assert read.report.cells == report().cells
    assert read.report.sections == {
        part: tuple(text.replace("{{ requests.received.total }}", "1016") for text in texts)
        for part, texts in report().sections.items()
    }


def test_a_web_archive_without_a_page(tmp_path: Path) -> None:
    assert "没有网页内容" in refused(made(tmp_path, "a.mht", b"From: x\r\nMIME-Version: 1.0\r\n\r\nhello"))
