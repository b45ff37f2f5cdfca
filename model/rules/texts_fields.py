"""What stands between double braces in the text: live figures, and charts."""

from collections.abc import Iterator

import msgspec

from model import charts
from model.forms import CHANGE, LAST, OfficialForm, plain_name
from model.report import Report, place, text_place
from model.report.fields import fields, halves
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, Level, Span
from model.rules.texts import parts_units
from model.text import live


class Field(msgspec.Struct, frozen=True):
    """What is wrong: a ``name`` that the form does not have, a ``chart`` in a sentence, ``half`` a brace."""

    kind: str


def _check(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[Field]]:
    """What stands between the braces is no name of the form, or a chart inside a sentence; or braces lack."""
    for index, paragraph in enumerate(report.text(part)):
        for item in fields(paragraph):
            if not live.known(form, item.name) and not charts.called_for(form, paragraph):
                span = Span(part, index, item.start, item.end)
                kind = "chart" if item.name in form.charts else "name"
                yield TEXT_FIELD.found(Field(kind), (), item.name, span=span)
        for start, end in halves(paragraph):
            span = Span(part, index, start, end)
            yield TEXT_FIELD.found(Field("half"), (), paragraph[start:end], span=span)


def _sentence(_form: OfficialForm, _report: Report, finding: Finding[Field]) -> str:
    again = "请删去后从“插入表格数据”中重新选取。"
    if finding.facts.kind == "chart":
        return f"图表“{{{{ {finding.actual} }}}}”应当单独成段，前后不能有其他文字。请另起一段。"
    if finding.facts.kind == "half":
        return f"“{' '.join(finding.actual.split())}”不是完整的双花括号，会原样印出来。{again}"
    return f"“{{{{ {finding.actual} }}}}”不是表格里的数据名称，无法显示数字。{again}"


TEXT_FIELD = Rule(
    code="text-field",
    title="正文引用的数据和图表有效",
    level=Level.ERROR,
    units=parts_units(),
    check=_check,
    sentence=_sentence,
)


def _chart_units(form: OfficialForm) -> Iterator[Unit[str]]:
    for part in form.sections if form.charts else ():
        yield Unit(part, (text_place(part), place("cells", "*"), place("year")))


def _chart_empty(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[None]]:
    """A text calls for a chart of which every figure is missing: there is nothing to draw."""
    for index, paragraph in enumerate(report.text(part)):
        name = charts.called_for(form, paragraph)
        drawing = charts.drawing(form, report, name) if name else None
        if drawing is not None and drawing.missing == charts.NO_DATA:
            span = Span(part, index, 0, len(paragraph))
            yield CHART_EMPTY.found(None, (), drawing.title, drawing.missing, span=span)


def _say_chart_empty(_form: OfficialForm, _report: Report, finding: Finding[None]) -> str:
    return f"图表“{finding.actual}”{finding.expected}，画不出来。请填写有关数据，或者删去这个图表。"


CHART_EMPTY = Rule(
    code="chart-empty",
    title="图表有可画的数据",
    level=Level.WARNING,
    units=_chart_units,
    check=_chart_empty,
    sentence=_say_chart_empty,
)


def _check_last_year(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[None]]:
    """A live figure calls for last year's figure, or for the change since then, and there is none."""
    for index, paragraph in enumerate(report.text(part)):
        for item in fields(paragraph):
            of_last_year = item.name.startswith((LAST, CHANGE)) and live.known(form, item.name)
            if not of_last_year or live.shown(form, report, item.name):
                continue
            why = live.missing(form, report, item.name)
            if why == live.BLANK:  # this year's figure is still to come: told at its cell
                continue
            span = Span(part, index, item.start, item.end)
            yield TEXT_LAST_YEAR.found(None, (), item.name, why, span=span)


def _say_last_year(form: OfficialForm, _report: Report, finding: Finding[None]) -> str:
    label = form.names[plain_name(finding.actual)].label
    if finding.actual.startswith(LAST):
        return f"文中引用了上年的“{label}”，但{finding.expected}，印出来是空的。请填写上年数据或改写这句。"
    return f"文中引用了“{label}”比上年的增减，但{finding.expected}，算不出百分比。请核对上年数据或改写这句。"


TEXT_LAST_YEAR = Rule(
    code="text-last-year",
    title="正文引用的上年数据有效",
    level=Level.WARNING,
    units=parts_units("cells/*", "last_year", "last_year_form"),
    check=_check_last_year,
    sentence=_say_last_year,
)


RULES: tuple[AnyRule, ...] = (TEXT_FIELD, CHART_EMPTY, TEXT_LAST_YEAR)
