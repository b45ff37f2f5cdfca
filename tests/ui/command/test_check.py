import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from model.report import place, set_cells, set_text, set_values
from model.rules import acceptance
from tests.support.commands import FORM, ORGAN, ROOT, full, posix, program, written, wrong
from tests.support.findings import finding
from ui import command_line


def checked(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, list[dict]]:
    capsys.readouterr()
    code = command_line.run(["check", "--json", *map(str, arguments)])
    return code, json.loads(capsys.readouterr().out)["files"]


def test_a_good_report_is_exit_code_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, (file,) = checked(capsys, written(tmp_path, "a.nianbao", full()))
    assert code == 0
    assert file.keys() == {"file", "form", "organ", "year", "findings"}
    assert (file["form"], file["organ"], file["year"]) == ("2021", ORGAN, 2024)
    assert not [finding for finding in file["findings"] if finding["level"] == "error"]


def test_an_error_is_exit_code_one_and_told_with_its_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "a.nianbao", wrong(full()))
    code, (file,) = checked(capsys, path)
    assert code == 1
    address = next(iter(FORM.derivations))
    errors = [finding for finding in file["findings"] if finding["level"] == "error"]
    assert address in {finding["addresses"][0] for finding in errors}
    assert all(
        f.keys() == {"code", "level", "addresses", "actual", "expected", "message"} for f in file["findings"]
    )
    assert command_line.run(["check", str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert f"{path}（{ORGAN}，2024年，" in lines[0]
    assert "处错误" in lines[0]
    assert len(lines) == 1 + len(file["findings"])


def test_an_accepted_finding_is_not_told_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = full()
    address = next(a for a in FORM.cells if a not in FORM.derivations and "disclosure" in a)
    report = set_cells(FORM, report, {address: ""}).apply(report)
    _, (before,) = checked(capsys, written(tmp_path, "a.nianbao", report))
    (blank,) = [finding for finding in before["findings"] if finding["code"] == "blank-cell"]
    accepted = finding("blank-cell", addresses=blank["addresses"])
    taken = {place("accepted"): (acceptance(report, accepted, "本机关没有这一项"),)}
    report = set_values(report, taken, "接受").apply(report)
    _, (after,) = checked(capsys, written(tmp_path, "b.nianbao", report))
    assert "blank-cell" not in {finding["code"] for finding in after["findings"]}


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "a.docx"
    bad.write_bytes(b"PK\x03\x04 cut off")
    good = written(tmp_path, "b.nianbao", full())
    code, files = checked(
        capsys, bad, tmp_path / "none.txt", good, written(tmp_path, "c.nianbao", wrong(full()))
    )
    assert code == 2
    assert [bool(file.get("unreadable")) for file in files] == [True, True, False, False]
    assert files[0].keys() == {"file", "form", "organ", "year", "unreadable"}
    assert command_line.run(["check", str(bad), str(good)]) == 2
    told = capsys.readouterr()
    assert "读不出来" in told.err
    assert "共检查 2 份：没有错误 1 份，有错误 0 份，读不出来 1 份。" in told.out


def test_a_name_out_of_reach_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = written(tmp_path, "b.nianbao", full())
    code, files = checked(capsys, tmp_path / f"{'长' * 90}.docx", good)
    assert code == 2
    assert "太长" in files[0]["unreadable"]
    assert "findings" in files[1]


def test_a_folder_stands_for_the_reports_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inside = tmp_path / "乡镇" / "青石镇"
    inside.mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    for name in ("b.nianbao", "a.nianbao", "乡镇/c.NIANBAO", "乡镇/青石镇/d.nianbao", ".hidden/e.nianbao"):
        written(tmp_path, name, full())
    for name in ("a.nianbao.bak", "~$a.docx", "photo.jpg", ".a.txt"):
        (tmp_path / name).write_bytes(b"x")
    code, files = checked(capsys, tmp_path, tmp_path / "a.nianbao")
    assert code == 0
    found = [str(Path(file["file"]).relative_to(tmp_path)) for file in files]
    assert found == ["a.nianbao", "b.nianbao", "乡镇/c.NIANBAO", "乡镇/青石镇/d.nianbao"]


def test_a_folder_without_reports_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.run(["check", str(tmp_path)]) == 2
    assert "没有可以检查的报告" in capsys.readouterr().err


def test_last_years_report_is_compared_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last = written(tmp_path, "2023.nianbao", full(2023, figure="3"))
    this = written(tmp_path, "2024.nianbao", full(2024))
    other = written(tmp_path, "other.nianbao", full(2024, organ="白石县人民政府"))
    code, (file,) = checked(capsys, this, "--last-year", last)
    assert code == 1
    assert "carried-over" in {finding["code"] for finding in file["findings"]}
    code, files = checked(capsys, other, this, "--last-year", last)
    codes = [{finding["code"] for finding in file["findings"]} for file in files]
    assert ["carried-over" in found for found in codes] == [False, True]


def test_a_report_that_is_not_last_years_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    this = written(tmp_path, "2024.nianbao", full(2024))
    assert command_line.run(["check", str(this), "--last-year", str(this)]) == 2
    assert "不是所查报告的上一年报告" in capsys.readouterr().err
    assert command_line.run(["check", str(this), "--last-year", str(tmp_path / "none.txt")]) == 2
    assert "none.txt" in capsys.readouterr().err


def test_a_fault_of_the_program_in_one_file_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ui.command import examine

    real = examine.intake.read

    def read(path: Path) -> object:
        if path.name == "a.nianbao":
            raise ZeroDivisionError("a fault")
        return real(path)

    monkeypatch.setattr(examine.intake, "read", read)
    code, files = checked(
        capsys, written(tmp_path, "a.nianbao", full()), written(tmp_path, "b.nianbao", full())
    )
    assert code == 2
    assert "ZeroDivisionError" in files[0]["unreadable"]
    assert "findings" in files[1]


@posix
def test_a_name_that_is_no_utf8_is_written_as_json_can(tmp_path: Path) -> None:
    path = written(tmp_path, os.fsdecode(b"a\xffb.nianbao"), full())
    done = program("check", "--json", path)
    assert done.returncode == 0
    name = json.loads(done.stdout)["files"][0]["file"]
    assert Path(name) == path


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_results_that_do_not_fit_on_the_disk_are_told(tmp_path: Path, as_json: list[str]) -> None:
    path = written(tmp_path, "a.nianbao", full())
    with Path("/dev/full").open("wb") as full_disk:
        command = [sys.executable, "main.py", "check", *as_json, str(path)]
        done = subprocess.run(
            command, cwd=ROOT, stdout=full_disk, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode() == (
        "无法保存“输出的结果”：磁盘已满。请腾出一些空间后再试，或保存到别的磁盘。\n"
    )


def test_a_word_that_is_no_file_is_a_command_misspelt(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.wants(["chek", "a.nianbao"])
    assert command_line.run(["chek", "a.nianbao"]) == 2
    assert "check" in capsys.readouterr().err
    for for_the_window in ([], ["a.nianbao"], ["-platform", "offscreen"], ["tests"]):
        assert not command_line.wants(for_the_window)


def test_without_qt_the_window_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text(
        "raise ImportError('libGL.so.1 is missing', name='PySide6')"
    )
    done = program("a.nianbao", env={**os.environ, "PYTHONPATH": str(tmp_path)})
    assert done.returncode == 1
    sentence = done.stderr.decode()
    assert sentence.startswith("无法打开窗口")
    assert "Traceback" not in sentence


def test_what_local_guidance_asks_for_is_checked_where_a_file_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "a.nianbao", set_text(full(), "overview", ["认真编印公报。"]).apply(full()))
    counts = tmp_path / "应写数据.toml"
    counts.write_text('[[counts]]\nlabel = "公报期数"\nwords = ["公报"]\n', "utf-8")
    _, (without,) = checked(capsys, path)
    assert "counts-missing" not in {one["code"] for one in without["findings"]}
    _, (file,) = checked(capsys, path, "--counts", counts)
    (missing,) = [one for one in file["findings"] if one["code"] == "counts-missing"]
    assert missing["level"] == "hint"
    assert "公报期数" in missing["message"]
    counts.write_text("[[counts", "utf-8")
    assert command_line.run(["check", str(path), "--counts", str(counts)]) == 2
    assert "应写数据.toml" in capsys.readouterr().err
