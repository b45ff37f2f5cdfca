"""Does what may never end, such as a look at a share that is gone: the window goes on meanwhile.

The clerk may call it off.
"""

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Event
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from model.storage.attempt import Attempt
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
    hint: str = _HINT,
) -> _Result:
    """Return what the work returns, or raise what it raised; CalledOff when the clerk waits no longer.

    The work has a thread of its own that holds up neither the window nor the end of the program. What it
    still does after it was called off is taken back by ``undo``, in that thread; it replaces no file any
    more. ``hint`` says why it may take long.
    """
    attempt = Attempt()

    def attempted() -> _Result:
        with attempt.at_hand():
            return work()

    done = task.begun(attempted)
    if wait([done], _AT_ONCE).done:
        return done.result()
    stop = Event()
    try:
        return task.run(parent, f"{label}\n{hint}".strip(), lambda: _until(done, stop), stop)
    except task.CalledOff:
        in_time = attempt.call_off()
        afterwards(done, undo)
        raise task.CalledOff(too_late=not in_time) from None


def afterwards(done: "Future[_Result]", do: Callable[[_Result], object]) -> None:
    """Do something with the result of work that nobody waits for any more, should it still come to an end."""

    def look(ended: "Future[_Result]") -> None:
        if ended.exception() is None:
            do(ended.result())

    done.add_done_callback(look)


def _until(done: "Future[_Result]", stop: Event) -> _Result:
    while not stop.is_set():
        if wait([done], _LOOK_AGAIN).done:
            return done.result()
    raise task.CalledOff
