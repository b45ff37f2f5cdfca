"""The figures of a paragraph that count something: written ones, and live ones with their counters."""

import re
from collections.abc import Sequence
from functools import cache
from operator import attrgetter

from model.chinese import figures
from model.chinese.numerals import HAN
from model.reading.facts import Quantity
from model.reading.words.openings import finding
from model.reading.words.words import alternatives, words_of
from model.report.fields import Field, fields


@cache
def _counter() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{alternatives('counter', 'case-counter', 'counter-behind-live')})?")


def quantities(paragraph: str, text: str) -> list[Quantity]:
    """Return them in the order of the text; ``text`` is the paragraph's with half-width marks widened."""
    live = [_live(paragraph, field) for field in fields(paragraph)]
    durations = words_of("duration")
    found = [one for one in figures.find(paragraph, text) if one.counter not in durations]
    counted = [one for one in found if not (_counts_figures(text, one.start) or _lies_in(one, live))]
    written = [Quantity(one.start, one.end, one.stop, one.counter, one.kind, one) for one in counted]
    return sorted([*live, *written], key=attrgetter("start")) if live else written


def _live(paragraph: str, field: Field) -> Quantity:
    """A live figure with the counter behind it."""
    counter = _counter().match(paragraph, field.end)
    stop = counter.end() if counter else field.end
    written = paragraph[field.end : stop].strip()
    return Quantity(field.start, field.end, stop, written, name=field.name)


def _lies_in(figure: figures.Figure, live: Sequence[Quantity]) -> bool:
    """Whether a figure is a part of the name of a live one."""
    return bool(live) and any(one.start < figure.end and figure.start < one.end for one in live)


def _counts_figures(text: str, place: int) -> bool:
    """Whether a number at a place of a text only counts figures told before: “两项合计占40%”.

    Or answers that cases came of: “因一件不予公开答复引发行政复议1件”.
    """
    if text[place] in HAN and _several().match(text, place) is not None:
        return True
    return _of_answers().match(text, place) is not None


@cache
def _several() -> re.Pattern[str]:
    return finding(alternatives("together", "sum"))


@cache
def _of_answers() -> re.Pattern[str]:
    return finding(alternatives("of-answers"))
