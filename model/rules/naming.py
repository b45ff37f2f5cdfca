"""What the report calls itself and its parts: the words of the title, the parts that the preamble lists."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from model.chinese.numerals import worth, written
from model.forms import OfficialForm
from model.forms.checks import Correction
from model.forms.definition import Section
from model.reading.words.words import alternatives
from model.reading.words.year_patterns import one_of
from model.report import Report, place
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, Level, Span

# ------------------------------------------------------------- title-words

Corrections = tuple[Correction, ...]


def _title_units(form: OfficialForm) -> Iterator[Unit[Corrections]]:
    own = form.title("", 0)
    words = tuple(word for word in form.checks.title_words if not re.search(word.wrong, own))
    if words:
        yield Unit(words, (place("title"), place("organ")))


def _title_words(_form: OfficialForm, report: Report, words: Corrections) -> Iterator[Outcome[None]]:
    """The title calls the report otherwise than the notices do: 国办公开办函〔2019〕60号, 〔2021〕30号."""
    title = report.title
    named = title.find(report.organ) if report.organ else -1
    name = range(named, named + len(report.organ)) if named >= 0 else range(0)
    for word in words:
        for match in re.finditer(word.wrong, title):
            if match.start() in name:
                continue  # the organ is called so
            span = Span("title", 0, match.start(), match.end())
            yield TITLE_WORDS.found(None, (), match[0], word.right, span=span)


def _say_title_words(_form: OfficialForm, _report: Report, finding: Finding[None]) -> str:
    return (
        f"标题写的是“{finding.actual}”，应为“{finding.expected}”："
        "规范的名称是“政府信息公开工作年度报告”，请核对。"
    )


TITLE_WORDS = Rule(
    code="title-words",
    title="标题使用规范的报告名称",
    level=Level.HINT,
    units=_title_units,
    check=_title_words,
    sentence=_say_title_words,
    rewrites=True,
)

# -------------------------------------------------------------- parts-said

_BEHIND = 3  # characters behind the last name of a list, where it may say that there are more
_ENOUGH = 3  # sections named: from here on the preamble lists them


@cache
def _number_of_parts() -> re.Pattern[str]:
    """“本报告由六个部分组成”, with the ``number`` that is said."""
    whole, name = alternatives("parts-of"), alternatives("parts-name")
    number = r"(?P<number>\d+|[一二两三四五六七八九十]+)"
    return re.compile(rf"(?:{whole})[^。；]{{0,90}}?{number}\s*+个?大?\s*+(?:{name})")


class Said(msgspec.Struct, frozen=True):
    """The sections that a list in the preamble leaves out; none where the number is wrong."""

    missing: tuple[str, ...] = ()


def _preamble_units(_form: OfficialForm) -> Iterator[Unit[None]]:
    yield Unit(None, (place("preamble"),))


def _parts_said(form: OfficialForm, report: Report, _subject: None) -> Iterator[Outcome[Said]]:
    """The preamble counts or lists other parts than the form has (its sections, by the notice)."""
    wanted = len(form.sections)
    for index, paragraph in enumerate(report.preamble):
        for match in _number_of_parts().finditer(paragraph):
            said = match["number"]
            is_arabic = said.isdigit()
            number = int(said) if is_arabic else worth(said)
            if number != wanted:
                right = str(wanted) if is_arabic else written(wanted)
                span = Span("preamble", index, *match.span("number"))
                yield PARTS_SAID.found(Said(), (), said, right, span=span)
        missing = _left_out(form, paragraph)
        if missing:
            span = Span("preamble", index, 0, len(paragraph))
            yield PARTS_SAID.found(Said(missing), (), "", "", span=span, level=Level.HINT)


def _left_out(form: OfficialForm, paragraph: str) -> tuple[str, ...]:
    """The sections that a list of them does not name; none where nothing is listed, or not all (等)."""
    if not one_of("parts-listed").search(paragraph):
        return ()
    sections = form.definition.sections
    ends = {section.heading: _end_of_name(section, paragraph) for section in sections}
    last = max(ends.values())
    lists_some_only = "等" in paragraph[last : last + _BEHIND]
    lacking = tuple(heading for heading, end in ends.items() if end < 0)
    lists_sections = len(ends) - len(lacking) >= _ENOUGH
    return lacking if lists_sections and not lists_some_only else ()


def _end_of_name(section: Section, paragraph: str) -> int:
    """Behind which character the last name of a section ends, -1 where it is not named."""
    names = (section.heading.partition("、")[2] or section.heading, *section.variants)
    places = [(paragraph.find(name), name) for name in names]
    return max((at + len(name) for at, name in places if at >= 0), default=-1)


def _say_parts_said(_form: OfficialForm, _report: Report, finding: Finding[Said]) -> str:
    if finding.facts.missing:
        names = "”“".join(finding.facts.missing)
        return f"前言列举的报告内容没有“{names}”，请核对是否漏写。"
    return f"前言说报告有“{finding.actual}”个部分，按规定的格式应为“{finding.expected}”个部分，请核对。"


PARTS_SAID = Rule(
    code="parts-said",
    title="前言所说的部分与格式一致",
    level=Level.WARNING,
    units=_preamble_units,
    check=_parts_said,
    sentence=_say_parts_said,
    rewrites=True,
)

RULES: tuple[AnyRule, ...] = (TITLE_WORDS, PARTS_SAID)
