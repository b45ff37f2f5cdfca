"""Runs tests against mutants, each in a process of its own that is split off when everything is loaded."""

import json
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

import hypothesis.strategies  # noqa: F401 — loaded once, before processes are split off
import pytest
from hypothesis import Phase, settings

ROOT = Path(__file__).resolve().parents[2]
_OPTIONS = ("-o", "addopts=", "--import-mode=importlib", "-s")
_LEFT_OUT = ("terminal", "cacheprovider", "pytest-qt", "xdist")
# Settings of the add-ons that are left out, and an add-on that is loaded before pytest can look into it.
_NO_MATTER = ("-W", "ignore::pytest.PytestConfigWarning", "-W", "ignore::pytest.PytestAssertRewriteWarning")
_MEMORY = 2 << 30  # bytes


class Outcome(IntEnum):
    """What became of a mutant; the number is the exit code of its process."""

    SURVIVED = 0
    KILLED = 1
    TIMED_OUT = 2
    NOT_SWAPPED = 3
    FAILED = 4  # the trial itself


@dataclass(frozen=True)
class Limit:
    """How long the tests of one mutant may run, in seconds."""

    cpu: float
    wall: float


def limit(usual: float) -> Limit:
    """Return the limit for tests that usually take some seconds; a busy machine is no endless loop."""
    return Limit(cpu=2 + 4 * usual, wall=30 + 40 * usual)


def run_pytest(args: Sequence[str], plugin: object) -> int:
    """Run pytest in this process with a plugin, without a word on the screen."""
    without = [word for name in _LEFT_OUT for word in ("-p", f"no:{name}")]
    options = [*_OPTIONS, *without, *_NO_MATTER, "--rootdir", str(ROOT)]
    return int(pytest.main([*options, *args], plugins=[plugin, _FailSoon()]))


class _FailSoon:
    """A plugin that spares the search for the simplest example that fails: here one is enough."""

    def pytest_sessionstart(self) -> None:
        phases = [Phase.explicit, Phase.generate]
        settings.register_profile("mutation", settings.get_profile("tests"), phases=phases)
        settings.load_profile("mutation")


def run_items(items: Sequence[pytest.Item], after: Callable[[pytest.Item, list[str]], None]) -> None:
    """Run tests one after the other; ``after`` gets each and its failures, and may end the process."""
    failures: list[str] = []

    class Watcher:
        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            if report.failed:
                failures.append(f"{report.nodeid} ({report.when})\n{report.longreprtext}")

    items[0].config.pluginmanager.register(Watcher())
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        after(item, failures)


def judge(items: Sequence[pytest.Item]) -> Outcome:
    """Run tests until one fails, or the mutant breaks out of it."""

    def stop_at_failure(_item: pytest.Item, failures: list[str]) -> None:
        if failures:
            os._exit(Outcome.KILLED)

    try:
        run_items(items, stop_at_failure)
    except BaseException:  # noqa: BLE001 — whatever a mutant raises, interrupts too, is noticed
        return Outcome.KILLED
    return Outcome.SURVIVED


def apart(work: Callable[[], Outcome], allowed: Limit) -> Outcome:
    """Do some work in a process split off, within limits, with a folder of its own for temporary files."""
    folder = tempfile.mkdtemp(prefix="mutant-")
    process = os.fork()
    if process == 0:
        _child(work, allowed, folder)
    outcome = _wait(process, allowed.wall)
    for where, _folders, _files in os.walk(folder):
        with suppress(OSError):
            Path(where).chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)
    return outcome


def gather(works: Sequence[Callable[[], object]]) -> list[Any]:
    """Do each work in a process split off, all at once, and return their results, which must be fit for JSON.

    Raises RuntimeError when one fails; what went wrong is on the screen.
    """
    with tempfile.TemporaryDirectory(prefix="mutation-") as name:
        answers = [Path(name) / f"{number}.json" for number in range(len(works))]
        processes = [_start(work, answer) for work, answer in zip(works, answers, strict=True)]
        for process in processes:
            _, status = os.waitpid(process, 0)
            if status != 0:
                raise RuntimeError(f"a process of the trial ended with {os.waitstatus_to_exitcode(status)}")
        return [json.loads(answer.read_text("utf-8")) for answer in answers]


def _start(work: Callable[[], object], answer: Path) -> int:
    process = os.fork()
    if process == 0:
        try:
            answer.write_text(json.dumps(work()), "utf-8")
        except BaseException:  # noqa: BLE001 — whatever it is, it must not run on as a second parent
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return process


def _child(work: Callable[[], Outcome], allowed: Limit, folder: str) -> None:
    code = Outcome.FAILED
    try:
        os.setpgid(0, 0)
        seconds = int(allowed.cpu) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        tempfile.tempdir = folder
        os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
        os.chdir(folder)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        code = work()
    finally:
        os._exit(code)


def _wait(process: int, seconds: float) -> Outcome:
    watch = os.pidfd_open(process)
    ready, _, _ = select.select([watch], [], [], seconds)
    os.close(watch)
    with suppress(ProcessLookupError):
        if not ready:
            os.killpg(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process, signal.SIGKILL)  # what it may have started
    if not ready or (os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)):
        return Outcome.TIMED_OUT
    if os.WIFSIGNALED(status):
        return Outcome.KILLED
    code = os.WEXITSTATUS(status)
    if code == Outcome.FAILED:
        raise RuntimeError("a mutant could not be tried")
    return Outcome(code) if code in tuple(Outcome) else Outcome.KILLED


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
