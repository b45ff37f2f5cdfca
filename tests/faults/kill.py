"""Kills the real program at random moments: ``python -m tests.faults.kill --kills 200``.

Each time the program starts with a report, a scripted clerk (see clerk.py) types, undoes, saves, exports,
pastes blocks and takes over last year's report, and SIGKILL ends it: at any moment, or inside one of these.
Then every edit that was done more than a second before must be in the recovery journal or in the file, and
every file on the disk must be a whole one, the old or the new. Prints its figures last; exits with 1 when
anything was lost.
"""

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import intake
from model.report import Report
from model.storage.codec import UnreadableReport
from model.storage.files import open_report, save
from model.storage.journal import pending
from tests.faults.clerk import LAST_YEAR, digest
from tests.support.screen import screen
from tests.support.shell_reports import whole

ROOT = Path(__file__).resolve().parents[2]
SOON = 1.0  # seconds; an edit older than this must never be lost
PLANS = ("any", "save", "word", "html", "paste", "last_year", "slow_save")
_LONGEST_PAUSE = {
    "any": 2.5,
    "save": 0.006,
    "word": 0.35,
    "html": 0.12,
    "paste": 0.2,
    "last_year": 1.0,
    "slow_save": 2.5,
}  # seconds after the moment chosen
_PATIENCE = 120  # seconds for a start


@dataclass
class Killed:
    """What one kill left, held against what was done before it."""

    plan: str
    inside: str  # the save or export that was cut off, if any
    edits: int
    lost_old: int  # done more than a second before the kill
    lost_young: int
    left_over: int  # temporary files
    troubles: list[str] = field(default_factory=list)


class Log:
    """What the clerk says, gathered while it speaks."""

    def __init__(self, program: subprocess.Popen[bytes]) -> None:
        self.lines: list[dict] = []
        self._news = threading.Condition()
        self._ended = False
        self._thread = threading.Thread(target=self._read, args=(program.stdout,))
        self._thread.start()

    def wait_for(self, what: str, of: str = "") -> bool:
        """Wait until the clerk has said something; False when the program ended first."""

        def said() -> bool:
            return any(line["what"] == what and line.get("of", "") == of for line in self.lines)

        with self._news:
            self._news.wait_for(lambda: said() or self._ended, _PATIENCE)
            return said()

    def finish(self) -> list[dict]:
        """Return all lines once the program has ended."""
        self._thread.join()
        return self.lines

    def _read(self, stream) -> None:
        for line in stream:
            with self._news, contextlib.suppress(ValueError):
                self.lines.append(json.loads(line))
                self._news.notify_all()
        with self._news:
            self._ended = True
            self._news.notify_all()


def once(seed: int, folder: Path, environment: dict[str, str]) -> Killed:
    """Start, let the clerk work, kill, and look at what is left."""
    chance = random.Random(seed)
    plan = PLANS[seed % len(PLANS)]
    file = folder / "report.nianbao"
    save(whole(), file, None)
    save(whole(2023), folder / LAST_YEAR, None)
    home = folder / "home"
    home.mkdir()
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), str(home))
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.clerk", str(seed), plan, str(file)],
        cwd=ROOT,
        env={**os.environ, **environment, **homes},
        stdout=subprocess.PIPE,
    ) as program:
        log = Log(program)
        moment = ("ready", "") if plan == "any" else ("begin", plan)
        ready = log.wait_for(*moment)
        time.sleep(chance.uniform(0, _LONGEST_PAUSE[plan]))
        at = time.monotonic()
        program.send_signal(signal.SIGKILL)
        code = program.wait()
        lines = log.finish()
    killed = judge(plan, lines, at, file, home)
    if not ready or code != -signal.SIGKILL:
        killed.troubles.append(f"the program ended by itself with {code}")
    return killed


def judge(plan: str, lines: list[dict], at: float, file: Path, home: Path) -> Killed:
    """Hold what is on the disk against what the clerk did."""
    coming = [line["digest"] for line in lines if line["what"] in ("ready", "coming")]
    done = [line for line in lines if line["what"] == "done"]
    troubles: list[str] = []
    standing = _whole(file, coming, troubles)
    backup = file.with_name(file.name + ".bak")
    if backup.exists():
        _whole(backup, coming, troubles)
    for suffix in (".docx", ".html"):
        for output in file.parent.glob(f"[!.]*{suffix}"):
            _readable(output, troubles)
    journals = next(iter(home.rglob("recovery")), home / "none")
    found = pending(journals)
    if len(found) > 1 or any(not item.complete for item in found):
        troubles.append(f"{len(found)} recoveries, complete: {[item.complete for item in found]}")
    kept = max((_last(coming, digest(r)) for r in [*(i.report for i in found), standing] if r), default=-1)
    if kept < 0:
        troubles.append("what came back is no state that ever was")
    lost = [line for line in done if line["number"] > kept]
    old = sum(at - line["at"] > SOON for line in lost)
    begun = [line for line in lines if line["what"] in ("begin", "end")]
    inside = begun[-1]["of"] if begun and begun[-1]["what"] == "begin" else ""
    left_over = sum(1 for item in file.parent.iterdir() if item.name.startswith("."))
    return Killed(plan, inside, len(done), old, len(lost) - old, left_over, troubles)


def _last(states: list[str], state: str) -> int:
    """The number of edits after which a state stood last; -1 for one that never stood."""
    return max((number for number, known in enumerate(states) if known == state), default=-1)


def _whole(file: Path, states: list[str], troubles: list[str]) -> Report | None:
    try:
        report = open_report(file).report
    except UnreadableReport as error:
        troubles.append(f"{file.name} is no whole report: {error}")
        return None
    if states and digest(report) not in states:
        troubles.append(f"{file.name} is a report that never was")
    return report


def _readable(file: Path, troubles: list[str]) -> None:
    try:
        intake.read(file)
    except intake.Unreadable as error:
        troubles.append(f"{file.name} was written in part: {error}")


def run(kills: int, seed: int = 0) -> list[Killed]:
    """Kill the program so many times and return what each kill left."""
    made = []
    with screen() as environment:
        for number in range(kills):
            with tempfile.TemporaryDirectory() as folder:
                made.append(once(seed + number, Path(folder), environment))
            for trouble in made[-1].troubles:
                sys.stdout.write(f"kill {number} ({made[-1].plan}): {trouble}\n")
    return made


def main() -> int:
    """Print the figures and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    made = run(arguments.kills, arguments.seed)
    inside = Counter(item.inside for item in made if item.inside)
    told = ", ".join(f"{count} inside {what}" for what, count in sorted(inside.items())) or "none inside"
    troubles = sum(bool(item.troubles) for item in made)
    sys.stdout.write(
        f"kills: {len(made)} ({told})\nedits done before them: {sum(item.edits for item in made)}\n"
        f"temporary files left for the next save or export to clear: {sum(i.left_over for i in made)}\n"
        f"files not whole or other troubles: {troubles}\n"
        f"lost edits younger than {SOON:g} s: {sum(item.lost_young for item in made)}\n"
        f"lost edits: {sum(item.lost_old for item in made)}\n"
    )
    return 1 if troubles or any(item.lost_old for item in made) else 0


if __name__ == "__main__":
    sys.exit(main())
