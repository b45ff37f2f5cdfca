"""How many times one figure of the text is another."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from model.chinese.figures import Figure
from model.reading.words.words import words_of
from model.reading.words.year_patterns import one_of, pattern
from model.reckoning.manner import Alone, How, Manner, Misreckoned, places
from model.reckoning.names import is_name, meant
from model.reckoning.told import LAST_DIGIT, Paragraph, Told


class _Multiple(NamedTuple):
    """So many times: the name of what is more, empty for the figure before, and what that is many times of.

    ``of`` is the figure of that, where it stands just before; else ``less`` is its name.
    """

    told: Told
    more: str
    less: str
    of: Told | None


def _said(paragraph: Paragraph) -> Iterator[_Multiple]:
    """Yield the multiples of a paragraph; none that tells a rise, or something of others."""
    for place, one in enumerate(paragraph.told):
        if one.figure.counter in words_of("times"):
            before = paragraph.told[place - 1] if place else None
            yield from _multiple(one, before)


def _multiple(one: Told, before: Told | None) -> Iterator[_Multiple]:
    is_behind_figure = before is not None and one.name in ("", *words_of("attributive"))
    of = before if is_behind_figure else None
    said = pattern("reckoned-multiple-of" if of else "reckoned-multiple").match((of or one).name)
    if said is not None and not one_of("no-share", "of-other-times", "of-others").search(said[0]):
        yield _Multiple(one, said["more"], said["less"], of)


def _misfit(texts: Alone, paragraph: Paragraph, said: _Multiple) -> Iterator[Misreckoned]:
    """Yield a multiple that no two figures give which may be meant."""
    one = said.told
    less = [said.of] if said.of is not None else _named(texts, paragraph, said, said.less)
    pairs = [
        (more, of) for more in _those_more(texts, paragraph, said) for of in less if _may_be_held(more, of)
    ]
    is_of_the_year = texts.is_of_this_year(paragraph.clauses_from((), one))
    if not pairs or not is_of_the_year or any(_gives(one, more.value / of.value) for more, of in pairs):
        return
    more, of = pairs[0]
    right, figures = more.value / of.value, places([more, of])
    yield Misreckoned(one.figure.start, one.figure.stop, How.MULTIPLE, more.value, of.value, right, figures)


def _may_be_held(more: Told, of: Told) -> bool:
    """Whether figures are counted alike, and are no multiples themselves."""
    is_multiple = more.figure.counter in words_of("times")
    are_exact = more.is_exact_count and of.is_exact_count
    return more.unit == of.unit and are_exact and not is_multiple and of.value > 0


def _those_more(texts: Alone, paragraph: Paragraph, said: _Multiple) -> list[Told]:
    """The figures that may be so many times as much, the nearest first."""
    if is_name(said.more):
        return _named(texts, paragraph, said, said.more)
    before = paragraph.in_sentence_before(paragraph.told.index(said.told))
    return [other for other in reversed(before) if other is not said.of]


def _named(texts: Alone, paragraph: Paragraph, said: _Multiple, name: str) -> list[Told]:
    """The figures that a name may mean, of the paragraph before all others."""
    here = [one for one in meant(name, paragraph.told) if one is not said.told]
    return here or [one for _, one in texts.named_anywhere(name)]


def _gives(one: Told, times: Decimal) -> bool:
    """Whether a figure says how many times it is, to the digits that it has."""
    figure = one.figure
    if figure.limits is not None or figure.approximate:
        return figure.limits is None or figure.agrees(times)
    return figure.agrees(times) or (figure.places > 0 and abs(times - one.value) < _slack(figure))


def _slack(figure: Figure) -> Decimal:
    """By how much a multiple may be off."""
    return LAST_DIGIT.scaleb(-figure.places)


MULTIPLES = Manner("multiple-sign", _said, _misfit)
