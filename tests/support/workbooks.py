"""Makes workbooks that hold the official tables, as offices keep them."""

from collections.abc import Iterable
from pathlib import Path

import xlsxwriter

from model.forms import OfficialForm
from tests.support.documents import Table, height, table_of


def workbook(
    path: Path,
    form: OfficialForm,
    cells,
    *,
    above: Iterable[str] = (),
    one_sheet: bool = False,
    merged: bool = True,
    shift: tuple[int, int] = (0, 0),
) -> Path:
    """A workbook with all tables of a form: a sheet each or one below the other, from a cell ``shift`` on."""
    with xlsxwriter.Workbook(path) as book:
        sheet, line = None, shift[0]
        for table in form.tables:
            if sheet is None or not one_sheet:
                sheet, line = book.add_worksheet(form.section_of(table).short[:20]), shift[0]
                for text in above:
                    sheet.write(line, shift[1], text)
                    line += 1
            line += put(sheet, table_of(form, table, cells), line, shift[1], merged) + 1
    return path


def put(sheet, table: Table, line: int, column: int, merged: bool) -> int:
    """Write a table and return its number of lines; figures are numbers where they can be."""
    for cell in table:
        top, left = line + cell.line, column + cell.column
        value = float(cell.text) if cell.is_figure and cell.text.isdecimal() else cell.text
        if merged and (cell.line_span > 1 or cell.column_span > 1):
            sheet.merge_range(top, left, top + cell.line_span - 1, left + cell.column_span - 1, value)
        else:
            sheet.write(top, left, value)
    return height(table)
