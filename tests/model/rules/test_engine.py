"""After any edits, checking what they touched finds what checking everything finds."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import forms
from model.report import (
    Acceptance,
    Edit,
    Report,
    accept,
    follow_again,
    place,
    set_cells,
    set_text,
    set_values,
)
from model.rules import (
    AnyFinding,
    Checker,
    Level,
    Rule,
    Unit,
    acceptance,
    accepted_as,
    earlier_reason,
    half_written,
)
from model.rules.catalogue import RULES
from model.rules.engine import MOST_FOUND
from model.rules.findings import Span
from tests.support.findings import finding
from tests.support.samples import full_report

TEXTS = st.sampled_from(["", "0", "/", "1", "7", "35", "无", "-4", "+4", "2.5", "1,204", "3万"])
SPEAKING = (
    "收到政府信息公开申请35件，同比增长5.5%，其中自然人7件，占20%，法人或其他组织28件。",
    "予以公开7件（其中自然人1件）、部分公开1件，未收取信息处理费；行政复议均维持。",
    "作出行政许可决定1204件，规章{{ disclosure.regulations.in_force }}件，其中本年制发1件。",
)
PARAGRAPHS = st.lists(
    st.sampled_from(
        [
            *SPEAKING,
            "主动公开工作有序开展，没有新的变化，各项信息都按时发布。",
            "收取信息处理费{{ requests.received.total }}元。",
            "2024年1月20日",
            "2023年度报告",
            "  ",
        ]
    ),
    max_size=3,
)


def edits(form_id: str):
    """Strategy of steps: functions from a report to an edit."""
    form = forms.load(form_id)
    addresses = st.sampled_from(list(form.cells))
    parts = st.sampled_from([*form.sections, "title", "preamble", "signature"])
    cells = st.dictionaries(addresses, TEXTS, min_size=1, max_size=4)
    return st.one_of(
        cells.map(lambda texts: lambda report: set_cells(form, report, texts)),
        st.sampled_from(list(form.derivations)).map(
            lambda a: lambda report: follow_again(form, report, (a,))
        ),
        st.tuples(parts, PARAGRAPHS).map(lambda item: lambda report: set_text(report, *item)),
        st.integers(2019, 2026).map(lambda year: lambda r: set_values(r, {place("year"): year}, "")),
        st.sampled_from(["云溪市", "青山镇人民政府"]).map(
            lambda organ: lambda report: set_values(report, {place("organ"): organ}, "")
        ),
        st.tuples(addresses, TEXTS).map(
            lambda item: lambda report: set_values(report, {place("last_year", item[0]): item[1] or None}, "")
        ),
        st.sampled_from([None, {}]).map(
            lambda last: lambda report: set_values(report, {place("last_year"): last}, "")
        ),
        st.tuples(st.sampled_from(["overview", "problems"]), PARAGRAPHS).map(
            lambda item: lambda r: set_values(r, {place("last_year_sections", item[0]): tuple(item[1])}, "")
        ),
    )


def facts(finding: AnyFinding):
    return (
        finding.code,
        finding.level,
        finding.addresses,
        finding.actual,
        finding.expected,
        finding.facts,
        finding.span,
    )


@pytest.mark.parametrize("form_id", forms.known())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_rechecking_equals_checking_everything(form_id, data):
    form = forms.load(form_id)
    report = full_report(form_id)
    live, fresh = Checker(form, RULES), Checker(form, RULES)
    live.check(report)
    for step in data.draw(st.lists(edits(form_id), min_size=1, max_size=6)):
        edit = step(report)
        report = edit.apply(report)
        found = live.recheck(report, edit.places)
        assert list(map(facts, found)) == list(map(facts, fresh.check(report)))
        assert live.not_yet() == fresh.not_yet()


@pytest.mark.parametrize("form_id", forms.known())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_rechecking_a_cell_finds_all_that_texts_say_of_it(form_id, data):
    form = forms.load(form_id)
    report = replace(full_report(form_id), preamble=SPEAKING[:1], sections={"overview": SPEAKING})
    live = Checker(form, RULES)
    spoken = {address for finding in live.check(report) if finding.span for address in finding.addresses}
    assert len(spoken) > 5
    addresses = st.sampled_from([a for a in form.cells if a in spoken or a.endswith(".total")])
    for texts in data.draw(st.lists(st.dictionaries(addresses, TEXTS, min_size=1, max_size=2), max_size=5)):
        edit = set_cells(form, report, texts)
        report = edit.apply(report)
        found = live.recheck(report, edit.places)
        fresh = Checker(form, RULES)
        assert list(map(facts, found)) == list(map(facts, fresh.check(report)))
        assert live.not_yet() == fresh.not_yet()


@pytest.mark.parametrize("form_id", forms.known())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_undo_gives_back_the_same_report(form_id, data):
    before = report = full_report(form_id)
    done: list[Edit] = []
    for step in data.draw(st.lists(edits(form_id), min_size=1, max_size=8)):
        done.append(step(report))
        report = done[-1].apply(report)
    after = report
    for edit in reversed(done):
        report = edit.inverse().apply(report)
    assert report == before
    merged = done[0]
    for edit in done[1:]:
        merged = merged.then(edit)
    assert merged.apply(before) == after
    assert merged.inverse().apply(after) == before


def counting_rule(runs: list[str]) -> Rule:
    def units(_form):
        yield Unit("cell", (place("cells", "a"),))
        yield Unit("asks for b", (place("cells", "*"),))
        yield Unit("all", (place("cells", "*"),))
        yield Unit("title", (place("title"),))

    def check(_form, report, subject):
        runs.append(subject)
        if subject == "asks for b":
            report.cell("b")
        if subject == "all":
            list(report.cells)
        return iter(())

    return Rule(code="counting", title="", level=Level.HINT, units=units, check=check, sentence=lambda *_: "")


@pytest.mark.parametrize(
    ("touched", "ran"),
    [
        ("cells/a", ["cell", "all"]),
        ("cells/b", ["asks for b", "all"]),
        ("cells/c", ["all"]),
        ("cells", ["cell", "asks for b", "all"]),
        ("title", ["title"]),
        ("remarks/a", []),
    ],
)
def test_only_what_reads_a_place_runs_again(touched, ran):
    runs: list[str] = []
    checker = Checker(forms.load("2021"), [counting_rule(runs)])
    checker.check(full_report())
    runs.clear()
    checker.recheck(full_report(), [touched])
    assert runs == ran


def test_an_acceptance_ends_when_its_figures_change():
    one = finding("in-force", Level.WARNING, ("disclosure.regulations.in_force",), "1", "2")
    report = replace(full_report(), cells={"disclosure.regulations.in_force": "1"})
    accepted = accept(report, acceptance(report, one, "清理后重新统计")).apply(report)
    assert accepted_as(accepted, one) is not None
    changed = replace(accepted, cells={"disclosure.regulations.in_force": "3"})
    assert accepted_as(changed, one) is None


def test_findings_without_a_place_are_accepted_one_by_one():
    report = full_report()
    parts = finding("overview-parts", Level.HINT, (), "", "平台建设")
    length = finding("overview-parts", Level.HINT, (), "1200", "1000")
    report = accept(report, acceptance(report, parts, "另有专节")).apply(report)
    assert accepted_as(report, parts) == Acceptance(
        "overview-parts", (), (), "另有专节", report.accepted[0].quote
    )
    assert accepted_as(report, length) is None


def test_a_report_without_acceptances_has_none():
    assert accepted_as(Report("2021", "", 2024), finding("dates")) is None


def test_an_acceptance_holds_what_tells_a_finding_from_others():
    cell, other = "litigation.review.total", "litigation.review.other"
    report = replace(full_report(), cells={cell: "3"}, sections={"overview": ("甲", "乙丙丁")})
    in_cells = finding("big-change", Level.HINT, (cell, other), "3", "9")
    assert acceptance(report, in_cells, "已核对") == Acceptance(
        "big-change", (other, cell), ("", "3"), "已核对"
    )
    in_text = finding("growth", Level.ERROR, (), "1", "2", span=Span("overview", 1, 1, 2))
    assert acceptance(report, in_text, "").quote == "1:乙丙丁"
    gone = finding("growth", Level.ERROR, (), "1", "2", span=Span("overview", 2, 0, 1))
    assert acceptance(report, gone, "").quote == ""
    nowhere = finding("overview-parts", Level.HINT, (), "甲", "乙")
    assert acceptance(report, nowhere, "").quote == "甲|乙"


@pytest.mark.parametrize(
    "differing",
    [{"code": "growth"}, {"addresses": ()}, {"figures": ("4",)}, {"quote": "0:甲"}],
)
def test_an_acceptance_covers_nothing_else(differing):
    cell = "litigation.review.total"
    report = replace(full_report(), cells={cell: "3"})
    one = finding("big-change", Level.HINT, (cell,), "3", "9")
    mine = acceptance(report, one, "已核对")
    another = replace(mine, **differing)
    assert accepted_as(replace(report, accepted=(another, mine)), one) is mine
    assert accepted_as(replace(report, accepted=(another,)), one) is None


def test_a_half_written_reason_covers_nothing_and_is_offered_again():
    cell = "litigation.review.total"
    report = replace(full_report(), cells={cell: "3"})
    one = finding("big-change", Level.HINT, (cell,), "3", "9")
    assert earlier_reason(report, one) == ""
    half = accept(report, half_written(report, one, "清理积")).apply(report)
    assert accepted_as(half, one) is None
    assert earlier_reason(half, one) == "清理积"
    whole = accept(half, acceptance(half, one, "清理积案")).apply(half)
    assert whole.accepted == (acceptance(report, one, "清理积案"),)
    assert earlier_reason(whole, one) == ""


def test_without_cells_a_half_written_reason_is_of_the_very_same_finding():
    report = full_report()
    parts = finding("overview-parts", Level.HINT, (), "", "平台建设")
    other = finding("overview-parts", Level.HINT, (), "", "监督保障")
    half = accept(report, half_written(report, parts, "另有专")).apply(report)
    assert accepted_as(half, parts) is None
    assert [earlier_reason(half, one) for one in (parts, other)] == ["另有专", ""]


def test_the_latest_reason_of_other_figures_is_offered_again():
    cell = "litigation.review.total"
    one = finding("big-change", Level.HINT, (cell,), "3", "9")
    elsewhere = finding("big-change", Level.HINT, ("litigation.review.other",), "3", "9")
    another = finding("in-force", Level.WARNING, (cell,), "3", "9")
    reports = [replace(full_report(), cells={cell: figure}) for figure in ("1", "2", "3")]
    reasons = tuple(acceptance(report, one, reason) for report, reason in zip(reports, "甲乙丙", strict=True))
    others = (acceptance(reports[1], elsewhere, "丁"), acceptance(reports[1], another, "戊"))
    now = replace(reports[2], accepted=(*reasons, *others))
    assert accepted_as(now, one) == reasons[2]
    assert earlier_reason(now, one) == "乙"


def test_before_anything_is_checked_nothing_is_found():
    checker = Checker(forms.load("2021"), RULES)
    assert (checker.findings(), checker.not_yet()) == ([], [])


def test_what_one_rule_finds_in_one_text_has_an_end():
    report = replace(full_report(), sections={"overview": ("（" * 3 * MOST_FOUND,), "problems": ("改进（",)})
    found = [
        one.span for one in Checker(forms.load(report.form), RULES).check(report) if one.code == "unclosed"
    ]
    assert [span.part for span in found if span is not None] == ["overview"] * MOST_FOUND + ["problems"]
