"""One report: what is saved, what edits change, what rules read. Immutable."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import NewType

from model.address import Address
from model.report.parts import Parts

Place = NewType("Place", str)
"""Names one changeable part of a report: ``title``, ``cells/requests.received.total``."""

Paragraphs = tuple[str, ...]
_EMPTY: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding accepted with a written reason; it ends when its figures change.

    ``figures`` are the cells' texts at the time (``addresses`` in the same order); ``quote`` is
    the paragraph for a finding about a text, empty otherwise.
    """

    code: str
    addresses: tuple[Address, ...]
    figures: tuple[str, ...]
    reason: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    r"""A yearly report on the disclosure of government information (条例 articles 49, 50).

    ``cells`` holds canonical figure texts (see ``model.values``); a blank cell has no entry. ``overrides``
    are calculated cells, and cells with parts, whose figure a person typed. ``parts`` says whose figures
    make up a cell (see ``model.report.parts``). ``sections`` maps a section id to its paragraphs
    (for a section with a table: the note under it). A line break inside ``title`` or a paragraph is ``\n``.
    ``last_year`` are last year's cells, in the form ``last_year_form``, with its texts in
    ``last_year_sections``.
    ``remarks`` are private notes on cells, never printed. ``final`` locks the report (定稿). ``sealed``: the
    printed report gets a seal, for which the signature leaves room (GB/T 9704-2012, 7.3.5.1).
    ``identity`` tells a report from every other, however its file is called and wherever it lies; empty until
    it is first edited. It is nothing that a report says: two that say the same are equal.
    ``foreign`` is what another program added to the file, kept as it is (see ``model.storage.foreign``).
    """

    form: str
    organ: str
    year: int
    title: str = ""
    preamble: Paragraphs = ()
    sections: Mapping[str, Paragraphs] = field(default_factory=dict)
    signature: Paragraphs = ()
    cells: Mapping[Address, str] = field(default_factory=dict)
    overrides: frozenset[Address] = frozenset()
    parts: Mapping[Address, Parts] = field(default_factory=dict)
    last_year: Mapping[Address, str] | None = None
    last_year_form: str = ""
    last_year_sections: Mapping[str, Paragraphs] = field(default_factory=dict)
    accepted: tuple[Acceptance, ...] = ()
    remarks: Mapping[Address, str] = field(default_factory=dict)
    final: bool = False
    sealed: bool = False
    identity: str = field(default="", compare=False)
    foreign: Mapping[str, object] = field(default_factory=dict)

    def cell(self, address: Address) -> str:
        """Return the text of a cell, empty when blank."""
        return self.cells.get(address, "")

    def section(self, section: str) -> Paragraphs:
        """Return the paragraphs of a section."""
        return self.sections.get(section, ())

    def text(self, part: str) -> Paragraphs:
        """Return the paragraphs of ``title``, ``preamble``, ``signature`` or a section."""
        if part == "title":
            return (self.title,) if self.title else ()
        if part == "preamble":
            return self.preamble
        if part == "signature":
            return self.signature
        return self.section(part)


def identified(report: Report) -> Report:
    """Return a report with an identity: its own, or one that no report has had before."""
    return report if report.identity else replace(report, identity=os.urandom(16).hex())


_FIELDS = {item.name for item in fields(Report)}
_KEYED = {"cells", "parts", "sections", "remarks", "last_year", "last_year_sections"}


def place(name: str, key: str = "") -> Place:
    """Return the place of a field, or of one entry of a keyed field."""
    return Place(f"{name}/{key}") if key else Place(name)


def text_place(part: str) -> Place:
    """Return the place of ``title``, ``preamble``, ``signature`` or a section's paragraphs."""
    return Place(part) if part in ("title", "preamble", "signature") else place("sections", part)


def cell_place(address: Address) -> Place:
    """Return the place of a cell."""
    return Place(f"cells/{address}")


def value_at(report: Report, where: Place) -> object:
    """Return what stands at a place; None for an entry that is not there.

    Raises KeyError for a place that no report has.
    """
    name, _, key = where.partition("/")
    _check(where, name, key)
    value = getattr(report, name)
    if not key:
        return value
    return (value or _EMPTY).get(key)


def with_values(report: Report, values: Mapping[Place, object]) -> Report:
    """Return the report with other values at some places; None removes an entry.

    Raises KeyError for a place that no report has.
    """
    changed: dict[str, object] = {}
    opened: dict[str, dict[str, object]] = {}  # the fields copied so far, to be changed in place
    for where, value in values.items():
        name, _, key = where.partition("/")
        _check(where, name, key)
        if not key:
            changed[name] = value
            opened.pop(name, None)
            continue
        current = opened.get(name)
        if current is None:
            entries = changed[name] if name in changed else getattr(report, name)
            assert entries is None or isinstance(entries, Mapping)
            current = changed[name] = opened[name] = dict(entries or {})
        if value is None:
            current.pop(key, None)
        else:
            current[key] = value
    return replace(report, **changed)  # type: ignore[arg-type]


def _check(where: Place, name: str, key: str) -> None:
    if name not in _FIELDS or (key and name not in _KEYED):
        raise KeyError(where)
