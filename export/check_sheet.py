"""The check sheet (核对说明) for the chief: what was checked, with its arithmetic; a page or a workbook.

python-docx and XlsxWriter are loaded when a sheet is first written.
"""

from datetime import date
from pathlib import Path

from export import atomic
from export.check_sheet_content import content
from model.forms import OfficialForm
from model.report import Report


def write_word(
    report: Report, path: Path, made_on: date | None = None, form: OfficialForm | None = None
) -> None:
    """Write the check sheet as a Word page, dated today unless ``made_on`` says otherwise.

    ``form`` is the report's with what an office asks for besides.

    The old file stays on any failure. Raises ExportError with a sentence for the user.
    """
    from export.check_sheet_word import render

    atomic.write_exactly(path, render(content(report, made_on or date.today(), form)))


def write_xlsx(
    report: Report, path: Path, made_on: date | None = None, form: OfficialForm | None = None
) -> None:
    """Write the check sheet as a workbook, figures as numbers; otherwise as ``write_word``."""
    from export.check_sheet_xlsx import render

    atomic.write_exactly(path, render(content(report, made_on or date.today(), form)))
