"""The check sheet as a workbook: a sheet for each of its parts, all relations of the form included."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from export.check_sheet_content import Sheet
from export.printed import clean

_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_MARGIN = 0.4  # inches
_LINE_HEIGHT = 15.0  # points
_SLACK = 1.1  # a computer may not have the face, and set wider letters
_LONGEST_PROPERTY = 255  # characters


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that is calculated; ``value`` is what it gives, for programs that do not calculate.

    ``{row}`` in the text stands for the number of its own row.
    """

    text: str
    value: int | Decimal


Value = str | int | Decimal | Formula | None


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet: its name, its columns with their widths in characters, its rows."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Value]]


def render(sheet: Sheet) -> bytes:
    """Return the workbook."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties(
            {
                "title": clean(f"{sheet.title}核对说明")[:_LONGEST_PROPERTY],
                "author": clean(sheet.organ)[:_LONGEST_PROPERTY],
                "created": datetime.combine(sheet.made_on, time()),
            }
        )
        formats = _formats(book)
        for table in _tables(sheet):
            _put(book.add_worksheet(table.name), table, formats)
    return made.getvalue()


def _tables(sheet: Sheet) -> tuple[_Table, ...]:
    facts: list[Sequence[Value]] = [
        ("报告", sheet.title),
        ("机关", sheet.organ),
        ("报告年度", sheet.year),
        ("格式", sheet.form),
        ("制表日期", sheet.made_on.isoformat()),
        ("结论", sheet.verdict),
        ("经办人", None),
        ("审核人", None),
    ]
    return (
        _Table("核对说明", (("项目", 12), ("内容", 70)), facts),
        _Table(
            "规则核对",
            (("核对内容", 40), ("核对数", 10), ("单位", 8), ("结果", 36)),
            [(one.title, one.places, one.unit, one.result) for one in sheet.rules],
        ),
        _Table(
            "勾稽计算",
            (
                ("表", 20),
                ("核对内容", 30),
                ("行或列", 36),
                ("左边合计", 10),
                ("右边合计", 10),
                ("差额", 8),
                ("结果", 11),
                ("算式", 36),
            ),
            [
                (
                    one.section,
                    one.title,
                    one.subject,
                    Formula(f"={_added_up(one.left)}", one.totals[0]),
                    Formula(f"={_added_up(one.right)}", one.totals[1]),
                    Formula("=D{row}-E{row}", one.totals[0] - one.totals[1]),
                    one.result,
                    one.text,
                )
                for one in sheet.sums
            ],
        ),
        _Table(
            "待处理的问题",
            (("级别", 8), ("问题", 110)),
            [(one.level, one.sentence) for one in sheet.found],
        ),
        _Table(
            "已说明的问题",
            (("级别", 8), ("问题", 80), ("理由", 50)),
            [(one.level, one.sentence, one.reason) for one in sheet.accepted],
        ),
        _Table(
            "项目含义",
            (("项目", 44), ("含义", 90), ("依据", 50)),
            [(one.label, one.meaning.text, one.meaning.source) for one in sheet.meanings],
        ),
        _Table(
            "数据来源",
            (("项目", 52), ("数字", 12), ("分项", 30), ("分项数字", 12), ("来源", 60)),
            [
                (one.label, one.figure, label, figure, source)
                for one in sheet.sources
                for label, figure, source in one.parts
            ],
        ),
        _Table(
            "上年对照",
            (("项目", 52), ("上年", 12), ("本年", 12), ("增减", 12), ("增减幅度", 12), ("备注", 14)),
            [
                (
                    one.label,
                    one.last,
                    one.this,
                    None if one.difference is None else Formula("=C{row}-B{row}", one.difference),
                    None if one.share is None else Formula("=D{row}/B{row}", one.share),
                    "▲ 变化较大" if one.big else None,
                )
                for one in sheet.compared
            ],
        ),
    )


def _lines(values: Sequence[Value], widths: Sequence[int]) -> int:
    """The lines that a row needs: not every office finds that out for itself, and texts would overlap."""
    cells = zip(values, widths, strict=True)
    needed = (_lines_of(value, width) for value, width in cells if isinstance(value, str))
    return max(needed, default=1)


def _lines_of(text: str, width: int) -> int:
    """The lines that the longest line of a text is broken into."""
    longest = max(map(_breadth, text.split("\n")))
    return max(1, int(-(-_SLACK * longest // width)))


def _breadth(line: str) -> int:
    """The breadth of a line in Latin letters: those of the East have two."""
    return sum(1 if one.isascii() else 2 for one in line)


def _added_up(side: str) -> str:
    """A written side as a formula: what is blank, or no figure, counts as 0."""
    return side.replace("空", "0").replace("？", "0")


def _formats(book: Any) -> dict[str, Any]:
    return {
        "head": book.add_format(
            {**_FONT, "bold": True, "bg_color": "#D9E2EF", "border": 1, "align": "center"}
        ),
        "text": book.add_format({**_FONT, "border": 1, "text_wrap": True}),
        "number": book.add_format({**_FONT, "border": 1}),
        "share": book.add_format({**_FONT, "border": 1, "num_format": "+0.0%;-0.0%;0.0%"}),
    }


def _put(page: Any, table: _Table, formats: dict[str, Any]) -> None:
    for column, (name, width) in enumerate(table.columns):
        page.set_column(column, column, width)
        page.write_string(0, column, name, formats["head"])
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_paper(9)  # A4
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(_MARGIN, _MARGIN, _MARGIN, 2 * _MARGIN)
    page.set_footer("&C&A　第 &P 页，共 &N 页")
    widths = [width for _, width in table.columns]
    for row, values in enumerate(table.rows, 1):
        page.set_row(row, _LINE_HEIGHT * _lines(values, widths))
        for column, value in enumerate(values):
            if isinstance(value, str):
                page.write_string(row, column, clean(value), formats["text"])
                continue
            if value is None:
                page.write_blank(row, column, None, formats["text"])
                continue
            share = table.columns[column][0] == "增减幅度"
            form = formats["share" if share else "number"]
            if isinstance(value, Formula):
                page.write_formula(row, column, value.text.format(row=row + 1), form, float(value.value))
            else:
                page.write_number(row, column, float(value), form)
