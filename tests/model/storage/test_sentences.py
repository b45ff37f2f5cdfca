"""What a clerk is told about files, word for word: each sentence says what is wrong and what to do."""

import errno
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from model import forms
from model.report import Report
from model.storage.codec import UnreadableReport, decode
from model.storage.files import ChangedOnDisk, atomic_write, open_report, save
from model.storage.journal import Journal, JournalError
from model.storage.troubles import StorageError, cannot_read, cannot_write
from tests.support.system import a_person

REPORT = Report("2021", "青禾县人民政府", 2024)
LEAST = {"version": 1, "form": "2021", "organ": "青禾县", "year": 2024}
ELSEWHERE = "请换一个位置或文件名再保存。"
GONE = "磁盘读写出错，可能是 U 盘已拔出、网络已断开或磁盘已损坏。请检查后再试，或换一个位置。"
IN_USE = "文件正被其他程序（如 Word、WPS）使用。请关闭那个程序后再试。"
SILENT = "共享文件夹没有回应，可能是网络已断开或服务器没有开机。请检查网络后再试，或换一个位置。"

READING = {
    errno.ENOENT: "找不到这个文件，它可能已被移走、改名或删除。",
    errno.EACCES: "没有读取权限。请向文件的所有者或管理员申请权限。",
    errno.EPERM: "没有读取权限。请向文件的所有者或管理员申请权限。",
    errno.EISDIR: "这是一个文件夹，不是文件。请选择文件夹里的报告文件。",
    errno.ENOTDIR: "路径不正确，其中有一段不是文件夹。",
    errno.ENAMETOOLONG: "文件名或路径太长。请缩短后再试。",
    errno.ELOOP: "文件是一个循环的链接，打不开。",
    errno.EBUSY: IN_USE,
    errno.EIO: GONE,
    errno.ENODEV: GONE,
    errno.ENXIO: GONE,
    errno.ESTALE: GONE,
    errno.EMFILE: "系统打开的文件太多。请关闭一些程序后再试。",
    errno.ENOMEM: "内存不足。请关闭一些程序后再试。",
    errno.ETIMEDOUT: SILENT,
    errno.ENOTCONN: SILENT,
    errno.EDOM: "系统报告了错误（编号 33）。请换一个位置再试，或联系管理员。",
}
WRITING = {
    errno.ENOSPC: "磁盘已满。请腾出一些空间后再试，或保存到别的磁盘。",
    errno.EDQUOT: "您的磁盘配额已用完。请腾出一些空间后再试，或保存到别的磁盘。",
    errno.EROFS: f"所在的磁盘是只读的。{ELSEWHERE}",
    errno.EACCES: f"没有写入权限，或文件是只读的。{ELSEWHERE}",
    errno.EPERM: f"没有写入权限，或文件是只读的。{ELSEWHERE}",
    errno.ENOENT: f"要保存到的文件夹不存在，它可能已被移走或删除。{ELSEWHERE}",
    errno.ENOTDIR: f"要保存到的文件夹不存在。{ELSEWHERE}",
    errno.EISDIR: "这个名称是一个文件夹。请换一个文件名。",
    errno.ENAMETOOLONG: "文件名或路径太长。请缩短后再试。",
    errno.EFBIG: f"文件超过了磁盘允许的大小。{ELSEWHERE}",
    errno.ELOOP: "文件是一个循环的链接，不能写入。",
    errno.EBUSY: IN_USE,
    errno.ETXTBSY: "文件正被其他程序使用。请关闭那个程序后再试。",
    errno.EIO: GONE,
    errno.ENOTSUP: "所在的磁盘或共享文件夹不支持这项操作。请换一个位置再试。",
    errno.EHOSTUNREACH: SILENT,
}


@pytest.mark.parametrize("number", READING, ids=errno.errorcode.get)
def test_why_a_file_cannot_be_read(number: int) -> None:
    error = OSError(number, os.strerror(number))
    assert cannot_read(Path("a/r.nianbao"), error) == f"无法读取“a/r.nianbao”：{READING[number]}"


@pytest.mark.parametrize("number", WRITING, ids=errno.errorcode.get)
def test_why_a_file_cannot_be_written(number: int) -> None:
    error = OSError(number, os.strerror(number))
    assert cannot_write(Path("a/r.nianbao"), error) == f"无法保存“a/r.nianbao”：{WRITING[number]}"


