"""The words of registers: what columns are called, what entries mean; from ``resources/registers``."""

import re
import tomllib
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

import resources
from model.chinese.brackets import without, without_last
from model.forms import OfficialForm
from model.forms.definition import Row

Role = Literal["number", "kind", "unit", "name", "received", "answered", "result", "reason", "state", "count"]
"""What a column of a register says."""
_BRACKET = re.compile("（")


class _Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Heading(_Struct, frozen=True):
    """What a column of one role is called; ``not_`` are words of headings that mean something else."""

    role: Role
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


_BETWEEN_RESULTS = re.compile(r"[①-⑩;；/、\n]|\d[.．、]")


class Lexicon:
    """The words of registers, with the labels of one form."""

    def __init__(self, form: OfficialForm, table: str) -> None:
        known = words()
        self._blank = _set(("", *known.blank))
        self._groups = _set(known.groups.words)
        self._open = _set(known.open.words)
        self._closed = _set(known.states.closed)
        self._organisations = _set(known.organisations.words)
        self._rows: dict[str, Meaning] = {}
        self._applicants: dict[str, Meaning] = {}
        self._names: list[tuple[str, str]] = []
        blocks = form.tables[table].blocks
        rows = [row for block in blocks for row in block.rows]
        columns = {column.id for block in blocks for column in block.columns}
        self._learn_rows(known, rows)
        self._learn_applicants(known, columns)

    def _learn_rows(self, known: Words, rows: Sequence[Row]) -> None:
        """Learn what results are called: the form's own labels, then the words of registers.

        Where both have the same wording, that of registers counts, which may ask.
        """
        for row in rows:
            labels = map(_label, (row.label, *row.variants))
            self._rows.update(dict.fromkeys(labels, Meaning(row.id)))
        ids = {row.id for row in rows}
        for entry in known.rows:
            self._learn_row(entry, ids)

    def _learn_applicants(self, known: Words, columns: Container[str]) -> None:
        """Learn the kinds of applicants, and what the names of organisations end with.

        Words for columns that the form does not have are passed over.
        """
        for entry in known.applicants:
            if entry.column not in columns:
                continue
            meaning = Meaning(entry.column, entry.ask)
            self._applicants.update(dict.fromkeys(map(plain, entry.words), meaning))
            self._names += [(ending, entry.column) for ending in entry.names]

    def _learn_row(self, entry: Entry, rows: Container[str]) -> None:
        """Add the words of a row, or of the one that stands in for it in a form that lacks it."""
        has_row = not entry.row or entry.row in rows
        target = entry.row if has_row else entry.otherwise
        if not target or target in rows:
            meaning = Meaning(target, entry.ask, entry.alone)
            self._rows.update(dict.fromkeys(map(plain, entry.words), meaning))

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
        outside = without(entry, _BRACKET, "）")
        known = self._rows.get(entry) or self._rows.get(outside)
        if known is not None:
            return known
        for word, meaning in self._rows.items():
            if meaning.alone and word in entry:
                return meaning
        return None

    def results(self, text: str) -> list[Meaning]:
        """Return what the several results in one entry mean: ①公开②不存在; none unless all are known."""
        pieces = [piece for piece in _BETWEEN_RESULTS.split(text) if plain(piece)]
        if len(pieces) < 2:
            return []
        found = [meaning for piece in pieces if (meaning := self.row(piece)) is not None]
        return found if len(found) == len(pieces) else []

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
    return without_last(re.sub(r"^(?:（[一二三四五六七八九]）|\d[.．、]|属于)", "", plain(text)))


def headings() -> Mapping[Role, Heading]:
    """Return what the columns of each role are called."""
    return {heading.role: heading for heading in words().columns}
