"""What is fuzzed: every reader, each as a function of bytes that must end in a result or in its own refusal.

A target raises only when something is wrong; see guard.py for what holds of all of them.
"""

import io
import re
import tempfile
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from unittest.mock import patch

import intake
from export import ExportError, package, word
from export.template import make
from intake import apart, clipboard, pipeline
from intake.failures import Unreadable
from intake.formats import Document, Format, encodings
from intake.formats.text import blocks as blocks_of_text
from intake.formats.web.page import blocks as blocks_of_page
from intake.pages import pdfium  # its library is loaded before anything is watched
from model import forms
from model.forms import loader
from model.forms.official import FormError
from model.rules import Checker, message
from model.rules.catalogue import RULES
from model.storage import codec, lines
from model.storage.journal import pending
from model.text import live
from tests.fuzz.guard import Target
from tests.fuzz.seeds import FORM, archived, base, open_document, part, template_file, with_part, written
from tests.support.export_reports import report


def said(error: Exception) -> None:
    """A refusal must be a Chinese sentence."""
    assert str(error).endswith("。"), error
    in_chinese(error)


def in_chinese(error: Exception) -> None:
    """A refusal must be Chinese; one of a template is a list."""
    assert re.search("[一-鿿]", str(error)), error


def saved(data: bytes) -> None:
    """A saved report: what is read is checked, told and saved again."""
    try:
        found = codec.decode(data)
    except codec.UnreadableReport as error:
        said(error)
        return
    assert codec.decode(codec.encode(found)) == found
    form = forms.load(found.form)
    for finding in Checker(form, RULES).check(found):
        assert message(form, found, finding)


def journal(data: bytes) -> None:
    """What a crash left."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "aa-000001.journal").write_bytes(data)
        for item in pending(Path(folder)):
            codec.encode(item.report)


def journal_line(data: bytes) -> None:
    """One line of a journal, on a report."""
    try:
        lines.apply_line(base(), lines.parse_line(data))
    except lines.DamagedLine:
        return


def docx(data: bytes) -> None:
    """A Word file."""
    _file(data, ".docx")


def document(data: bytes) -> None:
    """The document part of a Word file that is whole otherwise."""
    docx(with_part(written(), "word/document.xml", data))


def doc(data: bytes) -> None:
    """A Word document of before 2007."""
    _file(data, ".doc")


def odt(data: bytes) -> None:
    """A text of the open document kind."""
    _file(data, ".odt")


def odt_content(data: bytes) -> None:
    """The content of an .odt that is whole otherwise."""
    odt(with_part(open_document(), "content.xml", data))


def pdf(data: bytes) -> None:
    """A PDF."""
    assert pdfium
    _file(data, ".pdf")


def ofd(data: bytes) -> None:
    """An OFD file."""
    _file(data, ".ofd")


def ofd_page(data: bytes) -> None:
    """A page of an OFD file that is whole otherwise."""
    ofd(with_part(archived(), "Doc_0/Pages/Page_0/Content.xml", data))


def workbook(data: bytes) -> None:
    """A workbook."""
    _file(data, ".xlsx")


def mht(data: bytes) -> None:
    """A page saved in one file."""
    _file(data, ".mht")


def page(data: bytes) -> None:
    """A web page."""
    try:
        pipeline.run(Document(tuple(blocks_of_page(data, "a.html"))), Path("a.html"))
    except Unreadable as error:
        said(error)


def text(data: bytes) -> None:
    """A text file."""
    try:
        pipeline.run(Document(tuple(blocks_of_text(encodings.decode(data, "a.txt")))), Path("a.txt"))
    except Unreadable as error:
        said(error)


def any_file(data: bytes) -> None:
    """A file whose name says nothing."""
    _file(data, ".dat")


def pasted(data: bytes) -> None:
    """A block from the clipboard, pasted at each corner of each table."""
    copied = data.decode("utf-8", "replace")
    rows = clipboard.read(copied, copied).rows
    for table, addresses in _corners():
        for anchor in addresses:
            placed = clipboard.place(FORM, table, rows, anchor)
            assert not placed.ok or all(cell.address in FORM.cells for cell in placed.cells)


def template(data: bytes) -> None:
    """An office's Word template: refused, or filled without running anything of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.docx"
        path.write_bytes(data)
        try:
            ready = make(FORM, package.read(path), path.name)
            filled = ready.fill(word.as_printed(report()))
        except ExportError as error:
            in_chinese(error)
            return
    assert zipfile.is_zipfile(io.BytesIO(filled))


def template_document(data: bytes) -> None:
    """The document part of a template."""
    template(with_part(template_file(), "word/document.xml", data))


def template_text(data: bytes) -> None:
    """Words typed into a template, which may look like code."""
    typed = data.decode("utf-8", "replace")
    clean = "".join(
        c for c in typed if c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff"
    )
    escaped = clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    paragraph = f"<w:p><w:r><w:t>{escaped}</w:t></w:r></w:p></w:body>"
    document = part(template_file(), "word/document.xml").replace(b"</w:body>", paragraph.encode())
    template(with_part(template_file(), "word/document.xml", document))


def definition(data: bytes) -> None:
    """A form definition."""
    try:
        made = loader.parse(data, "f.toml")
    except FormError:
        return
    assert made.cells is not None


def prose(data: bytes) -> None:
    """A paragraph with live figures, and all rules of the text over it."""
    typed = data.decode("utf-8", "replace")
    spoken = replace(base(), sections={**base().sections, "overview": tuple(typed.split("\n"))})
    for paragraph in spoken.section("overview"):
        live.fill(FORM, spoken, paragraph)
    for finding in Checker(FORM, RULES).check(spoken):
        assert message(FORM, spoken, finding)


def _file(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(data)
        try:
            with patch.object(apart, "read", _here):  # what the bounds of its process keep out is fuzzed too
                intake.read(path)
        except Unreadable as error:
            said(error)


def _here(kind: Format, path: Path, _stop: object = None) -> Document:
    """Read in this process what has one of its own."""
    return kind.read(path)


@cache
def _corners() -> tuple[tuple[str, tuple], ...]:
    tables = {table: [a for a in FORM.cells if a.startswith(f"{table}.")] for table in FORM.tables}
    return tuple((table, (cells[0], cells[len(cells) // 2], cells[-1])) for table, cells in tables.items())


TARGETS: dict[str, Target] = {
    target.__name__: target
    for target in (
        saved,
        journal,
        journal_line,
        docx,
        document,
        doc,
        odt,
        odt_content,
        pdf,
        ofd,
        ofd_page,
        workbook,
        mht,
        page,
        text,
        any_file,
        pasted,
        template,
        template_document,
        template_text,
        definition,
        prose,
    )
}
