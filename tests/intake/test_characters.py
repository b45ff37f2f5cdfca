"""Characters that only look like common ones become these, on import and on paste; one remark tells it."""

import pytest

import intake
from intake.clipboard.reading import read as read_copied
from model.chinese.characters import unusual, usual
from model.values import parse
from tests.intake.test_unseen import CELL, FIGURE, FORM, REPORT, read, sentences, unchanged
from tests.support import documents as d
from ui.narrative.clean import clean


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("⽂件⼯作⾏政⼈员", "文件工作行政人员"),
        ("⻓期、⻔户⽹站、⻚面", "长期、门户网站、页面"),
        ("\uf9d1书", "六书"),
        ("信\u00ad息\u200b公\ufeff开", "信息公开"),
        ("\uf0b7公开", "公开"),
        ("减少‑3件", "减少-3件"),
        ("2019—2020年，主动公开——另行说明", "2019—2020年，主动公开——另行说明"),
        ("第\ufe00一\U000e0100项\u3164", "第一项"),
        ("㎡和①不变，“引号”也不变", "㎡和①不变，“引号”也不变"),
    ],
)
def test_usual_characters(written, meant):
    assert usual(written) == meant
    assert not unusual(meant)


def test_a_report_in_other_characters_is_the_same_report_and_told_once(tmp_path):
    other = str.maketrans("一二人工行文方大小月日用", "⼀⼆⼈⼯⾏⽂⽅⼤⼩⽉⽇⽤")
    body = d.body_of(FORM, REPORT, d.paragraph, d.word_table)
    imported = intake.read(d.write_docx(tmp_path / "x.docx", body.translate(other)))
    assert unchanged(imported)
    assert (imported.report.title, imported.report.organ) == (REPORT.title, REPORT.organ)
    (told,) = sentences(imported)
    assert told.startswith("原文件里有")
    assert "“⼀”→“一”" in told


@pytest.mark.parametrize("seen", ["{}\u200b", "\u00ad{}", "\uf020{}", "\u2060{}\u200d"])
def test_what_nobody_sees_spoils_no_figure(tmp_path, seen):
    assert unchanged(read(tmp_path, CELL, CELL.replace(FIGURE, seen.format(FIGURE))))
    assert read_copied(seen.format(FIGURE)).rows == ((FIGURE,),)


@pytest.mark.parametrize("minus", "-−‐‑‒–—―﹣－")
def test_every_dash_before_a_figure_is_a_minus(minus):
    assert parse(f"{minus}89").text == "-89"


@pytest.mark.parametrize("whole", ["12.00", "12.0", "１２．００"])
def test_a_count_has_no_decimals(tmp_path, whole):
    imported = read(tmp_path, CELL, CELL.replace(FIGURE, whole))
    assert sum(imported.report.cells[a] == "12" and t != "12" for a, t in REPORT.cells.items()) == 1
    fraction = read(tmp_path, CELL, CELL.replace(FIGURE, "12.50"))
    assert "12.50" in fraction.report.cells.values()


@pytest.mark.parametrize("written", ["—", "-", "无"])
def test_what_stands_for_no_figure_comes_through_as_it_is(tmp_path, written):
    imported = read(tmp_path, CELL, CELL.replace(FIGURE, written))
    assert list(imported.report.cells.values()).count(written) == 1


def test_pasted_sentences_too():
    assert clean("⼀是⼯作\u00ad扎实。\r\n\uf0b7⼆是公开及时。") == ("一是工作扎实。", "二是公开及时。")
