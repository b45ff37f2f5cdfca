"""The cards of the start page: what they show, what opens, and how the clerk comes back to them."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from model import forms
from model.address import Address
from model.report import Report, set_cells, set_values
from model.report.edits import place
from model.rules import Span
from model.rules.report_parts import read_place, written_place
from model.storage.files import save
from tests.support.shell_reports import ORGAN, whole
from tests.ui.window.conftest import Answers, Open
from ui.app import Desk
from ui.recent import Card, due_year, last_years, read_card, when
from ui.settings import Settings
from ui.start.card_look import SHOWN, action_rect
from ui.start.new_report import NewReportDialog
from ui.start.page import StartPage

FORM = forms.load("2021")
CELL = Address("disclosure.licences.decisions")
NOW = datetime(2026, 1, 12, 9, 30)


def card_in(settings: Settings, path: Path) -> Card:
    return settings.cards[path.absolute()]


# ---------------------------------------------------------------- what is kept


def test_saving_keeps_what_the_card_shows(opened: Open, desk: Desk) -> None:
    window = opened()
    window.session.do(set_cells(FORM, window.session.report, {CELL: ""}))
    window.actions_["save"].trigger()
    assert window.session.path is not None
    card = card_in(desk.settings, window.session.path)
    report = window.session.report
    assert (card.organ, card.year, card.form) == (ORGAN, 2024, "2021")
    assert card.filled == sum(1 for text in report.cells.values() if text)
    assert card.cells == len(FORM.cells)
    assert card.unfilled == 1
    assert datetime.fromisoformat(card.edited).tzinfo is not None


def test_an_error_and_the_final_mark_are_on_the_card(opened: Open, desk: Desk) -> None:
    window = opened()
    wrong = {Address("requests.received.total"): "17"}
    window.session.do(set_cells(FORM, window.session.report, wrong))
    window.actions_["save"].trigger()
    assert window.session.path is not None
    assert card_in(desk.settings, window.session.path).errors == window.session.errors > 0
    window.session.undo()
    window.session.do(set_values(window.session.report, {place("final"): True}, "定稿"))
    window.actions_["save"].trigger()
    card = card_in(desk.settings, window.session.path)
    assert (card.errors, card.final) == (0, True)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=3))
def test_a_damaged_card_counts_as_none(value: object) -> None:
    assert read_card(value) == Card()
    named = read_card({"organ": "甲局", "year": value, "filled": value, "nonsense": value})
    assert named.organ == "甲局"
    assert type(named.year) is int


def test_only_the_last_twelve_are_kept(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    for number in range(15):
        settings.remember(tmp_path / f"{number}.nianbao", Card(organ=f"{number}局", cells=9))
    assert [card.organ for card in settings.cards.values()] == [f"{n}局" for n in range(14, 2, -1)]
    settings.forget(tmp_path / "7.nianbao")
    assert tmp_path / "7.nianbao" not in Settings(tmp_path / "settings.ini").cards


def test_saving_again_keeps_the_place(tmp_path: Path) -> None:
    settings, file = Settings(tmp_path / "settings.ini"), tmp_path / "a.nianbao"
    settings.remember(file, Card(organ="甲局"))
    settings.keep_place(file, "other#0.3")
    settings.remember(file, Card(organ="乙局"))
    assert card_in(settings, file) == Card(organ="乙局", place="other#0.3")


@pytest.mark.parametrize(
    ("edited", "told"),
    [
        ("2026-01-12T16:21:00", "今天 16:21"),
        ("2026-01-11T09:40:59", "昨天 09:40"),
        ("2026-01-02T09:40:00", "1月2日"),
        ("2025-11-20T23:59:00", "2025年11月20日"),
        ("", ""),
        ("gestern", ""),
    ],
)
def test_when_a_file_was_written_in_words(edited: str, told: str) -> None:
    assert when(edited, NOW) == told


# ---------------------------------------------------------------- the page


def page(qtbot: QtBot, cards: dict[Path, Card]) -> StartPage:
    made = StartPage(cards)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    return made


def some(tmp_path: Path) -> dict[Path, Card]:
    return {
        tmp_path / "a.nianbao": Card("甲县水务局", 2024, "2021", 183, 200, errors=3),
        tmp_path / "b.nianbao": Card("乙县民政局", 2024, "2021", 200, 200),
        tmp_path / "c.nianbao": Card("甲县水务局", 2020, "2019", 190, 196, final=True),
        tmp_path / "d.nianbao": Card(),
    }


def test_a_card_says_everything_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    start = page(qtbot, some(tmp_path))
    said = [start.recent.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    assert said[0].startswith("2024年度，甲县水务局，2021年格式")
    assert "已填183 / 200，3 处错误" in said[0]
    assert "可以导出" in said[1]
    assert "已定稿" in said[2]
    assert said[3].startswith("d，")


def test_the_search_leaves_the_cards_with_every_word_and_enter_opens_the_active(
    qtbot: QtBot, tmp_path: Path
) -> None:
    start = page(qtbot, some(tmp_path))
    start.search.setText("水务 2020")  # an input method commits such words whole
    shown = [row for row in range(4) if not start.recent.item(row).isHidden()]
    assert shown == [2]
    with qtbot.waitSignal(start.open_asked) as told:
        QTest.keyClick(start.search, Qt.Key.Key_Return)
    assert told.args == [tmp_path / "c.nianbao"]
    start.search.setText("丙")
    assert not start.recent.isVisible()
    with qtbot.assertNotEmitted(start.open_asked):
        QTest.keyClick(start.search, Qt.Key.Key_Return)


def test_the_arrows_in_the_search_field_choose_a_card(qtbot: QtBot, tmp_path: Path) -> None:
    start = page(qtbot, some(tmp_path))
    start.search.setFocus()
    QTest.keyClick(start.search, Qt.Key.Key_Down)
    QTest.keyClick(start.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(start.open_asked) as told:
        QTest.keyClick(start.search, Qt.Key.Key_Return)
    assert told.args == [tmp_path / "c.nianbao"]


def test_a_click_opens_a_card_and_its_dots_open_a_menu(qtbot: QtBot, tmp_path: Path) -> None:
    start = page(qtbot, some(tmp_path))
    second = start.recent.visualItemRect(start.recent.item(1))
    with qtbot.waitSignal(start.open_asked) as told:
        QTest.mouseClick(
            start.recent.viewport(), Qt.MouseButton.LeftButton, pos=second.topLeft() + QPoint(200, 30)
        )
    assert told.args == [tmp_path / "b.nianbao"]
    dots = action_rect(second, start.recent.fontMetrics()).center()
    with qtbot.assertNotEmitted(start.open_asked):
        QTest.mouseClick(start.recent.viewport(), Qt.MouseButton.LeftButton, pos=dots)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert menu.actions()[0].text().startswith("打开")
    with qtbot.waitSignal(start.forget_asked) as left:
        menu.actions()[-1].trigger()
    assert left.args == [tmp_path / "b.nianbao"]
    menu.close()


def test_the_keyboard_begins_where_enter_does_what_is_painted(qtbot: QtBot, tmp_path: Path) -> None:
    start = page(qtbot, some(tmp_path))
    start.activateWindow()
    qtbot.waitUntil(lambda: start.recent.hasFocus())
    assert start.recent.enters()
    assert not start.new.first
    start.open.setFocus()
    assert not start.recent.enters()
    empty = page(qtbot, {})
    assert empty.new.first
    assert not empty.recent.isVisible()


def test_what_is_gone_is_told_on_its_card(qtbot: QtBot, tmp_path: Path) -> None:
    there, gone = tmp_path / "a.nianbao", tmp_path / "gone.nianbao"
    save(whole(), there, None)
    start = page(qtbot, {there: Card("甲局", 2024, cells=9), gone: Card("乙局", 2024, cells=9)})
    qtbot.waitUntil(lambda: start.recent.item(1).data(SHOWN).trouble != "")
    assert start.recent.item(0).data(SHOWN).trouble == ""
    assert "现在打不开" in start.recent.item(1).data(Qt.ItemDataRole.AccessibleTextRole)


# ---------------------------------------------------------------- a new report


@pytest.mark.parametrize(
    ("today", "made", "due"),
    [
        (date(2027, 1, 5), [], 2026),
        (date(2027, 1, 5), [2025], 2026),
        (date(2027, 1, 5), [2026], 2027),
        (date(2026, 11, 28), [2025], 2026),
        (date(2026, 11, 28), [2026, 2029], 2026),
        (date(2026, 6, 1), [2023], 2025),
    ],
)
def test_the_year_that_is_due(today: date, made: list[int], due: int) -> None:
    assert due_year(today, made) == due


def remembered(desk: Desk, tmp_path: Path, report: Report) -> Path:
    file = tmp_path / f"{report.organ}{report.year}.nianbao"
    save(report, file, None)
    desk.open_file(file, None)
    desk.windows[-1].actions_["save"].trigger()
    desk.windows[-1].close()
    return file


def test_a_new_report_begins_with_organ_year_and_last_year_s_file(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    due = due_year(date.today(), [])
    file = remembered(desk, tmp_path, whole(due - 1))
    dialog = NewReportDialog(desk.settings, [], reachable=[file])
    qtbot.addWidget(dialog)
    assert (dialog.organ.text(), dialog.year.value()) == (ORGAN, due)
    dialog.create_button.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.last is not None
    assert dialog.last.report.year == due - 1


def test_the_proposal_follows_the_year_until_the_clerk_has_chosen(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    due = due_year(date.today(), [])
    file = remembered(desk, tmp_path, whole(due - 1))
    assert last_years(desk.settings.cards, ORGAN, due) == file
    dialog = NewReportDialog(desk.settings, [], reachable=[file])
    qtbot.addWidget(dialog)
    dialog.year.setValue(due - 3)
    assert dialog._proposed is None
    dialog.year.setValue(due)
    assert dialog._proposed == file
    dialog.drop.click()
    dialog.year.setValue(due - 1)
    dialog.year.setValue(due)
    dialog.create_button.click()
    assert dialog.last is None


def test_a_file_that_does_not_answer_is_not_proposed(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    due = due_year(date.today(), [])
    remembered(desk, tmp_path, whole(due - 1))
    dialog = NewReportDialog(desk.settings, [], reachable=[])
    qtbot.addWidget(dialog)
    assert dialog.organ.text() == ORGAN
    assert dialog._proposed is None


def test_a_new_report_begins_at_the_first_figure(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(dialog: NewReportDialog) -> int:
        dialog.organ.setText("甲县水务局")
        dialog.create_button.click()
        return dialog.result()

    monkeypatch.setattr(NewReportDialog, "exec", fill)
    desk.begin([])
    assert desk.start is not None
    desk.start.new.click()
    (window,) = desk.windows
    assert window.pages.place() == next(iter(window.session.form.cells))


# ---------------------------------------------------------------- closing and coming back


def test_closing_a_report_by_the_menu_comes_back_here_and_the_window_s_cross_ends(
    opened: Open, desk: Desk
) -> None:
    window = opened()
    window.actions_["close"].trigger()
    assert desk.windows == []
    assert desk.start is not None
    assert desk.start.recent.count() == 1
    QTest.keyClick(desk.start.recent, Qt.Key.Key_Return)
    assert desk.start is None
    desk.windows[0].close()
    assert desk.start is None


def test_closing_called_off_stays(opened: Open, desk: Desk, answers: Answers) -> None:
    window = opened()
    window.session.do(set_cells(FORM, window.session.report, {CELL: "12"}))
    answers.buttons = [2]
    window.actions_["close"].trigger()
    assert desk.windows == [window]
    answers.buttons = [1]
    window.close()  # by its cross, later
    assert desk.start is None


@pytest.mark.parametrize(
    "target", [Address("requests.results.granted.natural_person"), Span("problems", 0, 4, 4)]
)
def test_a_report_opens_where_it_was_left(opened: Open, desk: Desk, target: Address | Span) -> None:
    if isinstance(target, str):
        target = next(a for a in FORM.cells if a.startswith("requests.") and a.endswith("natural_person"))
    window = opened()
    window.session.jump(target)
    path = window.session.path
    assert path is not None
    window.close()
    desk.open_file(path, None)
    assert desk.windows[0].pages.place() == target


def test_a_place_that_the_form_does_not_have_is_let_be() -> None:
    for text in ("", "no.such.cell", "nowhere#1.2", "other#x.1", "#0.0", "other#1", "other#-1.0"):
        assert read_place(FORM, text) is None
    for target in (CELL, Span("other", 2, 15, 15), Span("title", 0, 0, 0)):
        assert read_place(FORM, written_place(target)) == target


def test_a_place_beyond_the_text_does_not_matter(opened: Open, desk: Desk) -> None:
    path = opened().session.path
    assert path is not None
    desk.windows[0].close()
    desk.settings.keep_place(path, "other#900.40")
    desk.open_file(path, None)
    assert desk.windows[0].pages.part == "other"
