"""Tables with mistakes in them: every figure at its place or told, never at a wrong place."""

from itertools import pairwise

import pytest

import intake
from intake.blocks import plain_grid
from intake.tables.reading import read_table
from model import forms
from model.rules import Level
from tests.support import documents as d

FORMS = {name: forms.load(name) for name in forms.known()}
NEW, OLD = FORMS["2021"], FORMS["2019"]


def read_tables(tmp_path, form, tables, suffix=".docx", **changes):
    """Read a full report whose tables are replaced."""
    report = d.replace(d.full_report(form), **changes)
    write = d.docx_report if suffix == ".docx" else d.html_report
    return intake.read(write(tmp_path / f"x{suffix}", form, report, tables))


def texts_of(table):
    """A table as rows of texts with every merge given up."""
    flat = {(cell.line, cell.column): cell.text for cell in d.unmerged(table)}
    width = max(column for _, column in flat) + 1
    return [[flat[line, column] for column in range(width)] for line in range(d.height(table))]


def table(form, name):
    return d.table_of(form, name, d.full_report(form).cells)


def expected(form, name):
    return {a: t for a, t in d.full_report(form).cells.items() if form.cells[a].table.id == name}


def codes(remarks):
    return [remark.code for remark in remarks]


def merges_lost(made):
    """Every cell once, without its spans: what is below and right of a merge is gone."""
    return [d.replace(cell, line_span=1, column_span=1) for cell in made]


def closed_up(made):
    """The cells of each line moved to the left, as they stand when the spans are forgotten."""
    lines = [sorted((c for c in made if c.line == n), key=lambda c: c.column) for n in range(d.height(made))]
    return [d.replace(cell, column=i) for line in lines for i, cell in enumerate(line)]


@pytest.mark.parametrize("suffix", [".docx", ".html"])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_spans_forgotten(form, suffix, tmp_path):
    tables = {name: [closed_up(merges_lost(table(form, name)))] for name in form.tables}
    imported = read_tables(tmp_path, form, tables, suffix)
    assert dict(imported.report.cells) == dict(d.full_report(form).cells)
    assert imported.remarks == ()


@pytest.mark.parametrize("between", [" | ", "\t"])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_lines_of_text(form, between, tmp_path):
    report = d.full_report(form)
    body = d.body_of(
        form,
        report,
        lambda text: text,
        lambda made: "\n".join(between.join(row) for row in texts_of(made)),
    )
    path = tmp_path / "x.txt"
    path.write_text(body, encoding="gb18030")
    imported = intake.read(path)
    assert dict(imported.report.cells) == dict(report.cells)
    assert dict(imported.report.sections) == dict(report.sections)
    assert imported.remarks == ()


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_columns_and_rows_in_another_order_are_read_by_their_labels(form):
    rows = texts_of(table(form, "requests"))
    heads, lines = rows[:3], rows[3:]
    label = 3
    turned = [[*row[:label], *reversed(row[label:])] for row in (*heads, *reversed(lines))]
    turned[0][label], turned[0][-1] = heads[0][label], ""
    turned[1][label + 1 : label + 6] = ["法人或其他组织", "", "", "", ""]
    read = read_table(form, "requests", [plain_grid(turned)])
    assert dict(read.cells) == expected(form, "requests")
    assert read.remarks == ()


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_one_wrong_or_lost_character_never_leads_to_a_wrong_row(form):
    rows = texts_of(table(form, "requests"))
    want = expected(form, "requests")
    for number, row in enumerate(rows[3:], 3):
        at = max(i for i in range(3) if row[i])
        label = row[at]
        for position in range(len(label)):
            for change in ("", "某"):
                changed = [list(line) for line in rows]
                changed[number][at] = label[:position] + change + label[position + 1 :]
                read = read_table(form, "requests", [plain_grid(changed)])
                assert dict(read.cells) == want, changed[number][at]
                assert all(r.code == "read-guessed-label" for r in read.remarks)


