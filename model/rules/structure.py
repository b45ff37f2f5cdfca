"""Rules about the report as a whole: its form, its sections, and what section one and six must say.

Sources: 条例 article 50 (what a report contains), 国办公开办函〔2019〕60号 and 〔2021〕30号 (the
sections and what is said in them), the guidance of 2025 (how long section one should be at most).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

import msgspec

from model import charts, forms
from model.address import Address
from model.chinese.numerals import HAN
from model.forms import OfficialForm
from model.forms.checks import FeeStatement, OverviewParts
from model.forms.definition import Section
from model.reading.words.words import alternatives
from model.report import Place, Report, cell_place, place, text_place
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import AnyFinding, Finding, GivesWay, Level, Span
from model.text import live
from model.text.aspects import has_any
from model.values import parse

_CLAUSE_ENDS = re.compile(r"[，。；！？,;]")


@cache
def _counting() -> re.Pattern[str]:
    """A figure in any form, a live figure, or a word that says that there was none."""
    return re.compile(rf"[0-9０-９{HAN}]|\{{\{{|{alternatives('overview-none')}")


# --------------------------------------------------------------- form-year


def _form_units(_form: OfficialForm) -> Iterator[Unit[None]]:
    yield Unit(None, (place("year"),))


def _form_year(form: OfficialForm, report: Report, _subject: None) -> Iterator[Outcome[None]]:
    """The form used is not the one in force for the report's year."""
    wanted = forms.in_force(report.year, form.definition.kind)
    if wanted.id != form.id:
        yield FORM_YEAR.found(None, (), form.id, wanted.id)


def _say_form_year(_form: OfficialForm, report: Report, finding: Finding[None]) -> str:
    used, wanted = (forms.load(form_id).definition for form_id in (finding.actual, finding.expected))
    return (
        f"{report.year} 年度报告应使用{wanted.name}（{wanted.notice}），"
        f"现在用的是{used.name}（{used.notice}）。请换用正确的格式。"
    )


FORM_YEAR = Rule(
    code="form-year",
    title="所用格式与报告年度相符",
    level=Level.ERROR,
    units=_form_units,
    check=_form_year,
    sentence=_say_form_year,
)

# ----------------------------------------------------------- section-empty

SectionCells = tuple[Section, tuple[Address, ...]]


def _section_units(form: OfficialForm) -> Iterator[Unit[SectionCells]]:
    for section in form.definition.sections:
        addresses = tuple(a for a, cell in form.cells.items() if cell.table.id == section.table)
        reads: list[Place] = [text_place(section.id), *(cell_place(address) for address in addresses)]
        yield Unit((section, addresses), tuple(reads))


def _section_empty(_form: OfficialForm, report: Report, subject: SectionCells) -> Iterator[Outcome[None]]:
    """A mandated section has neither text nor table figures."""
    section, addresses = subject
    if is_empty(report.section(section.id)) and not any(report.cells.get(a) for a in addresses):
        yield SECTION_EMPTY.found(None, (), "", section.id, part=section.id)


def is_empty(paragraphs: Sequence[str]) -> bool:
    """Whether there is no text at all."""
    return not any(paragraph.strip() for paragraph in paragraphs)


def _say_section_empty(form: OfficialForm, _report: Report, finding: Finding[None]) -> str:
    section = form.sections[finding.part]
    what = "表格和文字都" if section.table else "文字"
    return f"“{section.heading}”是必报的部分，现在{what}没有内容，请填写。"


SECTION_EMPTY = Rule(
    code="section-empty",
    title="各部分内容齐全",
    level=Level.ERROR,
    units=_section_units,
    check=_section_empty,
    sentence=_say_section_empty,
)

# ------------------------------------------------------------- fee-missing


def _fee_units(form: OfficialForm) -> Iterator[Unit[FeeStatement]]:
    fee = form.checks.fee
    if fee is not None:
        yield Unit(fee, (text_place(fee.section),))


def _fee_missing(_form: OfficialForm, report: Report, subject: FeeStatement) -> Iterator[Outcome[None]]:
    """The section that must say what was charged says nothing of it, or leaves the sum open."""
    section, fee = subject.section, subject.words[0]
    paragraphs = report.section(section)
    text = _squeezed(paragraphs)
    if not re.search("|".join(subject.words), text):
        yield FEE_MISSING.found(None, (), "", fee, part=section)
        return
    for number, paragraph in enumerate(paragraphs):
        word = next(filter(paragraph.__contains__, subject.unwritten), "")
        if word:
            at = paragraph.find(word)
            span = Span(section, number, at, at + len(word))
            yield FEE_MISSING.found(None, (), word, fee, span=span, part=section)


