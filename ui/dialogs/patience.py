"""Does what may never end, such as a look at a share that is gone: the window goes on meanwhile.

The clerk may call it off.
"""

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Event, Thread
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from ui.dialogs import task

_AT_ONCE = 0.3  # seconds; a disk of one's own answers sooner, and no dialog is needed
_LOOK_AGAIN = 0.1  # seconds
_HINT = "所在的位置还没有回应，可能是网络已断开或服务器没有开机。可以继续等待，也可以取消。"
_Result = TypeVar("_Result")


def patiently(
    parent: QWidget | None,
    label: str,
    work: Callable[[], _Result],
    undo: Callable[[_Result], object] = lambda _: None,
    at_once: float = _AT_ONCE,
    before_asking: Callable[[], object] = lambda: None,
) -> _Result:
    """Return what the work returns, or raise what it raised; CalledOff when the clerk waits no longer.

    The work has a thread of its own that holds up neither the window nor the end of the program. What it
    still does after it was called off is taken back by ``undo``, in that thread. The clerk is asked after
    ``at_once`` seconds; ``before_asking`` is called just before, while the window itself still takes input.
    """
    done, given_up = _begun(work, undo)
    if wait([done], at_once).done:
        return done.result()
    stop = Event()
    try:
        return task.run(parent, f"{label}\n{_HINT}", lambda: _until(done, stop), stop, before_asking)
    except task.CalledOff:
        given_up.set()
        raise


def within(seconds: float, work: Callable[[], _Result]) -> _Result:
    """Do the same without asking: it is called off when some seconds are over."""
    done, _ = _begun(work, lambda _: None)
    if wait([done], seconds).done:
        return done.result()
    raise task.CalledOff


def _begun(work: Callable[[], _Result], undo: Callable[[_Result], object]) -> "tuple[Future[_Result], Event]":
    done: Future[_Result] = Future()
    given_up = Event()

    def go() -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 -- raised again where it is waited for
            done.set_exception(error)
            return
        if given_up.is_set():
            undo(result)
        done.set_result(result)

    Thread(target=go, daemon=True).start()
    return done, given_up


def _until(done: "Future[_Result]", stop: Event) -> _Result:
    while not stop.is_set():
        if wait([done], _LOOK_AGAIN).done:
            return done.result()
    raise task.CalledOff
