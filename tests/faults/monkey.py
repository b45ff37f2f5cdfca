"""A clerk's monkey: random deeds with real events in the real window.

    python -m tests.faults.monkey --deeds 5000 [--seed 1] [--minutes 10]

Types, pastes, undoes, marks, presses whatever button or menu it finds, answers dialogs at random, saves,
exports, takes over last year's report, closes and opens again; now and then the disk is slow, and the deeds
go on meanwhile. After each deed there must be no traceback and no Qt warning, and the window must never have
stood still for a second, other programs' work left out of the count (what is done in turns, with the window
alive between them, may take longer as a whole); now and then the report in the window, the recovery journal
replayed and, once saved, the file read again must be the same.
Prints its figures last; exits with 1 when anything was wrong.
"""

import argparse
import contextlib
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from model.report import Report
from model.rules import Span
from model.storage.codec import encode
from model.storage.files import open_report
from model.storage.journal import pending
from tests.faults.monkey_hands import DEEDS, WEIGHTS, Hands
from tests.faults.slow import slow_disk
from tests.faults.still import Times, Watch, now
from ui.look import style
from ui.settings import recovery_folders

STILLEST = 1.0  # seconds that the window may take no event, at work or held up
_SLOW = 0.5  # seconds at one thing from which on it is told where, though it is no trouble
_LOOKED_AFTER = 20  # deeds between two comparisons with the journal
_DELAYS, _OFTEN = (0, 0.3, 1.5, 4.5), (90, 5, 3, 2)  # seconds that a save waits for the disk, and how often


@dataclass
class Outcome:
    """What a run did and what went wrong in it."""

    deeds: Counter[str] = field(default_factory=Counter)
    compared: int = 0
    slowest: tuple[float, str] = (0.0, "")
    slow: list[str] = field(default_factory=list)
    stillest: tuple[Times, str] = (Times(), "")
    over_a_second: int = 0  # times that the window stood still so long, by the clock
    troubles: list[str] = field(default_factory=list)


