"""Live figures: ``{{ requests.received.total }}`` in a paragraph follows the tables."""

import re
from collections.abc import Mapping

from model.address import Address
from model.forms import OfficialForm
from model.reading.fields import FIELD
from model.values import Measure, added_up, in_unit, parse, plain


def figure(form: OfficialForm, cells: Mapping[Address, str], name: str) -> str | None:
    """Return the figure a name stands for as text, or None for an unknown name.

    A blank cell gives blank text; a sum over blank cells alone too.
    """
    named = form.names.get(name)
    if named is None:
        return None
    if len(named.addresses) == 1:
        return _text(form, named.addresses[0], cells.get(named.addresses[0], ""))
    return added_up(cells.get(address, "") for address in named.addresses)


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

    return FIELD.sub(text, paragraph)
