"""Menus, mouse and wheel in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.support.dropping import drop
from tests.support.shell_reports import whole, with_cells
from tests.ui.window.conftest import Open
from ui.dialogs.facts import FactsDialog


def test_the_menu_of_editing_offers_the_clipboard_of_the_page(opened: Open) -> None:
    window = opened()
    for part, words in (("requests", ("剪切", "复制", "粘贴", "向下填充")), ("overview", ("剪切", "复制"))):
        window.pages.show_page(part)
        texts = [action.text().partition("(")[0] for action in window.actions_.edit.actions()]
        assert [text for text in words if text not in texts] == []
        assert texts.count("复制") == 1
        here = [action.text().partition("(")[0] for action in window.actions_.here.actions()]
        assert "复制" not in here
        assert here[0]


def test_copying_from_the_menu_of_editing_copies_the_text_chosen(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    window.pages.show_page("overview")
    editor = window.pages.page.editor  # type: ignore[attr-defined]
    editor.selectAll()
    copy = next(a for a in window.actions_.edit.actions() if a.text().startswith("复制"))
    copy.trigger()
    assert QApplication.clipboard().text().startswith(window.session.report.section("overview")[0][:4])
    QApplication.clipboard().clear()


def test_f12_saves_as_and_the_size_of_letters_comes_back(opened: Open) -> None:
    window = opened()
    assert "F12" in [keys.toString() for keys in window.actions_["save_as"].shortcuts()]
    usual = QApplication.font().pointSize()
    try:
        window.actions_["larger"].trigger()
        assert QApplication.font().pointSize() == usual + 1
    finally:
        window.actions_["usual_size"].trigger()
    assert QApplication.font().pointSize() == usual


class Paintings(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.number = 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Count."""
        self.number += event.type() == QEvent.Type.Paint
        return False


def test_letters_of_a_new_size_paint_the_table_once(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    window.pages.show_page("requests")
    body = window.pages.page.body  # type: ignore[attr-defined]
    painted = Paintings(body.viewport())
    try:
        window.actions_["larger"].trigger()  # the first one gives the program its colours too
        qtbot.wait(300)
        for name in ("smaller", "larger"):
            painted.number = 0
            window.actions_[name].trigger()
            qtbot.wait(300)
            assert painted.number == 1, name
    finally:
        window.actions_["usual_size"].trigger()


def wheel(widget: QWidget, held: Qt.KeyboardModifier, turned: int) -> None:
    """Turn the wheel over a widget; what it does not take goes on to its parents."""
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        widget.mapToGlobal(place),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    over: QWidget | None = widget
    while over is not None:
        event.ignore()
        QApplication.sendEvent(over, event)
        over = None if event.isAccepted() else over.parentWidget()


@pytest.mark.parametrize("part", ["requests", "overview"])
def test_control_and_the_wheel_size_the_letters(opened: Open, part: str) -> None:
    window = opened()
    window.pages.show_page(part)
    page = window.pages.page
    inner = page.body.viewport() if part == "requests" else page.editor.viewport()  # type: ignore[attr-defined]
    usual = QApplication.font().pointSize()
    control = Qt.KeyboardModifier.ControlModifier
    try:
        for view in (inner, window.tree.view.viewport(), window.findings.list.viewport()):
            wheel(view, control, 60)
            wheel(view, control, 60)  # half a notch each
        assert QApplication.font().pointSize() == usual + 3
    finally:
        window.actions_["usual_size"].trigger()


def test_the_wheel_changes_no_choice_that_the_keyboard_is_not_in(opened: Open) -> None:
    window = opened()
    choice = window.findings.pages
    wheel(choice, Qt.KeyboardModifier.NoModifier, -120)
    assert choice.currentIndex() == 0
    dialog = FactsDialog(window.session, window)
    year = dialog.year.value()
    wheel(dialog.year, Qt.KeyboardModifier.NoModifier, -240)
    assert dialog.year.value() == year
    dialog.deleteLater()


def test_a_click_in_the_tree_leads_the_keys_to_the_page_and_arrows_do_not(opened: Open) -> None:
    window = opened()
    view = window.tree.view
    three = next(
        view.model().index(row, 0)
        for row in range(view.model().rowCount())
        if view.model().index(row, 0).data().startswith("三、")
    )
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(three).center())
    assert window.pages.part == "requests"
    assert window.focusWidget() is window.pages.page.focusProxy()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert window.pages.part == "litigation"
    assert window.focusWidget() is view


def test_the_menu_of_a_part_lists_its_findings(opened: Open) -> None:
    window = opened(with_cells(whole(), received__total="5"))
    view = window.tree.view
    three = next(
        view.model().index(row, 0)
        for row in range(view.model().rowCount())
        if view.model().index(row, 0).data().startswith("三、")
    )
    menu = window.tree.menu(three)
    next(action for action in menu.actions() if "问题" in action.text()).trigger()
    assert window.findings.pages.currentData() == "requests"
    assert window.findings_dock.isVisible()
    next(action for action in menu.actions() if "转到" in action.text()).trigger()
    assert window.pages.part == "requests"
    menu.deleteLater()


@pytest.mark.parametrize("part", ["overview", "requests"])
def test_a_file_pasted_or_dropped_anywhere_is_opened(
    opened: Open, qtbot: QtBot, tmp_path: Path, part: str
) -> None:
    window = opened()
    window.pages.show_page(part)
    page = window.pages.page
    before = window.session.report
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "上年.docx"))])
    asked: list[Path] = []
    window.open_asked.disconnect()
    window.open_asked.connect(asked.append)
    if part == "overview":
        page.editor.insertFromMimeData(data)  # type: ignore[attr-defined]
    else:
        page.note.editor.insertFromMimeData(data)  # type: ignore[attr-defined]
    assert drop(window, data)
    assert asked == [tmp_path / "上年.docx"] * 2
    assert window.session.report == before


def test_the_status_bar_knows_the_cell_after_a_change_of_section(opened: Open) -> None:
    window = opened()
    for part in ("requests", "overview", "requests"):
        window.pages.show_page(part)
        cell_told = "自然人" in window.status.sentence
        assert cell_told == (part == "requests")


def test_showing_last_year_without_its_figures_says_where_they_come_from(opened: Open) -> None:
    window = opened()
    assert not window.session.report.last_year
    window.pages.show_page("requests")
    window.actions_["show_last_year"].trigger()
    assert "导入上年报告" in window.status.sentence
