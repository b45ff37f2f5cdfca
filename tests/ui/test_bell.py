"""What a thread has done in the window's thread, be the window there still or not."""

import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.support.tree import ROOT
from ui.bell import bell


def test_it_is_heard_in_the_windows_thread(qtbot: QtBot) -> None:
    ring, of, heard = bell(), QObject(), list[bool]()
    here = QThread.currentThread()
    thread = threading.Thread(target=ring, args=(of, lambda: heard.append(QThread.currentThread() == here)))
    thread.start()
    qtbot.waitUntil(lambda: heard == [True])
    thread.join()


def test_what_is_gone_hears_nothing(qtbot: QtBot) -> None:
    ring, gone, there, heard = bell(), QObject(), QObject(), list[str]()

    def work() -> None:
        ring(gone, lambda: heard.append("gone"))
        ring(there, lambda: heard.append("there"))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    delete(gone)
    qtbot.waitUntil(lambda: heard == ["there"])


@pytest.mark.parametrize("attempt", range(3))
def test_windows_are_taken_down_while_threads_ring(qtbot: QtBot, attempt: int) -> None:
    """With bells of their own this ended the program now and then."""
    ring, heard = bell(), list[int]()
    for number in range(200):
        of = QObject()
        thread = threading.Thread(target=ring, args=(of, lambda number=number: heard.append(number)))
        thread.start()
        delete(of)
        thread.join()
    last = QObject()
    ring(last, lambda: heard.append(-1))
    qtbot.waitUntil(lambda: -1 in heard)
    assert heard == [-1], attempt


_ENDED_WHILE_THREADS_RING = """
import sys, threading
from PySide6.QtCore import QCoreApplication, QTimer
from ui.bell import bell

sys.setswitchinterval(1e-5)
application = QCoreApplication([])
ring = bell()

def on_and_on():
    while True:
        ring(application, int)

for _ in range(4):
    threading.Thread(target=on_and_on, daemon=True).start()
QTimer.singleShot(50, application.quit)
application.exec()
"""


@pytest.mark.parametrize("attempt", range(5))
def test_the_program_ends_while_threads_ring(attempt: int) -> None:
    """Every other time it ended with a crash, when Qt was taken down in the moment of a ring."""
    command = [sys.executable, "-X", "faulthandler", "-c", _ENDED_WHILE_THREADS_RING]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, ""), attempt
