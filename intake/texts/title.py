"""Where the title of a report stands, one line or several, and where below it stands once more."""

from collections.abc import Iterator, Sequence

from intake.texts import naming
from intake.texts.furniture import has_mark
from intake.texts.headings import Item, unmarked
from model.chinese.phrases import is_place, phrases
from model.forms import OfficialForm

LONGEST_LINE = 45  # characters
MOST_LINES = 5

_Rank = tuple[int, bool, int]
"""How good a title is, the least the best; see :func:`_rank`."""


def find_title(form: OfficialForm, items: Sequence[Item]) -> tuple[range, naming.Title | None]:
    """Return where the title stands, and what it says; no items and None where there is none."""
    found: list[tuple[_Rank, range, naming.Title]] = []
    for start in range(len(items)):
        for lines in _beginnings(items, start):
            named = naming.title(form, "".join(lines))
            if named is not None and may_open_title(form, lines):
                found.append((_rank(lines, named), range(start, start + len(lines)), named))
    if not found:
        return range(0), None
    _, span, named = min(found, key=lambda one: one[0])
    return span, named


def _rank(lines: Sequence[str], named: naming.Title) -> _Rank:
    """How good a title is: it says most, is the title itself and not a page's index, and is short."""
    says = 2 * bool(named.organ) + bool(named.year)
    is_labelled = naming.without_label(lines[0]) != lines[0]
    has_line_of_places = len(lines) > 1 and is_place(naming.squeezed(lines[0]))
    length = len(lines) - has_line_of_places  # a long organ's places on a line of their own are no line more
    return -says, is_labelled, length


def _beginnings(items: Sequence[Item], start: int) -> Iterator[list[str]]:
    """The first line from an item on, the first two, and so on, as far as lines may be those of a title."""
    lines: list[str] = []
    for text in map(unmarked, items[start : start + MOST_LINES]):
        if not text or len(text) > LONGEST_LINE:
            return
        lines.append(text)
        yield lines


def repeats(form: OfficialForm, items: Sequence[Item], start: int, title: naming.Title | None) -> set[int]:
    """Return where below the title it stands once more, whole or in part, or the organ alone."""
    found: set[int] = set()
    if title is None or not title.organ:
        return found
    for at in range(start, len(items)):
        found.update(range(at, at + _lines_of_title_again(form, items, at, title)))
    return found


def _lines_of_title_again(form: OfficialForm, items: Sequence[Item], at: int, title: naming.Title) -> int:
    """How many lines from an item on say the title again, 0 for none; the organ alone is one."""
    is_organ = naming.squeezed(unmarked(items[at])) == title.organ
    for lines in _beginnings(items, at):
        said = naming.title(form, "".join(lines)) if may_open_title(form, lines) else None
        if said is not None and _agrees(said, title):
            return len(lines)
    return int(is_organ)


def _agrees(said: naming.Title, title: naming.Title) -> bool:
    """Whether a line says nothing else than the title."""
    return said.organ in ("", title.organ) and said.year in (0, title.year)


def may_open_title(form: OfficialForm, lines: Sequence[str]) -> bool:
    """Return whether the lines above the one that says what it is are an organ's name or a year."""
    if len(lines) == 1:
        return not has_mark(lines[0])
    if _opens_long_title(naming.squeezed(lines[0])):
        return True
    is_whole_without_first = naming.title(form, "".join(lines[1:])) is not None
    if is_whole_without_first:
        return naming.opens_title(lines[0])
    return len(lines[0]) < LONGEST_LINE and not has_mark("".join(lines))


def _opens_long_title(line: str) -> bool:
    """Whether a line is the places of a long organ's name, or an organ with the year."""
    if is_place(line):
        return True
    organ = "".join(one.text for one in phrases(line) if not one.is_year)
    has_year = organ != line
    return has_year and naming.is_organ(organ)
