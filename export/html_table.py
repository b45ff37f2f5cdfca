"""A report's table as accessible HTML: every figure names the headings it stands under.

Spans come from the form's layout. Screen readers get ``scope`` and ``headers``; the heading
lines of a table with one heading are its ``thead``, which browsers repeat on a new page.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from model.address import Address
from model.forms import Layout, LayoutCell, Role
from model.forms.definition import Table

_NARROW = 0.1  # of the table's width
_LONG = range(6, 10)  # digits; the classes of the page's style sheet


def render(table: Table, layout: Layout, cells: Mapping[Address, str]) -> str:
    """Return a table with the figures of a report."""
    columns = "<col>" * len(table.grid)
    head = f"<caption>{escape(table.label)}</caption>\n<colgroup>{columns}</colgroup>\n"
    parts = [f'<table id="{table.id}-table">\n{head}']
    headers = _headers(table.id, layout)
    for tag, lines in _groups(layout):
        rows = "".join(_row(table, layout, line, cells, headers) for line in lines)
        parts.append(f"<{tag}>\n{rows}</{tag}>\n")
    return "".join((*parts, "</table>"))


def widths(tables: Iterable[Table]) -> str:
    """Return the style rules of the tables' columns."""
    made = []
    for table in tables:
        whole = sum(table.grid)
        for number, width in enumerate(table.grid, 1):
            made.append(
                f"#{table.id}-table col:nth-child({number}) {{ width: {width * 100 / whole:.2f}%; }}\n"
            )
    return "".join(made)


def _groups(layout: Layout) -> Iterator[tuple[str, range]]:
    """The lines that belong together: the heading of the whole table, and each band with its rows."""
    start = layout.heading_lines
    if start:
        yield "thead", range(start)
    bands = [cell.line for cell in layout.cells if cell.role is Role.BAND]
    starts = bands or [start]
    for begin, end in zip(starts, [*starts[1:], layout.lines], strict=True):
        yield "tbody", range(begin, end)


def _row(
    table: Table,
    layout: Layout,
    line: int,
    cells: Mapping[Address, str],
    headers: Mapping[Address, str],
) -> str:
    made = []
    for cell in (cell for cell in layout.cells if cell.line == line):
        spans = _spans(cell)
        if cell.address is not None:
            text = cells.get(cell.address, "")
            size = _size(table, cell, text)
            made.append(f'<td{size}{spans} headers="{headers[cell.address]}">{escape(text)}</td>')
        else:
            name = _id(table.id, cell)
            kind = f' class="{cell.role.value}"'
            made.append(f'<th id="{name}"{kind} scope="{_scope(cell)}"{spans}>{escape(cell.text)}</th>')
    return f"<tr>{''.join(made)}</tr>\n"


def _size(table: Table, cell: LayoutCell, text: str) -> str:
    """A figure of six to nine digits in a narrow column is set smaller, not broken."""
    share = sum(table.grid[cell.column : cell.column + cell.column_span]) / sum(table.grid)
    return f' class="n{len(text)}"' if share < _NARROW and len(text) in _LONG else ""


def _spans(cell: LayoutCell) -> str:
    columns = f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    return columns + (f' rowspan="{cell.line_span}"' if cell.line_span > 1 else "")


def _scope(cell: LayoutCell) -> str:
    if cell.role is Role.BAND:
        return "rowgroup"
    if cell.role is Role.LABEL:
        return "rowgroup" if cell.line_span > 1 else "row"
    return "colgroup" if cell.column_span > 1 and cell.role is Role.HEADING else "col"


def _id(table: str, cell: LayoutCell) -> str:
    return f"{table}-{cell.line}-{cell.column}"


def _headers(table: str, layout: Layout) -> dict[Address, str]:
    """For each figure the ids of its band, its column headings and its row labels."""
    found: dict[Address, str] = {}
    above: list[LayoutCell] = []
    labels: list[LayoutCell] = []
    after_figures = False
    for cell in layout.cells:
        if cell.address is not None:
            after_figures = True
            heads = [head for head in above if _covers_column(head, cell)]
            heads += [label for label in labels if label.line <= cell.line < label.line + label.line_span]
            found[cell.address] = " ".join(_id(table, head) for head in heads)
        elif cell.role is Role.LABEL:
            labels.append(cell)
        else:
            if after_figures:  # the next band, with headings of its own
                above, after_figures = [], False
            above.append(cell)
    return found


def _covers_column(head: LayoutCell, cell: LayoutCell) -> bool:
    return head.column < cell.column + cell.column_span and cell.column < head.column + head.column_span
