"""How long the texts of a report may be to be checked, within 10 seconds whatever they say.

A file that somebody made by hand, or a book pasted by mistake, may have far more. It is opened, saved and
exported all the same; what is too long is not checked, and that is told.
"""

from collections.abc import Iterator, Sequence

from model.report.report import Place, Report, place, text_place

MOST_CHARACTERS = 500_000
"""Eight hundred pages."""
MOST_PARAGRAPHS = 20_000


def length(paragraphs: Sequence[str]) -> int:
    """Return the number of characters of some paragraphs."""
    return sum(map(len, paragraphs))


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
