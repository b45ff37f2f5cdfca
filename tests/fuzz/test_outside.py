"""Nothing that a file names elsewhere is looked at: no address called, no other file read, no code run."""

import io
import socket
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

import intake
import resources
from export import ExportError, word
from model import forms
from tests.fuzz.guard import guarded
from tests.support import documents as d
from tests.support.export_reports import report

FORM = forms.load(forms.known()[-1])
SECRET = "此句不得出现"


class Outside:
    """A door that nobody may knock at, and a file that nobody may read."""

    def __init__(self, folder: Path) -> None:
        self.door = socket.create_server(("127.0.0.1", 0))
        self.door.setblocking(False)
        self.url = f"http://127.0.0.1:{self.door.getsockname()[1]}/x"
        self.file = folder / "secret.txt"
        self.file.write_text(SECRET, encoding="utf-8")

    def knocked(self) -> bool:
        try:
            self.door.accept()
        except BlockingIOError:
            return False
        return True


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Outside]:
    made = Outside(tmp_path)
    yield made
    made.door.close()


PAGES = [
    '<link rel=stylesheet href="{}">',
    '<script src="{}"></script>',
    '<iframe src="{}"></iframe>',
    '<img src="{}">',
    '<base href="{}"><img src=x>',
    '<object data="{}"></object>',
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}" parse="text"/>',
    '<svg><image xlink:href="{}"/><use href="{}"/></svg>',
    '<meta http-equiv=refresh content="0;url={}">',
    '<!DOCTYPE html [<!ENTITY e SYSTEM "{}">]><p>&e;</p>',
]


@pytest.mark.parametrize("line", PAGES)
@pytest.mark.parametrize("local", [False, True])
def test_a_page_fetches_nothing(tmp_path: Path, outside: Outside, line: str, local: bool) -> None:
    path = d.html_report(tmp_path / "r.html", FORM, d.full_report(FORM))
    where = outside.file.as_uri() if local else outside.url
    path.write_bytes(line.replace("{}", where).encode() + path.read_bytes())
    read = intake.read(path).report
    assert SECRET not in str(read)
    assert read.cells == d.full_report(FORM).cells
    assert not outside.knocked()


WORD = [
    '<w:altChunk r:id="rX" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>',
    '<w:p><w:subDoc r:id="rX" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></w:p>',
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>INCLUDETEXT "{}"</w:instrText>'
    '<w:fldChar w:fldCharType="end"/></w:r></w:p>',
    '<w:p><w:fldSimple w:instr="INCLUDEPICTURE &quot;{}&quot;"/></w:p>',
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}" parse="text"/>',
]


def with_line(path: Path, line: str, target: str) -> None:
    """Put a line and a relation to somewhere else into a Word file."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rX" TargetMode="External" Type="http://schemas.openxmlformats.org/officeDocument'
        f'/2006/relationships/aFChunk" Target="{target}"/></Relationships>'
    )
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    document = parts["word/document.xml"].decode()
    parts["word/document.xml"] = document.replace("<w:body>", f"<w:body>{line.format(target)}", 1).encode()
    parts["word/_rels/document.xml.rels"] = relations.encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


@pytest.mark.parametrize("line", WORD)
@pytest.mark.parametrize("local", [False, True])
def test_a_word_file_fetches_nothing(tmp_path: Path, outside: Outside, line: str, local: bool) -> None:
    path = d.docx_report(tmp_path / "r.docx", FORM, d.full_report(FORM))
    with_line(path, line, outside.file.as_uri() if local else outside.url)
    read = intake.read(path).report
    assert SECRET not in str(read)
    assert read.cells == d.full_report(FORM).cells
    assert not outside.knocked()


ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ figures.__class__.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os.system('touch {file}') }}",
    "{% import 'os' as os %}{{ os }}",
    "{% include '{file}' %}",
    "{{ title|attr('__class__') }}",
    "{{ lipsum.__globals__['os'].popen('touch {file}').read() }}",
    "\ufdd0 figures.__class__ \ufdd1",
    "\ufdd2 for x in figures \ufdd3\ufdd0 x \ufdd1\ufdd2 endfor \ufdd3",
    "｛｛ title.__class__ ｝｝",
]


@pytest.mark.parametrize("code", ESCAPES)
def test_a_template_cannot_reach_python(tmp_path: Path, code: str) -> None:
    made = tmp_path / "made-by-code"
    path = tmp_path / "t.docx"
    path.write_bytes(resources.path("templates", FORM.definition.template).read_bytes())
    typed = code.replace("{file}", str(made))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    line = f"<w:p><w:r><w:t>{typed}</w:t></w:r></w:p>".encode()
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + line, 1)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)

    def use(_data: bytes) -> None:
        with pytest.raises(ExportError, match="模板"):
            word.render(report(), path)

    guarded(use, b"")
    assert not made.exists()


@pytest.mark.parametrize("code", ESCAPES)
def test_what_is_typed_into_a_report_is_never_run(tmp_path: Path, code: str) -> None:
    made = tmp_path / "made-by-code"
    typed = code.replace("{file}", str(made))
    spoken = replace(report(), title=typed, preamble=(typed,), organ=typed)

    def use(_data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(word.render(spoken))) as package:
            printed = unescape(package.read("word/document.xml").decode())
        assert typed in printed  # as it was typed, nothing worked out

    guarded(use, b"")
    assert not made.exists()
