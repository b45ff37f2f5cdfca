"""Hand-made and damaged reports: read where they can be, else told with line and encoding; backups serve."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import intake
from model.report import Acceptance, Report, set_cells
from model.storage import codec
from model.storage.files import backup_of, open_backup, open_report, save
from tests.support.journals import CELL, FORM
from tests.support.shell_reports import whole
from tests.ui.window.conftest import Answers
from ui.app import Desk

TEXT = codec.encode(whole()).decode()


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("gb18030"),
        TEXT.replace("\n", "\r\n").encode("gbk"),
    ],
    ids=["utf-8 marked", "utf-16", "utf-16 big", "utf-16 unmarked", "utf-16 big unmarked", "gb18030", "gbk"],
)
def test_what_other_programs_saved_in_another_encoding_is_read(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "r.nianbao"
    file.write_bytes(content)
    stored = open_report(file)
    assert stored.report == whole()
    save(set_cells(FORM, stored.report, {CELL: "7"}).apply(stored.report), file, stored.fingerprint)
    assert json.loads(file.read_bytes())["cells"][CELL] == "7"


LINES = TEXT.split("\n")
AT = next(number for number, line in enumerate(LINES) if CELL in line)  # from 0


def with_line(line: str) -> bytes:
    return "\n".join([*LINES[:AT], line, *LINES[AT + 1 :]]).encode()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (with_line(f'  "{CELL}" "5",'), f"第 {AT + 1} 行第 .* 个字附近，项目名后面缺少冒号"),
        (with_line(f'  "{CELL}": "5"'), f"第 {AT + 2} 行.*缺少逗号"),
        (with_line(f'  "{CELL}": 五,'), f"第 {AT + 1} 行.*缺少内容"),
        (with_line(f'  "{CELL}": "5,'), f"第 {AT + 1} 行.*可能缺少后一个双引号"),
        (with_line(f"  {CELL}: 5,"), f"第 {AT + 1} 行.*应为带双引号的项目名"),
        (with_line(f'  "{CELL}": "a\\qb",'), f"第 {AT + 1} 行.*反斜杠"),
        (TEXT.encode() + b"{}", "多余的内容"),
        (TEXT[: len(TEXT) // 2].encode(), "不完整，到第 .* 行就中断了"),
        (TEXT[: TEXT.index(CELL) + 5].encode(), f"不完整，到第 {AT + 1} 行就中断了"),
        (b"", "是空的"),
        (b" \r\n ", "是空的"),
        (b"\0" * 5000, "断电时没有写完"),
        (TEXT.encode().replace("公开".encode(), b"\xe5\x85", 1), "行有不是文字的字节.*UTF-8 编码"),
        (TEXT.encode("utf-16")[:-1], "不完整，到第 .* 行就中断了"),
        (b"\xff\xfe" + b"\x00\xdc" * 9, "不是文字的字节.*UTF-16 编码"),
    ],
)
def test_what_is_damaged_is_told_with_its_place(content: bytes, told: str) -> None:
    with pytest.raises(codec.UnreadableReport, match=told) as caught:
        codec.decode(content)
    assert str(caught.value).endswith("文件没有改动。")


def test_a_damaged_utf_8_file_is_never_taken_for_chinese_code_page() -> None:
    content = TEXT.encode()
    for at in range(0, len(content), 7):
        damaged = content[:at] + b"\xff" + content[at + 1 :]
        try:
            found = codec.decode(damaged)
        except codec.UnreadableReport:
            continue
        assert found.organ == whole().organ


NEWER = {
    "code": "row-total",
    "addresses": ["requests.granted.total"],
    "figures": ["20"],
    "reason": "另有口径",
    "quote": "",
    "by": "张三",
    "at": {"day": 3, "seen": [1, None]},
}


def newer() -> Report:
    saved = json.loads(TEXT)
    saved["accepted"] = [NEWER, {**NEWER, "reason": "第二条", "by": "李四"}]
    origin = {"kind": "hand", "file": "", "rows": [], "sheet": "一月"}
    saved["parts"] = {CELL: [{"label": "甲科", "figure": "3", "from": origin, "checked": True}]}
    saved["cells"][CELL] = "3"
    saved["wholly_new"] = {"x": 1}
    return codec.decode(json.dumps(saved).encode())


def test_keys_of_a_newer_version_survive_inside_entries_too(tmp_path: Path) -> None:
    report = set_cells(FORM, newer(), {"requests.received.other": "9"}).apply(newer())
    path = tmp_path / "r.nianbao"
    save(report, path, None)
    saved = json.loads(path.read_bytes())
    assert saved["accepted"][0] == NEWER
    assert saved["accepted"][1]["by"] == "李四"
    assert saved["parts"][CELL][0]["checked"] is True
    assert saved["parts"][CELL][0]["from"]["sheet"] == "一月"
    assert saved["wholly_new"] == {"x": 1}
    assert open_report(path).report == report


def test_what_was_added_goes_with_its_entry() -> None:
    report = newer()
    first, second = report.accepted
    kept = json.loads(codec.encode(replace(report, accepted=(second,))))
    assert [entry["by"] for entry in kept["accepted"]] == ["李四"]
    changed = replace(report, accepted=(Acceptance(first.code, first.addresses, ("21",), first.reason),))
    assert "by" not in json.loads(codec.encode(changed))["accepted"][0]


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    path = tmp_path / "r.nianbao"
    later = set_cells(FORM, whole(), {CELL: "8"}).apply(whole())
    save(later, path, save(whole(), path, None))
    path.write_bytes(path.read_bytes()[:300])
    return path


def test_the_backup_is_offered_and_goes_on_in_no_file(desk: Desk, damaged: Path, answers: Answers) -> None:
    answers.buttons = [0]
    desk.open_file(damaged, None)
    (window,) = desk.windows
    assert window.session.report == whole()
    assert window.session.path is None
    assert window.isWindowModified()
    assert "中断" in answers.asked[0]
    assert "备份" in answers.asked[1]
    assert len(damaged.read_bytes()) == 300


def test_who_does_not_want_the_backup_gets_nothing(desk: Desk, damaged: Path, answers: Answers) -> None:
    desk.open_file(damaged, None)
    assert desk.windows == []
    assert len(answers.asked) == 1


def test_a_backup_opens_by_its_own_name(desk: Desk, damaged: Path, answers: Answers) -> None:
    desk.open_file(backup_of(damaged), None)
    assert desk.windows[0].session.report == whole()
    assert desk.windows[0].session.path is None
    assert intake.read(backup_of(damaged)).report == whole()


def test_the_command_line_names_the_backup(damaged: Path) -> None:
    with pytest.raises(intake.Unreadable, match=r"旁边的备份“r.nianbao.bak”是完整的"):
        intake.read(damaged)
    backup_of(damaged).unlink()
    assert open_backup(damaged) is None
    with pytest.raises(intake.Unreadable) as caught:
        intake.read(damaged)
    assert "备份" not in str(caught.value)
    backup_of(damaged).write_bytes(b"{")
    with pytest.raises(intake.Unreadable) as caught:
        intake.read(damaged)
    assert "改用它" not in str(caught.value)
