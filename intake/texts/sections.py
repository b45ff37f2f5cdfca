"""Paragraphs into the parts of a report: title, preamble, six sections, signature; the rest is told."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from intake.remarks import quote, remark, told
from intake.texts import naming
from intake.texts.furniture import has_mark, is_furniture, is_page_number, stands_under_title
from intake.texts.headings import Found, Item, TableHere, Text, contents, find, rank, split_first_lines
from model.chinese.phrases import is_place, phrases
from model.forms import OfficialForm
from model.report import Paragraphs
from model.rules.findings import AnyFinding, Level

NO_HEADING = "read-missing-heading"
"""The code of the remark that a section's heading was not found."""

_LONGEST_TITLE_LINE = 45  # characters
_MOST_TITLE_LINES = 5
_MOST_UNDER_TITLE = 20  # paragraphs below the title in which it may stand once more
_LONGEST_SIGNATURE = 40  # characters
_SIGNATURE_REACH = 8  # paragraphs from the end in which a signature is looked for
_CONTENTS = ("目录", "目次")
# Between the two parts of a table that goes over a page: “续表”, “表三（续）”.
_CONTINUED = re.compile(r"[（(]?[续接]上?表.{0,4}[）)]?|.{0,30}[（(]续[表）)]{1,2}")
_PLACEHOLDER = re.compile(r"[（(]文字描述[^）)]*[）)]")


@dataclass(frozen=True, slots=True)
class Parts:
    """The texts of a report. ``named`` is what the title says, None when there is no title."""

    title: str
    named: naming.Title | None
    preamble: Paragraphs
    sections: dict[str, Paragraphs]
    signature: Paragraphs
    found: frozenset[str]
    remarks: tuple[AnyFinding, ...]


@dataclass
class _Sorted:
    """Paragraphs sorted into parts; of a file with marks also the signature and what stands behind them."""

    preamble: list[str] = field(default_factory=list)
    sections: dict[str, list[str]] = field(default_factory=dict)
    unplaced: list[str] = field(default_factory=list)
    implied: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    behind: list[str] | None = None


def sort(form: OfficialForm, found_items: Sequence[Item]) -> Parts:
    """Sort paragraphs and the places of tables into the parts of a report."""
    items = list(split_first_lines(form, found_items))
    remarks: list[AnyFinding] = []
    listed = contents(form, items)
    dropped = [i for i, item in enumerate(items) if isinstance(item, Text) and (item.contents or i in listed)]
    if dropped:
        above = items[dropped[0] - 1] if dropped[0] else None
        if isinstance(above, Text) and naming.squeezed(above.text) in _CONTENTS:
            dropped.insert(0, dropped[0] - 1)
        sentence = f"原文件的目录（{len(dropped)} 行）由标题自动生成，没有读入。"
        remarks.append(remark("read-contents", Level.HINT, sentence))
    items = [item for i, item in enumerate(items) if i not in set(dropped)]
    headings = find(form, items)
    body = min([f.at for f in headings.values()] + _tables_at(items), default=len(items))
    span, named = _title(form, items[:body])
    repeated = _repeats(form, items[: min(body, span.stop + _MOST_UNDER_TITLE)], span.stop, named)
    sorted_ = _sort(form, items, headings, span, repeated)
    last = form.definition.sections[-1].id
    signature = _end(form, sorted_, last, named.organ if named else "")
    lines = [item.text for item in items[span.start : span.stop] if isinstance(item, Text)]
    title = naming.without_label("\n".join(lines))
    remarks += _told(form, headings, sorted_)
    sections = {name: tuple(texts) for name, texts in sorted_.sections.items() if texts}
    known = frozenset(headings) | frozenset(sorted_.implied)
    return Parts(title, named, tuple(sorted_.preamble), sections, signature, known, tuple(remarks))


def _end(form: OfficialForm, made: _Sorted, last: str, organ: str) -> Paragraphs:
    """Take what is not its own off the end of the last section, and the signature, which is returned."""
    if made.behind is None:
        tail = made.sections.get(last, [])
        _without_second_copy(form, tail, made.unplaced)
        return _signature(tail, organ, made.unplaced)
    if not made.behind:
        return tuple(made.signature)
    rest = [*made.signature, *made.behind]
    signature = _signature(rest, organ, made.unplaced)
    made.sections.setdefault(last, []).extend(rest)
    return signature


def _tables_at(items: Sequence[Item]) -> list[int]:
    return [at for at, item in enumerate(items) if isinstance(item, TableHere)]