def test_an_error_without_a_number_is_told_all_the_same() -> None:
    told = cannot_read(Path("r.nianbao"), OSError("strange"))
    assert told == "无法读取“r.nianbao”：系统报告了错误。请换一个位置再试，或联系管理员。"


def windows(number: int) -> OSError:
    error = OSError(errno.EACCES, "denied")
    error.winerror = number  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize("number", [32, 33])
def test_a_file_that_windows_calls_shared_or_locked_is_in_use(number: int) -> None:
    assert cannot_read(Path("r.docx"), windows(number)) == f"无法读取“r.docx”：{IN_USE}"
    assert cannot_write(Path("r.docx"), windows(number)) == f"无法保存“r.docx”：{IN_USE}"


def test_what_windows_denies_is_in_use_only_where_it_could_be_written(tmp_path: Path) -> None:
    missing, standing = tmp_path / "new.docx", tmp_path / "r.docx"
    standing.write_text("")
    assert cannot_write(missing, windows(5)) == f"无法保存“{missing}”：{WRITING[errno.EACCES]}"
    assert cannot_write(standing, windows(5)) == f"无法保存“{standing}”：{IN_USE}"


@pytest.mark.skipif(os.name != "posix", reason="permission bits of POSIX")
def test_what_windows_denies_is_not_in_use_when_it_is_read_only(tmp_path: Path) -> None:
    path = tmp_path / "r.docx"
    path.write_text("")
    path.chmod(0o444)
    with a_person():
        assert cannot_write(path, windows(5)) == f"无法保存“{path}”：{WRITING[errno.EACCES]}"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"version": 2},
            "这份报告由更新版本的软件保存（文件版本 2，本软件最高支持 1），请升级软件后再打开。",
        ),
        ({"version": 0}, "这不是本软件保存的年度报告文件（缺少版本号或版本号无效）。"),
        ({"form": "1999"}, f"报告使用的格式“1999”本软件不认识（认识的格式：{'、'.join(forms.known())}）。"),
        ({"year": "2024"}, "报告文件已损坏：“year”处应为整数，现为文字（带引号）。"),
        ({"year": 10000}, "报告文件已损坏：“year”处的内容不符合格式。"),
        ({"final": "yes"}, "报告文件已损坏：“final”处应为true 或 false，现为文字（带引号）。"),
        ({"final": 1.5}, "报告文件已损坏：“final”处应为true 或 false，现为数字。"),
        ({"overrides": False}, "报告文件已损坏：“overrides”处应为列表或空值，现为true 或 false。"),
        ({"cells": []}, "报告文件已损坏：“cells”处应为成组的数据，现为列表。"),
        ({"title": {}}, "报告文件已损坏：“title”处应为文字（带引号），现为成组的数据。"),
        (
            {"sections": {"overview": ["甲"], "other": ["乙", "丙", 1]}},
            "报告文件已损坏：“sections：other 第 3 段”处应为文字（带引号），现为整数。",
        ),
        ({"preamble": ["甲", 1]}, "报告文件已损坏：“preamble[1]”处应为文字（带引号），现为整数。"),
        (
            {"cells": {"requests.received.total": "3", "requests.received.business": None}},
            "报告文件已损坏：“cells：requests.received.business”处应为文字（带引号），现为空值。",
        ),
        (
            {"sections": {"other": ["甲"], "overview": "乙"}},
            "报告文件已损坏：“sections：overview”处应为列表，现为文字（带引号）。",
        ),
        (
            {"sections": {"overview": ["甲", 5]}},
            "报告文件已损坏：“sections：overview 第 2 段”处应为文字（带引号），现为整数。",
        ),
        (
            {"accepted": [{"code": "growth", "addresses": [], "figures": []}]},
            "报告文件已损坏：缺少“reason”一项。",
        ),
        ({"cells": {"b": "1", "a": "2"}}, "报告文件里有格式中不存在的单元格“a”。"),
        ({"remarks": {"a": "1"}}, "报告文件里有格式中不存在的单元格“a”。"),
        ({"sections": {"a": []}}, "报告文件里有格式中不存在的章节“a”。"),
        ({"last_year": {"a": "1"}}, "报告文件里有格式中不存在的上年单元格“a”。"),
        ({"last_year": {}, "last_year_form": "1999"}, "上年数据使用的格式“1999”本软件不认识。"),
    ],
)
def test_why_a_file_is_no_report(changes: dict[str, object], told: str) -> None:
    with pytest.raises(UnreadableReport) as caught:
        decode(json.dumps({**LEAST, **changes}).encode())
    assert str(caught.value) == f"{told}文件没有改动。"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"[]", "这不是本软件保存的年度报告文件。"),
        (b"{", "报告文件已损坏：内容不完整，到第 1 行就中断了。"),
        (b'{"a": 1, "a": 1}', "报告文件已损坏：“a”出现了两次，不能确定以哪一个为准。"),
    ],
)
def test_why_a_file_cannot_be_read_at_all(content: bytes, told: str) -> None:
    with pytest.raises(UnreadableReport) as caught:
        decode(content)
    assert str(caught.value) == f"{told}文件没有改动。"


