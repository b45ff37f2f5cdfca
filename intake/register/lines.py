"""The lines of a register: one application each, its entries by what they say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, filterfalse

from intake.register import dates
from intake.register.columns import DATED, Columns, is_register, propose
from intake.register.lexicon import Lexicon, Role, plain, words
from intake.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the register, and what is to be said of it in the clerk's language."""

    sheet: str
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """The entries of one line by their roles, blanks made equal."""

    line: Line
    entries: Mapping[Role, str]
    received: date | None
    answered: date | None
    whole: tuple[str, ...]

    def get(self, role: Role) -> str:
        """Return an entry, empty for a blank one."""
        return self.entries.get(role, "")

    @property
    def is_answered_too_soon(self) -> bool:
        """Whether the answer is dated before the receipt."""
        if self.received is None or self.answered is None:
            return False
        return self.answered < self.received

    def told(self, text: str) -> Line:
        """Return the line with something to be said of it."""
        return Line(self.line.sheet, self.line.row, text)


def columns_of(sheet: Sheet, lexicon: Lexicon, notes: list[str]) -> Columns | None:
    """Return the likely columns of a sheet, None for one that holds no register; ``notes`` hears why."""
    if not is_register(sheet):
        if sheet.rows:
            notes.append(f"工作表“{sheet.name}”像是汇总或说明，没有计算。")
        return None
    found = propose(sheet, lexicon)
    if found is None and sheet.rows:
        notes.append(f"工作表“{sheet.name}”里没有收到日期和办理结果，没有计算。")
    return found


def records(sheet: Sheet, columns: Columns, lexicon: Lexicon, year: int) -> Iterator[Record]:
    """Yield the lines of a sheet. Dates without a year are read from the sheet's own, or ``year``."""
    stated = _stated_year(sheet, columns) or year
    before: dict[Role, date] = {}
    for number, row in enumerate(sheet.rows[columns.first :], columns.first + 1):
        if _is_no_line(row, columns, lexicon):
            continue
        entries = _entries(row, columns, lexicon)
        days = _days(entries, before, stated)
        before.update(days)
        line = Line(sheet.name, number, "")
        whole = tuple(map(str.strip, row))
        yield Record(line, entries, days.get("received"), days.get("answered"), whole)


def _days(entries: Mapping[Role, str], before: Mapping[Role, date], year: int) -> dict[Role, date]:
    """The dates of a line that can be read; ``before`` are those last read above it."""
    days: dict[Role, date] = {}
    for role in DATED:
        day = dates.read(entries.get(role, ""), before.get(role), year)
        if day is not None:
            days[role] = day
    return days


def _stated_year(sheet: Sheet, columns: Columns) -> int:
    """The year in a sheet's name, or in the lines above its first one; 0 for none."""
    above = chain.from_iterable(sheet.rows[: columns.first])
    return next(filter(None, map(dates.year_in, (sheet.name, *above))), 0)


def _entries(row: Sequence[str], columns: Columns, lexicon: Lexicon) -> dict[Role, str]:
    """The entries of a row that are not blank."""
    there = {role: row[at].strip() for role, at in columns.roles.items() if at < len(row)}
    return {role: text for role, text in there.items() if not lexicon.is_blank(text)}


def _is_no_line(row: Sequence[str], columns: Columns, lexicon: Lexicon) -> bool:
    """Whether a row is blank, a heading printed again, or a line of sums and signatures."""
    filled = list(filterfalse(lexicon.is_blank, map(plain, row)))
    if not filled:
        return True
    repeated = sum(_ends_heading(text, columns) for text in filled)
    is_heading = repeated * 2 > len(filled)
    begins_as_footer = filled[0].startswith(tuple(map(plain, words().footers)))
    is_footer = begins_as_footer and len(filled) < len(columns.names)
    return is_heading or is_footer


def _ends_heading(text: str, columns: Columns) -> bool:
    """Whether a text is a heading, or what stands in it below the name of a group."""
    return bool(text) and any(name.endswith(text) for name in columns.names)
