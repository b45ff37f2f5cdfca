"""Edits and the totals that follow them."""

import pytest

from model import forms
from model.address import Address
from model.report import (
    Acceptance,
    Report,
    accept,
    calculated,
    cell_place,
    follow_again,
    overridden,
    place,
    set_cells,
    set_remark,
    set_text,
    set_values,
    text_place,
    value_at,
    with_values,
    withdraw,
)
from tests.support.samples import full_report, picker, with_cells

FORM = forms.load("2021")
REVIEW = [f"litigation.review.{column}" for column in ("upheld", "corrected", "other", "pending")]
TOTAL = "litigation.review.total"


def empty() -> Report:
    return Report("2021", "云溪市人民政府", 2024)


def fill(report: Report, texts: dict[str, str]) -> Report:
    return set_cells(FORM, report, texts).apply(report)


def test_what_is_typed_is_unified_only_where_certain():
    report = fill(empty(), {REVIEW[0]: " １，２０４ ", REVIEW[1]: "／", REVIEW[2]: "无", REVIEW[3]: "0"})
    assert [report.cell(address) for address in REVIEW] == ["1204", "/", "无", "0"]


def test_a_total_follows_its_parts():
    report = fill(empty(), {REVIEW[0]: "2", REVIEW[1]: "3"})
    assert report.cell(TOTAL) == "5"
    assert fill(report, {REVIEW[0]: "", REVIEW[1]: ""}).cell(TOTAL) == ""


def test_totals_of_rows_and_columns_follow_together():
    report = fill(empty(), {"requests.granted.business": "2", "requests.state_secret.charity": "1"})
    assert report.cell("requests.results_total.business") == "2"
    assert report.cell("requests.results_total.total") == "3"


def test_a_typed_total_stays_until_it_is_given_back():
    report = fill(empty(), {REVIEW[0]: "2", TOTAL: "9"})
    assert report.overrides == {TOTAL}
    report = fill(report, {REVIEW[1]: "3"})
    assert report.cell(TOTAL) == "9"
    report = follow_again(FORM, report, (TOTAL,)).apply(report)
    assert (report.cell(TOTAL), report.overrides) == ("5", frozenset())


def test_only_slashes_sum_to_nothing():
    relation = FORM.derivations[TOTAL]
    assert calculated(relation, {}) == ""
    assert calculated(relation, dict.fromkeys(REVIEW, "/")) == "0"
    assert calculated(relation, {REVIEW[0]: "无", REVIEW[1]: "2"}) == "2"
    assert calculated(relation, {REVIEW[0]: "9" * 30_000, REVIEW[1]: "2"}) == "2"


def test_an_unknown_cell_is_refused():
    with pytest.raises(KeyError):
        set_cells(FORM, empty(), {"litigation.review.nothing": "1"})


def test_an_edit_that_changes_nothing_is_empty():
    report = fill(empty(), {REVIEW[0]: "2"})
    assert not set_cells(FORM, report, {REVIEW[0]: "２"})


def test_undo_restores_cells_totals_and_overrides():
    report = full_report()
    edit = set_cells(FORM, report, {REVIEW[0]: "77", TOTAL: "1", "requests.granted.other": ""})
    assert edit.inverse().apply(edit.apply(report)) == report
    assert edit.inverse().inverse().apply(report) == edit.apply(report)


def test_typing_in_a_row_merges_into_one_step():
    report = full_report()
    first = set_text(report, "problems", ("一",))
    second = set_text(first.apply(report), "problems", ("一二",))
    merged = first.then(second)
    assert len(merged.changes) == 1
    assert merged.apply(report).section("problems") == ("一二",)
    assert merged.inverse().apply(second.apply(first.apply(report))) == report
    back = set_text(second.apply(first.apply(report)), "problems", report.section("problems"))
    assert not merged.then(back)


