"""Saving, closing, two copies, changes behind the program's back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from model.address import Address
from model.report import Report, set_cells, set_text
from model.storage.files import open_report, save
from tests.support.shell_reports import ORGAN, whole
from tests.ui.window.conftest import Answers, Open
from ui.app import Desk
from ui.dialogs import ask
from ui.window.window import ReportWindow

CELL = Address("disclosure.licences.decisions")


def type_figure(window: ReportWindow, text: str = "12") -> None:
    window.session.do(set_cells(window.session.form, window.session.report, {CELL: text}))


def test_the_title_bar_tells_name_and_unsaved_changes(opened: Open) -> None:
    window = opened()
    assert window.windowTitle().startswith("report.nianbao[*]")
    assert not window.isWindowModified()
    type_figure(window)
    assert window.isWindowModified()
    window.actions_["save"].trigger()
    assert not window.isWindowModified()
    assert open_report(window.session.path).report.cell(CELL) == "12"


def test_saving_takes_over_the_cell_being_typed(opened: Open) -> None:
    window = opened()
    window.session.jump(CELL)
    QTest.keyClick(window.pages.currentWidget().focusProxy(), Qt.Key.Key_4)
    assert window.session.report.cell(CELL) == "0"
    window.actions_["save"].trigger()
    assert open_report(window.session.path).report.cell(CELL) == "4"


def test_a_new_report_asks_where_and_suggests_its_title(desk: Desk, answers: Answers, tmp_path: Path) -> None:
    from ui.document.file import Opened
    from ui.session import Session

    window = desk.show_report(Session(whole()), Opened())
    answers.paths = [tmp_path / "new.nianbao"]
    type_figure(window)
    window.actions_["save"].trigger()
    assert answers.asked == [f"{ORGAN}2024年政府信息公开工作年度报告.nianbao"]
    assert open_report(tmp_path / "new.nianbao").report.cell(CELL) == "12"
    assert desk.settings.recent == (tmp_path / "new.nianbao",)


def test_closing_asks_only_when_something_would_be_lost(opened: Open, answers: Answers, desk: Desk) -> None:
    window = opened()
    type_figure(window)
    path = window.session.path
    answers.buttons = [2]  # cancel
    assert not window.close()
    assert window.isVisible()
    answers.buttons = [0]  # save
    assert window.close()
    assert open_report(path).report.cell(CELL) == "12"
    assert desk.windows == []
    asked = len(answers.asked)
    assert opened(name="other.nianbao").close()
    assert len(answers.asked) == asked


def test_not_saving_leaves_the_file(opened: Open, answers: Answers) -> None:
    window = opened()
    type_figure(window)
    answers.buttons = [1]
    assert window.close()
    assert open_report(window.session.path).report.cell(CELL) == "0"


def test_a_second_program_on_the_same_file_may_only_look(opened: Open, desk: Desk, answers: Answers) -> None:
    from ui.settings import Settings

    first = opened()
    second_desk = Desk(Settings(first.state / "other.ini"), first.state)
    second_desk.open_file(first.session.path, None)
    (second,) = second_desk.windows
    assert second.session.read_only
    assert "只读" in second.windowTitle()
    assert second.banner.isVisible()
    type_figure(second)
    assert second.session.report.cell(CELL) == "0"
    copy = first.session.path.with_name("copy.nianbao")
    answers.paths = [copy]
    second.banner.button.click()
    assert not second.session.read_only
    assert not second.banner.isVisible()
    text = second.pages.currentWidget()  # made while the report could only be read
    assert not text.editor.isReadOnly()
    assert text.insert_figure.isEnabled()
    QTest.keyClicks(text.editor, "x")
    assert "x" in second.session.report.preamble[0]
    type_figure(second)
    assert second.document_file.save()
    assert open_report(copy).report.cell(CELL) == "12"
    second.close()


def test_the_same_program_shows_the_window_it_has(opened: Open, desk: Desk) -> None:
    window = opened()
    desk.open_file(window.session.path, None)
    assert desk.windows == [window]


def test_a_closed_report_can_be_edited_elsewhere(opened: Open, desk: Desk) -> None:
    window = opened()
    path = window.session.path
    window.close()
    desk.open_file(path, None)
    assert not desk.windows[0].session.read_only


def changed(window: ReportWindow) -> Report:
    other = set_text(whole(), "problems", ["别人改的。"]).apply(whole())
    save(other, window.session.path, None)
    return other


def test_a_file_changed_by_others_is_kept_unless_the_clerk_says_so(opened: Open, answers: Answers) -> None:
    window = opened()
    type_figure(window)
    other = changed(window)
    answers.buttons = [2]  # cancel
    assert not window.document_file.save()
    assert "没有保存" in answers.asked[-1]
    assert open_report(window.session.path).report == other
    answers.buttons = [1]  # mine
    assert window.document_file.save()
    assert open_report(window.session.path).report.cell(CELL) == "12"


def test_a_file_changed_by_others_can_stay_beside_mine(opened: Open, answers: Answers) -> None:
    window = opened()
    type_figure(window)
    path = window.session.path
    other = changed(window)
    mine = path.with_name("mine.nianbao")
    answers.buttons, answers.paths = [0], [mine]
    assert window.document_file.save()
    assert open_report(path).report == other
    assert open_report(mine).report.cell(CELL) == "12"
    assert window.session.path == mine


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_lost(opened: Open, answers: Answers) -> None:
    window = opened()
    type_figure(window)
    answers.paths = [window.session.path.parent / "no such folder" / "x.nianbao"]
    before = window.session.path
    assert not window.document_file.save_as()
    assert "文件夹不存在" in answers.asked[-1]
    assert window.session.path == before
    assert window.isWindowModified()


def test_autosave_is_an_option(opened: Open) -> None:
    window = opened()
    type_figure(window)
    window.document_file.autosave()
    assert window.isWindowModified()
    window.settings.autosave = True
    window.document_file.autosave()
    assert not window.isWindowModified()
    assert open_report(window.session.path).report.cell(CELL) == "12"


def test_a_file_that_is_no_report_is_told(desk: Desk, answers: Answers, tmp_path: Path) -> None:
    bad = tmp_path / "bad.nianbao"
    bad.write_text("{}", "utf-8")
    desk.open_file(bad, None)
    assert desk.windows == []
    assert "不是本软件保存的" in answers.asked[0]
    desk.open_file(tmp_path / "none.nianbao", None)
    assert "找不到" in answers.asked[1]


def test_saving_over_itself_by_another_spelling_of_the_path_is_saving(
    desk: Desk, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    path = tmp_path / "report.nianbao"
    save(whole(), path, None)
    monkeypatch.chdir(tmp_path / "folder")
    desk.open_file(Path("../report.nianbao"), None)
    (window,) = desk.windows
    type_figure(window)
    answers.paths = [path]
    assert window.document_file.save_as()
    assert open_report(path).report.cell(CELL) == "12"


@pytest.mark.parametrize(
    ("typed", "named"),
    [("年报", "年报.nianbao"), ("年报1.18", "年报1.18.nianbao"), ("年报.docx", "年报.docx.nianbao")],
)
def test_a_name_with_a_dot_gets_the_ending_too(
    typed: str, named: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "_chosen", lambda _: tmp_path / (typed if "." in typed else f"{typed}.nianbao"))
    parent = QWidget()
    qtbot.addWidget(parent)
    suggestion = tmp_path / "建议.nianbao"
    assert ask.file_to_save(parent, "另存为", suggestion, ask.REPORT_FILTER) == tmp_path / named
    (tmp_path / named).touch()
    monkeypatch.setattr(ask, "choose", lambda *_: 1)  # do not replace
    asked_by_qt = named == f"{typed}.nianbao" and "." not in typed
    found = ask.file_to_save(parent, "另存为", suggestion, ask.REPORT_FILTER)
    assert found == (tmp_path / named if asked_by_qt else None)
