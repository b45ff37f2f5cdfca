"""What an inconsistency shows: marks at once, a sentence, and what can be done about it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from model.report import accept as accept_edit
from model.rules import Level, acceptance, message
from tests.ui.grid.conftest import ALT, full_report

Key = Qt.Key


def wrong_total(panel):
    """Type a total that is one too many."""
    panel.hands.at("requests.received.total").type("14")
    panel.hands.key(Key.Key_Return)
    panel.focus_cell("requests.received.total")


def buttons(panel):
    """The fixes offered beside the sentence."""
    return [button for button in panel.bar._fixes if button.isVisible()]


def menu(qtbot):
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    return QApplication.activePopupWidget()


def test_the_blamed_cell_and_those_concerned_are_marked_at_once(panel):
    wrong_total(panel)
    blamed = panel.model.state("requests.received.total")
    concerned = panel.model.state("requests.received.charity")
    assert (blamed.level, blamed.blamed) == (Level.ERROR, True)
    assert (concerned.level, concerned.blamed) == (Level.ERROR, False)
    assert panel.model.state("requests.granted.charity").level is None


def test_only_what_changed_is_painted_again(panel, hands, qtbot):
    told = []
    panel.model.dataChanged.connect(lambda index: told.append(panel.model.address(index)))
    hands.at("requests.granted.charity").key(Key.Key_F2)
    hands.key(Key.Key_Return)
    assert told == []
    wrong_total(panel)
    assert len(told) == len(set(told))
    assert "requests.received.total" in told
    assert "requests.granted.charity" not in told


def test_a_mark_is_seen_without_colour(panel):
    """The corner of a flagged cell differs from its ground, and so does its frame."""
    wrong_total(panel)
    panel.focus_cell("requests.carried_in.charity")
    cell = panel.body.visualRect(panel.model.index_of("requests.received.total"))
    picture = panel.body.viewport().grab(cell).toImage()
    ratio = picture.devicePixelRatio()
    corner = picture.pixelColor(QPoint(2, 2) * ratio)
    ground = picture.pixelColor(QPoint(cell.width() // 3, cell.height() - 5) * ratio)
    assert abs(corner.lightness() - ground.lightness()) > 50


def test_the_bar_tells_the_arithmetic_and_sets_the_sum(panel, qtbot):
    wrong_total(panel)
    [finding] = [f for f in panel.session.findings_at("requests.received.total") if f.code == "row-total"]
    assert message(panel.session.form, panel.session.report, finding).endswith(panel.bar.sentence)
    assert "13" in panel.bar.sentence
    assert "14" in panel.bar.sentence
    qtbot.waitUntil(lambda: bool(buttons(panel)))
    qtbot.mouseClick(buttons(panel)[0], Qt.MouseButton.LeftButton)
    assert panel.session.report == full_report()
    assert "row-total" not in [f.code for f in panel.session.findings]
    panel.session.undo_stack.undo()
    assert panel.session.report.cell("requests.received.total") == "14"


def test_a_long_sentence_takes_the_room_of_buttons(make_panel, qtbot):
    panel = make_panel(full_report(), size=(700, 656))
    panel.hands.at("requests.received.business").type("5")
    panel.hands.key(Key.Key_Return)
    panel.focus_cell("requests.received.business")
    qtbot.wait(60)
    label = panel.bar.words
    fits = label.heightForWidth(label.width()) <= label.height()
    assert fits or not buttons(panel)
    assert label.toolTip() == panel.bar.sentence


def test_the_bar_keeps_its_height(panel):
    before = panel.bar.height(), panel.bar.y()
    wrong_total(panel)
    QApplication.processEvents()
    assert (panel.bar.height(), panel.bar.y()) == before


def test_the_bar_speaks_of_the_current_finding_and_the_mouse_changes_nothing(panel, hands, qtbot):
    wrong_total(panel)
    current = panel.session.current
    assert current.finding == panel.bar.finding == panel.session.findings_at("requests.received.total")[0]
    index = panel.model.index_of("requests.received.charity")
    QTest.mouseMove(panel.body.viewport(), panel.body.visualRect(index).center())
    qtbot.wait(300)
    assert panel.bar.finding == panel.session.findings_at("requests.received.total")[0]
    hands.key(Key.Key_Down, ALT)
    assert current.finding == panel.bar.finding == panel.session.findings_at("requests.received.total")[1]
    hands.at("requests.granted.charity")
    assert current.finding is None
    assert panel.bar.finding is None


def test_of_several_findings_the_one_shown_is_told(panel):
    wrong_total(panel)
    for finding in panel.session.findings_at("requests.received.total"):
        panel.session.jump_asked.connect(panel.show_target)
        panel.session.current.show(finding)
        assert panel.bar.finding == finding
        panel.session.jump_asked.disconnect()


def test_a_finding_stays_current_while_its_figures_change(panel, hands):
    wrong_total(panel)
    second = panel.session.findings_at("requests.received.total")[1]
    panel.session.current.select(second)
    panel.model.fill({"requests.received.total": "15"})
    told = panel.session.current.finding
    assert told is not None
    assert told != second
    assert told.code == second.code
    assert panel.bar.finding == told
    panel.model.fill({"requests.received.total": ""})
    assert panel.session.current.finding is None


def test_the_buttons_keep_their_places_whatever_they_say(panel, hands, qtbot):
    panel.hands.at("requests.received.business").type("14")
    panel.hands.key(Key.Key_Return)
    places = {}
    for address in ("requests.received.business", "requests.carried_out.business", "requests.received.total"):
        panel.focus_cell(address)
        qtbot.wait(40)
        for button in panel.bar._fixes:
            if button.isVisible():
                places.setdefault(button, set()).add((button.x(), button.width()))
        places.setdefault(panel.bar._more, set()).add((panel.bar._more.x(), panel.bar._more.width()))
    assert len(places) > 1
    assert all(len(seen) == 1 for seen in places.values())


def test_alt_enter_opens_what_can_be_done_and_jumps(panel, hands, qtbot):
    wrong_total(panel)
    hands.at("requests.received.charity").key(Key.Key_Return, ALT)
    opened = menu(qtbot)
    words = [action.text() for action in opened.actions()]
    there = panel.session.form.label("requests.received.total")
    assert f"转到 {there}" in words
    assert not any("接受" in text for text in words)  # an error cannot be accepted
    with qtbot.waitSignal(panel.session.jump_asked) as jump:
        opened.actions()[words.index(f"转到 {there}")].trigger()
    assert jump.args == ["requests.received.total"]
    opened.close()


def test_a_reason_for_a_hint_is_asked_for(make_panel, qtbot):
    last = {"litigation.review.total": "90", "litigation.review.upheld": "90"}
    panel = make_panel(full_report(last_year=last), "litigation")
    panel.focus_cell("litigation.review.total")
    finding = panel.bar.finding
    assert finding is not None
    assert finding.level is not Level.ERROR
    panel.hands.key(Key.Key_Return, ALT)
    opened = menu(qtbot)
    [accept] = [action for action in opened.actions() if "接受" in action.text()]
    with qtbot.waitSignal(panel.session.accept_asked) as asked:
        accept.trigger()
    opened.close()
    assert asked.args == [(finding,)]
    panel.session.do(accept_edit(panel.session.report, acceptance(panel.session.report, finding, "集中受理")))
    assert finding not in panel.session.findings
    assert panel.model.state("litigation.review.total").level is None


def test_the_status_line_tells_last_year_and_the_difference(make_panel, qtbot):
    panel = make_panel(full_report(last_year={"requests.received.natural_person": "12"}))
    with qtbot.waitSignal(panel.status_changed) as told:
        panel.focus_cell("requests.carried_in.natural_person")
    assert told.args[0].endswith("上年 无")
    panel.focus_cell("requests.received.natural_person")
    assert "自然人" in panel.status()
    assert panel.status().endswith("上年 12　差 −3")


def test_last_years_figures_appear_in_the_cells_on_demand(make_panel):
    panel = make_panel(full_report(last_year={"requests.received.natural_person": "12"}))
    panel.focus_cell("requests.carried_out.other")
    cell = panel.body.visualRect(panel.model.index_of("requests.received.natural_person"))
    before = panel.body.viewport().grab(cell).toImage()
    panel.set_last_year_visible(True)
    assert panel.body.viewport().grab(cell).toImage() != before
    panel.set_last_year_visible(False)
    assert panel.body.viewport().grab(cell).toImage() == before


def test_cells_speak_to_screen_readers(panel):
    wrong_total(panel)
    role = Qt.ItemDataRole.AccessibleTextRole
    spoken = panel.model.data(panel.model.index_of("requests.received.total"), role)
    assert "一、本年新收政府信息公开申请数量" in spoken
    assert "14" in spoken
    assert "手工" in spoken
    assert "错误" in spoken
    assert panel.body.accessibleName()


def test_a_cell_tells_of_row_and_column_what_is_new(panel):
    role = Qt.ItemDataRole.AccessibleTextRole

    def told():
        return panel.model.data(panel.model.index_of(panel.body.current), role).split("，")

    panel.focus_cell("requests.state_secret.natural_person")
    panel.model.come_anew()
    assert told() == ["0", "三、本年度办理结果", "（三）不予公开", "1.属于国家秘密", "申请人情况", "自然人"]
    panel.hands.key(Qt.Key.Key_Down)
    assert told() == ["0", "2.其他法律行政法规禁止公开"]
    panel.hands.key(Qt.Key.Key_Right)
    assert told() == ["0", "法人或其他组织", "商业企业"]
    panel.hands.key(Qt.Key.Key_Right)
    assert told() == ["0", "科研机构"]
    other = panel.model.index_of("requests.state_secret.natural_person")
    assert "自然人" in panel.model.data(other, role)  # any other cell tells its whole place
    panel.focus_cell("requests.received.total")
    assert told() == ["13", "一、本年新收政府信息公开申请数量", "总计", "自动合计"]


def test_the_bar_s_buttons_speak_too(panel):
    wrong_total(panel)
    assert all(w.accessibleName() or w.text() for w in panel.bar.findChildren(QToolButton) if w.isVisible())


def test_the_model_keeps_qts_rules(make_panel):
    for form in ("2019", "2021"):
        for table in ("disclosure", "requests", "litigation"):
            panel = make_panel(full_report(form), table)
            tester = QAbstractItemModelTester(
                panel.model, QAbstractItemModelTester.FailureReportingMode.Warning, panel
            )
            panel.focus_cell(panel.model.grid.typed[0])
            panel.hands.type("3")
            panel.hands.key(Key.Key_Return)
            assert tester.model() is panel.model


def test_fix_buttons_name_another_cell_only_by_what_differs(panel):
    grid = panel.model.grid
    here = "requests.received.total"
    assert grid.name_from(here, here) == ""
    assert grid.name_from(here, "requests.received.business") == "商业企业"
    assert grid.name_from(here, "requests.carried_out.total") == "四、结转下年度继续办理"
    assert grid.name_from(here, "requests.granted.business") == "（一）予以公开 · 商业企业"