@pytest.mark.parametrize("last_year", [None, {}, {"litigation.review.total": "4"}])
def test_a_whole_field_and_its_entries_keep_their_order(last_year):
    report = full_report()
    whole = set_values(report, {place("last_year"): last_year}, "")
    entry = set_values(whole.apply(report), {place("last_year", TOTAL): "8"}, "")
    after = entry.apply(whole.apply(report))
    assert after.last_year == {**(last_year or {}), TOTAL: "8"}
    merged = whole.then(entry)
    assert merged.apply(report) == after
    assert merged.inverse().apply(after) == report
    assert merged.then(entry.inverse()).apply(report) == whole.apply(report)


def test_the_first_figure_of_last_year_can_be_taken_back():
    report = empty()
    edit = set_values(report, {place("last_year", TOTAL): "8", place("last_year", REVIEW[0]): "8"}, "")
    after = edit.apply(report)
    assert after.last_year == {TOTAL: "8", REVIEW[0]: "8"}
    assert edit.inverse().apply(after).last_year is None


def test_texts_notes_and_acceptances_are_edits_too():
    report = full_report()
    accepted = Acceptance("in-force", (TOTAL,), ("1",), "重新统计")
    steps = [
        lambda r: set_text(r, "title", ("新标题", "第二行")),
        lambda r: set_text(r, "signature", ()),
        lambda r: set_text(r, "litigation", ("注：含旧案。",)),
        lambda r: set_text(r, "problems", ()),
        lambda r: set_remark(r, TOTAL, " 待核 "),
        lambda r: accept(r, accepted),
    ]
    done = []
    for step in steps:
        done.append(step(report))
        report = done[-1].apply(report)
    assert report.title == "新标题\n第二行"
    assert report.signature == ()
    assert "problems" not in report.sections
    assert report.remarks == {TOTAL: "待核"}
    assert report.accepted == (accepted,)
    assert withdraw(report, accepted).apply(report).accepted == ()
    assert set_remark(report, TOTAL, " ").apply(report).remarks == {}
    for edit in reversed(done):
        report = edit.inverse().apply(report)
    assert report == full_report()


def test_a_report_is_never_changed_in_place():
    report = full_report()
    cells = dict(report.cells)
    fill(report, dict.fromkeys(REVIEW, "9"))
    assert report.cells == cells


@pytest.mark.parametrize("where", ["nothing", "title/x", "nothing/x"])
def test_a_place_that_no_report_has_is_refused(where):
    with pytest.raises(KeyError):
        value_at(full_report(), where)
    with pytest.raises(KeyError):
        with_values(full_report(), {where: "x"})


def test_places():
    assert cell_place(TOTAL) == f"cells/{TOTAL}"
    assert text_place("title") == "title"
    assert text_place("problems") == "sections/problems"
    assert value_at(full_report(), place("remarks", TOTAL)) is None


@pytest.mark.parametrize("form_id", forms.known())
def test_totals_of_a_consistent_report_are_calculated(form_id):
    form = forms.load(form_id)
    report = full_report(form_id, picker(11))
    assert overridden(form, report.cells) == frozenset()
    wrong = with_cells(report, {TOTAL: "9999"})
    assert overridden(form, wrong.cells) == {TOTAL}


def test_an_overridden_total_follows_again_once_it_equals_its_sum() -> None:
    form = forms.load("2021")
    total, one, other = (Address(f"requests.granted.{c}") for c in ("total", "business", "other"))
    report = Report(form="2021", organ="某县", year=2024)
    report = set_cells(form, report, {one: "12", total: "21"}).apply(report)
    assert report.overrides == {total}
    mend = set_cells(form, report, {one: "21"})
    mended = mend.apply(report)
    assert mended.overrides == frozenset()
    assert mend.inverse().apply(mended) == report
    later = set_cells(form, mended, {other: "4"}).apply(mended)
    assert later.cell(total) == "25"


def test_a_total_typed_as_its_sum_is_not_overridden() -> None:
    form = forms.load("2021")
    total, one = (Address(f"requests.granted.{c}") for c in ("total", "business"))
    report = Report(form="2021", organ="某县", year=2024)
    report = set_cells(form, report, {one: "12"}).apply(report)
    assert set_cells(form, report, {total: "12"}).apply(report) == report
