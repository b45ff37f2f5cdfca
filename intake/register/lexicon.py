"""The words of registers: what columns are called, what entries mean; from ``resources/registers``."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

import resources
from model.forms import OfficialForm


class _Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Heading(_Struct, frozen=True):
    """What a column of one role is called; ``not_`` are words of headings that mean something else."""

    role: str
    words: tuple[str, ...]
    not_: tuple[str, ...] = msgspec.field(name="not", default=())


class Entry(_Struct, frozen=True):
    """Words of one row, or of one column of applicants. ``ask``: the meaning is only proposed."""

    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    row: str = ""
    otherwise: str = ""
    column: str = ""
    alone: bool = False
    ask: str = ""


class Asked(_Struct, frozen=True):
    """Words that only a person can place, and the question."""

    words: tuple[str, ...] = ()
    ask: str = ""


class States(_Struct, frozen=True):
    """Words for a case that is closed, which do not tell how."""

    closed: tuple[str, ...]


class Words(_Struct, frozen=True):
    """The file of words."""

    blank: tuple[str, ...]
    footers: tuple[str, ...]
    skipped_sheets: tuple[str, ...]
    columns: tuple[Heading, ...]
    applicants: tuple[Entry, ...]
    organisations: Asked
    persons: Asked
    rows: tuple[Entry, ...]
    groups: Asked
    open: Asked
    states: States


@cache
def words() -> Words:
    """Return the words of registers."""
    content = resources.path("registers/common.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(content), Words)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word means: the id of a row or a column, sure unless there is something to ``ask``."""

    id: str
    ask: str = ""
    alone: bool = False


def plain(text: str) -> str:
    """Unify an entry: full-width forms, blanks, quotation marks, and digits stuck on by the system."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[\s“”\"'‘’。]", "", text).replace("(", "（").replace(")", "）").replace(",", "，")
    return re.sub(r"(?<=\D)\d{1,2}$", "", text)


class Lexicon:
    """The words of registers, with the labels of one form."""

    def __init__(self, form: OfficialForm, table: str) -> None:
        known = words()
        rows = {row.id: row for block in form.tables[table].blocks for row in block.rows}
        columns = {column.id: column for block in form.tables[table].blocks for column in block.columns}
        self._blank = {plain(word) for word in known.blank} | {""}
        self._groups = _set(known.groups.words)
        self._open = _set(known.open.words)
        self._closed = _set(known.states.closed)
        self._organisations = _set(known.organisations.words)
        self._rows = {
            _label(label): Meaning(row.id) for row in rows.values() for label in (row.label, *row.variants)
        }
        for entry in known.rows:
            target = entry.row if entry.row in rows or not entry.row else entry.otherwise
            if target in rows or not target:
                meaning = Meaning(target, entry.ask, entry.alone)
                self._rows.update(dict.fromkeys(map(plain, entry.words), meaning))
        self._applicants = {
            plain(word): Meaning(entry.column, entry.ask)
            for entry in known.applicants
            if entry.column in columns
            for word in entry.words
        }
        self._names = [(n, e.column) for e in known.applicants if e.column in columns for n in e.names]

    def is_blank(self, text: str) -> bool:
        """Whether an entry says nothing."""
        return plain(text) in self._blank

    def is_open(self, text: str) -> bool:
        """Whether an entry says that nothing is decided yet."""
        return plain(text) in self._open

    def is_closed(self, text: str) -> bool:
        """Whether an entry says that the case is closed, and not how."""
        return plain(text) in self._closed

    def is_group(self, text: str) -> bool:
        """Whether an entry names a group of rows, so that a reason must say which."""
        return plain(text) in self._groups

    def is_organisation(self, text: str) -> bool:
        """Whether an entry says no more than that it was an organisation."""
        return plain(text) in self._organisations

    def row(self, text: str) -> Meaning | None:
        """Return what a result means, None for words that are not known.

        The whole entry counts, with or without what stands in brackets: 涉及商业秘密公开 is no refusal for
        商业秘密. Only words that take the line alone (部分公开) are found amid others.
        """
        entry = plain(text)
        if entry in self._rows:
            return self._rows[entry]
        outside = re.sub(r"（[^）]*）", "", entry)
        if outside in self._rows:
            return self._rows[outside]
        return next(
            (meaning for word, meaning in self._rows.items() if meaning.alone and word in entry), None
        )

    def results(self, text: str) -> list[Meaning]:
        """Return what the several results in one entry mean: ①公开②不存在."""
        pieces = [piece for piece in re.split(r"[①-⑩;；/、\n]|\d[.．、]", text) if plain(piece)]
        found = [self.row(piece) for piece in pieces]
        return [meaning for meaning in found if meaning] if len(pieces) > 1 and all(found) else []

    def applicant(self, kind: str) -> Meaning | None:
        """Return the column of a kind of applicant."""
        return self._applicants.get(plain(kind))

    def by_name(self, name: str) -> str:
        """Return the column that an organisation's name speaks for, empty when it does not."""
        name = plain(name)
        return next((column for ending, column in self._names if name.endswith(ending)), "")


def _set(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(map(plain, entries))


def _label(text: str) -> str:
    """A row's label without its number, as registers write it."""
    return re.sub(r"^(?:（[一二三四五六七八九]）|\d[.．、])|^属于|（[^）]*）$", "", plain(text))


def headings() -> Mapping[str, Heading]:
    """Return what the columns of each role are called."""
    return {heading.role: heading for heading in words().columns}
