"""Saved states in the real window: kept at each save, compared, taken back; never in the way of saving."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from model.address import Address
from model.report import set_cells, set_text
from model.storage.files import open_report
from model.storage.versions import kept
from tests.ui.window.conftest import Answers, Open
from ui.app import Desk
from ui.dialogs.versions import VersionsDialog
from ui.settings import VERSIONS
from ui.window.window import ReportWindow

CELL = Address("disclosure.licences.decisions")


def fill(window: ReportWindow, figure: str) -> None:
    session = window.session
    assert session.do(set_cells(session.form, session.report, {CELL: figure}))


def write(window: ReportWindow, sentence: str) -> None:
    assert window.session.do(set_text(window.session.report, "problems", [sentence]))


def dialog_of(window: ReportWindow) -> VersionsDialog:
    return VersionsDialog(window.session, window.state / VERSIONS, window)


def test_the_state_that_was_opened_is_the_first_version(opened: Open) -> None:
    window = opened()
    before = window.session.report
    fill(window, "61")
    assert window.document_file.save()
    newest, oldest = kept(window.state / VERSIONS, window.session.report)
    assert newest.changed.startswith("表格 ")
    assert oldest.changed == "最早记下的一份"
    assert before.cell(CELL) != "61"


def test_a_renamed_file_still_has_its_versions(opened: Open, desk: Desk, tmp_path: Path) -> None:
    window = opened()
    fill(window, "61")
    window.document_file.save()
    window.close()
    (tmp_path / "report.nianbao").rename(tmp_path / "换了名字.nianbao")
    desk.open_file(tmp_path / "换了名字.nianbao", None)
    dialog = dialog_of(desk.windows[-1])
    assert dialog.list.count() == 2
    assert "（report.nianbao）" in dialog.list.item(0).text()


def test_saving_under_another_name_keeps_the_history(opened: Open, answers: Answers, tmp_path: Path) -> None:
    window = opened()
    window.document_file.save()
    fill(window, "62")
    answers.paths = [tmp_path / "副本.nianbao"]
    assert window.document_file.save_as()
    assert len(kept(window.state / VERSIONS, window.session.report)) == 2


def test_what_is_ticked_comes_back_in_one_step(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened()
    window.document_file.save()
    old = window.session.report
    fill(window, "63")
    write(window, "这一句留下。")
    now = window.session.report

    def tick(dialog: VersionsDialog) -> int:
        assert not dialog.some.isEnabled()
        (item,) = [item for item in dialog._items() if "→ 63" not in item.text(0) and "63 →" in item.text(0)]
        item.setCheckState(0, Qt.CheckState.Checked)
        dialog.some.click()
        return dialog.result()

    monkeypatch.setattr(VersionsDialog, "exec", tick)
    window.actions_["versions"].trigger()
    assert window.session.report.cell(CELL) == old.cell(CELL)
    assert window.session.report.section("problems") == ("这一句留下。",)
    assert window.status.sentence.startswith("已取回今天 ")
    window.session.undo()
    assert window.session.report == now


def test_the_whole_comes_back_in_one_step(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened()
    window.document_file.save()
    old = window.session.report
    fill(window, "64")
    write(window, "后来的一句。")
    steps = window.session.undo_stack.index()
    monkeypatch.setattr(VersionsDialog, "exec", lambda dialog: dialog.whole.click() or dialog.result())
    window.actions_["versions"].trigger()
    assert window.session.report == old
    assert window.session.undo_stack.index() == steps + 1


def test_a_text_is_shown_now_and_then(opened: Open) -> None:
    window = opened()
    window.document_file.save()
    write(window, "换成了这一句。")
    dialog = dialog_of(window)
    (item,) = dialog._items()
    dialog.differences.setCurrentItem(item)
    shown = dialog.text.toPlainText()
    assert "【现在】换成了这一句。" in shown
    assert "【当时】" in shown


@pytest.mark.parametrize("lock", ["final", "read_only"])
def test_a_locked_report_is_only_compared(opened: Open, lock: str) -> None:
    window = opened()
    window.document_file.save()
    fill(window, "65")
    if lock == "final":
        window.report_controller.set_final(True)
    else:
        window.session.read_only = True
    dialog = dialog_of(window)
    dialog._items()[0].setCheckState(0, Qt.CheckState.Checked)
    assert not dialog.some.isEnabled()
    assert not dialog.whole.isEnabled()
    assert "只能查看" in dialog.caption.text()


def test_a_folder_that_cannot_be_written_never_hinders_saving(opened: Open, tmp_path: Path) -> None:
    window = opened()
    (window.state / VERSIONS).write_text("这里本该是文件夹")
    fill(window, "66")
    assert window.document_file.save()
    assert open_report(tmp_path / "report.nianbao").report.cell(CELL) == "66"
    assert not window.document_file.unsaved
    assert window.status.sentence.startswith("报告已保存，只是")
    dialog = dialog_of(window)
    assert dialog.list.count() == 0
    assert not dialog.whole.isEnabled()


def test_a_damaged_version_says_so(opened: Open) -> None:
    window = opened()
    window.document_file.save()
    fill(window, "67")
    window.document_file.save()
    version = kept(window.state / VERSIONS, window.session.report)[0]
    version.file.write_bytes(b"\n{")
    dialog = dialog_of(window)
    assert "损坏" in dialog.caption.text()
    assert not dialog.whole.isEnabled()
    dialog.list.setCurrentRow(1)
    assert dialog.whole.isEnabled()


def test_before_the_first_save_the_list_says_what_will_be_there(opened: Open) -> None:
    dialog = dialog_of(opened())
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert dialog.list.count() == 0
    assert any(text.startswith("还没有记下以前的版本") for text in said)
    assert not dialog.whole.isEnabled()
