"""A text that is too long to be checked: what no other rule reads is told by this one."""

from collections.abc import Iterator

import msgspec

from model.forms import OfficialForm
from model.report import Place, Report, place
from model.report.length import MOST_CHARACTERS, MOST_PARAGRAPHS, length, too_long
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, Level
from model.rules.terms import PARTS, part_name

_READ = (
    *(place(name) for name in ("organ", *PARTS)),
    *(place(name, "*") for name in ("sections", "last_year_sections")),
)


class TooLong(msgspec.Struct, frozen=True):
    """The place of a text, and how many characters and paragraphs it has."""

    where: Place
    characters: int
    paragraphs: int


def _units(_form: OfficialForm) -> Iterator[Unit[None]]:
    yield Unit(None, _READ)


def _too_long(_form: OfficialForm, report: Report, _subject: None) -> Iterator[Outcome[TooLong]]:
    """A text has more characters or paragraphs than are checked in 10 seconds."""
    for where, paragraphs in too_long(report).items():
        facts = TooLong(where, length(paragraphs), len(paragraphs))
        name, _, section = where.partition("/")
        part = section if name == "sections" else name if name in PARTS else ""
        yield TEXT_TOO_LONG.found(facts, (), str(facts.characters), str(MOST_CHARACTERS), part=part)


def _sentence(form: OfficialForm, _report: Report, finding: Finding[TooLong]) -> str:
    facts = finding.facts
    return (
        f"{_name(form, finding)}有 {facts.characters} 字、{facts.paragraphs} 段，太长，"
        f"没有核对，其中的错误不会提示（全文在 {MOST_CHARACTERS // 10_000} 万字、"
        f"{MOST_PARAGRAPHS // 10_000} 万段以内才核对）。请删去不属于年度报告的内容。"
    )


def _name(form: OfficialForm, finding: Finding[TooLong]) -> str:
    if finding.part:
        return part_name(form, finding.part)
    return "机关名称" if finding.facts.where == place("organ") else "上年报告的文字"


TEXT_TOO_LONG = Rule(
    code="text-too-long",
    title="文字篇幅可以核对",
    level=Level.ERROR,
    units=_units,
    check=_too_long,
    sentence=_sentence,
    of_any_length=True,
)

RULES: tuple[AnyRule, ...] = (TEXT_TOO_LONG,)
