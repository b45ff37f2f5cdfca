import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import resources
from model.report import Report
from model.storage.files import open_report, save
from tests.support.commands import FORM, ORGAN, ROOT, full, posix, program, written, wrong
from tests.support.word_xml import rewritten
from ui import command_line

SETTINGS = "word/settings.xml"

# ------------------------------------------------------------------ who is asked


@pytest.mark.parametrize("first", ["new", "convert", "check", "sum", "-h", "--help"])
def test_commands_are_for_the_command_line(first: str) -> None:
    assert command_line.wants([first, "x"])


@pytest.mark.parametrize("arguments", [[], ["报告.nianbao"], ["检查"]])
def test_everything_else_is_for_the_window(arguments: list[str]) -> None:
    assert not command_line.wants(arguments)


@pytest.mark.parametrize("arguments", [["--help"], ["new", "--help"], ["convert", "-h"], ["check", "--help"]])
def test_help_is_chinese_with_examples(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.run(arguments) == 0
    told = capsys.readouterr().out
    assert told.startswith("用法：")
    assert "示例：\n  main.py" in told
    for english in ("usage", "optional", "positional", "show this", "options"):
        assert english not in told


def test_help_of_a_bundle_calls_the_program_by_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "argv", ["nianbao-cli.exe", "check", "--help"])
    assert command_line.run(["check", "--help"]) == 0
    told = capsys.readouterr().out
    assert "\n  nianbao-cli.exe check 2024.nianbao\n" in told
    assert "main.py" not in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["new"], "还缺少：--organ, --year, -o/--output"),
        (["new", "--organ", "x", "--year", "二〇二四", "-o", "a.nianbao"], "“二〇二四”不是年份"),
        (["new", "--organ", "x", "--year", "1024", "-o", "a.nianbao"], "“1024”不是年份"),
        (["new", "--organ", " ", "--year", "2024", "-o", "a.nianbao"], "机关名称不能是空的"),
        (["new", "--organ", "x", "--year", "2024", "-o", "a.docx"], "应以 .nianbao 结尾"),
        (
            ["new", "--form", "1999", "--organ", "x", "--year", "2024", "-o", "a.nianbao"],
            "--form 不能是 '1999'",
        ),
        (["new", "--organ"], "--organ 后面要有一个值"),
        (["convert"], "还缺少：输入, 输出"),
        (["convert", "a.docx", "b.docx", "c.docx"], "不认识的参数：c.docx"),
        (["check"], "还缺少：文件"),
        (["check", "a", "--jso"], "不认识的参数：--jso"),
        (["check", "a", "--json=5"], "--json 后面不能带值"),
    ],
)
def test_wrong_arguments_are_told_in_chinese(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line.run(arguments) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "--help”查看用法" in said
    assert not re.search(r"argument |expected|invalid|choose|required", said)


# --------------------------------------------------------------------------- new


def test_new_makes_an_empty_report_of_the_form_in_force(tmp_path: Path) -> None:
    path = tmp_path / "2024.nianbao"
    assert command_line.run(["new", "--organ", ORGAN, "--year", "2024", "-o", str(path)]) == 0
    assert open_report(path).report == Report(
        "2021", ORGAN, 2024, title=f"{ORGAN}2024年政府信息公开工作年度报告"
    )
    assert (
        command_line.run(["new", "--organ", ORGAN, "--year", "2020", "-o", str(tmp_path / "2020.nianbao")])
        == 0
    )
    assert open_report(tmp_path / "2020.nianbao").report.form == "2019"


def test_new_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "2024.nianbao", full())
    before = path.read_bytes()
    assert command_line.run(["new", "--organ", ORGAN, "--year", "2024", "-o", str(path)]) == 1
    assert "已经存在" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_new_carries_last_years_rows_over(tmp_path: Path) -> None:
    last = written(tmp_path, "2023.nianbao", full(2023, figure="3"))
    path = tmp_path / "2024.nianbao"
    arguments = ["new", "--form", "2021", "--organ", ORGAN, "--year", "2024", "--last-year", str(last)]
    assert command_line.run([*arguments, "-o", str(path)]) == 0
    made = open_report(path).report
    before = open_report(last).report
    assert (made.last_year, made.last_year_form) == (before.cells, before.form)
    assert made.last_year_sections == before.sections
    (pair,) = FORM.checks.carried
    columns = {a.rpartition(".")[2] for a in FORM.cells if a.startswith(f"{pair.table}.{pair.this}.")}
    assert columns
    for column in columns:
        carried = before.cells[f"{pair.table}.{pair.last}.{column}"]
        assert made.cells[f"{pair.table}.{pair.this}.{column}"] == carried
    assert made.cells.keys() == {f"{pair.table}.{pair.this}.{column}" for column in columns}


@pytest.mark.parametrize("year", [2022, 2024])
def test_new_refuses_another_years_report(
    tmp_path: Path, year: int, capsys: pytest.CaptureFixture[str]
) -> None:
    last = written(tmp_path, "last.nianbao", full(year))
    path = tmp_path / "new.nianbao"
    arguments = ["new", "--organ", ORGAN, "--year", "2024", "--last-year", str(last), "-o", str(path)]
    assert command_line.run(arguments) == 2
    assert "不是 2024 年的上一年" in capsys.readouterr().err
    assert not path.exists()


