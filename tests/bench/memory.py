"""Memory while a report is edited on and on: ``python -m tests.bench.memory [SECONDS]`` (an hour is 3600).

A window with a full report is typed into, undone, saved and exported by a script. The memory after the
first twelfth of the time (five minutes of an hour) is the measure; exits with 1 when it grows by more
than 5 MB from there to the end. What there is more of at the end is told: kinds of objects, and entries of
caches, all of which have an upper bound.
"""

import contextlib
import ctypes
import functools
import gc
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from export import html, word
from model.report import Edit, set_cells, set_text
from model.storage.files import save
from tests.support.measured import Measure, show
from tests.support.shell_reports import whole
from ui.app import Desk
from ui.session import Session
from ui.settings import Settings

MOST_GROWTH = 5.0  # MB
SAMPLES = 12


def resident() -> float:
    """Return the memory this process has now, in MB."""
    pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    return int(pages) * 4096 / 2**20


def settled() -> float:
    """Return the memory in use, in MB: what is dead, or kept empty for later, is no growth."""
    gc.collect()
    with contextlib.suppress(AttributeError):  # a matter of glibc
        ctypes.CDLL(None).malloc_trim(0)
    return resident()


def counted() -> Counter[str]:
    """Return how many objects of each kind there are, and how many entries all caches hold."""
    gc.collect()
    objects = gc.get_objects()
    caches = (thing for thing in objects if isinstance(thing, functools._lru_cache_wrapper))
    kinds = Counter(type(thing).__qualname__ for thing in objects)
    return kinds + Counter({"entries of caches": sum(cache.cache_info().currsize for cache in caches)})


def edit(session: Session, chance: random.Random) -> Edit:
    """Return a figure typed or a sentence written."""
    free = [a for a in session.form.cells if a not in session.form.derivations]
    if chance.random() < 0.7:
        return set_cells(session.form, session.report, {chance.choice(free): str(chance.randint(0, 99))})
    part = chance.choice(("overview", "problems", "other"))
    return set_text(session.report, part, (f"第{chance.randint(1, 999)}次修改的一句话。",))


def work(desk: Desk, folder: Path, chance: random.Random) -> None:
    """One stretch of work: a page shown, some edits, most of them undone, now and then a file."""
    (window,) = desk.windows
    session = window.session
    window.pages.show_page(chance.choice(list(session.form.sections)))
    for _ in range(10):
        session.do(edit(session, chance))
        QApplication.processEvents()
    for _ in range(9):
        session.undo_stack.undo()
    QApplication.processEvents()
    if chance.random() < 0.1:
        window.document_file.save()
        word.write(session.report, folder / "r.docx")
        html.write(session.report, folder / "r.html")
    if session.undo_stack.count() > 200:
        session.undo_stack.clear()  # the history is the clerk's own; it is no leak


class Clerk:
    """Works until the time is over, from within the event loop: what Qt puts off to it must be done."""

    def __init__(self, desk: Desk, folder: Path, seconds: float) -> None:
        self._desk, self._folder, self._seconds = desk, folder, seconds
        self._chance = random.Random(1)
        self._start = time.monotonic()
        self.rounds = 0
        self.seen: list[float] = []
        self.before: Counter[str] = Counter()
        self.after: Counter[str] = Counter()

    def go_on(self) -> None:
        """Do one stretch of work and come back for the next; at the end close the program."""
        work(self._desk, self._folder, self._chance)
        self.rounds += 1
        if time.monotonic() - self._start > self._seconds * (len(self.seen) + 1) / SAMPLES:
            self.seen.append(settled())
            self.before = self.before or counted()
        if len(self.seen) < SAMPLES:
            QTimer.singleShot(0, self.go_on)
            return
        self.after = counted()
        for window in self._desk.windows:
            window.session.undo_stack.setClean()
        self._desk.quit()
        QApplication.exit()


def main() -> int:
    """Print the memory over time and return the exit code."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    application = QApplication([])
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        save(whole(), folder / "r.nianbao", None)
        desk = Desk(Settings(folder / "settings.ini"), folder)
        desk.open_file(folder / "r.nianbao", None)
        clerk = Clerk(desk, folder, seconds)
        QTimer.singleShot(0, clerk.go_on)
        application.exec()
    seen = clerk.seen
    grown = [later - seen[0] for later in seen[1:]]
    lines = (
        Measure(f"memory, {clerk.rounds * 10} edits in {seconds} s", seen, "MB"),
        Measure(
            f"growth after the first {seconds / SAMPLES:.0f} s",
            grown,
            "MB",
            figure=grown[-1],
            limit=MOST_GROWTH,
        ),
    )
    show(lines)
    sys.stdout.write(f"MB over time: {' '.join(f'{mb:.1f}' for mb in seen)}\n")
    more = ", ".join(f"{kind} {number:+}" for kind, number in (clerk.after - clerk.before).most_common(6))
    sys.stdout.write(f"more of: {more}\n")
    return int(lines[-1].over)


if __name__ == "__main__":
    sys.exit(main())