def _say_fee_missing(form: OfficialForm, _report: Report, finding: Finding[None]) -> str:
    section = form.sections[finding.part]
    if finding.actual:
        return f"“{section.heading}”里{finding.expected}的数额还没有写，请把“{finding.actual}”处补写完整。"
    return (
        f"“{section.heading}”没有说明{finding.expected}的收取情况。请补写一句；"
        f"没有收取的，也要写明本年度未收取{finding.expected}。"
    )


def _same_section(fee: Finding[None], empty: AnyFinding) -> bool:
    return fee.part == empty.part


FEE_MISSING = Rule(
    code="fee-missing",
    title="说明了信息处理费收取情况",
    level=Level.ERROR,
    units=_fee_units,
    check=_fee_missing,
    sentence=_say_fee_missing,
    # A section without any text says nothing of fees either.
    gives_way=(GivesWay(SECTION_EMPTY, _same_section),),
)

# ---------------------------------------------------------- overview-parts


class Overlook(msgspec.Struct, frozen=True):
    """What section one lacks: labels of ``parts`` or ``counts``; or that it is too long: ``length``."""

    kind: str
    missing: tuple[str, ...] = ()


def _overview_units(form: OfficialForm) -> Iterator[Unit[tuple[str, OverviewParts]]]:
    overview = form.checks.overview
    if overview is not None:
        text = text_place(overview.section)
        yield Unit(("parts", overview), (text,))
        counts = (cell_place(Address(count.cell)) for count in overview.counts)
        yield Unit(("counts", overview), (text, *counts))
        yield Unit(("length", overview), (text, place("cells", "*")))


def _overview_parts(
    form: OfficialForm, report: Report, subject: tuple[str, OverviewParts]
) -> Iterator[Outcome[Overlook]]:
    """Section one lacks a part, does not count the normative documents, or is too long."""
    kind, overview = subject
    paragraphs = report.section(overview.section)
    if is_empty(paragraphs):
        return
    missing: list[str] = []
    if kind == "parts":
        text = _squeezed(paragraphs)
        missing = [part.label for part in overview.parts if not has_any(text, part.words)]
    elif kind == "counts":
        missing = _uncounted(overview, report, paragraphs)
    else:
        yield from _too_long(form, overview, report, paragraphs)
    if missing:
        facts = Overlook(kind, tuple(missing))
        yield OVERVIEW_PARTS.found(facts, (), "", "、".join(missing), part=overview.section)


def _uncounted(overview: OverviewParts, report: Report, paragraphs: Sequence[str]) -> list[str]:
    """The counts that the table has and the text does not name; what is none need not be said."""
    about = [paragraph for paragraph in paragraphs if has_any(paragraph, overview.counted)]
    clauses = chain.from_iterable(map(_CLAUSE_ENDS.split, about))
    counting = list(filter(_counting().search, clauses))
    missing: list[str] = []
    for count in overview.counts:
        is_in_table = parse(report.cell(Address(count.cell))).number != 0
        is_said = any(has_any(clause, count.words) for clause in counting)
        if is_in_table and not is_said:
            missing.append(count.label)
    return missing


def _too_long(
    form: OfficialForm, overview: OverviewParts, report: Report, paragraphs: Sequence[str]
) -> Iterator[Outcome[Overlook]]:
    if sum(map(len, paragraphs)) <= overview.max_characters:
        return  # at every keystroke in a table: a live figure is shorter than its name in braces
    texts = charts.without(form, paragraphs)
    length = len(_squeezed([live.fill(form, report, text) for text in texts]))
    if length > overview.max_characters:
        part, last = overview.section, len(paragraphs) - 1
        most, span = str(overview.max_characters), Span(part, last, 0, len(paragraphs[last]))
        yield OVERVIEW_PARTS.found(Overlook("length"), (), str(length), most, span=span, part=part)


def _say_overview_parts(form: OfficialForm, _report: Report, finding: Finding[Overlook]) -> str:
    heading = form.sections[finding.part].heading
    kind, missing = finding.facts.kind, "、".join(finding.facts.missing)
    if kind == "length":
        return f"“{heading}”现有 {finding.actual} 字，一般不超过 {finding.expected} 字，请考虑精简。"
    if kind == "counts" and form.checks.overview is not None:
        counted = form.checks.overview.counted[0]
        return f"“{heading}”没有写明{counted}的{missing}件数，而表格里有数据，请考虑补写。"
    return f"“{heading}”似乎没有写到：{missing}。一般应包括这些方面，请核对。"


OVERVIEW_PARTS = Rule(
    code="overview-parts",
    title="开头部分内容和篇幅合适",
    level=Level.HINT,
    units=_overview_units,
    check=_overview_parts,
    sentence=_say_overview_parts,
)


def _squeezed(paragraphs: Sequence[str]) -> str:
    return "".join("".join(paragraphs).split())


RULES: tuple[AnyRule, ...] = (FORM_YEAR, SECTION_EMPTY, FEE_MISSING, OVERVIEW_PARTS)
