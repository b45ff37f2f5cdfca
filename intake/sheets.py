"""Workbooks (.xlsx, .xls, .et, .ods) as rows of text, whatever they are read for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from intake.blocks import clean
from intake.failures import Unreadable

if TYPE_CHECKING:
    import python_calamine as calamine

MOST_CELLS = 400_000
"""Of one workbook; a register of 3,000 requests has some 40,000."""
_DIGITS = 12  # significant ones; a computer's 0.30000000000000004 is 0.3

Value = int | float | str | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells merged into one: from ``top`` and ``left`` to (with) ``bottom`` and ``right``, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of text from the first row and column on, and merges where the file tells them.

    ``hidden_rows`` and ``hidden_columns`` are numbers from 0; ``left_out`` counts formulas without a figure.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    left_out: int = 0


def sheets(path: Path) -> list[Sheet]:
    """Return the sheets of a workbook in order, hidden ones marked. Raises Unreadable.

    A hostile workbook may end this process: the program asks :func:`intake.apart.sheets`.
    """
    import python_calamine as calamine  # a library of two megabytes

    try:
        with calamine.CalamineWorkbook.from_path(path) as book:
            return list(_sheets(book, path))
    except calamine.PasswordError as error:
        raise Unreadable(
            f"“{path.name}”有密码保护，请先用 WPS 表格或 Excel 打开，取消密码并保存，再读入。"
        ) from error
    except calamine.CalamineError as error:
        raise _damaged(path.name) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # how the library's Rust ends at damaged bytes
            raise _damaged(path.name) from error
        raise


def _damaged(name: str) -> Unreadable:
    return Unreadable(f"“{name}”已损坏，或不是电子表格，请用 WPS 表格或 Excel 打开，另存为“.xlsx”后再试。")


def _sheets(book: "calamine.CalamineWorkbook", path: Path) -> Iterator[Sheet]:
    import python_calamine as calamine

    from intake import sheet_marks  # lxml is loaded for pages and documents alone

    all_marks = sheet_marks.of_workbook(path)
    cells = 0
    for number, about in enumerate(book.sheets_metadata):
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(number)
        cells += sheet.total_height * sheet.total_width
        if cells > MOST_CELLS:
            raise Unreadable(f"“{path.name}”的内容过多，没有读入，请确认选对了文件。")
        rows = tuple(tuple(map(text, row)) for row in sheet.to_python(skip_empty_area=False))
        merges = tuple(Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ())
        marks = all_marks[number] if number < len(all_marks) else sheet_marks.Marks()
        yield Sheet(
            sheet.name,
            rows,
            merges,
            about.visible != calamine.SheetVisibleEnum.Visible,
            frozenset(marks.rows),
            frozenset(marks.columns),
            marks.left_out,
        )


def text(value: Value) -> str:
    """Return a cell's value as the clerk would write it; dates as 2024-03-01."""
    match value:
        case bool():
            return "是" if value else "否"
        case float() if value.is_integer():
            return f"{value:.0f}"
        case float():
            return f"{value:.{_DIGITS}g}"
        case datetime() if value.time() == time():
            return value.date().isoformat()
    return clean(str(value))
