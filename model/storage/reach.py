"""Looks at files that may not answer: a share that is gone can hold a program for minutes.

Each look has a thread of its own, which may wait for ever without holding up the window or its end.
"""

import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from model.storage.names import same_file
from model.storage.troubles import cannot_read

_PAUSE = 0.005  # seconds between two questions whether the looks are done
SILENT = "所在的位置没有回应，可能是网络已断开或服务器没有开机。请检查后再试。"


class Look:
    """What was found at some paths so far: for each a sentence of what is wrong, empty when nothing is."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._asked = tuple(paths)
        self._found: dict[Path, str] = {}
        for path in self._asked:
            with suppress(RuntimeError):  # a system that gives no more threads: no answer, either
                threading.Thread(target=self._look, args=(path,), daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether every path has answered."""
        return all(path in self._found for path in self._asked)

    def trouble(self, path: Path) -> str | None:
        """Return what is wrong with a path, empty when nothing is; None when it has not answered yet."""
        return self._found.get(path)

    def wait(self, seconds: float) -> None:
        """Wait until all have answered, and no longer than some seconds."""
        until = time.monotonic() + seconds
        while not self.done and time.monotonic() < until:
            time.sleep(_PAUSE)

    def answers(self, seconds: float) -> bool:
        """Whether all answer within some seconds, be it to say that nothing is there."""
        self.wait(seconds)
        return self.done

    def _look(self, path: Path) -> None:
        try:
            path.stat()
        except OSError as error:
            self._found[path] = cannot_read(path, error)
        except ValueError:  # a NUL in the name, from a damaged list
            self._found[path] = f"文件名“{path.name}”不能使用。"
        else:
            self._found[path] = ""


def reachable(paths: Iterable[Path], seconds: float) -> list[Path]:
    """Return those of some paths that answer within some seconds and are there."""
    asked = list(paths)
    look = Look(asked)
    look.wait(seconds)
    return [path for path in asked if look.trouble(path) == ""]


def is_same_file(one: Path, other: Path, seconds: float) -> bool:
    """Whether two paths lead to one file; one that does not answer is compared as it is written."""
    if one == other:
        return True
    return Look([one, other]).answers(seconds) and same_file(one, other)
