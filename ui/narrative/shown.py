"""How live figures and charts read in the editor, where both stand as one character."""

from model import charts
from model.forms import OfficialForm
from model.reading.fields import fields
from model.report import Report
from model.text.live import figure, fill


def known(form: OfficialForm, name: str) -> bool:
    """Whether a name is a figure or a chart of the form."""
    return name in form.names or name in form.charts


def shown(form: OfficialForm, report: Report, name: str) -> str:
    """Return the figure that a name stands for now (blank when not filled in), or a chart's name."""
    if name in form.charts:
        return f"［图表：{charts.title(form, report, name)}］"
    return figure(form, report.cells, name) or ""


def explained(form: OfficialForm, report: Report, name: str, blank: str) -> str:
    """Return what to say of a figure or chart under the pointer; ``blank`` stands for a blank figure."""
    if name in form.charts:
        drawing = charts.drawing(form, report, name)
        return f"{drawing.missing or drawing.described}（随表格变化，{name}）"
    return f"{form.names[name].label}：{shown(form, report, name) or blank}（随表格变化，{name}）"


def filled(form: OfficialForm, report: Report, text: str) -> str:
    """Return a text with plain figures for live ones, and charts by what they are called."""
    text = fill(form, report.cells, text)
    for field in reversed(fields(text)):
        if field.name in form.charts:
            text = text[: field.start] + shown(form, report, field.name) + text[field.end :]
    return text