def test_a_missing_row_is_told_and_left_blank(tmp_path):
    rows = texts_of(table(NEW, "requests"))
    del rows[9]
    read = read_table(NEW, "requests", [plain_grid(rows)])
    assert codes(read.remarks) == ["read-missing-row"]
    gone = set(read.remarks[0].addresses)
    assert len(gone) == 7
    assert dict(read.cells) == {a: t for a, t in expected(NEW, "requests").items() if a not in gone}


def test_an_extra_row_is_told_with_its_figures():
    rows = texts_of(table(OLD, "disclosure"))
    rows.insert(4, ["其他主动公开文件（以本单位名义正式签发的）", "7", "8", "9"])
    read = read_table(OLD, "disclosure", [plain_grid(rows)])
    assert codes(read.remarks) == ["read-extra-row"]
    assert read.remarks[0].facts.figures == ("7", "8", "9")
    assert dict(read.cells) == expected(OLD, "disclosure")


def test_a_label_that_is_not_there_is_known_by_its_neighbours():
    rows = texts_of(table(NEW, "disclosure"))
    rows[2][0] = ""
    read = read_table(NEW, "disclosure", [plain_grid(rows)])
    assert dict(read.cells) == expected(NEW, "disclosure")
    assert codes(read.remarks) == ["read-guessed-label"]
    assert read.remarks[0].level is Level.WARNING


def test_a_short_row_fills_from_the_left():
    rows = texts_of(table(NEW, "requests"))
    label = rows[5]
    rows[5] = label[:-1]
    read = read_table(NEW, "requests", [plain_grid(rows)])
    assert codes(read.remarks) == ["read-short-row"]
    (blank,) = read.remarks[0].addresses
    assert blank.endswith(".total")
    assert dict(read.cells) == {a: t for a, t in expected(NEW, "requests").items() if a != blank}


@pytest.mark.parametrize(
    ("name", "first", "last"), [("requests", 1, 5), ("requests", 0, 1), ("litigation", 5, 9)]
)
def test_merged_figures_shift_nothing_and_are_told(tmp_path, name, first, last):
    """One cell over 法人或其他组织, say: the total behind it stays the total."""
    made = table(NEW, name)
    line = [cell for cell in made if cell.is_figure and cell.line == max(c.line for c in made)]
    gone = line[first + 1 : last + 1]
    one = d.replace(line[first], column_span=gone[-1].column + gone[-1].column_span - line[first].column)
    merged = [one if cell is line[first] else cell for cell in made if cell not in gone]
    imported = intake.read(d.docx_report(tmp_path / "x.docx", NEW, d.full_report(NEW), {name: [merged]}))
    wanted = {a: t for a, t in d.full_report(NEW).cells.items() if t not in {cell.text for cell in gone}}
    assert dict(imported.report.cells) == wanted
    (remark,) = imported.remarks
    assert remark.code == "read-short-row"
    assert "合并单元格" in remark.facts.sentence
    assert len(remark.addresses) == len(gone)


def test_figures_in_a_column_of_their_own_are_told():
    rows = [[*row, ""] for row in texts_of(table(NEW, "requests"))]
    rows[6][-1] = "77"
    read = read_table(NEW, "requests", [plain_grid(rows)])
    assert codes(read.remarks) == ["read-extra-cell"]
    assert read.remarks[0].facts.figures == ("77",)
    assert dict(read.cells) == expected(NEW, "requests")


def test_a_row_twice_counts_once_and_a_difference_is_told():
    rows = texts_of(table(NEW, "disclosure"))
    same = read_table(NEW, "disclosure", [plain_grid([*rows, *rows])])
    assert dict(same.cells) == expected(NEW, "disclosure")
    assert same.remarks == ()
    other = [[cell.replace("101", "999") for cell in row] for row in rows]
    read = read_table(NEW, "disclosure", [plain_grid([*rows, *other])])
    assert dict(read.cells) == expected(NEW, "disclosure")
    assert codes(read.remarks) == ["read-extra-row"]


