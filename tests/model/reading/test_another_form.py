"""A row, a column group and a table that only a new form has are understood in sentences without code."""

import pytest

import resources
from model import forms
from model.forms import OfficialForm
from model.reading.reader import read
from model.report import Report
from model.rules import Checker
from model.rules.catalogue import TEXT_RULES

_OFFICIAL = resources.path("formats", "2021.toml").read_text("utf-8")
_PEOPLE = '{ id = "natural_person", label = "自然人", within = "applicant"'
_PUBLICATION = '    { id = "publication", label = "3.要求提供公开出版物"'
_PENALTIES = '    { id = "penalties", label = "行政处罚"'


def derived() -> OfficialForm:
    """The form of 2021 with a reason, a result, a kind of decision and a group of applicants more."""
    text = _OFFICIAL
    for old, new in (
        # A group of applicants of two columns.
        (
            '    { id = "organisation", label = "法人或其他组织"',
            '    { id = "abroad", label = "境外申请人", within = "applicant" },\n'
            '    { id = "organisation", label = "法人或其他组织"',
        ),
        (
            f"    {_PEOPLE}",
            '    { id = "abroad_person", label = "境外自然人", within = "abroad", unit = "件" },\n'
            '    { id = "abroad_firm", label = "境外企业", within = "abroad", unit = "件" },\n'
            f"    {_PEOPLE}",
        ),
        ('right = ["natural_person",', 'right = ["abroad_person", "abroad_firm", "natural_person",'),
        # A reason among others, and a kind of decision.
        (
            _PUBLICATION,
            '    { id = "archived", label = "3.已移交档案馆的信息", within = "not_processed" },\n'
            + _PUBLICATION,
        ),
        (_PENALTIES, '    { id = "inspections", label = "行政检查" },\n' + _PENALTIES),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    start = text.index('id = "requests"\nlabel')
    grid = text.index("grid = [", start)
    end = text.index("]", grid)
    text = f"{text[:end]}, 685, 685{text[end:]}"
    return forms.parse(text.encode(), "derived.toml")


FORM = derived()


def names(text: str, part: str = "overview") -> list[str]:
    reading = read(FORM, "云州市人民政府", 2024, part, text)
    return [mention.meanings[0].name for mention in reading.mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("作出行政检查决定31件，行政处罚决定12件。", ["inspections.decisions", "penalties.decisions"]),
        ("全年行政检查31件。", ["inspections.decisions"]),
        (
            "收到申请40件，其中境外自然人3件、境外企业2件。",
            ["received.total", "received.abroad_person", "received.abroad_firm"],
        ),
        ("收到申请40件，其中境外申请人5件，自然人30件。", ["received.total", "", "received.natural_person"]),
        ("不予处理申请6件，其中已移交档案馆的信息4件。", ["not_processed.total", "archived.total"]),
        ("办结申请40件，已移交档案馆的信息4件。", ["results_total.total", "archived.total"]),
    ],
)
def test_its_labels_are_words(text: str, expected: list[str]) -> None:
    assert [one.partition(".")[2] for one in names(text)] == expected


def test_a_group_of_columns_is_their_sum() -> None:
    reading = read(FORM, "云州市人民政府", 2024, "overview", "收到申请40件，其中境外申请人5件。")
    (spoken,) = reading.mentions[1].meanings
    assert spoken.addresses == ("requests.received.abroad_person", "requests.received.abroad_firm")


def test_its_parts_and_statements_are_checked() -> None:
    cells = dict.fromkeys(FORM.cells, "0")
    cells |= {
        "requests.received.abroad_person": "3",
        "requests.received.total": "3",
        "disclosure.inspections.decisions": "7",
    }
    texts = ("本年未作出行政检查决定。", "收到申请3件，其中境外自然人2件。", "收到申请3件，均为自然人提出。")
    report = Report(FORM.id, "云州市人民政府", 2024, cells=cells, sections={"overview": texts})
    found = Checker(FORM, TEXT_RULES).check(report)
    assert sorted((one.code, one.addresses) for one in found) == [
        ("text-claim", ("disclosure.inspections.decisions",)),
        ("text-claim", ("requests.received.abroad_person",)),
        ("text-figure", ("requests.received.abroad_person",)),
    ]


def test_its_figures_told_before_what_they_count_are_checked() -> None:
    archived = next(at for at, cell in FORM.cells.items() if cell.row.id == "archived")
    total = f"{archived.rpartition('.')[0]}.total"
    cells = dict.fromkeys(FORM.cells, "0") | {archived: "4", total: "4"}
    texts = ("6件已移交档案馆的信息中有2件未告知去向。", "4件已移交档案馆的信息中有1件未告知去向。")
    report = Report(FORM.id, "云州市人民政府", 2024, cells=cells, sections={"problems": texts})
    found = Checker(FORM, TEXT_RULES).check(report)
    assert [(one.code, one.addresses, one.actual) for one in found] == [("text-figure", (total,), "6")]


def test_the_official_form_has_none_of_them() -> None:
    official = forms.load("2021")
    reading = read(official, "云州市人民政府", 2024, "overview", "全年行政检查31件，境外自然人3件。")
    assert reading.mentions == ()
