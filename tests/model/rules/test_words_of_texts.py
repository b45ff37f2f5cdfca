"""The words that whole texts are told by hold for their own sentences, and do not for the others beside them.

Each kind is asked of the rule that it is for: whether it finds what it looks for in the sentence. What words
of clauses hold for is read by ``tests/model/reading/test_words.py``.
"""

from collections.abc import Callable

import pytest

from model.reading.words.words import load
from model.text.announced import miscounted
from model.text.aspects import says_something
from model.text.doubled_words import Character, characters, doubled_words
from model.text.named_titles import miscounted_titles
from model.text.numbering import rows
from model.text.personal_data import Personal, personal_data
from tests.support.rule_samples import found

_PUBLISHED = {"label": "公报期数", "words": ["公报"]}


def _announces(text: str) -> bool:
    return any(miscounted([text], rows([text])))


def _lists_titles(text: str) -> bool:
    return any(miscounted_titles(text))


def _tells_home(text: str) -> bool:
    return any(one.kind is Personal.HOME for one in personal_data(text))


def _counts_parts(text: str) -> bool:
    return bool(found({"preamble": [text]}, "parts-said"))


def _counts_published(text: str) -> bool:
    return not found({"sections": {"overview": [text]}, "counts": [_PUBLISHED]}, "counts-missing")


def _counts_documents(text: str) -> bool:
    missing = found({"sections": {"overview": [text]}}, "overview-parts")
    return not any("制发" in one.expected for one in missing)


def _names_organ_in_title(text: str) -> bool:
    return bool(found({"title": text}, "text-organ"))


def _names_organ(text: str) -> bool:
    return bool(found({"preamble": [text]}, "text-organ"))


def _names_no_organ(text: str) -> bool:
    return not _names_organ(text)


_ASKED: dict[str, Callable[[str], bool]] = {
    "announced-point": _announces,
    "announced-counter": _announces,
    "announced-side": _announces,
    "announced-quality": _announces,
    "announced-below": _announces,
    "announced-of-others": _announces,
    "point-besides": _announces,
    "listed-document": _lists_titles,
    "listed-quality": _lists_titles,
    "listed-counter": _lists_titles,
    "listed-lead": _lists_titles,
    "parts-of": _counts_parts,
    "parts-name": _counts_parts,
    "parts-listed": _counts_parts,
    "home-told": _tells_home,
    "home-otherwise": _tells_home,
    "home-numbered": _tells_home,
    "answers-nothing": says_something,
    "counted-none": _counts_published,
    "counted-thing": _counts_published,
    "counted-otherwise": _counts_published,
    "overview-none": _counts_documents,
    "organ-announced": _names_organ,
    "organ-disclosure": _names_organ_in_title,
    "organ-writes": _names_organ,
    "organ-leads": _names_organ,
    "organ-takes-care": _names_organ,
    "organ-by-law": _names_organ,
    "organ-of-no-name": _names_no_organ,
}
_ENTRIES = [entry for entry in load() if entry.kind in _ASKED]


_HOLDS = [(entry.kind, text) for entry in _ENTRIES for text in entry.holds]
_FAILS = [(entry.kind, text) for entry in _ENTRIES for text in entry.fails]


@pytest.mark.parametrize(("kind", "text"), _HOLDS)
def test_the_rule_finds_what_it_looks_for(kind: str, text: str) -> None:
    assert _ASKED[kind](text)


@pytest.mark.parametrize(("kind", "text"), _FAILS)
def test_the_rule_finds_nothing(kind: str, text: str) -> None:
    assert not _ASKED[kind](text)


def test_all_kinds_have_examples_for_and_against() -> None:
    assert {entry.kind for entry in _ENTRIES} == set(_ASKED)
    assert all(entry.only_list and entry.holds and entry.fails for entry in _ENTRIES)


@pytest.mark.parametrize("one", characters(), ids=[one.twice for one in characters()])
def test_a_character_written_twice_is_told_by_its_neighbours(one: Character) -> None:
    assert [word.once * 2 for word in doubled_words(one.found_in)] == [one.twice]
    assert doubled_words(one.not_found_in) == ()
