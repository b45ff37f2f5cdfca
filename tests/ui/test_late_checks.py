"""Checking beside the typing: a text of an ordinary length at once, a very long one when there is a pause."""

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from model.report import set_text
from tests.support.text_reports import text_report
from ui.late_checks import LONG, MUCH
from ui.session import Session

WRONG = "全市新收政府信息公开申请3110件。"
FILLER = "各科室按照分工逐项落实。"


def session_with(*paragraphs: str) -> Session:
    return Session(text_report(sections={"overview": paragraphs}))


def codes(session: Session) -> list[str]:
    return [finding.code for finding in session.findings_in("overview") if finding.span is not None]


def long_text(wrong: str) -> str:
    return FILLER * (LONG // len(FILLER)) + wrong + FILLER


def test_an_ordinary_text_is_checked_at_once(qtbot: QtBot) -> None:
    session = session_with("正文。")
    session.do(set_text(session.report, "overview", (WRONG,)))
    assert "text-figure" in codes(session)


def test_a_very_long_text_is_checked_later(qtbot: QtBot) -> None:
    session = session_with("正文。")
    session.do(set_text(session.report, "overview", (long_text(WRONG),)))
    assert codes(session) == []
    qtbot.waitUntil(lambda: "text-figure" in codes(session), timeout=20_000)


def test_what_is_still_to_come_is_waited_for_before_the_report_goes_out(qtbot: QtBot) -> None:
    session = session_with("正文。")
    session.do(set_text(session.report, "overview", (long_text(WRONG),)))
    session.checking.settle()
    assert "text-figure" in codes(session)


def test_the_window_lives_while_the_findings_are_waited_for(qtbot: QtBot) -> None:
    session = session_with("正文。")
    session.do(set_text(session.report, "overview", (long_text(WRONG) * 5,)))
    ticks = []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: ticks.append(session.checking.pending))
    timer.start()
    session.checking.settle()
    assert ticks.count(True) > 1


def test_who_waits_is_told_what_went_wrong(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    session = session_with("正文。")

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    session.do(set_text(session.report, "overview", (long_text(WRONG),)))
    monkeypatch.setattr(session.checking._checking, "check", fail)
    with pytest.raises(ZeroDivisionError):
        session.checking.settle()


def test_a_change_while_the_thread_works_is_checked_too(qtbot: QtBot) -> None:
    session = session_with(long_text(WRONG))
    session.do(set_text(session.report, "overview", (long_text(WRONG) + "完。",)))
    session.checking._begin()  # the pause is over
    session.do(set_text(session.report, "overview", (long_text(FILLER),)))
    session.checking.settle()
    assert "text-figure" not in codes(session)
    assert not session.checking.pending


def test_findings_about_figures_stay_while_a_long_text_is_read(qtbot: QtBot) -> None:
    session = session_with("正文。")
    before = [finding for finding in session.findings if finding.span is None]
    assert before
    session.do(set_text(session.report, "overview", (long_text(WRONG),)))
    assert set(before) <= set(session.findings)


def test_a_very_long_report_is_not_known_before_it_was_read(qtbot: QtBot) -> None:
    session = session_with(long_text(WRONG))
    assert not session.checked
    assert session.findings == ()
    session.do(set_text(session.report, "problems", (WRONG,)))  # the thread has the report as it was
    qtbot.waitUntil(lambda: session.checked and not session.checking.pending, timeout=20_000)
    assert {f.span.part for f in session.findings if f.code == "text-figure" and f.span} == {
        "overview",
        "problems",
    }


def test_a_very_long_report_does_not_go_out_unread(qtbot: QtBot) -> None:
    session = session_with(long_text(WRONG))
    session.checking.settle()
    assert session.checked
    assert "text-figure" in codes(session)


def test_very_many_paragraphs_are_checked_later(qtbot: QtBot) -> None:
    session = session_with("正文。")
    many = tuple(f"{number}{FILLER}" for number in range(MUCH // len(FILLER)))
    session.do(set_text(session.report, "overview", (*many, WRONG)))
    assert codes(session) == []
    qtbot.waitUntil(lambda: "text-figure" in codes(session), timeout=20_000)


def test_what_went_wrong_in_the_thread_is_told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    session = session_with("正文。")

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(session.checking._checking, "check", fail)
    with qtbot.captureExceptions() as caught:
        session.do(set_text(session.report, "overview", (long_text(WRONG),)))
        qtbot.waitUntil(lambda: bool(caught), timeout=20_000)
    assert caught[0][0] is ZeroDivisionError
    assert not session.checking.pending
