"""The start page, new reports, import, and last year's report."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from export import html
from model import forms
from model.address import Address
from model.storage.files import save
from tests.support.samples import SAMPLES
from tests.support.shell_reports import ORGAN, whole, with_cells
from tests.ui.window.conftest import Answers
from ui.app import Desk
from ui.dialogs.listing import ListingDialog
from ui.dialogs.take_over import TakeOverDialog, readable
from ui.start.new_report import NewReportDialog

CARRIED = Address("requests.carried_in.natural_person")


@pytest.fixture
def filled_in(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What is typed into the dialog for a new report."""
    typed: dict[str, object] = {"organ": ORGAN, "year": 2024}

    def fill(dialog: NewReportDialog) -> int:
        last = typed.get("last")
        if isinstance(last, Path):
            dialog.use_last_year(last)
        else:
            dialog.organ.setText(str(typed["organ"]))
            dialog.year.setValue(int(str(typed["year"])))
        dialog.create_button.click()
        return dialog.result()

    monkeypatch.setattr(NewReportDialog, "exec", fill)
    return typed


@pytest.mark.parametrize(("year", "form"), [(2020, "2019"), (2021, "2021"), (2024, "2021")])
def test_the_year_chooses_the_form(desk: Desk, filled_in: dict[str, object], year: int, form: str) -> None:
    filled_in["year"] = year
    desk.begin([])
    assert desk.start is not None
    desk.start.new.click()
    (window,) = desk.windows
    report = window.session.report
    assert (report.form, report.organ, report.year) == (form, ORGAN, year)
    assert report.title == f"{ORGAN}{year}年政府信息公开工作年度报告"
    assert desk.start is None
    assert window.close()  # nothing was typed, so nothing is asked
    assert desk.windows == []


def test_an_organ_is_needed(desk: Desk, qtbot: QtBot) -> None:
    dialog = NewReportDialog(desk.settings, [])
    qtbot.addWidget(dialog)
    assert not dialog.create_button.isEnabled()
    dialog.organ.setText("甲局")
    assert dialog.create_button.isEnabled()


def test_a_report_that_is_there_already_is_offered_first(
    desk: Desk, filled_in: dict[str, object], answers: Answers, tmp_path: Path
) -> None:
    there = tmp_path / "there.nianbao"
    save(whole(), there, None)
    desk.settings.remember(there)
    desk.begin([])
    assert desk.start is not None
    answers.buttons = [2]
    desk.start.new.click()
    assert desk.windows == []
    answers.buttons = [0]
    desk.start.new.click()
    assert "已经有了" in answers.asked[-1]
    assert desk.windows[0].session.path == there


