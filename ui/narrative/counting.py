"""Looks a whole report through for a text, a little at a time: keys and the painting come between."""

import time
from collections.abc import Generator, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from model.forms import OfficialForm
from model.report import Report
from ui.dialogs import task
from ui.narrative.search import Hit, Wanted, hits

_TURN = 0.03  # seconds of processor time; any report but one with a book in it is done in the first turn


class Counting(QObject):
    """The places of what is looked for. ``done`` is given once they are known, at once where that is soon."""

    done = Signal()

    def __init__(self, form: OfficialForm, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._asked: tuple[Report, Wanted] | None = None
        self._found: Sequence[Hit] = ()
        self._rest: Generator[None, None, list[Hit]] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(lambda: self._go_on())

    @property
    def pending(self) -> bool:
        """Whether places are still to come."""
        return self._rest is not None

    def begin(self, report: Report, wanted: Wanted) -> None:
        """Look for something; what was looked for before is no longer asked for."""
        if self._asked == (report, wanted):
            if not self.pending:
                self.done.emit()
            return
        self._asked = (report, wanted)
        self._found = ()
        self._rest = hits(self._form, report, wanted)
        self._timer.start()
        self._go_on()

    def places(self) -> Sequence[Hit]:
        """Return the places, in printed order, and wait for those that are still to come."""
        if self.pending:
            task.in_turns(self._pieces())
        return self._found

    def _pieces(self) -> Generator[None, None, None]:
        while self.pending:
            self._go_on(0)
            yield

    def _go_on(self, seconds: float = _TURN) -> None:
        """Look on for so long, but one paragraph at least."""
        until = time.thread_time() + seconds
        while self._rest is not None:
            try:
                next(self._rest)
            except StopIteration as end:
                self._rest, self._found = None, end.value
                self._timer.stop()
                self.done.emit()
            if time.thread_time() > until:
                break
