"""The findings list in the window: jumps, F8, filters, accepting, mending."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot

from model.address import Address
from model.report import set_cells, set_text
from model.rules import Span
from model.rules.standing import Standing, standing
from tests.support.shell_reports import whole, with_cells
from tests.ui.window.conftest import Open
from ui.dialogs.text import TextDialog
from ui.tree.delegate import BADGE
from ui.tree.outline import State
from ui.window.window import ReportWindow

WRONG = with_cells(whole(), received__total="5")
DOUBTFUL = with_cells(whole(), granted__research="")


def codes(window: ReportWindow) -> list[str]:
    model = window.findings.model
    every = (model.line(row).finding for row in range(model.rowCount()))
    return [finding.code for finding in every if finding is not None]


def test_the_list_follows_every_edit(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    told = QAbstractItemModelTester.FailureReportingMode.Warning  # a warning fails the test
    tester = QAbstractItemModelTester(window.findings.model, told)
    assert codes(window) == []
    assert window.verdict.text() == "可以导出"
    session = window.session
    session.do(set_cells(session.form, session.report, {Address("requests.received.total"): "5"}))
    assert window.verdict.text().startswith("有 ")
    qtbot.waitUntil(lambda: "row-total" in codes(window))
    session.undo_stack.undo()
    qtbot.waitUntil(lambda: codes(window) == [])
    assert window.verdict.text() == "可以导出"
    assert tester.model() is window.findings.model


@pytest.mark.parametrize("how", ["enter", "click", "double click"])
def test_enter_and_clicks_jump_to_the_cell(opened: Open, how: str) -> None:
    window = opened(WRONG)
    row = next(r for r in range(window.findings.model.rowCount()) if window.findings.model.line(r).finding)
    shown, index = window.findings.list, window.findings.model.index(row)
    place = shown.visualRect(index).center()
    if how == "enter":
        shown.setCurrentIndex(index)
        QTest.keyClick(shown, Qt.Key.Key_Return)
    else:
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    if how == "double click":
        QTest.mouseDClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.pages.part == "requests"
    assert window.pages.isAncestorOf(window.focusWidget())
    grid = window.pages.currentWidget()
    assert grid.body.current == window.findings.finding().addresses[0]


def test_f8_goes_through_all_findings_and_round(opened: Open) -> None:
    window = opened(WRONG)
    seen = []
    for _ in range(len(codes(window)) + 1):
        window.actions_["next_finding"].trigger()
        seen.append(window.findings.finding())
    assert seen[0] is seen[-1]
    assert len({id(f) for f in seen}) == len(codes(window))
    window.actions_["previous_finding"].trigger()
    assert window.findings.finding() is seen[-2]


def test_f8_begins_where_the_clerk_is_errors_first(opened: Open) -> None:
    window = opened(with_cells(WRONG, granted__research=""))
    session = window.session
    for part in ("overview", "problems"):  # the table says 0
        text = (*session.report.section(part), "全年行政复议案件共9件。")
        session.do(set_text(session.report, part, text))
    step = window.actions_["next_finding"].trigger
    window.pages.show_page("litigation")
    step()
    assert window.pages.part == "problems"
    step()
    assert window.pages.part == "overview"  # around the end
    while window.findings.finding().code != "row-total":
        step()
    session.do(set_cells(session.form, session.report, {Address("requests.received.total"): ""}))
    assert "row-total" not in {finding.code for finding in session.findings}
    seen = []
    for _ in range(3):
        step()  # on from where it was mended: every error was met, now comes what is not filled in
        seen.append(standing(window.findings.finding()))
    assert seen == [Standing.UNFILLED, Standing.ERROR, Standing.ERROR]
    session.undo()
    window.pages.show_page("problems")
    window.actions_["previous_finding"].trigger()
    assert window.pages.part == "requests"
    assert window.findings.finding().level.value == "error"


def test_list_bar_and_menu_speak_of_the_same_finding(opened: Open, qtbot: QtBot) -> None:
    window = opened(with_cells(whole(), received__total="50"))
    session = window.session
    bar_of = {"requests": lambda: window.pages.page.bar.finding}  # type: ignore[attr-defined]
    window.findings.refresh()
    at_one_cell = session.findings_at(Address("requests.received.total"))
    assert len(at_one_cell) > 1
    shown = window.findings.list
    for finding in reversed(at_one_cell):
        index = window.findings.model.index(window.findings.model.row_of(finding))
        shown.scrollTo(index)
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=shown.visualRect(index).center())
        assert session.current.finding == window.findings.finding() == bar_of["requests"]() == finding
    window.pages.page.bar.next_finding()  # type: ignore[attr-defined]
    assert window.findings.finding() == session.current.finding == at_one_cell[1]
    for _ in range(len(session.findings)):
        window.actions_["next_finding"].trigger()
        assert window.findings.finding() == session.current.finding
        if window.pages.part == "requests":
            assert bar_of["requests"]() == session.current.finding
    window.pages.go(Address("requests.granted.charity"))
    assert session.current.finding is None
    assert window.findings.finding() is None


def test_arrows_in_the_list_show_each_place_and_keep_the_keyboard(opened: Open) -> None:
    window = opened(WRONG)
    session = window.session
    session.do(set_text(session.report, "problems", ()))
    window.findings.refresh()
    shown = window.findings.list
    shown.setFocus()
    parts = []
    for _ in range(len(session.findings)):
        QTest.keyClick(shown, Qt.Key.Key_Down)
        parts.append(window.pages.part)
        assert window.focusWidget() is shown
    assert {"requests", "problems"} <= set(parts)


def test_a_finding_about_a_whole_page_stays_current_there(opened: Open) -> None:
    window = opened()
    session = window.session
    session.do(set_text(session.report, "problems", ()))
    finding = next(f for f in session.findings if f.part == "problems")
    session.current.show(finding)
    assert window.pages.part == "problems"
    bar = window.pages.page.bar  # type: ignore[attr-defined]
    assert not bar.isHidden()
    window.pages.page.editor.entered.emit()  # type: ignore[attr-defined]
    assert session.current.finding == finding
    window.pages.show_page("other")
    assert session.current.finding is None


def test_f8_without_findings_says_so(opened: Open) -> None:
    window = opened()
    window.actions_["next_finding"].trigger()
    assert window.status.sentence == "没有要处理的问题。"


def test_filters(opened: Open) -> None:
    window = opened(with_cells(WRONG, granted__research=""))
    panel = window.findings
    assert "blank-cell" in codes(window)
    panel.standings[Standing.UNFILLED].click()
    assert codes(window)
    assert "blank-cell" not in codes(window)
    panel.standings[Standing.UNFILLED].click()
    panel.pages.setCurrentIndex(1)  # only the page shown
    assert codes(window) == []
    window.pages.show_page("requests")
    assert "blank-cell" in codes(window)


def test_accepting_with_a_reason_and_taking_it_back(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened(DOUBTFUL)
    monkeypatch.setattr(
        TextDialog,
        "exec",
        lambda self: (self.editor.setPlainText("核实无误"), QDialog.DialogCode.Accepted)[1],
    )
    window.actions_["next_finding"].trigger()
    accept = next(a for a in window.findings.menu().actions() if "接受" in a.text())
    accept.trigger()
    window.findings.refresh()
    assert window.session.findings == ()
    assert window.verdict.text() == "可以导出"
    index = window.findings.model.index(1)
    assert "已说明：核实无误" in index.data()
    window.findings.list.setCurrentIndex(index)
    back = next(a for a in window.findings.menu().actions() if "撤回" in a.text())
    back.trigger()
    assert [f.code for f in window.session.findings] == ["blank-cell"]


def test_alike_findings_are_accepted_with_one_reason_in_one_step(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(with_cells(DOUBTFUL, carried_in__research="", received__total="5"))
    asked: list[str] = []

    def agree(dialog: TextDialog) -> int:
        asked.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.editor.setPlainText("暂缺")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(TextDialog, "exec", agree)
    before = window.session.findings
    blank = [f for f in before if f.code == "blank-cell"]
    window.findings.refresh()
    row = window.findings.model.row_of(blank[0])
    window.findings.list.setCurrentIndex(window.findings.model.index(row))
    together = next(a for a in window.findings.menu().actions() if "一起" in a.text())
    assert "2 条" in together.text()
    together.trigger()
    assert all(part in asked[0] for part in ("予以公开", "上年结转"))
    assert {f.code for f in window.session.accepted} == {"blank-cell"}
    assert [f for f in window.session.findings if f.code == "blank-cell"] == []
    for _ in range(4):
        window.navigation.step_finding(1)
        assert window.findings.finding() in window.session.findings  # what is settled is passed over
    window.session.undo()
    assert window.session.findings == before


def test_what_must_be_judged_one_by_one_is_not_accepted_together(opened: Open) -> None:
    window = opened(WRONG)
    window.navigation.step_finding(1)
    assert not any("一起" in action.text() for action in window.findings.menu().actions())


def test_a_reason_ends_with_its_figures(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened(with_cells(DOUBTFUL, carried_in__research=""))
    monkeypatch.setattr(
        TextDialog, "exec", lambda self: (self.editor.setPlainText("暂缺"), QDialog.DialogCode.Accepted)[1]
    )
    for _ in range(len(window.session.findings)):
        window.actions_["next_finding"].trigger()
        next(a for a in window.findings.menu().actions() if "接受" in a.text()).trigger()
    assert window.session.findings == ()
    session = window.session
    cell = session.accepted[0].addresses[0]
    others = [a for f in session.accepted for a in f.addresses if a != cell]
    session.do(set_cells(session.form, session.report, {cell: "0"}))
    assert {a for f in session.findings for a in f.addresses} | {
        a for f in session.accepted for a in f.addresses
    } == set(others)


def test_errors_are_mended_not_accepted(opened: Open) -> None:
    window = opened(WRONG)
    window.navigation.step_finding(1)
    texts = [action.text() for action in window.findings.menu().actions()]
    assert not any("接受" in text for text in texts)
    fix = next(a for a in window.findings.menu().actions() if a.text() and "转到" not in a.text())
    fix.trigger()
    assert window.session.findings == ()


def test_reason_is_needed(qtbot: QtBot) -> None:
    dialog = TextDialog(None, "说明", "一句话", required=True)
    qtbot.addWidget(dialog)
    assert not dialog.accept_button.isEnabled()
    dialog.editor.setPlainText("  ")
    assert not dialog.accept_button.isEnabled()
    dialog.editor.setPlainText("口径调整")
    assert dialog.accept_button.isEnabled()


def test_badges_follow(opened: Open) -> None:
    window = opened()
    item = next(i for i in window.tree._items() if i.text() == window.session.form.sections["requests"].short)
    assert item.data(BADGE).state is State.COMPLETE
    session = window.session
    session.do(set_cells(session.form, session.report, {Address("requests.received.total"): "5"}))
    assert item.data(BADGE).state is State.ERRORS
    assert "处错误" in item.data(Qt.ItemDataRole.AccessibleTextRole)
    session.undo_stack.undo()
    assert item.data(BADGE).state is State.COMPLETE


def test_alt_enter_in_the_list_shows_what_can_be_done(opened: Open, qtbot: QtBot) -> None:
    window = opened(WRONG)
    window.findings_dock.show()
    window.navigation.step_finding(1)
    window.findings.list.setFocus()
    qtbot.keyClick(window.findings.list, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert any("转到" in action.text() for action in menu.actions())
    menu.close()


def test_up_and_down_in_the_list_pass_over_headings(opened: Open, qtbot: QtBot) -> None:
    window = opened(WRONG)
    session = window.session
    session.do(set_text(session.report, "problems", ()))
    window.findings.refresh()
    shown = window.findings.list
    shown.setCurrentIndex(shown.model().index(1, 0))
    passed = []
    for _ in range(shown.model().rowCount()):
        passed.append(window.findings.finding())
        qtbot.keyClick(shown, Qt.Key.Key_Down)
    assert None not in passed
    assert {finding.code for finding in passed if finding} >= {"row-total", "section-empty"}


def test_what_is_being_typed_is_taken_before_a_finding_is_accepted(opened: Open) -> None:
    window = opened(DOUBTFUL)
    finding = window.session.findings[0]
    window.session.jump(finding.addresses[0])
    grid = window.pages.currentWidget()
    QTest.keyClick(grid.body, Qt.Key.Key_0)
    window.session.accept_asked.emit((finding,))  # no dialog: what was to be accepted is settled
    assert window.session.report.cell(finding.addresses[0]) == "0"
    assert window.session.report.accepted == ()
    assert "改动后的核对结果" in window.status.sentence


def test_a_finding_in_the_note_under_a_table_is_selected_there(opened: Open) -> None:
    report = whole()
    window = opened(set_text(report, "requests", ("第一段。", "第二段说明。"), "").apply(report))
    window.session.jump(Span("requests", 1, 2, 5))
    note = window.pages.page.note.editor  # type: ignore[attr-defined]
    assert window.pages.part == "requests"
    assert window.focusWidget() is note
    assert note.textCursor().selectedText() == "段说明"
