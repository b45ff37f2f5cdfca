"""Waits for a disk that may not answer while the window goes on: it is painted and typed into."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from ui.bell import bell
from ui.dialogs.patience import afterwards
from ui.dialogs.task import CalledOff, begun

_AT_ONCE = 0.1  # seconds; a disk of one's own answers sooner, and nobody feels the wait
LOOK = 3.0  # seconds that a look waits for a share to answer
_Result = TypeVar("_Result")


class Waiting(QObject):
    """Waits for one work at a time.

    Signals: ``long`` with True when it takes so long that the clerk should know of it, with False when that
    is over.
    """

    long = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._loop: QEventLoop | None = None
        self._is_given_up = False
        self._ring = bell()

    def until_done(self, work: Callable[[], _Result], seconds: float, *, quietly: bool) -> "Future[_Result]":
        """Begin the work in a thread and return it, ended or given up.

        After some ``seconds`` the clerk is told, who may wait no longer; ``quietly``: it is given up then.
        """
        done = begun(work)
        if wait([done], _AT_ONCE).done:
            return done
        clock = self._clock(seconds, self.give_up if quietly else self._tell_long)
        try:
            self._go_on_until(done, QEventLoop.ProcessEventsFlag.AllEvents)
        finally:
            _stop(clock)
            self.long.emit(False)
        return done

    def looked(self, look: Callable[[], _Result], otherwise: _Result) -> _Result:
        """Return what a look gives, or ``otherwise`` where nothing answers; keys and clicks come after it."""
        done = begun(look)
        if not wait([done], _AT_ONCE).done:
            clock = self._clock(LOOK, self.give_up)
            try:
                self._go_on_until(done, QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            finally:
                _stop(clock)
        return done.result() if done.done() else otherwise

    def give_up(self) -> None:
        """Wait no longer."""
        self._is_given_up = True
        self._wake()

    def here_afterwards(self, done: "Future[_Result]", do: Callable[[_Result], object]) -> None:
        """Once work that was given up has come to an end, do something with its result in this thread."""
        afterwards(done, lambda result: self._tell(lambda: do(result)))

    def _go_on_until(self, done: "Future[_Result]", events: QEventLoop.ProcessEventsFlag) -> None:
        """Let the window go on until the work is done or given up."""
        self._loop, self._is_given_up = QEventLoop(), False
        done.add_done_callback(lambda _: self._tell(self._wake))
        try:
            while not (done.done() or self._is_given_up):
                if self._loop.exec(events) == -1:  # the program ends, and no loop runs any more
                    break
        finally:
            self._loop = None

    def _clock(self, seconds: float, then: Callable[[], None]) -> QTimer:
        clock = QTimer(self, singleShot=True, interval=int(seconds * 1000))
        clock.timeout.connect(then)
        clock.start()
        return clock

    def _tell_long(self) -> None:
        self.long.emit(True)

    def _wake(self) -> None:
        if self._loop is not None:
            self._loop.quit()

    def _tell(self, what: Callable[[], object]) -> None:
        """Have something done in the window's thread, from another one."""
        self._ring(self, what)


def _stop(clock: QTimer) -> None:
    clock.stop()
    clock.deleteLater()


def result(done: "Future[_Result]") -> _Result:
    """Return what came of it; raise what it raised, and CalledOff where it was given up."""
    if not done.done():
        raise CalledOff
    return done.result()
