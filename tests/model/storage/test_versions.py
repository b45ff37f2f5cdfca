"""Saved states are kept apart from the file, found by identity, and never in the way of saving."""

import errno
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from model import forms
from model.report import Report, identified, set_cells, set_text
from model.storage.codec import UnreadableReport
from model.storage.differences import paragraphs_changed
from model.storage.files import open_report, save
from model.storage.troubles import StorageError
from model.storage.versions import MOST, keep, kept, load
from tests.faults.disk import SHORT, Disk, failing
from tests.support.shell_reports import whole

FORM = forms.load("2021")
CELL = "disclosure.licences.decisions"
START = datetime(2026, 1, 12, 1, 0, tzinfo=UTC)
BASE = identified(whole())


def with_figure(figure: int, report: Report = BASE) -> Report:
    return set_cells(FORM, report, {CELL: str(figure)}).apply(report)


def figures(folder: Path) -> list[str]:
    return [load(version).cell(CELL) for version in kept(folder, BASE)]


def test_a_renamed_and_moved_file_finds_its_versions(tmp_path: Path) -> None:
    folder, file = tmp_path / "versions", tmp_path / "年报.nianbao"
    save(BASE, file, None)
    keep(folder, BASE, file)
    moved = tmp_path / "归档" / "改了名.nianbao"
    moved.parent.mkdir()
    file.rename(moved)
    (version,) = kept(folder, open_report(moved).report)
    assert version.name == "年报.nianbao"
    assert load(version) == BASE


def test_two_reports_that_say_the_same_have_versions_of_their_own(tmp_path: Path) -> None:
    keep(tmp_path, BASE, Path("a.nianbao"))
    other = identified(replace(BASE, identity=""))
    assert other == BASE
    assert kept(tmp_path, other) == []


@pytest.mark.parametrize("identity", ["../../../tmp/x", "a" * 5000, "名/称\0", "\ud800"])
def test_no_identity_leads_out_of_the_folder(tmp_path: Path, identity: str) -> None:
    folder = tmp_path / "versions"
    keep(folder, replace(BASE, identity=identity), tmp_path / "r.nianbao")
    assert [item.name for item in tmp_path.iterdir()] == ["versions"]
    assert len(kept(folder, replace(BASE, identity=identity))) == 1


def test_a_blank_identity_in_a_file_gives_way_to_a_new_one(tmp_path: Path) -> None:
    file = tmp_path / "r.nianbao"
    save(BASE, file, None)
    file.write_bytes(file.read_bytes().replace(BASE.identity.encode(), b""))
    found = open_report(file).report
    assert found.identity == ""
    mended = identified(found)
    save(mended, file, None)
    assert open_report(file).report.identity == mended.identity != ""


def test_each_version_says_when_and_what_it_changed(tmp_path: Path) -> None:
    keep(tmp_path, BASE, tmp_path / "r.nianbao", START)
    later = set_text(BASE, "problems", ["重写的一段。"]).apply(with_figure(41))
    keep(tmp_path, later, tmp_path / "r.nianbao", START + timedelta(hours=3))
    newest, oldest = kept(tmp_path, BASE)
    assert (oldest.when, oldest.changed) == (START, "最早记下的一份")
    assert newest.when == START + timedelta(hours=3)
    assert newest.changed.startswith("表格 1 格；文字：五")


def test_the_same_state_is_kept_once(tmp_path: Path) -> None:
    for minute in (0, 1, 2):
        keep(tmp_path, BASE, tmp_path / "r.nianbao", START + timedelta(minutes=minute))
    keep(tmp_path, BASE, tmp_path / "r.nianbao", START - timedelta(minutes=1))
    assert len(kept(tmp_path, BASE)) == 1


def test_of_one_day_the_last_thirty_stay(tmp_path: Path) -> None:
    for number in range(MOST + 4):
        keep(tmp_path, with_figure(number), tmp_path / "r.nianbao", START + timedelta(seconds=number))
    assert figures(tmp_path) == [str(number) for number in reversed(range(4, MOST + 4))]


def test_a_busy_day_does_not_push_out_the_days_before(tmp_path: Path) -> None:
    for day in range(3):
        for number in (1, 2):
            keep(
                tmp_path, with_figure(10 * day + number), Path("r"), START + timedelta(days=day, hours=number)
            )
    for number in range(100, 100 + MOST):
        keep(tmp_path, with_figure(number), Path("r"), START + timedelta(days=3, seconds=number))
    found = figures(tmp_path)
    assert len(found) == MOST
    assert found[-3:] == ["22", "12", "2"]  # the last of each earlier day


def test_a_damaged_version_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    keep(tmp_path, BASE, tmp_path / "r.nianbao", START)
    keep(tmp_path, with_figure(8), tmp_path / "r.nianbao", START + timedelta(hours=1))
    newest, oldest = kept(tmp_path, BASE)
    newest.file.write_bytes(newest.file.read_bytes()[:-40])
    oldest.file.write_bytes(b"\xff" + oldest.file.read_bytes())
    newest, oldest = kept(tmp_path, BASE)
    with pytest.raises(UnreadableReport):
        load(newest)
    assert load(oldest) == BASE
    assert oldest.when == START


def test_a_head_of_another_shape_is_passed_over(tmp_path: Path) -> None:
    keep(tmp_path, BASE, tmp_path / "r.nianbao", START)
    (version,) = kept(tmp_path, BASE)
    content = version.file.read_bytes().partition(b"\n")[2]
    version.file.write_bytes(b"[1, 2]\n" + content)
    (version.file.parent / "杂物.txt").write_text("不是版本")
    (version,) = kept(tmp_path, BASE)
    assert (version.name, version.changed, load(version)) == ("", "", BASE)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO, SHORT])
@pytest.mark.parametrize("stays", [False, True])
def test_whatever_call_fails_no_version_is_lost_or_half(tmp_path: Path, number: int, stays: bool) -> None:
    folder = tmp_path / "versions"
    keep(folder, BASE, tmp_path / "r.nianbao", START)
    later = with_figure(77)
    told: list[str] = []
    for fail_at in range(1, 200):
        with failing(Disk(folder, fail_at, number, stays)) as disk:
            try:
                keep(folder, later, tmp_path / "r.nianbao", START + timedelta(hours=1))
            except StorageError as error:
                told.append(str(error))
        found = kept(folder, BASE)
        assert load(found[-1]) == BASE
        assert all(load(version) == later for version in found[:-1])
        for version in found[:-1]:
            version.file.unlink()
        if disk.calls < fail_at:
            break
    else:
        pytest.fail("never went through")
    assert told or number == SHORT
    assert all(sentence.endswith("。") for sentence in told)


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "versions").write_text("")
    with pytest.raises(StorageError):
        keep(tmp_path / "versions", BASE, tmp_path / "r.nianbao")
    with pytest.raises(StorageError):
        kept(tmp_path / "versions", BASE)


def test_a_version_that_is_gone_is_told(tmp_path: Path) -> None:
    keep(tmp_path, BASE, tmp_path / "r.nianbao")
    (version,) = kept(tmp_path, BASE)
    version.file.unlink()
    with pytest.raises(StorageError):
        load(version)


def test_paragraphs_are_compared() -> None:
    found = paragraphs_changed(("头", "旧的", "尾"), ("头", "新的", "又一段", "尾"))
    assert found == [(" ", "头"), ("-", "旧的"), ("+", "新的"), ("+", "又一段"), (" ", "尾")]
