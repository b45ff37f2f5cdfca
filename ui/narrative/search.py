"""AnyFinding a text in paragraphs as they read, live figures included."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from model.reading.fields import fields


@dataclass(frozen=True, slots=True)
class Match:
    """Characters ``start`` to ``end`` of a saved paragraph; ``live`` when they touch a live figure."""

    start: int
    end: int
    live: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. ``wide_matters`` keeps １ and 1 apart, ``case_matters`` A and a."""

    text: str
    case_matters: bool = False
    wide_matters: bool = False

    def folded(self, text: str) -> str:
        """Return a text with the differences taken out that do not matter."""
        if not self.wide_matters:
            text = unicodedata.normalize("NFKC", text)
        return text if self.case_matters else text.casefold()


def matches(paragraph: str, wanted: Wanted, filled: Callable[[str], str]) -> list[Match]:
    """Return where a text stands in a paragraph, in order, none over another.

    ``filled`` returns the figure that a live figure, given with its braces, shows now.
    """
    query = wanted.folded(wanted.text)
    if not query:
        return []
    read, places = _as_read(paragraph, wanted, filled)
    found: list[Match] = []
    at = read.find(query)
    while at >= 0:
        stretch = places[at : at + len(query)]
        found.append(Match(stretch[0][0], stretch[-1][1], any(live for _, _, live in stretch)))
        at = read.find(query, at + len(query))
    return found


def _as_read(
    paragraph: str, wanted: Wanted, filled: Callable[[str], str]
) -> tuple[str, list[tuple[int, int, bool]]]:
    """The folded text, and for each of its characters where it stands in the saved paragraph."""
    read: list[str] = []
    places: list[tuple[int, int, bool]] = []

    def add(text: str, place: tuple[int, int, bool]) -> None:
        folded = wanted.folded(text)
        read.append(folded)
        places.extend([place] * len(folded))

    at = 0
    for field in fields(paragraph):
        source = paragraph[field.start : field.end]
        shown = filled(source)
        if shown == source:  # an unknown name is plain text
            continue
        for place in range(at, field.start):
            add(paragraph[place], (place, place + 1, False))
        add(shown, (field.start, field.end, True))
        at = field.end
    for place in range(at, len(paragraph)):
        add(paragraph[place], (place, place + 1, False))
    return "".join(read), places
