"""No text takes the rules, or the reading of plain text, time out of proportion, whatever it repeats.

For four times the text at most six times as long, in processor time of this thread.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

import intake
from model import forms
from model.report import Report
from model.rules import Checker
from model.rules.catalogue import RULES
from tests.fuzz.test_growth import HEAD, out_of_proportion, seconds
from tests.support import text_corpus

FORM = forms.load("2021")
_CHARACTERS = 2_000
_LINES = 1_000
_AT_ONCE = 0.02  # seconds
_SURE = 0.5
# Halves of brackets, blanks between characters, figures and words in a row, lists without end.
_UNITS = (
    *("（", "）", "“", "”", "《", "〉", "“《", "（）", "(", "[", "<", "{{"),
    *("甲\u3000", "甲 ", " 1", "\t", "\u3000", "，", "。，", ",.", "：", "——"),
    *(
        "1,",
        "1.",
        "1+",
        "1=",
        "1比",
        "-1",
        "1件",
        "1万",
        "占1%",
        "其中，1件",
        "其中1件2次，",
        "其中2件，1件，3件；",
        "行政复议1件，",
        "行政复议9件其中维持5件纠正2件。",
        "2023年接待2800人次；",
        "统计期限为2023年1月1日至2023年12月31日、",
        "件1",
        "12",
    ),
    *("办结1件。", "一是办结1件；", "予以公开1件，", "全县", "我县", "某局", "和", "一", "一、", "（一）"),
    # Sentences just as long as they may be.
    *(
        "收到申请1件，占5%，" * 40 + "。",
        "其中1件2次，" * 50 + "。",
        "办结2件：1起；" * 50 + "。",
        "未收到；" * 700 + "。",
    ),
    *("2024年", "2024年1月1日", "〔2024〕1号", "比上年增长1%，", "第", "条", "政府信息公开"),
    *("http://a", "a@b", "0571-1", "1101011990", "按步就班", "的的"),
)
# Clauses of sentences that end just before they are too long to be read as one.
_CLAUSES = (
    "其中新收1204件，上年结转76件，",
    "其中得到办理0件，全年收到申请100件，其中0件转到下年，",
    "地址：石桥路88号，文字解读50篇，图片解读30篇，",
    "2件），制发文件比上年少6件，其中：予以公开412件，",
    "共7件，收到政府信息公开申请7件，当年办结13件，",
    "收到政府信息公开申请1240件，其中自然人1180件，占95.16%，单位61件，占4.84%，另有项目17项，",
    "以公开”13件，占100%，“部分公开”13件，占13%，被纠错，",
)
_MOST_FIGURES = 80  # of a sentence
_LINES_OF_TEXT = (
    *(
        "\t",
        "\ta",
        "a\t",
        "a\tb",
        "\t\t ",
        "\t\n",
        "a\tb\n\n",
        "|",
        "a|b",
        "|a",
        "|\n",
        "---",
        "## 甲",
        "- 甲",
    ),
    *("一、总体情况", "二、", "（一）甲", "1.甲", "1", "规章", "规章 1 2 3", "行政许可    1    2"),
    *("甲", "“甲"),
)


def out_of_measure(work: Callable[[str], object], made: Callable[[int], str], length: int) -> str:
    """Say the times where a text grows out of proportion, looked at again with a longer one."""
    said, taken = out_of_proportion(work, made, length, _AT_ONCE)
    if said and taken < _SURE:
        said, _ = out_of_proportion(work, made, 2 * length, _AT_ONCE)
    return said


@pytest.mark.parametrize("unit", _UNITS)
def test_no_repeated_words_take_the_rules_out_of_proportion(unit: str) -> None:
    anew = count(1)

    def check(words: str) -> object:
        paragraph = f"甲{next(anew)}。{words}"  # never the same: what was read is remembered
        report = Report(FORM.id, "青禾县民政局", 2024, sections={"overview": (paragraph,)})
        return Checker(FORM, RULES).check(report)

    seconds(lambda: check(unit))  # what is read once, the first time
    assert out_of_measure(check, lambda length: unit * (length // len(unit)), _CHARACTERS) == ""


@pytest.mark.parametrize("clause", _CLAUSES)
def test_no_sentence_as_long_as_may_be_takes_the_rules_out_of_proportion(clause: str) -> None:
    anew, tables = count(1), text_corpus.tables()["A"]

    def check(words: str) -> object:
        report = replace(tables, sections={"overview": (f"甲{next(anew)}。{words}",)})
        return Checker(FORM, RULES).check(report)

    fourth = _MOST_FIGURES // len(re.findall(r"\d+", clause)) // 4
    seconds(lambda: check(clause))
    said, _ = out_of_proportion(check, lambda times: f"{clause * times}。" * 20, fourth, _AT_ONCE)
    assert said == ""


@pytest.mark.parametrize("line", _LINES_OF_TEXT)
def test_no_repeated_lines_take_the_reading_out_of_proportion(line: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"

    def read(content: str) -> object:
        file.write_text(content, "utf-8")
        with suppress(intake.Unreadable):  # the second look may be so long that it is refused
            return intake.read(file)
        return None

    assert read(HEAD + line) is not None
    assert out_of_measure(read, lambda length: HEAD + f"{line}\n" * length, _LINES) == ""
