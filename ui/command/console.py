"""Where the commands write: results to standard output, everything else to standard error."""

import io
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from model.storage.troubles import cannot_write

DONE = 0
FAILED = 1
UNREADABLE = 2
INTERRUPTED = 130  # what shells give for Ctrl-C

_PROGRESS_EVERY = 500  # files, where the progress does not stand on one line of a terminal


class Console:
    """Two streams that never fail for a character that the terminal's encoding lacks."""

    def __init__(self) -> None:
        self._nowhere = io.StringIO()  # a windowed program on Windows has no streams
        self._out: TextIO = sys.stdout or self._nowhere
        self._error: TextIO = sys.stderr or self._nowhere
        self._shown = ""
        self._broken: OSError | None = None
        for stream in (self._out, self._error):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")

    def __enter__(self) -> Self:
        """Use until the block ends; a reader that went away (``| head``) is no fault."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Clear the progress, swallow the end of a pipe, and tell of a disk that is full."""
        self.clear_progress()
        try:
            self._out.flush()
        except OSError as broken:
            error = self._broken = broken
        if isinstance(error, BrokenPipeError) or (error is not None and error is self._broken):
            if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
                self.complain(cannot_write(Path("输出的结果"), error))
            # Python would complain once more when it closes the stream at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._out.fileno())
            return True
        return False

    @property
    def broken(self) -> bool:
        """Whether some of the results did not get out."""
        return self._broken is not None

    def for_programs(self) -> None:
        """Write results as UTF-8 from now on, whatever the terminal is set to."""
        if isinstance(self._out, io.TextIOWrapper):
            # What is no character of a file's name is written as JSON writes it: a backslash and its number.
            self._out.reconfigure(encoding="utf-8", errors="backslashreplace")

    def write(self, text: str) -> None:
        """Write part of the results."""
        self.clear_progress()
        try:
            self._out.write(text)
        except OSError as error:
            self._broken = error
            raise

    def say(self, text: str) -> None:
        """Write one line of the results."""
        self.write(f"{text}\n")

    def complain(self, text: str) -> None:
        """Write one line of what went wrong."""
        self.clear_progress()
        self._error.write(f"{text}\n")
        self._error.flush()

    def progress(self, done: int, total: int) -> None:
        """Show how far a long run is: on one line of a terminal, now and then a line elsewhere."""
        if self._error.isatty():
            self._out.flush()
            self._shown = f"已检查 {done}/{total} 份"
            self._error.write(f"\r{self._shown}")
            self._error.flush()
        elif done % _PROGRESS_EVERY == 0 or done == total:
            self.complain(f"已检查 {done}/{total} 份")

    def clear_progress(self) -> None:
        """Make room for another line where the progress stands."""
        if self._shown:
            self._error.write("\r" + "  " * len(self._shown) + "\r")
            self._error.flush()
            self._shown = ""
