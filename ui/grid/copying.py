"""What goes to the clipboard: tab-separated text for Excel and WPS, a table for Word."""

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QMimeData

from model.address import Address
from model.report import Report
from ui.grid.places import GridMap


def selection(grid: GridMap, report: Report, addresses: Sequence[Address]) -> QMimeData:
    """Return figures as a block: a blank stays blank, and a place between them that is not chosen too."""
    chosen = set(addresses)
    lines = sorted({grid.cells[address].line for address in addresses})
    columns = sorted({grid.cells[address].column for address in addresses})
    rows = []
    for line in lines:
        row = []
        for column in columns:
            address = grid.figure(line, column)
            starts = address in chosen and grid.cells[address].column == column
            row.append(report.cell(address) if address is not None and starts else "")
        rows.append(row)
    cells = (f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in rows)
    return _both(rows, cells)


def whole_table(grid: GridMap, report: Report) -> QMimeData:
    """Return the whole table with its labels and merged cells."""
    rows = [[""] * grid.layout.columns for _ in range(grid.layout.lines)]
    marked = [""] * grid.layout.lines
    for cell in grid.layout.cells:
        text = cell.text if cell.address is None else report.cell(cell.address)
        rows[cell.line][cell.column] = text
        spans = f' rowspan="{cell.line_span}" colspan="{cell.column_span}"'
        marked[cell.line] += f"<td{spans}>{escape(text)}</td>"
    return _both(rows, (f"<tr>{line}</tr>" for line in marked))


def _both(rows: Iterable[Sequence[str]], marked: Iterable[str]) -> QMimeData:
    data = QMimeData()
    data.setText("\n".join("\t".join(row) for row in rows))
    data.setHtml(f'<meta charset="utf-8"><table border="1">{"".join(marked)}</table>')
    return data
