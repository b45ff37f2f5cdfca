"""Good inputs of the readers, to be spoilt; and the crashers of earlier runs."""

import io
import zipfile
from functools import cache
from pathlib import Path

import resources
from export import html, word
from model import forms
from model.report import Report
from model.storage import codec, lines
from tests.support.export_reports import report
from tests.support.shell_reports import whole

FORM = forms.load(forms.known()[-1])


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
        return (written(),) if name == "docx" else (part(written(), "word/document.xml"),)
    if name in ("template", "template_document"):
        blank = template_file()
        return (blank,) if name == "template" else (part(blank, "word/document.xml"),)
    if name == "page":
        return (html.render(report()).encode(), html.render(whole()).encode("utf-16"))
    if name == "definition":
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
def base() -> Report:
    """A whole report."""
    return whole()


@cache
def written() -> bytes:
    """A report as a Word file."""
    return word.render(report())


@cache
def template_file() -> bytes:
    """The template that comes with the program."""
    return resources.path("templates", FORM.definition.template).read_bytes()


def part(package: bytes, name: str) -> bytes:
    """One part of a package."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name)


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """A package with another content of one part, stored so that a change of bytes reaches the reader."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return made.getvalue()
