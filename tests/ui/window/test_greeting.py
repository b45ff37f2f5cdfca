"""A new report greets with what to do first; the list comes once there is something to tell."""

from pytestqt.qtbot import QtBot

from model import forms
from model.address import Address
from model.report import Report, set_cells
from tests.ui.window.conftest import Answers, Open

ORGAN = "青苇镇人民政府"
NEW = Report(form="2021", organ=ORGAN, year=2024, title=forms.load("2021").title(ORGAN, 2024))
RECEIVED = Address("requests.received.natural_person")


def test_a_new_report_says_what_comes_first_and_not_what_is_wrong(opened: Open, qtbot: QtBot) -> None:
    window = opened(NEW)
    window.findings_dock.show()
    panel, session = window.findings, window.session
    assert panel.greeting.isVisible()
    assert not panel.list.isVisible()
    assert "导入上年报告" in panel.greeting.text()
    assert "错误" not in panel.greeting.text() + window.verdict.text()
    panel.greeting.linkActivated.emit("disclosure")
    assert window.pages.part == "disclosure"
    session.do(set_cells(session.form, session.report, {RECEIVED: "3"}))
    qtbot.waitUntil(panel.list.isVisible)
    assert not panel.greeting.isVisible()
    session.undo()
    qtbot.waitUntil(panel.greeting.isVisible)


def test_the_list_is_there_for_who_wants_it(opened: Open) -> None:
    window = opened(NEW)
    window.findings_dock.show()
    window.findings.greeting.linkActivated.emit("list")
    assert window.findings.list.isVisible()
    assert window.findings.focusProxy() is window.findings.list


def test_who_is_asked_before_export_and_wants_to_look_sees_the_list(opened: Open, answers: Answers) -> None:
    window = opened(NEW)
    answers.buttons = [0]
    window.actions_["word"].trigger()
    assert window.findings.list.isVisible()


def test_f8_goes_to_what_is_not_filled_in_under_the_greeting_too(opened: Open) -> None:
    window = opened(NEW)
    window.actions_["next_finding"].trigger()
    assert window.session.current.finding is not None


def test_last_year_is_a_click_away(opened: Open, answers: Answers) -> None:
    window = opened(NEW)
    answers.paths = [None]
    window.findings.greeting.linkActivated.emit("last-year")
    assert answers.paths == []  # the clerk was asked for the file
