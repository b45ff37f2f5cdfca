"""Text left over from last year: whether a section only repeats what was said a year ago."""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from model.chinese.numerals import HAN
from model.forms import OfficialForm
from model.report import Report, place, text_place
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, Level, Span
from model.rules.terms import part_name

_SHORTEST_COPY = 20  # characters; shorter paragraphs are alike by nature
_DIGITS = f"0-9０-９○{HAN}"
_FIGURE = re.compile(rf"\{{\{{[^{{}}\n]*\}}\}}|[{_DIGITS}][{_DIGITS},，.．]*(?<![,，.．])")
_FEE_STATEMENT = 80  # characters: the statement on fees is the same every year
# A notice's name in front of its number is no longer than that.
_NOTICE = re.compile(r"《[^《》]*》|[^，。；、]{0,120}〔\d{4}〕\s*\d+\s*号(?:文件?)?[^，。；]*[，。；]?")
_SENTENCE_MARKS = re.compile(r"[。；，：！？]")


class Copied(msgspec.Struct, frozen=True):
    """What is last year's: by section the paragraphs (from 1), and the percentage of all text they are."""

    places: tuple[tuple[str, tuple[int, ...]], ...]
    share: int


def _units(form: OfficialForm) -> Iterator[Unit[tuple[str, ...]]]:
    sections = tuple(section.id for section in form.definition.sections if not section.table)
    fields = (place("last_year_sections", "*"), *map(text_place, sections))
    yield Unit(sections, fields)


def _check(form: OfficialForm, report: Report, sections: tuple[str, ...]) -> Iterator[Outcome[Copied]]:
    """Paragraphs are last year's, word for word or with nothing but figures and years changed."""
    if not report.last_year_sections:
        return
    before = {
        _skeleton(paragraph)
        for section in sections
        for paragraph in report.last_year_sections.get(section, ())
    }
    places: list[tuple[str, tuple[int, ...]]] = []
    same = everything = 0
    for section in sections:
        found = []
        for number, paragraph in enumerate(report.section(section), 1):
            everything += len(_squeezed(paragraph))
            if _skeleton(paragraph) in before and _says_something(form, paragraph):
                found.append(number)
                same += len(_squeezed(paragraph))
        if found:
            places.append((section, tuple(found)))
    if places:
        (section, (first, *_)), *_ = places
        span = Span(section, first - 1, 0, len(report.section(section)[first - 1]))
        facts = Copied(tuple(places), max(1, round(100 * same / everything)))
        yield COPIED_TEXT.found(facts, (), f"{facts.share}%", span=span, part=section)


def _says_something(form: OfficialForm, paragraph: str) -> bool:
    """Whether a paragraph is more than a heading, the statement on fees, or the name of a notice."""
    said = _squeezed(_NOTICE.sub("", paragraph))
    fee = form.checks.fee
    on_fees = len(said) <= _FEE_STATEMENT and fee is not None and any(word in said for word in fee.words)
    return len(said) >= _SHORTEST_COPY and bool(_SENTENCE_MARKS.search(paragraph)) and not on_fees


@lru_cache(maxsize=512)
def _squeezed(paragraph: str) -> str:
    return "".join(paragraph.split())


@lru_cache(maxsize=512)
def _skeleton(paragraph: str) -> str:
    """A paragraph without blanks, its figures replaced by one sign."""
    return _FIGURE.sub("#", _squeezed(paragraph))


def _sentence(form: OfficialForm, _report: Report, finding: Finding[Copied]) -> str:
    told = "，".join(
        f"{part_name(form, section)}第 {'、'.join(map(str, paragraphs))} 段"
        for section, paragraphs in finding.facts.places
    )
    return (
        f"正文约 {finding.facts.share}% 与上年报告相同：{told}与上年一字不差或只改了数字、年份，"
        "请核对是否符合今年的情况。"
    )


COPIED_TEXT = Rule(
    code="copied-text",
    title="没有照搬上年文字",
    level=Level.HINT,
    units=_units,
    check=_check,
    needs="last_year_sections",
    sentence=_sentence,
)
RULES: tuple[AnyRule, ...] = (COPIED_TEXT,)
