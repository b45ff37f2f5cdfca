"""How many times one figure of the text is another."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from model.reading.words.words import words_of
from model.reading.words.year_patterns import one_of, pattern
from model.reckoning.names import core, meant
from model.reckoning.texts import Misreckoned, Texts, places
from model.reckoning.told import Paragraph, Told

HOW = "multiple"
_SHORTEST_NAME = 2  # characters
_LAST_DIGIT = Decimal("1.5")  # by how many of its last digits a multiple may be off


class _Multiple(NamedTuple):
    """How many times the first of ``more`` is the first of ``less``, or any of them any other."""

    more: Sequence[Told]
    less: Sequence[Told]


def multiples(texts: Texts, paragraph: Paragraph) -> Iterator[Misreckoned]:
    """Yield the multiples of a paragraph that its figures do not give."""
    times = words_of("times")
    for place, one in enumerate(paragraph.told):
        is_multiple = one.figure.counter in times and texts.is_of_this_year(paragraph.clauses_from((), one))
        said = _said(texts, paragraph, place) if is_multiple else None
        if said is not None:
            yield from _misfit(one, said)


def _said(texts: Texts, paragraph: Paragraph, place: int) -> _Multiple | None:
    """What is said to be so many times what; None where a rise is told, or nothing is known."""
    one, before = paragraph.told[place], paragraph.told[:place]
    is_behind_figure = bool(before) and one.name in ("", *words_of("attributive"))
    manner, words = ("reckoned-multiple-of", before[-1].name) if is_behind_figure else ("reckoned-multiple", one.name)
    said = pattern(manner).match(words)
    if said is None or one_of("no-share", "of-other-times", "of-others").search(said[0]):
        return None
    less = [before[-1]] if is_behind_figure else _named(texts, paragraph, said["less"])
    if len(core(said["more"])) >= _SHORTEST_NAME:
        return _Multiple(_named(texts, paragraph, said["more"]), less)
    in_sentence = [other for other in reversed(before) if other.begin == one.begin]
    return _Multiple([other for other in in_sentence if other not in less], less)


def _named(texts: Texts, paragraph: Paragraph, name: str) -> list[Told]:
    """The figures that a name may mean, of the paragraph before all others."""
    return meant(name, paragraph.told) or [one for _, one in texts.named_anywhere(name)]


def _misfit(one: Told, said: _Multiple) -> Iterator[Misreckoned]:
    pairs = [
        (more, less)
        for more in said.more
        for less in said.less
        if more.unit == less.unit and more.is_exact_count and less.is_exact_count and less.value > 0
    ]
    if not pairs or any(_gives(one, more.value / less.value) for more, less in pairs):
        return
    more, less = pairs[0]
    right, figures = more.value / less.value, places([more, less])
    yield Misreckoned(one.figure.start, one.figure.end, HOW, more.value, less.value, right, figures)


def _gives(one: Told, times: Decimal) -> bool:
    """Whether a figure says how many times it is, to the digits that it has."""
    figure = one.figure
    if figure.limits is not None or figure.approximate:
        return figure.limits is None or figure.agrees(times)
    return figure.agrees(times) or (figure.places > 0 and _is_near(one, times))


def _is_near(one: Told, times: Decimal) -> bool:
    return abs(times - one.value) < _LAST_DIGIT.scaleb(-one.figure.places)
