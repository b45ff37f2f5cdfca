"""The end of a report: its signature, and what does not belong to it, as a second copy or a page's lines."""

from collections.abc import Sequence

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
        is_signed = bool(tail) and _is_very_organ(tail[-1], organ)
        return (tail.pop(),) if is_signed else ()
    start, stop = dated, dated + 1
    while start and dated - start < _MOST_ABOVE_DATE and _signs(tail[start - 1], organ):
        start -= 1
    if stop < len(tail) and _signs(tail[stop], organ):
        stop += 1
    signature = tuple(tail[start:stop])
    unplaced += tail[stop:]
    del tail[start:]
    return signature


def _date_line(tail: Sequence[str], organ: str) -> int | None:
    """The last line near the end that is the date of a signature, with or without the organ before it."""
    for at in range(len(tail) - 1, max(len(tail) - 1 - _SIGNATURE_REACH, -1), -1):
        name, date = naming.signed(tail[at])
        is_signature = bool(date) and (not name or _signs(name, organ))
        if is_signature:
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
    dated = max((at for at, text in enumerate(tail) if naming.is_date(text)), default=-1)
    kept: list[str] = []
    is_behind = False
    for at, text in enumerate(tail):
        is_own_line = is_furniture(text)
        is_behind = is_behind or (is_own_line and at > dated)
        target = unplaced if is_own_line or is_behind else kept
        target.append(text)
    tail[:] = kept


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
    lines: list[str] = []
    for text in texts if is_sure else texts[:1]:
        if len(text) > title.LONGEST_LINE or naming.is_date(text):
            return False
        lines.append(text)
        named = naming.title(form, "".join(lines))
        if named is None or not named.year:
            continue
        if is_sure or named.organ:
            return len(lines) == 1 or title.may_open_title(form, lines)
    return False
