"""Export and its drafts, final reports, undo, panes."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from export import readback
from intake import read
from model.address import Address
from model.report import Report, set_cells, set_text
from model.rules import Level
from model.storage.names import file_name, marked
from tests.support.shell_reports import ORGAN, whole, with_cells
from tests.ui.window.conftest import Answers, Open
from ui.dialogs import ask
from ui.window.window import ReportWindow

TITLE = f"{ORGAN}2024年政府信息公开工作年度报告"
WRONG = with_cells(whole(), received__total="5")
CELL = Address("disclosure.licences.decisions")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    made: list[Path] = []
    monkeypatch.setattr(ask, "written", lambda parent, path: made.append(path))
    return made


@pytest.mark.parametrize(("action", "suffix"), [("word", ".docx"), ("html", ".html")])
def test_export_writes_a_file_that_reads_back(
    action: str, suffix: str, opened: Open, answers: Answers, written: list[Path], tmp_path: Path
) -> None:
    window = opened()
    target = tmp_path / f"out{suffix}"
    answers.paths = [target]
    window.actions_[action].trigger()
    assert answers.asked == [TITLE + suffix]
    assert written == [target]
    assert read(target).report.cells == whole().cells


def test_pdf(opened: Open, answers: Answers, written: list[Path], tmp_path: Path) -> None:
    window = opened()
    answers.paths = [tmp_path / "out.pdf"]
    window.actions_["pdf"].trigger()
    assert written[0].read_bytes().startswith(b"%PDF")


def test_a_pdf_is_proven_beside_the_window(
    opened: Open, answers: Answers, written: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, threads = readback.prove, []

    def prove(*given: object, **named: object) -> None:
        threads.append(threading.current_thread())
        real(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(readback, "prove", prove)
    window = opened()
    answers.paths = [tmp_path / "out.pdf"]
    window.actions_["pdf"].trigger()
    assert written == [tmp_path / "out.pdf"]
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


def test_with_errors_the_clerk_is_asked_and_the_name_says_draft(
    opened: Open, answers: Answers, written: list[Path], tmp_path: Path
) -> None:
    window = opened(WRONG)
    errors = window.session.errors
    answers.buttons, answers.paths = [1], [tmp_path / "for the chief.html"]
    window.actions_["html"].trigger()
    assert f"报告有 {errors} 处错误" in answers.asked[0]
    assert answers.asked[1] == f"{TITLE}（草稿，有{errors}处错误）.html"
    assert written == [tmp_path / f"for the chief（草稿，有{errors}处错误）.html"]
    assert written[0].exists()
    assert not (tmp_path / "for the chief.html").exists()


def test_what_is_open_besides_errors_is_told_and_asked_about_once(
    opened: Open, answers: Answers, written: list[Path], tmp_path: Path
) -> None:
    window = opened(with_cells(whole(), granted__research=""))
    assert window.session.errors == 0
    answers.buttons, answers.paths = [1], [tmp_path / "one.html", tmp_path / "two.html"]
    window.actions_["html"].trigger()
    window.actions_["html"].trigger()
    assert answers.asked == ["报告有 1 处还没填，不宜正式发布。", f"{TITLE}.html", f"{TITLE}.html"]
    assert written == [tmp_path / "one.html", tmp_path / "two.html"]
    window.session.do(set_text(window.session.report, "signature", ()))
    window.actions_["html"].trigger()  # something else is open, and the clerk calls it off
    assert answers.asked[-1] == "报告有 2 处还没填，不宜正式发布。"
    assert len(written) == 2


def test_final_says_what_is_still_open(opened: Open, answers: Answers) -> None:
    window = opened(with_cells(whole(), granted__research=""))
    answers.buttons = [0]
    window.findings_dock.hide()
    window.actions_["final"].trigger()
    assert answers.asked == ["报告有 1 处还没填，仍要定稿吗？"]
    assert window.findings_dock.isVisible()
    assert not window.session.report.final
    answers.buttons = [1]
    window.actions_["final"].trigger()
    assert window.session.report.final


def test_the_clerk_may_look_at_the_errors_instead(
    opened: Open, answers: Answers, written: list[Path]
) -> None:
    window = opened(WRONG)
    window.findings_dock.hide()
    answers.buttons = [0]
    window.actions_["word"].trigger()
    assert window.findings_dock.isVisible()
    assert written == []


def test_what_cannot_be_written_is_told(
    opened: Open, answers: Answers, written: list[Path], tmp_path: Path
) -> None:
    window = opened()
    answers.paths = [tmp_path / "none" / "out.docx"]
    window.actions_["word"].trigger()
    assert written == []
    assert len(answers.asked) == 2
    assert "不存在" in answers.asked[1]


def test_names_fit_every_system() -> None:
    report = Report(form="2021", organ="甲/乙局", year=2024)
    assert file_name(report) == "甲 乙局2024年政府信息公开工作年度报告"
    assert file_name(Report(form="2021", organ="", year=2024, title="一行\n2024年：a:b")) == "一行2024年：a b"
    assert file_name(Report(form="2021", organ="", year=2024, title="报告")) == "2024年 报告"
    assert marked("报告", 3) == "报告（草稿，有3处错误）"
    assert marked("报告（草稿，有3处错误）", 2) == "报告（草稿，有3处错误）"
    assert marked("报告", 0) == "报告"


def change(window: ReportWindow) -> None:
    window.session.do(set_cells(window.session.form, window.session.report, {CELL: "5"}))


def test_a_final_report_is_locked_until_reopened(opened: Open) -> None:
    window = opened()
    change(window)
    window.actions_["final"].trigger()
    assert window.session.report.final
    assert window.banner.isVisible()
    assert not window.actions_["undo"].isEnabled()
    before = window.session.report
    window.session.do(set_cells(window.session.form, before, {CELL: "6"}))
    assert window.session.report is before
    assert "已定稿" in window.status.sentence
    window.banner.button.click()
    assert not window.session.report.final
    assert not window.banner.isVisible()
    change(window)
    assert window.session.report.cell(CELL) == "5"


def test_final_with_errors_is_asked(opened: Open, answers: Answers) -> None:
    window = opened(WRONG)
    answers.buttons = [0]
    window.actions_["final"].trigger()
    assert not window.session.report.final
    assert not window.actions_["final"].isChecked()
    answers.buttons = [1]
    window.actions_["final"].trigger()
    assert window.session.report.final


def test_undo_and_redo_name_the_step(opened: Open) -> None:
    window = opened()
    change(window)
    assert "填写数据" in window.actions_["undo"].text()
    window.actions_["undo"].trigger()
    assert window.session.report.cell(CELL) == "0"
    window.actions_["redo"].trigger()
    assert window.session.report.cell(CELL) == "5"


def test_f6_goes_round_the_panes(opened: Open, qtbot: QtBot) -> None:
    window = opened(WRONG)
    window.findings_dock.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.tree.view.setFocus(Qt.FocusReason.OtherFocusReason)
    seen = []
    for _ in range(3):
        window.actions_["next_pane"].trigger()
        focus = QApplication.focusWidget()
        panes = {"tree": window.tree, "pages": window.pages, "findings": window.findings}
        seen += [name for name, pane in panes.items() if pane.isAncestorOf(focus)]
    assert seen == ["pages", "findings", "tree"]


def test_up_and_down_in_the_tree_show_the_pages(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view = window.tree.view
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    seen = [window.pages.part]
    for _ in range(20):
        qtbot.keyClick(view, Qt.Key.Key_Down)
        if window.pages.part != seen[-1]:
            seen.append(window.pages.part)
        assert QApplication.focusWidget() is view
    assert seen == ["preamble", *window.session.form.sections, "signature"]


def test_every_action_says_what_it_does(opened: Open) -> None:
    window = opened()
    keys = [a.shortcut().toString() for a in window.actions_.all.values() if not a.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))
    for action in window.actions_.all.values():
        assert action.toolTip()
        assert action.text()


def close_what_opens(kind: str) -> list[str]:
    """Close the next dialog of a kind as soon as it is there, and note that it was."""
    seen: list[str] = []

    def look() -> None:
        for widget in QApplication.topLevelWidgets():
            if type(widget).__name__ == kind and widget.isVisible():
                seen.append(kind)
                widget.close()
                return
        if len(seen) == 0 and timer.property("tries") < 200:
            timer.setProperty("tries", timer.property("tries") + 1)
            timer.start(25)

    timer = QTimer(QApplication.instance())
    timer.setProperty("tries", 0)
    timer.setSingleShot(True)
    timer.timeout.connect(look)
    timer.start(25)
    return seen


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("preview", "PreviewDialog"),
        ("find", "FindReplaceDialog"),
        ("settings", "SettingsDialog"),
        ("facts", "FactsDialog"),
        ("about", "AboutDialog"),
        ("manual", "Manual"),
    ],
)
def test_every_dialog_opens_and_is_gone_when_closed(
    opened: Open, qtbot: QtBot, action: str, kind: str
) -> None:
    window = opened()
    seen = close_what_opens(kind)
    window.actions_[action].trigger()
    qtbot.waitUntil(lambda: seen == [kind])
    qtbot.waitUntil(lambda: all(type(child).__name__ != kind for child in window.findChildren(QWidget)))
    change(window)  # nobody listens any more who is no longer there
    window.session.undo_stack.undo()
    assert not window.isWindowModified()


def test_on_a_narrow_screen_the_findings_fold_behind_their_verdict(opened: Open) -> None:
    window = opened()
    narrow = window.screen().availableSize().width() < 1100
    assert window.findings_dock.isVisible() is not narrow
    window.findings_dock.hide()
    window.verdict.click()
    assert window.findings_dock.isVisible()
    window.close()
    again = opened()
    assert again.findings_dock.isVisible()  # as it was left


def test_an_office_folder_that_is_gone_is_told_before_another_look_goes_out(
    opened: Open, answers: Answers, written: list[Path], tmp_path: Path
) -> None:
    window = opened()
    window.settings.template_folder = str(tmp_path / "gone")
    answers.buttons, answers.paths = [1], [tmp_path / "out.docx"]
    window.actions_["word"].trigger()
    assert written == []
    assert "打不开本单位文件夹" in answers.asked[-1]
    answers.buttons = [0]
    window.actions_["word"].trigger()
    assert written == [tmp_path / "out.docx"]


def test_to_see_the_errors_leads_to_the_first_of_them(opened: Open, answers: Answers) -> None:
    window = opened(WRONG)
    window.pages.show_page("overview")
    answers.buttons = [0]
    window.actions_["word"].trigger()
    assert window.pages.part == "requests"
    assert window.session.current.finding is not None
    assert window.session.current.finding.level is Level.ERROR
