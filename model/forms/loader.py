"""Reads form definitions and finds the form for a report's year."""

from functools import cache
from pathlib import Path

import msgspec

import resources
from model.forms.consistency import verify
from model.forms.definition import Form
from model.forms.law import complete
from model.forms.layout import LayoutError
from model.forms.official import FormError, OfficialForm
from resources import parsed

DISCLOSURE = "disclosure"
"""The kind of report that is drafted unless a report's own form says otherwise (条例 article 50)."""


class Head(msgspec.Struct, frozen=True):
    """What tells one official form from others; known before the form itself is made."""

    id: str
    notice: str
    first_year: int
    kind: str


def parse(text: bytes, where: str) -> OfficialForm:
    """Make a form of a TOML definition, completed by the law of its kind.

    Raises FormError, with ``where`` and the place, when the definition is not TOML, has unknown or
    missing keys, or contradicts itself.
    """
    try:
        content = msgspec.toml.decode(text)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise FormError(f"{where}: {error}") from error
    return _made(content, where)


def _made(content: parsed.Content, where: str) -> OfficialForm:
    try:
        complete(content)
        form = OfficialForm(msgspec.convert(content, Form))
        verify(form)
    except (msgspec.MsgspecError, LayoutError, FormError, parsed.NotToml) as error:
        raise FormError(f"{where}: {error}") from error
    return form


def read(file: Path) -> OfficialForm:
    """Read one definition file. Raises FormError (see parse) and OSError."""
    return parse(file.read_bytes(), file.name)


def _own(file: Path) -> OfficialForm:
    """Read a definition that comes with the program."""
    try:
        content = parsed.toml(file)
    except parsed.NotToml as error:
        raise FormError(f"{file.name}: {error}") from error
    return _made(content, file.name)


def _head(file: Path) -> Head:
    try:
        return msgspec.convert(parsed.toml(file), Head)
    except (msgspec.MsgspecError, parsed.NotToml) as error:
        raise FormError(f"{file.name}: {error}") from error


@cache
def load(form_id: str) -> OfficialForm:
    """Return a form that comes with the program, by id. Raises KeyError when unknown."""
    for form_file in _files():
        if form_file.stem == form_id:
            form = _own(form_file)
            if form.id != form_id:  # reports are saved by this id, and found again by the file's name
                raise FormError(f"{form_file.name}: the form's id is {form.id!r}, not the file's name")
            return form
    raise KeyError(form_id)


@cache
def known() -> tuple[str, ...]:
    """Return the ids of all forms, oldest first."""
    return tuple(sorted(file.stem for file in _files()))


@cache
def of_kind(kind: str = DISCLOSURE) -> tuple[OfficialForm, ...]:
    """Return the forms of one kind of report, oldest first; none for an unknown kind."""
    mine = (form for form in map(load, known()) if form.definition.kind == kind)
    return tuple(sorted(mine, key=lambda form: form.definition.first_year))


@cache
def heads(kind: str = DISCLOSURE) -> tuple[Head, ...]:
    """Return what tells the forms of one kind of report apart, oldest first; none for an unknown kind."""
    mine = (head for head in map(_head, _files()) if head.kind == kind)
    return tuple(sorted(mine, key=lambda head: head.first_year))


def in_force(year: int, kind: str = DISCLOSURE) -> OfficialForm:
    """Return the form of a kind for the report on a year; the oldest one for years before it.

    Raises KeyError for a kind that no form has.
    """
    known_heads = heads(kind)
    if not known_heads:
        raise KeyError(kind)
    begun = [head for head in known_heads if head.first_year <= year]
    return load((begun or known_heads[:1])[-1].id)


def same_kind(one: str, other: str) -> bool:
    """Whether two forms, by id, are for the same kind of report: only then are their years compared."""
    return load(one).definition.kind == load(other).definition.kind


def _files() -> list[Path]:
    return sorted(resources.path("formats").glob("*.toml"))
