"""Which column of a register says what: proposed from headings and entries, corrected by the clerk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from intake.register import dates
from intake.register.lexicon import Heading, Lexicon, Role, headings, plain, words
from intake.sheets import Sheet

_NEEDED: tuple[Role, ...] = ("received", "result")
_MOST_ABOVE = 12  # lines of titles above the headings
_SAMPLE = 50  # entries of a column that are looked at
_DATED: tuple[Role, ...] = ("received", "answered")


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


def _assign(sheet: Sheet, at: int, height: int, lexicon: Lexicon) -> Columns | None:
    """The columns when the headings stand in so many lines from a line on, None when they do not."""
    names = _names(sheet.rows[at : at + height])
    first = at + height
    entries = [_entries(sheet, first, column, lexicon) for column in range(len(names))]
    roles: dict[Role, int] = {}
    for role, heading in headings().items():
        best, score = None, 0.0
        for column, name in enumerate(names):
            if column in roles.values():
                continue
            fits = _score(heading, name, entries[column], lexicon)
            if fits > score:
                best, score = column, fits
        if best is not None:
            roles[role] = best
    is_register = "received" in roles and ("result" in roles or "state" in roles)
    return Columns(first, tuple(names), roles) if is_register else None


def _names(rows: Sequence[Sequence[str]]) -> list[str]:
    """The headings; that of a group stands in its first column alone, and goes before each of its columns."""
    width = max(map(len, rows), default=0)
    lines = [[plain(text) for text in row] + [""] * (width - len(row)) for row in rows]
    if len(lines) == 1:
        return lines[0]
    names: list[str] = []
    group = ""
    for above, below in zip(lines[0], lines[1], strict=True):
        goes_on = not above and bool(below)
        group = group if goes_on else above
        names.append(group + below)
    return names


def _entries(sheet: Sheet, first: int, column: int, lexicon: Lexicon) -> list[str]:
    rows = sheet.rows[first : first + _SAMPLE]
    found = [row[column] for row in rows if column < len(row)]
    return [text for text in found if not lexicon.is_blank(text)]


def _score(heading: Heading, name: str, entries: Sequence[str], lexicon: Lexicon) -> float:
    """How well a column fits a role, 0 for not at all: its heading proposes, its entries must agree."""
    if any(word in name for word in map(plain, heading.not_)):
        return 0
    rank = _rank(heading, name)
    if not rank:
        return 0
    agree = _agreement(heading.role, entries, lexicon)
    return rank + agree if agree > 0 or not entries else 0


def _rank(heading: Heading, name: str) -> float:
    """From 1 for the very word to 0 for none of them; earlier words of the list before later ones."""
    for place, word in enumerate(map(plain, heading.words)):
        penalty = place / (2 * len(heading.words))
        if name == word:
            return 1 - penalty / 2
        if name.endswith(word):
            return 0.8 - penalty
    return 0


def _agreement(role: Role, entries: Sequence[str], lexicon: Lexicon) -> float:
    """The share (0 to 1) of a column's entries that may stand in a column of this role."""
    if not entries:
        return 0
    fits = list(_fitting(role, entries, lexicon))
    return sum(fits) / len(fits)


def _fitting(role: Role, entries: Sequence[str], lexicon: Lexicon) -> Iterator[bool]:
    for text in entries:
        if role in _DATED:
            yield dates.read(text, year=2000) is not None
        elif role == "kind":
            known = lexicon.applicant(text) is not None or lexicon.is_organisation(text)
            yield known or plain(text).isdigit()
        elif role == "count":
            yield plain(text).rstrip("件").isdigit()
        elif role in ("result", "state"):
            yield dates.read(text) is None
        else:
            yield True
