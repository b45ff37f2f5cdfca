"""What can be done about a finding: one list, in the same groups wherever it is shown."""

from dataclasses import replace

from model import forms
from model.report import Report, accept
from model.rules import AnyFinding, Checker, Span, acceptance
from model.rules.catalogue import RULES
from model.rules.remedies import remedies
from tests.support.samples import full_report, with_cells

FORM = forms.load("2021")


def checked(report: Report, code: str) -> tuple[list[AnyFinding], AnyFinding]:
    found = Checker(FORM, RULES).check(report)
    return found, next(one for one in found if one.code == code)


def labels(report: Report, code: str, here: str | None = None) -> list[list[str]]:
    found, finding = checked(report, code)
    return [[one.label for one in group] for group in remedies(FORM, report, found, finding, here)]


def test_an_error_is_mended_or_looked_at_but_not_accepted():
    report = with_cells(full_report(), {"disclosure.licences.decisions": "许多"})
    mending, places = labels(report, "not-a-number")
    assert [label.split("（")[0] for label in mending] == [
        "把“行政许可”的“本年处理决定数量”改为 0",
        "把“行政许可”的“本年处理决定数量”改为 /",
    ]
    assert places == ["转到 行政许可 · 本年处理决定数量"]
    assert len(labels(report, "not-a-number", "disclosure.licences.decisions")) == 1


def test_a_warning_may_be_accepted_alone_or_with_all_of_its_kind():
    blank = dict.fromkeys(("disclosure.licences.decisions", "disclosure.penalties.decisions"), "")
    report = with_cells(full_report(), blank)
    assert labels(report, "blank-cell")[-1] == ["说明情况并接受(&A)…", "同类的 2 条一起说明并接受(&B)…"]
    found, finding = checked(report, "blank-cell")
    (*_, accepting) = remedies(FORM, report, found, finding)
    assert [len(one.accept) for one in accepting] == [1, 2]


def test_what_is_accepted_can_be_taken_back():
    report = with_cells(full_report(), {"disclosure.licences.decisions": ""})
    _, finding = checked(report, "blank-cell")
    report = accept(report, acceptance(report, finding, "没有这一项")).apply(report)
    places, (back,) = remedies(FORM, report, [], finding)
    assert [one.go for one in places] == ["disclosure.licences.decisions"]
    assert back.edit is not None
    assert back.edit.apply(report).accepted == ()


def test_a_finding_without_cells_leads_to_its_part():
    report = replace(full_report(), sections={**full_report().sections, "other": ()})
    found, finding = checked(report, "section-empty")
    ((place,),) = remedies(FORM, report, found, finding)
    assert (place.label, place.go) == ("转到“六、其他需要报告的事项”", Span("other", 0, 0, 0))


def test_a_figure_of_a_sentence_is_mended_bound_shown_and_put_aside():
    sentence = "全年收到政府信息公开申请53件。"
    report = with_cells(full_report(), {"requests.received.total": "35"})
    report = replace(report, sections={**report.sections, "overview": (sentence,)})
    mending, places, accepting = labels(report, "text-figure")
    assert "把文字中的“53”改为“35”（消除 1 处问题）" in mending
    assert mending[-1] == "改为随表格变化的数字(&L)"
    assert places[0] == "转到正文中的这句话"
    assert accepting == ["这里说的是别的(&A)…"]