def test_new_with_a_name_too_long_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f"{'长' * 90}.nianbao"
    assert command_line.run(["new", "--organ", ORGAN, "--year", "2024", "-o", str(path)]) == 1
    assert "太长" in capsys.readouterr().err


def test_new_into_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gone" / "new.nianbao"
    assert command_line.run(["new", "--organ", ORGAN, "--year", "2024", "-o", str(path)]) == 1
    assert "文件夹不存在" in capsys.readouterr().err


# ----------------------------------------------------------------------- convert


@pytest.mark.parametrize("kind", ["nianbao", "docx", "html"])
def test_a_converted_report_is_the_same_report(tmp_path: Path, kind: str) -> None:
    report = full(figure="4")
    source = written(tmp_path, "in.nianbao", report)
    middle, back = tmp_path / f"middle.{kind}", tmp_path / "back.nianbao"
    assert command_line.run(["convert", str(source), str(middle)]) == 0
    assert command_line.run(["convert", str(middle), str(back)]) == 0
    found = open_report(back).report
    assert found.cells == report.cells
    assert found.sections == report.sections
    assert (found.organ, found.year, found.form) == (report.organ, report.year, report.form)


def test_pdf_pages_are_made_without_a_screen(tmp_path: Path) -> None:
    source = written(tmp_path, "in.nianbao", full())
    environment = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "QT_QPA_PLATFORM")
    }
    done = program("convert", source, tmp_path / "out.pdf", env=environment)
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")


BLOCKED = """
import sys
for name in list(sys.modules):
    assert not name.startswith("PySide6"), name
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError("libEGL.so.1: cannot open shared object file")
sys.meta_path.insert(0, NoQt())
from main import main
sys.exit(main(sys.argv[1:]))
"""


def without_qt(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BLOCKED, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_it_runs_where_qt_cannot_load(tmp_path: Path) -> None:
    report = tmp_path / "2024.nianbao"
    assert without_qt("new", "--organ", ORGAN, "--year", "2024", "-o", report).returncode == 0
    for kind in ("docx", "html"):
        done = without_qt("convert", report, tmp_path / f"out.{kind}")
        assert done.returncode == 0, done.stderr
    assert without_qt("check", report).returncode == 1
    pdf = without_qt("convert", report, tmp_path / "out.pdf")
    assert pdf.returncode == 1
    assert "缺少显示组件" in pdf.stderr
    assert "Traceback" not in pdf.stderr


def test_remarks_of_reading_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(tmp_path, "in.nianbao", full())
    page = tmp_path / "page.html"
    assert command_line.run(["convert", str(source), str(page)]) == 0
    page.write_text(page.read_text("utf-8").replace("总计", "总记"), "utf-8")
    capsys.readouterr()
    assert command_line.run(["convert", str(page), str(tmp_path / "out.nianbao")]) == 0
    told = capsys.readouterr().out
    assert "处需要核对" in told
    assert "[read-" in told
    assert "已写入" in told


@pytest.mark.parametrize(
    ("source", "target", "more", "told"),
    [
        ("in.nianbao", "in.nianbao", (), "就是输入文件"),
        ("in.nianbao", "link.nianbao", (), "就是输入文件"),
        ("in.nianbao", "out.doc", (), "后缀应为"),
        ("in.nianbao", "out", (), "后缀应为"),
        ("in.nianbao", "out.html", ("--template", "t.docx"), "只用于输出 .docx"),
        ("in.nianbao", "t.docx", ("--template", "t.docx"), "就是模板文件"),
        ("none.docx", "out.nianbao", (), "找不到"),
        ("t.docx", "out.nianbao", (), "t.docx"),
        (".", "out.nianbao", (), "文件夹"),
    ],
)
@posix
def test_what_cannot_be_converted_changes_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    source: str,
    target: str,
    more: tuple[str, ...],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "in.nianbao", full())
    (tmp_path / "link.nianbao").symlink_to(tmp_path / "in.nianbao")
    (tmp_path / "t.docx").write_bytes(b"no word file")
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert command_line.run(["convert", source, target, *more]) == 2
    assert told in capsys.readouterr().err
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize("kind", ["nianbao", "docx", "html", "pdf"])
def test_a_place_that_cannot_be_written_is_exit_code_one(tmp_path: Path, kind: str) -> None:
    source = written(tmp_path, "in.nianbao", full())
    done = program("convert", source, tmp_path / "gone" / f"out.{kind}")
    assert done.returncode == 1
    assert "文件夹" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_the_version_before_of_the_output_is_kept(tmp_path: Path) -> None:
    source = written(tmp_path, "in.nianbao", full())
    target = tmp_path / "out.nianbao"
    save(wrong(full()), target, None)
    assert command_line.run(["convert", str(source), str(target)]) == 0
    assert open_report(tmp_path / "out.nianbao.bak").report == wrong(full())


def test_what_of_a_template_does_not_travel_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, template = tmp_path / "a.nianbao", tmp_path / "本局模板.docx"
    save(full(), report, None)
    own = resources.path("templates", FORM.definition.template)
    end = "</w:settings>"
    rewritten(own, template, lambda xml: xml.replace(end, f"<w:trackRevisions/>{end}"), SETTINGS)
    arguments = ["convert", str(report), str(tmp_path / "a.docx"), "--template", str(template)]
    assert command_line.run(arguments) == 0
    assert "模板“本局模板.docx”里的下列内容不会带进导出的文件：\n· 修订记录\n" in capsys.readouterr().out
