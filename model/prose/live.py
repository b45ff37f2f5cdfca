"""Live figures: ``{{ requests.received.total }}`` in a paragraph follows the tables.

What stands between the braces is a name that is looked up, never run. A name is an address or a
named sum of the form (see ``OfficialForm.names``).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from model.address import Address
from model.forms import OfficialForm
from model.values import Measure, in_unit, parse, plain

_FIELD = re.compile(r"\{\{(.*?)\}\}")
# Braces that make no live figure: one lost, of full width, or with a line break between them.
_HALF = re.compile(r"[{｛]{2}[^{}｛｝]{0,40}[}｝]{0,2}|[{｛]?[A-Za-z_. ]*[}｝]{2}")


@dataclass(frozen=True, slots=True)
class Field:
    """A live figure in a paragraph: characters ``start`` to ``end``, and its name."""

    start: int
    end: int
    name: str


def fields(paragraph: str) -> tuple[Field, ...]:
    """Return the live figures of a paragraph, in order."""
    return tuple(Field(m.start(), m.end(), m[1].strip()) for m in _FIELD.finditer(paragraph))


def halves(paragraph: str) -> tuple[tuple[int, int], ...]:
    """Return where a paragraph has what was meant for a live figure and is none: it would print as it is."""
    rest = _FIELD.sub(lambda match: " " * len(match[0]), paragraph)
    return tuple(match.span() for match in _HALF.finditer(rest))


def figure(form: OfficialForm, cells: Mapping[Address, str], name: str) -> str | None:
    """Return the figure a name stands for as text, or None for an unknown name.

    A blank cell gives blank text; a sum over blank cells alone too.
    """
    named = form.names.get(name)
    if named is None:
        return None
    if len(named.addresses) == 1:
        return _text(form, named.addresses[0], cells.get(named.addresses[0], ""))
    figures = [parse(cells.get(address, "")) for address in named.addresses]
    if all(item.is_blank for item in figures):
        return ""
    return plain(sum((item.number for item in figures), Decimal(0)))


def _text(form: OfficialForm, address: Address, text: str) -> str:
    """A cell's text; an amount in the unit of its column, which the sentence around it names already."""
    column = form.cells[address].column
    if column.measure is Measure.AMOUNT and (written := parse(text)).unit:
        return plain(in_unit(written, column.unit))
    return text


def fill(form: OfficialForm, cells: Mapping[Address, str], paragraph: str) -> str:
    """Return a paragraph as it prints: each live figure replaced by its figure.

    An unknown name stays as it is written, for a rule to tell.
    """
    if "{{" not in paragraph:
        return paragraph

    def text(match: re.Match[str]) -> str:
        found = figure(form, cells, match[1].strip())
        return match[0] if found is None else found

    return _FIELD.sub(text, paragraph)
