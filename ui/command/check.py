"""``check``: what is wrong with reports, for people (lines) and for programs (JSON)."""

import json
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Protocol

import intake
from intake.formats import REPORTS
from model import forms
from model.rules import Level
from model.rules.terms import LEVELS
from model.storage.troubles import cannot_read
from ui.command.console import DONE, FAILED, INTERRUPTED, UNREADABLE, Console
from ui.command.examine import Examined, read_once
from ui.command.interrupts import Interrupts
from ui.command.many import cores, examine_all, files_in

_MANY = 20  # files; from here on a person wants to see that something happens


class _Output(Protocol):
    def add(self, examined: Examined) -> None:
        """Write the result of one file."""

    def end(self) -> None:
        """Write what comes last."""


def run(console: Console, paths: Sequence[Path], last_year: Path | None, *, as_json: bool) -> int:
    """Check files and folders; return the exit code."""
    closed: list[Examined] = []

    def tell(error: OSError) -> None:
        folder = Path(error.filename or ".")
        closed.append(Examined(str(folder), unreadable=cannot_read(folder, error)))

    files = files_in(paths, tell)
    try:
        if last_year is not None:
            read_once(last_year)
    except intake.Unreadable as error:
        console.complain(str(error))
        return UNREADABLE
    if not files and not closed:
        console.complain(f"文件夹里没有可以检查的报告（{' '.join(REPORTS)}）。")
        return UNREADABLE
    output: _Output = _Json(console) if as_json else _Lines(console)
    results = chain(_counted(console, examine_all(files, last_year, cores()), len(files)), closed)
    return _run(console, results, output, last_year)


def _run(console: Console, results: Iterator[Examined], output: _Output, last_year: Path | None) -> int:
    interrupts = Interrupts()
    code = DONE
    compared = last_year is None
    try:
        with interrupts.watched():
            for examined in results:
                with interrupts.held():
                    output.add(examined)
                compared = compared or examined.compared or bool(examined.unreadable)
                code = max(code, _code(examined))
    except KeyboardInterrupt:
        output.end()
        console.complain("检查已中断，以上是已检查的部分。")
        return INTERRUPTED
    output.end()
    if not compared:
        console.complain(f"没有与上年对照：“{last_year}”不是所查报告的上一年报告。请换一份上年报告。")
        return UNREADABLE
    return code


def _code(examined: Examined) -> int:
    if examined.unreadable:
        return UNREADABLE
    return FAILED if examined.count(Level.ERROR) else DONE


def _counted(console: Console, results: Iterator[Examined], total: int) -> Iterator[Examined]:
    for done, examined in enumerate(results, 1):
        yield examined
        if total >= _MANY:
            console.progress(done, total)


class _Lines:
    """Findings grouped by file, one a line."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._files = self._wrong = self._unreadable = 0

    def add(self, examined: Examined) -> None:
        self._files += 1
        if examined.unreadable:
            self._unreadable += 1
            self._console.complain(f"{examined.file}：读不出来。{examined.unreadable}")
            return
        self._wrong += examined.count(Level.ERROR) > 0
        self._console.say(_heading(examined))
        for told in examined.findings:
            places = "".join(f" {address}" for address in told.addresses[:1])
            self._console.say(f"  {LEVELS[Level(told.level)]}：{told.message} [{told.code}{places}]")

    def end(self) -> None:
        if self._files > 1:
            good = self._files - self._wrong - self._unreadable
            parts = [f"没有错误 {good} 份", f"有错误 {self._wrong} 份", f"读不出来 {self._unreadable} 份"]
            self._console.say(f"共检查 {self._files} 份：{'，'.join(parts)}。")


def _heading(examined: Examined) -> str:
    counts = [f"{count} 处{name}" for level, name in LEVELS.items() if (count := examined.count(level))]
    about = [examined.organ, f"{examined.year}年" if examined.year else ""]
    about.append(forms.load(examined.form).definition.name)
    found = "，".join(counts) if counts else "没有发现问题"
    return f"{examined.file}（{'，'.join(part for part in about if part)}）：{found}"


class _Json:
    """One object, written as the results come."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._separator = '{"files": ['
        console.for_programs()

    def add(self, examined: Examined) -> None:
        text = json.dumps(examined.as_json(), ensure_ascii=False)
        self._console.write(f"{self._separator}\n{text}")
        self._separator = ","

    def end(self) -> None:
        self._console.say("\n]}" if self._separator == "," else '{"files": []}')
