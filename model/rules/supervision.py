"""What the report of a government must tell besides: how the work is supervised."""

from collections.abc import Iterator

import msgspec

from model.forms import OfficialForm
from model.forms.checks import Supervision
from model.report import Report, place, text_place
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import AnyFinding, Finding, GivesWay, Level
from model.rules.structure import OVERVIEW_PARTS
from model.rules.terms import part_name
from model.rules.wording import is_one_of
from model.text.aspects import has_any


class Lacking(msgspec.Struct, frozen=True):
    """``within`` is the label of the part of section one in which supervision is told of."""

    within: str


def _units(form: OfficialForm) -> Iterator[Unit[Supervision]]:
    supervision = form.checks.supervision
    if supervision is not None:
        yield Unit(supervision, (text_place(supervision.section), place("organ")))


def _check(form: OfficialForm, report: Report, supervision: Supervision) -> Iterator[Outcome[Lacking]]:
    """A government's report says nothing of 工作考核, 社会评议 or 责任追究 (条例 article 50, paragraph 2)."""
    text = "".join("".join(report.section(supervision.section)).split())
    if not text or not is_one_of(report, form.checks.governments):
        return
    missing = [part.label for part in supervision.parts if not has_any(text, part.words)]
    if missing:
        facts = Lacking(_told_within(form, supervision))
        yield SUPERVISION_MISSING.found(facts, (), "", "、".join(missing), part=supervision.section)


def _sentence(form: OfficialForm, _report: Report, finding: Finding[Lacking]) -> str:
    return (
        f"{part_name(form, finding.part)}没有写到{finding.expected}：各级人民政府的年度报告还应当说明"
        "工作考核、社会评议和责任追究结果情况（《条例》第五十条），没有发生的也请写明。"
    )


def _told_within(form: OfficialForm, supervision: Supervision) -> str:
    words = {word for part in supervision.parts for word in part.words}
    overview = form.checks.overview
    parts = overview.parts if overview is not None else ()
    return next((part.label for part in parts if not words.isdisjoint(part.words)), "")


def _whole_part_is_missing(one: Finding[Lacking], other: AnyFinding) -> bool:
    return other.part == one.part and one.facts.within in other.facts.missing


SUPERVISION_MISSING = Rule(
    code="supervision-missing",
    title="说明了考核、评议和追责",
    level=Level.HINT,
    units=_units,
    check=_check,
    sentence=_sentence,
    gives_way=(GivesWay(OVERVIEW_PARTS, _whole_part_is_missing),),
)
RULES: tuple[AnyRule, ...] = (SUPERVISION_MISSING,)
