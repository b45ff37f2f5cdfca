"""Counts the lines of a register into the cells of table three; what is doubtful is asked or listed.

A line counts as received in the year it came, as carried in when it was open on 1 January, by its result
when that came within the year, and as carried out when it was still open at the year's end (条例 article 33).
Nothing is guessed. Of the applicants nothing is kept but the numbers of their lines.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from intake.register import results
from intake.register.columns import Columns
from intake.register.lexicon import Lexicon, Meaning, plain, words
from intake.register.lines import Line, Record, columns_of, records
from intake.register.results import Unclear
from intake.sheets import Sheet
from model.address import Address, make
from model.forms import OfficialForm
from model.report import CellPart, Origin

Answers = Mapping[str, str]
"""What the clerk said: a question's key → id of a row or column, or ``skip`` for lines not to be counted."""

SKIP = "skip"
_COURSE = {"received", "carried-in", "carried-out"}  # roles of rows; every other row is a result


@dataclass(slots=True)
class Question:
    """A word that only the clerk can place; the answer holds for all its lines and is remembered.

    ``proposal`` is the likely row or column, empty when nothing is likely; ``choices`` are the ids to choose
    from.
    """

    key: str
    text: str
    proposal: str
    choices: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)


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


class NoRegister(ValueError):
    """A file without lines of applications; the text says what it was taken for."""


@dataclass(frozen=True, slots=True)
class _Course:
    """The rows that a line counts in, none for one of other years; ``asked``: its result is still asked."""

    rows: tuple[str, ...] = ()
    asked: bool = False


_OUTSIDE = _Course()


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
    notes: list[str] = []
    for sheet in sheets:
        columns = (corrected or {}).get(sheet.name) or columns_of(sheet, counting.lexicon, notes)
        if columns is None or "received" not in columns.roles:
            continue
        if sheet.hidden:
            notes.append(f"工作表“{sheet.name}”是隐藏的，也计算在内。")
        for record in records(sheet, columns, counting.lexicon, year):
            counting.add(record, has_kind="kind" in columns.roles)
    if not counting.lines:
        raise NoRegister(
            "这个文件里没有找到依申请公开台账：至少要有收到日期和办理结果两栏，每件申请一行。统计表、汇总表不能代替台账。"
        )
    return counting.result(file, tuple(notes))


