"""The manual says what the program does: its keys, menu paths and names are those of the real window."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

import resources
from tests.support.shell_reports import whole
from ui.document.file import Opened
from ui.help.manual import Manual, narrow
from ui.session import Session
from ui.settings import Settings
from ui.window.window import ReportWindow

CHAPTERS = sorted(resources.path("help").glob("*.md"))
KEYS = CHAPTERS[-1]
_NAMES = {
    "回车": "Return",
    "空格": "Space",
    "Delete": "Del",
    "PageDown": "PgDown",
    "PageUp": "PgUp",
    "↓": "Down",
}
# Keys that Qt's own widgets know, or that the grid handles itself; none of them is an action.
_ELSEWHERE = {"Tab", "Return", "Esc", "Home", "End", "Shift+Space", "Ctrl+Space"}
_SAME_KEY = {"Ctrl+Enter"}  # the number pad's; the manual speaks of one key
_KEY = r"(?:(?:Ctrl|Shift|Alt)\+)*(?:F\d+|[A-Z0-9=/+-]|[A-Z][a-z]\w+|回车|空格|↓)"
_LARGEST_PICTURE = 150_000  # bytes


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> ReportWindow:
    made = ReportWindow(Session(whole()), Settings(tmp_path / "settings.ini"), Opened(), tmp_path)
    qtbot.addWidget(made)
    return made


def every_action(window: ReportWindow) -> list[QAction]:
    """The actions of the menus, and those of a table and of a text."""
    found = list(window.actions_.all.values())
    for part in (next(s.id for s in window.session.form.sections.values() if s.table), "overview"):
        window.pages.show_page(part)
        found += [*window.pages.page_actions(), *window.pages.page.edit_actions()]
    return found


def keys_of(window: ReportWindow) -> set[str]:
    """The keys of every action, each of several."""
    return {
        keys.toString(QKeySequence.SequenceFormat.PortableText)
        for action in every_action(window)
        for keys in action.shortcuts()
    }


def sequences(text: str) -> list[str]:
    """The key sequences written in a stretch of the manual, as Qt writes them."""
    found = []
    for written in re.findall(rf"(?<![\w+])({_KEY})(?![\w+])", text):
        *held, key = re.split(r"\+(?=.)", written)
        found.append("+".join([*held, _NAMES.get(key, key)]))
    return found


def plain(text: str) -> str:
    return re.sub(r"\(&.\)|&|…|：.*", "", text)


def test_every_key_of_the_manual_does_something(window: ReportWindow) -> None:
    known = keys_of(window) | _ELSEWHERE
    bold = re.compile(r"\*\*(.+?)\*\*")
    for chapter in CHAPTERS:
        text = chapter.read_text("utf-8")
        stretches = bold.findall(text) + re.findall(r"（([^（）]*)）", text)
        if chapter == KEYS:
            stretches += [line.split("|")[1] for line in text.splitlines() if line.startswith("| ")]
        for stretch in stretches:
            for keys in sequences(stretch):
                if "+" in keys or re.fullmatch(r"F\d+", keys):
                    assert keys in known, f"{chapter.name}: {stretch}"


def test_the_chapter_of_keys_leaves_out_none(window: ReportWindow) -> None:
    told = set(sequences(KEYS.read_text("utf-8")))
    keys = keys_of(window) - _SAME_KEY
    assert len(keys) > 25
    assert not keys - told


def test_every_menu_path_leads_somewhere(window: ReportWindow) -> None:
    every_action(window)  # the menu of this part is that of the page shown
    window.pages.show_page(next(s.id for s in window.session.form.sections.values() if s.table))
    menus = {plain(menu.title()): menu for menu in window.menuBar().findChildren(QMenu)}
    menus |= {plain(menu.title()): menu for menu in window.findChildren(QMenu)}
    paths = [
        (chapter.name, menu, item)
        for chapter in CHAPTERS
        for menu, item in re.findall(r"“([^“”]+?) → ([^“”]+?)”", chapter.read_text("utf-8"))
    ]
    assert len(paths) > 5
    for name, menu, item in paths:
        assert item in {plain(action.text()) for action in menus[menu].actions()}, f"{name}: {menu} → {item}"


def test_every_chapter_is_listed_and_shown(qtbot: QtBot) -> None:
    manual = Manual()
    qtbot.addWidget(manual)
    assert manual.chapters.count() == len(CHAPTERS)
    for row, chapter in enumerate(CHAPTERS):
        manual.chapters.setCurrentRow(row)
        title = chapter.read_text("utf-8").splitlines()[0].removeprefix("# ")
        assert manual.text.toPlainText().startswith(title)


def test_a_link_to_another_chapter_moves_the_list_too(qtbot: QtBot) -> None:
    manual = Manual()
    qtbot.addWidget(manual)
    manual.text.setSource(QUrl.fromLocalFile(str(CHAPTERS[2])))
    assert manual.chapters.currentRow() == 2


def test_pictures_are_there_small_and_within_the_window(qtbot: QtBot) -> None:
    manual = Manual()
    qtbot.addWidget(manual)
    manual.show()
    used = set()
    for row, chapter in enumerate(CHAPTERS):
        manual.chapters.setCurrentRow(row)
        pictures = re.findall(r"!\[[^\]]+\]\((\S+)\)", chapter.read_text("utf-8"))
        assert narrow(manual.text.document()) == len(pictures)
        assert manual.text.document().idealWidth() <= manual.text.viewport().width()
        for picture in pictures:
            used.add(chapter.parent / picture)
            assert 1000 < (chapter.parent / picture).stat().st_size < _LARGEST_PICTURE
    assert used == set(resources.path("help", "images").iterdir())
