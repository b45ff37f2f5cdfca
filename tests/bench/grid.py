"""Time from a key to the painted flag in the largest table, and what a full repaint costs.

Run it with a screen or under Xvfb: ``python -m tests.bench.grid``. A key is Enter on a typed figure that
breaks or mends sums; the clocks, of
the processor's time and of the wall, stop when every cell that changed has been painted.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model import forms
from model.report import Report, set_cells
from tests.support.measured import CLOCKS, Measure, felt, show
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
    taken = [_key(application, panel, number) for number in range(_KEYS)]
    times = {clock: [one[clock] for one in taken] for clock in CLOCKS}
    full = [_timed(panel.body.viewport().repaint)["processor"] for _ in range(20)]
    keys = felt(f"key to painted flag, {table}", times, _FRAME_MS)
    show([*keys, Measure(f"full repaint of {table}, processor", full)])
    return int(any(one.over for one in keys))


def _key(application: QApplication, panel: GridPanel, number: int) -> dict[str, float]:
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


def _timed(act: Callable[[], object]) -> dict[str, float]:
    """The milliseconds that it took by each clock."""
    before = [read() for read in CLOCKS.values()]
    act()
    after = [read() for read in CLOCKS.values()]
    return {name: (end - start) * 1000 for name, start, end in zip(CLOCKS, before, after, strict=True)}


if __name__ == "__main__":
    sys.exit(main())