def test_old_headings_left_in_the_new_table_are_an_error():
    rows = texts_of(table(NEW, "disclosure"))
    old = texts_of(table(OLD, "disclosure"))
    rows[1][1:] = old[1][1:]
    read = read_table(NEW, "disclosure", [plain_grid(rows)])
    assert dict(read.cells) == expected(NEW, "disclosure")
    assert codes(read.remarks) == ["form-year"] * 3
    assert {r.facts.label for r in read.remarks} == set(old[1][1:])
    assert {r.level for r in read.remarks} == {Level.ERROR}


def test_a_row_of_the_other_form_is_an_error_too():
    rows = [*texts_of(table(NEW, "disclosure")), ["政府集中采购", "5", "251000元", ""]]
    read = read_table(NEW, "disclosure", [plain_grid(rows)])
    assert codes(read.remarks) == ["read-extra-row", "form-year"]
    assert dict(read.cells) == expected(NEW, "disclosure")


def test_a_heading_typed_twice_and_a_heading_cut_off():
    rows = texts_of(table(OLD, "disclosure"))
    rows[1][2] = rows[1][1]
    twice = read_table(OLD, "disclosure", [plain_grid(rows)])
    assert dict(twice.cells) == expected(OLD, "disclosure")
    assert codes(twice.remarks) == ["read-guessed-label"]
    rows[1][1] = rows[1][2] = "本年新"
    cut = read_table(OLD, "disclosure", [plain_grid(rows)])
    assert dict(cut.cells) == expected(OLD, "disclosure")
    assert set(codes(cut.remarks)) == {"read-guessed-label"}


def test_a_heading_on_two_lines_of_the_table():
    rows = texts_of(table(NEW, "requests"))
    lower = [""] * 10
    for column in (4, 5):
        rows[2][column], lower[column] = rows[2][column][:2], rows[2][column][2:]
    rows.insert(3, lower)
    read = read_table(NEW, "requests", [plain_grid(rows)])
    assert dict(read.cells) == expected(NEW, "requests")


# ----------------------------------------------------------------- table four


def test_table_four_without_rowspan_and_with_repeated_names():
    rows = texts_of(table(NEW, "litigation"))
    rows[1] = ["", "", "", "", "", rows[1][5], "", "", "", "", rows[1][10], "", "", "", ""]
    rows[2] = rows[2][5:10] * 3
    read = read_table(NEW, "litigation", [plain_grid(rows)])
    assert dict(read.cells) == expected(NEW, "litigation")
    assert read.remarks == ()