class Monkey(Hands):
    """Does one deed after the other at a desk with one report."""

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__(folder, seed)
        self.outcome = Outcome()
        self._watch = Watch(_SLOW)
        self._seed = seed
        self._lively = now()  # when the window last took an event

    def run(self, deeds: int, seconds: float = float("inf")) -> Outcome:
        """Do so many deeds, for no longer than so many seconds."""
        before, hook = qInstallMessageHandler(self._heard), sys.excepthook
        sys.excepthook = self._raised
        self._answer()
        quick, until = slow_disk(self._seed, _DELAYS, _OFTEN), time.monotonic() + seconds
        self._attending = True
        self._attend()
        try:
            self.window.session.jump(Span("overview", 0, 0, 0))
            self._settle()
            for number in range(deeds):
                self._one(number)
                if len(self.outcome.troubles) > 20 or time.monotonic() > until:
                    break
        finally:
            self._attending = False
            self._watch.end()
            quick()
            qInstallMessageHandler(before)
            sys.excepthook = hook
        return self.outcome

    def finish(self) -> None:
        """Let all windows go without a question."""
        for window in list(self.desk.windows):
            window.session.undo_stack.setClean()
            window.close()

    # -------------------------------------------------------------- one deed

    def _one(self, number: int) -> None:
        deed = self._chance.choices(DEEDS, WEIGHTS, k=1)[0]
        name = deed.__name__.strip("_")
        self._done.append(f"{number} {name}")
        self.outcome.deeds[name] += 1
        self.window  # noqa: B018 -- opened again here, which is no part of the deed's time
        self._watch.begin()
        before, self._lively = time.thread_time(), now()
        try:
            deed(self)
            self._settle()
        except Exception:  # noqa: BLE001 -- told with the deeds before it, and the run goes on
            self._trouble(traceback.format_exc())
        self._look_how_still()
        took = time.thread_time() - before
        self.outcome.slowest = max(self.outcome.slowest, (took, self._done[-1]))
        if took > STILLEST:
            self.outcome.slow.append(f"{self._done[-1]} took {took:.2f} s of processor time in turns")
        if number % _LOOKED_AFTER == 0:
            self._compare()

    def _look_how_still(self) -> None:
        """Note how long the window took no event: called whenever it takes one."""
        moment = now()
        still, self._lively = moment - self._lively, moment
        self.outcome.stillest = max(self.outcome.stillest, (still, "".join(self._done[-1:])))
        self.outcome.over_a_second += still.clock > STILLEST
        if still.at_work + still.held_up > STILLEST:
            self._trouble(f"the window stood still for {still}, after {_SLOW:g} s at\n{self._watch.where}")
        elif still.at_work + still.held_up > _SLOW:
            self.outcome.slow.append(f"{self._done[-1]}: still for {still}, at\n{self._watch.where}")
        self._watch.begin()

    def _attend(self) -> None:
        self._look_how_still()
        super()._attend()

    def _trouble(self, what: str) -> None:
        told = f"{what.rstrip()}\n    after: {', '.join(self._done[-6:])}"
        if not any(what[-200:] in other for other in self.outcome.troubles):
            self.outcome.troubles.append(told)

    def _heard(self, kind: QtMsgType, _context: object, message: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            sys.stderr.write(f"{message}: {self._done[-6:]}\n")  # the end; nothing is printed after it
        if kind != QtMsgType.QtDebugMsg and "This plugin does not support" not in message:
            self._trouble(f"Qt says: {message}")

    def _raised(self, kind: type[BaseException], error: BaseException, trace: object) -> None:
        self._trouble("".join(traceback.format_exception(kind, error, trace)))  # type: ignore[arg-type]

    # -------------------------------------------------------------- what must be the same

    def _compare(self) -> None:
        """The report, its journal replayed and its file."""
        window = self.window
        window.pages.commit()
        window.journal.sync()
        self.outcome.compared += 1
        session = window.session
        found = self._journals(session.path)
        if len(found) > 1:
            self._trouble(f"{len(found)} journals for one report")
        elif found and not _same(found[0], session.report):
            self._trouble(f"the journal replayed is another report: {_differences(found[0], session.report)}")
        elif not found and session.path is not None and not session.read_only:
            self._compare_file("nothing is in the journal, and the file is another report")
        if session.path is not None and not window.document_file.unsaved:
            self._compare_file("the window says saved, and the file is another report")

    def _compare_file(self, trouble: str) -> None:
        session = self.window.session
        if session.path is not None and not _same(open_report(session.path).report, session.report):
            stored = open_report(session.path).report
            self._trouble(f"{trouble}: {_differences(stored, session.report)}")

    def _journals(self, path: Path | None) -> list[Report]:
        """What a crash right now would leave of a report: copies of the journals, which nobody holds."""
        copy = self._folder / "crashed"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for folder in recovery_folders(self._state):
            for file in folder.glob("*") if folder.is_dir() else ():
                if folder.is_relative_to(self._folder):
                    shutil.copy(file, copy)
        return [recovery.report for recovery in pending(copy) if recovery.path == path]


def _same(one: Report, other: Report) -> bool:
    return encode(replace(one, identity="")) == encode(replace(other, identity=""))


def _differences(one: Report, other: Report) -> str:
    """Where two reports differ, shortened."""
    parts = []
    for entry in fields(Report):
        left, right = getattr(one, entry.name), getattr(other, entry.name)
        if left == right or entry.name == "identity":
            continue
        if isinstance(left, Mapping) and isinstance(right, Mapping):
            keys = sorted(str(key) for key in {*left, *right} if left.get(key) != right.get(key))
            left, right = ({key: side.get(key) for key in keys[:4]} for side in (left, right))
        if isinstance(left, frozenset) and isinstance(right, frozenset):
            left, right = sorted(left - right), sorted(right - left)
        parts.append(f"{entry.name}: {str(left)[:300]} / {str(right)[:300]}")
    return "; ".join(parts)


def main() -> int:
    """Print the figures and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--deeds", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=float("inf"))
    arguments = parser.parse_args()
    application = QApplication([])
    style.speak_chinese(application)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        monkey = Monkey(Path(folder), arguments.seed)
        style.dress(application, monkey.desk.settings)
        outcome = monkey.run(arguments.deeds, 60 * arguments.minutes)
        monkey.finish()
    for trouble in outcome.troubles:
        sys.stdout.write(f"{trouble}\n\n")
    for slow in outcome.slow:
        sys.stdout.write(f"slow, no trouble: {slow}\n")
    (seconds, deed), (still, at) = outcome.slowest, outcome.stillest
    kinds = ", ".join(f"{count} {name}" for name, count in outcome.deeds.most_common())
    sys.stdout.write(
        f"deeds: {outcome.deeds.total()} ({kinds})\n"
        f"report, journal and file compared: {outcome.compared}\n"
        f"slowest: {seconds:.2f} s of the window's thread ({deed})\n"
        f"the window stood still longest for {still} ({at}); over a second {outcome.over_a_second} times\n"
        f"troubles: {len(outcome.troubles)}\n"
    )
    return 1 if outcome.troubles else 0


if __name__ == "__main__":
    sys.exit(main())
