"""Counts the lines of a register into the cells of table three; what is doubtful is asked or listed.

Nothing is guessed. Of the applicants nothing is kept but the numbers of their lines.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from intake.register.applicants import Applicants
from intake.register.columns import Columns
from intake.register.course import Courses, NoRegister, rows_of_course
from intake.register.doubts import Doubts
from intake.register.lexicon import Lexicon, plain
from intake.register.lines import Line, Record, columns_of, records
from intake.register.questions import Answers, Question, Questions
from intake.register.results import Unclear
from intake.sheets import Sheet
from model.address import Address, make
from model.forms import OfficialForm
from model.report import CellPart, Origin


@dataclass(frozen=True, slots=True)
class Count:
    """What a register gives.

    ``parts`` fill the cells; lines with an open question are not in them. ``unplaced`` are lines that could
    not be placed, with the reason; ``hints`` are lines that contradict themselves; ``outside`` counts
    lines of other years.
    """

    parts: Mapping[Address, tuple[CellPart, ...]]
    questions: tuple[Question, ...]
    unplaced: tuple[Line, ...]
    hints: tuple[Line, ...]
    notes: tuple[str, ...]
    lines: int
    outside: int


def count(
    form: OfficialForm,
    year: int,
    file: Path,
    sheets: Sequence[Sheet],
    answers: Answers | None = None,
    corrected: Mapping[str, Columns] | None = None,
) -> Count:
    """Count a register for the report on ``year``.

    ``corrected`` are the columns of sheets as the clerk set them. Raises NoRegister.
    """
    counting = _Counting(form, year, answers or {})
    by_clerk = corrected or {}
    for sheet in sheets:
        counting.add(sheet, by_clerk.get(sheet.name))
    if not counting.lines:
        raise NoRegister(
            "这个文件里没有找到依申请公开台账：至少要有收到日期和办理结果两栏，每件申请一行。统计表、汇总表不能代替台账。"
        )
    return counting.result(file)


class _Counting:
    """Goes through a register line by line."""

    def __init__(self, form: OfficialForm, year: int, answers: Answers) -> None:
        self._form = form
        self._year = year
        self._table = table_of(form)
        self._counted = tuple(_counted(form, self._table))
        self._lexicon = Lexicon(form, self._table)
        self._questions = Questions(answers)
        self._courses = Courses(form, year, self._lexicon, self._questions)
        columns = dict.fromkeys(form.cells[address].column.id for address in self._counted)
        self._applicants = Applicants(self._lexicon, tuple(columns), self._questions)
        self._doubts = Doubts(self._lexicon)
        self._lines_of: dict[Address, list[Line]] = {address: [] for address in self._counted}
        self._unplaced: list[Line] = []
        self._notes: list[str] = []
        self.lines = 0
        self._outside = 0

    def add(self, sheet: Sheet, columns: Columns | None) -> None:
        """Count the lines of a sheet; ``columns`` are those that the clerk set, None for the likely ones."""
        columns = columns or columns_of(sheet, self._lexicon, self._notes)
        if columns is None or "received" not in columns.roles:
            return
        if sheet.hidden:
            self._notes.append(f"工作表“{sheet.name}”是隐藏的，也计算在内。")
        has_kind = "kind" in columns.roles
        for record in records(sheet, columns, self._lexicon, self._year):
            self.lines += 1
            self._doubts.note(record)
            try:
                self._place(record, has_kind=has_kind)
            except Unclear as error:
                self._unplaced.append(record.told(str(error)))

    def _place(self, record: Record, *, has_kind: bool) -> None:
        """Count one line into its cells, unless something of it is asked.

        Raises Unclear for a line that cannot be placed.
        """
        course = self._courses.course_of(record)
        if not course.rows:
            self._outside += 1
            return
        column = self._applicants.column_of(record, has_kind=has_kind)
        times = self._times(record)
        if column is None or course.asked:
            return
        for row in course.rows:
            address = make(self._table, row, column)
            self._lines_of.setdefault(address, []).extend([record.line] * times)

    def _times(self, record: Record) -> int:
        """How many applications a line stands for: one, unless a column counts them and the clerk says so.

        Raises Unclear.
        """
        written = plain(record.get("count")).rstrip("件")
        if written in ("", "1"):
            return 1
        if not written.isdigit():
            raise Unclear(f"件数写的是“{record.get('count')}”")
        told = "台账有“件数”一栏，有的行不是 1。这些行按所写的件数计算，还是每行只算一件？"
        answer = self._questions.ask(Question("count", told, "yes", ("yes", "no")), record.line)
        if answer is None:
            raise Unclear(f"一行写了 {written} 件，还没有回答怎样计算")
        return int(written) if answer == "yes" else 1

    def result(self, file: Path) -> Count:
        """Return what was counted; cells without a line hold 0, as a register lists every application."""
        parts = {address: tuple(_parts(file, self._lines_of[address])) for address in self._counted}
        return Count(
            parts,
            questions=self._questions.open,
            unplaced=tuple(self._unplaced),
            hints=tuple(self._doubts.hints),
            notes=tuple(self._notes),
            lines=self.lines,
            outside=self._outside,
        )


def _counted(form: OfficialForm, table: str) -> Iterator[Address]:
    """The cells that lines are counted into: those of a table that are no totals."""
    for address, cell in form.cells.items():
        if cell.table.id == table and address not in form.derivations:
            yield address


def _parts(file: Path, lines: Sequence[Line]) -> Iterator[CellPart]:
    """One part a sheet, with the rows that it counts; 0 where there are none."""
    if not lines:
        yield CellPart("台账", "0", Origin("register", file.name))
    by_sheet: dict[str, list[int]] = {}
    for line in lines:
        by_sheet.setdefault(line.sheet, []).append(line.row)
    for sheet, rows in by_sheet.items():
        name = f"台账（{sheet}）" if sheet else "台账"
        origin = Origin("register", file.name, tuple(dict.fromkeys(rows)))
        yield CellPart(name, str(len(rows)), origin)


def table_of(form: OfficialForm) -> str:
    """Return the id of the table that a register fills. Raises NoRegister for a form without one."""
    table, _ = rows_of_course(form)
    return table
