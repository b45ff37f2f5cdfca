"""A share that is gone: the window's own thread asks nothing of it, and nothing is lost."""

import os
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from model.storage.files import open_report
from tests.support.slow_disk import Slow, when_given_up, write
from ui.dialogs import ask
from ui.document import claims
from ui.settings import LOCKS
from ui.window.window import ReportWindow


def test_a_share_that_is_gone_is_not_waited_for_when_saving_elsewhere(
    window: ReportWindow, slow: Slow, waited: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggested: list[Path] = []
    elsewhere = tmp_path / "b.nianbao"
    monkeypatch.setattr(os, "fsync", lambda _: None)
    write(window, "网络断开后写的。")
    monkeypatch.setattr(ask, "file_to_save", lambda *asked: suggested.append(asked[2]) or elsewhere)
    slow.holds = True
    before = time.monotonic()
    window.actions_["save_as"].trigger()
    assert waited == []
    assert time.monotonic() - before < 15
    assert suggested[0].parent.name != "share"
    assert open_report(elsewhere).report == window.session.report
    assert not window.isWindowModified()


def test_the_windows_thread_asks_nothing_of_a_share(
    qtbot: QtBot,
    window: ReportWindow,
    slow: Slow,
    waited: list[str],
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Saving, saving as, saving by itself and closing, on a share that is gone or goes in their midst."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(ask, "file_to_save", lambda *_: tmp_path / "share" / "b.nianbao")
    window.settings.autosave = True
    write(window, "网络断开后写的。")
    slow.holds = True
    for deed in ("save", "save_as"):
        window.actions_[deed].trigger()
        assert "没有回应" in told.pop()
    window.document_file.autosave()
    assert window.isWindowModified()
    monkeypatch.setattr(ask, "save_changes", lambda *_: ask.Answer.DISCARD)
    before = time.monotonic()
    window.close()
    assert time.monotonic() - before < 1
    assert waited == []


def test_a_place_that_was_given_up_is_free_again(
    qtbot: QtBot,
    window: ReportWindow,
    slow: Slow,
    waited: list[str],
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The share goes just when the new place is to be claimed."""
    real, claiming, file = claims.claim, threading.Event(), tmp_path / "share" / "b.nianbao"

    def slow_claim(*asked: object) -> object:
        claiming.set()
        slow.go_on.wait(20)
        return real(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(claims, "claim", slow_claim)
    monkeypatch.setattr(ask, "file_to_save", lambda *_: file)
    threads = threading.active_count()
    write(window, "先写的。")
    when_given_up(window)
    window.actions_["save_as"].trigger()
    assert claiming.is_set()
    assert "没有回应" in told[0]
    slow.go_on.set()
    qtbot.waitUntil(lambda: threading.active_count() <= threads)
    assert not file.exists()  # nobody waited for it
    held = real(file, window.state / LOCKS)
    assert held is not None
    held.release()
    assert waited == []


def call_off(seen: list[str]) -> None:
    """Press the button of the dialog as soon as it is there; what it says is kept."""
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QProgressDialog) and dialog.isVisible():
            seen.append(dialog.labelText())
            dialog.findChild(QPushButton).click()
            return
    QTimer.singleShot(50, lambda: call_off(seen))


@pytest.mark.parametrize("kind", ["word", "html", "pdf"])
def test_an_export_onto_a_share_that_is_gone_can_be_called_off(
    qtbot: QtBot,
    window: ReportWindow,
    slow: Slow,
    waited: list[str],
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    output = tmp_path / "share" / {"word": "a.docx", "html": "a.html", "pdf": "a.pdf"}[kind]
    monkeypatch.setattr(ask, "choose", lambda *_: 1)  # as a draft
    monkeypatch.setattr(ask, "file_to_save", lambda *_: output)
    seen: list[str] = []
    threads = threading.active_count()
    slow.holds = True
    call_off(seen)
    window.actions_[kind].trigger()
    assert output.stem in seen[0]
    assert "已取消" in told[0]
    assert waited == []
    slow.go_on.set()
    qtbot.waitUntil(lambda: threading.active_count() <= threads)
    assert told == [f"已取消，没有写出“{output.name}”。"]
    assert not output.exists()


@pytest.mark.parametrize("at_the_replacement", [False, True])
def test_an_export_that_was_called_off_is_put_in_place_only_where_that_was_begun(
    qtbot: QtBot,
    window: ReportWindow,
    slow: Slow,
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    at_the_replacement: bool,
) -> None:
    output = tmp_path / "a.html"
    monkeypatch.setattr(ask, "choose", lambda *_: 1)  # as a draft
    monkeypatch.setattr(ask, "file_to_save", lambda *_: output)
    slow.at_the_replacement = at_the_replacement
    threads = threading.active_count()
    call_off([])
    window.actions_["html"].trigger()
    assert ("可能仍会写成" in told[0]) == at_the_replacement
    slow.go_on.set()
    qtbot.waitUntil(lambda: threading.active_count() <= threads)
    assert any(tmp_path.glob("*.html")) == at_the_replacement
    assert not any(tmp_path.glob("*.tmp*"))
