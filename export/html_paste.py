"""The report for a web site's own editor (网站编辑器用): pasted there, or opened as source.

Such editors take style sheets, classes, scripts and drawings away. What is left says the same: lines and
indents are characters, alignment, merges and widths are attributes of the elements, charts are pictures
in the page, or left out.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from export import atomic, readback
from export.html import visible_blanks
from export.printed import Printed, as_printed
from model.address import Address
from model.forms import Layout, LayoutCell, Role
from model.forms.definition import Table
from model.report import Report
from model.text.headings import Heading, HeadingLevel

_INDENT = "\u3000\u3000"  # two characters: no editor takes them away
_BAND = "#C6D9F1"
Pictures = Mapping[str, bytes]
"""PNG pictures of charts, by the chart's name; a chart without one is left out."""


def write(report: Report, path: Path, pictures: Pictures) -> None:
    """Write the whole report as a file whose source can be pasted. Read back and compared.

    The old file stays on any failure. Raises ExportError with a sentence for the user.
    """
    printed = as_printed(report)
    title = escape(printed.title.replace("\n", ""))
    head = f'<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>'
    page = (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n{head}\n<body>\n{_whole(printed, pictures)}</body>\n</html>\n'
    )
    atomic.write(path, page.encode(), lambda file: readback.prove(file, printed, of_lines=True))


def render(report: Report, pictures: Pictures, part: str = "") -> str:
    """Return what is pasted: the whole report, or one section, or ``preamble`` (the title with it)."""
    printed = as_printed(report)
    if not part:
        return _whole(printed, pictures)
    if part in printed.sections:
        return _section(printed, part, pictures)
    return _signature(printed) if part == "signature" else _opening(printed, pictures)


def charts_of(report: Report, part: str = "") -> list[str]:
    """Return the names of the charts that are printed, in a part or in the whole report."""
    charts = as_printed(report).charts
    return [drawing.name for (where, _), drawing in charts.items() if part in ("", where)]


def _whole(printed: Printed, pictures: Pictures) -> str:
    sections = [_section(printed, name, pictures) for name in printed.sections]
    return "".join((_opening(printed, pictures), *sections, _signature(printed)))


def _opening(printed: Printed, pictures: Pictures) -> str:
    title = f'<p align="center"><strong>{_lines(printed.title)}</strong></p>\n' if printed.title else ""
    return title + _texts(printed, "preamble", pictures)


def _section(printed: Printed, name: str, pictures: Pictures) -> str:
    section = printed.form.sections[name]
    parts = [f"<p>{_INDENT}<strong>{escape(section.heading)}</strong></p>\n"]
    if section.table:
        table, layout = printed.form.tables[section.table], printed.form.layouts[section.table]
        parts.append(_table(table, layout, printed.cells))
    return "".join((*parts, _texts(printed, name, pictures)))


def _signature(printed: Printed) -> str:
    return "".join(f'<p align="right">{_lines(text)}{_INDENT}</p>\n' for text in printed.signature)


def _texts(printed: Printed, part: str, pictures: Pictures) -> str:
    made = []
    texts = zip(printed.text(part), printed.headings(part), strict=True)
    for index, (text, heading) in enumerate(texts):
        drawing = printed.charts.get((part, index))
        if drawing is None:
            made.append(f"<p>{_INDENT}{_paragraph(text, heading)}</p>\n")
        elif drawing.name in pictures:
            source = f"data:image/png;base64,{b64encode(pictures[drawing.name]).decode()}"
            picture = f'<img src="{source}" alt="{escape(drawing.described)}" width="560">'
            made.append(f'<p align="center">{picture}<br>{escape(drawing.caption)}</p>\n')
    return "".join(made)


def _paragraph(text: str, heading: Heading | None) -> str:
    if heading is None or heading.level is not HeadingLevel.PART:
        return _lines(text)
    return f"<strong>{_lines(text[: heading.end])}</strong>{_lines(text[heading.end :])}"


def _lines(text: str) -> str:
    return "<br>".join(escape(visible_blanks(line)) for line in text.split("\n"))


def _table(table: Table, layout: Layout, cells: Mapping[Address, str]) -> str:
    rows = []
    for line in range(layout.lines):
        inside = "".join(_cells(table, layout, line, cells))
        rows.append(f"<tr>{inside}</tr>\n")
    attributes = 'border="1" cellspacing="0" cellpadding="3" width="100%" align="center"'
    return f"<table {attributes}>\n<tbody>\n{''.join(rows)}</tbody>\n</table>\n"


def _cells(table: Table, layout: Layout, line: int, cells: Mapping[Address, str]) -> Iterator[str]:
    for cell in layout.cells:
        if cell.line == line:
            text = cells.get(cell.address, "") if cell.address else cell.text
            # An editor closes up a cell without any text.
            yield f"<td{_attributes(table, cell)}>{escape(text) or '&nbsp;'}</td>"


def _attributes(table: Table, cell: LayoutCell) -> str:
    """Merges, width, alignment and the ground of bands, as the elements' own attributes."""
    across = table.grid[cell.column : cell.column + cell.column_span]
    deep = table.label_columns > 1
    left = cell.role is Role.BAND or (deep and cell.role in (Role.LABEL, Role.CORNER))
    named = {
        "colspan": str(cell.column_span) if cell.column_span > 1 else "",
        "rowspan": str(cell.line_span) if cell.line_span > 1 else "",
        "width": f"{sum(across) * 100 / sum(table.grid):.1f}%",
        "align": "left" if left else "center",
        "valign": "middle",
        "bgcolor": _BAND if cell.role is Role.BAND else "",
    }
    return "".join(f' {name}="{value}"' for name, value in named.items() if value)
