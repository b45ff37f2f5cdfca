"""Paragraphs into the parts of a report: title, preamble, six sections, signature; the rest is told."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from intake.remarks import quote, remark, told
from intake.texts import contents, naming
from intake.texts.ending import signature_of, without_second_copy
from intake.texts.furniture import is_page_number, stands_under_title
from intake.texts.headings import (
    GUESSED,
    Found,
    Item,
    TableHere,
    Text,
    find,
    split_first_lines,
    sure_section,
)
from intake.texts.title import find_title, repeats
from model.forms import OfficialForm
from model.forms.definition import Section
from model.report import Paragraphs
from model.rules.findings import AnyFinding, Level

NO_HEADING = "read-missing-heading"
"""The code of the remark that a section's heading was not found."""

_MOST_UNDER_TITLE = 20  # paragraphs below the title in which it may stand once more
# Between the two parts of a table that goes over a page: “续表”, “表三（续）”.
_CONTINUED = re.compile(r"[（(]?[续接]上?表.{0,4}[）)]?|.{0,30}[（(]续[表）)]{1,2}")
# What stands between a caption and its table, of which the form has none: “（单位：件）”, “表1：”, “统计表”.
_UNIT = re.compile(r"[（(]?(?:计量)?单位\s*[:：]\s*(?:件|件、次|宗|条|项|件/次)[）)]?")
_CAPTION = re.compile(r"(?:附?表\s*[\d一二三四]+\s*[:：、.．]?\s*)?(?P<name>.+?)(?:统计|明细|汇总|一览)?表?")
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
    remarks: list[AnyFinding] = []
    items = contents.without(form, list(split_first_lines(form, found_items)), remarks)
    headings = find(form, items)
    starts = [found.at for found in headings.values()]
    body = min([*starts, *_tables_at(items)], default=len(items))
    span, named = find_title(form, items[:body])
    repeated = repeats(form, items[: min(body, span.stop + _MOST_UNDER_TITLE)], span.stop, named)
    made = _sort(form, items, headings, span, repeated)
    last = form.definition.sections[-1].id
    signature = _end(form, made, last, named.organ if named else "")
    lines = [item.text for item in items[span.start : span.stop] if isinstance(item, Text)]
    remarks += _told(form, headings, made)
    return Parts(
        title=naming.without_label("\n".join(lines)),
        named=named,
        preamble=tuple(made.preamble),
        sections={name: tuple(texts) for name, texts in made.sections.items() if texts},
        signature=signature,
        found=frozenset([*headings, *made.implied]),
        remarks=tuple(remarks),
    )


def _end(form: OfficialForm, made: _Sorted, last: str, organ: str) -> Paragraphs:
    """Take what is not its own off the end of the last section, and the signature, which is returned."""
    if made.behind is None:
        tail = made.sections.get(last, [])
        without_second_copy(form, tail, made.unplaced)
        return signature_of(tail, organ, made.unplaced)
    if not made.behind:
        return tuple(made.signature)
    rest = [*made.signature, *made.behind]
    signature = signature_of(rest, organ, made.unplaced)
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
    """Go through the items from heading to heading, and from table to table where a heading is missing."""
    made = _Sorted()
    starts = {found.at: found.section for found in headings.values()}
    used = set(title).union(*(found.items for found in headings.values()))
    around_title = {*range(title.start), *repeated}
    current = ""
    for at, item in enumerate(items):
        if at in starts:
            current = starts[at]
        elif isinstance(item, TableHere):
            current = _at_table(form, made, headings, item, current)
        elif _is_marked_for(form, item, current):
            _put_marked(made, item, form.definition.sections[-1].id)
        elif at in used or _says_nothing(form, items, at, current):
            continue
        elif is_page_number(item.text):
            made.unplaced.append(item.text)
        elif current:
            _put(form, made, current, item.text)
        else:
            _put_above_headings(made, item.text, at in around_title)
    _without_first_heading(form, made, headings)
    return made


def _at_table(
    form: OfficialForm, made: _Sorted, headings: Collection[str], item: TableHere, current: str
) -> str:
    """The section from a table on: its own one where that has no heading."""
    section = form.section_of(item.table).id
    if section in headings or section in made.implied:
        return current
    made.implied.append(section)
    return section


def _put(form: OfficialForm, made: _Sorted, section: str, text: str) -> None:
    """Put a paragraph without a mark into its section, or behind the signature that marks tell."""
    is_behind_signature = section == form.definition.sections[-1].id and made.behind is not None
    if is_behind_signature and made.behind is not None:
        made.behind.append(text)
    else:
        made.sections.setdefault(section, []).append(text)


