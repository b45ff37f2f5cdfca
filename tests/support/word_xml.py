"""Word XML in a compact notation, ``p(pPr(pStyle{GovBody}) r(t"text"))``, and .docx files in memory."""

import zipfile
from io import BytesIO
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
DOCUMENT = "word/document.xml"


def compact(element: etree._Element) -> str:
    """Return an element with its attributes' values, texts and children in one line."""
    name = etree.QName(element).localname
    values = ",".join(value for key, value in element.attrib.items() if not key.startswith(_XML))
    text = f'"{element.text or ""}"' if name == "t" else ""
    children = " ".join(compact(child) for child in element)
    return name + (f"{{{values}}}" if values else "") + text + (f"({children})" if children else "")


def body(content: bytes) -> etree._Element:
    """Return the body of a .docx file."""
    return document(content)[0]


def document(content: bytes) -> etree._Element:
    """Return the document part of a .docx file."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return etree.fromstring(archive.read(DOCUMENT))


def paragraphs(content: bytes) -> list[etree._Element]:
    """Return the paragraphs of a .docx file that stand outside tables."""
    return body(content).findall(f"{W}p")


def text(element: etree._Element) -> str:
    """Return all text of an element; line breaks as line feeds."""
    pieces = []
    for item in element.iter(f"{W}t", f"{W}br"):
        pieces.append("\n" if item.tag == f"{W}br" else item.text or "")
    return "".join(pieces)


def rewritten(source: Path, target: Path, change, part: str = DOCUMENT) -> Path:
    """Copy a .docx with one part changed: ``change`` takes and returns the part's text."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as out:
        for name in archive.namelist():
            content = archive.read(name)
            out.writestr(name, change(content.decode()).encode() if name == part else content)
    return target
