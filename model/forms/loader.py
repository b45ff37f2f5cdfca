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


def parse(text: bytes, where: str) -> OfficialForm:
    """Make a form of a TOML definition, completed by the law of its kind.

    Raises FormError, with ``where`` and the place, when the definition is not TOML, has unknown or
    missing keys, or contradicts itself.
    """
    try:
        content = msgspec.toml.decode(text)
        complete(content)
        form = OfficialForm(msgspec.convert(content, Form))
        verify(form)
    except (msgspec.MsgspecError, LayoutError, FormError, UnicodeDecodeError) as error:
        raise FormError(f"{where}: {error}") from error
    return form


def read(file: Path) -> OfficialForm:
    """Read one definition file. Raises FormError (see parse) and OSError."""
    return parse(file.read_bytes(), file.name)


@cache
def load(form_id: str) -> OfficialForm:
    """Return a form that comes with the program, by id. Raises KeyError when unknown."""
    for form_file in _files():
        if form_file.stem == form_id:
            form = read(form_file)
            if form.id != form_id:  # reports are saved by this id, and found again by the file's name
                raise FormError(f"{form_file.name}: the form's id is {form.id!r}, not the file's name")
            return form
    raise KeyError(form_id)


@cache
def known() -> tuple[str, ...]:
    """Return the ids of all forms, oldest first."""
    return tuple(sorted(file.stem for file in _files()))


def in_force(year: int) -> OfficialForm:
    """Return the form for the report on a year; the oldest one for years before it."""
    forms = [load(form_id) for form_id in known()]
    for form in reversed(forms):
        if form.definition.first_year <= year:
            return form
    return forms[0]


def _files() -> list[Path]:
    return sorted(resources.path("formats").glob("*.toml"))
