"""Live figures: ``{{ requests.received.total }}`` in a paragraph follows the tables.

``{{ last.requests.received.total }}`` is last year's figure, ``{{ change.requests.received.total }}`` the
change since then in words and per cent, as ``增长14.8%``. A program that does not know these two (0.1) opens
and keeps a report with them, shows them as they are written and tells each as an error: nothing goes out
unnoticed.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, partial

from model.address import Address
from model.forms import CHANGE, LAST, OfficialForm, plain_name
from model.report import Report
from model.report.fields import Field, replaced
from model.report.last_year_figures import form_of_last_year
from model.values import Measure, added_up, in_unit, parse, plain, rounded

BLANK = "未填"
"""Why a live figure of this year shows nothing."""


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


def fill(form: OfficialForm, report: Report, paragraph: str) -> str:
    """Return a paragraph as it prints: each live figure replaced by what it shows.

    An unknown name stays as it is written, for a rule to tell.
    """
    return filler(form, report)(paragraph)


def filler(form: OfficialForm, report: Report) -> Callable[[str], str]:
    """Return what does so with many paragraphs, and looks each name up once."""
    return partial(_filled, text_of=cache(partial(shown, form, report)))


def fill_from(form: OfficialForm, cells: Mapping[Address, str], paragraph: str) -> str:
    """Return a text that knows no last year, a template's, with the figures of some cells."""
    return _filled(paragraph, partial(figure, form, cells))


def shown(form: OfficialForm, report: Report, name: str) -> str | None:
    """Return what a live figure shows, blank where there is nothing to show, or None for an unknown name."""
    plain = plain_name(name)
    if plain not in form.names:
        return None
    if name.startswith(LAST):
        return last_figure(form, report, plain)
    if name.startswith(CHANGE):
        return change(form, report, plain)
    return figure(form, report.cells, plain)


def known(form: OfficialForm, name: str) -> bool:
    """Whether a name is that of a live figure."""
    return plain_name(name) in form.names


def last_figure(form: OfficialForm, report: Report, name: str) -> str:
    """Return last year's figure of a name, blank where last year is not known or its form had none."""
    before = form_of_last_year(form, report)
    return figure(before, report.last_year or {}, name) or ""


def change(form: OfficialForm, report: Report, name: str) -> str:
    """Return the change since last year: ``增长14.8%``, ``下降3%`` or ``与上年持平`` in short: ``持平``.

    Blank where one of the years has no number, or last year's is 0: then there is no per cent.
    """
    this = parse(figure(form, report.cells, name) or "")
    last = parse(last_figure(form, report, name))
    has_share = this.is_number and last.is_number and last.number != 0
    if not has_share:
        return ""
    share = (this.number - last.number) / last.number * 100
    if share == 0:
        return "持平"
    way = "增长" if share > 0 else "下降"
    return f"{way}{_rounded(abs(share))}%"


def missing(form: OfficialForm, report: Report, name: str) -> str:
    """Return in short why a known live figure shows nothing."""
    plain = plain_name(name)
    if plain == name:
        return BLANK
    last = last_figure(form, report, plain)
    if not last:
        return "上年未填"
    was_nothing = parse(last).is_number and parse(last).number == 0
    if was_nothing and name.startswith(CHANGE):
        return "上年为0"
    return BLANK


def _filled(paragraph: str, text_of: Callable[[str], str | None]) -> str:
    if "{{" not in paragraph:
        return paragraph

    def text(field: Field) -> str:
        found = text_of(field.name)
        return paragraph[field.start : field.end] if found is None else found

    return replaced(paragraph, text)


def _rounded(share: Decimal) -> str:
    """One decimal, more where a change would be lost."""
    for places in ("0.1", "0.01", "0.001", "0.0001"):
        found = rounded(share, Decimal(places))
        if found:
            return plain(found.normalize())
    return "0.0001"
