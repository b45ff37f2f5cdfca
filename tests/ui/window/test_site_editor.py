"""The report copied for the editor of a web site, whole or in part, with or without its charts."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from tests.support.shell_reports import whole, with_cells
from tests.ui.window.conftest import Answers, Open
from ui.dialogs import ask

WHOLE, PART, FILE, CANCEL = range(4)
PICTURES, NO_PICTURES = range(2)
ALL_THE_SAME = 1  # the text does not tell of all that it should
CHARTED = replace(whole(), sections={**whole().sections, "overview": ("总体很好。", "{{ chart.results }}")})


def clipboard() -> str:
    data = QGuiApplication.clipboard().mimeData()
    return "" if data is None else data.html()


def test_the_whole_report_with_its_charts_as_pictures(opened: Open, answers: Answers) -> None:
    window = opened(CHARTED)
    answers.buttons = [ALL_THE_SAME, WHOLE, PICTURES]
    window.actions_["site_editor"].trigger()
    page = clipboard()
    assert page.count("<table") == 3
    assert page.count("data:image/png;base64,") == 1
    assert "整份报告已复制" in answers.asked[-1]
    assert QGuiApplication.clipboard().mimeData().text() == page  # for the editor's source


def test_only_the_part_shown_and_no_charts(opened: Open, answers: Answers) -> None:
    window = opened(CHARTED)
    window.pages.show_page("overview")
    answers.buttons = [ALL_THE_SAME, PART, NO_PICTURES]
    window.actions_["site_editor"].trigger()
    assert "总体很好。" in clipboard()
    assert "<table" not in clipboard()
    assert "<img" not in clipboard()


def test_a_report_with_errors_is_copied_as_a_draft_only(opened: Open, answers: Answers) -> None:
    window = opened(with_cells(whole(), received__total="5"))
    QGuiApplication.clipboard().clear()
    answers.buttons = [2]  # called off
    window.actions_["site_editor"].trigger()
    assert clipboard() == ""
    answers.buttons = [1, WHOLE]
    window.actions_["site_editor"].trigger()
    assert "<table" in clipboard()


def test_a_file_for_the_editor(
    opened: Open, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, target = opened(CHARTED), tmp_path / "paste.html"
    monkeypatch.setattr(ask, "written", lambda parent, path: None)
    answers.buttons, answers.paths = [ALL_THE_SAME, FILE, PICTURES], [target]
    window.actions_["site_editor"].trigger()
    assert answers.asked[-1].endswith("网站编辑器用.html")
    assert "data:image/png;base64," in target.read_text("utf-8")
    assert "class=" not in target.read_text("utf-8")


def test_nothing_is_copied_when_called_off(opened: Open, answers: Answers) -> None:
    window = opened(CHARTED)
    QGuiApplication.clipboard().clear()
    for buttons in ([CANCEL], [WHOLE, 2]):
        answers.buttons = buttons
        window.actions_["site_editor"].trigger()
    assert clipboard() == ""
