"""A real window with a real report in a folder of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from model.report import Report
from model.storage.files import save
from tests.support.shell_reports import whole
from ui.app import Desk
from ui.dialogs import ask
from ui.settings import Settings
from ui.window.window import ReportWindow

Open = Callable[..., ReportWindow]


class Answers:
    """What the clerk answers to the modal questions, in order; the questions are kept."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.buttons: list[int] = []
        self.paths: list[Path | None] = []

    def choose(
        self, parent: object, title: str, text: str, buttons: list[str], *rest: object, **more: object
    ) -> int:
        self.asked.append(text)
        return self.buttons.pop(0) if self.buttons else len(buttons) - 1

    def path(self, parent: object, title: str, suggestion: Path, what: str = "") -> Path | None:
        self.asked.append(suggestion.name)
        return self.paths.pop(0)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    made = Answers()
    monkeypatch.setattr(ask, "choose", made.choose)
    monkeypatch.setattr(ask, "file_to_save", made.path)
    monkeypatch.setattr(ask, "file_to_open", made.path)
    return made


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, answers: Answers) -> Iterator[Desk]:
    state = tmp_path / "state"
    state.mkdir()
    made = Desk(Settings(state / "settings.ini"), state)
    yield made
    answers.buttons = [1] * 20  # do not save
    made.quit()
    if made.start is not None:
        made.start.close()


@pytest.fixture
def opened(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Open:
    """Opens a report (a whole one by default) from a file."""

    def go(report: Report | None = None, name: str = "report.nianbao") -> ReportWindow:
        path = tmp_path / name
        save(report or whole(), path, None)
        desk.open_file(path, None)
        window = desk.windows[-1]
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: window.session.checked)  # after the first paint
        return window

    return go
