"""The lines of a register: one application each, its entries by what they say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from intake.register import dates
from intake.register.columns import Columns, Role, is_register, propose
from intake.register.lexicon import Lexicon, plain, words
from intake.sheets import Sheet

_DATED: tuple[Role, Role] = ("received", "answered")


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
    above = [text for row in sheet.rows[: columns.first] for text in row]
    stated = next((found for text in (sheet.name, *above) if (found := dates.year_in(text))), year)
    before: dict[Role, date] = {}
    for number, row in enumerate(sheet.rows[columns.first :], columns.first + 1):
        if _is_no_line([plain(text) for text in row], columns, lexicon):
            continue
        entries: dict[Role, str] = {
            role: row[at].strip()
            for role, at in columns.roles.items()
            if at < len(row) and not lexicon.is_blank(row[at])
        }
        days = {role: dates.read(entries.get(role, ""), before.get(role), stated) for role in _DATED}
        before.update({role: day for role, day in days.items() if day is not None})
        line = Line(sheet.name, number, "")
        yield Record(line, entries, days["received"], days["answered"], tuple(text.strip() for text in row))


def _is_no_line(whole: Sequence[str], columns: Columns, lexicon: Lexicon) -> bool:
    """Whether a row is blank, a heading printed again, or a line of sums and signatures."""
    filled = [text for text in whole if not lexicon.is_blank(text)]
    if not filled:
        return True
    names = set(columns.names)
    repeated = sum(any(text and name.endswith(text) for name in names) for text in filled) > len(filled) / 2
    footer = filled[0].startswith(tuple(map(plain, words().footers)))
    return repeated or (footer and len(filled) < len(columns.names))
