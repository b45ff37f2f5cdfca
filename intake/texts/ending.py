"""The end of a report: its signature, and what does not belong to it, as a second copy or a page's lines."""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from intake.texts import naming, title
from intake.texts.furniture import is_furniture
from intake.texts.headings import sure_section
from model.forms import OfficialForm
from model.report import Paragraphs

_LONGEST_SIGNATURE = 40  # characters
_SIGNATURE_REACH = 8  # paragraphs from the end in which a signature is looked for
_MOST_ABOVE_DATE = 2  # lines of organs


def signature_of(tail: list[str], organ: str, unplaced: list[str]) -> Paragraphs:
    """Take the signature off the end of the last section; what stands below it belongs nowhere."""
    _without_furniture(tail, unplaced)
    dated = _date_line(tail, organ)
    if dated is None:
        return _undated_signature(tail, organ)
    above = tail[max(dated - _MOST_ABOVE_DATE, 0) : dated]
    below = tail[dated + 1 : dated + 2]
    start = dated - _lines_of_organs(reversed(above), organ)
    stop = dated + 1 + _lines_of_organs(below, organ)
    signature = tuple(tail[start:stop])
    unplaced += tail[stop:]
    del tail[start:]
    return signature


def _undated_signature(tail: list[str], organ: str) -> Paragraphs:
    """Take the last line off where it is the organ alone."""
    is_signed = bool(tail) and _is_very_organ(tail[-1], organ)
    return (tail.pop(),) if is_signed else ()


def _lines_of_organs(lines: Iterable[str], organ: str) -> int:
    """How many lines, from the one at the date on, are organs that sign."""
    return len(list(takewhile(lambda line: _signs(line, organ), lines)))


def _date_line(tail: Sequence[str], organ: str) -> int | None:
    """The last line near the end that is the date of a signature, with or without the organ before it."""
    near_the_end = range(len(tail))[-_SIGNATURE_REACH:]
    for at in reversed(near_the_end):
        name, date = naming.signed(tail[at])
        may_sign = not name or _signs(name, organ)
        if date and may_sign:
            return at
    return None


def _is_very_organ(text: str, organ: str) -> bool:
    """Whether a line is the organ of the title: without a date below it no other line signs."""
    return _may_sign(text) and bool(organ) and naming.squeezed(text) == organ


def _signs(text: str, organ: str) -> bool:
    """Whether a line at a date is the organ that signs, its name cut short or not."""
    if not _may_sign(text):
        return False
    name = naming.squeezed(text)
    is_shortened = bool(organ) and (name.endswith(organ) or organ.endswith(name))
    return is_shortened or naming.is_organ(text)


def _may_sign(text: str) -> bool:
    return len(text) <= _LONGEST_SIGNATURE and "。" not in text


def _without_furniture(tail: list[str], unplaced: list[str]) -> None:
    """Take a page's own lines out of the last section.

    Above the date that signs these lines alone; below it everything from the first of them on.
    """
    end = _behind_last_date(tail)
    while end < len(tail) and not is_furniture(tail[end]):
        end += 1
    kept: list[str] = []
    for text in tail[:end]:
        target = unplaced if is_furniture(text) else kept
        target.append(text)
    unplaced += tail[end:]
    tail[:] = kept


def _behind_last_date(tail: Sequence[str]) -> int:
    """Where the line behind the last date stands; the beginning where there is no date."""
    return max((at for at, text in enumerate(tail, 1) if naming.is_date(text)), default=0)


def without_second_copy(form: OfficialForm, tail: list[str], unplaced: list[str]) -> None:
    """Take everything from a title on out of the last section: a file may hold the report twice, or two."""
    first = form.definition.sections[0].id
    last_opening = max((at for at, text in enumerate(tail) if sure_section(form, text) == first), default=0)
    for at in range(len(tail)):
        is_sure = at < last_opening
        if _opens_copy(form, tail[at : at + title.MOST_LINES], is_sure):
            unplaced += tail[at:]
            del tail[at:]
            return


def _opens_copy(form: OfficialForm, texts: Sequence[str], is_sure: bool) -> bool:
    """Whether a title stands here; ``is_sure``: the first section follows, so that it may lack its organ."""
    most = title.MOST_LINES if is_sure else 1
    undated = takewhile(lambda text: not naming.is_date(text), texts[:most])
    for lines in title.beginnings(undated):
        named = naming.title(form, "".join(lines))
        if named is not None and _says_whose(named, is_sure):
            return len(lines) == 1 or title.may_open_title(form, lines)
    return False


def _says_whose(named: naming.Title, is_sure: bool) -> bool:
    """Whether a title has its year, and its organ unless that goes without saying."""
    return bool(named.year) and (is_sure or bool(named.organ))
