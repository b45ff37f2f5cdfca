"""Charts as data: what is drawn, what is said of it, and where a text may call for one."""

from dataclasses import replace

import msgspec
import pytest

from model import charts, forms
from model.forms.consistency import verify
from model.forms.definition import Bar, Chart
from model.forms.official import FormError, OfficialForm
from model.report import Report
from model.rules import Checker, Level, message
from model.rules.catalogue import RULES
from model.rules.structure import Overlook
from model.values import parse
from tests.support.samples import full_report, with_cells

FORM = forms.load("2021")
RESULTS, YEARS = "chart.results", "chart.years"


def with_text(report: Report, *texts: str) -> Report:
    return replace(report, sections={**report.sections, "overview": (*report.section("overview"), *texts)})


@pytest.mark.parametrize("form_id", forms.known())
def test_every_form_has_charts_of_results_applicants_and_years(form_id):
    form, report = forms.load(form_id), full_report(form_id)
    assert set(form.charts) == {"chart.results", "chart.applicants", "chart.years"}
    for name, chart in form.charts.items():
        drawing = charts.drawing(form, report, name)
        assert not drawing.missing
        assert len(drawing.labels) == len(chart.bars)
        assert all(len(one.figures) == len(chart.bars) for one in drawing.series)
        assert len(drawing.series) == (2 if chart.both_years else 1)


@pytest.mark.parametrize("form_id", forms.known())
def test_the_results_add_up_to_the_total_of_the_table(form_id):
    form, report = forms.load(form_id), full_report(form_id)
    for name, total in ((RESULTS, "results_total"), ("chart.applicants", "received")):
        (series,) = charts.drawing(form, report, name).series
        whole = parse(report.cell(f"requests.{total}.total")).number
        assert sum(one.number for one in series.figures) == whole


def test_labels_are_the_forms_own_without_number_and_explanation():
    labels = charts.drawing(FORM, full_report(), RESULTS).labels
    assert labels[:3] == ("予以公开", "部分公开", "不予公开")


def test_two_years_stand_side_by_side_the_earlier_first():
    report = full_report()
    last, this = charts.drawing(FORM, report, YEARS).series
    assert (last.label, this.label) == (f"{report.year - 1}年", f"{report.year}年")
    assert this.figures[0].text == report.cell("requests.received.total")
    assert last.figures[0].text == report.last_year["requests.received.total"]


def test_last_years_figures_are_read_in_last_years_form():
    before = full_report("2019")
    report = replace(full_report(), last_year=before.cells, last_year_form="2019")
    last = charts.drawing(FORM, report, YEARS).series[0]
    assert last.figures[1].text == before.cell("requests.results_total.total")


def test_without_data_a_chart_says_so():
    blank = replace(full_report(), cells={})
    assert charts.drawing(FORM, blank, RESULTS).caption.endswith("（暂无数据）")
    lonely = replace(full_report(), last_year=None)
    assert charts.drawing(FORM, lonely, YEARS).missing == charts.NO_LAST_YEAR
    assert not charts.drawing(FORM, lonely, RESULTS).missing


def test_blank_and_wrong_figures_are_no_bars_and_a_slash_is_none():
    report = with_cells(
        full_report(),
        {
            "requests.received.natural_person": "",
            "requests.received.business": "许多",
            "requests.received.research": "/",
            "requests.received.charity": "-3",
        },
    )
    drawing = charts.drawing(FORM, report, "chart.applicants")
    assert drawing.series[0].drawn == (False, False, True, False, True, True)
    assert "自然人未填" in drawing.described
    assert "科研机构 /" in drawing.described


def test_the_words_tell_every_figure():
    report = full_report()
    drawing = charts.drawing(FORM, report, RESULTS)
    for label, one in zip(drawing.labels, drawing.series[0].figures, strict=True):
        assert f"{label} {one.text} 件" in drawing.described


def test_charts_are_numbered_in_the_order_in_which_they_print():
    call = charts.paragraph
    texts = {"preamble": (call(YEARS),), "overview": ("文字。", call(RESULTS), call(RESULTS))}
    found = charts.drawings(FORM, full_report(), texts)
    assert {place: one.number for place, one in found.items()} == {
        ("preamble", 0): 1,
        ("overview", 1): 2,
        ("overview", 2): 3,
    }
    assert found["overview", 2].caption.startswith("图3　")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{{ chart.results }}", RESULTS),
        (" {{chart.results}}　", RESULTS),
        ("见{{ chart.results }}", ""),
        ("{{ chart.results }}{{ chart.years }}", ""),
        ("{{ chart.nothing }}", ""),
        ("{{ requests.received.total }}", ""),
        ("没有图表。", ""),
    ],
)
def test_only_a_paragraph_of_its_own_calls_for_a_chart(text, name):
    assert charts.called_for(FORM, text) == name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ chart.results }}", None),
        ("情况见{{ chart.results }}。", "应当单独成段"),
        ("{{ chart.nothing }}", "不是表格里的数据名称"),
    ],
)
def test_a_chart_in_a_sentence_and_an_unknown_one_are_told_at_their_place(text, said):
    report = with_text(full_report(), text)
    found = Checker(FORM, RULES).check(report)
    if said is None:
        assert found == []
        return
    (finding,) = found
    assert (finding.code, finding.level) == ("text-field", Level.ERROR)
    assert finding.span.paragraph == len(report.section("overview")) - 1
    assert said in message(FORM, report, finding)


def test_charts_do_not_count_as_characters():
    report = full_report()
    text = "文" * FORM.checks.overview.max_characters
    found = Checker(FORM, RULES).check(with_text(report, text))
    (length,) = [one.actual for one in found if one.facts == Overlook("length")]
    more = Checker(FORM, RULES).check(with_text(report, text, "{{ chart.results }}"))
    assert [one.actual for one in more if one.facts == Overlook("length")] == [length]


@pytest.mark.parametrize(
    ("chart", "said"),
    [
        (Chart(id="Bad", label="x", bars=(Bar(name="requests.received.total"),)), "small letters"),
        (Chart(id="a", label="x", bars=(Bar(name="requests.nothing.total"),)), "unknown name"),
        (Chart(id="a", label="x", bars=()), "0 units"),
        (
            Chart(
                id="a",
                label="x",
                bars=(Bar(name="requests.received.total"), Bar(name="disclosure.fees.amount")),
            ),
            "2 units",
        ),
    ],
)
def test_a_form_with_a_senseless_chart_is_refused(chart, said):
    definition = msgspec.structs.replace(FORM.definition, charts=(chart,))
    with pytest.raises(FormError, match=said):
        verify(OfficialForm(definition))


def test_a_chart_defined_twice_is_refused():
    twice = (*FORM.definition.charts, FORM.definition.charts[0])
    with pytest.raises(FormError, match="defined twice"):
        verify(OfficialForm(msgspec.structs.replace(FORM.definition, charts=twice)))
