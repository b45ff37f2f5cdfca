"""What the tables have of applications: all of them, and what a name says of some."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from model.address import Address
from model.forms import OfficialForm
from model.reading.words.meaning import Meaning, joined, number
from model.reading.words.terms import TableTerms, Term, terms
from model.reading.words.year_patterns import one_of
from model.reckoning.names import cores

_WHOLES = ("received", "to-handle", "results-total")
"""Roles of the rows that are all applications: the new ones, those to be handled, those finished."""
ROLES = {"new": ("received",), "received": ("received", "to-handle"), "finished": ("results-total",)}
"""Which of them are meant, by what is said of them."""
_OF_A_YEAR = re.compile(r"\{[a-z]")  # the word is another one each year

Cells = Mapping[Address, str]
ByRole = tuple[tuple[str, Decimal], ...]
"""Numbers of applications, each with the role of its row."""


def applications(form: OfficialForm, cells: Cells) -> ByRole:
    """Return all numbers of applications that a share may be of, by role, where they are filled in."""
    wholes = ((role, whole) for role in _WHOLES for whole in terms(form).of_role(role))
    found = ((role, number(form, cells, whole)) for role, whole in wholes)
    return tuple((role, value) for role, value in found if value)


def named(form: OfficialForm, cells: Cells, name: str) -> Decimal | None:
    """Return how many applications have some results together (“予以公开和部分公开”), or came from somebody.

    None where the name says anything else, or a cell is not filled in. What two of the names have in common
    counts once: “公开” alone would be all that was granted, in part too.
    """
    parts = one_of("and-between").sub("\n", name).split("\n")
    meanings = tuple(one for one in (_meant(form, part) for part in parts) if one is not None)
    if len(meanings) < len(parts):
        return None
    together = joined(form, meanings)
    if together is not None:
        return number(form, cells, together)
    values = [number(form, cells, one) for one in meanings]
    return None if None in values else sum(filter(None, values), Decimal(0))


@cache
def _meant(form: OfficialForm, name: str) -> Meaning | None:
    """What one row or column of applications is, by a name."""
    spoken = tuple(cores(name))
    found = (one for words, one in _rows(form) for said in spoken if _written(words).fullmatch(said))
    return next(found, None)


@cache
def _rows(form: OfficialForm) -> tuple[tuple[str, Meaning], ...]:
    """The words for the rows and columns of applications, each with what it means alone."""
    known = terms(form)
    counting = {one.id: one for one in known.tables.values() if one.counts_one_thing}
    said = (one for one in known.words if one.reference.table in counting)
    usable = (one for one in said if one.reference.item and not _OF_A_YEAR.search(one.pattern))
    return tuple(_with_meanings(form, counting, usable))


def _with_meanings(
    form: OfficialForm, tables: Mapping[str, TableTerms], said: Iterator[Term]
) -> Iterator[tuple[str, Meaning]]:
    known = terms(form)
    for one in said:
        table, item = tables[one.reference.table], one.reference.item
        received = table.rows("received")[:1]
        cells = [(item, table.total)] if one.kind != "column" else [(row, item) for row in received]
        for meaning in known.at(table, cells):
            yield one.pattern, meaning


@cache
def _written(words: str) -> re.Pattern[str]:
    return re.compile(words)
