"""The register in the window: questions answered, columns corrected, table three filled as one step."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from intake.sheets import Sheet
from model import forms
from model.report import Report, set_cells
from ui.session import Session
from ui.sources.register_dialog import RegisterDialog

FORM = forms.load(forms.known()[-1])
FILE = Path("台账.xlsx")
ROWS = (
    ("收到日期", "申请人类别", "单位名称", "答复日期", "答复结果"),
    ("2024-01-05", "公民", "", "2024-01-22", "主动公开"),
    ("2024-02-19", "法人", "乙研究院", "2024-03-15", "信息不存在"),
    ("2024-03-01", "公民", "", "", ""),
    ("2024-03-02", "公民", "", "2024-03-09", "已办结"),
)


def dialog(qtbot: QtBot, rows: tuple, report: Report | None = None, **known: dict) -> RegisterDialog:
    session = Session(report or Report(FORM.id, "青禾县民政局", 2024))
    made = RegisterDialog(
        session, FILE, [Sheet("", rows)], known.get("answers", {}), known.get("columns", {})
    )
    made.session_kept = session
    qtbot.addWidget(made)
    return made


def test_questions_are_asked_and_answered(qtbot: QtBot) -> None:
    made = dialog(qtbot, ROWS)
    assert {q.key for q in made.counted.questions} == {"row:主动公开", "kind:法人:乙研究院"}
    assert made.open_lines.topLevelItem(0).text(0) == "第 5 行"
    made._answer({q.key: q.proposal for q in made.counted.questions})
    assert made.counted.questions == ()
    session = made.session_kept
    session.do(made.edit())
    cells = session.report.cells
    assert cells["requests.received.total"] == "3"
    assert cells["requests.granted.natural_person"] == "1"
    assert cells["requests.not_held.research"] == "1"
    assert cells["requests.carried_out.natural_person"] == "1"
    assert cells["requests.petition.business"] == "0"
    assert session.report.parts["requests.granted.natural_person"][0].origin.rows == (2,)
    session.undo()
    assert session.report.cells == {}


def test_remembered_answers_ask_nothing(qtbot: QtBot) -> None:
    answers = {"row:主动公开": "granted", "kind:法人:乙研究院": "research"}
    made = dialog(qtbot, ROWS, answers=answers)
    assert made.counted.questions == ()
    made._forget()
    assert len(made.counted.questions) == 2


def test_a_changed_row_is_shown_before_it_is_applied(qtbot: QtBot) -> None:
    answers = {"row:主动公开": "granted", "kind:法人:乙研究院": "research"}
    first = dialog(qtbot, ROWS, answers=answers)
    report = first.edit().apply(first.session_kept.report)
    changed = (*ROWS[:3], ("2024-03-01", "公民", "", "2024-03-20", "予以公开"), *ROWS[4:])
    again = dialog(qtbot, changed, report, answers=answers)
    shown = [again.changes.topLevelItem(row) for row in range(again.changes.topLevelItemCount())]
    told = {(item.text(0), item.text(1), item.text(2)) for item in shown}
    assert ("（一）予以公开 · 自然人", "1", "2") in told
    assert ("四、结转下年度继续办理 · 自然人", "1", "0") in told


def test_columns_of_an_unknown_register_are_said_by_the_clerk(qtbot: QtBot) -> None:
    rows = (("甲", "乙", "丙"), ("2024-01-05", "公民", "予以公开"), ("2024-01-06", "企业", "信息不存在"))
    made = dialog(qtbot, rows)
    assert made.counted is None
    assert not made.agree.isEnabled()
    for role, column in (("received", 0), ("kind", 1), ("result", 2)):
        made._correct("", role, column)
    assert made.counted.parts["requests.received.business"][0].figure == "1"
    assert made.columns == {"甲": "received", "乙": "kind", "丙": "result"}
    again = dialog(qtbot, rows, columns=made.columns)
    assert again.counted is not None


@pytest.mark.parametrize("rows", [(), (("项目", "数量"), ("申请总数", "12"))])
def test_what_is_no_register_is_told(qtbot: QtBot, rows: tuple) -> None:
    made = dialog(qtbot, rows)
    assert "没有找到依申请公开台账" in made._head.text()


def test_figures_typed_before_are_replaced_and_told(qtbot: QtBot) -> None:
    report = Report(FORM.id, "青禾县民政局", 2024)
    report = set_cells(FORM, report, {"requests.petition.natural_person": "4"}).apply(report)
    made = dialog(qtbot, ROWS[:2], report, answers={"row:主动公开": "granted"})
    assert made.edit().apply(report).cell("requests.petition.natural_person") == "0"


def test_it_opens_at_what_the_clerk_is_asked_or_told(qtbot: QtBot) -> None:
    assert dialog(qtbot, ROWS).tabs.currentIndex() == 0
    answers = {"row:主动公开": "granted", "kind:法人:乙研究院": "research"}
    open_line = dialog(qtbot, ROWS, answers=answers)
    assert open_line.tabs.currentWidget() is open_line.open_lines
    calm = dialog(qtbot, (ROWS[0], ("2024-01-05", "公民", "", "2024-01-22", "信息不存在")))
    assert calm.tabs.currentWidget() is calm.changes
