"""The steps of a build: each tells how long it took, and one whose inputs are the same may be kept."""

import hashlib
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from host import PROJECT, WORK, log, source_date, tracked_files

_KEPT = WORK / "steps.json"


class Steps:
    """Runs steps. With ``resume``, what was done before from the same inputs is not done again."""

    def __init__(self, *, resume: bool) -> None:
        self._resume = resume
        # As the files are now: what changes meanwhile is another input the next time.
        self._sums = {
            file: hashlib.sha256((PROJECT / file).read_bytes()).hexdigest() for file in tracked_files()
        }
        self._date = source_date()
        self._done: dict[str, str] = json.loads(_KEPT.read_text("utf-8")) if _KEPT.exists() else {}
        self._times: list[tuple[str, float]] = []

    def run(
        self, name: str, inputs: Iterable[str], action: Callable[[], object], made: Iterable[Path] = ()
    ) -> None:
        """Do one step.

        ``inputs`` are the project's files and folders that it depends on, ``made`` is what it makes. The
        date of the last commit, which everything made bears, counts as an input.
        """
        key = self._key(inputs)
        if self._resume and self._done.get(name) == key and all(path.exists() for path in made):
            log(f"{name}: nothing changed, kept")
            return
        self._done.pop(name, None)
        begun = time.monotonic()
        action()
        took = time.monotonic() - begun
        self._times.append((name, took))
        log(f"{name}: done in {took:.0f} s")
        self._done[name] = key
        _KEPT.parent.mkdir(exist_ok=True)
        _KEPT.write_text(json.dumps(self._done, indent=1), encoding="utf-8")

    def tell(self) -> None:
        """Print what took how long."""
        for name, took in self._times:
            log(f"{took:7.0f} s  {name}")

    def _key(self, inputs: Iterable[str]) -> str:
        wanted = [Path(name) for name in inputs]
        sums = hashlib.sha256(self._date.encode())
        for file, digest in self._sums.items():
            if any(file == one or one in file.parents for one in wanted):
                sums.update(f"{file}\n{digest}\n".encode())
        return sums.hexdigest()
