"""Where the title of a report stands, one line or several, and where below it stands once more."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from intake.texts import naming
from intake.texts.furniture import has_mark
from intake.texts.headings import Item, unmarked
from model.chinese.phrases import is_place, phrases
from model.forms import OfficialForm

LONGEST_LINE = 45  # characters
MOST_LINES = 5

_Rank = tuple[int, bool, int]
"""How good a title is, the least the best; see :func:`_rank`."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Items that may be the title."""

    span: range
    named: naming.Title
    rank: _Rank


def find_title(form: OfficialForm, items: Sequence[Item]) -> tuple[range, naming.Title | None]:
    """Return where the title stands, and what it says; no items and None where there is none."""
    best = min(_candidates(form, items), key=attrgetter("rank"), default=None)
    if best is None:
        return range(0), None
    return best.span, best.named


def _candidates(form: OfficialForm, items: Sequence[Item]) -> Iterator[_Candidate]:
    """All items that may be the title: lines of one that say what they are only together, too."""
    for start in range(len(items)):
        for lines in _beginnings_at(items, start):
            named = naming.title(form, "".join(lines))
            if named is not None and may_open_title(form, lines):
                yield _Candidate(range(start, start + len(lines)), named, _rank(lines, named))


def _rank(lines: Sequence[str], named: naming.Title) -> _Rank:
    """How good a title is: it says most, is the title itself and not a page's index, and is short."""
    says = 2 * bool(named.organ) + bool(named.year)
    is_labelled = naming.without_label(lines[0]) != lines[0]
    has_line_of_places = len(lines) > 1 and is_place(naming.squeezed(lines[0]))
    length = len(lines) - has_line_of_places  # a long organ's places on a line of their own are no line more
    return -says, is_labelled, length


def beginnings(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield the first text, the first two, and so on, as far as they may be the lines of a title."""
    lines: list[str] = []
    for text in texts:
        may_be_line = 0 < len(text) <= LONGEST_LINE
        if not may_be_line:
            return
        lines.append(text)
        yield lines


def _beginnings_at(items: Sequence[Item], start: int) -> Iterator[list[str]]:
    """The beginnings of a title from an item on."""
    return beginnings(map(unmarked, items[start : start + MOST_LINES]))


def repeats(form: OfficialForm, items: Sequence[Item], start: int, title: naming.Title | None) -> set[int]:
    """Return where below the title it stands once more, whole or in part, or the organ alone.

    Web pages print it in their own head and again above the text.
    """
    found: set[int] = set()
    if title is None or not title.organ:
        return found
    for at in range(start, len(items)):
        found.update(range(at, at + _lines_of_title_again(form, items, at, title)))
    return found


def _lines_of_title_again(form: OfficialForm, items: Sequence[Item], at: int, title: naming.Title) -> int:
    """How many lines from an item on say the title again, 0 for none; the organ alone is one."""
    is_organ = naming.squeezed(unmarked(items[at])) == title.organ
    for lines in _beginnings_at(items, at):
        if may_open_title(form, lines) and _agree(form, lines, title):
            return len(lines)
    return int(is_organ)


def _agree(form: OfficialForm, lines: Sequence[str], title: naming.Title) -> bool:
    """Whether lines are a title, and say nothing else than another one."""
    said = naming.title(form, "".join(lines))
    if said is None:
        return False
    return said.organ in ("", title.organ) and said.year in (0, title.year)


def may_open_title(form: OfficialForm, lines: Sequence[str]) -> bool:
    """Return whether the lines above the one that says what it is are an organ's name or a year."""
    if len(lines) == 1:
        return not has_mark(lines[0])
    if _opens_long_title(naming.squeezed(lines[0])):
        return True
    is_whole_without_first = naming.title(form, "".join(lines[1:])) is not None
    if is_whole_without_first:  # then the first line only belongs to it where it says whose it is
        return naming.opens_title(lines[0])
    is_cut = len(lines[0]) >= LONGEST_LINE
    return not is_cut and not has_mark("".join(lines))


def _opens_long_title(line: str) -> bool:
    """Whether a line is the places of a long organ's name, or an organ with the year."""
    if is_place(line):
        return True
    organ = "".join(one.text for one in phrases(line) if not one.is_year)
    has_year = organ != line
    return has_year and naming.is_organ(organ)
