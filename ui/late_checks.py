"""When a report is checked: at once, or beside the typing where a text is so long that a key would wait.

The rules read a paragraph of an ordinary length in a few milliseconds. Hundreds of thousands of characters,
pasted by mistake, take seconds: they are read by a thread, when the report is opened or the clerk pauses.
"""

from collections.abc import Iterable
from threading import Thread

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from model.forms import OfficialForm
from model.report import Place, Report
from model.rules import AnyFinding
from ui.bell import bell
from ui.checking import Checking

LONG = 5_000
"""Characters of a paragraph that is checked later."""
MUCH = 20_000
"""Characters of all texts together that are checked later."""
_PAUSE_MS = 500  # without a change, before the check begins
_AGAIN_MS = 200  # until it is looked again whether the thread has ended


class LateChecks(QObject):
    """Runs the rules over a report. Signals: ``done`` when findings came later than the change."""

    done = Signal()

    def __init__(self, form: OfficialForm, parent: QObject) -> None:
        super().__init__(parent)
        self._checking = Checking(form)
        self._report: Report | None = None
        self._places: set[Place] = set()
        self._thread: Thread | None = None
        self._is_known = False
        self._settling: QEventLoop | None = None  # runs while somebody waits for the findings
        self._failure: Exception | None = None  # told to who waits
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._begin)
        self._ring = bell()
        self._found: list[AnyFinding] = []

    @property
    def begun(self) -> bool:
        """Whether the rules ran once, and what they found is known."""
        return self._is_known

    @property
    def pending(self) -> bool:
        """Whether findings are still to come."""
        return bool(self._places) or self._thread is not None

    def check(self, report: Report, places: Iterable[Place] = ()) -> list[AnyFinding]:
        """Return what is found in a report that changed at some places since the last time.

        While findings are pending, those about texts are left out: what they point at has moved.
        """
        self._report = report
        is_long = _has_long_text(report)
        if not self.begun and self._thread is None and is_long:
            self._begin()
        elif self.begun or self._thread is not None:
            self._places |= set(places)
        if self.pending and (self._thread is not None or is_long):
            self._found = [finding for finding in self._found if finding.span is None]
            if self._places:
                self._timer.start(_PAUSE_MS)
        else:
            self._timer.stop()
            self._check_now(report)
        return self._found

    def settle(self) -> None:
        """Wait for all findings that are still to come: a report must not go out without them.

        The window is painted meanwhile; keys and clicks come after it. Raises what the check raised.
        """
        while self.pending and self._report is not None:
            self._timer.stop()
            if self._thread is None:
                self._begin()
            self._settling = QEventLoop()
            has_ended = self._settling.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents) == 0
            self._settling = None
            if not has_ended:  # the program ends, and no loop runs any more
                return
            failure, self._failure = self._failure, None
            if failure is not None:
                raise failure

    def _check_now(self, report: Report) -> None:
        places, self._places = tuple(self._places), set()
        self._found = self._checking.check(report, places)
        self._is_known = True

    def _begin(self) -> None:
        if self._thread is not None or self._report is None:
            self._timer.start(_AGAIN_MS)
            return
        places, self._places = tuple(self._places), set()
        report, ring = self._report, self._ring

        def work() -> None:
            failure = None
            try:
                self._checking.check(report, places)
            except Exception as error:  # noqa: BLE001 -- raised again where the clerk can be told
                failure = error
            ring(self, lambda: self._end(failure))

        self._thread = Thread(target=work, name="checking", daemon=True)
        self._thread.start()

    def _end(self, failure: Exception | None) -> None:
        if self._thread is None:
            return
        self._thread.join()
        self._thread = None
        self._is_known = self._is_known or failure is None
        if self._settling is not None:
            self._failure = failure
            self._settling.quit()
        elif failure is not None:
            raise failure
        if failure is None and not self._places:  # else the report has changed, and the timer is running
            self.done.emit()


def _has_long_text(report: Report) -> bool:
    texts = (report.preamble, *report.sections.values())
    lengths = [len(paragraph) for text in texts for paragraph in text]
    return sum(lengths) > MUCH or max(lengths, default=0) > LONG
