"""The dialog about what a crash left says which is newer, and gives up nothing new for something old."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from model.address import Address
from model.report import Report, set_cells, set_text
from model.storage.files import open_report, save
from model.storage.journal import Journal, Recovery, pending
from tests.support.journals import FORM
from tests.support.shell_reports import whole
from tests.ui.window.conftest import Answers
from ui.app import Desk
from ui.start.recovered import RecoveredDialog, file_is_newer, reopen

CELL = Address("disclosure.licences.decisions")
LATER = "后来写完并已保存的一段话。"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "年报.nianbao"
    save(whole(), path, None)
    return path


def crashed(desk: Desk, file: Path, report: Report, *, ago: float = 0) -> Recovery:
    """Leave a record of a figure typed into a report some seconds ago."""
    folder = desk._state / "recovery"
    journal = Journal.start(folder, report, file)
    journal.append(set_cells(FORM, report, {CELL: "7"}))
    journal.close(keep=True)
    (record,) = folder.iterdir()
    when = record.stat().st_mtime - ago
    os.utime(record, (when, when))
    (found,) = pending(folder)
    return found


def shown(qtbot: QtBot, recovery: Recovery) -> tuple[RecoveredDialog, str, str]:
    """The dialog, what it says, and which button Enter presses."""
    dialog = RecoveredDialog(recovery)
    qtbot.addWidget(dialog)
    said = "".join(label.text() for label in dialog.findChildren(QLabel))
    (default,) = (b.text() for b in dialog.findChildren(QPushButton) if b.isDefault())
    return dialog, said, default


def test_a_record_newer_than_the_file_is_recovered_by_enter(desk: Desk, file: Path, qtbot: QtBot) -> None:
    dialog, said, default = shown(qtbot, crashed(desk, file, whole()))
    assert "恢复记录比文件新" in said
    assert default == "恢复(&R)"
    assert dialog.file.isHidden()


@pytest.mark.parametrize(
    ("ago", "told"),
    [(40, "晚 40 秒"), (7500, "晚 2 小时 5 分钟"), (3 * 86400, "晚 3 天"), (90000, "晚 1 天 1 小时")],
)
def test_a_file_newer_than_the_record_is_opened_by_enter(
    desk: Desk, file: Path, qtbot: QtBot, ago: float, told: str
) -> None:
    recovery = crashed(desk, file, whole(), ago=ago)
    save(set_text(whole(), "other", (LATER,)).apply(whole()), file, None)
    os.utime(file, (recovery.when.timestamp() + ago, recovery.when.timestamp() + ago))
    dialog, said, default = shown(qtbot, recovery)
    assert f"{told}），比恢复记录新" in said
    assert default == "打开较新的文件(&F)"
    assert not dialog.file.isHidden()


def test_a_file_that_was_only_touched_is_not_newer(desk: Desk, file: Path, qtbot: QtBot) -> None:
    recovery = crashed(desk, file, whole(), ago=5000)
    _, said, default = shown(qtbot, recovery)
    assert "文件此后没有改过内容" in said
    assert default == "恢复(&R)"


def test_opening_the_newer_file_keeps_the_record_for_the_next_start(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed(desk, file, whole(), ago=5000)
    save(set_text(whole(), "other", (LATER,)).apply(whole()), file, None)
    monkeypatch.setattr(RecoveredDialog, "exec", lambda dialog: dialog.file.click() or dialog.result())
    desk.begin([])
    (window,) = desk.windows
    assert window.session.report.section("other") == (LATER,)
    assert len(pending(desk._state / "recovery")) == 1


def test_recovering_the_older_one_keeps_the_newer_beside_it(
    desk: Desk, file: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed(desk, file, whole(), ago=5000)
    newer = set_text(whole(), "other", (LATER,)).apply(whole())
    save(newer, file, None)
    monkeypatch.setattr(RecoveredDialog, "exec", lambda _: QDialog.DialogCode.Accepted)
    desk.begin([])
    (window,) = desk.windows
    assert window.session.report.cell(CELL) == "7"
    for figure in ("8", "9"):  # two saves: the backup is gone, too
        assert window.document_file.save()
        window.session.do(set_cells(FORM, window.session.report, {CELL: figure}))
    assert window.document_file.save()
    (beside,) = (other for other in file.parent.glob("*.nianbao") if other != file)
    assert open_report(beside).report == newer
    assert beside.name in answers.asked[0]
    assert pending(desk._state / "recovery") == []


def test_where_the_newer_cannot_be_kept_the_older_goes_on_in_no_file(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recovery = crashed(desk, file, whole(), ago=5000)
    newer = set_text(whole(), "other", (LATER,)).apply(whole())
    save(newer, file, None)
    real = os.open

    def refuse(name, how, *rest, **named):  # type: ignore[no-untyped-def]
        if how & os.O_CREAT and str(name).startswith(str(file.parent)) and "state" not in str(name):
            raise PermissionError(13, "not here")
        return real(name, how, *rest, **named)

    monkeypatch.setattr(os, "open", refuse)
    session, opened = reopen(recovery, desk._state)
    assert session.path is None
    assert "另存为别的文件名" in opened.told
    assert open_report(file).report == newer


def test_a_damaged_record_is_told_and_kept(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recovery = crashed(desk, file, whole())
    content = recovery.file.read_bytes()
    recovery.file.write_bytes(content.replace(b'"label"', b'"l\0bel"', 1))
    lines: list[str] = []

    def look(dialog: RecoveredDialog) -> int:
        lines.extend(dialog.list.item(row).text() for row in range(dialog.list.count()))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(RecoveredDialog, "exec", look)
    desk.begin([])
    assert desk.windows[0].session.report.cell(CELL) == "7"
    assert "损坏" in lines[0]
    kept = list((desk._state / "recovery").glob("*.damaged"))
    assert len(kept) == 1
    assert pending(desk._state / "recovery") == []


@pytest.mark.parametrize("modified", [10**21, -1])
def test_a_time_that_no_calendar_has_is_the_oldest(desk: Desk, file: Path, modified: int) -> None:
    recovery = crashed(desk, file, replace(whole(), title="别的标题"))
    stored = open_report(file)
    assert not file_is_newer(
        recovery,
        structs.replace(stored, fingerprint=structs.replace(stored.fingerprint, modified=modified)),
    )
