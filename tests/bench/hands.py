"""What a clerk's hands do besides typing figures, in the whole window: paste, section, F8, letters.

Run it with a screen or under Xvfb: ``python -m tests.bench.hands``. The clocks, of
the processor's time and of the wall, stop when the window has painted what changed and has nothing left to
do at once.
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model import forms
from model.report import Report, set_cells
from model.storage import versions
from tests.support.measured import Measure, by_both_clocks, felt, show
from ui.dialogs.versions import VersionsDialog
from ui.document.file import Opened
from ui.grid import copying
from ui.grid.paste_preview import Preview
from ui.look import style
from ui.session import Session
from ui.settings import VERSIONS, Settings
from ui.window.window import ReportWindow

_LIMIT_MS = 50.0
_ROUNDS = 100
_TABLE = "requests"  # 25 lines and 10 columns with the labels


def main() -> int:
    """Print the figures; 1 when the 99th percentile of one of them is above the limit."""
    application = QApplication(sys.argv)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "settings.ini")
        style.dress(application, settings)
        window = ReportWindow(Session(_report()), settings, Opened(), Path(folder))
        window.settings_changed.connect(lambda: style.dress(application, settings))
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        measures = _measured(application, window)
        show(measures)
        window.session.undo_stack.setClean()  # nothing is asked
        window.close()
    return int(any(measure.over for measure in measures))


def _report() -> Report:
    """A report with some sixty findings: every seventh figure is one too many, the totals are typed."""
    form = forms.load("2021")
    report = Report(form=form.id, organ="某市", year=2024)
    typed = [address for address in form.cells if address not in form.derivations]
    texts = {address: "8" if number % 7 == 0 else "7" for number, address in enumerate(typed)}
    full = set_cells(form, report, texts).apply(report)
    wrong = {a: str(int(full.cell(a)) + 1) for n, a in enumerate(form.derivations) if n % 5 == 0}
    return set_cells(form, full, wrong).apply(full)


def _measured(application: QApplication, window: ReportWindow) -> list[Measure]:
    actions = window.actions_
    window.pages.show_page(window.session.form.section_of(_TABLE).id)
    grid = window.pages.page
    QGuiApplication.clipboard().setMimeData(copying.whole_table(grid.model.grid, window.session.report))  # type: ignore[attr-defined]

    (pasting,) = (action for action in grid.actions() if action.text().startswith("粘贴"))

    def paste() -> None:
        window.pages.enter()
        pasting.trigger()  # by its action: after a dialog the window may not have the keyboard yet

    def agree() -> None:
        (preview,) = (one for one in window.findChildren(Preview) if one.isVisible())
        preview.accept()

    folder = window.state / VERSIONS
    _keep_versions(window.session, folder)
    lists: list[VersionsDialog] = []

    def list_versions() -> None:
        lists.append(VersionsDialog(window.session, folder, window))
        lists[-1].show()

    def close_versions() -> None:
        lists.pop().deleteLater()

    ways: dict[str, Callable[[], object]] = {
        "paste of 25×10: until its preview stands": paste,
        "paste of 25×10: until it is in the table": agree,
        "undo of the paste": actions["undo"].trigger,
        "section change": actions["next_page"].trigger,
        "section change back": actions["previous_page"].trigger,
        "F8": actions["next_finding"].trigger,
        "letters larger": lambda: window.program_controller.resize_letters(1),
        "letters smaller": lambda: window.program_controller.resize_letters(-1),
        "list of 30 versions": list_versions,
        "its end": close_versions,
    }
    times = by_both_clocks({name: _painted(application, way) for name, way in ways.items()}, _ROUNDS)
    return [line for name, taken in times.items() for line in felt(name, taken, _LIMIT_MS)]


def _keep_versions(session: Session, folder: Path) -> None:
    """Thirty saved states, each with another figure."""
    report, first = session.report, next(iter(session.form.cells))
    for number in range(versions.MOST):
        report = set_cells(session.form, report, {first: str(number)}).apply(report)
        moment = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=number)
        versions.keep(folder, report, folder / "report.nianbao", moment)


def _painted(application: QApplication, act: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        act()
        application.sendPostedEvents()
        application.processEvents()
        # Without a running event loop Qt keeps what was closed: each round would dress more dialogs.
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    return run


if __name__ == "__main__":
    sys.exit(main())
