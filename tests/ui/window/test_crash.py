"""An error that nobody expected."""

import sys
from pathlib import Path

from model.address import Address
from model.report import set_cells
from model.storage.files import open_report
from tests.ui.window.conftest import Answers, Open
from ui import crash
from ui.app import Desk

CELL = Address("disclosure.licences.decisions")


def test_the_report_is_put_aside_and_the_log_written(
    opened: Open, desk: Desk, answers: Answers, tmp_path: Path
) -> None:
    window = opened()
    window.session.do(set_cells(window.session.form, window.session.report, {CELL: "31"}))
    folder = tmp_path / "crash"
    folder.mkdir()
    guard = crash.CrashGuard(folder, desk.reports)
    answers.buttons = [0]
    try:
        {}["a figure that is not there"]
    except KeyError:
        guard.caught(*sys.exc_info())  # type: ignore[arg-type]
    guard.remove()
    assert len(answers.asked) == 1
    assert "Traceback" not in answers.asked[0]
    log = (folder / crash.LOG).read_text("utf-8")
    assert "KeyError: 'a figure that is not there'" in log
    (aside,) = folder.glob("*.nianbao")
    assert open_report(aside).report.cell(CELL) == "31"
    assert open_report(window.session.path).report.cell(CELL) == "0"


def test_a_full_log_gives_way(tmp_path: Path, answers: Answers) -> None:
    (tmp_path / crash.LOG).write_text("x" * 600_000, "utf-8")
    guard = crash.CrashGuard(tmp_path, list)
    guard.caught(ValueError, ValueError("second"), None)
    guard.remove()
    assert (tmp_path / crash.LOG).stat().st_size < 1000
    assert "second" in (tmp_path / crash.LOG).read_text("utf-8")


def test_the_file_for_fatal_errors_is_let_go(tmp_path: Path) -> None:
    guard = crash.CrashGuard(tmp_path, list)
    hook = sys.excepthook
    try:
        guard.install()
        assert sys.excepthook == guard.caught
        guard.remove()
        assert sys.excepthook == sys.__excepthook__
    finally:
        sys.excepthook = hook
    assert (tmp_path / crash.FATAL).exists()
