"""What holds for every reader while it reads: no file outside, no program, no connection, and an end soon."""

import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

Target = Callable[[bytes], None]
LONGEST = 10.0  # seconds for one input


class Escaped(AssertionError):
    """Something outside was touched, or an input took too long."""


_LOUD = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.", "ctypes.")
# Newer Pythons tell each call of a library's function; which libraries are loaded is watched all the same.
_ORDINARY = "ctypes.call_function"
_OWN = (
    tempfile.gettempdir(),
    sys.prefix,
    sys.base_prefix,
    str(Path(__file__).resolve().parents[2]),
    "/dev/null",
)


class Watch:
    """Sees every file opened and every program or connection started while it is on."""

    def __init__(self) -> None:
        self.on = False
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple) -> None:
        if not self.on:
            return
        if event.startswith(_LOUD) and event != _ORDINARY:
            raise Escaped(f"{event} {arguments!r}")
        if event == "open" and isinstance(arguments[0], str) and not arguments[0].startswith(_OWN):
            raise Escaped(f"opened {arguments[0]}")


@cache
def watch() -> Watch:
    """The one watch of this process; audit hooks cannot be taken out again."""
    return Watch()


def guarded(target: Target, data: bytes) -> None:
    """Run a target under the watch and the clock."""
    guard = watch()
    start = time.monotonic()
    guard.on = True
    try:
        target(data)
    finally:
        guard.on = False
    taken = time.monotonic() - start
    if taken > LONGEST:
        raise Escaped(f"took {taken:.1f} s")
