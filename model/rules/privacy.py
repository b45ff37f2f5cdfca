"""Personal data in whatever goes out with a report.

Sources: 条例 article 15 (个人隐私 is not to be disclosed), 《个人信息保护法》 articles 28 and 34.
What goes out: the text, the title (also as a property of the written file), the reasons on the check sheet,
and with the saved file the private notes and the names of parts.
"""

from collections.abc import Iterator

import msgspec

from model.address import Address
from model.forms import OfficialForm
from model.report import Report, place, text_place
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, Level, Span
from model.text.personal_data import Found, Personal, personal_data

_REMARKS, _REASONS, _PARTS = "remarks", "accepted", "parts"
_WHERE = {
    _REMARKS: "单元格备注里",
    _REASONS: "接受问题的说明里",
    _PARTS: "数据来源的名称里",
}
_KEPT = 3  # characters shown at each end of a number; the rest must not be printed once more


class Data(msgspec.Struct, frozen=True):
    """What kind of personal data it is, and what it stands in, in Chinese (empty: the text)."""

    kind: str
    where: str


def _units(form: OfficialForm) -> Iterator[Unit[str]]:
    for part in ("title", "preamble", *form.sections, "signature"):
        yield Unit(part, (text_place(part),))
    yield Unit(_REMARKS, (place(_REMARKS, "*"),))
    yield Unit(_REASONS, (place(_REASONS),))
    yield Unit(_PARTS, (place(_PARTS, "*"),))


def _check(_form: OfficialForm, report: Report, subject: str) -> Iterator[Outcome[Data]]:
    beside = {_REMARKS: _remarks, _REASONS: _reasons, _PARTS: _labels}
    if subject in beside:
        for text, addresses in beside[subject](report):
            for one in personal_data(text):
                yield _found(text, one, _WHERE[subject], addresses=addresses)
        return
    for index, paragraph in enumerate(report.text(subject)):
        for one in personal_data(paragraph):
            yield _found(paragraph, one, span=Span(subject, index, one.start, one.end))


_Noted = Iterator[tuple[str, tuple[Address, ...]]]


def _remarks(report: Report) -> _Noted:
    for address, remark in report.remarks.items():
        yield remark, (address,)


def _reasons(report: Report) -> _Noted:
    for accepted in report.accepted:
        yield accepted.reason, accepted.addresses


def _labels(report: Report) -> _Noted:
    for address, parts in report.parts.items():
        for part in parts:
            yield part.label, (address,)


def _found(
    text: str, one: Found, where: str = "", *, addresses: tuple[Address, ...] = (), span: Span | None = None
) -> Finding[Data]:
    level = Level.ERROR if one.kind is Personal.IDENTITY else Level.WARNING
    actual = _masked(text[one.start : one.end])
    return PERSONAL_DATA.found(Data(one.kind.value, where), addresses, actual, span=span, level=level)


def _masked(text: str) -> str:
    """What is told goes onto paper: it must not spread what it warns of."""
    return f"{text[:_KEPT]}…{text[-_KEPT:]}"


def _sentence(_form: OfficialForm, _report: Report, finding: Finding[Data]) -> str:
    data = finding.facts
    return f"{data.where or '这里'}有{data.kind}“{finding.actual}”，属于个人信息，公开前请删去或者隐去。"


PERSONAL_DATA = Rule(
    code="personal-data",
    title="没有应当隐去的个人信息",
    level=Level.WARNING,
    units=_units,
    check=_check,
    sentence=_sentence,
)
RULES: tuple[AnyRule, ...] = (PERSONAL_DATA,)
