"""How many keys a whole report takes: typed into the real windows, from the start page to the saved file.

``python -m tests.bench.keys``. A clerk has last year's report on this computer and this year's figures on
paper: begins from last year's, types every figure that is not 0 and not worked out by the program, fills the
rest with 0, lets what is carried into next year be worked out, and saves. A chord is one key. The figures
that stand at the end must be those on the paper. Exits with 1 when a city's real report takes more than 200.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from model import forms
from model.forms import OfficialForm
from model.report import Report
from model.storage.files import save
from tests.support.measured import Measure, show
from tests.support.samples import SAMPLES, suqian
from tests.support.written_years import last_year, this_year
from ui import app
from ui.look import style
from ui.recent import due_year
from ui.settings import Settings

_MOST = 200
_NOT_MEASURED = 2
_YEARS = (2023, 2024)
_STEP_MS, _PATIENCE_MS = 5, 20_000
_NEXT, _ZEROS = "Ctrl+PgDown", "Ctrl+Alt+Shift+0"


@dataclass(frozen=True)
class Wait:
    """The clerk waits until something is so."""

    until: Callable[[], bool]
    what: str


Step = str | Wait
"""A key, a digit, or a wait."""


class Typist(QObject):
    """Presses keys where the keyboard is, in dialogs too, and counts them."""

    def __init__(self, steps: Iterator[Step]) -> None:
        super().__init__()
        self.pressed: Counter[str] = Counter()
        self._steps = steps
        self._wait: Wait | None = None
        self._waited = 0
        self._loop = QEventLoop()
        self._done = False
        self.stuck = ""

    def work(self) -> None:
        """Go through all steps."""
        self._later()
        self._loop.exec()

    def _later(self) -> None:
        QTimer.singleShot(_STEP_MS, self._next)

    def _next(self) -> None:
        if self._done:
            return
        self._later()  # before the key: it may open a dialog, which holds this call until it is closed
        if self._wait is not None and not self._wait.until():
            self._waited += _STEP_MS
            if self._waited > _PATIENCE_MS:
                self._end(f"waited in vain for {self._wait.what}")
            return
        self._wait, self._waited = None, 0
        step = next(self._steps, None)
        if step is None:
            self._end("")
        elif isinstance(step, Wait):
            self._wait = step
        else:
            self.pressed[step] += 1
            QTest.keySequence(_keyboard(), QKeySequence(step))

    def _end(self, stuck: str) -> None:
        self.stuck, self._done = stuck, True
        self._loop.quit()


def _keyboard() -> QWidget:
    """The widget that gets the next key."""
    found = QApplication.focusWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()
    assert found is not None
    return found


def _dialog(name: str) -> Wait:
    def has_the_keyboard() -> bool:
        found = QApplication.activeModalWidget()
        return type(found).__name__ == name and found.isActiveWindow()

    return Wait(has_the_keyboard, name)


def a_report(desk: app.Desk, paper: Report) -> Iterator[Step]:
    """Yield what the clerk does, key by key."""
    form = forms.load(paper.form)
    yield Wait(lambda: desk.start is not None and desk.start.isActiveWindow(), "the start page")
    yield "Ctrl+N"
    yield _dialog("NewReportDialog")
    yield "Return"  # organ, year and last year's file are proposed
    yield _dialog("TakeOverDialog")
    yield "Return"
    yield Wait(lambda: bool(desk.windows) and desk.windows[0].isActiveWindow(), "the report")
    window = desk.windows[0]
    tables = [section.table for section in form.sections.values() if section.table]
    yield Wait(lambda: window.pages.page.table == tables[0], "the first table")
    while True:
        yield from _table(window.pages.page, form, paper, tables.pop(0))
        if not tables:
            break
        yield _NEXT
    yield "Ctrl+S"
    yield _dialog("QFileDialog")
    yield "Return"
    yield Wait(lambda: not window.isWindowModified(), "the file")


def _table(page: object, form: OfficialForm, paper: Report, table: str) -> Iterator[Step]:
    """Fill one table: line by line where it is long, else field by field."""
    grid = page.model.grid  # type: ignore[attr-defined]
    session = page.session  # type: ignore[attr-defined]
    carried = [
        a for a in grid.typed if a.startswith(tuple(f"{p.table}.{p.last}." for p in form.checks.carried))
    ]
    if grid.columns_are_long:
        yield from _lines(page, paper, carried)
    else:
        last = max(n for n, address in enumerate(grid.typed) if paper.cell(address) != "0")
        for number, address in enumerate(grid.typed[: last + 1]):
            yield from _digits(paper.cell(address))
            if number < last:
                yield "Tab"
    if any(not session.report.cell(address) for address in grid.typed):
        yield _ZEROS
    if any(not session.report.cell(address) for address in carried):
        yield _ZEROS  # the program has said what is to be carried into next year; once more fills it so


def _lines(page: object, paper: Report, left: list[str]) -> Iterator[Step]:
    """Type a long table: along each line by Tab, and by Enter to the first figure of the next."""
    grid, session = page.model.grid, page.session  # type: ignore[attr-defined]
    body = page.body  # type: ignore[attr-defined]
    lines = [[a for a in grid.in_line(line) if a in grid.typed] for line in range(grid.layout.lines)]
    lines = [line for line in lines if line and not set(line) & set(left)]
    for line in lines:
        yield Wait(partial(lambda first: body.current == first, line[0]), line[0])
        wanted = [paper.cell(a) if not session.report.cell(a) else "0" for a in line]
        last = max((n for n, text in enumerate(wanted) if text != "0"), default=0)
        for number, text in enumerate(wanted[: last + 1]):
            yield from _digits(text)
            if number < last:
                yield "Tab"
        if line is not lines[-1]:
            yield "Return"


def _digits(text: str) -> Iterator[Step]:
    if text != "0":
        yield from text


def counted(last: Report, paper: Report) -> tuple[Counter[str], str, Report | None]:
    """Return the keys pressed, why the clerk got stuck if so, and the report in the end."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "settings.ini")
        style.dress(application, settings)
        file = Path(folder) / "last.nianbao"
        save(last, file, None)
        desk = app.Desk(settings, Path(folder))
        desk.open_file(file, None)
        desk.windows[0].close_report()
        typist = Typist(a_report(desk, paper))
        typist.work()
        report = desk.windows[0].session.report if desk.windows else None
        for window in desk.windows:
            window.session.undo_stack.setClean()
        desk.quit()
    return typist.pressed, typist.stuck, report


