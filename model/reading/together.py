"""Figures told one behind the other and taken together: “予以公开3件、部分公开1件，两者占40%”."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, product

from msgspec.structs import replace

from model.chinese.numerals import HAN, worth
from model.forms import OfficialForm
from model.reading.facts import Mention
from model.reading.meaning import Meaning, joined
from model.reading.openings import finding
from model.reading.phrase import Phrase
from model.reading.words import alternatives

_LIKELY = (2, 3)  # figures, where it is not said how many
_READINGS = 2  # of each figure
_LONGEST_ROW = 4  # figures


def counts_figures(text: str, place: int) -> bool:
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


def parts_together(form: OfficialForm, phrase: Phrase, told: Sequence[Mention]) -> tuple[Meaning, ...]:
    """Return what the last figures may be together; nothing where one of them is not understood."""
    sums = (_sums(form, told[-number:]) for number in _numbers(phrase) if 0 < number <= len(told))
    return tuple(dict.fromkeys(chain.from_iterable(sums)))


def taken_in_a_row(form: OfficialForm, row: Sequence[Mention]) -> tuple[Meaning, ...]:
    """Return what a row may be together: “予以公开3件、部分公开1件，占40%” is of both, or of the last."""
    is_row = 1 < len(row) <= _LONGEST_ROW and all(one.meanings for one in row)
    return tuple(dict.fromkeys(_sums(form, row))) if is_row else ()


def _numbers(phrase: Phrase) -> Sequence[int]:
    """How many figures are taken together."""
    if not phrase.says("together"):
        return _LIKELY
    said = (worth(one) for one in phrase.first("together").text if one in HAN)
    return [int(next(said, None) or 0)]


def _sums(form: OfficialForm, some: Sequence[Mention]) -> Iterator[Meaning]:
    for parts in product(*(one.readings[:_READINGS] for one in some)):
        together = joined(form, parts) or _beside(parts)
        if together is not None and len(together.addresses) == sum(len(one.addresses) for one in parts):
            yield together


def _beside(parts: Sequence[Meaning]) -> Meaning | None:
    """Some columns of the same rows together: “自然人3件，企业1件”."""
    if len({(one.table, one.rows) for one in parts}) > 1:
        return None
    columns, names = chain.from_iterable(one.columns for one in parts), (one.column for one in parts)
    return replace(parts[0], name="", column="+".join(names), columns=tuple(columns))
