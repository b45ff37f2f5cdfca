"""Good inputs of the readers, to be spoilt; and the crashers of earlier runs."""

import email.message
import io
import zipfile
from functools import cache
from pathlib import Path

import resources
from export import html, word
from intake.pages.placed import Page, Placed, Stroke
from model import forms
from model.report import Report
from model.storage import codec, lines
from tests.support.export_reports import report
from tests.support.ofd import ofd
from tests.support.shell_reports import whole

FILES = Path(__file__).parents[1] / "intake" / "files"
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
    if name in _OTHERS:
        return _of_others(name)
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


@cache
def archived() -> bytes:
    """A page with a table and words as an OFD file."""
    table = [Stroke(x, 60, x, 120) for x in (60, 200, 300)] + [Stroke(60, y, 300, y) for y in (60, 90, 120)]
    words = placed("一、总体情况", 60, 40) + placed("规章", 70, 80) + placed("12", 210, 80)
    return ofd([Page(595, 842, words, table)])


def placed(text: str, left: float, base: float, size: float = 16.0) -> list[Placed]:
    """A text on a page."""
    return [Placed(c, left + n * size, left + (n + 1) * size, base, size) for n, c in enumerate(text)]


_OTHERS = ("doc", "odt", "odt_content", "pdf", "ofd", "ofd_page", "workbook", "mht")


def _of_others(name: str) -> tuple[bytes, ...]:
    """What other programs write, or what is like it."""
    if name in ("odt", "odt_content"):
        return (open_document() if name == "odt" else part(open_document(), "content.xml"),)
    if name == "doc":
        return ((FILES / "office-2021.doc").read_bytes(),)
    if name == "workbook":
        return tuple((FILES / f"office-2021{suffix}").read_bytes() for suffix in (".xls", ".ods"))
    if name == "mht":
        return tuple(web_archive(html.render(report()), "utf-8", cte) for cte in ("8bit", "quoted-printable"))
    if name == "pdf":
        return (plain_pdf(), (FILES / "office-2021.pdf").read_bytes())
    return (archived(),) if name == "ofd" else (part(archived(), "Doc_0/Pages/Page_0/Content.xml"),)


@cache
def open_document() -> bytes:
    """Return an .odt of LibreOffice."""
    return (FILES / "office-2021.odt").read_bytes()


def plain_pdf() -> bytes:
    """A PDF with nothing packed, so that a change of bytes reaches the reader."""
    across = b"60 700 m 300 700 l S 60 730 m 300 730 l S "
    drawn = across + b"60 700 m 60 730 l S 200 700 m 200 730 l S 300 700 m 300 730 l S"
    written = b"BT /F1 14 Tf 70 710 Td (12) Tj 140 0 Td (34.5) Tj ET 1 0 0 1 0 0 cm /X1 Do"
    stream = drawn + b"\n" + written
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate 0 /Contents 4 0 R /Resources"
        b" << /Font << /F1 5 0 R >> /XObject << /X1 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length 21 >>\nstream\n"
        b"10 10 100 100 re S   \nendstream",
    ]
    made = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(made))
    return made + head + table + trailer


def web_archive(page: str, charset: str, encoding: str) -> bytes:
    """A page saved in one file with a picture, as browsers and Word do."""
    message = email.message.EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["MIME-Version"] = "1.0"
    message.set_content(page, subtype="html", charset=charset, cte=encoding)
    message.add_related(b"\x89PNG", "image", "png")
    return bytes(message)


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
