"""Proves a written file: read back through ``intake``, it must be the report that was to be printed.

A printed page does not say where the title ends and the preamble begins, nor where section six ends and
the signature begins; there the two together are compared. A paragraph that looks like a web page's own, or
stands below the date, is read as text that belongs nowhere: it is in the file, and so no difference.
"""

from collections import Counter
from collections.abc import Set
from itertools import zip_longest
from pathlib import Path

from msgspec.structs import replace

from export.errors import ExportError
from export.printed import Printed, as_printed
from model.charts import called_for
from model.report.length import length
from model.rules.terms import PARTS
from model.values import parse, without_idle_decimals

_BESIDES = ("title", "preamble", "signature")
_TITLE_MADE_UP = "read-missing-title"
_SHOWN = 30  # characters of a paragraph in a message
_LONG = 100_000  # characters, some 150 pages; the readers of single kinds have bounds of their own
_TOO_LONG = "报告的文字有 {} 字，太长，导出后不能逐项核对，没有导出。请删去不属于年度报告的内容{}。"
_OTHER_KINDS = "，或改为导出 Word、网页"


class Different(ExportError):
    """The written file reads back as something else than the report."""


def prove(
    file: Path,
    printed: Printed,
    own_text: Set[str] = frozenset(),
    *,
    of_lines: bool = False,
    strict: bool = False,
) -> None:
    """Compare a written file with what should stand in it, cell by cell and paragraph by paragraph.

    ``own_text``: paragraphs of the template itself, without blanks; they are no difference. ``of_lines``: the
    file is made of lines, as PDF is, and does not tell where a paragraph ends: the texts are compared whole.
    ``strict``: all parts are compared each by itself, and text that was read as belonging nowhere is a
    difference. Raises Different (an ExportError) naming the first place that differs, and how many there are.
    """
    from intake import Unreadable, read  # the readers need lxml, which takes time to load

    try:
        imported = read(file, own=True)
    except Unreadable as error:
        characters = sum(length(printed.text(part)) for part in (*_BESIDES, *printed.sections))
        why = f"导出的文件回读失败，没有保存：{error}"
        if characters > _LONG:
            why = _TOO_LONG.format(characters, _OTHER_KINDS if of_lines else "")
        raise ExportError(why) from error
    found = as_printed(imported.report, empty_charts=True)
    if any(remark.code == _TITLE_MADE_UP for remark in imported.remarks):
        found = _with_title(found, printed.title)
    told: Counter[str] = Counter()
    for remark in () if strict else imported.remarks:
        told.update(remark.facts.paragraphs)
    texts = _whole_texts(printed, found, told) if of_lines else _texts(printed, found, own_text, told)
    in_cells = _cells(printed, found, blanks=not of_lines)
    differences = in_cells + texts
    if strict and not differences and printed.signature != found.signature:
        differences.append("落款读成了正文")
    if printed.form.id != found.form.id:
        differences.insert(0, f"格式应为“{printed.form.definition.name}”，读出“{found.form.definition.name}”")
    if differences:
        more = f"（共 {len(differences)} 处不一致）" if len(differences) > 1 else ""
        different = Different(f"导出的文件回读后与报告不一致，没有保存：{differences[0]}{more}。")
        raise different


def _with_title(found: Printed, title: str) -> Printed:
    """Without the title that the reader made up: the file's own, worded like none, was read as preamble."""
    whole = "".join(title.split())
    preamble = (whole if "".join(text.split()) == whole else text for text in found.preamble)
    return replace(found, title="", preamble=tuple(preamble))


def _cells(printed: Printed, found: Printed, *, blanks: bool) -> list[str]:
    """The figures that differ; ``blanks``: those of blanks count."""
    if printed.form.id != found.form.id:
        return []
    told = []
    for address, cell in printed.form.cells.items():
        # As the reader has it: in a column of counts 12.00 is 12.
        written = without_idle_decimals(parse(printed.cells.get(address, "")), cell.column.measure)
        expected, actual = written.text, found.cells.get(address, "")
        same = expected == actual if blanks else "".join(expected.split()) == "".join(actual.split())
        if not same:
            label = printed.form.label(address)
            told.append(f"“{cell.table.label}”表“{label}”应为“{expected}”，读出“{actual}”")
    return told


def _groups(printed: Printed) -> dict[str, tuple[str, ...]]:
    """What is compared together, by what it is called."""
    *inner, last = (section.id for section in printed.form.definition.sections)
    heading = {name: section.heading for name, section in printed.form.sections.items()}
    first = f"{PARTS['title']}和{PARTS['preamble']}"
    groups = {first: ("title", "preamble"), **{heading[name]: (name,) for name in inner}}
    return {**groups, f"{heading[last]}”和“{PARTS['signature']}": (last, "signature")}


def _whole_texts(printed: Printed, found: Printed, told: Counter[str]) -> list[str]:
    """Every paragraph stands whole, and in its order, in what was read, or was told as belonging nowhere.

    Between them may stand the words of charts; which part a paragraph was taken for is not asked. Rare
    characters (beyond U+FFFF) are passed over: Qt draws them in a PDF, but does not say what they are.
    """
    everything = [part for parts in _groups(printed).values() for part in parts]
    read = "".join(_told_by_pdf(text) for text in _lines(found, tuple(everything)))
    apart = {_told_by_pdf(text) for text in told}
    at = 0
    for called, parts in _groups(printed).items():
        for number, text in enumerate(_lines(printed, parts), 1):
            wanted = _told_by_pdf(text)
            if wanted in apart or called_for(printed.form, text):
                continue
            place = read.find(wanted, at)
            if place < 0:
                return [f"“{called}”第 {number} 段“{_shorten(text)}”没有完整读出"]
            at = place + len(wanted)
    return []


def _told_by_pdf(text: str) -> str:
    return "".join(one for one in text if one <= "\uffff" and not one.isspace())


def _texts(printed: Printed, found: Printed, own_text: Set[str], told: Counter[str]) -> list[str]:
    differences = []
    for called, parts in _groups(printed).items():
        expected, actual = _lines(printed, parts), _lines(found, parts)
        difference = _difference(_without(expected, actual, told), actual, own_text)
        if difference:
            differences.append(f"“{called}”{difference}")
    return differences


def _lines(printed: Printed, parts: tuple[str, ...]) -> list[str]:
    """The paragraphs of some parts; where a title is broken into lines is a matter of looks."""
    lines = []
    for part in parts:
        texts = printed.text(part) if part in _BESIDES or part in printed.sections else ()
        lines += ["".join(text.split()) if part == "title" else text for text in texts]
    return lines


def _without(expected: list[str], actual: list[str], told: Counter[str]) -> list[str]:
    """Leave out what was read as text that belongs nowhere; takes it from ``told``."""
    missing = Counter(expected) - Counter(actual)
    kept = []
    for text in expected:
        if missing[text] and told[text]:
            missing[text] -= 1
            told[text] -= 1
        else:
            kept.append(text)
    return kept


def _difference(expected: list[str], actual: list[str], own_text: Set[str]) -> str:
    wanted = set(expected)
    actual = [text for text in actual if text in wanted or "".join(text.split()) not in own_text]
    for number, (one, other) in enumerate(zip_longest(expected, actual), 1):
        if one == other:
            continue
        if one is None:
            return f"多出第 {number} 段“{_shorten(other)}”"
        if other is None:
            return f"缺少第 {number} 段“{_shorten(one)}”"
        return f"第 {number} 段应为“{_shorten(one)}”，读出“{_shorten(other)}”"
    return ""


def _shorten(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