def _sort(
    form: OfficialForm,
    items: Sequence[Item],
    headings: dict[str, Found],
    title: range,
    repeated: Collection[int],
) -> _Sorted:
    made = _Sorted()
    last = form.definition.sections[-1].id
    starts = {found.at: found for found in headings.values()}
    inside = {found.at + i for found in headings.values() for i in range(1, found.length)}
    current = ""
    for at, item in enumerate(items):
        if at in starts:
            current = starts[at].section
        elif isinstance(item, TableHere):
            section = form.section_of(item.table).id
            if section not in headings and section not in made.implied:
                made.implied.append(section)
                current = section
        elif item.part and item.part == _printed_in(form, item.part, current):
            _put_marked(made, item, last)
        elif at in inside or at in title or _says_nothing(form, items, at, current):
            continue
        elif is_page_number(item.text):
            made.unplaced.append(item.text)
        elif not current:
            furniture = at < title.start or at in repeated or stands_under_title(item.text)
            (made.unplaced if furniture else made.preamble).append(item.text)
        elif current == last and made.behind is not None:
            made.behind.append(item.text)
        else:
            made.sections.setdefault(current, []).append(item.text)
    _without_first_heading(form, made, headings)
    return made


def _printed_in(form: OfficialForm, part: str, section: str) -> str:
    """The part that a mark may name under a section's visible heading (empty: above all headings)."""
    if part == "preamble" and not section:
        return part
    if part == "signature":
        return part if section == form.definition.sections[-1].id else ""
    return section


def _put_marked(made: _Sorted, item: Text, last: str) -> None:
    """Put a paragraph where its mark says; what stood without a mark above it is no signature."""
    if item.part == "preamble":
        made.preamble.append(item.text)
        return
    if item.part in (last, "signature"):
        made.sections.setdefault(last, []).extend(made.behind or ())
        made.behind = []
    target = made.signature if item.part == "signature" else made.sections.setdefault(item.part, [])
    target.append(item.text)


def _says_nothing(form: OfficialForm, items: Sequence[Item], at: int, section: str) -> bool:
    """Whether a text is the blank form's own, or the caption of its section's table or of its second part."""
    item = items[at]
    if not isinstance(item, Text) or _PLACEHOLDER.fullmatch(item.text):
        return True
    below = items[at + 1] if at + 1 < len(items) else None
    if not isinstance(below, TableHere):
        return False
    amid_table = items[max(at - 1, 0)] == below
    if amid_table and _CONTINUED.fullmatch(item.text):
        return True
    of_this_section = form.section_of(below.table).id == section
    return of_this_section and rank(form, item.text) == (section, 0)


def _without_first_heading(form: OfficialForm, made: _Sorted, headings: dict[str, Found]) -> None:
    """Without the first section's heading its text stands in the preamble: all but an opening paragraph."""
    first = form.definition.sections[0].id
    if first in headings or not headings or len(made.preamble) < 2:
        return
    made.sections[first] = made.preamble[1:]
    del made.preamble[1:]


# ---------------------------------------------------------- title, signature


def _title(form: OfficialForm, items: Sequence[Item]) -> tuple[range, naming.Title | None]:
    """Where the title stands, one line or several, and what it says."""
    best: tuple[tuple[int, bool, int], range, naming.Title] | None = None
    for start in range(len(items)):
        lines: list[str] = []
        for stop in range(start, min(start + _MOST_TITLE_LINES, len(items))):
            item = items[stop]
            if not isinstance(item, Text) or item.part or len(item.text) > _LONGEST_TITLE_LINE:
                break
            lines.append(item.text)
            named = naming.title(form, "".join(lines))
            if named is None or not _may_open_title(form, lines):
                continue
            # The title itself is better than the line of a page's index that names it.
            labelled = naming.without_label(lines[0]) != lines[0]
            # A long organ's places on a line of their own are no line more.
            own = len(lines) - (len(lines) > 1 and is_place(naming.squeezed(lines[0])))
            score = (-(2 * bool(named.organ) + bool(named.year)), labelled, own)
            if best is None or score < best[0]:
                best = (score, range(start, stop + 1), named)
    return (best[1], best[2]) if best is not None else (range(0), None)


def _repeats(form: OfficialForm, items: Sequence[Item], start: int, title: naming.Title | None) -> set[int]:
    """Where below the title it stands once more, whole or in part, or the organ alone."""
    found: set[int] = set()
    if title is None or not title.organ:
        return found
    for at in range(start, len(items)):
        lines: list[str] = []
        for item in items[at : at + _MOST_TITLE_LINES]:
            if not isinstance(item, Text) or item.part or len(item.text) > _LONGEST_TITLE_LINE:
                break
            lines.append(item.text)
            said = naming.title(form, "".join(lines)) if _may_open_title(form, lines) else None
            if said is None and naming.squeezed(lines[0]) == title.organ:
                found.add(at)
            elif said is not None and said.organ in ("", title.organ) and said.year in (0, title.year):
                found.update(range(at, at + len(lines)))
                break
    return found


def _opens_long_title(line: str) -> bool:
    """Whether a line is the places of a long organ's name, or an organ with the year."""
    organ = "".join(one.text for one in phrases(line) if not one.is_year)
    return is_place(line) or (organ != line and naming.is_organ(organ))


