"""Writing and reading Word files beside docxtpl and python-docx: ``python -m tests.bench.peers``.

The same official form (the program's own template) is filled with the same report: by the program, by
docxtpl, and by python-docx cell by cell, once with ``table.cell`` and once with the cells of each row. What a
peer wrote is read back before it is measured: it must hold the same figures. Reading is told against
python-docx reading the text of all paragraphs and cells of the file that the program exported; that gives
texts, where the program gives a report. Needs ``pip install .[proof]``; exits with 1 when a peer is faster
than the program, with 2 without docxtpl.
"""

import importlib.util
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document

import intake
import resources
from export import template, word
from export.printed import Printed, as_printed
from tests.support.measured import beside, by_turns, show
from tests.support.samples import full_report

ROUNDS = 20
PARTS = ("title", "preamble", "signature")


def main() -> int:
    """Print the table and return the exit code."""
    if importlib.util.find_spec("docxtpl") is None:
        sys.stdout.write("docxtpl is missing: pip install .[proof]\n")
        return 2
    report = full_report("2021")
    printed = as_printed(report)
    form = resources.path("templates", printed.form.definition.template)
    writers: dict[str, Callable[[], object]] = {
        "Word file written (not read back)": lambda: word.render(report),
        "… the template compiled anew": lambda: _anew(report),
        "… and read back": lambda: word.write(report, folder / "ours.docx"),
        "docxtpl": lambda: with_docxtpl(form, printed),
        "python-docx, table.cell": lambda: with_cells(form, printed, _by_cell),
        "python-docx, row.cells": lambda: with_cells(form, printed, _by_row),
    }
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        file = folder / "ours.docx"
        word.write(report, file)
        for peer in list(writers)[3:]:
            prove(writers[peer](), printed, folder / "peer.docx")
        written = by_turns(writers, ROUNDS)
        readers: dict[str, Callable[[], object]] = {
            "report read": lambda: intake.read(file),
            "python-docx: all texts, table.cell": lambda: texts(file, _by_cell),
            "python-docx: all texts, row.cells": lambda: texts(file, _by_row),
        }
        read = by_turns(readers, ROUNDS)
    lines = [*beside(written, next(iter(writers))), *beside(read, next(iter(readers)))]
    show(lines)
    peers = (line for line in lines if line.what.startswith(("docxtpl", "python-docx")))
    return int(any((line.ratio or 0) < 1 for line in peers))


def _anew(report) -> bytes:  # type: ignore[no-untyped-def]
    template._load.cache_clear()
    return word.render(report)


def with_docxtpl(form: Path, printed: Printed) -> BytesIO:
    """Fill the form by docxtpl, paragraphs of a part as lines of one."""
    from docxtpl import DocxTemplate

    context: dict[str, object] = {part: "\n".join(printed.text(part)) for part in PARTS}
    for name, paragraphs in printed.sections.items():
        context[name] = _Section("\n".join(paragraphs))
    for address, text in printed.cells.items():
        table, row, column = address.split(".")
        rows = context[table].__dict__
        rows.setdefault(row, {})[column] = text
    filled = BytesIO()
    document = DocxTemplate(str(form))
    document.render(context, autoescape=True)
    document.save(filled)
    return filled


class _Section(str):
    """The text of a section, which has the rows of its table for attributes."""


def with_cells(form: Path, printed: Printed, cells: Callable) -> BytesIO:
    """Fill the form by python-docx: each figure into its cell, the texts into their paragraphs."""
    document = docx.Document(str(form))
    layouts = [layout for layout in printed.form.layouts.values() if layout.cells]
    for table, layout in zip(document.tables, layouts, strict=True):
        cell = cells(table)
        for place in layout.cells:
            if place.address is not None:
                cell(place.line, place.column).text = printed.cells[place.address]
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("{{"):
            paragraph.text = "\n".join(printed.text(paragraph.text.strip("{} ")))
    filled = BytesIO()
    document.save(filled)
    return filled


def _by_cell(table) -> Callable:  # type: ignore[no-untyped-def,type-arg]
    return table.cell  # type: ignore[no-any-return]


def _by_row(table) -> Callable:  # type: ignore[no-untyped-def,type-arg]
    rows = [row.cells for row in table.rows]
    return lambda line, column: rows[line][column]


def texts(file: Path, cells: Callable) -> list[str]:
    """Return the text of every paragraph and every cell."""
    document: Document = docx.Document(str(file))
    found = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        cell = cells(table)
        lines, columns = range(len(table.rows)), range(len(table.columns))
        found += [cell(line, column).text for line in lines for column in columns]
    return found


def prove(filled: BytesIO, printed: Printed, file: Path) -> None:
    """Raise AssertionError when a peer's file does not hold the figures and texts of the report."""
    file.write_bytes(filled.getvalue())
    found = intake.read(file).report
    assert found.cells == printed.cells
    assert as_printed(found).title == printed.title


if __name__ == "__main__":
    sys.exit(main())
