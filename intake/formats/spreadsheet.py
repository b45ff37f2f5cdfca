"""Workbooks that hold the official tables (.xlsx, .xls, WPS's .et, .ods)."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from intake.blocks import Aside, Block, Cell, Grid, Paragraph, Row
from intake.formats import archive, ole
from intake.formats.reader import Document, Format, Sample
from intake.tables.lines import is_figure
from intake.tables.stacked import is_label
from intake.texts import naming
from intake.texts.headings import rank
from model import forms

if TYPE_CHECKING:
    from intake.sheets import Merge, Sheet

_OOXML, _ODS = "xl/workbook.xml", "content.xml"
_SUFFIXES = (".xlsx", ".xls", ".et", ".ods")


def _recognises(sample: Sample) -> bool:
    if sample.head.startswith(archive.MARK):
        return _OOXML in sample.parts or (_ODS in sample.parts and sample.suffix == ".ods")
    return ole.holds(sample, "Workbook", "Book")


def _read(path: Path) -> Document:
    from intake.sheets import sheets  # a library of two megabytes

    made: list[Block] = []
    for sheet in sheets(path):
        made += [_hidden(sheet)] if sheet.hidden else _blocks(sheet)
    return Document(tuple(made), tables_only=True)


FORMAT = Format("spreadsheet", _SUFFIXES, "电子表格", 20 * 1024 * 1024, _recognises, _read, apart=True)


def _hidden(sheet: "Sheet") -> Aside:
    return Aside("隐藏的工作表", sheet.name)


def _blocks(sheet: "Sheet") -> Iterator[Block]:
    """Titles and headings are paragraphs; what is neither they nor a table is told."""
    rows: list[Row] = []
    spans = {(merge.top, merge.left): merge for merge in sheet.merges}
    for number, texts in enumerate(sheet.rows):
        written = [text for text in texts if text]
        if not written:
            continue
        if _is_of_table(written):
            rows.append(_row(number, texts, spans))
            continue
        if rows:
            yield Grid(tuple(rows))
            rows = []
        said = "\t".join(written)
        yield Paragraph(said) if _is_title(said) else Aside("表格以外的文字", said)
    if rows:
        yield Grid(tuple(rows))


def _is_of_table(written: Sequence[str]) -> bool:
    """Whether a row belongs to a table: it holds a figure or a label."""
    return any(is_figure(text) or is_label(text) for text in written)


def _is_title(said: str) -> bool:
    """Whether a row is the report's title or a section's heading."""
    loaded = [forms.load(form_id) for form_id in forms.known()]
    return any(naming.title(form, said) or rank(form, said) for form in loaded)


def _row(number: int, texts: Sequence[str], spans: dict[tuple[int, int], "Merge"]) -> Row:
    """The cells of a row; those that a merge covers to the right of its first are part of it."""
    cells: list[Cell] = []
    at = 0
    while at < len(texts):
        merge = spans.get((number, at))
        span = merge.right - merge.left + 1 if merge is not None else 1
        cells.append(Cell(texts[at], at, min(span, len(texts) - at)))
        at += span
    return tuple(cells)
