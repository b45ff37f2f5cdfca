"""What a sentence reckons by itself: so many times as many, the figures of several years together."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, takewhile, zip_longest
from typing import NamedTuple

from msgspec.structs import replace

from model.chinese.numerals import HAN, worth
from model.reading.facts import Listing, Mention, Quantity
from model.reading.tokens.phrase import Token
from model.reading.tokens.series import figures_in_a_row, is_no_figure, named_years
from model.reading.tokens.tokens import Sentence
from model.reading.words.words import alternatives, sorted_words, words_of

_MOST = 12  # times: more are not shown one by one
_EACH_YEAR = frozenset(("each", "then"))


class _Told(NamedTuple):
    """A figure with the words before it, and how it is counted, though its counter be no known one (册)."""

    figure: Quantity
    before: str
    unit: str


def reckoned(text: str, sentences: Sequence[Sentence]) -> Iterator[Listing]:
    """Yield what the sentences of a text reckon, each as a list that must give its whole."""
    summing = [one for one in sentences if "sum" in one.kinds]  # seldom any
    yield from chain.from_iterable(map(_summed, summing))
    yield from chain.from_iterable(map(_multiplied, summing))
    if any(word in text for word in words_of("joined-sign")):
        yield from chain.from_iterable(map(_together_with, sentences))


def _multiplied(sentence: Sentence) -> Iterator[Listing]:
    """“印发公报6期，每期1200册，共7200册”: each product as a list, the figure of one so many times."""
    told = list(_told(sentence.tokens))
    for times, one, whole in zip(told, told[1:], told[2:], strict=False):
        if _is_product(times, one, whole):
            yield Listing(_counted(whole), (_counted(one),) * _number(times), closed=True, complete=True)


def _together_with(sentence: Sentence) -> Iterator[Listing]:
    """“印发4件，连同划转的2件，年末现行有效6件”: two figures that are said to give the third."""
    told = list(_told(sentence.tokens))
    # Behind a comparison (“39家，比去年多6家，连同……”) it is not certain which figure is joined.
    for one, other, whole in zip(told[:1], told[1:], told[2:], strict=False):
        if _is_joined(other, whole) and one.unit == other.unit == whole.unit != "":
            yield Listing(_counted(whole), (_counted(one), _counted(other)), closed=True, complete=True)


def _is_joined(other: _Told, whole: _Told) -> bool:
    has_sum = any(word in whole.before for word in words_of("joined-sum"))
    return has_sum and _joining().match(other.before) is not None


@cache
def _joining() -> re.Pattern[str]:
    return re.compile(alternatives("joined-with"))


def _is_product(times: _Told, one: _Told, whole: _Told) -> bool:
    is_of_one_unit = one.unit == whole.unit != "" and one.unit not in words_of("rounded-for-each")
    is_said = _says_each(one.before, times.figure.counter) and _sums_up(whole.before)
    return is_of_one_unit and is_said and _number(times) > 0


def _told(tokens: Sequence[Token | Quantity]) -> Iterator[_Told]:
    """The figures, each with the words between it and the one before, without marks.

    What is counted in no known counter (1200册) has its unit behind it, which is none of the words before
    the next one.
    """
    before: list[str] = []
    unit = ""
    for one, behind in zip_longest(tokens, tokens[1:]):
        if isinstance(one, Quantity):
            words = "".join(before).removeprefix(unit)
            unit = "" if one.counter else _text(behind)
            yield _Told(one, words, one.counter or unit)
            before = []
        else:
            before.append(_text(one))


def _text(token: Token | Quantity | None) -> str:
    """A word as it is; nothing for a mark."""
    return token.text if isinstance(token, Token) and "stop" not in token.kinds else ""


def _number(times: _Told) -> int:
    """How many times it is; 0 where that is not exact, or too many to be shown."""
    figure = times.figure.figure
    number = int(figure.value) if figure is not None and not figure.approximate else 0
    return number if 1 < number <= _MOST else 0


def _counted(told: _Told) -> Mention:
    return Mention(replace(told.figure, counter=told.unit))


def _says_each(words: str, counter: str) -> bool:
    """“，每期”, “每期印发”."""
    heads = [f"{per}{counter}" for per in sorted_words("per-one") if counter]
    return any(
        words.removeprefix(head) in ("", *words_of("made-for-each")) for head in heads if head in words
    )


def _sums_up(words: str) -> bool:
    """“，共”, “，全年共印发”."""
    before, *behind = re.compile(alternatives("sum")).split(words)
    return before in ("", *words_of("in-all-year")) and "".join(behind) in ("", *words_of("made-for-each"))


def _summed(sentence: Sentence) -> Iterator[Listing]:
    """“……分别收到41件、55件和68件，三年累计164件”: the figures of the years, and what they are together."""
    named = named_years(sentence.tokens) if sentence.kinds >= _EACH_YEAR else None
    return _sums(sentence.tokens[named.ends :], named.years) if named is not None else iter(())


def _sums(tokens: Sequence[Token | Quantity], years: int) -> Iterator[Listing]:
    figures, ends = figures_in_a_row(tokens, sum(1 for _ in takewhile(is_no_figure, tokens)))
    words = [one for one in takewhile(is_no_figure, tokens[ends:]) if isinstance(one, Token)]
    are_summed = len(figures) == years and _say_sum(words, years)
    for one in tokens[ends + len(words) :][:1] if are_summed else ():
        if isinstance(one, Quantity):
            yield Listing(Mention(one), tuple(map(Mention, figures)), closed=True, complete=True)


def _say_sum(words: Sequence[Token], years: int) -> bool:
    """Whether words say that so many years are summed up, and nothing else: “，三年累计”."""
    text = "".join(one.text for one in words if "stop" not in one.kinds)
    before, *behind = re.compile(alternatives("sum")).split(text)
    numbers = [worth(one) for one in before if one in HAN]
    return behind == [""] and (not before or numbers == [years])
