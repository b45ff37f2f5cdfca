"""The check sheet from the menu: for a report with errors too, as a page or a workbook."""

from pathlib import Path

import docx
import openpyxl
import pytest

from model.storage.names import file_name
from tests.support.shell_reports import whole, with_cells
from tests.ui.window.conftest import Answers, Open
from ui.dialogs import ask

WRONG = with_cells(whole(), received__total="5")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    made: list[Path] = []
    monkeypatch.setattr(ask, "written", lambda parent, path: made.append(path))
    return made


@pytest.mark.parametrize(("button", "suffix"), [(0, ".docx"), (1, ".xlsx")])
def test_a_sheet_is_written_in_the_format_chosen(
    button: int, suffix: str, opened: Open, answers: Answers, written: list[Path], tmp_path: Path
) -> None:
    window = opened(WRONG)
    target = tmp_path / f"sheet{suffix}"
    answers.buttons, answers.paths = [button], [target]
    window.actions_["check_sheet"].trigger()
    assert answers.asked[1] == f"{file_name(WRONG)}核对说明{suffix}"
    assert written == [target]
    if suffix == ".docx":
        assert docx.Document(str(target)).paragraphs[0].text == "核对说明"
    else:
        assert openpyxl.load_workbook(target)["核对说明"]["B3"].value == WRONG.organ


def test_nothing_is_written_when_called_off(opened: Open, answers: Answers, written: list[Path]) -> None:
    window = opened()
    answers.buttons = [2]
    window.actions_["check_sheet"].trigger()
    answers.buttons, answers.paths = [0], [None]
    window.actions_["check_sheet"].trigger()
    assert written == []


def test_what_cannot_be_written_is_told(
    opened: Open, answers: Answers, written: list[Path], tmp_path: Path
) -> None:
    window = opened()
    answers.buttons, answers.paths = [0], [tmp_path / "none" / "a.docx"]
    window.actions_["check_sheet"].trigger()
    assert written == []
    assert "不存在" in answers.asked[-1]


@pytest.mark.parametrize(("button", "suffix"), [(0, ".csv"), (1, ".json")])
def test_figures_are_written_for_other_programs(
    button: int, suffix: str, opened: Open, answers: Answers, written: list[Path], tmp_path: Path
) -> None:
    window = opened(WRONG)
    target = tmp_path / f"figures{suffix}"
    answers.buttons, answers.paths = [button], [target]
    window.actions_["figures"].trigger()
    assert answers.asked[1] == f"{file_name(WRONG)}数据{suffix}"
    assert written == [target]
    assert "requests.received.total" in target.read_text("utf-8")
