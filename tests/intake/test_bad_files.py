"""Whatever is wrong with a file: one Chinese sentence, soon, and with little memory."""

import io
import os
import re
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

import intake
from model import forms
from tests.support import documents as d

FORM = forms.load(forms.known()[-1])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(path: Path) -> str:
    """Read a bad file; returns the sentence, having checked that it is one, in Chinese, and soon there."""
    start = time.process_time()  # what else the machine does is not ours
    with pytest.raises(intake.Unreadable) as caught:
        intake.read(path)
    assert time.process_time() - start < 10
    sentence = str(caught.value)
    assert re.search("[一-鿿]", sentence)
    assert sentence.endswith("。")
    assert sentence.count("。") <= 2
    assert "Traceback" not in sentence
    return sentence


def made(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def docx(tmp_path):
    return d.docx_report(tmp_path / "good.docx", FORM, d.full_report(FORM))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.doc", OLE + b"\x00" * 600, "另存为"),
        ("a.wps", OLE + b"\x00" * 600, "另存为"),
        ("a.docx", OLE + b"\x00" * 600, "另存为"),
        ("a.xls", OLE + b"\x00" * 600, "电子表格"),
        ("a.et", OLE + b"\x00" * 600, "电子表格"),
        ("a.docx", OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        ("a.docx", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        ("a.rtf", b"{\\rtf1\\ansi", "RTF"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "图片"),
        ("a.mht", b"MIME-Version: 1.0\r\n", "网页"),
        ("a.mhtml", b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n<html>", "网页内容"),
        ("a.rar", b"Rar!\x1a\x07\x01\x00rest", "解压"),
        ("a.docx", b"7z\xbc\xaf\x27\x1crest", "解压"),
        ("a.doc", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:x/>', "Word 的 XML"),
        ("a.xml", b'<?xml version="1.0"?><office:document><office:body/></office:document>', "XML 文档"),
        ("a.uot", b'\xef\xbb\xbf<?xml version="1.0"?><uof:UOF/>', "另存为"),
        ("a.docx", b"", "空文件"),
        ("a.txt", b" \n\t\n", "空文件"),
        ("a.docx", b"not a zip at all", "损坏"),
        ("a.txt", "今天天气很好。".encode(), "没有找到"),
        ("a.txt", "今天天气很好。".encode("gb18030"), "没有找到"),
        ("a.txt", b"\xff\xff\xfe\x81\x20\xff", "编码"),
        ("a.txt", b"\x00\x01\x02\x03" * 99, "。"),
        ("a.html", b"<html><body><p>nothing</p></body></html>", "没有找到"),
        ("a.html", b"<html></html>", "没有找到"),
        ("a.nianbao", b"{", "损坏"),
        ("a.nianbao", b'{"version": 99}', "升级"),
        ("~$report.docx", b"\x06lock", "临时文件"),
    ],
)
def test_what_is_no_report_is_told(tmp_path, name, content, says):
    assert says in refused(made(tmp_path, name, content))


def test_a_folder(tmp_path):
    assert "文件夹" in refused(tmp_path)


def test_a_missing_file(tmp_path):
    assert "找不到" in refused(tmp_path / "nowhere.docx")


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_without_permission(tmp_path):
    path = docx(tmp_path)
    path.chmod(0)
    assert "权限" in refused(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_docx(tmp_path, share):
    content = docx(tmp_path).read_bytes()
    assert "损坏" in refused(made(tmp_path, "cut.docx", content[: int(len(content) * share)]))


def test_a_docx_with_a_flipped_byte_is_refused_or_read_whole(tmp_path):
    content = docx(tmp_path).read_bytes()
    whole = intake.read(tmp_path / "good.docx").report
    for at in range(0, len(content), 97):
        path = made(tmp_path, "flipped.docx", content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :])
        try:
            assert intake.read(path).report == whole
        except intake.Unreadable:
            continue


@pytest.mark.parametrize(
    ("name", "part", "says"),
    [
        ("a.docx", "readme.txt", "是压缩包"),
        ("a.zip", "report.docx", "是压缩包"),
        ("a.ofd", "OFD.xml", "损坏"),
        ("a.odt", "content.xml", "损坏"),
        ("a.docx", "[Content_Types].xml", "损坏"),
    ],
)
def test_a_zip_that_is_no_document_is_told_by_what_it_is(tmp_path, name, part, says):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(part, "hello")
    assert says in refused(made(tmp_path, name, buffer.getvalue()))


def bomb(path: Path, gigabytes: float) -> Path:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
        package.open("word/document.xml", "w", force_zip64=True) as stream,
    ):
        stream.write(f"<w:document {d.NAMESPACES}><w:body><w:p><w:r><w:t>".encode())
        block = b" " * (16 * 1024 * 1024)
        for _ in range(int(gigabytes * 64)):
            stream.write(block)
    return path


def test_a_bomb_is_not_unpacked(tmp_path):
    path = bomb(tmp_path / "bomb.docx", 0.25)
    tracemalloc.start()
    try:
        sentence = refused(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "过大" in sentence
    assert peak < 100 * 1024 * 1024


def test_a_directory_of_a_million_parts_is_not_listed(tmp_path):
    path = tmp_path / "many.docx"
    with zipfile.ZipFile(path, "w") as package:
        for number in range(20_000):
            package.writestr(f"part{number:0100d}", b"")
    assert "过多" in refused(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_and_nothing_is_fetched(tmp_path, encoding):
    secret = made(tmp_path, "secret.txt", b"TOP SECRET")
    document = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
        f"<w:document {d.NAMESPACES}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
    )
    path = d.write_docx(tmp_path / "x.docx", "")
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", document.encode(encoding))
    sentence = refused(path)
    assert "外部实体" in sentence


def test_deep_nesting_in_word(tmp_path):
    deep = "<w:sdt><w:sdtContent>" * 3000 + d.paragraph("x") + "</w:sdtContent></w:sdt>" * 3000
    assert "过深" in refused(d.write_docx(tmp_path / "deep.docx", deep))


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "b", "font"])
def test_deep_nesting_in_a_page(tmp_path, tag):
    assert "过" in refused(made(tmp_path, "deep.html", b"<html><body>" + f"<{tag}>".encode() * 60_000))


def test_a_report_that_is_a_picture(tmp_path):
    body = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>" * 3
    assert "图片" in refused(d.write_docx(tmp_path / "scan.docx", body))


def test_a_docx_without_tables_keeps_its_texts_and_tells_each_table(tmp_path):
    report = d.full_report(FORM)
    path = d.docx_report(tmp_path / "texts.docx", FORM, report, {table: [] for table in FORM.tables})
    imported = intake.read(path)
    assert dict(imported.report.sections) == dict(report.sections)
    assert [r.code for r in imported.remarks] == ["read-missing-table"] * len(FORM.tables)


@pytest.mark.parametrize("piece", ["1|", "\t1\n", "报告", "一、总体情况\n", "规章|0|0|0\n", "(", "一、\n\n"])
def test_endless_text_ends_soon(tmp_path, piece):
    refused(made(tmp_path, "long.txt", (piece * 1_000_000).encode()[:1_000_000]))


@pytest.mark.parametrize("count", [240_000, 2_000_000])
@pytest.mark.parametrize(
    "piece", ["<w:tc/>", "<w:tr/>", "<w:tbl/>", "<w:p/>", "<w:tr><w:tc><w:p/></w:tc></w:tr>"]
)
def test_an_endless_document_ends_soon(tmp_path, piece, count):
    body = f"<w:tbl><w:tr>{piece * (count // piece.count('<'))}</w:tr></w:tbl>"
    refused(d.write_docx(tmp_path / "endless.docx", body))


@pytest.mark.parametrize("piece", ["<td>1", "<tr>", "<p>x", "<br>x"])
def test_an_endless_page_ends_soon(tmp_path, piece):
    page = "<html><body><table>" + piece * 240_000
    refused(made(tmp_path, "endless.html", page.encode()))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a.nianbao"])
def test_a_pipe_is_not_waited_for(tmp_path, name):
    os.mkfifo(tmp_path / name)
    refused(tmp_path / name)


def test_a_paragraph_of_megabytes_is_too_much_and_not_damaged(tmp_path):
    path = d.write_docx(tmp_path / "long.docx", d.paragraph("公开" * 3_000_000))
    assert "过多" in refused(path)


def test_a_link_to_itself_is_told_in_chinese(tmp_path):
    path = tmp_path / "loop.docx"
    path.symlink_to(path)
    assert "循环的链接" in refused(path)


def test_a_million_characters_in_ordinary_paragraphs_are_too_much(tmp_path):
    sentence = "全年办理政府信息公开申请，逐件登记、答复、归档。" * 40
    many = d.paragraph("一、总体情况") + d.paragraph(sentence) * (1_000_000 // len(sentence))
    assert "过多" in refused(d.write_docx(tmp_path / "many.docx", many))
    few = d.paragraph("一、总体情况") + d.paragraph(sentence) * (100_000 // len(sentence))
    assert intake.read(d.write_docx(tmp_path / "few.docx", few)).report.sections["overview"]
