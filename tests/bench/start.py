"""How long the program takes to stand: ``python -m tests.bench.start``.

The floor, measured in the same run, is a bare PySide6 window with a tree and a table. Each is a process
of its own, started anew every round; the best round counts for the limits, as other programs only ever make
it slower. Exits with 1 when the start page takes 1.3 × the floor or more, a report window holds 40 MB more
than the floor, or opening a full report from the start page takes 100 ms or more.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from model.storage.files import save
from tests.support.measured import Measure, show
from tests.support.samples import full_report

ROUNDS = 7
ROOT = Path(__file__).resolve().parents[2]
REPORT_FORM = "2021"
LIMITS = {"start page": 1.3, "memory": 40.0, "opening": 100.0}  # ratio, MB beyond, ms

_MEMORY = """
def tell(*figures):
    import resource, sys
    print(*figures, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    sys.stdout.flush()
    import os
    os._exit(0)
"""
BARE = (
    _MEMORY
    + """
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QTableView, QTreeView
application = QApplication([])
application.setStyle("Fusion")
window, splitter, tree, table = QMainWindow(), QSplitter(), QTreeView(), QTableView()
entries, cells = QStandardItemModel(), QStandardItemModel(28, 10)
for number in range(18):
    entries.appendRow(QStandardItem(f"章节{number}"))
for row in range(28):
    for column in range(10):
        cells.setItem(row, column, QStandardItem("0"))
tree.setModel(entries)
table.setModel(cells)
splitter.addWidget(tree)
splitter.addWidget(table)
window.setCentralWidget(splitter)
window.resize(1366, 768)
window.show()
application.processEvents()
tell(0)
"""
)
OURS = (
    _MEMORY
    + """
import gc, sys, time
from pathlib import Path
from resources import patterns
patterns.take()  # as main.py begins
gc.disable()
from PySide6.QtWidgets import QApplication
from ui import app
begin = app.Desk.begin
def measured(desk, files):
    begin(desk, [])
    QApplication.processEvents()
    if not files:
        tell(0)
    desk._warm.begin()
    while desk._warm.under_way:
        QApplication.processEvents()
    start = time.perf_counter()
    desk.open_file(files[0], None)
    QApplication.processEvents()
    tell((time.perf_counter() - start) * 1000)
app.Desk.begin = measured
app.run(sys.argv[1:])
"""
)


def rounds(code: str, *arguments: str) -> tuple[list[float], list[float], list[float]]:
    """Return the times from start to painted (ms), the figures told (ms) and the memory (MB)."""
    found = []
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_DATA_HOME": home}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        # An installed program has its bytecode, as the floor's library has: compiling is no part of a start.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for _ in range(ROUNDS):
            start = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", code, *arguments],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                check=True,
                text=True,
            )
            told, memory = map(float, done.stdout.split())
            found.append(((time.perf_counter() - start) * 1000, told, memory))
    times, told, memory = zip(*found, strict=True)
    return list(times), list(told), list(memory)


def main() -> int:
    """Print the figures; return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "full.nianbao"
        save(full_report(REPORT_FORM), file, None)
        floor, _, floor_memory = rounds(BARE)
        page, _, _ = rounds(OURS)
        _, opening, memory = rounds(OURS, str(file))
    more = [taken - min(floor_memory) for taken in memory]
    lines = (
        Measure("bare window with tree and table", floor),
        Measure(
            "start page painted (ratio of the least)",
            page,
            ratio=min(page) / min(floor),
            limit=LIMITS["start page"],
        ),
        Measure("opening a full report from it", opening, figure=min(opening), limit=LIMITS["opening"]),
        Measure("memory of the bare window", floor_memory, "MB"),
        Measure("memory beyond it, report open", more, "MB", figure=min(more), limit=LIMITS["memory"]),
    )
    show(lines)
    return int(any(line.over for line in lines))


if __name__ == "__main__":
    sys.exit(main())
