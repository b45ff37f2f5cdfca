"""Files that are met seldom: tables that lay a page out, odd packages, other XML, wrong kinds of files."""

import zipfile
import zlib
from pathlib import Path

import pytest

import intake
from model import forms
from tests.support import documents as d

FORM = forms.load(forms.known()[-1])
REPORT = d.full_report(FORM)


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def rewritten(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def with_document(path: Path, change) -> Path:
    d.docx_report(path, FORM, REPORT)
    parts = parts_of(path)
    parts["word/document.xml"] = change(parts["word/document.xml"].decode())
    return rewritten(path, parts)


def refused(path: Path) -> str:
    with pytest.raises(intake.Unreadable) as caught:
        intake.read(path)
    return str(caught.value)


def test_a_report_laid_out_in_a_table(tmp_path: Path) -> None:
    """Some offices put the whole report into one cell of a table, to draw a frame around it."""

    def frame(text: str) -> bytes:
        head, body = text.split("<w:body>")
        inner = body.partition("</w:body>")[0]
        row = f"<w:tr><w:tc>{inner}</w:tc></w:tr>"
        return f"{head}<w:body><w:tbl>{row}</w:tbl></w:body></w:document>".encode()

    read = intake.read(with_document(tmp_path / "r.docx", frame)).report
    assert read.cells == REPORT.cells
    assert dict(read.sections) == dict(REPORT.sections)


def test_a_figure_in_a_table_of_its_own_inside_a_cell(tmp_path: Path) -> None:
    figure = next(iter(REPORT.cells.values()))

    def wrap(text: str) -> bytes:
        plain = d.paragraph(figure)
        assert plain in text
        boxed = f"<w:tbl><w:tr><w:tc>{plain}</w:tc></w:tr></w:tbl><w:p/>"
        return text.replace(plain, boxed, 1).encode()

    assert intake.read(with_document(tmp_path / "r.docx", wrap)).report.cells == REPORT.cells


@pytest.mark.parametrize("table", list(FORM.tables))
def test_a_long_note_in_a_table_does_not_make_it_a_page_layout(tmp_path: Path, table: str) -> None:
    cells = {a: t for number, (a, t) in enumerate(REPORT.cells.items()) if number % 3}
    report = d.replace(REPORT, cells=cells)
    made = d.table_of(FORM, table, cells)
    note = "注：" + "本表由各科室报送的数据汇总而成，" * 30
    wide = max(cell.column + cell.column_span for cell in made)
    under = [*made, d.TableCell(note, d.height(made), 0, column_span=wide)]
    read = intake.read(d.docx_report(tmp_path / "r.docx", FORM, report, {table: [under]}))
    assert dict(read.report.cells) == cells
    assert read.remarks == ()
    assert read.report.section(FORM.section_of(table).id)[0] == note
    beside = [*made, d.TableCell(note, d.height(made) - 1, wide)]
    read = intake.read(d.docx_report(tmp_path / "r.docx", FORM, report, {table: [beside]}))
    assert dict(read.report.cells) == cells
    (told,) = read.remarks
    assert told.facts.figures == (note,)
    assert len(str(told.facts.sentence)) < 150


def test_strict_word_files_and_other_encodings_are_read(tmp_path: Path) -> None:
    picture = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p></w:body>"

    def strict(text: str) -> bytes:
        for kind in ("wordprocessingml", "drawingml"):
            usual = f"http://schemas.openxmlformats.org/{kind}/2006/main"
            assert usual in text
            text = text.replace(usual, f"http://purl.oclc.org/ooxml/{kind}/main")
        return text.replace("</w:body>", picture).encode()

    imported = intake.read(with_document(tmp_path / "strict.docx", strict))
    assert imported.report.cells == REPORT.cells
    assert [remark.code for remark in imported.remarks] == ["read-picture"]
    path = with_document(
        tmp_path / "wide.docx",
        lambda text: text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
    )
    assert intake.read(path).report.cells == REPORT.cells


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe<\xd8<\xd8", b"<w:document>", b"", b"<a/>"],
    ids=["half characters", "cut off", "empty", "another document"],
)
def test_a_document_part_that_is_none(tmp_path: Path, content: bytes) -> None:
    assert refused(with_document(tmp_path / "r.docx", lambda _: content)).endswith("。")


def test_an_entity_in_a_late_document_type_is_refused(tmp_path: Path) -> None:
    late = "<!--" + " " * 70_000 + '--><!DOCTYPE x [<!ENTITY e "x">]>'
    path = with_document(tmp_path / "r.docx", lambda text: text.replace("?>", f"?>{late}", 1).encode())
    assert "外部实体" in refused(path)


def patched(path: Path, at: int, value: bytes, record: bytes) -> Path:
    """Write over a field of every header of one kind in a package."""
    content = bytearray(path.read_bytes())
    place = content.find(record)
    while place >= 0:
        content[place + at : place + at + len(value)] = value
        place = content.find(record, place + 4)
    path.write_bytes(content)
    return path


def test_packages_with_a_password_or_an_unknown_compression(tmp_path: Path) -> None:
    locked = patched(d.docx_report(tmp_path / "a.docx", FORM, REPORT), 8, b"\x01\x00", b"PK\x01\x02")
    assert "密码" in refused(patched(locked, 6, b"\x01\x00", b"PK\x03\x04"))
    odd = patched(d.docx_report(tmp_path / "b.docx", FORM, REPORT), 10, b"\x63\x00", b"PK\x01\x02")
    assert "压缩方式" in refused(patched(odd, 8, b"\x63\x00", b"PK\x03\x04"))


def test_damage_inside_a_compressed_part(tmp_path: Path) -> None:
    path = d.docx_report(tmp_path / "a.docx", FORM, REPORT)
    whole = zlib.compress(b"x")
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 40] = whole * 3 + bytes(40 - 3 * len(whole))
    path.write_bytes(content)
    assert "损坏" in refused(path)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", "规章,1,2\n".encode(), "电子表格"),
        ("a.xlsx", b"PK\x03\x04rest", "损坏"),
        ("a.doc", "纯文字".encode(), "另存为"),
        ("a.txt", ("报告" * 400_000).encode(), "太大"),
        ("a.nianbao", b" " * (13 * 1024 * 1024) + b"{}", "空文件"),
        ("b.nianbao", b"{" + b" " * (13 * 1024 * 1024), "太大"),
    ],
)
def test_wrong_kinds_of_files(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert says in refused(path)


def test_a_large_package_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.docx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(101 * 1024 * 1024)
    assert "太大" in refused(path)
