"""Checks any number of files: results in order as they come, on all cores, in bounded memory."""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from pathlib import Path

from intake.formats import SUFFIXES
from ui.command.examine import Examined, examine

_ALONE = 12  # files that are checked faster than a second process starts
_CHUNK = 16  # files handed over at a time: small enough for an even end, large enough to cost nothing
_AHEAD = 4  # chunks waiting for each process
_WORD_OWNER_FILE = "~$"  # Word's own mark of an open file beside it


def files_in(paths: Sequence[Path]) -> list[Path]:
    """Return the files to check: those named, and all of a kind that can be read in the folders named.

    Raises OSError for a folder that cannot be listed.
    """
    found: list[Path] = []
    for path in paths:
        # Path.is_dir raises for a name too long or out of reach: reading tells why, the others are checked.
        found.extend(_files_below(path) if os.path.isdir(path) else (path,))  # noqa: PTH112
    return list(dict.fromkeys(found))


def examine_all(files: Sequence[Path], last_year: Path | None, processes: int) -> Iterator[Examined]:
    """Check files and yield the results in their order.

    The first ones are checked right here: a few need no second process, and what they load and build
    the other processes inherit.
    """
    any_organ = len(files) == 1
    for file in files[:_ALONE]:
        yield examine(file, last_year, any_organ=any_organ)
    rest = files[_ALONE:]
    if processes < 2 or len(rest) < _CHUNK:
        for file in rest:
            yield examine(file, last_year, any_organ=any_organ)
        return
    try:
        pool = _pool(processes)
    except (
        OSError,
        NotImplementedError,
    ):  # a system without semaphores or shared memory, as in some containers
        for file in rest:
            yield examine(file, last_year, any_organ=False)
        return
    yield from _with_processes(pool, rest, last_year, processes)


def cores() -> int:
    """Return the number of cores this program may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _files_below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            hidden = name.startswith((".", _WORD_OWNER_FILE))
            if not hidden and Path(name).suffix.lower() in SUFFIXES:
                yield Path(place) / name


def _raise(error: OSError) -> None:
    raise error


def _with_processes(
    pool: ProcessPoolExecutor, files: Sequence[Path], last_year: Path | None, processes: int
) -> Iterator[Examined]:
    waiting: deque[tuple[Sequence[Path], Future[list[Examined]]]] = deque()
    chunks = iter([files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)])
    try:
        while True:
            while len(waiting) < processes * _AHEAD and (chunk := next(chunks, None)):
                try:
                    waiting.append((chunk, pool.submit(_examine_chunk, chunk, last_year)))
                except BrokenProcessPool:
                    pool = _pool(processes)
                    waiting.append((chunk, pool.submit(_examine_chunk, chunk, last_year)))
            if not waiting:
                pool.shutdown()  # a thread that is still ending while Python ends may leave a traceback
                return
            chunk, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                yield from (_examine_apart(file, last_year) for file in chunk)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _examine_chunk(files: Sequence[Path], last_year: Path | None) -> list[Examined]:
    return [examine(file, last_year, any_organ=False) for file in files]


def _examine_apart(file: Path, last_year: Path | None) -> Examined:
    """Check a file of a chunk whose process died: in a process of its own, as it may be the cause."""
    with _pool(1) as pool:
        try:
            return pool.submit(_examine_chunk, [file], last_year).result()[0]
        except BrokenProcessPool:
            return Examined(str(file), unreadable="处理这个文件时程序异常中止，可能是文件太大或内存不足。")


def _pool(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, _context(), initializer=_leave_interrupts_to_the_parent)


def _context() -> BaseContext:
    """On Linux processes begin as copies, with all that is loaded; elsewhere that is not safe."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
