"""Which column of a register says what: proposed from headings and entries, corrected by the clerk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from intake.register import dates
from intake.register.lexicon import Heading, Lexicon, headings, plain, words
from intake.sheets import Sheet

Role = Literal["number", "kind", "unit", "name", "received", "answered", "result", "reason", "state", "count"]
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
    best: Columns | None = None
    for at in range(min(_MOST_ABOVE, len(sheet.rows))):
        for height in (1, 2):
            found = _assign(sheet, at, height, lexicon)
            if found is not None and (best is None or len(found.roles) > len(best.roles)):
                best = found
    return best


def _assign(sheet: Sheet, at: int, height: int, lexicon: Lexicon) -> Columns | None:
    names = _names(sheet.rows[at : at + height])
    first = at + height
    entries = [_entries(sheet, first, column, lexicon) for column in range(len(names))]
    roles: dict[Role, int] = {}
    for role, heading in headings().items():
        scores = [(_score(heading, name, entries[at], lexicon), -at) for at, name in enumerate(names)]
        free = [(score, -at) for score, at in scores if score > 0 and -at not in roles.values()]
        if free:
            roles[role] = max(free, key=lambda one: (one[0], -one[1]))[1]  # type: ignore[index]
    decides = "result" in roles or "state" in roles
    return Columns(first, tuple(names), roles) if "received" in roles and decides else None


def _names(rows: Sequence[Sequence[str]]) -> list[str]:
    """The headings; that of a group stands in its first column alone, and goes before each of its columns."""
    width = max(map(len, rows), default=0)
    upper, *lower = [[plain(text) for text in row] + [""] * (width - len(row)) for row in rows]
    if not lower:
        return upper
    names, group = [], ""
    for above, below in zip(upper, lower[0], strict=True):
        group = above or (group if below else "")
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


def _agreement(role: str, entries: Sequence[str], lexicon: Lexicon) -> float:
    """The share (0 to 1) of a column's entries that may stand in a column of this role."""
    if not entries:
        return 0
    fits = list(_fitting(role, entries, lexicon))
    return sum(fits) / len(fits)


def _fitting(role: str, entries: Sequence[str], lexicon: Lexicon) -> Iterator[bool]:
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
