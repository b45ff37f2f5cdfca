"""A real session with a full, right report, a real panel on the screen, and fingers to type with."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model import forms
from model.report import Report, set_cells
from ui.grid.panel import GridPanel
from ui.session import Session

PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def full_report(form_id="2021", last_year=None):
    """Every typed cell holds 0 but a few, and all sums are right."""
    form = forms.load(form_id)
    texts = dict.fromkeys((a for a in form.cells if a not in form.derivations), "0")
    for column, received, granted in (("natural_person", 9, 7), ("business", 4, 4)):
        texts[f"requests.received.{column}"] = str(received)
        texts[f"requests.granted.{column}"] = str(granted)
        texts[f"requests.carried_out.{column}"] = str(received - granted)
    texts["litigation.review.upheld"] = "5"
    report = Report(form=form_id, organ="某县", year=2024, last_year=last_year, last_year_form=form_id)
    return set_cells(form, report, texts).apply(report)


def empty_report(form_id="2021"):
    return Report(form=form_id, organ="某县", year=2024)


class Hands:
    """Types and clicks as a person does, always where the focus is."""

    def __init__(self, panel):
        self.panel = panel

    def key(self, key, modifiers=PLAIN):
        QTest.keyClick(QApplication.focusWidget() or self.panel.body, key, modifiers)

    def type(self, text):
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget() or self.panel.body, letter)

    def at(self, address):
        self.panel.focus_cell(address)
        return self

    def click(self, line, column):
        view = self.panel.body
        place = view.visualRect(self.panel.model.index(line, column)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, PLAIN, place)

    @property
    def here(self):
        return self.panel.body.current


@pytest.fixture
def make_panel(qtbot):
    """Show a panel of the size it has in a window of 1366×768."""

    def make(report, table="requests", size=(928, 656), **options):
        panel = GridPanel(Session(report, **options), table)
        panel.session.setParent(panel)
        qtbot.addWidget(panel)
        panel.resize(*size)
        with qtbot.waitActive(panel):
            panel.show()
            panel.activateWindow()
        panel.setFocus()
        qtbot.waitUntil(panel.body.hasFocus)
        panel.hands = Hands(panel)
        return panel

    return make


@pytest.fixture
def panel(make_panel):
    return make_panel(full_report())


@pytest.fixture
def hands(panel):
    return panel.hands


@pytest.fixture(autouse=True)
def _empty_clipboard(qapp):
    """Leave no object of Python's on the clipboard: without a screen it outlives Python and crashes it."""
    yield
    qapp.clipboard().clear()
