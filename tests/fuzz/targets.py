"""What is fuzzed: every reader, each as a function of bytes that must end in a result or in its own refusal.

A target raises only when something is wrong. ``guarded`` adds what holds for all: no file is touched outside
the folder of the input, nothing is run or fetched, it ends soon.
"""

import io
import re
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import intake
from export import ExportError, package, word
from export.template import make
from intake import clipboard, encodings, plain, reader, web
from intake.failures import Unreadable
from model import forms
from model.forms import loader
from model.forms.official import FormError
from model.prose import live
from model.report import Report
from model.rules import Checker
from model.rules.catalogue import RULES
from model.rules.messages import message
from model.storage import codec, lines
from model.storage.journal import pending
from tests.support.export_reports import report
from tests.support.shell_reports import whole

Target = Callable[[bytes], None]
LONGEST = 10.0  # seconds for one input
FORM = forms.load(forms.known()[-1])


class Escaped(AssertionError):
    """Something outside was touched, or an input took too long."""


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
        lines.apply_line(_base(), lines.parse_line(data))
    except lines.DamagedLine:
        return


def docx(data: bytes) -> None:
    """A Word file."""
    _file(data, ".docx")


def document(data: bytes) -> None:
    """The document part of a Word file that is whole otherwise."""
    docx(with_part(_written(), "word/document.xml", data))


def page(data: bytes) -> None:
    """A web page."""
    try:
        reader.from_blocks(web.blocks(data, "a.html"), Path("a.html"))
    except Unreadable as error:
        said(error)


def text(data: bytes) -> None:
    """A text file."""
    try:
        reader.from_blocks(list(plain.blocks(encodings.decode(data, "a.txt"))), Path("a.txt"))
    except Unreadable as error:
        said(error)


def any_file(data: bytes) -> None:
    """A file whose name says nothing."""
    _file(data, ".dat")


def pasted(data: bytes) -> None:
    """A block from the clipboard, pasted at each corner of each table."""
    copied = data.decode("utf-8", "replace")
    rows = clipboard.parse(copied)
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
    template(with_part(_template_file(), "word/document.xml", data))


def template_text(data: bytes) -> None:
    """Words typed into a template, which may look like code."""
    typed = data.decode("utf-8", "replace")
    clean = "".join(
        c for c in typed if c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff"
    )
    escaped = clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    paragraph = f"<w:p><w:r><w:t>{escaped}</w:t></w:r></w:p></w:body>"
    part = _part(_template_file(), "word/document.xml").replace(b"</w:body>", paragraph.encode())
    template(with_part(_template_file(), "word/document.xml", part))


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
    base = _base()
    spoken = replace(base, sections={**base.sections, "overview": tuple(typed.split("\n"))})
    for paragraph in spoken.section("overview"):
        live.fill(FORM, spoken.cells, paragraph)
    for finding in Checker(FORM, RULES).check(spoken):
        assert message(FORM, spoken, finding)


TARGETS: dict[str, Target] = {
    target.__name__: target
    for target in (
        saved,
        journal,
        journal_line,
        docx,
        document,
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


# ------------------------------------------------------------------ seeds


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    """Good inputs of a target, to be spoilt; and the crashers of earlier runs."""
    kept = sorted((Path(__file__).parent / "samples").glob(f"{name}-*"))
    made = [file.read_bytes() for file in kept]
    return (*_good(name), *made)


def _good(name: str) -> tuple[bytes, ...]:
    if name in ("saved", "any_file"):
        return codec.encode(report()), codec.encode(whole())
    if name == "journal":
        start = {
            "journal": 1,
            "part": 1,
            "path": None,
            "saved": False,
            "report": codec.encode(whole()).decode(),
        }
        edit = {"label": "x", "changes": [["cells/requests.received.total", "4"], ["title", "标题"]]}
        return (lines.line(start) + lines.line(edit),)
    if name == "journal_line":
        return (
            lines.line(
                {"label": "x", "changes": [["sections/overview", ["一", "二"]], ["overrides", {"set": []}]]}
            ),
            lines.line(
                {"changes": [["last_year", {"map": [["requests.received.total", "4"]]}], ["final", True]]}
            ),
            lines.line({"changes": [["accepted", [{"acceptance": ["dates", [], [], "x", ""]}]]]}),
        )
    if name in ("docx", "document"):
        return (_written(),) if name == "docx" else (_part(_written(), "word/document.xml"),)
    if name in ("template", "template_document"):
        blank = _template_file()
        return (blank,) if name == "template" else (_part(blank, "word/document.xml"),)
    if name == "page":
        from export import html

        return (html.render(report()).encode(), html.render(whole()).encode("utf-16"))
    if name == "definition":
        import resources

        return tuple(file.read_bytes() for file in sorted(resources.path("formats").glob("*.toml")))
    return _texts(name)


def _texts(name: str) -> tuple[bytes, ...]:
    if name == "text":
        made = ["标题\n2024年政府信息公开工作年度报告\n一、总体情况\n正文。\n二、主动公开\n规章|0|1|2\n"]
        return (*(item.encode() for item in made), made[0].encode("gb18030"))
    if name == "pasted":
        return (b"1\t2\t3\n4\t5\t6\n", '本年新收\t3\t/\t０\n"a\nb"\t7'.encode())
    if name == "template_text":
        return (b"{{ title.__class__.__mro__ }}", b"{% for x in ().__class__.__bases__ %}{{ x }}{% endfor %}")
    return ("全年收到申请{{ requests.received.total }}件，比上年增长5.5%，其中商业企业3件。".encode(),)


@cache
def _base() -> Report:
    return whole()


@cache
def _written() -> bytes:
    return word.render(report())


@cache
def _template_file() -> bytes:
    import resources

    return resources.path("templates", FORM.definition.template).read_bytes()


def _part(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name)


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """A package with another content of one part, stored so that a change of bytes reaches the reader."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return made.getvalue()


def _file(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(data)
        try:
            intake.read(path)
        except Unreadable as error:
            said(error)


@cache
def _corners() -> tuple[tuple[str, tuple], ...]:
    tables = {table: [a for a in FORM.cells if a.startswith(f"{table}.")] for table in FORM.tables}
    return tuple((table, (cells[0], cells[len(cells) // 2], cells[-1])) for table, cells in tables.items())


# ------------------------------------------------------------------ the guard

_LOUD = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.", "ctypes.")
_OWN = (
    tempfile.gettempdir(),
    sys.prefix,
    sys.base_prefix,
    str(Path(__file__).resolve().parents[2]),
    "/dev/null",
)


class Watch:
    """Sees every file opened and every program or connection started while it is on."""

    def __init__(self) -> None:
        self.on = False
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple) -> None:
        if not self.on:
            return
        if event.startswith(_LOUD):
            raise Escaped(f"{event} {arguments!r}")
        if event == "open" and isinstance(arguments[0], str) and not arguments[0].startswith(_OWN):
            raise Escaped(f"opened {arguments[0]}")


@cache
def watch() -> Watch:
    """The one watch of this process; audit hooks cannot be taken out again."""
    return Watch()


def guarded(target: Target, data: bytes) -> None:
    """Run a target under the watch and the clock."""
    guard = watch()
    start = time.monotonic()
    guard.on = True
    try:
        target(data)
    finally:
        guard.on = False
    taken = time.monotonic() - start
    if taken > LONGEST:
        raise Escaped(f"took {taken:.1f} s")
