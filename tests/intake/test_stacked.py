"""Tables with one cell a line: every figure in its own cell, or told; never in another."""

import random

import pytest

import intake
from model import forms
from tests.support.samples import year_of

FORMS = [forms.load(form_id) for form_id in forms.known()]
LINES = ["{}", "{}\n", "{}\t", "{} |", "| {} |"]


def cells_of(form, table):
    """The cells of a table as printed, in order; figures are all different, and named by their addresses."""
    addresses = list(form.cells)
    return [
        (cell.address, str(1000 + addresses.index(cell.address)) if cell.address else cell.text)
        for cell in form.layouts[table].cells
        if cell.address or cell.text
    ]


def text_of(form, tables, line="{}"):
    made = [f"青禾县林业局{year_of(form)}年政府信息公开工作年度报告", "根据条例编制本报告。"]
    for section in form.definition.sections:
        made += [section.heading]
        made += [line.format(text) for _, text in tables.get(section.table, ())] if section.table else []
        made += ["" if section.table else f"{section.id}的文字。"]
    return "\n".join(made)


def all_tables(form):
    return {table: cells_of(form, table) for table in form.tables}


def figures(form):
    return {address: text for table in form.tables for address, text in cells_of(form, table) if address}


def read(tmp_path, text):
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    return intake.read(path)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
@pytest.mark.parametrize("line", LINES)
def test_every_figure_comes_in_at_its_place_without_a_remark(tmp_path, form, line):
    imported = read(tmp_path, text_of(form, all_tables(form), line))
    assert imported.report.form == form.id
    assert dict(imported.report.cells) == figures(form)
    assert imported.remarks == ()
    assert set(imported.report.sections) == {s.id for s in form.definition.sections if not s.table}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_labels_broken_into_two_lines_are_known(tmp_path, form):
    tables = {
        table: [
            (address, text if address or len(text) < 14 else f"{text[:9]}\n{text[9:]}")
            for address, text in cells
        ]
        for table, cells in all_tables(form).items()
    }
    imported = read(tmp_path, text_of(form, tables))
    assert dict(imported.report.cells) == figures(form)
    assert imported.remarks == ()


def test_a_row_with_a_blank_cell_lost_is_told_and_not_read(tmp_path):
    form = forms.load("2021")
    tables = all_tables(form)
    lost = "requests.granted.research"
    tables["requests"] = [cell for cell in tables["requests"] if cell[0] != lost]
    imported = read(tmp_path, text_of(form, tables))
    row = {a: text for a, text in figures(form).items() if a.startswith("requests.granted.")}
    assert dict(imported.report.cells) == {a: t for a, t in figures(form).items() if a not in row}
    (told,) = imported.remarks
    assert (told.code, set(told.addresses)) == ("read-short-row", set(row))
    assert all(text in told.facts.sentence for address, text in row.items() if address != lost)


def test_a_row_that_may_have_the_figures_of_the_next_one_is_told_and_not_read(tmp_path):
    form = forms.load("2021")
    tables = all_tables(form)
    own, after = "disclosure.penalties.decisions", "disclosure.coercion.decisions"
    at = next(i for i, cell in enumerate(tables["disclosure"]) if cell[0] == own)
    del tables["disclosure"][at : at + 2]  # its figure, and the name of the next row
    imported = read(tmp_path, text_of(form, tables))
    assert not {own, after} & set(imported.report.cells)
    assert [remark.code for remark in imported.remarks] == ["read-short-row", "read-missing-row"]
    assert imported.remarks[0].addresses == (own,)
    assert figures(form)[after] in imported.remarks[0].facts.sentence


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_page_numbers_and_headings_once_more_on_the_next_page_do_no_harm(tmp_path, form):
    tables = all_tables(form)
    cells = tables["requests"]
    first = next(i for i, (address, _) in enumerate(cells) if address)
    row = next(i for i, (_, text) in enumerate(cells) if text.startswith("（二）"))
    cells[row:row] = [(None, "— 3 —"), *cells[: first - 1]]
    imported = read(tmp_path, text_of(form, tables))
    assert dict(imported.report.cells) == figures(form)
    assert [remark.code for remark in imported.remarks] == ["read-unplaced-text"]
    assert imported.remarks[0].facts.text == "— 3 —"


def test_a_blank_cell_that_still_has_its_bar_shifts_nothing(tmp_path):
    form = forms.load("2021")
    blank = "requests.granted.research"
    tables = all_tables(form)
    tables["requests"] = [(a, "" if a == blank else text) for a, text in tables["requests"]]
    imported = read(tmp_path, text_of(form, tables, "{} |"))
    assert dict(imported.report.cells) == {a: t for a, t in figures(form).items() if a != blank}
    assert imported.remarks == ()


def test_columns_in_another_order_are_one_text_that_is_told(tmp_path):
    form = forms.load("2021")
    tables = all_tables(form)
    texts = [text for _, text in tables["requests"]]
    one, other = texts.index("商业企业"), texts.index("科研机构")
    tables["requests"][one], tables["requests"][other] = tables["requests"][other], tables["requests"][one]
    imported = read(tmp_path, text_of(form, tables))
    assert not any(address.startswith("requests.") for address in imported.report.cells)
    assert imported.report.section("requests") == ()
    told = next(remark for remark in imported.remarks if remark.code == "read-unplaced-text")
    assert told.facts.paragraphs == tuple(text for _, text in tables["requests"])


def test_short_lines_with_few_figures_stay_text(tmp_path):
    form = forms.load("2021")
    lines = ["行政许可", "12", "行政处罚", "3", "本年新增", "4"]
    text = text_of(form, {}).replace("overview的文字。", "\n".join(lines))
    assert read(tmp_path, text).report.section("overview") == tuple(lines)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
@pytest.mark.parametrize("seed", range(40))
def test_whatever_lines_are_lost_added_or_swapped_no_figure_lands_in_another_cell(tmp_path, form, seed):
    chance = random.Random(seed)
    tables = all_tables(form)
    for table, cells in tables.items():
        at = chance.randrange(len(cells) - 1)
        what = chance.choice(("lost", "two lost", "stray", "swapped", "misspelt", "blanks"))
        if what == "lost":
            del cells[at]
        elif what == "two lost":
            del cells[at : at + 2]
        elif what == "blanks":
            tables[table] = [cell for cell in cells if not cell[0] or chance.random() > 0.2]
        elif what == "stray":
            cells.insert(at, (None, chance.choice(("7", "注", "（续）"))))
        elif what == "swapped" and not (cells[at][0] and cells[at + 1][0]):
            cells[at : at + 2] = cells[at + 1], cells[at]
        elif what == "misspelt" and cells[at][0] is None:
            cells[at] = (None, cells[at][1][:-1] + "丄")
    imported = read(tmp_path, text_of(form, tables, chance.choice(LINES)))
    right = figures(form)
    assert {a: t for a, t in imported.report.cells.items() if right[a] != t} == {}
    shown = " ".join(" ".join([m.facts.sentence, m.facts.text, *m.facts.figures]) for m in imported.remarks)
    texts = " ".join(text for paragraphs in imported.report.sections.values() for text in paragraphs)
    there = {t for cells in tables.values() for a, t in cells if a}
    read_in = set(imported.report.cells.values())
    assert {t for t in there - read_in if t not in shown and t not in texts} == set()
