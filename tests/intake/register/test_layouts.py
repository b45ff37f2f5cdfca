"""Registers in the layouts that offices keep: each counts what a script of its own counts."""

import time
from collections import Counter
from pathlib import Path

import pytest

from intake.failures import Unreadable
from intake.register import Count, count
from intake.register.source import read
from model import forms
from tests.support import registers
from tests.support.registers import YEAR, applications, expected

FORM = forms.load("2021")
LAYOUTS = {
    "by hand": registers.by_hand,
    "of a system": registers.of_a_system,
    "with reasons": registers.with_reasons,
    "seconds": registers.seconds,
}


def figures(counted: Count) -> Counter[str]:
    sums = {a.partition(".")[2]: sum(int(p.figure) for p in own) for a, own in counted.parts.items()}
    return Counter({address: figure for address, figure in sums.items() if figure})


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", ["xlsx", "csv", "page"])
def test_each_layout_counts_the_same(layout: str, kind: str, tmp_path: Path) -> None:
    drawn = applications(7, 120)
    rows = LAYOUTS[layout](drawn)
    path = tmp_path / ("台账.csv" if kind == "csv" else "台账.xls" if kind == "page" else "台账.xlsx")
    if kind == "csv":
        registers.write_csv(rows, path)
    elif kind == "page":
        registers.write_page(rows, path)
    else:
        registers.write_workbook({"台账": rows}, path)
    counted = count(FORM, YEAR, path, read(path))
    assert figures(counted) == expected(drawn)
    assert (counted.lines, counted.questions, counted.unplaced) == (120, (), ())


def test_a_sheet_a_month_is_counted_without_its_summary(tmp_path: Path) -> None:
    drawn = applications(11, 90)
    registers.write_workbook(registers.by_month(drawn), tmp_path / "台账.xlsx")
    counted = count(FORM, YEAR, tmp_path / "台账.xlsx", read(tmp_path / "台账.xlsx"))
    assert figures(counted) == expected(drawn)
    assert any("全年汇总" in note for note in counted.notes)


def test_each_part_leads_to_its_lines(tmp_path: Path) -> None:
    drawn = applications(3, 60)
    rows = registers.by_hand(drawn)
    registers.write_workbook({"台账": rows}, tmp_path / "台账.xlsx")
    counted = count(FORM, YEAR, tmp_path / "台账.xlsx", read(tmp_path / "台账.xlsx"))
    for address, (part, *_) in counted.parts.items():
        if address.startswith("requests.not_held."):
            assert all("信息不存在" in rows[row - 1][8] for row in part.origin.rows)
            assert len(part.origin.rows) == int(part.figure)


def test_three_thousand_lines_take_no_second() -> None:
    from intake.sheets import Sheet

    drawn = applications(5, 3000)
    rows = tuple(map(tuple, registers.of_a_system(drawn)))
    began = time.process_time()
    counted = count(FORM, YEAR, Path("台账.xlsx"), [Sheet("", rows)])
    assert time.process_time() - began < 1
    assert figures(counted) == expected(drawn)


def test_names_of_persons_never_stand_in_the_parts() -> None:
    from intake.sheets import Sheet

    rows = tuple(map(tuple, registers.of_a_system(applications(5, 50))))
    counted = count(FORM, YEAR, Path("台账.xlsx"), [Sheet("", rows)])
    assert "申请人甲" not in repr(counted.parts)


@pytest.mark.parametrize(
    "content", [b"", b"   \n", b"PK\x03\x04 torn", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 torn"]
)
def test_what_cannot_be_opened_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match="台账"):
        read(path)


def test_only_lines_that_are_the_same_in_all_but_their_number_are_told() -> None:
    from intake.sheets import Sheet

    head = ("序号", "收到日期", "申请人类别", "申请内容", "办理结果", "答复日期")
    line = ("2024-03-04", "公民", "查询12号地块", "予以公开", "2024-03-09")
    other = ("2024-03-04", "公民", "查询13号地块", "予以公开", "2024-03-09")
    ending = ("2024-03-04", "公民", "事项1", "予以公开", "2024-03-09")
    rows = (
        head,
        ("1", *line),
        ("2", *other),
        ("3", *line),
        ("4", *ending),
        ("5", *ending[:2], "事项2", *ending[3:]),
    )
    counted = count(FORM, YEAR, Path("台账.xlsx"), [Sheet("", rows)])
    assert [(hint.row, hint.text) for hint in counted.hints] == [(4, "与第 2 行的内容完全相同")]


def test_unknown_words_are_asked_and_contradictions_told_while_the_rest_counts_the_same() -> None:
    """Of 300 lines ten have a word that nobody knows, and five an answer older than the application."""
    from intake.sheets import Sheet

    drawn = applications(13, 300)
    decided = [at for at, one in enumerate(drawn) if one.answered and one.answered.year == YEAR]
    odd, early = decided[5:15], [at for at in decided[40:80] if drawn[at].received.year == YEAR][:5]
    rows = registers.by_hand(drawn)
    for at in odd:
        rows[at + 3][8] = "另案处理"
    for at in early:
        rows[at + 3][6] = "2018.1.1"
    counted = count(FORM, YEAR, Path("台账.xlsx"), [Sheet("", tuple(map(tuple, rows)))])
    assert figures(counted) == expected([one for at, one in enumerate(drawn) if at not in odd])
    (question,) = counted.questions
    assert [line.row for line in question.lines] == [at + 4 for at in odd]
    assert [hint.row for hint in counted.hints if "早于" in hint.text] == [at + 4 for at in early]
