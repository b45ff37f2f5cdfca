"""The manual can be searched: every place in every chapter, marked, one after the other."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import resources
from ui.help.manual import Manual
from ui.help.search import hits, plain

CHAPTERS = sorted(resources.path("help").glob("*.md"))


@pytest.fixture
def manual(qtbot: QtBot) -> Manual:
    made = Manual()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def test_marks_and_addresses_are_no_words(tmp_path: Path) -> None:
    text = "# 题\n\n按 **F9** 看[章节](05-x.md)。\n\n![图](images/a.png)\n\n"
    text += "| 键 | 作用 |\n| --- | --- |\n| `F1` | 帮助 |\n"
    assert plain(text).split() == ["题", "按", "F9", "看章节。", "键", "作用", "F1", "帮助"]
    chapter = tmp_path / "a.md"
    chapter.write_text(text, "utf-8")
    assert [hit.around for hit in hits([chapter], "f9")] == ["按 F9 看章节。"]
    assert hits([chapter], "png") == hits([chapter], "  ") == []


@pytest.mark.parametrize("words", ["粘贴", "F9", "导出 Word", "撤销"])
def test_every_place_is_listed_and_each_can_be_shown(manual: Manual, words: str) -> None:
    manual.search.setText(words)
    assert manual.found.count() > 1
    seen = set()
    for row in range(manual.found.count()):
        manual.found.setCurrentRow(row)
        cursor = manual.text.textCursor()
        assert cursor.selectedText().casefold() == words.casefold()
        seen.add((manual.text.source().toString(), cursor.position()))
    assert len(seen) == manual.found.count()
    assert manual.chapters.isHidden()


def test_enter_goes_round_and_esc_ends_the_search_before_the_manual(manual: Manual) -> None:
    manual.search.setText("定稿")
    count = manual.found.count()
    for _ in range(count):
        QTest.keyClick(manual.search, Qt.Key.Key_Return)
    assert manual.found.currentRow() == 0
    manual._leave()
    assert manual.isVisible()
    assert manual.found.isHidden()
    assert not manual.chapters.isHidden()
    manual._leave()
    assert not manual.isVisible()


def test_what_is_not_there_is_said(manual: Manual) -> None:
    manual.search.setText("骆驼")
    assert manual.found.count() == 0
    assert "没有找到" in manual._told.text()
    assert not manual.chapters.isHidden()


def test_the_marks_of_a_chapter_go_with_the_search(manual: Manual) -> None:
    manual.search.setText("保存")
    assert manual.text.extraSelections()
    manual.search.clear()
    assert not manual.text.extraSelections()
