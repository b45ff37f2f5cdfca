"""This year's report held against last year's."""

from dataclasses import replace

import pytest

from model import forms
from model.report import Report
from model.rules import Checker, Level, NotYet, message
from model.rules.catalogue import RULES
from tests.support.samples import full_report, with_cells, without_last_year

FORM = forms.load("2021")
CODES = {"carried-over", "in-force", "pending-flow", "big-change", "copied-text"}
SENTENCE = "全年共举办开放日活动3次，邀请市民代表参观办事大厅，听取意见建议。"


def run(report: Report):
    checker = Checker(FORM, RULES)
    return [f for f in checker.check(report) if f.code in CODES], checker.not_yet()


def last(report: Report, texts: dict[str, str | None]) -> Report:
    cells = {**report.last_year, **texts}
    return replace(report, last_year={a: text for a, text in cells.items() if text is not None})


def test_without_last_year_the_rules_are_silent():
    assert run(without_last_year(full_report())) == ([], [])


@pytest.mark.parametrize("column", ["natural_person", "business", "charity", "other", "total"])
def test_every_column_must_be_carried_over(column):
    report = full_report()
    now = report.cell(f"requests.carried_in.{column}")
    report = last(report, {f"requests.carried_out.{column}": str(int(now) + 3)})
    ((finding,), _) = run(report)
    assert (finding.code, finding.level) == ("carried-over", Level.ERROR)
    assert finding.addresses == (f"requests.carried_in.{column}",)
    assert (finding.actual, finding.expected) == (now, str(int(now) + 3))
    assert f"上年为 {finding.expected}" in message(FORM, report, finding)


def test_nothing_and_not_applicable_carry_over_alike():
    report = with_cells(full_report(), {"requests.carried_in.charity": "/"})
    findings, _ = run(last(report, {"requests.carried_out.charity": "0"}))
    assert findings == []


@pytest.mark.parametrize("text", [None, "无"])
def test_a_figure_missing_last_year_is_waited_for(text):
    report = last(full_report(), {"requests.carried_out.total": text})
    findings, not_yet = run(report)
    assert findings == []
    assert NotYet("carried-over", ("requests.carried_out.total",)) in not_yet


def test_the_stock_must_flow():
    report = with_cells(
        full_report(),
        {
            f"disclosure.regulations.{c}": t
            for c, t in (("issued", "2"), ("repealed", "1"), ("in_force", "14"))
        },
    )
    report = last(report, {"disclosure.regulations.in_force": "11"})
    ((finding,), _) = run(report)
    assert (finding.code, finding.level) == ("in-force", Level.WARNING)
    assert (finding.actual, finding.expected) == ("14", "12")
    assert "上年 11 加本年制发件数 2 减本年废止件数 1 应为 12，现为 14" in message(FORM, report, finding)


def test_a_form_before_that_has_no_such_stock_is_no_reason_to_wait():
    report = full_report()
    cells = {a: t for a, t in report.last_year.items() if a in forms.load("2019").cells}
    findings, not_yet = run(replace(report, last_year=cells, last_year_form="2019"))
    assert findings == []
    assert not_yet == []


def litigation(rows: dict[str, str]) -> dict[str, str]:
    return {f"litigation.{name}": text for name, text in rows.items()}


def test_cases_left_open_must_come_back():
    report = with_cells(full_report(), litigation({"direct_suit.total": "4"}))
    report = last(report, litigation({"direct_suit.pending": "5", "direct_suit.total": "9"}))
    findings, _ = run(report)
    (finding,) = [f for f in findings if f.code == "pending-flow"]
    assert finding.level is Level.HINT
    assert finding.addresses == ("litigation.direct_suit.total",)
    assert "上年报告的“尚未审结”5" in message(FORM, report, finding)


@pytest.mark.parametrize(("suits", "hint"), [("10", False), ("11", True)])
def test_suits_after_review_need_reviews(suits, hint):
    report = with_cells(full_report(), litigation({"suit_after_review.total": suits, "review.total": "4"}))
    report = last(
        report,
        litigation({"review.total": "6", "review.pending": "0", "suit_after_review.pending": "0"}),
    )
    findings, _ = run(report)
    told = [f for f in findings if f.code == "pending-flow"]
    assert bool(told) is hint
    for finding in told:
        assert "（本年 4，上年 6）" in message(FORM, report, finding)


