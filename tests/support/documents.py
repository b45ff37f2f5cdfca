"""Makes reports as other programs and people write them: Word files and web pages in many manners."""

import html
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from xml.sax.saxutils import escape

from model.forms import OfficialForm, Role
from model.report import Report

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


@dataclass(frozen=True)
class TableCell:
    """A cell with its grid place and spans."""

    text: str
    line: int
    column: int
    line_span: int = 1
    column_span: int = 1
    is_figure: bool = False


Table = list[TableCell]


def table_of(form: OfficialForm, table: str, cells) -> Table:
    """The official table with figures, as laid out in the form."""
    return [
        TableCell(
            cells.get(cell.address, "") if cell.role is Role.FIGURE else cell.text,
            cell.line,
            cell.column,
            cell.line_span,
            cell.column_span,
            cell.role is Role.FIGURE,
        )
        for cell in form.layouts[table].cells
    ]


def unmerged(table: Table, repeat: bool = False) -> Table:
    """Every merge given up; the text stands in the first cell, or in all (``repeat``)."""
    return [
        TableCell(
            cell.text if repeat or (line, column) == (0, 0) else "",
            cell.line + line,
            cell.column + column,
            is_figure=cell.is_figure,
        )
        for cell in table
        for line in range(cell.line_span)
        for column in range(cell.column_span)
    ]


def relabelled(table: Table, change) -> Table:
    """The labels passed through a function; figures stay."""
    return [cell if cell.is_figure else replace(cell, text=change(cell.text)) for cell in table]


def lines_of(table: Table, start: int, stop: int) -> Table:
    """Some lines of a table; what spans over the cut is cut."""
    made = []
    for cell in table:
        first, last = max(cell.line, start), min(cell.line + cell.line_span, stop)
        if first < last:
            made.append(replace(cell, line=first - start, line_span=last - first))
    return made


def height(table: Table) -> int:
    """The number of lines."""
    return max(cell.line + cell.line_span for cell in table)


def with_blank_column(table: Table, at: int) -> Table:
    """A blank column put in before a grid column; what spans over it grows."""
    made = []
    for cell in table:
        if cell.column >= at:
            made.append(replace(cell, column=cell.column + 1))
        elif cell.column + cell.column_span > at:
            made.append(replace(cell, column_span=cell.column_span + 1))
        else:
            made.append(cell)
            if cell.column + cell.column_span == at:
                made += [TableCell("", cell.line + line, at) for line in range(cell.line_span)]
    return made


def with_blank_line(table: Table, at: int) -> Table:
    """A line of blank cells put in before a line; what spans over it grows."""
    width = max(cell.column + cell.column_span for cell in table)
    made, covered = [], set()
    for cell in table:
        if cell.line >= at:
            made.append(replace(cell, line=cell.line + 1))
        elif cell.line + cell.line_span > at:
            made.append(replace(cell, line_span=cell.line_span + 1))
            covered |= set(range(cell.column, cell.column + cell.column_span))
        else:
            made.append(cell)
    return made + [TableCell("", at, column) for column in range(width) if column not in covered]


# ----------------------------------------------------------------------- Word


def paragraph(text: str, properties: str = "") -> str:
    r"""A Word paragraph; ``\n`` becomes a line break."""
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n"))
    return f"<w:p>{properties}<w:r>{runs}</w:r></w:p>"


def word_table(table: Table) -> str:
    """A Word table with gridSpan and vMerge."""
    rows = []
    for line in range(height(table)):
        covering = sorted(
            (c for c in table if c.line <= line < c.line + c.line_span), key=lambda cell: cell.column
        )
        rows.append(f"<w:tr>{''.join(_word_cell(cell, line) for cell in covering)}</w:tr>")
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def _word_cell(cell: TableCell, line: int) -> str:
    properties = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
    if cell.line_span > 1:
        properties += '<w:vMerge w:val="restart"/>' if line == cell.line else "<w:vMerge/>"
    text = cell.text if line == cell.line else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def write_docx(path: Path, body: str, extra=()) -> Path:
    """Write a .docx with a body; ``extra`` are further parts (name, content)."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        package.writestr("word/document.xml", document)
        for name, content in extra:
            package.writestr(name, content)
    return path


# ----------------------------------------------------------------------- HTML


def html_table(table: Table) -> str:
    """An HTML table with colspan and rowspan."""
    rows = []
    for line in range(height(table)):
        cells = sorted((c for c in table if c.line == line), key=lambda cell: cell.column)
        rows.append("<tr>" + "".join(_html_cell(cell) for cell in cells) + "</tr>")
    return "<table>" + "\n".join(rows) + "</table>"


def _html_cell(cell: TableCell) -> str:
    spans = f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    spans += f' rowspan="{cell.line_span}"' if cell.line_span > 1 else ""
    return f"<td{spans}><p>{html.escape(cell.text).replace(chr(10), '<br>')}</p></td>"


# --------------------------------------------------------------- whole reports


def body_of(form: OfficialForm, report: Report, para, table_text, tables=None) -> str:
    """A whole report; ``tables`` maps a table id to the tables to write in its place."""
    parts = [para(line) for line in report.title.split("\n")] + [para(text) for text in report.preamble]
    for section in form.definition.sections:
        parts.append(para(section.heading))
        if section.table:
            made = (tables or {}).get(section.table, [table_of(form, section.table, report.cells)])
            parts += [table_text(table) + para("") for table in made]
        parts += [para(text) for text in report.section(section.id)]
    return "\n".join(parts + [para(text) for text in report.signature])


def docx_report(path: Path, form: OfficialForm, report: Report, tables=None) -> Path:
    """Write a whole report as a Word file."""
    return write_docx(path, body_of(form, report, paragraph, word_table, tables))


def html_report(path: Path, form: OfficialForm, report: Report, tables=None, encoding="utf-8") -> Path:
    """Write a whole report as a web page."""
    body = body_of(form, report, lambda text: f"<p>{html.escape(text)}</p>", html_table, tables)
    page = f'<html><head><meta charset="{encoding}"><title>某网站</title></head><body>{body}</body></html>'
    path.write_bytes(page.encode(encoding))
    return path


def full_report(form: OfficialForm, year: int = 0) -> Report:
    """A report with a different figure in every cell and texts in every section."""
    year = year or form.definition.first_year
    organ = "青禾县林业局"
    sections = {
        section.id: (f"这是第{number}部分的说明文字。", f"（一）第{number}部分的小标题。随后是一句话。")
        for number, section in enumerate(form.definition.sections, 1)
    }
    return Report(
        form=form.id,
        organ=organ,
        year=year,
        title=form.title(organ, year),
        preamble=("根据《中华人民共和国政府信息公开条例》，现公布本机关的年度报告。",),
        sections=sections,
        signature=(organ, f"{year + 1}年1月20日"),
        cells={address: str(100 + number) for number, address in enumerate(form.cells)},
    )
