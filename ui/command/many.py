"""Works through any number of files: results in order as they come, on all cores, in bounded memory."""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TypeVar

from intake.folder import files_below, refuse
from intake.formats import REPORTS
from ui.command.examine import Examined, examine

T = TypeVar("T")

_DIED = "处理这个文件时程序异常中止，可能是文件太大或内存不足。"
_ALONE = 12  # files that are read faster than a second process starts
_CHUNK = 16  # files handed over at a time: small enough for an even end, large enough to cost nothing
_AHEAD = 4  # chunks waiting for each process


def files_in(paths: Sequence[Path], tell: Callable[[OSError], None] = refuse) -> list[Path]:
    """Return the files to read: those named, and all of a kind that can be read in the folders named.

    ``tell`` hears of each folder that cannot be listed; without it the OSError is raised.
    """
    found: list[Path] = []
    for path in paths:
        # Path.is_dir raises for a name too long or out of reach: reading tells why, the others are checked.
        found.extend(files_below(path, REPORTS, tell) if os.path.isdir(path) else (path,))  # noqa: PTH112
    return list(dict.fromkeys(found))


def examine_all(files: Sequence[Path], last_year: Path | None, processes: int) -> Iterator[Examined]:
    """Check files and yield the results in their order."""
    work = partial(examine, last_year=last_year, any_organ=len(files) == 1)
    return each(files, work, _not_examined, processes)


def each(
    files: Sequence[Path], work: Callable[[Path], T], died: Callable[[Path, str], T], processes: int
) -> Iterator[T]:
    """Do some work on each file and yield the results in their order.

    The first ones are done right here: a few need no second process, and what they load and build
    the other processes inherit. ``died`` makes the result for a file that ended its process, with the reason.
    """
    for file in files[:_ALONE]:
        yield work(file)
    rest = files[_ALONE:]
    if processes < 2 or len(rest) < _CHUNK:
        yield from map(work, rest)
        return
    try:
        pool = _pool(processes)
    except (OSError, NotImplementedError):
        # a system without semaphores or shared memory, as in some containers
        yield from map(work, rest)
        return
    yield from _with_processes(pool, rest, work, died, processes)


def cores() -> int:
    """Return the number of cores this program may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _with_processes(
    pool: ProcessPoolExecutor,
    files: Sequence[Path],
    work: Callable[[Path], T],
    died: Callable[[Path, str], T],
    processes: int,
) -> Iterator[T]:
    waiting: deque[tuple[Sequence[Path], Future[list[T]]]] = deque()
    chunks = iter([files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)])
    try:
        while True:
            while len(waiting) < processes * _AHEAD and (chunk := next(chunks, None)):
                try:
                    waiting.append((chunk, pool.submit(_chunk, work, chunk)))
                except BrokenProcessPool:
                    pool = _pool(processes)
                    waiting.append((chunk, pool.submit(_chunk, work, chunk)))
            if not waiting:
                pool.shutdown()  # a thread that is still ending while Python ends may leave a traceback
                return
            chunk, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                yield from (_apart(file, work, died) for file in chunk)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _chunk(work: Callable[[Path], T], files: Sequence[Path]) -> list[T]:
    return [work(file) for file in files]


def _apart(file: Path, work: Callable[[Path], T], died: Callable[[Path, str], T]) -> T:
    """Do a file of a chunk whose process died: in a process of its own, as it may be the cause."""
    with _pool(1) as pool:
        try:
            return pool.submit(work, file).result()
        except BrokenProcessPool:
            return died(file, _DIED)


def _not_examined(file: Path, why: str) -> Examined:
    return Examined(str(file), unreadable=why)


def _pool(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, _context(), initializer=_leave_interrupts_to_the_parent)


def _context() -> BaseContext:
    """On Linux processes begin as copies, with all that is loaded; elsewhere that is not safe."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
