"""“企业和法律服务机构8件”: applicants that an “和” joins, counted in one figure."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise

from msgspec.structs import replace

from model.reading.tokens.phrase import Phrase, Token
from model.reading.words.meaning import Meaning
from model.reading.words.terms import Reference

_A_MARK = 1  # character between two of them


def each_joined(phrase: Phrase, is_applicant: Callable[[Reference], bool]) -> list[Phrase]:
    """Return the words with each of the applicants alone that they join; nothing where they join none."""
    if len(phrase.columns) <= 1:
        return []  # as mostly
    words = phrase.words
    places = [place for place, one in enumerate(words) if _names(one, is_applicant)]
    are_joined = len(places) > 1 and all(_are_joined(words, *two) for two in pairwise(places))
    is_one_figure = are_joined and (_is_and(words[places[-1] - 1]) or phrase.says("sum"))
    return [_with_one(words, places, place) for place in places] if is_one_figure else []


def _names(word: Token, is_applicant: Callable[[Reference], bool]) -> bool:
    return any(map(is_applicant, word.senses.columns))


def _are_joined(words: Sequence[Token], one: int, other: int) -> bool:
    """Whether no more than an “和” or a mark stands between two words."""
    between = words[one + 1 : other]
    is_beside = words[one].end + _A_MARK >= words[other].start
    return is_beside if not between else len(between) == 1 and _is_and(between[0])


def _is_and(word: Token) -> bool:
    return "and" in word.kinds


def _with_one(words: Sequence[Token], places: Sequence[int], kept: int) -> Phrase:
    joined = range(places[0], places[-1] + 1)
    return Phrase([one for place, one in enumerate(words) if place == kept or place not in joined])


def all_together(each: Sequence[tuple[Meaning, ...]]) -> tuple[Meaning, ...]:
    """Return what some figure of all may speak of: of each the same rows."""
    return tuple(chain.from_iterable(map(_joined, zip(*each, strict=False)))) if _are_alike(each) else ()


def _are_alike(each: Sequence[tuple[Meaning, ...]]) -> bool:
    return len({tuple((one.table, one.rows) for one in found) for found in each}) == 1


def _joined(parts: Sequence[Meaning]) -> Iterator[Meaning]:
    columns = tuple(chain.from_iterable(one.columns for one in parts))
    is_each_once = len(set(columns)) == len(columns)
    if is_each_once:
        yield replace(parts[0], name="", column="+".join(one.column for one in parts), columns=columns)
