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

_SHORTEST_COPY = 20  # characters; shorter paragraphs are alike by nature
_DIGITS = f"0-9０-９○{HAN}"
_FIGURE = re.compile(rf"\{{\{{.*?\}}\}}|[{_DIGITS}][{_DIGITS},，.．]*(?<![,，.．])")
_SENTENCE_MARKS = re.compile(r"[。；，：！？]")


class Copied(msgspec.Struct, frozen=True):
    """How alike: ``word_for_word``, or nothing but ``figures_changed``."""

    kind: str


def _text_units(form: OfficialForm) -> Iterator[Unit[str]]:
    for section in form.definition.sections:
        if not section.table:
            yield Unit(section.id, (text_place(section.id), place("last_year_sections", "*")))


def _check(form: OfficialForm, report: Report, section: str) -> Iterator[Outcome[Copied]]:
    """A paragraph is last year's, word for word or with nothing but figures and years changed."""
    if not report.last_year_sections:
        return
    sections = form.sections
    before: dict[str, set[str]] = {}
    for part, paragraphs in report.last_year_sections.items():
        if part in sections and not sections[part].table:
            for paragraph in paragraphs:
                before.setdefault(_skeleton(paragraph), set()).add(_squeezed(paragraph))
    for number, paragraph in enumerate(report.section(section)):
        same = before.get(_skeleton(paragraph))
        if same is None or not _says_something(paragraph):
            continue
        kind = "word_for_word" if _squeezed(paragraph) in same else "figures_changed"
        span = Span(section, number, 0, len(paragraph))
        yield COPIED_TEXT.found(Copied(kind), (), kind, span=span, part=section)


def _says_something(paragraph: str) -> bool:
    """Whether a paragraph is more than a heading or a short formula."""
    return len(_squeezed(paragraph)) >= _SHORTEST_COPY and bool(_SENTENCE_MARKS.search(paragraph))


@lru_cache(maxsize=512)
def _squeezed(paragraph: str) -> str:
    return "".join(paragraph.split())


@lru_cache(maxsize=512)
def _skeleton(paragraph: str) -> str:
    """A paragraph without blanks, its figures replaced by one sign."""
    return _FIGURE.sub("#", _squeezed(paragraph))


def _sentence(form: OfficialForm, _report: Report, finding: Finding[Copied]) -> str:
    heading, span = form.sections[finding.part].heading, finding.span
    assert span is not None
    word_for_word = finding.facts.kind == "word_for_word"
    how = "与上年报告一字不差" if word_for_word else "与上年报告相比只改了数字或年份"
    return f"“{heading}”第 {span.paragraph + 1} 段{how}，请核对是否符合今年的情况。"


COPIED_TEXT = Rule(
    code="copied-text",
    title="没有照搬上年文字",
    level=Level.HINT,
    units=_text_units,
    check=_check,
    sentence=_sentence,
)
RULES: tuple[AnyRule, ...] = (COPIED_TEXT,)
