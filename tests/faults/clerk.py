"""The program itself with a clerk at its keys, to be killed: ``python -m tests.faults.clerk SEED PLAN FILE``.

``PLAN`` is ``any``, ``save``, ``slow_save``, ``word``, ``html``, ``paste`` or ``last_year``: what the clerk
does after a few edits, before going on at random. What happens goes to standard output, a line of JSON each:
``coming`` with the digest of the report just before an edit is recorded, ``done`` just after, ``begin`` and
``end`` around the rest.
All keys go through the real widgets; only the dialogs that ask for a name are answered here.
"""

import hashlib
import json
import os
import random
import sys
import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog

import main
from model.report import Report
from model.rules import Span
from model.storage.codec import encode
from tests.faults.slow import slow_disk
from ui.dialogs import ask
from ui.window.window import ReportWindow

LAST_YEAR = "last.nianbao"  # beside the report
_PAUSE = 20  # ms between two deeds
_OUTPUT = {"word": ".docx", "html": ".html"}


def tell(what: str, **more: object) -> None:
    """Say what happens; one write, so that a kill cuts no line in two."""
    line = json.dumps({"what": what, "at": time.monotonic(), **more}) + "\n"
    os.write(1, line.encode())


def digest(report: Report) -> str:
    """Name the content of a report: what it says, not which one it is."""
    return hashlib.sha256(encode(replace(report, identity=""))).hexdigest()


class Clerk:
    """Does one deed after the other until the program is killed."""

    def __init__(self, seed: int, plan: str, file: Path) -> None:
        self._chance = random.Random(seed)
        self._plan = plan
        self._file = file
        self._done = 0
        self._deeds = 0
        self._first = self._chance.randint(2, 6)

    def begin(self) -> None:
        """Start as soon as the window stands."""
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, ReportWindow)]
        if not found or not found[0].isActiveWindow():
            for window in found:
                window.activateWindow()  # without a window manager nobody else does
            QTimer.singleShot(_PAUSE, self.begin)
            return
        self._window = found[0]
        session = self._window.session
        session.changed.connect(lambda _: tell("coming", digest=digest(session.report)))
        session.edit_done.connect(self._record)
        tell("ready", digest=digest(session.report))
        self._next()

    def _record(self, _edit: object) -> None:
        self._done += 1
        tell("done", number=self._done, digest=digest(self._window.session.report))

    def _next(self) -> None:
        self._deeds += 1
        planned = {"paste": self._paste, "last_year": self._last_year, "slow_save": self._slow_save}
        if self._deeds == self._first and self._plan in planned:
            planned[self._plan]()
        elif self._deeds == self._first and self._plan != "any":
            self._output(self._plan)
        else:
            deeds = {
                self._figure: 5.0,
                self._sentence: 4.0,
                self._undo: 1.0,
                self._save: 1.0,
                self._slow_save: 0.5,
                self._paste: 2.0,
                self._last_year: 0.3,
            }
            self._chance.choices(list(deeds), list(deeds.values()), k=1)[0]()
        QTimer.singleShot(_PAUSE, self._next)

    def _figure(self) -> None:
        form = self._window.session.form
        free = [a for a in form.cells if a not in form.derivations]
        self._window.session.jump(self._chance.choice(free))
        self._type(str(self._chance.randint(0, 999)))
        self._key(Qt.Key.Key_Return)

    def _sentence(self) -> None:
        part = self._chance.choice(("overview", "problems", "other"))
        self._window.session.jump(Span(part, 0, 0, 0))
        self._type("jia yi bing ding " + str(self._chance.randint(0, 9999)))

    def _paste(self) -> None:
        """Paste a block of figures, after its preview where there is one."""
        form = self._window.session.form
        rows, columns = self._chance.randint(2, 12), self._chance.randint(1, 6)
        lines = ["\t".join(str(self._chance.randint(0, 99)) for _ in range(columns)) for _ in range(rows)]
        QApplication.clipboard().setText("\n".join(lines))
        self._window.session.jump(self._chance.choice([a for a in form.cells if a not in form.derivations]))
        self._agree()
        tell("begin", of="paste")
        focus = QApplication.focusWidget() or self._window
        QTest.keyClick(focus, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        tell("end", of="paste")

    def _last_year(self) -> None:
        """Take over last year's report: its figures, what it carries over, texts."""
        self._agree()
        tell("begin", of="last_year")
        self._window.actions_["last_year"].trigger()
        tell("end", of="last_year")

    def _agree(self) -> None:
        """Press Enter in the dialog that comes next, once it stands."""

        def press(left: int = 100) -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog) and not isinstance(dialog, QProgressDialog):
                dialog.accept()
            elif left:
                QTimer.singleShot(_PAUSE, lambda: press(left - 1))

        QTimer.singleShot(_PAUSE, press)

    def _undo(self) -> None:
        self._window.actions_["undo"].trigger()

    def _save(self) -> None:
        self._output("save")

    def _slow_save(self) -> None:
        """Save onto a disk that takes its time, and type on meanwhile; now and then wait no longer."""
        quick = slow_disk(self._deeds, (0.2, 0.6, 1.5), (1, 1, 1))
        for after in (150, 400, 900):
            QTimer.singleShot(after, self._chance.choice((self._figure, self._sentence)))
        if self._chance.random() < 0.3:
            QTimer.singleShot(700, self._window.document_file.give_up)
        tell("begin", of="slow_save")
        self._window.actions_["save"].trigger()
        tell("end", of="slow_save")
        quick()

    def _output(self, what: str) -> None:
        tell("begin", of=what)
        self._window.actions_[what].trigger()
        tell("end", of=what)

    def _type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget() or self._window, letter)

    def _key(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self._window, key)


def answer_dialogs(file: Path, plan: str) -> None:
    """Give names to what is exported, agree to a draft, and close what is only told."""
    output = file.with_suffix(_OUTPUT.get(plan, ".docx"))
    ask.file_to_save = lambda *_: output
    ask.choose = lambda _parent, _title, _text, buttons, *_rest, **_more: 1 if len(buttons) == 3 else 0
    ask.written = ask.tell = lambda *_: None
    ask.file_to_open = lambda *_: file.with_name(LAST_YEAR)


def run(seed: int, plan: str, file: Path) -> int:
    """Run the program as ``main.py FILE`` does, with the clerk at its keys."""
    answer_dialogs(file, plan)
    clerk = Clerk(seed, plan, file)
    real = QApplication.exec

    def exec_with_clerk(*_: object) -> int:
        QTimer.singleShot(0, clerk.begin)
        return real()

    QApplication.exec = exec_with_clerk  # type: ignore[method-assign]
    return main.main([str(file)])


if __name__ == "__main__":
    sys.exit(run(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
