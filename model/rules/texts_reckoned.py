"""Shares, averages and multiples that the figures of the text do not give, and what is not the most."""

from collections.abc import Iterator
from decimal import Decimal

from model.forms import OfficialForm
from model.reckoning.manner import How, Misreckoned
from model.reckoning.reckoned import misreckoned
from model.reckoning.texts import Texts
from model.report import Report, place, text_place
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import AnyFinding, Finding, GivesWay, Level, Span
from model.rules.texts import TEXT_FIGURE, plain
from model.rules.texts_changes import TEXT_GROWTH
from model.rules.texts_growth import GROWTH
from model.rules.texts_parts import TEXT_PARTS
from model.rules.texts_shares import TEXT_SHARE

_PLACES = 2


def _units(form: OfficialForm) -> Iterator[Unit[None]]:
    parts = ("preamble", *form.sections)
    yield Unit(None, (place("year"), place("cells", "*"), *map(text_place, parts)))


def _check(form: OfficialForm, report: Report, _subject: None) -> Iterator[Outcome[Misreckoned]]:
    """A share, an average or the like is not what any figures give that may be meant."""
    texts = Texts(form, report)
    for part in ("preamble", *form.sections):
        for index, paragraph in enumerate(report.text(part)):
            yield from _of_paragraph(texts, paragraph, (part, index))


def _of_paragraph(texts: Texts, text: str, where: tuple[str, int]) -> Iterator[Finding[Misreckoned]]:
    for wrong in misreckoned(texts, text):
        span = Span(*where, wrong.start, wrong.end)
        yield TEXT_RECKONED.found(wrong, (), text[wrong.start : wrong.end], "", span=span)


_SENTENCES = {
    How.SHARE: "正文写“{actual}”，按 {one}÷{other} 计算约为 {right}%，请核对。",
    How.AVERAGE: "正文写平均“{actual}”，按 {one}÷{other} 计算约为 {right}，请核对。",
    How.MULTIPLE: "正文写“{actual}”，按 {one}÷{other} 计算约为 {right} 倍，请核对。",
    How.MOST: "正文写“{actual}”，但它是 {one}，“{name}”是 {other}，请核对。",
    How.MOVE: "正文写“{actual}”，但文中的数由 {one} 变为 {other}，计算约为{turn} {right}{name}，请核对。",
    How.DOUBLED: "正文写翻番后达到“{actual}”，但文中现在是 {one}，翻一番应为 {right}，请核对。",
    How.PRODUCT: "正文写全年“{actual}”，按 {one}×{other} 计算约为 {right}，请核对。",
    How.RANK: "正文写“{actual}”，但文中由第 {one} 位变为第 {other} 位，请核对。",
}


def _sentence(_form: OfficialForm, _report: Report, finding: Finding[Misreckoned]) -> str:
    facts = finding.facts
    numbers = {name: _rounded(abs(getattr(facts, name))) for name in ("one", "other", "right")}
    turn = "减少" if facts.right < 0 else "增加"
    return _SENTENCES[facts.how].format(actual=finding.actual, name=facts.name, turn=turn, **numbers)


def _rounded(number: Decimal) -> str:
    """A number with two digits behind its point at most."""
    return plain(round(number, _PLACES)) if number else "0"


def _is_one_of_its_figures(one: Finding[Misreckoned], other: AnyFinding) -> bool:
    """Whether another finding is about the same, or tells which of the figures is wrong."""
    mine, of = one.span, other.span
    if mine is None or of is None or (mine.part, mine.paragraph) != (of.part, of.paragraph):
        return False
    meet = mine.start < of.end and of.start < mine.end
    return meet or (of.start, of.end) in one.facts.figures


TEXT_RECKONED = Rule(
    code="text-reckoned",
    title="占比、平均数计算正确",
    level=Level.WARNING,
    units=_units,
    check=_check,
    sentence=_sentence,
    gives_way=tuple(
        GivesWay(other, _is_one_of_its_figures)
        for other in (TEXT_FIGURE, TEXT_SHARE, TEXT_PARTS, TEXT_GROWTH, GROWTH)
    ),
)
RULES: tuple[AnyRule, ...] = (TEXT_RECKONED,)
