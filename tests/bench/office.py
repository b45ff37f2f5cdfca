"""How soon a report stands on the screen, beside LibreOffice Writer: ``python -m tests.bench.office``.

Both open the example: the program the report itself, Writer the Word file exported from it. Both are looked
at from outside by the picture of a screen of their own (Xvfb): when a window is there, and when the picture
is the one that stays. They start by turns: Writer with a copy of a home it has used before, the program with
an empty one.
Needs Xvfb and a ``soffice`` on the path that has windows; exits with 2 where they are missing, with 1 when
the program is slower than Writer.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import resources
from export import word
from model.storage.files import open_report
from tests.support.measured import beside, show
from tests.support.screen import Watcher, screen

ROUNDS = 7
PEER = "LibreOffice Writer"
OURS = "this program"
ROOT = Path(__file__).resolve().parents[2]
# Writer greets a new user with a tip; nobody sees it twice.
NO_TIP = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="ShowTipOfTheDay" oor:op="fuse">
<value>false</value></prop></item></oor:items>
"""


def shown(command: list[str], home: Path, spoilt: Path) -> tuple[float, float]:
    """Start a program with a copy of a home; returns ms until a window shows, and until the picture stays."""
    shutil.rmtree(spoilt, ignore_errors=True)
    shutil.copytree(home, spoilt)
    with tempfile.TemporaryDirectory() as memory, screen(Path(memory)) as display:
        watcher = Watcher(Path(memory))
        start = time.monotonic()
        program = subprocess.Popen(
            command,
            cwd=ROOT,
            env=surroundings(spoilt) | display,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            window, stays = watcher.shown(start)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()
    return window * 1000, stays * 1000


def surroundings(home: Path) -> dict[str, str]:
    """Return an environment in which everything a program keeps lies in one folder."""
    keeps = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
    # An installed program has its bytecode: compiling is no part of a start.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return inherited | keeps | {"HOME": str(home)}


def warmed(folder: Path, soffice: str, document: Path) -> Path:
    """Return a home in which Writer has opened a document once."""
    home = folder / "writer"
    settings = home / "office" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(NO_TIP, "utf-8")
    subprocess.run(
        [soffice, profile(home), "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)],
        env=surroundings(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return home


def profile(home: Path) -> str:
    """Return the argument that gives Writer its settings."""
    return f"-env:UserInstallation={(home / 'office').as_uri()}"


def main() -> int:
    """Print the table and return the exit code."""
    soffice = shutil.which("soffice")
    if soffice is None or shutil.which("Xvfb") is None:
        sys.stdout.write("LibreOffice Writer or Xvfb is missing\n")
        return 2
    with tempfile.TemporaryDirectory() as made:
        try:
            times = measure(Path(made), soffice)
        except TimeoutError:
            sys.stdout.write("a program showed no window; a LibreOffice without windows is no peer\n")
            return 2
    lines = []
    for at, what in enumerate(("a window", "the report as it stays")):
        columns = {f"{name}: {what}": [taken[at] for taken in found] for name, found in times.items()}
        lines += beside(columns, f"{PEER}: {what}", {f"{OURS}: {what}": 1.0})
    show(lines)
    return int(any(line.over for line in lines))


def measure(folder: Path, soffice: str) -> dict[str, list[tuple[float, float]]]:
    """Return what ``shown`` gives for each program and round. Raises TimeoutError."""
    report, document = folder / "report.nianbao", folder / "report.docx"
    shutil.copy(resources.path("example", "example.nianbao"), report)
    word.write(open_report(report).report, document)
    ours = folder / "ours"
    ours.mkdir()
    spoilt = folder / "spoilt"
    homes = {OURS: ours, PEER: warmed(folder, soffice, document)}
    commands = {
        OURS: [sys.executable, "main.py", str(report)],
        PEER: [soffice, profile(spoilt), "--nologo", "--norestore", str(document)],
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for number in range(-1, ROUNDS):
        for name, command in commands.items():
            taken = shown(command, homes[name], spoilt)
            if number >= 0:
                times[name].append(taken)
    return times


if __name__ == "__main__":
    sys.exit(main())
