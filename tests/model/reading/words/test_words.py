"""Every manner and every filter holds for its own sentences, and does not for the others beside it.

In the examples of ``resources/words`` ``{requests.received.total}`` is a figure that speaks of that
cell, ``{?}`` one that is left alone, ``{share}`` and ``{growth}`` one that is such. ``[…]`` is a statement of
“none” or “all”, ``(与上年持平)`` a comparison without a figure, ``<2023年>`` a year that is wrong for 2024.
"""

import re
from collections.abc import Iterator

import pytest

from model import forms
from model.reading.facts import How, Reading
from model.reading.reader import read
from model.reading.words.words import Entry, load, patterns
from model.reading.words.year_patterns import GIVEN
from model.reading.years.years import years

FORM = forms.load("2021")
ORGAN, YEAR = "云州市人民政府", 2024
_MARK = re.compile(r"\{([^}]*)\}|[\[\]()<>]")


def examples() -> Iterator[tuple[str, str, str]]:
    for entry in load():
        for text in (*entry.holds, *entry.fails):
            yield f"{entry.kind}: {text}", text, entry.organ or ORGAN


def unmarked(text: str) -> tuple[str, list[tuple[str, int]], dict[str, list[int]]]:
    """Return the sentence with figures in it, what is said of each, and the places of the brackets."""
    made, figures, brackets, at = "", [], {}, 0
    for match in _MARK.finditer(text):
        made += text[at : match.start()]
        at = match.end()
        if match[1] is None:
            brackets.setdefault(match[0], []).append(len(made))
            continue
        figures.append((match[1], len(made)))
        made += str(101 + 10 * len(figures))
    return made + text[at:], figures, brackets


def said_of(reading: Reading, start: int) -> set[str]:
    """Return all that is found of the figure that begins somewhere."""
    found = {
        one.name
        for mention in reading.mentions
        if mention.quantity.start == start
        for one in mention.readings
    }
    found |= {"share" for share in reading.shares if share.quantity.start == start}
    found |= {"growth" for one in reading.growths if one.quantity and one.quantity.start == start}
    return found


@pytest.mark.parametrize(
    ("text", "organ"), [pytest.param(text, organ, id=name) for name, text, organ in examples()]
)
def test_an_example(text: str, organ: str) -> None:
    sentence, figures, brackets = unmarked(text)
    reading = read(FORM, organ, YEAR, "overview", sentence)
    for wanted, start in figures:
        found = said_of(reading, start)
        assert (wanted in found) if wanted != "?" else not found, (sentence, wanted, found)
    assert [one.end for one in reading.statements] == brackets.get("]", []), sentence
    levels = [one for one in reading.growths if one.how is How.LEVEL]
    assert len(levels) == len(brackets.get("(", [])), sentence
    told = years(sentence, YEAR, overview=False)
    assert [(one.start, one.end) for one in told] == list(
        zip(brackets.get("<", []), brackets.get(">", []), strict=True)
    ), sentence


_NO_EXAMPLES = {"unsaid"}  # no words


@pytest.mark.parametrize("entry", [pytest.param(one, id=f"{one.kind} {one.words[:1]}") for one in load()])
def test_all_words_of_sentences_have_examples_for_and_against(entry: Entry) -> None:
    if not entry.only_list and entry.kind not in _NO_EXAMPLES:
        assert entry.holds
        assert entry.fails


def test_no_two_examples_are_the_same() -> None:
    for entry in load():
        assert not set(entry.holds) & set(entry.fails)


def test_all_names_in_patterns_are_known() -> None:
    kinds = {entry.kind for entry in load()}
    known = {*patterns(), *kinds, *GIVEN}
    assert not set(patterns()) & kinds
    for name, text in patterns().items():
        assert set(re.findall(r"\{([a-z-]+)\}", text)) <= known, name