@pytest.mark.parametrize(
    ("now", "then", "hint"),
    [
        ("41", "20", True),
        ("40", "20", False),
        ("19", "40", True),
        ("20", "40", False),
        ("11", "1", False),
        ("12", "1", True),
        ("0", "10", False),
        ("0", "11", True),
        ("50", "/", True),
    ],
)
def test_a_big_change_is_more_than_twice_and_more_than_ten(now, then, hint):
    address = "disclosure.penalties.decisions"
    report = last(with_cells(full_report(), {address: now}), {address: then})
    findings, _ = run(report)
    assert [f.addresses for f in findings] == ([(address,)] if hint else [])


def texts(now: str, then: str, part: str = "problems", before: str = "overview") -> Report:
    report = full_report()
    sections = {**report.sections, part: (*report.section(part), now)}
    return replace(report, sections=sections, last_year_sections={before: (then,)})


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (SENTENCE, SENTENCE),
        (SENTENCE.replace("，", "， "), SENTENCE),
        (SENTENCE.replace("3", "12"), SENTENCE),
        ("2024年" + SENTENCE, "2023年" + SENTENCE),
        (SENTENCE.replace("3", "{{ requests.received.total }}"), SENTENCE),
        (SENTENCE.replace("3", "1,204"), SENTENCE),
        (SENTENCE.replace("3", "十二"), SENTENCE.replace("3", "三")),
        ("二〇二四年" + SENTENCE, "二〇二三年" + SENTENCE),
    ],
)
def test_a_paragraph_of_last_year_is_a_hint(now, then):
    report = texts(now, then)
    ((finding,), _) = run(report)
    assert (finding.code, finding.level) == ("copied-text", Level.HINT)
    assert finding.facts.places == (("problems", (2,)),)
    assert report.text("problems")[finding.span.paragraph] == now
    assert "第 2 段" in message(FORM, report, finding)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (SENTENCE, SENTENCE.replace("市民", "企业")),
        ("（一）健全工作机制。", "（一）健全工作机制。"),
        ("（一）健全公开工作机制和考核机制并压实各级责任", "（一）健全公开工作机制和考核机制并压实各级责任"),
    ],
)
def test_other_paragraphs_and_headings_are_left_alone(now, then):
    assert run(texts(now, then))[0] == []


def test_notes_under_tables_are_left_alone():
    assert run(texts(SENTENCE, SENTENCE, "requests", "requests"))[0] == []
    assert run(texts(SENTENCE, SENTENCE, "problems", "requests"))[0] == []


def test_without_any_figure_of_last_year_every_comparison_waits_for_its_own():
    findings, not_yet = run(replace(full_report(), last_year={}))
    assert findings == []
    waiting = {}
    for item in not_yet:
        waiting.setdefault(item.code, []).append(item.addresses)
    columns = ("natural_person", "business", "research", "charity", "legal_service", "other", "total")
    assert sorted(waiting.pop("carried-over")) == sorted((f"requests.carried_out.{c}",) for c in columns)
    stocks = FORM.checks.stock
    assert waiting.pop("in-force") == [(f"{s.table}.{row}.{s.stock}",) for s in stocks for row in s.rows]
    assert sorted(waiting.pop("pending-flow")) == [
        ("litigation.direct_suit.pending",),
        ("litigation.review.pending",),
        ("litigation.review.total",),
        ("litigation.suit_after_review.pending",),
    ]
    assert waiting.pop("big-change") == [(address,) for address in FORM.checks.big_change]
    assert waiting == {}


@pytest.mark.parametrize(
    ("now", "then", "told"),
    [
        ("21", "10", True),
        ("20", "10", False),
        ("10", "21", True),
        ("10", "20", False),
        ("11", "0", True),
        ("10", "0", False),
        ("0", "11", True),
        ("0", "10", False),
        ("201", "100", True),
        ("200", "100", False),
        ("100", "201", True),
        ("100", "200", False),
    ],
)
def test_a_change_is_big_beyond_twice_and_beyond_ten(now, then, told):
    address = "disclosure.penalties.decisions"
    report = last(with_cells(full_report(), {address: now}), {address: then})
    findings, _ = run(report)
    assert [(f.code, f.addresses, f.actual, f.expected) for f in findings] == (
        [("big-change", (address,), now, then)] if told else []
    )


@pytest.mark.parametrize("form_id", ["2019", "1999"])
def test_figures_of_another_form_are_compared_only_where_both_have_them(form_id):
    report = replace(full_report(), last_year={}, last_year_form=form_id)
    _, not_yet = run(report)
    both = set(forms.load("2019").cells) if form_id == "2019" else set()
    assert {a for item in not_yet for a in item.addresses} <= both
    codes = {"carried-over", "pending-flow", "big-change"}  # the form before counts no stock of documents
    assert {item.code for item in not_yet} == (codes if both else set())
