"""The workbook behind a chart of a Word file: its figures, for “edit data”."""

from datetime import datetime
from io import BytesIO

from model.charts import Drawing

SHEET = "数据"
_LONG_AGO = datetime(1980, 1, 1)  # the same report gives the same file


def workbook(drawing: Drawing) -> bytes:
    """Return the workbook: labels in the first column, a column a year."""
    import xlsxwriter  # loaded when a chart is first written

    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": _LONG_AGO})
        sheet = book.add_worksheet(SHEET)
        sheet.set_column(0, 0, 18)
        sheet.write_column(1, 0, drawing.labels)
        for column, one in enumerate(drawing.series, 1):
            sheet.write_string(0, column, one.label)
            for row, (item, drawn) in enumerate(zip(one.figures, one.drawn, strict=True), 1):
                if drawn:
                    sheet.write_number(row, column, float(item.number))
    return made.getvalue()
