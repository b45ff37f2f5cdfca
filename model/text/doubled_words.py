"""Words written twice by a slip of the hand, as 审核审核 or 县县政府.

Chinese doubles much on purpose (人人, 一步一步), and characters meet by chance (作为为, 目的的): these are
told by their neighbours; where in doubt nothing is said.
"""

import re
from functools import cache, lru_cache

import msgspec

import resources
from resources import parsed

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    counting_out: str
    goes_on: str
    on_purpose: str
    place_begins: str
    characters: list[tuple[str, str, str, str, str]]


class Character(msgspec.Struct, frozen=True):
    """One character twice, the patterns of what stands before and behind, and texts that show it."""

    twice: str
    found_in: str
    not_found_in: str
    before: str
    after: str


@cache
def _file() -> _File:
    return msgspec.convert(parsed.toml(resources.path("proofreading", "doubled.toml")), _File)


@cache
def characters() -> tuple[Character, ...]:
    """Return the characters that are written twice by a slip, from ``resources/proofreading``."""
    file = _file()
    known = (Character(*line) for line in file.characters)
    begins = file.place_begins
    return tuple(
        msgspec.structs.replace(one, before=one.before.replace("{place_begins}", begins)) for one in known
    )


@cache
def _twice() -> re.Pattern[str]:
    """A word of two to six characters, twice, that does not count out."""
    word = rf"(?P<word>(?![{_file().counting_out}])[{_HAN}]{{2,6}}?)"
    return re.compile(rf"{word}(?P=word)(?![{_HAN}]{{0,5}}?(?P=word))")


@cache
def _single() -> re.Pattern[str]:
    return re.compile("|".join(f"{one.before}{one.twice}{one.after}" for one in characters()))


@cache
def _on_purpose() -> frozenset[str]:
    return frozenset(_file().on_purpose.split())


@cache
def _goes_on() -> frozenset[str]:
    """The characters behind which the second word begins another."""
    return frozenset("".join(_file().goes_on.split()))


class Doubled(msgspec.Struct, frozen=True):
    """Characters ``start`` to ``end`` are a word twice; ``once`` is the word."""

    start: int
    end: int
    once: str


@lru_cache(maxsize=512)
def doubled_words(paragraph: str) -> tuple[Doubled, ...]:
    """Return the doubled words of a paragraph, in order."""
    found = [Doubled(m.start(), m.end(), m[0][0]) for m in _single().finditer(paragraph)]
    for match in _twice().finditer(paragraph):
        word, following = match["word"], paragraph[match.end() :]
        if not _is_meant(word, following):
            found.append(Doubled(match.start(), match.end(), word))
    return tuple(sorted(found, key=lambda one: one.start))


def _is_meant(word: str, following: str) -> bool:
    """Whether a word stands twice by intention, or its second half begins a longer word."""
    if len(set(word)) == 1 or word in _on_purpose():
        return True
    if following[:1] == word[0]:  # 政|务服务服|务: it is 服务 that stands twice
        return _is_meant(word[1:] + word[0], following[1:])
    return len(word) == 2 and following[:1] in _goes_on()