class _Counting:
    def __init__(self, form: OfficialForm, year: int, answers: Answers) -> None:
        self._form = form
        self._year = year
        self._answers = answers
        self._table, self._rows = _rows_of_course(form)
        self.lexicon = Lexicon(form, self._table)
        self._questions: dict[str, Question] = {}
        self._unplaced: list[Line] = []
        self._hints: list[Line] = []
        self._cells: dict[Address, list[Line]] = {}
        self._seen: dict[tuple[str, ...], Line] = {}
        self.lines = 0
        self._outside = 0

    def add(self, record: Record, *, has_kind: bool) -> None:
        """Place one line."""
        self.lines += 1
        self._doubt(record)
        try:
            course = self._course_of(record)
            if not course.rows:
                self._outside += 1
                return
            column = self._applicant(record, has_kind=has_kind)
            times = self._times(record)
        except Unclear as error:
            self._unplaced.append(_told(record, str(error)))
            return
        if column is None or course.asked:
            return
        for row in course.rows:
            address = make(self._table, row, column)
            self._cells.setdefault(address, []).extend([record.line] * times)

    def result(self, file: Path, notes: tuple[str, ...]) -> Count:
        """Return what was counted; cells without a line hold 0, as a register lists every application."""
        parts = {
            address: tuple(_parts(file, self._cells.get(address, [])))
            for address in self._form.cells
            if self._is_counted(address)
        }
        return Count(
            parts,
            questions=tuple(question for question in self._questions.values() if question.lines),
            unplaced=tuple(self._unplaced),
            hints=tuple(self._hints),
            notes=notes,
            lines=self.lines,
            outside=self._outside,
        )

    def _is_counted(self, address: Address) -> bool:
        """Whether lines are counted into a cell: it is of the table, and no total."""
        return self._form.cells[address].table.id == self._table and address not in self._form.derivations

    def _course_of(self, record: Record) -> _Course:
        """The rows that a line counts in. Raises Unclear."""
        if record.received is None:
            raise Unclear("没有收到日期，或日期看不懂，不能判断是不是本年的")
        first, last = date(self._year, 1, 1), date(self._year, 12, 31)
        if record.received > last:
            return _OUTSIDE
        meaning = results.decided(self.lexicon, record)
        answered = record.answered
        if answered is not None and answered < record.received:
            answered = None  # a slip, of which the clerk is told
        is_old = record.received < first
        if meaning is not None and answered is None and is_old:
            raise Unclear("是往年收到的，有结果而没有答复日期，不能判断是哪一年办结的")
        if meaning is not None and answered is not None and answered < first:
            return _OUTSIDE
        came = self._rows["carried-in" if is_old else "received"]
        is_open = meaning is None or (answered is not None and answered > last)
        if meaning is None or is_open:
            return _Course((came, self._rows["carried-out"]))
        row = self._answered_row(record, meaning)
        if row == SKIP:
            return _OUTSIDE
        return _Course((came, row or ""), asked=row is None)

    def _answered_row(self, record: Record, meaning: Meaning) -> str | None:
        """The row of a result, or SKIP; None while that is asked."""
        if not meaning.ask:
            return meaning.id
        word = plain(results.written(self.lexicon, record))
        choices = (*self._result_rows(), SKIP)
        return self._ask(f"row:{word}", meaning.ask.format(word=word), meaning.id, choices, record)

    def _result_rows(self) -> Iterator[str]:
        """The rows that say how applications were answered; rows of totals are none."""
        course = {*self._rows.values()}
        for block in self._form.tables[self._table].blocks:
            for row in block.rows:
                addresses = (make(self._table, row.id, column.id) for column in block.columns)
                is_total = all(address in self._form.derivations for address in addresses)
                if row.id not in course and not is_total:
                    yield row.id

    def _applicant(self, record: Record, *, has_kind: bool) -> str | None:
        """The column of a line's applicant, None while that is asked. Raises Unclear."""
        kind, unit, name = record.get("kind"), record.get("unit"), record.get("name")
        if kind and not self.lexicon.is_organisation(kind):
            return self._of_kind(kind, record)
        organisation = unit or (name if kind else "")
        if organisation:
            return self._of_organisation(organisation, kind, record)
        if kind:
            raise Unclear(f"类别只写了“{kind}”，没有写单位名称")
        if not name or has_kind:
            raise Unclear("没有写申请人类别")
        likely = self.lexicon.by_name(name)
        return likely or self._ask_kind("persons", words().persons.ask, "natural_person", record)

    def _of_kind(self, kind: str, record: Record) -> str | None:
        """The column of a kind of applicant that tells by itself, as 公民 does and 单位 does not."""
        meaning = self.lexicon.applicant(kind)
        if meaning is None:
            return self._ask_kind(f"kind:{plain(kind)}", f"申请人类别“{kind}”算哪一栏？", "", record)
        if not meaning.ask:
            return meaning.id
        return self._ask_kind(f"kind:{plain(kind)}", meaning.ask.format(word=kind), meaning.id, record)

    def _of_organisation(self, name: str, kind: str, record: Record) -> str | None:
        """The column of an organisation by its name, asked unless nothing but the name is written."""
        likely = self.lexicon.by_name(name)
        if likely and not kind:
            return likely
        told = words().organisations.ask.format(name=name, word=kind or "（空白）")
        return self._ask_kind(f"kind:{plain(kind)}:{plain(name)}", told, likely, record)

    def _ask_kind(self, key: str, text: str, proposal: str, record: Record) -> str | None:
        columns = [cell.column.id for address, cell in self._form.cells.items() if self._is_counted(address)]
        return self._ask(key, text, proposal, tuple(dict.fromkeys(columns)), record)

    def _ask(
        self, key: str, text: str, proposal: str, choices: tuple[str, ...], record: Record
    ) -> str | None:
        answer = self._answers.get(key)
        if answer in choices:
            return answer
        question = self._questions.setdefault(key, Question(key, text, proposal, choices))
        question.lines.append(record.line)
        return None

    def _times(self, record: Record) -> int:
        """How many applications a line stands for: one, unless a column counts them and the clerk says so."""
        written = plain(record.get("count")).rstrip("件")
        if not written or written == "1":
            return 1
        if not written.isdigit():
            raise Unclear(f"件数写的是“{record.get('count')}”")
        told = "台账有“件数”一栏，有的行不是 1。这些行按所写的件数计算，还是每行只算一件？"
        answer = self._ask("count", told, "yes", ("yes", "no"), record)
        if answer is None:
            raise Unclear(f"一行写了 {written} 件，还没有回答怎样计算")
        return int(written) if answer == "yes" else 1

    def _doubt(self, record: Record) -> None:
        """Note a line that contradicts itself or another one; it is counted all the same."""
        received, answered, result = record.received, record.answered, record.get("result")
        is_decided = bool(result) and not self.lexicon.is_open(result)
        if received and answered and answered < received:
            self._hints.append(_told(record, "答复日期早于收到日期"))
        if is_decided and answered is None:
            self._hints.append(_told(record, "有办理结果，没有答复日期"))
        number = record.get("number")
        same = tuple(text for text in record.whole if text != number)
        twin = self._seen.setdefault(same, record.line)
        if twin is not record.line:
            self._hints.append(_told(record, f"与第 {twin.row} 行的内容完全相同"))


def _told(record: Record, text: str) -> Line:
    return Line(record.line.sheet, record.line.row, text)


def _parts(file: Path, lines: Sequence[Line]) -> Iterator[CellPart]:
    """One part a sheet, with the rows that it counts; 0 where there are none."""
    if not lines:
        yield CellPart("台账", "0", Origin("register", file.name))
    for sheet in dict.fromkeys(line.sheet for line in lines):
        rows = [line.row for line in lines if line.sheet == sheet]
        origin = Origin("register", file.name, tuple(dict.fromkeys(rows)))
        yield CellPart(f"台账（{sheet}）" if sheet else "台账", str(len(rows)), origin)


def table_of(form: OfficialForm) -> str:
    """Return the id of the table that a register fills. Raises NoRegister for a form without one."""
    return _rows_of_course(form)[0]


def _rows_of_course(form: OfficialForm) -> tuple[str, dict[str, str]]:
    """The table whose rows say how applications came and went, and those rows by their roles."""
    for table in form.definition.tables:
        rows = {row.role: row.id for block in table.blocks for row in block.rows}
        if rows.keys() >= _COURSE:
            return table.id, {role: rows[role] for role in _COURSE}
    raise NoRegister("这种格式的报告里没有依申请公开的统计表。")
