"""Which rows of table three a line counts in: how its application came and how it went.

It counts as received in the year it came, as carried in when it was open on 1 January, by its result when
that came within the year, and as carried out when it was still open at the year's end (条例 article 33).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from intake.register import results
from intake.register.lexicon import Lexicon, Meaning, plain
from intake.register.lines import Record
from intake.register.questions import SKIP, Question, Questions
from intake.register.results import Unclear
from model.address import make
from model.forms import OfficialForm
from model.forms.definition import Block, Row

_COURSE = {"received", "carried-in", "carried-out"}  # roles of rows; every other row is a result


class NoRegister(ValueError):
    """A file without lines of applications; the text says what it was taken for."""


@dataclass(frozen=True, slots=True)
class Course:
    """The rows that a line counts in, none for one of other years; ``asked``: its result is still asked."""

    rows: tuple[str, ...] = ()
    asked: bool = False


_OUTSIDE = Course()


class Courses:
    """Finds the courses of lines in the year of a report. Raises NoRegister for a form without such rows."""

    def __init__(self, form: OfficialForm, year: int, lexicon: Lexicon, questions: Questions) -> None:
        table, self._rows = rows_of_course(form)
        self._results = tuple(_result_rows(form, table))
        self._first, self._last = date(year, 1, 1), date(year, 12, 31)
        self._lexicon = lexicon
        self._questions = questions

    def course_of(self, record: Record) -> Course:
        """Return the rows that a line counts in. Raises Unclear."""
        received = record.received
        if received is None:
            raise Unclear("没有收到日期，或日期看不懂，不能判断是不是本年的")
        if received > self._last:
            return _OUTSIDE
        meaning = results.decided(self._lexicon, record)
        if meaning is None:
            return self._open(received)
        answered = _day_of_answer(record)
        if self._was_over_before(received, answered):
            return _OUTSIDE
        if answered is not None and answered > self._last:
            return self._open(received)
        return self._answered(record, meaning, received)

    def _was_over_before(self, received: date, answered: date | None) -> bool:
        """Whether a line with a result was answered in an earlier year. Raises Unclear."""
        if answered is not None:
            return answered < self._first
        if received < self._first:
            raise Unclear("是往年收到的，有结果而没有答复日期，不能判断是哪一年办结的")
        return False

    def _came(self, received: date) -> str:
        """The row that says how an application came into the year."""
        return self._rows["carried-in" if received < self._first else "received"]

    def _open(self, received: date) -> Course:
        return Course((self._came(received), self._rows["carried-out"]))

    def _answered(self, record: Record, meaning: Meaning, received: date) -> Course:
        """The course of a line with a result of this year; one that the clerk leaves out is of none."""
        row = self._row_of(record, meaning)
        if row == SKIP:
            return _OUTSIDE
        return Course((self._came(received), row or ""), asked=row is None)

    def _row_of(self, record: Record, meaning: Meaning) -> str | None:
        """The row of a result, or SKIP; None while that is asked."""
        if not meaning.ask:
            return meaning.id
        word = plain(results.written(self._lexicon, record))
        choices = (*self._results, SKIP)
        question = Question(f"row:{word}", meaning.ask.format(word=word), meaning.id, choices)
        return self._questions.ask(question, record.line)


def _day_of_answer(record: Record) -> date | None:
    """The day of the answer, None for one before the receipt: a slip, of which the clerk is told."""
    return None if record.is_answered_too_soon else record.answered


def rows_of_course(form: OfficialForm) -> tuple[str, dict[str, str]]:
    """Return the table whose rows say how applications came and went, and those rows by their roles.

    Raises NoRegister for a form without one.
    """
    for table in form.definition.tables:
        rows = {row.role: row.id for block in table.blocks for row in block.rows}
        if rows.keys() >= _COURSE:
            return table.id, {role: rows[role] for role in _COURSE}
    raise NoRegister("这种格式的报告里没有依申请公开的统计表。")


def _result_rows(form: OfficialForm, table: str) -> Iterator[str]:
    """The rows that say how applications were answered; rows of totals are none."""
    for block in form.tables[table].blocks:
        for row in block.rows:
            is_result = row.role not in _COURSE and not _is_total(form, table, block, row)
            if is_result:
                yield row.id


def _is_total(form: OfficialForm, table: str, block: Block, row: Row) -> bool:
    """Whether all figures of a row are sums of others."""
    addresses = (make(table, row.id, column.id) for column in block.columns)
    return all(address in form.derivations for address in addresses)
