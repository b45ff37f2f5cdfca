"""Work that only the window's own thread can do, in pieces: the window may be painted between two of them."""

from collections.abc import Generator
from typing import TypeVar

_Result = TypeVar("_Result")
InTurns = Generator[None, None, _Result]
"""Work that stops after each piece; ``task.in_turns`` goes on with it."""


def finished(work: InTurns[_Result]) -> _Result:
    """Do all pieces at once, and return what comes of them."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: _Result = end.value
            return result
