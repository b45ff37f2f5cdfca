"""What is half-written in a dialog stands on the disk already."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from model.address import Address
from model.report import Report, accept
from model.rules import Checker, accepted_as, half_written
from model.rules.catalogue import RULES
from model.storage.journal import pending
from tests.support.shell_reports import whole, with_cells
from tests.ui.window.conftest import Open
from ui.app import Desk
from ui.dialogs.facts import FactsDialog
from ui.dialogs.text import TextDialog

CELL = Address("disclosure.licences.decisions")
OnDisk = Callable[[], list[Report]]


@pytest.fixture
def on_disk(desk: Desk, tmp_path: Path) -> OnDisk:
    """Gives what a start of the program would find if its last run ended now."""

    def look() -> list[Report]:
        copy = tmp_path / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        folder = desk._state / "recovery"
        if not folder.exists():
            return []
        shutil.copytree(folder, copy)  # a file of its own: the one in use is locked
        return [found.report for found in pending(copy)]

    return look


@pytest.mark.parametrize("agreed", [True, False])
def test_a_reason(opened: Open, on_disk: OnDisk, monkeypatch: pytest.MonkeyPatch, agreed: bool) -> None:
    window = opened(with_cells(whole(), carried_in__research=""))
    seen: list[Report] = []

    def write(dialog: TextDialog) -> int:
        dialog.editor.setPlainText("统计口径")
        dialog.editor.setPlainText("统计口径有变")
        seen.extend(on_disk())
        dialog.done(QDialog.DialogCode.Accepted if agreed else QDialog.DialogCode.Rejected)
        return dialog.result()

    monkeypatch.setattr(TextDialog, "exec", write)
    window.session.accept_asked.emit(window.session.findings[:1])
    (half,) = seen
    assert [one.reason for one in half.accepted] == ["统计口径有变"]
    checker = Checker(window.session.form, RULES)
    assert [f for f in checker.check(half) if accepted_as(half, f)] == []  # nobody agreed to it yet
    assert [one.reason for one in window.session.report.accepted] == (["统计口径有变"] if agreed else [])
    assert [report.accepted for report in on_disk()] == ([window.session.report.accepted] if agreed else [])


def test_a_reason_as_it_was_offered_is_nothing_written(
    opened: Open, on_disk: OnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(with_cells(whole(), carried_in__research=""))
    monkeypatch.setattr(TextDialog, "exec", lambda dialog: dialog.editor.setPlainText(" "))
    window.session.accept_asked.emit(window.session.findings[:1])
    assert on_disk() == []


def test_what_was_written_of_other_figures_or_half_is_offered_again(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(with_cells(whole(), carried_in__research=""))
    session = window.session
    offered: list[str] = []

    def agree(dialog: TextDialog) -> int:
        offered.append(dialog.text())
        dialog.editor.setPlainText(f"说明{len(offered)}")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(TextDialog, "exec", agree)
    (finding,) = [f for f in session.findings if f.code == "blank-cell"]
    session.do(accept(session.report, half_written(session.report, finding, "统计口")))
    session.accept_asked.emit((finding,))
    assert offered == ["统计口"]
    assert [one.reason for one in session.report.accepted] == ["说明1"]
    assert finding in session.accepted
    session.undo()
    assert finding in session.findings


def test_a_private_note(opened: Open, on_disk: OnDisk) -> None:
    window = opened()
    window.pages.go(CELL)
    next(act for act in window.pages.currentWidget().actions() if "备注" in act.text()).trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TextDialog)
    dialog.editor.setPlainText("问过法规科")
    assert [report.remarks.get(CELL) for report in on_disk()] == ["问过法规科"]
    dialog.reject()
    assert on_disk() == []


def test_organ_year_and_title(opened: Open, on_disk: OnDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened()
    seen: list[Report] = []

    def write(dialog: FactsDialog) -> int:
        dialog.organ.setText("白桦市林草局")
        seen.extend(on_disk())
        dialog.title.setPlainText("自拟标题")
        seen.extend(on_disk())
        dialog.reject()
        return dialog.result()

    monkeypatch.setattr(FactsDialog, "exec", write)
    window.actions_["facts"].trigger()
    assert [report.organ for report in seen] == ["白桦市林草局"] * 2
    assert [report.title for report in seen] == ["白桦市林草局2024年政府信息公开工作年度报告", "自拟标题"]
    assert on_disk() == []
    assert window.session.report == whole()
