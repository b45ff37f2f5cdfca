"""The same report in the manners of Word, WPS, LibreOffice, web pages and people reads the same."""

from itertools import pairwise

import pytest

import intake
from model import forms
from tests.support import documents as d

FORMS = [forms.load(name) for name in forms.known()]
ids = [form.id for form in FORMS]


def official(form, report):
    return {table: [d.table_of(form, table, report.cells)] for table in form.tables}


def each(change):
    """A manner that changes every table by itself."""
    return lambda form, report: {
        name: [change(table) for table in tables] for name, tables in official(form, report).items()
    }


def one_table_a_band(form, report):
    made = official(form, report)
    (table,) = made["disclosure"]
    bands = [
        c.line
        for c in table
        if c.column == 0 and c.text in {b.band for b in form.tables["disclosure"].blocks}
    ]
    cuts = [*bands, d.height(table)]
    made["disclosure"] = [d.lines_of(table, a, b) for a, b in pairwise(cuts)]
    return made


def table_three_in_two(form, report, repeat=True):
    made = official(form, report)
    (table,) = made["requests"]
    heading = form.layouts["requests"].heading_lines
    cut = heading + 9
    head, second = d.lines_of(table, 0, heading), d.lines_of(table, cut, d.height(table))
    moved = [d.replace(cell, line=cell.line + heading) for cell in second]
    made["requests"] = [d.lines_of(table, 0, cut), [*head, *moved] if repeat else second]
    return made


def broken(text):
    """Words broken over lines, as narrow columns do it."""
    return "\n".join(text[i : i + 2] for i in range(0, len(text), 2))


def widths(text):
    return text.translate(str.maketrans("（）：“”.", '():""、'))


MANNERS = {
    "as official": official,
    "merges given up": each(d.unmerged),
    "merged text repeated": each(lambda t: d.unmerged(t, repeat=True)),
    "one table a band": one_table_a_band,
    "table three in two": table_three_in_two,
    "table three in two, headings once": lambda f, r: table_three_in_two(f, r, repeat=False),
    "words broken over lines": each(lambda t: d.relabelled(t, broken)),
    "half-width punctuation": each(lambda t: d.relabelled(t, widths)),
    "blanks between characters": each(lambda t: d.relabelled(t, " ".join)),
    "a blank column": each(lambda t: d.with_blank_column(t, 1)),
    "blank column at the end": each(
        lambda t: d.with_blank_column(t, max(c.column + c.column_span for c in t))
    ),
    "blank lines": each(lambda t: d.with_blank_line(d.with_blank_line(t, d.height(t)), d.height(t) - 1)),
}


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("form", FORMS, ids=ids)
@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_every_manner_reads_the_same(form, suffix, manner, tmp_path):
    report = d.full_report(form)
    write = d.docx_report if suffix == ".docx" else d.html_report
    imported = intake.read(write(tmp_path / f"x{suffix}", form, report, MANNERS[manner](form, report)))
    assert dict(imported.report.cells) == dict(report.cells)
    assert [remark.facts.sentence for remark in imported.remarks] == []
    read = imported.report
    assert (read.form, read.organ, read.year) == (report.form, report.organ, report.year)
    assert (read.title, read.preamble, read.signature) == (report.title, report.preamble, report.signature)
    assert dict(read.sections) == dict(report.sections)


@pytest.mark.parametrize("form", FORMS, ids=ids)
@pytest.mark.parametrize("blank", ["all", "even", "last", "first"])
def test_blanks_stay_blank_and_shift_nothing(form, blank, tmp_path):
    report = d.full_report(form)
    keep = {
        "all": lambda n, c: False,
        "even": lambda n, c: n % 2,
        "last": lambda n, c: c.column.id != "total",
        "first": lambda n, c: c.column.id != "natural_person",
    }[blank]
    cells = {a: t for n, (a, t) in enumerate(report.cells.items()) if keep(n, form.cells[a])}
    report = d.replace(report, cells=cells)
    for change in (lambda t: t, d.unmerged):
        imported = intake.read(d.docx_report(tmp_path / "x.docx", form, report, each(change)(form, report)))
        assert dict(imported.report.cells) == cells
        assert imported.remarks == ()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gb2312", "utf-16"])
def test_pages_in_chinese_encodings(encoding, tmp_path):
    form = FORMS[0]
    report = d.full_report(form)
    imported = intake.read(d.html_report(tmp_path / "x.htm", form, report, encoding=encoding))
    assert dict(imported.report.cells) == dict(report.cells)


def test_figures_keep_their_exact_text(tmp_path):
    form = forms.load("2021")
    raw = {
        "１，２３４": "1234",
        "／": "/",
        "无": "无",
        "--": "--",
        "3件": "3件",
        "96171.60": "96171.60",
        "—": "—",
    }
    addresses = [a for a in form.cells if a.startswith("requests.granted")]
    cells = dict(zip(addresses, raw, strict=True))
    imported = intake.read(
        d.docx_report(tmp_path / "x.docx", form, d.replace(d.full_report(form), cells=cells))
    )
    assert list(imported.report.cells.values()) == list(raw.values())
