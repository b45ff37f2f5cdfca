"""Find and replace over the whole report."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from model.address import Address
from model.report import set_cells, set_text
from model.rules import Span
from model.rules.report_parts import position
from tests.support.text_reports import text_report
from ui.narrative import counting
from ui.narrative.find import FindReplaceDialog
from ui.narrative.search import Wanted, hits, matches
from ui.session import Session

TEXTS = {
    "overview": ("收到申请{{ requests.received.total }}件，清河市ABC。", "清河市abc"),
    "other": ("清河市无。",),
}


@pytest.fixture
def dialog(qtbot: QtBot) -> FindReplaceDialog:
    made = FindReplaceDialog(Session(text_report(sections=TEXTS)))
    qtbot.addWidget(made)
    made.show()
    return made


def click(qtbot: QtBot, dialog: FindReplaceDialog, text: str) -> None:
    button = next(b for b in dialog.findChildren(QPushButton) if b.text().startswith(text))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def jumps(dialog: FindReplaceDialog) -> list[Span]:
    found: list[Span] = []
    dialog._session.jump_asked.connect(found.append)
    return found


def test_it_counts_and_walks_through_all_parts_and_round(qtbot: QtBot, dialog: FindReplaceDialog) -> None:
    found = jumps(dialog)
    qtbot.keyClicks(dialog.query, "abc")
    assert dialog.state.text() == "共 2 处"
    dialog.query.setText("清河市")
    assert dialog.state.text() == "共 5 处"
    for _ in range(6):
        click(qtbot, dialog, "下一个")
    assert [span.part for span in found] == ["title", "preamble", "overview", "overview", "other", "title"]
    assert found[1] == Span("preamble", 0, 4, 7)
    click(qtbot, dialog, "上一个")
    assert found[-1].part == "other"
    assert dialog.state.text().startswith("第 5 处，共 5 处")


def test_case_and_width_matter_only_when_asked(dialog: FindReplaceDialog) -> None:
    dialog.query.setText("ＡＢＣ")
    assert len(dialog.places()) == 2
    dialog.case.setChecked(True)
    assert len(dialog.places()) == 1
    dialog.wide.setChecked(True)
    assert dialog.places() == []
    assert dialog.state.text() == "没有找到"


def test_replacing_all_is_one_step(qtbot: QtBot, dialog: FindReplaceDialog) -> None:
    session = dialog._session
    before = session.report
    dialog.query.setText("清河市")
    dialog.replacement.setText("临江市")
    click(qtbot, dialog, "全部替换")
    assert session.report.title.startswith("临江市")
    assert session.report.section("other") == ("临江市无。",)
    assert dialog.state.text().startswith("已替换 5 处")
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.report == before


def test_replacing_one_goes_on_to_the_next(qtbot: QtBot, dialog: FindReplaceDialog) -> None:
    found = jumps(dialog)
    dialog.query.setText("清河市")
    dialog.replacement.setText("清河市清河市")
    click(qtbot, dialog, "下一个")
    click(qtbot, dialog, "替换(")
    assert dialog._session.report.title.startswith("清河市清河市2023")
    assert found[-1].part == "preamble"
    assert dialog._session.undo_stack.count() == 1


def test_a_live_figure_is_found_but_not_replaced(qtbot: QtBot, dialog: FindReplaceDialog) -> None:
    found = jumps(dialog)
    dialog.query.setText("请3119件")
    dialog.replacement.setText("x")
    click(qtbot, dialog, "下一个")
    assert found == [Span("overview", 0, 3, len("收到申请{{ requests.received.total }}件"))]
    click(qtbot, dialog, "替换(")
    assert "没有替换" in dialog.state.text()
    click(qtbot, dialog, "全部替换")
    assert dialog._session.undo_stack.count() == 0
    dialog.query.setText("requests")
    assert dialog.places() == []


def test_a_final_report_is_searched_only(qtbot: QtBot) -> None:
    made = FindReplaceDialog(Session(text_report(final=True)))
    qtbot.addWidget(made)
    made.query.setText("清河市")
    enabled = {b.text()[:2]: b.isEnabled() for b in made.findChildren(QPushButton)}
    assert enabled == {"下一": True, "上一": True, "替换": False, "全部": False}


@pytest.mark.parametrize(
    ("paragraph", "query", "places"),
    [
        ("１２３件123", "123", [(0, 3), (4, 7)]),
        ("㎡面积", "m2", [(0, 1)]),
        ("哈哈哈", "哈哈", [(0, 2)]),
        ("公开", "", []),
    ],
)
def test_matches(paragraph: str, query: str, places: list[tuple[int, int]]) -> None:
    found = matches(paragraph, Wanted(query), lambda source: source)
    assert [(match.start, match.end) for match in found] == places


def test_figures_and_labels_of_the_tables_are_found_too_and_never_replaced(
    qtbot: QtBot, dialog: FindReplaceDialog
) -> None:
    session = dialog._session
    cell = Address("requests.granted.business")
    session.do(set_cells(session.form, session.report, {cell: "4071"}))
    found = jumps(dialog)
    dialog.query.setText("４０７1")
    click(qtbot, dialog, "下一个")
    assert found == [cell, *found[1:]]
    assert "数据 4071" in dialog.state.text()
    dialog.query.setText("属于国家秘密")
    click(qtbot, dialog, "下一个")
    assert found[-1] == "requests.state_secret.natural_person"
    assert "项目“1.属于国家秘密”" in dialog.state.text()
    before = session.report
    dialog.replacement.setText("改了")
    click(qtbot, dialog, "全部替换")
    assert session.report == before
    assert "属于表格，没有替换" in dialog.state.text()


def test_the_search_begins_where_the_keyboard_is(qtbot: QtBot) -> None:
    here = Span("overview", 1, 0, 0)
    dialog = FindReplaceDialog(Session(text_report(sections=TEXTS)), None, lambda: here)
    qtbot.addWidget(dialog)
    found = jumps(dialog)
    dialog.query.setText("清河市")
    dialog.find_next()
    assert (found[-1].part, found[-1].paragraph) == ("overview", 1)
    dialog.query.setText("")
    dialog.query.setText("清河市")
    dialog.find_previous()
    assert (found[-1].part, found[-1].paragraph) == ("overview", 0)


def test_replacing_begins_in_what_to_replace_by_once_there_is_a_query(dialog: FindReplaceDialog) -> None:
    dialog.begin(replacing=True)
    assert dialog.focusWidget() is dialog.query
    dialog.query.setText("清河市")
    dialog.begin(replacing=True)
    assert dialog.focusWidget() is dialog.replacement


def test_a_group_a_band_and_a_heading_lead_to_their_first_figure(dialog: FindReplaceDialog) -> None:
    form = dialog._session.form
    for label, table, first in (
        ("无法提供", "requests", "requests.not_held.natural_person"),
        ("法人或其他组织", "requests", "requests.received.business"),
        ("第二十条第（五）项", "disclosure", "disclosure.licences.decisions"),
    ):
        dialog.query.setText(label)
        found = [hit for hit in dialog.places() if not hit.replaceable]
        assert [hit.target for hit in found if form.cells[hit.target].table.id == table] == [first]


def test_a_closed_dialog_looks_for_nothing_and_knows_all_when_it_is_shown(
    qtbot: QtBot, dialog: FindReplaceDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.query.setText("清河市")
    dialog.close()
    asked: list[Wanted] = []
    monkeypatch.setattr(
        counting, "hits", lambda form, report, wanted: asked.append(wanted) or hits(form, report, wanted)
    )
    session = dialog._session
    session.do(set_text(session.report, "problems", ("清河市，清河市。",)))
    assert asked == []
    dialog.show()
    assert dialog.state.text() == "共 7 处"


def test_books_are_counted_between_events_and_what_is_told_of_a_replacement_stays(qtbot: QtBot) -> None:
    book = ("逐件登记，分类答复，《条例》第三十六条。" * 300,) * 40
    parts = ("preamble", "overview", "problems", "other")
    session = Session(text_report(sections=dict.fromkeys(parts[1:], book), preamble=book), later=True)
    dialog = FindReplaceDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.query.setText("条例")
    assert dialog.state.text() == "正在查找……"
    qtbot.waitUntil(lambda: dialog.state.text() == "共 48000 处")
    dialog.query.setText("登记")
    dialog.find_previous()
    assert dialog.state.text() == "第 48000 处，共 48000 处（六、其他事项）"
    dialog.replacement.setText("记录")
    dialog.replace_all()
    qtbot.wait(200)
    assert dialog.state.text() == "已替换 48000 处。可以撤销。"


def test_places_come_in_printed_order(dialog: FindReplaceDialog) -> None:
    form = dialog._session.form
    for text in ("清", "1", "公开", "总计", "年"):
        dialog.query.setText(text)
        places = [position(form, hit.target) for hit in dialog.places()]
        assert len(places) > 2
        assert places == sorted(places)


def one_by_one(paragraph: str, wanted: Wanted) -> list[tuple[int, int]]:
    """Where a text stands, found by folding each character of a paragraph without live figures by itself."""
    folded = [(piece, at) for at, one in enumerate(paragraph) for piece in wanted.folded(one)]
    read, query = "".join(piece for piece, _ in folded), wanted.folded(wanted.text)
    found, at = [], read.find(query)
    while at >= 0:
        found.append((folded[at][1], folded[at + len(query) - 1][1] + 1))
        at = read.find(query, at + len(query))
    return found


@given(
    st.text("一二，“a B１＆\n\t（\r…㎡e\u0301かﾞ\u3099ﬁ𠮷", max_size=40),
    st.text("一，a b1.m2&(", min_size=1, max_size=2),
    st.booleans(),
    st.booleans(),
)
def test_what_is_folded_together_is_found_where_it_is_folded_one_by_one(
    paragraph: str, text: str, case: bool, wide: bool
) -> None:
    wanted = Wanted(text, case, wide)
    found = matches(paragraph, wanted, lambda source: source)
    assert [(match.start, match.end) for match in found] == one_by_one(paragraph, wanted)


def test_a_very_long_text_is_searched_at_once() -> None:
    paragraph = "逐件登记，分类答复，《条例》第三十六条。" * 5_000
    before = time.thread_time()
    assert len(matches(paragraph, Wanted("条例"), lambda source: source)) == 5_000
    assert time.thread_time() - before < 0.1


def test_tens_of_thousands_of_places_of_a_paragraph_are_replaced_in_proportion(qtbot: QtBot) -> None:
    session = Session(text_report(sections={"overview": ("乙甲" * 100_000, "甲丁")}), later=True)
    made = FindReplaceDialog(session)
    qtbot.addWidget(made)
    made.replacement.setText("丙丙")
    spans = [Span("overview", 0, 2 * n + 1, 2 * n + 2) for n in range(100_000)]
    before = time.thread_time()
    edit = made._replacement([*spans, Span("overview", 1, 0, 1)])
    assert time.thread_time() - before < 1  # a copy of the paragraph for each took ten
    assert edit.apply(session.report).text("overview") == ("乙丙丙" * 100_000, "丙丙丁")
