"""Damaged journals: a bad byte costs nothing, a bad stretch its own edits, and the rest always comes back."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from model.report import Report, set_text
from model.storage import seal
from model.storage.files import save
from model.storage.journal import Journal, pending
from tests.support.journals import CELL, REPORT, typed

PARTS = ("problems", "other", "preamble", "signature")
BEGUN = replace(
    REPORT,
    title="青禾县人民政府2024年政府信息公开工作年度报告",
    sections={"overview": ("开头的一段“引号”、反斜线\\与制表\t。", "第二段。")},
    cells={CELL: "41"},
)


def left(folder: Path, path: Path | None, report: Report = BEGUN) -> tuple[Path, Report]:
    """Leave a journal of a figure, a title and four paragraphs, each in a place of its own."""
    journal = Journal.start(folder, report, path)
    for edit in (
        typed(report, "42"),
        set_text(report, "title", ("新标题",)),
        *(
            set_text(report, part, (f"写给{part}。",))
            for part in ("problems", "other", "preamble", "signature")
        ),
    ):
        report = edit.apply(report)
        journal.append(edit)
    journal.close(keep=True)
    (file,) = folder.iterdir()
    return file, report


def places(report: Report) -> tuple[object, ...]:
    return (report.cell(CELL), report.title, *map(report.text, PARTS))


def test_no_single_bad_byte_costs_anything_and_each_is_told(tmp_path: Path) -> None:
    file, report = left(tmp_path, None)
    whole = file.read_bytes()
    chance = random.Random(5)
    cheap = 0
    for at in range(0, len(whole)):
        damaged = bytearray(whole)
        damaged[at] = chance.choice([byte for byte in (0, 0xFF, 0x0A, 0x22, 0x7B, 0x20) if byte != whole[at]])
        file.write_bytes(damaged)
        (found,) = pending(tmp_path)
        wrong = sum(one != two for one, two in zip(places(found.report), places(report), strict=True))
        assert wrong <= 1, at
        cheap += found.report == report
        # A line's end between two sums is no content; all else is told.
        assert not found.complete or found.report == report, at
        assert file.exists()
    # All but the bytes of the sums themselves, which cost their line.
    assert cheap >= len(whole) - 8 * 20


@pytest.mark.parametrize("path", [None, "r.nianbao"], ids=["nowhere", "saved"])
@pytest.mark.parametrize("length", [2, 40, 512])
def test_a_bad_stretch_costs_its_own_edits_alone(tmp_path: Path, path: str | None, length: int) -> None:
    target = None if path is None else tmp_path / path
    if target is not None:
        save(BEGUN, target, None)
    file, report = left(tmp_path / "journals", target)
    whole = file.read_bytes()
    at_report = whole.index(b'"report"')
    for at in range(0, len(whole) - length, 29):
        file.write_bytes(whole[:at] + b"\0" * length + whole[at + length :])
        (found,) = pending(tmp_path / "journals")
        wrong = sum(one != two for one, two in zip(places(found.report), places(report), strict=True))
        touched = whole[: at + length].count(b"\n") - whole[:at].count(b"\n") + 1
        assert wrong <= touched, at
        assert not found.complete
        head_names_the_file = b"\0" not in file.read_bytes()[:at_report]
        if target is not None and head_names_the_file:
            # The file still holds what the journal began with.
            assert found.report.section("overview") == BEGUN.section("overview")


@pytest.mark.parametrize("length", [1, 3, 40])
def test_a_stretch_that_is_gone_is_told(tmp_path: Path, length: int) -> None:
    file, report = left(tmp_path, None)
    whole = file.read_bytes()
    last_line = whole.rstrip(b"\n").rindex(b"\n")
    for at in range(0, last_line - length, 7):
        file.write_bytes(whole[:at] + whole[at + length :])
        (found,) = pending(tmp_path)
        assert not found.complete or found.report == report, at
        assert file.exists()


def test_zeros_where_the_last_lines_were_are_told(tmp_path: Path) -> None:
    file, report = left(tmp_path, None)
    whole = file.read_bytes()
    cut = whole.rstrip(b"\n").rindex(b"\n") + 1
    file.write_bytes(whole[:cut] + b"\0" * 4096)
    (found,) = pending(tmp_path)
    assert not found.complete
    assert places(found.report)[:-1] == places(report)[:-1]


def test_a_path_that_no_file_can_have_is_none(tmp_path: Path) -> None:
    file, report = left(tmp_path, tmp_path / "r.nianbao")
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b'"path":"', b'"path":"\\u0000', 1))
    (found,) = pending(tmp_path)
    assert found.path is None
    assert places(found.report) == places(report)


def test_of_a_broken_beginning_the_lines_that_are_whole_come_back(tmp_path: Path) -> None:
    file, report = left(tmp_path, None)
    whole = file.read_bytes()
    at = whole.index("第二段".encode())
    file.write_bytes(whole[:at] + b'\0"\\\xff}' + whole[at + 5 :])
    (found,) = pending(tmp_path)
    assert not found.complete
    assert found.report.organ == REPORT.organ
    assert found.report.section("overview")[0] == BEGUN.section("overview")[0]
    assert places(found.report) == places(report)


@pytest.mark.parametrize("damage", [None, b"\0", b"{"], ids=["whole", "nul", "brace"])
def test_a_journal_of_version_0_1_is_read_as_ever(tmp_path: Path, damage: bytes | None) -> None:
    file, report = left(tmp_path, None)
    old = []
    for line in file.read_bytes().splitlines():
        content = json.loads(line)
        del content["crc"]
        old.append(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
    if damage is not None:
        old[2] = damage + old[2][1:] + damage
    file.write_bytes(b"\n".join(old) + b"\n")
    (found,) = pending(tmp_path)
    assert found.complete == (damage is None)
    assert places(found.report)[0] == "42"
    assert places(found.report)[2:] == places(report)[2:]


def test_a_program_that_knows_no_sums_can_read_the_lines(tmp_path: Path) -> None:
    file, _ = left(tmp_path, None)
    first, *edits = map(json.loads, file.read_bytes().splitlines())
    assert {"journal", "part", "path", "saved", "report"} < first.keys()
    assert first["journal"] == 1
    assert all({"label", "changes"} < edit.keys() for edit in edits)


def test_a_sum_is_not_fooled_by_what_a_text_holds() -> None:
    content = json.dumps({"text": '好","crc":"01234567"}\n好'}, ensure_ascii=False).encode()
    line = seal.sealed(content)
    assert seal.split(line * 3) == [line] * 3
    assert seal.opened(line) == (content, True)


@pytest.mark.parametrize("size", [0, 1, 100, 100_000])
def test_any_one_byte_of_a_line_is_put_right(size: int) -> None:
    content = b'{"x":"' + bytes(range(97, 123)) * (size // 26) + b'"}'
    line = seal.sealed(content)
    chance = random.Random(size)
    for _ in range(20):
        damaged = bytearray(line)
        damaged[chance.randrange(len(content) - 1)] ^= chance.randrange(1, 256)
        assert seal.opened(bytes(damaged)) == (content, False)
