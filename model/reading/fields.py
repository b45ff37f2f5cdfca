"""Live figures as they stand in a paragraph: ``{{ requests.received.total }}``.

What stands between the braces is a name that is looked up, never run. A name is an address or a
named sum of the form (see ``OfficialForm.names``).
"""

import re
from dataclasses import dataclass

FIELD = re.compile(r"\{\{(.*?)\}\}")
"""A live figure, with its name as the group."""
# Braces that make no live figure: one lost, of full width, or with a line break between them.
_HALF = re.compile(r"[{｛]{2}[^{}｛｝]{0,40}[}｝]{0,2}|[{｛]?[A-Za-z_. ]{0,60}[}｝]{2}")


@dataclass(frozen=True, slots=True)
class Field:
    """A live figure in a paragraph: characters ``start`` to ``end``, and its name."""

    start: int
    end: int
    name: str


def fields(paragraph: str) -> tuple[Field, ...]:
    """Return the live figures of a paragraph, in order."""
    return tuple(Field(m.start(), m.end(), m[1].strip()) for m in FIELD.finditer(paragraph))


def halves(paragraph: str) -> tuple[tuple[int, int], ...]:
    """Return where a paragraph has what was meant for a live figure and is none: it would print as it is."""
    rest = FIELD.sub(lambda match: " " * len(match[0]), paragraph)
    return tuple(match.span() for match in _HALF.finditer(rest))
