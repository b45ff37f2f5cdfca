"""Binding figures of the text to the tables: what can be bound, the edit that does it, and the names."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from model.chinese.figures import Figure
from model.forms import Named, OfficialForm
from model.reading.reader import read
from model.reading.words.labels import short
from model.reading.words.meaning import Meaning, number
from model.report import Edit, Report, set_text
from model.text.live import figure

BOUND = "改为随表格变化的数字"


@dataclass(frozen=True, slots=True)
class Bindable:
    """A figure of a paragraph, characters ``start`` to ``end``, that agrees with a name of the form."""

    part: str
    paragraph: int
    start: int
    end: int
    name: str


def offer(form: OfficialForm, report: Report, part: str, paragraph: int) -> tuple[Bindable, ...]:
    """Return the figures of a paragraph that can be bound without changing how it prints.

    ``part`` is ``preamble`` or a section id, ``paragraph`` a number from 0. Figures that are rounded, in
    words or in another unit than the table's are not offered.
    """
    texts = report.text(part)
    if paragraph >= len(texts):
        return ()
    found: list[Bindable] = []
    for mention in read(form, report.organ, report.year, part, texts[paragraph]).mentions:
        written = mention.quantity.figure
        if written is None or written.approximate:
            continue
        name = _agreeing(form, report, mention.meanings, written)
        if name:
            found.append(Bindable(part, paragraph, written.start, written.end, name))
    return tuple(found)


def _agreeing(form: OfficialForm, report: Report, meanings: Iterable[Meaning], written: Figure) -> str:
    """The first name of the form that a figure may stand for and agrees with, empty for none."""
    agreeing = (spoken.name for spoken in meanings if _agrees(form, report, spoken, written))
    return next(agreeing, "")


def _agrees(form: OfficialForm, report: Report, spoken: Meaning, written: Figure) -> bool:
    """Whether a name of the form has the value that is written, and would print as it is written."""
    if not spoken.name or number(form, report.cells, spoken) != written.value:
        return False
    return figure(form, report.cells, spoken.name) == written.text


def bind(report: Report, chosen: tuple[Bindable, ...]) -> Edit:
    """Return the one edit that binds figures of one part (see ``offer``)."""
    if not chosen:
        return Edit(BOUND, ())
    part = chosen[0].part
    texts = list(report.text(part))
    for one in sorted(chosen, key=lambda item: (item.paragraph, item.start), reverse=True):
        if one.part == part:
            old = texts[one.paragraph]
            texts[one.paragraph] = f"{old[: one.start]}{{{{ {one.name} }}}}{old[one.end :]}"
    return set_text(report, part, texts, BOUND)


def search_names(form: OfficialForm, query: str) -> tuple[Named, ...]:
    """Return the names whose label, table or id has all words of a query, cells before sums.

    Words are parted by blanks, or stand together (“新收自然人”): then each character must occur in order.
    """
    words = query.split()
    exact = _names_with(form, partial(_has_all, words))
    if exact or len(words) > 1:
        return exact
    return _names_with(form, partial(_in_order, words[0]))


def _names_with(form: OfficialForm, is_meant: Callable[[str], bool]) -> tuple[Named, ...]:
    """The names whose searched text is meant by a query."""
    return tuple(named for named in form.names.values() if is_meant(_searched(form, named)))


def _searched(form: OfficialForm, named: Named) -> str:
    table = named.name.partition(".")[0]
    row, _, column = named.label.partition(" · ")
    return f"{form.tables[table].label} {row} {short(row)} {column} {named.name}"


def _has_all(words: Iterable[str], text: str) -> bool:
    return all(word in text for word in words)


def _in_order(query: str, text: str) -> bool:
    letters = iter(text)
    return all(character in letters for character in query)
