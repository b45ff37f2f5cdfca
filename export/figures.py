"""The figures of the tables for other programs: a .json file with a published schema, and a .csv table.

``docs/figures.schema.json`` is made of the types below; a test holds it to them. A key may be added, none
changes its meaning. Both files are read back and compared before they take their place.
"""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from export import atomic
from export.errors import ExportError
from export.printed import Printed, as_printed
from model.forms.definition import Column, Heading, Row
from model.forms.layout import path as path_of
from model.forms.official import Cell
from model.report import Report
from model.values import Kind, parse

SCHEMA = "https://json-schema.org/draft/2020-12/schema"


State = Literal["number", "blank", "not-applicable", "other"]
_STATES: dict[Kind, State] = {
    Kind.NUMBER: "number",
    Kind.BLANK: "blank",
    Kind.NOT_APPLICABLE: "not-applicable",
    Kind.INVALID: "other",
}
_CSV_HEADINGS = ("机关", "年份", "格式", "表", "项目", "列", "单位", "数据", "地址")
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t")


class FormName(msgspec.Struct, frozen=True):
    """Which official form the figures stand in."""

    id: Annotated[str, msgspec.Meta(description="The form's id: 2019 or 2021 today.")]
    name: Annotated[str, msgspec.Meta(description="What the form is called.")]
    notice: Annotated[str, msgspec.Meta(description="The notice that the form comes from.")]


class CellFigure(msgspec.Struct, frozen=True):
    """One mandated cell of a table."""

    address: Annotated[str, msgspec.Meta(description="table.row.column, e.g. requests.received.total.")]
    table: Annotated[str, msgspec.Meta(description="What the table is called.")]
    row: Annotated[tuple[str, ...], msgspec.Meta(description="Labels of the row, the outermost group first.")]
    column: Annotated[tuple[str, ...], msgspec.Meta(description="Labels of the column, the group first.")]
    unit: Annotated[str, msgspec.Meta(description="Unit of the value; empty when the form names none.")]
    text: Annotated[str, msgspec.Meta(description="What stands in the cell; exact.")]
    state: Annotated[
        State,
        msgspec.Meta(description="number; blank: not filled in; not-applicable: “/”; other: no figure."),
    ]
    value: Annotated[int | float | None, msgspec.Meta(description="The number, null unless state is number.")]


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a yearly report on the disclosure of government information."""

    version: Annotated[Literal[1], msgspec.Meta(description="Of this format; a higher one is another.")]
    form: FormName
    organ: Annotated[str, msgspec.Meta(description="The organ that reports.")]
    year: Annotated[int, msgspec.Meta(description="The year reported on.")]
    title: str
    figures: Annotated[
        tuple[CellFigure, ...],
        msgspec.Meta(description="Every cell of the form, row by row, the blank ones too."),
    ]


def schema() -> dict[str, Any]:
    """Return the JSON schema of the file."""
    made = msgspec.json.schema(Figures)
    return {"$schema": SCHEMA, "title": "政府信息公开工作年度报告的数据", **made}


def figures(report: Report) -> Figures:
    """Return the figures of a report as other programs get them."""
    printed = as_printed(report)
    definition = printed.form.definition
    return Figures(
        version=1,
        form=FormName(definition.id, definition.name, definition.notice),
        organ=printed.organ,
        year=printed.year,
        title=printed.title.replace("\n", ""),
        figures=tuple(_figure(printed, cell) for cell in printed.form.cells.values()),
    )


def write_json(report: Report, path: Path) -> None:
    """Write the figures as .json (UTF-8). Raises ExportError with a sentence for the user."""
    made = figures(report)

    def prove(file: Path) -> None:
        if msgspec.json.decode(file.read_bytes(), type=Figures) != made:
            raise ExportError(_DIFFERS)

    atomic.write(path, msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n", prove)


def write_csv(report: Report, path: Path) -> None:
    """Write the figures as .csv, one cell a line (UTF-8 with a mark that Excel and WPS know it by).

    Raises ExportError with a sentence for the user.
    """
    lines = [_CSV_HEADINGS, *_csv_lines(figures(report))]
    text = StringIO(newline="")
    csv.writer(text).writerows(lines)

    def prove(file: Path) -> None:
        with file.open(encoding="utf-8-sig", newline="") as source:
            if [tuple(line) for line in csv.reader(source)] != lines:
                raise ExportError(_DIFFERS)

    atomic.write(path, text.getvalue().encode("utf-8-sig"), prove)


_DIFFERS = "写出的数据文件回读后与报告不一致，没有保存。请检查磁盘后重试。"


def _figure(printed: Printed, cell: Cell) -> CellFigure:
    text = printed.cells.get(cell.address, "")
    parsed = parse(text)
    number = parsed.number if parsed.kind is Kind.NUMBER else None
    return CellFigure(
        address=str(cell.address),
        table=cell.table.label,
        row=_labels(cell.row, cell.block.row_groups),
        column=_labels(cell.column, cell.block.column_groups),
        unit=parsed.unit or cell.column.unit,
        text=text,
        state=_STATES[parsed.kind],
        value=number if number is None else int(number) if number == int(number) else float(number),
    )


def _labels(item: Row | Column, groups: Sequence[Heading]) -> tuple[str, ...]:
    """The labels of the groups that a row or column stands in, and its own."""
    return (*(group.label for group in path_of(item, groups, item.id)), item.label)


def _csv_lines(made: Figures) -> Iterator[tuple[str, ...]]:
    for one in made.figures:
        about = (_no_formula(made.organ), str(made.year), made.form.id)
        labels = (one.table, "／".join(one.row), "／".join(one.column), one.unit)
        # A figure stands as it is, signs and all; what is none must not be run by a spreadsheet.
        text = one.text if one.state == "number" else _no_formula(one.text)
        yield (*about, *labels, text, one.address)


def _no_formula(text: str) -> str:
    return f"'{text}" if text.startswith(_RUN_BY_SPREADSHEETS) else text