def _may_open_title(form: OfficialForm, lines: Sequence[str]) -> bool:
    """Whether the lines above the one that says what it is are an organ's name or a year."""
    if len(lines) > 1 and _opens_long_title(naming.squeezed(lines[0])):
        return True
    if len(lines) == 1:
        return not has_mark(lines[0])
    if naming.title(form, "".join(lines[1:])) is None:
        return not has_mark("".join(lines)) and len(lines[0]) < _LONGEST_TITLE_LINE
    return naming.opens_title(lines[0])


def _signature(tail: list[str], organ: str, unplaced: list[str]) -> Paragraphs:
    """Take the signature off the end of the last section; what stands below it belongs nowhere."""
    _without_furniture(tail, unplaced)
    end = len(tail)
    reach = range(end - 1, max(end - 1 - _SIGNATURE_REACH, -1), -1)
    dated = next((i for i in reach if _dates(tail[i], organ)), None)
    if dated is None:
        if tail and _signs(tail[-1], organ, alone=True):
            return (tail.pop(),)
        return ()
    start = dated
    while start and dated - start < 2 and _signs(tail[start - 1], organ, alone=False):
        start -= 1
    stop = dated + 1
    if stop < end and _signs(tail[stop], organ, alone=False):
        stop += 1
    signature = tuple(tail[start:stop])
    unplaced += tail[stop:]
    del tail[start:]
    return signature


def _dates(text: str, organ: str) -> bool:
    """Whether a line is the date of a signature, with or without the organ before it."""
    name, date = naming.signed(text)
    return bool(date) and (not name or _signs(name, organ, alone=False))


def _without_second_copy(form: OfficialForm, tail: list[str], unplaced: list[str]) -> None:
    """Take everything from a title on out of the last section: a file may hold the report twice, or two."""
    first = (form.definition.sections[0].id, 0)
    opened = max((at for at, text in enumerate(tail) if rank(form, text) == first), default=0)
    for at in range(len(tail)):
        if _opens_copy(form, tail[at : at + _MOST_TITLE_LINES], sure=at < opened):
            unplaced += tail[at:]
            del tail[at:]
            return


def _opens_copy(form: OfficialForm, texts: Sequence[str], sure: bool) -> bool:
    """Whether a title stands here; ``sure``: the first section follows, so that it may lack its organ."""
    lines: list[str] = []
    for text in texts if sure else texts[:1]:
        if len(text) > _LONGEST_TITLE_LINE or naming.is_date(text):
            return False
        lines.append(text)
        named = naming.title(form, "".join(lines))
        if named is not None and named.year and (named.organ or sure):
            return len(lines) == 1 or _may_open_title(form, lines)
    return False


def _without_furniture(tail: list[str], unplaced: list[str]) -> None:
    """Take a page's own lines out of the last section.

    Above the date that signs these lines alone; below it everything from the first of them on.
    """
    dated = max((i for i, text in enumerate(tail) if naming.is_date(text)), default=-1)
    furniture = [i for i, text in enumerate(tail) if is_furniture(text)]
    stop = next((i for i in furniture if i > dated), len(tail))
    gone = {*furniture, *range(stop, len(tail))}
    unplaced += [text for i, text in enumerate(tail) if i in gone]
    tail[:] = [text for i, text in enumerate(tail) if i not in gone]


def _signs(text: str, organ: str, alone: bool) -> bool:
    """Whether a line is the organ that signs; without a date only the very organ of the title is."""
    if len(text) > _LONGEST_SIGNATURE or "。" in text:
        return False
    name = naming.squeezed(text)
    if alone:
        return bool(organ) and name == organ
    shortened = bool(organ) and (name.endswith(organ) or organ.endswith(name))
    return shortened or naming.is_organ(text)


# ------------------------------------------------------------------ remarks


def _told(form: OfficialForm, headings: dict[str, Found], made: _Sorted) -> list[AnyFinding]:
    found: list[AnyFinding] = []
    for section in form.definition.sections:
        heading = headings.get(section.id)
        if heading is not None and heading.rank == 2:
            sentence = f"标题{quote(heading.text)}当作“{section.heading}”读入，请核对。"
            found.append(remark("read-guessed-heading", Level.HINT, sentence, text=heading.text))
        if heading is None and (headings or made.implied):
            found.append(
                _no_heading(section.heading, bool(made.sections.get(section.id)), section.id in made.implied)
            )
    if made.unplaced:
        shown = quote("\n".join(made.unplaced))
        sentence = f"有 {len(made.unplaced)} 段文字不属于报告的任何部分，没有读入：{shown}。"
        found.append(told(sentence, *made.unplaced))
    return found


def _no_heading(heading: str, has_text: bool, has_table: bool) -> AnyFinding:
    where = (
        "已按表格的位置归入该部分" if has_table else "标题前的文字已归入该部分" if has_text else "该部分留空"
    )
    sentence = f"没有找到标题“{heading}”，{where}，请核对。"
    return remark(NO_HEADING, Level.WARNING, sentence, label=heading)
