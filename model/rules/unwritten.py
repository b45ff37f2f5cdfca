"""What a text still lacks while it is drafted: a sentence where there are only letters, a signature.

These are no faults of a report that is read: the report of a web page has no signature, and a part may say
little. They belong to drafting alone, and are not among the rules that files are checked by.
"""

from collections.abc import Iterator

from model.forms import OfficialForm
from model.report import Report, text_place
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, Level
from model.rules.report_parts import SIGNATURE
from model.rules.structure import is_empty
from model.text.aspects import paragraph_about, says_something, tells_of


def _units(form: OfficialForm) -> Iterator[Unit[str]]:
    for section in form.definition.sections:
        if not section.table:  # the note under a table may be missing
            yield Unit(section.id, (text_place(section.id),))
    yield Unit(SIGNATURE, (text_place(SIGNATURE),))


def _unwritten(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[None]]:
    """A text is begun and says nothing, an aspect has its heading alone, or the signature is empty."""
    paragraphs = report.text(part)
    empty = is_empty(paragraphs)
    if part == SIGNATURE:
        if empty:
            yield UNWRITTEN.found(None, part=part)
        return
    if empty:
        return  # the rule about empty sections says so
    overview = form.checks.overview
    if overview is None or overview.section != part:
        if not any(map(says_something, paragraphs)):
            yield UNWRITTEN.found(None, part=part)
        return
    for aspect in overview.parts:
        named = paragraph_about(paragraphs, aspect.words) is not None
        if named and not tells_of(paragraphs, aspect.words):
            yield UNWRITTEN.found(None, (), "", aspect.label, part=part)


def _sentence(form: OfficialForm, _report: Report, finding: Finding[None]) -> str:
    if finding.part == SIGNATURE:
        return "落款还没有写，请填写机关名称和日期。确实不写落款的，说明情况即可。"
    heading = form.sections[finding.part].heading
    if finding.expected:
        return f"“{heading}”里“{finding.expected}”只有标题，还没有写内容，请至少写一句。"
    return f"“{heading}”还没有写成一句完整的话，请接着写。"


UNWRITTEN = Rule(
    code="unwritten",
    title="各部分文字都已写出",
    level=Level.HINT,
    units=_units,
    check=_unwritten,
    sentence=_sentence,
)
RULES: tuple[AnyRule, ...] = (UNWRITTEN,)
