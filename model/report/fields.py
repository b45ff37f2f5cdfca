"""Live figures as they stand in a paragraph: ``{{ requests.received.total }}``.

What stands between the braces is a name that is looked up, never run. A name is an address or a
named sum of the form (see ``OfficialForm.names``).
"""

import re
from collections.abc import Callable

import msgspec

# A live figure, with its name as the group. From braces that nobody closes the rest of the line is taken in
# one go, without a name: it can hold no live figure, and need not be looked through from the next braces on.
_FIELD = re.compile(r"\{\{(?:(.*?)\}\}|.*)")
_BRACES = "{}｛｝"
# Braces that make no live figure: one lost, of full width, or with a line break between them.
_HALF = re.compile(r"[{｛]{2}[^{}｛｝]{0,40}[}｝]{0,2}|[{｛]?[A-Za-z_. ]{0,60}[}｝]{2}")


class Field(msgspec.Struct, frozen=True):
    """A live figure in a paragraph: characters ``start`` to ``end``, and its name."""

    start: int
    end: int
    name: str


def fields(paragraph: str) -> tuple[Field, ...]:
    """Return the live figures of a paragraph, in order."""
    if "{{" not in paragraph:
        return ()  # as in most paragraphs
    found = _FIELD.finditer(paragraph)
    return tuple(Field(m.start(), m.end(), m[1].strip()) for m in found if m[1] is not None)


def replaced(paragraph: str, by: Callable[[Field], str]) -> str:
    """Return a paragraph with something else in the place of each of its live figures."""
    pieces: list[str] = []
    done = 0
    for field in fields(paragraph):
        pieces += (paragraph[done : field.start], by(field))
        done = field.end
    return "".join((*pieces, paragraph[done:]))


def halves(paragraph: str) -> tuple[tuple[int, int], ...]:
    """Return where a paragraph has what was meant for a live figure and is none: it would print as it is."""
    if not any(brace in paragraph for brace in _BRACES):
        return ()  # as in most paragraphs
    rest = replaced(paragraph, lambda field: " " * (field.end - field.start))
    return tuple(match.span() for match in _HALF.finditer(rest))
