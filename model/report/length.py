"""How long the texts of a report may be to be checked, within 10 seconds whatever they say.

A file that somebody made by hand, or a book pasted by mistake, may have far more. It is opened, saved and
exported all the same; what is too long is not checked, and that is told.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from model.report.report import Paragraphs, Place, Report, place, text_place

MOST_CHARACTERS = 500_000
"""Eight hundred pages."""
MOST_PARAGRAPHS = 20_000
MOST_WRITTEN = 60_000
"""Characters of all texts together that may be written in the window: a hundred pages."""
MOST_WRITTEN_PARAGRAPHS = 2_000
_BEGINNING, _BEGINNING_PARAGRAPHS = 20_000, 400  # as long as the longest part of a real report


def length(paragraphs: Sequence[str]) -> int:
    """Return the number of characters of some paragraphs."""
    return sum(map(len, paragraphs))


def grows_too_long(before: Report, after: Report) -> bool:
    """Whether the texts of a report have grown beyond what may be written in the window.

    A longer one that somebody made elsewhere may still be changed, and shortened.
    """
    was, now = written(before), written(after)
    if was == now:
        return False
    characters, paragraphs = max(MOST_WRITTEN, length(was)), max(MOST_WRITTEN_PARAGRAPHS, len(was))
    return length(now) > characters or len(now) > paragraphs


def written(report: Report) -> Paragraphs:
    """Return the paragraphs of all texts that are written in the window, one after the other."""
    own = [report.text(part) for part in ("title", "preamble", "signature", *report.sections)]
    return tuple(chain.from_iterable(own))


def beginning(paragraphs: Paragraphs) -> Paragraphs:
    """Return as much of a text as the window shows: the whole, or the start of what nobody wrote there."""
    if length(paragraphs) <= MOST_WRITTEN and len(paragraphs) <= MOST_WRITTEN_PARAGRAPHS:
        return paragraphs
    shown: list[str] = []
    room = _BEGINNING
    for paragraph in paragraphs[:_BEGINNING_PARAGRAPHS]:
        shown.append(paragraph[:room])
        room -= len(paragraph)
        if room <= 0:
            break
    return tuple(shown)


def too_long(report: Report) -> dict[Place, Sequence[str]]:
    """Return the texts that are too long to be checked: the longest, until the others are in bounds."""
    return {**_left_out(dict(_texts(report))), **_left_out(dict(_last_year(report)))}


def _texts(report: Report) -> Iterator[tuple[Place, Sequence[str]]]:
    yield place("organ"), (report.organ,)
    for part in ("title", "preamble", "signature", *report.sections):
        yield text_place(part), report.text(part)


def _last_year(report: Report) -> Iterator[tuple[Place, Sequence[str]]]:
    for section, paragraphs in report.last_year_sections.items():
        yield place("last_year_sections", section), paragraphs


def _left_out(texts: dict[Place, Sequence[str]]) -> dict[Place, Sequence[str]]:
    left_out: dict[Place, Sequence[str]] = {}
    sizes = {where: (length(texts[where]), len(texts[where])) for where in texts}
    characters = sum(size for size, _ in sizes.values())
    paragraphs = sum(number for _, number in sizes.values())
    while characters > MOST_CHARACTERS or paragraphs > MOST_PARAGRAPHS:
        longest = max(sizes, key=lambda where: _share_of_bounds(*sizes[where]))
        size, number = sizes.pop(longest)
        characters, paragraphs = characters - size, paragraphs - number
        left_out[longest] = texts[longest]
    return left_out


def _share_of_bounds(characters: int, paragraphs: int) -> float:
    return max(characters / MOST_CHARACTERS, paragraphs / MOST_PARAGRAPHS)
