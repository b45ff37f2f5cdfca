"""Word documents as one XML file: read as the .docx with the same parts."""

import re
import zipfile
from pathlib import Path

import pytest

import intake
from model import forms
from tests.intake.test_bad_files import refused
from tests.support import documents as d

FORM = forms.load("2021")
REPORT = d.full_report(FORM)
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
)
PICTURE = '<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part>'


def flat(docx: Path) -> str:
    """The parts of a .docx in one file."""
    with zipfile.ZipFile(docx) as package:
        parts = {name: package.read(name).decode("utf-8") for name in package.namelist()}
    del parts["[Content_Types].xml"]
    plain = {name: re.sub(r"^\s*<\?xml.*?\?>", "", content) for name, content in parts.items()}
    written = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>'
        for name, content in plain.items()
    )
    return f"{HEAD}{written}{PICTURE}</pkg:package>"


@pytest.mark.parametrize("name", ["a.doc", "a.xml", "a.docx"])
def test_a_document_in_one_xml_file_is_read_as_its_docx(tmp_path: Path, name: str) -> None:
    docx = d.docx_report(tmp_path / "whole.docx", FORM, REPORT)
    (tmp_path / name).write_text(flat(docx), "utf-8")
    assert intake.read(tmp_path / name).report == intake.read(docx).report


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (HEAD, "损坏"),
        (f"{HEAD}{PICTURE}</pkg:package>", "损坏"),
        (f'{HEAD}<pkg:part pkg:name="/word/document.xml"><pkg:xmlData/></pkg:part></pkg:package>', "损坏"),
        (f'<!DOCTYPE a [<!ENTITY b "c">]>{HEAD.partition("?><")[2]}', "实体"),
    ],
)
def test_what_is_no_whole_document_is_told(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "a.doc").write_text(content, "utf-8")
    assert says in refused(tmp_path / "a.doc")
