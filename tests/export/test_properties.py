"""A written Word file tells the report's title and organ, and not who made the template."""

import zipfile
from dataclasses import replace

from docx import Document

import resources
from export import word
from model import forms
from tests.support import export_reports
from tests.support.samples import full_report


def test_the_file_names_the_report_and_its_organ(tmp_path):
    report = export_reports.report()
    word.write(report, tmp_path / "a.docx")
    properties = Document(str(tmp_path / "a.docx")).core_properties
    assert properties.title == "".join(report.title.split())
    assert properties.author == properties.last_modified_by == report.organ


def test_the_properties_of_an_offices_template_do_not_travel(tmp_path):
    template = tmp_path / "own.docx"
    document = Document(str(resources.path("templates", forms.load("2021").definition.template)))
    document.core_properties.author = "张三"
    document.core_properties.title = "模板第八稿"
    document.core_properties.last_modified_by = "李四"
    document.save(str(template))
    report = full_report()
    word.write(report, tmp_path / "b.docx", template)
    properties = Document(str(tmp_path / "b.docx")).core_properties
    assert (properties.title, properties.author) == ("".join(report.title.split()), report.organ)
    with zipfile.ZipFile(tmp_path / "b.docx") as package:
        names = package.namelist()
        assert len(names) == len(set(names))
        everything = b"".join(package.read(name) for name in names if name.startswith("docProps"))
    for foreign in ("张三", "李四", "第八稿"):
        assert foreign.encode() not in everything


def test_marks_of_xml_in_a_name_do_no_harm(tmp_path):
    odd = replace(export_reports.report(), organ="甲<乙>&“丙”局", title="")
    word.write(odd, tmp_path / "c.docx")
    assert Document(str(tmp_path / "c.docx")).core_properties.author == odd.organ
