"""The reports from below in the window."""

from pathlib import Path
from threading import Event, active_count, current_thread, main_thread

import pytest
from docx import Document
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from export import word
from export.returns import as_text, write_word
from intake import submissions
from intake.submissions import Submission, countable, read
from model.report import set_cells
from tests.support.commands import FORM, full, written, wrong
from ui.session import Session
from ui.sources import importing
from ui.sources.submissions_dialog import SubmissionsDialog

LICENCES = "disclosure.licences.decisions"


@pytest.fixture
def found(tmp_path: Path) -> list[Submission]:
    word.write(full(2024, "青禾县民政局", "0"), tmp_path / "民政局.docx")
    written(tmp_path, "教育局.nianbao", wrong(full(2024, "青禾县教育局", "0")))
    part = full(2024, "青禾县水利局", "0")
    written(tmp_path, "水利局.nianbao", set_cells(FORM, part, {LICENCES: "7"}).apply(part))
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    return countable([read(file) for file in sorted(tmp_path.iterdir())], FORM, 2024)


def shown(qtbot: QtBot, found: list[Submission]) -> SubmissionsDialog:
    session = Session(full(2024, "青禾县人民政府", "0"))
    made = SubmissionsDialog(session, found)
    made.show_missing(["青禾县审计局"])
    made.session_kept = session
    qtbot.addWidget(made)
    return made


def test_each_unit_has_its_state(qtbot: QtBot, found: list[Submission]) -> None:
    made = shown(qtbot, found)
    rows = [made.list.topLevelItem(row) for row in range(made.list.topLevelItemCount())]
    states = {item.text(0): item.text(3) for item in rows}
    assert states["青禾县民政局"] == "没有错误"
    assert states["青禾县审计局"] == "没有交来"
    assert "Word" in states["坏"]
    assert states["青禾县教育局"] not in ("没有错误", "没有交来")
    made.search.setText("水利")
    assert [item.text(0) for item in rows if not item.isHidden()] == ["青禾县水利局"]


def test_a_report_is_looked_at_from_the_list(qtbot: QtBot, found: list[Submission]) -> None:
    made = shown(qtbot, found)
    item = next(
        made.list.topLevelItem(row)
        for row in range(made.list.topLevelItemCount())
        if made.list.topLevelItem(row).text(0) == "青禾县民政局"
    )
    with qtbot.waitSignal(made.look_asked) as asked:
        made.list.itemActivated.emit(item, 0)
    assert asked.args[0].report.organ == "青禾县民政局"


def test_the_unit_that_explains_a_difference_is_named(qtbot: QtBot, found: list[Submission]) -> None:
    made = shown(qtbot, found)
    column = made.figures.columns.index(LICENCES) + 1
    made.figures.table.setCurrentCell(0, column)
    assert "各单位合计 7，本报告现为 0" in made.figures.explained.text()
    assert "青禾县水利局" in made.figures.explained.text()


def test_what_to_send_back_is_text_and_a_word_file(found: list[Submission], tmp_path: Path) -> None:
    wrong_ones = [one for one in found if one.findings]
    told = as_text(wrong_ones)
    assert told.startswith("青禾县教育局：\n1. ")
    write_word(wrong_ones, tmp_path / "退回.docx")
    texts = [paragraph.text for paragraph in Document(str(tmp_path / "退回.docx")).paragraphs]
    assert texts[1] == "青禾县教育局："
    assert texts[2] in told


def test_a_folder_is_added_up_as_one_step(
    qtbot: QtBot, found: list[Submission], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(full(2024, "青禾县人民政府", "0"))
    window = SubmissionsDialog(session, found)
    qtbot.addWidget(window)
    monkeypatch.setattr(SubmissionsDialog, "exec", lambda _self: SubmissionsDialog.DialogCode.Accepted)
    assert importing.show_submissions(session, tmp_path, window)
    assert session.report.cell(LICENCES) == "7"
    labels = {part.label for part in session.report.parts[LICENCES]}
    assert labels == {"青禾县民政局", "青禾县教育局", "青禾县水利局"}
    session.undo()
    assert session.report.parts == {}


def test_reports_are_read_beside_the_window_and_can_be_called_off(
    qtbot: QtBot, found: list[Submission], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, begun, go_on, said = Session(full(2024, "青禾县人民政府", "0")), [], Event(), []
    window = SubmissionsDialog(session, found)
    qtbot.addWidget(window)

    def slow(file: Path, stop: Event) -> Submission:
        begun.append(current_thread() is main_thread())
        if len(begun) == 2:
            go_on.wait(20)
        return read(file, stop)

    def call_off() -> None:
        dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QProgressDialog)]
        shown = next((one for one in dialogs if one.isVisible()), None)
        if shown is None:
            QTimer.singleShot(30, call_off)
            return
        said.append(shown.labelText())
        shown.findChild(QPushButton).click()

    monkeypatch.setattr(submissions, "read", slow)
    QTimer.singleShot(0, call_off)
    threads = active_count()
    assert not importing.show_submissions(session, tmp_path, window)
    assert "已读 1 份" in said[0]
    assert begun == [False, False]
    go_on.set()
    qtbot.waitUntil(lambda: active_count() <= threads)
    assert begun == [False, False]  # no further one was begun
