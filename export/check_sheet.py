"""The check sheet (核对说明) for the chief: what was checked, with its arithmetic; a page or a workbook.

python-docx and XlsxWriter are loaded when a sheet is first written.
"""

from datetime import date
from pathlib import Path

from export import atomic
from export.check_sheet_content import content
from export.errors import ExportError
from model.report import Report


def write_word(report: Report, path: Path, made_on: date | None = None) -> None:
    """Write the check sheet as a Word page, dated today unless ``made_on`` says otherwise.

    The old file stays on any failure. Raises ExportError with a sentence for the user.
    """
    from export.check_sheet_word import render

    _write(path, render(content(report, made_on or date.today())))


def write_xlsx(report: Report, path: Path, made_on: date | None = None) -> None:
    """Write the check sheet as a workbook, figures as numbers; otherwise as ``write_word``."""
    from export.check_sheet_xlsx import render

    _write(path, render(content(report, made_on or date.today())))


def _write(path: Path, made: bytes) -> None:
    def prove(written: Path) -> None:
        if written.read_bytes() != made:
            raise ExportError(f"“{path.name}”写入后核对不一致，原有文件没有改动。请检查磁盘后重试。")

    atomic.write(path, made, prove)
