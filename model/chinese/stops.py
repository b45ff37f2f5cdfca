"""Stretches of a text between its stops."""

import re

SENTENCE_END, FULL_STOP = re.compile("[。；;\n]"), re.compile("[。\n]")
ANY_STOP = re.compile("[，,。；;\n]")
LONG = 1000  # characters: no sentence is longer


def around(ends: re.Pattern[str], text: str, start: int, end: int) -> str:
    """Return what lies around a stretch of text, from stop to stop."""
    begun, last = begin_of(ends, text, start), end + LONG
    stop = ends.search(text, end, last)
    return text[begun : stop.start()] if stop else text[begun:last]


def begin_of(ends: re.Pattern[str], text: str, place: int) -> int:
    """Return where begins what a place lies in, behind the last stop."""
    first = max(0, place - LONG)
    return max((stop.end() for stop in ends.finditer(text, first, place)), default=first)


def rest_of(text: str, start: int) -> str:
    """Return the rest of the sentence that a place lies in."""
    stop = SENTENCE_END.search(text, start, start + LONG)
    return text[start : stop.start()] if stop else text[start : start + LONG]
