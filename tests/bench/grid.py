"""Time from a key to the painted flag in the largest table, and what a full repaint costs.

Run it with a screen or under Xvfb: ``python -m tests.bench.grid``. A key is Enter on a typed figure that
breaks or mends sums; the clock, of
processor time, stops when every cell that changed has been painted.
"""

import sys
from time import process_time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model import forms
from model.report import Report, set_cells
from tests.support.measured import Measure, show
from ui.grid.panel import GridPanel
from ui.session import Session

_KEYS = 400
_FRAME_MS = 16.0


def main() -> int:
    """Print the figures; 1 when the 99th percentile is more than a frame."""
    application = QApplication(sys.argv)
    form = forms.load("2021")
    table = max(form.layouts, key=lambda name: len(form.layouts[name].cells))
    report = Report(form=form.id, organ="某市", year=2024)
    texts = dict.fromkeys((a for a in form.cells if a not in form.derivations), "7")
    session = Session(set_cells(form, report, texts).apply(report))
    panel = GridPanel(session, table)
    panel.resize(928, 656)
    panel.show()
    panel.activateWindow()
    panel.setFocus()
    QTest.qWaitForWindowActive(panel)
    times = [_key(application, panel, number) for number in range(_KEYS)]
    full = [_timed(panel.body.viewport().repaint) for _ in range(20)]
    worst = sorted(times)[int(len(times) * 0.99)]
    keys = Measure(
        f"key to painted flag, {table}; 99 %: {worst:.1f} ms", times, figure=worst, limit=_FRAME_MS
    )
    show([keys, Measure(f"full repaint of {table}", full)])
    return int(keys.over)


def _key(application: QApplication, panel: GridPanel, number: int) -> float:
    typed = panel.model.grid.typed
    panel.focus_cell(typed[number % len(typed)])
    QTest.keyClicks(QApplication.focusWidget(), str(number % 90 + 10))
    QTest.qWait(25)  # what was put off after the last key is done
    editor = QApplication.focusWidget()

    def enter() -> None:
        QTest.keyClick(editor, Qt.Key.Key_Return)
        application.sendPostedEvents()
        application.processEvents()

    return _timed(enter)


def _timed(act) -> float:  # type: ignore[no-untyped-def]
    start = process_time()
    act()
    return (process_time() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())
