"""The small words of sentences as data: ``resources/words/*.toml``.

What the form's own rows and columns are called stands in the form (see ``terms``).
"""

from collections.abc import Mapping
from functools import cache
from itertools import chain

import msgspec

import resources
from resources import parsed


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of one kind, or one manner of speaking.

    ``words`` are regular expressions without groups that capture. For verbs: ``names`` are the roles of the
    rows that they name by themselves, ``fits`` the roles that they are said of without adding anything,
    ``leading`` tells that they only lead up to a result. ``only_list``: other words and steps refer to the
    list; it makes no words known by itself. ``holds`` and ``fails`` are sentences for which
    the words do and do not what they are here for; the tests run them, and say how they are written.
    ``organ``: in whose report they stand, where it matters.
    """

    kind: str
    words: tuple[str, ...]
    names: tuple[str, ...] = ()
    fits: tuple[str, ...] = ()
    leading: bool = False
    only_list: bool = False
    holds: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()
    organ: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[Entry, ...] = ()
    patterns: dict[str, str] = {}


@cache
def _files() -> tuple[_File, ...]:
    files = sorted(resources.path("words").glob("*.toml"))
    return tuple(msgspec.convert(parsed.toml(file), _File) for file in files)


@cache
def load() -> tuple[Entry, ...]:
    """Return the words that come with the program."""
    return tuple(one for file in _files() for one in file.words)


@cache
def patterns() -> Mapping[str, str]:
    """Return the patterns of words that come with the program, by their names."""
    return dict(chain.from_iterable(file.patterns.items() for file in _files()))


@cache
def entries(kind: str) -> tuple[Entry, ...]:
    """Return all entries of a kind."""
    return tuple(one for one in load() if one.kind == kind)


@cache
def words_of(kind: str) -> frozenset[str]:
    """Return all words of a kind."""
    return frozenset(word for one in entries(kind) for word in one.words)


@cache
def sorted_words(kind: str) -> tuple[str, ...]:
    """Return all words of a kind in order, as ``str.startswith`` and ``str.endswith`` take them."""
    return tuple(sorted(words_of(kind)))


@cache
def alternatives(*kinds: str) -> str:
    """Return the words of kinds as one pattern, longer ones first.

    In the same order in every run: a bundle knows what the patterns compile to that it has met.
    """
    words = frozenset[str]().union(*map(words_of, kinds))
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def unsaid() -> Entry:
    """Return what is meant where nothing is said: the roles of rows (``names``) and of columns (``fits``)."""
    return entries("unsaid")[0]
