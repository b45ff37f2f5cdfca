"""A disk that holds up the saves, and a clerk who is told of it."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from model.report import set_text
from model.storage.files import open_report
from model.storage.journal import pending
from ui.document import disk
from ui.settings import recovery_folders
from ui.window.window import ReportWindow


class Slow:
    """A disk that holds up the saves, never the journal, until ``go_on`` is set.

    It does so in the midst of them, or, once ``at_the_replacement`` is set, where the new file takes the
    place of the old one.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on, self.holds, self.at_the_replacement = threading.Event(), True, False
        fsync, replace = os.fsync, os.replace

        def slow_fsync(descriptor: int) -> None:
            if not self.at_the_replacement:
                self._wait()
            fsync(descriptor)

        def slow_replace(source: Path, target: Path) -> None:
            if self.at_the_replacement and Path(target).suffix != ".bak":
                self._wait()
            replace(source, target)

        monkeypatch.setattr(os, "fsync", slow_fsync)
        monkeypatch.setattr(os, "replace", slow_replace)
        monkeypatch.setattr(disk, "PATIENCE", 0.2)
        monkeypatch.setattr(disk, "_LOOKED", 0.1)

    def _wait(self) -> None:
        if self.holds and threading.current_thread() is not threading.main_thread():
            self.go_on.wait(20)


def write(window: ReportWindow, sentence: str) -> None:
    window.session.do(set_text(window.session.report, "overview", (sentence,)))


def when_asked(window: ReportWindow, do: Callable[[], object]) -> None:
    """Do something as soon as the clerk is told that the save takes long."""
    if window.waiting_bar.isVisible():
        do()
    else:
        QTimer.singleShot(30, lambda: when_asked(window, do))


def when_given_up(window: ReportWindow) -> None:
    """Press the button of the bar as soon as it is there."""
    when_asked(window, window.waiting_bar.button.click)


def on_disk(window: ReportWindow) -> object:
    assert window.session.path is not None
    return open_report(window.session.path).report


def recovered(window: ReportWindow) -> list[object]:
    """What a new run would offer, if this one were killed now."""
    window.journal._journal.close(keep=True)  # type: ignore[union-attr]
    return [one.report for one in pending(*recovery_folders(window.state))]
