"""Garbage of Python is never collected in a thread that reads, checks or saves: Qt objects are among it."""

import gc
import threading
from collections.abc import Callable, Iterator
from weakref import finalize

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from pytestqt.qtbot import QtBot

from ui.garbage import collect_garbage, collect_what_is_due, hold_off


class Cycle(QObject):
    """A Qt object with a timer that only the collection of garbage can take down."""

    def __init__(self) -> None:
        super().__init__()
        self.timer = QTimer(self)
        self.timer.start(10)
        self.itself = self


def left_behind(heard: list[threading.Thread]) -> None:
    """Leave garbage; which thread takes it down is written down."""
    finalize(Cycle(), lambda: heard.append(threading.current_thread()))


def made() -> list[list[int]]:
    """Make so much that Python, left alone, would look for garbage here."""
    return [[number] for number in range(20 * gc.get_threshold()[0])]


def in_a_thread(work: Callable[[], None]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def take_down_timers() -> None:
    application = QCoreApplication.instance()
    assert application is not None
    for timer in application.findChildren(QTimer, "garbage"):
        timer.stop()
        timer.setParent(None)
        timer.deleteLater()


@pytest.fixture
def as_in_the_program(qtbot: QtBot) -> Iterator[None]:
    take_down_timers()  # that of a program another test has begun may rest for half a minute
    gc.enable()
    collect_garbage()
    yield
    take_down_timers()
    gc.unfreeze()


def test_a_thread_takes_nothing_down(qtbot: QtBot, as_in_the_program: None) -> None:
    heard: list[threading.Thread] = []
    kept: list[list[int]] = []
    left_behind(heard)
    in_a_thread(lambda: kept.extend(made()))
    assert heard == []
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    assert heard == [threading.main_thread()]


def test_asked_again_it_has_one_timer(as_in_the_program: None) -> None:
    collect_garbage()
    application = QCoreApplication.instance()
    assert application is not None
    assert len(application.findChildren(QTimer, "garbage")) == 1
    assert not gc.isenabled()


def test_little_is_left_until_it_is_worth_the_while(qtbot: QtBot) -> None:
    heard: list[threading.Thread] = []
    gc.collect()
    left_behind(heard)
    collect_what_is_due()
    assert heard == []
    kept = made()
    collect_what_is_due()
    assert heard == [threading.current_thread()]
    assert kept


def test_all_is_looked_through_only_in_a_pause(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[threading.Thread] = []
    kept = Cycle()
    finalize(kept, lambda: heard.append(threading.current_thread()))
    gc.collect()
    gc.collect()
    del kept  # it is among the oldest now
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, gc.get_threshold()[2] + 1))
    hold_off()
    collect_what_is_due()
    assert heard == []
    qtbot.wait(1100)
    collect_what_is_due()
    assert heard == [threading.current_thread()]


def test_it_looks_seldom_while_nothing_is_made(
    as_in_the_program: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = QCoreApplication.instance()
    assert application is not None
    timer = application.findChild(QTimer, "garbage")
    assert timer is not None
    made = [0] * 7 + [gc.get_threshold()[0] + 1, 0]
    counts = iter(made)
    monkeypatch.setattr(gc, "get_count", lambda: (next(counts), 0, 0))
    slept: list[int] = []
    for _ in made:
        timer.timeout.emit()
        slept.append(timer.interval() // 1000)
    assert slept == [2, 4, 8, 16, 30, 30, 30, 1, 2]
