"""Python's garbage is collected in the window's thread alone, never in one that reads, checks or saves.

Python collects in whatever thread happens to allocate, and among the garbage are Qt objects: a window that
was closed, a session with its timers. Taken down in another thread than their own, they take the program
with them. So what Python does by itself stays off (``main.py`` begins without), and a timer collects.

To look through everything takes 20 ms where a report is long: it waits until nothing is typed.
"""

import gc

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QTimer

_EVERY_MS = 1000
_REST_MS = 30_000  # the longest between two looks, while nothing is due: a program left alone sleeps
_PAUSE_MS = 1000  # without an edit, before everything is looked through
_EVERYTHING = 2  # the oldest generation
_NAME = "garbage"
_since_an_edit = QElapsedTimer()


def collect_garbage() -> None:
    """Look for garbage from now on, not among what is loaded: that stays. Asked again, nothing changes."""
    application = QCoreApplication.instance()
    assert application is not None
    gc.disable()
    if application.findChild(QTimer, _NAME) is not None:
        return
    gc.freeze()
    timer = QTimer(application, interval=_EVERY_MS)
    timer.setObjectName(_NAME)
    timer.timeout.connect(lambda: _look(timer))
    timer.start()


def hold_off(*_: object) -> None:
    """Hear that something was typed: the next key should find nothing under way."""
    _since_an_edit.start()


def _look(timer: QTimer) -> None:
    """Look again soon where something was due, later and later where nothing is."""
    timer.setInterval(_EVERY_MS if collect_what_is_due() else min(2 * timer.interval(), _REST_MS))


def collect_what_is_due() -> bool:
    """Collect as far as Python would have by itself: the oldest generation whose time has come, and below.

    Return whether anything was due.
    """
    limits = enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
    due = [age for age, (made, limit) in limits if made > limit]
    is_typed = _since_an_edit.isValid() and not _since_an_edit.hasExpired(_PAUSE_MS)
    now = [age for age in due if age < _EVERYTHING or not is_typed]
    if now:
        gc.collect(now[-1])
    return bool(due)
