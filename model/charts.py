"""Charts of a report, as data: what Word, web page, preview and PDF draw, each in its own way.

A text calls for a chart by a paragraph of its own, ``{{ chart.results }}``. Which charts there are is
defined with the form. What stands between the braces is looked up, never run.
"""

import re
from collections.abc import Iterable, Mapping

import msgspec

from model.address import Address
from model.forms import OfficialForm
from model.forms.definition import Bar, Chart
from model.reading.words.labels import short
from model.report import Paragraphs, Report
from model.report.fields import fields
from model.report.last_year_figures import form_of_last_year
from model.text.live import figure
from model.values import Figure, Kind, parse

_NAME = re.compile(r"chart\.[a-z_]+")
NO_DATA, NO_LAST_YEAR = "暂无数据", "暂无上年数据"


class Series(msgspec.Struct, frozen=True):
    """The figures of one year, one a bar; what is no count is not drawn."""

    label: str
    figures: tuple[Figure, ...]

    @property
    def drawn(self) -> tuple[bool, ...]:
        """For each figure whether it can be drawn: ``/`` stands at 0, blank is no bar."""
        return tuple(
            one.kind in (Kind.NUMBER, Kind.NOT_APPLICABLE) and one.number >= 0 for one in self.figures
        )


class Drawing(msgspec.Struct, frozen=True):
    """One chart with its figures: ``number`` counts the charts of a report from 1, ``name`` is its name.

    ``labels`` stand under the bars. ``missing`` says why nothing can be drawn, empty otherwise.
    """

    name: str
    number: int
    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    missing: str

    @property
    def caption(self) -> str:
        """The line below the chart."""
        note = f"（{self.missing}）" if self.missing else f"（单位：{self.unit}）" if self.unit else ""
        return f"图{self.number}　{self.title}{note}"

    @property
    def described(self) -> str:
        """All that the chart shows, in words: for those who do not see it."""
        said = []
        for one in self.series:
            parts = [
                f"{label} {item.text} {self.unit}".rstrip() if drawn else f"{label}未填"
                for label, item, drawn in zip(self.labels, one.figures, one.drawn, strict=True)
            ]
            said.append(f"{one.label}：{'，'.join(parts)}。")
        return f"柱形图，{self.title}。{''.join(said)}"


def paragraph(name: str) -> str:
    """Return the paragraph that calls for a chart."""
    return f"{{{{ {name} }}}}"


def written_name(name: str) -> bool:
    """Whether a name read from a file has the shape of a chart's name."""
    return _NAME.fullmatch(name) is not None


def called_for(form: OfficialForm, text: str) -> str:
    """Return the name of the chart that a paragraph calls for, empty for any other paragraph."""
    if "{{" not in text:
        return ""
    found = fields(text)
    if len(found) != 1 or found[0].name not in form.charts:
        return ""
    return "" if (text[: found[0].start] + text[found[0].end :]).strip() else found[0].name


def without(form: OfficialForm, texts: Iterable[str]) -> Paragraphs:
    """Return paragraphs without those that call for charts, for counting characters."""
    return tuple(text for text in texts if not called_for(form, text))


def drawings(
    form: OfficialForm, report: Report, texts: Mapping[str, Paragraphs]
) -> dict[tuple[str, int], Drawing]:
    """Return the charts that some texts call for, by part and number of the paragraph (from 0).

    ``texts`` has the parts in the order in which they print.
    """
    made: dict[tuple[str, int], Drawing] = {}
    for part, paragraphs in texts.items():
        for index, text in enumerate(paragraphs):
            name = called_for(form, text)
            if name:
                made[part, index] = drawing(form, report, name, len(made) + 1)
    return made


def drawing(form: OfficialForm, report: Report, name: str, number: int = 1) -> Drawing:
    """Return a chart of a report. Raises KeyError for an unknown name."""
    chart = form.charts[name]
    series = [_series(form, report.cells, chart, report.year)]
    missing = "" if any(series[0].drawn) else NO_DATA
    if chart.both_years:
        before = form_of_last_year(form, report)
        series.insert(0, _series(before, report.last_year or {}, chart, report.year - 1))
        missing = missing or ("" if any(series[0].drawn) else NO_LAST_YEAR)
    first = form.names[chart.bars[0].name].addresses[0]
    return Drawing(
        name=name,
        number=number,
        title=title(form, report, name),
        unit=form.cells[first].column.unit,
        labels=tuple(_label(form, bar) for bar in chart.bars),
        series=tuple(series),
        missing=missing,
    )


def title(form: OfficialForm, report: Report, name: str) -> str:
    """Return what a chart is called. Raises KeyError for an unknown name."""
    return f"{report.year}年{form.charts[name].label}"


def _series(form: OfficialForm, cells: Mapping[Address, str], chart: Chart, year: int) -> Series:
    """Last year's form may lack a name: no figure then."""
    texts = (figure(form, cells, bar.name) or "" for bar in chart.bars)
    return Series(f"{year}年", tuple(parse(text) for text in texts))


def _label(form: OfficialForm, bar: Bar) -> str:
    return bar.label or short(form.names[bar.name].label.partition(" · ")[0])
