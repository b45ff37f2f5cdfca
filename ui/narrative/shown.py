"""How live figures and charts read in the editor, where both stand as one character."""

from model import charts
from model.forms import CHANGE, LAST, OfficialForm, plain_name
from model.report import Report
from model.report.fields import fields
from model.text import live

_WHICH = {LAST: "上年", CHANGE: "比上年"}


def known(form: OfficialForm, name: str) -> bool:
    """Whether a name is a figure or a chart of the form."""
    return live.known(form, name) or name in form.charts


def shown(form: OfficialForm, report: Report, name: str) -> str:
    """Return what a name stands for now (blank when there is nothing to show), or a chart's name."""
    if name in form.charts:
        return f"［图表：{charts.title(form, report, name)}］"
    return live.shown(form, report, name) or ""


def blank(form: OfficialForm, report: Report, name: str) -> str:
    """Return what stands in the text for a figure that has nothing to show."""
    return live.missing(form, report, name)


def explained(form: OfficialForm, report: Report, name: str) -> str:
    """Return what to say of a figure or chart under the pointer."""
    if name in form.charts:
        drawing = charts.drawing(form, report, name)
        return f"{drawing.missing or drawing.described}（随表格变化，{name}）"
    now = shown(form, report, name) or blank(form, report, name)
    return f"{label(form, name)}：{now}（随表格变化，{name}）"


def label(form: OfficialForm, name: str) -> str:
    """Return what a live figure is called: the figure's label, and which year's it is."""
    which = next((words for mark, words in _WHICH.items() if name.startswith(mark)), "")
    return f"{which}{form.names[plain_name(name)].label}"


def filled(form: OfficialForm, report: Report, text: str) -> str:
    """Return a text with plain figures for live ones, and charts by what they are called."""
    text = live.fill(form, report, text)
    for field in reversed(fields(text)):
        if field.name in form.charts:
            text = text[: field.start] + shown(form, report, field.name) + text[field.end :]
    return text
