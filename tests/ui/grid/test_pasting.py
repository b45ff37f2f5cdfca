"""Copying and pasting: from and to other programs, each one step that undo takes back."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox

from model.rules import Level
from tests.ui.grid.conftest import CONTROL, SHIFT, empty_report, full_report
from tests.ui.grid.test_acts import act, copy, dialog, figures
from ui.grid.paste_plan import Blanks
from ui.grid.paste_preview import Preview

Key = Qt.Key


# ------------------------------------------------------------------ clipboard


def test_copy_gives_tabs_for_sheets_and_a_table_for_word(panel, hands):
    hands.at("requests.received.natural_person").key(Key.Key_Right, SHIFT)
    hands.key(Key.Key_Down, SHIFT)
    hands.key(Key.Key_C, CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "9\t4\n0\t0"
    assert "<td>9</td><td>4</td>" in data.html()


def test_the_whole_table_is_copied_with_labels_and_pasted_back(panel, hands, make_panel, qtbot):
    act(panel, "复制整表")
    text = QGuiApplication.clipboard().text()
    assert len(text.split("\n")) == panel.model.grid.layout.lines
    other = make_panel(empty_report())
    other.hands.at("requests.carried_out.other").key(Key.Key_V, CONTROL)
    preview = dialog(qtbot, Preview)
    preview.accept()
    there = other.session.report
    assert {a: there.cell(a) for a in other.model.grid.addresses} == {
        a: full_report().cell(a) for a in other.model.grid.addresses
    }
    assert not there.overrides
    other.session.undo_stack.undo()
    assert not other.session.report.cells


def test_one_copied_figure_is_pasted_at_once(panel, hands):
    copy("１，２３４\r\n")
    hands.at("requests.received.business").key(Key.Key_V, CONTROL)
    assert panel.session.report.cell("requests.received.business") == "1234"


def test_a_block_is_shown_before_it_lands_and_is_one_step(panel, hands, qtbot):
    copy("1,000\t\t３\n/\t5\t6")
    hands.at("requests.granted.natural_person").key(Key.Key_V, CONTROL)
    preview = dialog(qtbot, Preview)
    changed, new = listed(preview)
    assert changed[0][1:] == ("自然人", "7", "1000", "由“1,000”统一写法")
    assert "予以公开" in changed[0][0]
    assert [line[3] for line in changed] == ["1000", "3", "/", "5", "6"]
    assert not new
    assert preview.paste.text() == "粘贴 5 格"
    assert panel.session.report == full_report()
    qtbot.keyClick(preview, Key.Key_Return)
    assert figures(panel, "granted")[:3] == ["1000", "4", "3"]  # a blank leaves what is there
    assert figures(panel, "partly_granted")[:3] == ["/", "5", "6"]
    assert panel.session.undo_stack.count() == 1
    panel.session.undo_stack.undo()
    assert panel.session.report == full_report()


def listed(preview):
    """The lines of the preview: of the figures replaced, and of those newly filled in."""
    groups = {"改动": [], "新填": []}
    for number in range(preview.list.topLevelItemCount()):
        head = preview.list.topLevelItem(number)
        lines = [head.child(n) for n in range(head.childCount())]
        groups[head.text(0)[:2]] = [tuple(line.text(c) for c in (0, 1, 2, 4, 5)) for line in lines]
    return groups["改动"], groups["新填"]


def test_only_real_changes_are_listed_and_equal_ones_counted(make_panel, qtbot):
    panel = make_panel(empty_report())
    panel.hands.at("requests.granted.natural_person").type("5")
    panel.hands.key(Key.Key_Return)
    copy("5\t6\n7\t8\n")
    panel.hands.at("requests.granted.natural_person").key(Key.Key_V, CONTROL)
    preview = dialog(qtbot, Preview)
    changed, new = listed(preview)
    assert not changed
    assert [line[3] for line in new] == ["6", "7", "8"]
    assert all(line[2] == "空" for line in new)
    told = " ".join(label.text() for label in preview.findChildren(QLabel))
    assert "1 格与现在相同" in told
    assert "2 行 × 2 列" in told
    preview.reject()


def test_a_figure_can_be_left_out(panel, hands, qtbot):
    copy("1\t2\t3")
    hands.at("requests.granted.natural_person").key(Key.Key_V, CONTROL)
    preview = dialog(qtbot, Preview)
    preview.list.topLevelItem(0).child(1).setCheckState(0, Qt.CheckState.Unchecked)
    assert preview.paste.text() == "粘贴 2 格"
    preview.accept()
    assert figures(panel, "granted")[:3] == ["1", "4", "3"]
    assert panel.session.undo_stack.count() == 1


@pytest.mark.parametrize(
    ("blanks", "after"),
    [(Blanks.SKIP, ["7", "4", "3"]), (Blanks.ZERO, ["7", "0", "3"]), (Blanks.CLEAR, ["7", "", "3"])],
)
def test_blank_cells_of_the_clipboard_are_taken_as_the_clerk_says(panel, hands, qtbot, blanks, after):
    copy("7\t\t3")
    hands.at("requests.granted.natural_person").key(Key.Key_V, CONTROL)
    preview = dialog(qtbot, Preview)
    names = [button.text() for button in preview.blanks.buttons()]
    preview.blanks.buttons()[list(Blanks).index(blanks)].click()
    assert len(names) == 3
    preview.accept()
    assert figures(panel, "granted")[:3] == after


def test_a_blank_total_taken_as_0_stays_calculated(panel, hands, qtbot):
    copy("1\t1\t1\t1\t1\t\t")
    hands.at("requests.granted.natural_person").key(Key.Key_V, CONTROL)
    preview = dialog(qtbot, Preview)
    preview.choose_blanks(Blanks.ZERO)
    preview.accept()
    assert figures(panel, "granted") == ["1", "1", "1", "1", "1", "0", "5"]
    assert not panel.session.report.overrides


def test_without_blanks_there_is_nothing_to_choose(panel, hands, qtbot):
    copy("1\t2")
    hands.at("requests.granted.natural_person").key(Key.Key_V, CONTROL)
    preview = dialog(qtbot, Preview)
    assert not preview.blanks.buttons()
    preview.reject()


def test_the_preview_foretells_what_will_be_wrong(panel, hands, qtbot):
    copy("9\t9")
    hands.at("requests.granted.natural_person").key(Key.Key_V, CONTROL)
    preview = dialog(qtbot, Preview)
    qtbot.waitUntil(lambda: "处错误" in preview._after.text())
    told = preview._after.text()
    preview.accept()
    errors = [f for f in panel.session.findings if f.level is Level.ERROR and f.addresses]
    assert f"有 {len(errors)} 处错误" in told


def test_a_paste_of_what_stands_there_says_that_nothing_changes(panel, hands, qtbot):
    copy("7\t4")
    hands.at("requests.granted.natural_person").key(Key.Key_V, CONTROL)
    preview = dialog(qtbot, Preview)
    qtbot.waitUntil(lambda: "没有错误" in preview._after.text())
    assert "没有改动" in " ".join(label.text() for label in preview.findChildren(QLabel))
    preview.reject()


def test_a_preview_refused_changes_nothing(panel, hands, qtbot):
    copy("1\t2")
    hands.at("requests.granted.natural_person").key(Key.Key_V, CONTROL)
    qtbot.keyClick(dialog(qtbot, Preview), Key.Key_Escape)
    assert panel.session.report == full_report()
    assert hands.here == "requests.granted.natural_person"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("1\t2\t3\t4", "只放得下"), ("很多", "不是数字"), ("12\n" * 300_000, "900,000 个字符")],
)
def test_what_does_not_fit_is_refused_with_the_reason(panel, hands, qtbot, text, reason):
    copy(text)
    hands.at("requests.granted.other").key(Key.Key_V, CONTROL)
    box = dialog(qtbot, QMessageBox)
    assert reason in box.text()
    box.accept()
    assert panel.session.report == full_report()


def test_a_wrong_pasted_total_stays_as_a_typed_one(panel, hands, qtbot):
    copy("1\t0\t0\t0\t0\t0\t9")
    hands.at("requests.received.natural_person").key(Key.Key_V, CONTROL)
    dialog(qtbot, Preview).accept()
    assert panel.session.report.overrides == {"requests.received.total"}


def test_cut_copies_and_clears(panel, hands):
    hands.at("requests.received.business").key(Key.Key_X, CONTROL)
    assert QGuiApplication.clipboard().text() == "4"
    assert panel.session.report.cell("requests.received.business") == ""


# ------------------------------------------------------------------ what other programs put on the clipboard


def own(text="", html="", files=()):
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    if files:
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    QGuiApplication.clipboard().setMimeData(data)


def four(panel):
    panel.hands.at("requests.granted.business")
    panel.hands.key(Key.Key_Down, SHIFT)
    panel.hands.key(Key.Key_Right, SHIFT)
    return panel.body.selected()


def test_one_value_fills_all_that_is_selected_as_one_step(panel):
    chosen = four(panel)
    copy("7\r\n")
    panel.hands.key(Key.Key_V, CONTROL)
    assert [panel.session.report.cell(a) for a in chosen] == ["7"] * 4
    assert panel.body.selected() == chosen
    panel.session.undo_stack.undo()
    assert panel.session.report == full_report()


def test_one_value_over_a_row_leaves_its_total_calculated(panel):
    panel.hands.at("requests.granted.natural_person").key(Key.Key_Space, SHIFT)
    copy("2")
    panel.hands.key(Key.Key_V, CONTROL)
    assert figures(panel, "granted") == ["2"] * 6 + ["12"]
    assert not panel.session.report.overrides


def test_hidden_rows_are_left_out_and_the_preview_says_so(panel, qtbot):
    own(
        "5\t1\n99\t99\n6\t2\n",
        "<table><tr><td>5</td><td>1</td></tr><tr style='display:none'><td>99</td><td>99</td></tr>"
        "<tr><td>6</td><td>2</td></tr></table>",
    )
    panel.hands.at("requests.granted.natural_person").key(Key.Key_V, CONTROL)
    preview = dialog(qtbot, Preview)
    told = " ".join(label.text() for label in preview.findChildren(QLabel))
    assert "1 行是隐藏的" in told
    preview.accept()
    assert figures(panel, "granted")[:2] == ["5", "1"]
    assert figures(panel, "partly_granted")[:2] == ["6", "2"]


def test_one_figure_beside_a_hidden_column_is_told_before_it_lands(panel, qtbot):
    own("5\t99\n", "<table><tr><td>5</td><td style='display:none'>99</td></tr></table>")
    panel.hands.at("requests.granted.natural_person").key(Key.Key_V, CONTROL)
    preview = dialog(qtbot, Preview)
    assert "1 列是隐藏的" in " ".join(label.text() for label in preview.findChildren(QLabel))
    preview.accept()
    assert figures(panel, "granted")[:2] == ["5", "4"]


def test_a_copied_file_is_opened_and_never_typed(panel, qtbot, tmp_path):
    file = tmp_path / "上年报告.docx"
    spaced = tmp_path / "上年 报告.docx"
    for copied, files, text in (
        (file, (file,), ""),
        (file, (), f"file://{file}"),
        (file, (file,), f"file://{file}"),
        (spaced, (), f"file://{spaced}\n"),
        (spaced, (), f"copy\nFILE://{spaced}"),
        (file, (), f"x-special/nautilus-clipboard\ncopy\nfile://{file}\n"),
    ):
        own(text, files=files)
        panel.hands.at("requests.granted.business")
        with qtbot.waitSignal(panel.session.open_asked) as asked:
            panel.hands.key(Key.Key_V, CONTROL)
        assert asked.args == [(copied,)]
    assert panel.session.report == full_report()
    own("", files=(file,))
    panel.note.editor.setFocus()
    with qtbot.waitSignal(panel.session.open_asked):
        panel.note.editor.paste()
    assert panel.note.paragraphs() == ()


def test_pasted_totals_follow_again_once_the_figure_is_mended(make_panel, qtbot):
    panel = make_panel(empty_report())
    copy("12\t3\t0\t0\t0\t0\t25\n")
    panel.hands.at("requests.granted.natural_person").key(Key.Key_V, CONTROL)
    dialog(qtbot, Preview).accept()
    assert panel.session.report.overrides == {"requests.granted.total"}
    panel.hands.at("requests.granted.natural_person").type("22")
    panel.hands.key(Key.Key_Return)
    assert not panel.session.report.overrides
    panel.hands.at("requests.granted.other").type("4")
    panel.hands.key(Key.Key_Return)
    assert panel.session.report.cell("requests.granted.total") == "29"