def opened(path: Path) -> str:
    with pytest.raises((UnreadableReport, StorageError)) as caught:
        open_report(path)
    return str(caught.value)


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    missing, large = tmp_path / "r.nianbao", tmp_path / "large.nianbao"
    with large.open("wb") as file:
        file.truncate(32 * 2**20 + 1)
    assert opened(missing) == f"无法读取“{missing}”：{READING[errno.ENOENT]}"
    assert opened(tmp_path) == f"“{tmp_path}”是一个文件夹，不是年度报告文件。请选择报告文件。"
    assert opened(large) == f"文件“{large}”太大，不是年度报告文件。文件没有改动。"


def test_the_largest_file_that_may_be_a_report_is_read(tmp_path: Path) -> None:
    largest = tmp_path / "r.nianbao"
    with largest.open("wb") as file:
        file.truncate(32 * 2**20)
    assert opened(largest) == "报告文件里全是空字节，可能是断电时没有写完。文件没有改动。"


@pytest.mark.skipif(os.name != "posix", reason="pipes and circles of links of POSIX")
def test_what_is_no_file_at_all(tmp_path: Path) -> None:
    pipe, circle = tmp_path / "pipe", tmp_path / "circle"
    os.mkfifo(pipe)
    circle.symlink_to(circle)
    assert opened(pipe) == f"“{pipe}”是一个设备，不是年度报告文件。请选择报告文件。"
    told = f"无法保存“{circle}”：文件是一个循环的链接，不能写入。"
    assert saved(circle) == told
    with pytest.raises(StorageError) as caught:
        atomic_write(circle, b"")
    assert str(caught.value) == told


def saved(path: Path) -> str:
    with pytest.raises(StorageError) as caught:
        save(REPORT, path, None)
    return str(caught.value)


def test_where_nothing_can_be_saved(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    assert saved(folder / "r.nianbao") == f"无法保存“{folder / 'r.nianbao'}”：{WRITING[errno.ENOENT]}"
    folder.write_text("")
    assert saved(folder / "r.nianbao") == f"无法保存“{folder / 'r.nianbao'}”：{WRITING[errno.ENOTDIR]}"
    assert saved(tmp_path) == f"“{tmp_path}”是一个文件夹，不是年度报告文件。请选择报告文件。"


@pytest.mark.parametrize(("name", "shown"), [("甲\0乙", "甲\0乙"), ("甲\ud83d", "甲?")])
def test_a_name_that_no_system_takes_is_told(tmp_path: Path, name: str, shown: str) -> None:
    with pytest.raises(StorageError) as caught:
        atomic_write(tmp_path / name, b"")
    assert str(caught.value) == f"文件名“{shown}”不能使用，请换一个名称或位置。"


def test_a_file_that_another_changed_or_took_away(tmp_path: Path) -> None:
    path = tmp_path / "r.nianbao"
    before = save(REPORT, path, None)
    save(replace(REPORT, title="他人的标题"), path, None)
    with pytest.raises(ChangedOnDisk) as changed:
        save(replace(REPORT, title="标题"), path, before)
    assert str(changed.value) == (
        f"没有保存：打开之后，文件“{path}”已被其他人或其他程序改过。您的修改还在，"
        "请用“另存为”换一个名称保存，再比较两份报告。"
    )
    path.unlink()
    with pytest.raises(ChangedOnDisk) as gone:
        save(REPORT, path, before)
    assert str(gone.value) == (
        f"没有保存：文件“{path}”已被移走、改名或删除。您的修改还在，请用“另存为”保存到合适的位置。"
    )


def test_a_journal_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    folder = tmp_path / "file" / "journals"
    with pytest.raises(JournalError) as caught:
        Journal.start(folder, REPORT, None)
    told = f"无法保存“{folder}”：{WRITING[errno.ENOTDIR]}"
    assert str(caught.value) == f"自动恢复记录暂时写不进去，请尽快保存报告。{told}"