def _put_above_headings(made: _Sorted, text: str, is_around_title: bool) -> None:
    """Put a paragraph above all headings into the preamble, unless it is the page's own."""
    is_furniture = is_around_title or stands_under_title(text)
    target = made.unplaced if is_furniture else made.preamble
    target.append(text)


def _is_marked_for(form: OfficialForm, item: Text, section: str) -> bool:
    """Whether a paragraph's mark names the section that it stands in, or a part that belongs there.

    A section is told by its visible heading (empty: above all headings), which may have been changed since.
    """
    if item.part == "signature":
        return section == form.definition.sections[-1].id
    if item.part == "preamble":
        return not section
    return bool(item.part) and item.part == section


def _put_marked(made: _Sorted, item: Text, last: str) -> None:
    """Put a paragraph where its mark says; what stood without a mark above it is no signature."""
    if item.part in (last, "signature"):
        made.sections.setdefault(last, []).extend(made.behind or ())
        made.behind = []
    if item.part == "preamble":
        made.preamble.append(item.text)
    elif item.part == "signature":
        made.signature.append(item.text)
    else:
        made.sections.setdefault(item.part, []).append(item.text)


def _says_nothing(form: OfficialForm, items: Sequence[Item], at: int, section: str) -> bool:
    """Whether a text is the blank form's own, or the caption of its section's table or of its second part."""
    item = items[at]
    if not isinstance(item, Text) or _PLACEHOLDER.fullmatch(item.text):
        return True
    below = next((one for one in items[at + 1 : at + 3] if not _is_unit(one)), None)
    if not isinstance(below, TableHere):
        return False
    above = items[max(at - 1, 0)]
    return _is_unit(item) or _continues(item, above, below) or _is_caption(form, item, below, section)


def _is_unit(item: Item) -> bool:
    """Whether a line says in what the figures of a table are counted."""
    return isinstance(item, Text) and _UNIT.fullmatch(item.text) is not None


def _continues(item: Text, above: Item, below: TableHere) -> bool:
    """Whether a line between two parts of a table says that it goes on."""
    return above == below and _CONTINUED.fullmatch(item.text) is not None


def _is_caption(form: OfficialForm, item: Text, below: TableHere, section: str) -> bool:
    """Whether a line above its section's table is the section's heading once more, as a caption words it."""
    is_own_table = form.section_of(below.table).id == section
    caption = _CAPTION.fullmatch(item.text) if is_own_table else None
    if caption is None:
        return False
    return section in (sure_section(form, item.text), sure_section(form, caption["name"]))


def _without_first_heading(form: OfficialForm, made: _Sorted, headings: dict[str, Found]) -> None:
    """Without the first section's heading its text stands in the preamble: all but an opening paragraph."""
    first = form.definition.sections[0].id
    if first in headings or not headings or len(made.preamble) < 2:
        return
    made.sections[first] = made.preamble[1:]
    del made.preamble[1:]


def _told(form: OfficialForm, headings: dict[str, Found], made: _Sorted) -> list[AnyFinding]:
    """What was guessed of headings, or was not found, and the texts that are left out."""
    found: list[AnyFinding] = []
    has_parts = bool(headings or made.implied)  # else nothing of a report was found, which is told at once
    for section in form.definition.sections:
        heading = headings.get(section.id)
        if heading is None:
            found += [_no_heading(made, section)] if has_parts else []
        elif heading.rank == GUESSED:
            found.append(_guessed_heading(section, heading))
    if made.unplaced:
        shown = quote("\n".join(made.unplaced))
        sentence = f"有 {len(made.unplaced)} 段文字不属于报告的任何部分，没有读入：{shown}。"
        found.append(told(sentence, *made.unplaced))
    return found


def _no_heading(made: _Sorted, section: Section) -> AnyFinding:
    if section.id in made.implied:
        where = "已按表格的位置归入该部分"
    elif made.sections.get(section.id):
        where = "标题前的文字已归入该部分"
    else:
        where = "该部分留空"
    sentence = f"没有找到标题“{section.heading}”，{where}，请核对。"
    return remark(NO_HEADING, Level.WARNING, sentence, label=section.heading)


def _guessed_heading(section: Section, heading: Found) -> AnyFinding:
    sentence = f"标题{quote(heading.text)}当作“{section.heading}”读入，请核对。"
    return remark("read-guessed-heading", Level.HINT, sentence, text=heading.text)