def test_table_four_with_its_groups_one_below_the_other():
    heads = ["", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    figures = list(expected(NEW, "litigation").values())
    labels = [row.label for row in NEW.tables["litigation"].blocks[0].rows]
    rows = [heads] + [[label, *figures[5 * i : 5 * i + 5]] for i, label in enumerate(labels)]
    read = read_table(NEW, "litigation", [plain_grid(rows)])
    assert dict(read.cells) == expected(NEW, "litigation")
    assert read.remarks == ()


def test_table_four_as_fifteen_figures_in_a_line(tmp_path):
    report = d.full_report(NEW)
    figures = " ".join(expected(NEW, "litigation").values())
    lines = d.body_of(
        NEW, report, lambda t: t, lambda m: "\n".join("|".join(r) for r in texts_of(m)), {"litigation": []}
    )
    heading = NEW.section_of("litigation").heading
    path = tmp_path / "x.txt"
    path.write_text(lines.replace(heading, f"{heading}\n{figures}"), encoding="utf-8")
    imported = intake.read(path)
    assert dict(imported.report.cells) == dict(report.cells)
    assert codes(imported.remarks) == ["read-guessed-columns"]


def test_table_four_in_one_line_with_its_label_glued():
    rows = [["行政复议行政诉讼", *expected(NEW, "litigation").values()]]
    read = read_table(NEW, "litigation", [plain_grid(rows)])
    assert dict(read.cells) == expected(NEW, "litigation")
    assert codes(read.remarks) == ["read-guessed-columns"]


# ------------------------------------------------------------ several tables


def test_two_tables_of_the_form_in_one(tmp_path):
    three, four = table(NEW, "requests"), table(NEW, "litigation")
    rows = [*texts_of(three), *texts_of(four)]
    width = max(map(len, rows))
    joined = [
        d.TableCell(text, line, column)
        for line, row in enumerate(rows)
        for column, text in enumerate([*row, *[""] * (width - len(row))])
    ]
    imported = read_tables(tmp_path, NEW, {"requests": [joined], "litigation": []})
    assert dict(imported.report.cells) == dict(d.full_report(NEW).cells)


def test_table_three_over_two_pages_without_headings_on_the_second(tmp_path):
    whole = table(NEW, "requests")
    cuts = [0, 8, 15, d.height(whole)]
    pieces = [d.lines_of(whole, a, b) for a, b in pairwise(cuts)]
    imported = read_tables(tmp_path, NEW, {"requests": pieces})
    assert dict(imported.report.cells) == dict(d.full_report(NEW).cells)
    assert imported.remarks == ()


@pytest.mark.parametrize(
    "caption", ["续表", "（续上表）", "接上表：", "表三（续）", "申请情况表（续表）", "续办的事项如下"]
)
def test_the_caption_of_a_tables_second_part_is_no_text(tmp_path, caption):
    whole, report = table(NEW, "requests"), d.full_report(NEW)
    first, second = d.lines_of(whole, 0, 12), d.lines_of(whole, 12, d.height(whole))
    body = d.body_of(NEW, report, d.paragraph, d.word_table, {"requests": [first, second]})
    behind = d.word_table(first)
    body = body.replace(behind, behind + d.paragraph(caption))
    read = intake.read(d.write_docx(tmp_path / "x.docx", body)).report
    assert dict(read.cells) == dict(report.cells)
    kept = ("续办的事项如下",) if caption == "续办的事项如下" else ()
    assert read.section("requests") == (*kept, *report.section("requests"))


def test_a_strange_table_is_told_with_its_text(tmp_path):
    strange = [d.TableCell(t, n // 2, n % 2) for n, t in enumerate(["会议名称", "次数", "培训会", "3"])]
    imported = read_tables(tmp_path, NEW, {"litigation": [table(NEW, "litigation"), strange]})
    assert dict(imported.report.cells) == dict(d.full_report(NEW).cells)
    assert codes(imported.remarks) == ["read-extra-table"]
    assert "培训会 3" in imported.remarks[0].facts.text


def test_the_form_is_known_by_its_labels_whatever_the_year(tmp_path):
    for form, year in ((OLD, 2023), (NEW, 2019)):
        imported = read_tables(tmp_path, form, None, year=year, title=form.title("青禾县林业局", year))
        assert (imported.report.form, imported.report.year) == (form.id, year)


def test_a_group_that_is_a_row_of_the_other_form_shifts_no_figure(tmp_path):
    """（六）其他处理 is a row in 2019, and a group of rows in 2021."""
    figures = d.full_report(NEW).cells
    imported = read_tables(tmp_path, OLD, {"requests": [table(NEW, "requests")]})
    row = [a for a in NEW.cells if a.startswith("requests.not_corrected_in_time.")]
    wanted = [figures[address] for address in row]
    assert [t for a, t in imported.report.cells.items() if a.startswith("requests.otherwise")] == wanted
    assert "form-year" in codes(imported.remarks)
    imported = read_tables(tmp_path, NEW, {"requests": [table(OLD, "requests")]})
    assert "form-year" in codes(imported.remarks)
    (extra,) = [remark for remark in imported.remarks if remark.code == "read-extra-row"]
    assert extra.facts.label == "（六）其他处理"


@pytest.mark.parametrize("placed", [True, False])
def test_headings_of_a_row_by_itself_are_none_for_a_line_of_all_figures(placed):
    heads = ["", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    rows = [heads, ["行政复议", "1", "0", "2", "0", "3"], [str(number) for number in range(4, 18)]]
    read = read_table(NEW, "litigation", [plain_grid(rows, placed)])
    assert list(read.cells.values()) == ["1", "0", "2", "0", "3"]
    assert "read-extra-row" in codes(read.remarks)
