"""The form that is not in force, and two forms mixed in one table, as Word files show them."""

from dataclasses import replace

import intake
from export import word
from model import forms
from model.rules import Level
from tests.support.two_years import checked, everything, read_back
from tests.support.word_xml import rewritten
from tests.support.written_years import last_year, said, this_year

CITED = "国办公开办函〔2019〕60号"


def test_last_years_form_used_once_more_is_told(tmp_path, capsys):
    last_file, file = tmp_path / "last.docx", tmp_path / "this.docx"
    last = read_back(last_year("bureau_last"), last_file).report
    title = forms.load(last.form).title(last.organ, 2021)
    late = replace(last, year=2021, title=title, preamble=(), signature=(last.organ, "2022年1月18日"))
    late = replace(late, sections={
        "overview": ("2021年，我局各项公开工作有序开展，重点信息均已按时发布，群众查询更加便捷。",),
        "problems": ("对照要求仍有差距，公开的及时性有待提高，将定期开展自查自纠。",),
        "other": ("没有需要另行报告的情况，信息处理费也未发生。",),
    })  # fmt: skip
    carried = {a: a.replace("carried_in", "carried_out") for a in last.cells if ".carried_in." in a}
    late = replace(late, cells={**last.cells, **{a: last.cells[b] for a, b in carried.items()}})
    read = read_back(late, file)
    (finding,) = everything(read, last)
    assert (finding.code, finding.level, finding.actual, finding.expected) == (
        "form-year", Level.ERROR, "2019", "2021",
    )  # fmt: skip
    code, (told,) = checked(capsys, file, last_file)
    assert (code, told.code) == (1, "form-year")
    assert "2021年格式" in told.message


def test_a_label_of_the_other_form_in_a_table_is_told(tmp_path):
    last = read_back(last_year("city_last"), tmp_path / "last.docx").report
    good = tmp_path / "good.docx"
    word.write(this_year("city", last), good)
    mixed = rewritten(
        good, tmp_path / "mixed.docx", lambda part: part.replace("本年制发件数", "本年新制作数量")
    )
    read = intake.read(mixed)
    (finding,) = everything(read, last)
    assert (finding.code, finding.level) == ("form-year", Level.ERROR)
    assert "新制作数量" in finding.facts.sentence


def test_the_notice_of_the_new_form_in_a_report_of_the_old_one_is_told(tmp_path):
    last = last_year("bureau_last")
    read = read_back(
        replace(last, preamble=("本报告依据国办公开办函〔2021〕30号编制。",)), tmp_path / "a.docx"
    )
    (finding,) = everything(read, replace(last, cells={}, sections={}))
    assert (finding.code, finding.expected) == ("text-notice", CITED)
    assert said(read.report, finding) == "国办公开办函〔2021〕30号"
