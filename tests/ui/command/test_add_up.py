"""``sum``: a folder of reports added up, with what is missing, wrong and unreadable named."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from export import html, word
from intake import submissions
from model import forms
from model.report import Report, set_cells, set_text
from model.storage.files import open_report
from tests.support.commands import FORM, full, written, wrong
from ui import command_line

LICENCES = "disclosure.licences.decisions"
RECEIVED = "requests.received.total"


def added(capsys: pytest.CaptureFixture[str], folder: Path, *more: object) -> tuple[int, dict, Report]:
    target = folder.parent / "汇总.nianbao"
    capsys.readouterr()
    code = command_line.run(["sum", str(folder), "-o", str(target), "--json", *map(str, more)])
    return code, json.loads(capsys.readouterr().out), open_report(target).report


def report(organ: str, figure: str, year: int = 2024) -> Report:
    return full(year, organ, figure)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "各单位"
    made.mkdir()
    word.write(report("青禾县民政局", "1"), made / "民政局.docx")
    html.write(report("青禾县教育局", "2"), made / "教育局.html")
    written(made, "白石镇.nianbao", report("白石镇人民政府", "4"))
    return made


def test_each_cell_is_the_sum_and_knows_its_reports(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told, made = added(capsys, folder, "--organ", "青禾县人民政府")
    assert code == 1  # the figures of `full` do not balance, unless they are all 0
    assert made.cells[LICENCES] == "7"
    assert made.cells[RECEIVED] == "42"
    parts = {(part.label, part.figure, part.origin.kind, part.origin.file) for part in made.parts[LICENCES]}
    assert parts == {
        ("青禾县民政局", "1", "report", "民政局.docx"),
        ("青禾县教育局", "2", "report", "教育局.html"),
        ("白石镇人民政府", "4", "report", "白石镇.nianbao"),
    }
    assert (made.organ, made.year, made.form) == ("青禾县人民政府", 2024, FORM.id)
    assert told.keys() == {"report", "units", "missing", "unreadable"}
    assert all(unit.keys() == {"file", "organ", "errors"} for unit in told["units"])
    assert not any(made.sections.values())


def test_a_folder_without_errors_is_exit_code_zero(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    written(folder, "a.nianbao", report("甲镇人民政府", "0"))
    written(folder, "b.nianbao", report("乙镇人民政府", "0"))
    code, told, _ = added(capsys, folder)
    assert (code, [unit["errors"] for unit in told["units"]], told["missing"]) == (0, [0, 0], [])


def test_a_wrong_report_is_named_and_still_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    written(folder, "a.nianbao", report("甲镇人民政府", "0"))
    written(folder, "b.nianbao", wrong(report("乙镇人民政府", "0")))
    code, told, made = added(capsys, folder)
    assert code == 1
    assert [unit["organ"] for unit in told["units"] if unit["errors"]] == ["乙镇人民政府"]
    assert made.cells[next(iter(FORM.derivations))] == "9"


@pytest.mark.parametrize("listed", ["text", "folder", "gbk", "workbook"])
def test_who_is_missing_is_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], listed: str
) -> None:
    names = ["青禾县民政局", "县教育局", "白石镇", "青禾县水利局"]
    if listed == "folder":
        expected = tmp_path / "去年"
        expected.mkdir()
        for number, name in enumerate(names):
            written(expected, f"{number}.nianbao", report(name, "0", 2023))
    elif listed == "workbook":
        expected = tmp_path / "名单.xlsx"
        with xlsxwriter.Workbook(str(expected)) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["序号", "单位名称"])
            for number, name in enumerate(names, 1):
                sheet.write_row(number, 0, [number, name])
    else:
        expected = tmp_path / "名单.txt"
        lines = "\r\n".join(["", *(f"{name}，1份" for name in names)])
        expected.write_bytes(lines.encode("gbk" if listed == "gbk" else "utf-8-sig"))
    code, told, _ = added(capsys, folder, "--expect", expected)
    assert (code, told["missing"]) == (1, ["青禾县水利局"])


def test_what_cannot_be_read_or_counted_is_named_and_the_sum_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 no archive")
    written(folder, "去年.nianbao", report("青禾县水利局", "8", 2023))
    written(folder, "旧格式.nianbao", replace(report("青禾县审计局", "8"), form=forms.known()[0], cells={}))
    written(folder, "另一份.nianbao", report("青禾县民政局", "8"))
    written(folder, "副本.nianbao", report("青禾县教育局", "2"))
    code, told, made = added(capsys, folder)
    assert code == 2
    why = {Path(one["file"]).name: one["why"] for one in told["unreadable"]}
    assert why.keys() == {"坏.docx", "去年.nianbao", "旧格式.nianbao", "民政局.docx"}
    assert "2023年" in why["去年.nianbao"]
    assert "格式" in why["旧格式.nianbao"]
    # The first of two reports of one organ counts, in the order of the files' names; a copy is no fault.
    assert made.cells[LICENCES] == str(8 + 2 + 4)


def test_lines_for_people_name_pairs_of_texts_that_are_alike(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "".join(
        f"我单位把第{n}类事项的办理流程画成图，贴在{c}号窗口。"
        for n, c in enumerate("甲乙丙丁戊己庚辛壬癸子丑寅卯")
    )
    for organ in ("丙镇人民政府", "丁镇人民政府"):
        one = report(organ, "0")
        written(folder, f"{organ}.nianbao", set_text(one, "problems", [text]).apply(one))
    assert command_line.run(["sum", str(folder), "-o", str(folder / "o.nianbao")]) == 1
    out = capsys.readouterr().out
    assert "文字雷同 100%：丁镇人民政府与丙镇人民政府" in out


def test_the_sum_in_the_same_folder_is_not_counted_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = folder / "汇总.nianbao"
    for _ in range(2):
        command_line.run(["sum", str(folder), "-o", str(target)])
    assert open_report(target).report.cells[LICENCES] == "7"


def test_an_empty_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.run(["sum", str(tmp_path), "-o", str(tmp_path / "o.nianbao")]) == 2
    assert "没有可以汇总的报告" in capsys.readouterr().err


def test_figures_typed_later_stay_beside_the_reports(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from model.consolidation import consolidate
    from model.report import CellPart, set_parts

    _, _, made = added(capsys, folder)
    own = CellPart("县政府办公室", "3")
    made = set_parts(FORM, made, {LICENCES: [*made.parts[LICENCES], own]}).apply(made)
    made = set_cells(FORM, made, {"requests.received.business": "1"}).apply(made)
    again = consolidate(FORM, made, []).edit.apply(made)
    assert again.parts == {LICENCES: (own,)}
    assert again.cells[LICENCES] == "3"


def test_a_folder_that_is_not_there_costs_no_earlier_sum(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = written(tmp_path, "汇总.nianbao", report("青禾县人民政府", "3"))
    before = target.read_bytes()
    assert command_line.run(["sum", str(tmp_path / "没有"), "-o", str(target)]) == 2
    assert "不是文件夹" in capsys.readouterr().err
    assert target.read_bytes() == before


def test_a_fault_of_ours_in_one_file_is_told_and_the_others_count(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = submissions.read_file

    def broken(file: Path, *rest: object) -> object:
        if file.name == "教育局.html":
            raise RuntimeError("fault")
        return real(file, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(submissions, "read_file", broken)
    code, told, made = added(capsys, folder)
    assert code == 2
    assert ["RuntimeError" in one["why"] for one in told["unreadable"]] == [True]
    assert made.cells[LICENCES] == "5"
