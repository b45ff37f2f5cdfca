"""A key in a paragraph as long as may be written, and pasting it: processor time of the window's own thread.

``python -m tests.bench.long_text [CHARACTERS]``; needs a display, or ``QT_QPA_PLATFORM=offscreen``.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model.report import Report
from model.report.length import MOST_WRITTEN
from ui.document.recovery import JournalWriter
from ui.narrative.panel import NarrativePanel
from ui.session import Session

SENTENCE = "本机关办理申请12件，公开信息若干条并逐项答复。"
KEYS = 20


def main(characters: int) -> None:
    """Print milliseconds: the paste, then the median and the slowest of some keys at three places."""
    application = QApplication([])
    session = Session(Report(form="2021", organ="清河市", year=2024, sections={"overview": ("第一段。",)}))
    with tempfile.TemporaryDirectory() as folder:
        recovery = JournalWriter(session, [Path(folder)], begin=True)
        panel = NarrativePanel(session, "overview")
        panel.resize(900, 700)
        panel.show()
        application.processEvents()
        data = QMimeData()
        data.setText((SENTENCE * (characters // len(SENTENCE) + 1))[:characters])
        panel.editor.moveCursor(QTextCursor.MoveOperation.End)
        sys.stdout.write(f"paste: {_taken(lambda: panel.editor.insertFromMimeData(data)):.0f} ms\n")
        for place in (0.0, 0.5, 1.0):
            cursor = panel.editor.textCursor()
            cursor.setPosition(int(place * (panel.editor.document().characterCount() - 1)))
            panel.editor.setTextCursor(cursor)
            taken = [_taken(lambda: QTest.keyClicks(panel.editor, "a")) for _ in range(KEYS)]
            sys.stdout.write(f"key at {place:.0%}: {median(taken):.0f} ms, slowest {max(taken):.0f} ms\n")
        session.checking.settle()
        recovery.close()


def _taken(act: Callable[[], object]) -> float:
    before = time.thread_time()
    act()
    QApplication.processEvents()
    return (time.thread_time() - before) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MOST_WRITTEN - 100)
