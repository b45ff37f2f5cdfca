"""A file dropped anywhere opens: on the start page, on tables, texts, the tree and the docks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from model.storage.files import save
from tests.support.dropping import drop
from tests.support.shell_reports import whole
from tests.ui.window.conftest import Open
from ui.app import Desk
from ui.window.window import ReportWindow

Place = Callable[[ReportWindow], QWidget]


def dragged(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    data.setText(str(path))  # as file managers do
    return data


@pytest.fixture
def other(tmp_path: Path) -> Path:
    file = tmp_path / "other.nianbao"
    save(whole(2023), file, None)
    return file


def _line_in(pane: QWidget) -> QWidget:
    return next(iter(pane.findChildren(QLineEdit)), pane)


PLACES: dict[str, tuple[str, Place]] = {
    "a table": ("requests", lambda window: window.pages.page.focusProxy()),
    "a text": ("problems", lambda window: window.pages.page),
    "the tree": ("problems", lambda window: window.tree.view.viewport()),
    "the list of findings": ("problems", lambda window: _line_in(window.findings)),
    "the status bar": ("problems", lambda window: window.statusBar()),
    "the verdict": ("problems", lambda window: window.verdict),
}


@pytest.mark.parametrize(("part", "place"), PLACES.values(), ids=list(PLACES))
def test_a_file_dropped_on_a_report_s_window_opens(
    opened: Open, desk: Desk, other: Path, part: str, place: Place
) -> None:
    window = opened()
    form = window.session.form
    window.pages.show_page(form.section_of(part).id if part in form.tables else part)
    before = window.session.report
    assert drop(place(window), dragged(other))
    assert [one.session.path for one in desk.windows] == [window.session.path, other]
    assert window.session.report == before


def test_a_file_dropped_into_the_text_itself_opens(opened: Open, desk: Desk, other: Path) -> None:
    window = opened()
    window.pages.show_page("problems")
    before = window.session.report
    editor = window.pages.page.editor  # type: ignore[attr-defined]
    assert drop(editor.viewport(), dragged(other))
    assert len(desk.windows) == 2
    assert window.session.report == before


def test_a_figure_being_typed_takes_no_file_s_name(opened: Open, desk: Desk, other: Path) -> None:
    window = opened()
    window.session.jump(next(iter(window.session.form.cells)))
    body = window.pages.page.focusProxy()
    body.edit(body.currentIndex())  # type: ignore[attr-defined]
    (editor,) = body.findChildren(QLineEdit)
    assert drop(editor, dragged(other))
    assert len(desk.windows) == 2
    assert str(other) not in editor.text()


def test_a_file_dropped_on_the_start_page_opens(desk: Desk, other: Path, qtbot: QtBot) -> None:
    for place in ("search", "recent", "new"):
        desk.settings.remember(other)
        desk.show_start()
        start = desk.start
        assert start is not None
        widget = getattr(start, place)
        assert drop(widget.viewport() if place == "recent" else widget, dragged(other))
        assert desk.start is None
        desk.windows[0].close()


def test_dropped_words_are_no_file(opened: Open, desk: Desk) -> None:
    window = opened()
    data = QMimeData()
    data.setText("甲局")
    assert not drop(window.tree.view.viewport(), data)
    assert len(desk.windows) == 1
