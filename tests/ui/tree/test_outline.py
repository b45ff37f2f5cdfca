"""The tree's entries and badges, without a window."""

import pytest

from model import forms
from model.report import Report, set_text
from model.rules import Checker, Span
from model.rules.catalogue import DRAFTING_RULES
from tests.support.shell_reports import whole, with_cells
from ui.tree.outline import Badge, Entry, State, badge, outline, progress, target

FORM = forms.load("2021")


def badges(report: Report) -> dict[str, Badge]:
    form = forms.load(report.form)
    found = Checker(form, DRAFTING_RULES).check(report)
    return {entry.part: badge(form, report, found, entry) for entry in outline(form)}


def entry(label: str) -> Entry:
    every = [e for page in outline(FORM) for e in (page, *page.children)]
    return next(e for e in every if e.label == label)


@pytest.mark.parametrize("name", forms.known())
def test_entries_come_from_the_form(name: str) -> None:
    form = forms.load(name)
    entries = outline(form)
    assert [e.part for e in entries] == ["preamble", *form.sections, "signature"]
    for page in entries:
        section = form.sections.get(page.part)
        if section is not None and section.table:
            bands = [block.band for block in form.tables[section.table].blocks if block.band]
            assert [child.label for child in page.children] == bands
    overview = form.checks.overview
    labels = [part.label for part in overview.parts] if overview else []
    assert [child.label for child in entries[1].children] == labels


def test_an_empty_report_is_empty_and_a_whole_one_complete() -> None:
    empty = badges(Report(form="2021", organ="甲局", year=2024))
    assert {b.state for b in empty.values()} == {State.EMPTY}
    assert {b.state for b in badges(whole()).values()} == {State.COMPLETE}


def test_a_heading_alone_does_not_complete_a_part_of_the_text_nor_three_letters_a_section() -> None:
    report = whole()
    texts = [text.replace("网站水务专栏改版。", "") for text in report.section("overview")]
    report = set_text(report, "overview", texts).apply(report)
    assert badge(FORM, report, (), entry("平台建设")).state is State.EMPTY
    assert badges(report)["overview"] == Badge(State.UNFILLED, 1)
    report = set_text(report, "problems", ["abc"]).apply(report)
    assert badges(report)["problems"] == Badge(State.UNFILLED, 1)


def test_errors_are_counted_before_warnings() -> None:
    report = with_cells(whole(), received__total="5", granted__research="")
    found = Checker(FORM, DRAFTING_RULES).check(report)
    errors = sum(1 for f in found if f.level.value == "error")
    assert errors
    assert badges(report)["requests"] == Badge(State.ERRORS, errors)
    assert badges(with_cells(whole(), granted__research=""))["requests"] == Badge(State.UNFILLED, 1)


def test_a_part_of_the_text_is_complete_once_written() -> None:
    report = whole()
    platform = entry("平台建设")
    assert badge(FORM, report, (), platform).state is State.COMPLETE
    place = target(report, platform)
    assert place is not None
    assert not isinstance(place, str)
    assert report.section("overview")[place.paragraph].startswith("（四）")
    without = set_text(report, "overview", ["只有一句话。"]).apply(report)
    assert badge(FORM, without, (), platform).state is State.EMPTY
    assert target(without, platform) is None


def test_a_part_is_found_by_its_heading_not_by_what_another_part_says_too() -> None:
    texts = [
        "（一）主动公开。在网站专栏公布，发布前逐级审核。",
        "（二）政府信息管理。完善台账。",
        "（三）平台建设。网站改版。",
    ]
    report = set_text(whole(), "overview", texts).apply(whole())
    found = [target(report, entry(label)) for label in ("主动公开", "政府信息管理", "平台建设")]
    assert found == [Span("overview", number, 0, 0) for number in range(3)]


def test_a_band_leads_to_its_first_cell() -> None:
    band = entry("第二十条第（六）项")
    assert target(whole(), band) == "disclosure.penalties.decisions"


def test_progress_counts_cells_and_pages() -> None:
    now = progress(FORM, whole(), ())
    assert (now.filled, now.complete) == (now.cells, now.pages)
    assert now.cells == len(FORM.cells)
    nothing = progress(FORM, Report(form="2021", organ="甲局", year=2024), ())
    assert (nothing.filled, nothing.complete) == (0, 1)  # a signature need not be
