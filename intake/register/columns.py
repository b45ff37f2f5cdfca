"""Which column of a register says what: proposed from headings and entries, corrected by the clerk."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from intake.register import dates
from intake.register.lexicon import Heading, Lexicon, Role, headings, plain, words
from intake.sheets import Sheet

_MOST_ABOVE = 12  # lines of titles above the headings
_SAMPLE = 50  # entries of a column that are looked at
DATED: tuple[Role, ...] = ("received", "answered")
"""The roles of columns that hold dates."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a sheet's lines begin (from 0) and which column (from 0) has which role."""

    first: int
    names: tuple[str, ...]
    roles: Mapping[Role, int]

    def with_role(self, role: Role, column: int | None) -> "Columns":
        """Return the columns as the clerk corrected them; None: no column says it."""
        roles = {known: at for known, at in self.roles.items() if known != role and at != column}
        return replace(self, roles=roles if column is None else {**roles, role: column})


def unknown(sheet: Sheet) -> Columns:
    """Return the columns of a sheet none of which is known, named by the first row, for the clerk to say."""
    first = next((at for at, row in enumerate(sheet.rows) if sum(map(bool, row)) > 1), 0)
    names = tuple(map(plain, sheet.rows[first])) if sheet.rows else ()
    return Columns(first + 1, names, {})


def is_register(sheet: Sheet) -> bool:
    """Whether a sheet may hold lines of the register; summaries and lists of other things do not."""
    return bool(sheet.rows) and not any(word in sheet.name for word in words().skipped_sheets)


def propose(sheet: Sheet, lexicon: Lexicon) -> Columns | None:
    """Return the likely columns of a sheet, None for one that is no register of applications.

    It must have a column of dates of receipt and one of results, or of how each case stands.
    """
    starts = range(min(_MOST_ABOVE, len(sheet.rows)))
    tries = [_assign(sheet, at, height, lexicon) for at in starts for height in (1, 2)]
    found = [columns for columns in tries if columns is not None]
    return max(found, key=lambda columns: len(columns.roles), default=None)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a sheet: its heading, and the first of its entries that are not blank."""

    name: str
    entries: Sequence[str]


def _assign(sheet: Sheet, at: int, height: int, lexicon: Lexicon) -> Columns | None:
    """The columns when the headings stand in so many lines from a line on, None when they do not."""
    names = _names(sheet.rows[at : at + height])
    first = at + height
    free: dict[int, _Column] = {}
    for column, name in enumerate(names):
        free[column] = _Column(name, _entries(sheet, first, column, lexicon))
    roles: dict[Role, int] = {}
    for role, heading in headings().items():
        best = _best(heading, free, lexicon)
        if best is not None:
            roles[role] = best
            del free[best]
    tells_results = "result" in roles or "state" in roles
    is_register = tells_results and "received" in roles
    return Columns(first, tuple(names), roles) if is_register else None


def _best(heading: Heading, columns: Mapping[int, _Column], lexicon: Lexicon) -> int | None:
    """The column that fits a role best, the first one of equals; None where none fits."""
    scores = {at: _score(heading, column, lexicon) for at, column in columns.items()}
    best = max(scores, key=scores.__getitem__, default=None)
    if best is None or scores[best] <= 0:
        return None
    return best


def _names(rows: Sequence[Sequence[str]]) -> list[str]:
    """The headings; that of a group stands in its first column alone, and goes before each of its columns."""
    lines = [list(map(plain, row)) for row in rows]
    if len(lines) == 1:
        return lines[0]
    names: list[str] = []
    group = ""
    for above, below in zip_longest(*lines, fillvalue=""):
        goes_on = not above and bool(below)
        if not goes_on:
            group = above
        names.append(group + below)
    return names


def _entries(sheet: Sheet, first: int, column: int, lexicon: Lexicon) -> list[str]:
    rows = sheet.rows[first : first + _SAMPLE]
    found = [row[column] for row in rows if column < len(row)]
    return [text for text in found if not lexicon.is_blank(text)]


def _score(heading: Heading, column: _Column, lexicon: Lexicon) -> float:
    """How well a column fits a role, 0 for not at all: its heading proposes, its entries must agree."""
    means_something_else = any(word in column.name for word in map(plain, heading.not_))
    rank = 0 if means_something_else else _rank(heading, column.name)
    if not rank or not column.entries:
        return rank
    agreement = _agreement(heading.role, column.entries, lexicon)
    return rank + agreement if agreement else 0


def _rank(heading: Heading, name: str) -> float:
    """From 1 for the very word to 0 for none of them; earlier words of the list before later ones.

    A heading may have more before the word, as the name of a group that it stands in.
    """
    for place, word in enumerate(map(plain, heading.words)):
        penalty = place / (2 * len(heading.words))
        if name == word:
            return 1 - penalty / 2
        if name.endswith(word):
            return 0.8 - penalty
    return 0


def _agreement(role: Role, entries: Sequence[str], lexicon: Lexicon) -> float:
    """The share (0 to 1) of a column's entries that may stand in a column of this role."""
    may_stand = _MAY_STAND.get(role)
    if may_stand is None:  # anything may be a name, a number or a reason
        return 1
    return sum(may_stand(lexicon, text) for text in entries) / len(entries)


def _is_date(_lexicon: Lexicon, text: str) -> bool:
    return dates.read(text, year=2000) is not None  # any year: here a date may lack it


def _is_words(_lexicon: Lexicon, text: str) -> bool:
    return dates.read(text) is None


def _is_kind(lexicon: Lexicon, text: str) -> bool:
    """Whether an entry is a kind of applicant; some systems write a number for it."""
    is_known = lexicon.applicant(text) is not None or lexicon.is_organisation(text)
    return is_known or plain(text).isdigit()


def _is_count(_lexicon: Lexicon, text: str) -> bool:
    return plain(text).rstrip("件").isdigit()


_MAY_STAND: Mapping[Role, Callable[[Lexicon, str], bool]] = {
    "received": _is_date,
    "answered": _is_date,
    "kind": _is_kind,
    "count": _is_count,
    "result": _is_words,
    "state": _is_words,
}
"""What an entry must be to stand in a column of a role."""