def test_recent_reports_are_listed_and_open(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "recent.nianbao"
    save(whole(), file, None)
    desk.settings.remember(file)
    desk.settings.remember(tmp_path / "gone.nianbao")
    desk.begin([])
    assert desk.start is not None
    assert desk.start.recent.count() == 2
    QTest.keyClick(desk.start.recent, Qt.Key.Key_Down)
    QTest.keyClick(desk.start.recent, Qt.Key.Key_Return)
    assert desk.windows[0].session.path == file


def test_the_example_opens_with_its_planted_errors(desk: Desk, qtbot: QtBot) -> None:
    desk.begin([])
    assert desk.start is not None
    desk.start.example.click()
    (window,) = desk.windows
    assert window.session.path is None
    qtbot.waitUntil(lambda: window.session.checked)
    found = {finding.code for finding in window.session.findings}
    assert {"row-total", "column-balance"} <= found
    assert window.verdict.text().startswith("有 ")


def test_a_file_given_at_the_start_opens_without_the_start_page(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "given.nianbao"
    save(whole(), file, None)
    desk.begin([file])
    assert desk.start is None
    assert desk.windows[0].session.report == whole()


def test_importing_shows_the_remarks_and_the_report_is_unsaved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = SAMPLES / "dingcheng-2020.txt"
    if not sample.exists():
        pytest.skip("the sample reports are not beside the project")
    shown: list[str] = []

    def look(dialog: ListingDialog) -> int:
        shown.extend(dialog.list.item(row).text() for row in range(dialog.list.count()))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ListingDialog, "exec", look)
    desk.begin([sample])
    (window,) = desk.windows
    assert window.session.path is None
    assert window.isWindowModified()
    assert window.session.report.year == 2020
    assert len(shown) == len(window.session.remarks) > 0
    assert any("部分公开" in text for text in shown)


def test_what_cannot_be_read_is_told(desk: Desk, answers: Answers, tmp_path: Path) -> None:
    bad = tmp_path / "picture.docx"
    bad.write_bytes(b"no word file")
    desk.begin([bad])
    assert desk.windows == []
    assert desk.start is not None
    assert len(answers.asked) == 1


@pytest.fixture
def last_year(tmp_path: Path) -> Path:
    file = tmp_path / "last.nianbao"
    save(with_cells(whole(2023), carried_out__natural_person="3"), file, None)
    return file


def test_a_new_report_from_last_year_s(
    desk: Desk, filled_in: dict[str, object], last_year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[TakeOverDialog] = []
    monkeypatch.setattr(
        TakeOverDialog, "exec", lambda dialog: shown.append(dialog) or QDialog.DialogCode.Accepted
    )
    filled_in["last"] = last_year
    desk.begin([])
    assert desk.start is not None
    desk.start.new.click()
    session = desk.windows[0].session
    assert (session.report.organ, session.report.year) == (ORGAN, 2024)
    assert session.report.cell(CARRIED) == "3"
    assert session.report.last_year_form == "2021"
    taken = session.report.section("problems")
    assert taken == ("答复文书的格式还需统一，将印制范本。",)
    assert len(shown) == 1
    session.undo_stack.undo()
    assert session.report.cell(CARRIED) == ""
    assert session.report.last_year is None


def test_importing_last_year_into_an_open_report(
    desk: Desk, last_year: Path, tmp_path: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tick_nothing(dialog: TakeOverDialog) -> int:
        for item in dialog._offers():
            item.setCheckState(0, item.checkState(0).Unchecked)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(TakeOverDialog, "exec", tick_nothing)
    file = tmp_path / "this.nianbao"
    save(with_cells(whole(), carried_in__natural_person="", carried_in__business="8"), file, None)
    desk.open_file(file, None)
    window = desk.windows[0]
    before = window.session.report
    answers.paths = [last_year]
    window.actions_["last_year"].trigger()
    after = window.session.report
    assert after.cell(CARRIED) == "3"
    assert after.cell(Address("requests.carried_in.business")) == "8"
    assert after.sections == before.sections
    answers.paths = [file]  # this year's own
    window.actions_["last_year"].trigger()
    assert "不能作为上年报告" in answers.asked[-1]


def test_what_the_reading_of_last_year_s_file_assumed_is_told(
    desk: Desk, tmp_path: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = html.render(with_cells(whole(2023), carried_out__natural_person="3"))
    first, row, rest = page.partition("（一）予以公开")
    lame = tmp_path / "last.html"
    lame.write_text(first + row + re.sub(r"<td[^>]*>[^<]*</td>", "", rest, count=1), "utf-8")
    said: list[str] = []

    def look(dialog: TakeOverDialog) -> int:
        group = dialog.list.topLevelItem(0)
        assert group is not None
        said.extend([group.text(0), *(group.child(n).text(0) for n in range(group.childCount()))])
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(TakeOverDialog, "exec", look)
    file = tmp_path / "this.nianbao"
    save(whole(), file, None)
    desk.open_file(file, None)
    answers.paths = [lame]
    desk.windows[0].actions_["last_year"].trigger()
    assert said[0] == "读取上年文件时有疑问，请对照原文件核对（1）"
    assert "“（一）予以公开”行只有 6 个数" in said[1]


def test_calling_off_takes_nothing_over(
    desk: Desk, last_year: Path, tmp_path: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TakeOverDialog, "exec", lambda dialog: QDialog.DialogCode.Rejected)
    file = tmp_path / "this.nianbao"
    save(whole(), file, None)
    desk.open_file(file, None)
    answers.paths = [last_year]
    desk.windows[0].actions_["last_year"].trigger()
    assert desk.windows[0].session.report == whole()


def test_dialogs_list_what_is_carried(desk: Desk, qtbot: QtBot) -> None:
    from model import forms
    from model.report import Report
    from model.report.last_year import take_over

    form = forms.load("2021")
    last = with_cells(whole(2023), carried_out__natural_person="3", carried_out__business="")
    offered = take_over(form, Report(form="2021", organ=ORGAN, year=2024), last)
    dialog = TakeOverDialog(form, offered)
    qtbot.addWidget(dialog)
    groups = [dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount())]
    lines = [[g.child(n).text(0) for n in range(g.childCount())] for g in groups if g is not None]
    assert any("自然人：3" in line for line in lines[1])
    assert any("商业企业" in line and "没有填写" in line for line in lines[2])
    ticked = {offer.part for offer in dialog.chosen()}
    assert "problems" in ticked
    assert "signature" in ticked  # the organ's name; its date is of another year and left for a look
    assert all(not offer.look for offer in dialog.chosen())


def test_live_figures_of_last_year_s_texts_are_named_in_words() -> None:
    form = forms.load("2021")
    told = readable(form, "新收{{ requests.received.total }}件，{{ unknown }}件。")
    assert told == f"新收［{form.names['requests.received.total'].label}］件，［unknown］件。"
    assert readable(form, "没有数字。") == "没有数字。"


@pytest.mark.parametrize("name", ["chart.results", "requests.received.total"])
def test_last_year_s_live_figures_and_charts_are_told_in_words(name: str) -> None:
    form = forms.load("2021")
    assert name in {*form.charts, *form.names}
    told = readable(form, f"情况如下：{{{{ {name} }}}}。")
    assert told.startswith("情况如下：［")
    assert name not in told