def _with_year_due(report: Report, year: int) -> Report:
    """The same figures for another year: a clerk begins the report that is due now."""
    return replace(report, year=year, title=f"{report.organ}{year}年政府信息公开工作年度报告")


def main() -> int:
    """Print the figures; 1 when there are too many keys, or the report is another than on the paper."""
    application = QApplication.instance() or QApplication(sys.argv)
    assert application is not None
    year = due_year(date.today(), [])
    first = last_year("city_last")
    pairs = {"the city of the acceptance reports": (first, this_year("city", first))}
    if all((SAMPLES / f"suqian-{year}.figures.json").exists() for year in _YEARS):
        before, now = map(suqian, _YEARS)
        pairs["a city's real figures"] = before, now
    bad = False
    for name, (before, paper) in pairs.items():
        pressed, stuck, report = counted(_with_year_due(before, year - 1), _with_year_due(paper, year))
        digits = sum(number for key, number in pressed.items() if len(key) == 1)
        total = pressed.total()
        limit = _MOST if name.startswith("a city") else None
        measure = Measure(f"keys for {name}, {digits} of them digits", [total], "keys", limit=limit)
        show([measure])
        there = {} if report is None else report.cells
        wrong = [address for address, text in paper.cells.items() if there.get(address, "") != text]
        if stuck or wrong:
            told = ", ".join(f"{a} {there.get(a, '')!r} for {paper.cell(a)!r}" for a in wrong[:5])
            sys.stdout.write(f"{name}: {stuck or 'not the figures on the paper'}: {len(wrong)}: {told}\n")
        bad |= measure.over or bool(wrong or stuck)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
