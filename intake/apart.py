"""Readers whose libraries are not ours to bound, in a process of their own: ten seconds and 500 MB, no more.

The process is this program once more, with a hidden command (``main.py`` passes it on to :func:`child`): it
reads one file, writes the blocks into a file of the folder that it was given, and ends. Whatever a hostile
file does to it, the program goes on, with one sentence for the clerk.

The seconds are of processor time, so that a busy computer refuses no good file. Who only waits uses none: for
that the clerk has a button, and nobody waits longer than five minutes.
"""

import math
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from threading import Event

import msgspec

from intake.blocks import Block
from intake.failures import Unreadable
from intake.formats.reader import Document, Format
from intake.sheets import Sheet

COMMAND = "--read-apart"
LONGEST = 10.0
"""Seconds of processor time for one file."""
LONGEST_WAIT = 300.0
"""Seconds for a process that hangs without using its processor time, as on a share that does not answer."""
MOST_MEMORY = 500 * 2**20
"""Bytes that a reader may take."""
_MOST_WRITTEN = 128 * 2**20  # bytes of a file that it may write
_EACH_LOOK = 0.02  # seconds between two looks whether it has ended
_TO_GO = 5.0  # seconds until it is gone once it was ended; what hangs in the system itself is left there
_RESULT = "result"
_SHEETS = "sheets"  # asked for in place of a kind of file
_SAVE_AS = "请用 WPS 或 Word 打开并另存为“.docx”，再读入另存的文件"
_TOO_LONG = f"“{{}}”读了很久还没有读完，内容过于复杂或已损坏，没有读入，{_SAVE_AS}。"


class CalledOff(Exception):
    """The clerk did not want to wait any longer."""


class _Outcome(msgspec.Struct):
    """What the process found: a report's blocks or a workbook's sheets, or the sentence that says why not."""

    blocks: tuple[Block, ...] = ()
    tables_only: bool = False
    sheets: tuple[Sheet, ...] = ()
    unreadable: str = ""


def read(kind: Format, path: Path, stop: Event | None = None) -> Document:
    """Read a file in another process. Raises Unreadable, and CalledOff once ``stop`` is set."""
    outcome = _ask(kind.kind, path, stop)
    return Document(outcome.blocks, tables_only=outcome.tables_only)


def sheets(path: Path, stop: Event | None = None) -> tuple[Sheet, ...]:
    """Return a workbook's sheets, as :func:`intake.sheets.sheets` does. Raises what :func:`read` raises."""
    return _ask(_SHEETS, path, stop).sheets


def _ask(what: str, path: Path, stop: Event | None) -> _Outcome:
    with tempfile.TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as folder:
        process = _started(what, path.absolute(), folder)
        try:
            _wait(process, path.name, stop)
        finally:
            process.kill()
            with suppress(subprocess.TimeoutExpired):
                process.wait(_TO_GO)
        outcome = _outcome(Path(folder) / _RESULT, path.name)
    if outcome.unreadable:
        raise Unreadable(outcome.unreadable)
    return outcome


def _started(what: str, path: Path, folder: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [*_this_program(), COMMAND, what, str(path), folder, str(LONGEST)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": folder, "TEMP": folder, "TMP": folder},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _this_program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, str(Path(__file__).parents[1] / "main.py")]


def _wait(process: "subprocess.Popen[bytes]", name: str, stop: Event | None) -> None:
    """Return once the process has ended by itself; raise when it may go on no longer."""
    end = time.monotonic() + LONGEST_WAIT
    while process.poll() is None:
        if stop is not None and stop.is_set():
            raise CalledOff
        if _used_up(process):
            raise Unreadable(_TOO_LONG.format(name))
        if time.monotonic() > end:
            raise Unreadable(
                f"“{name}”等了很久还没有读完，可能是它所在的磁盘或网络共享没有回应，没有读入，"
                "请把它复制到自己电脑的硬盘上再试。"
            )
        time.sleep(_EACH_LOOK)
    if sys.platform != "win32" and process.returncode == -signal.SIGXCPU:
        raise Unreadable(_TOO_LONG.format(name))


def _outcome(result: Path, name: str) -> _Outcome:
    try:
        return msgspec.msgpack.decode(result.read_bytes(), type=_Outcome)
    except (OSError, msgspec.DecodeError) as error:
        raise Unreadable(f"“{name}”读不下去：文件已损坏，或内容过多，没有读入，{_SAVE_AS}。") from error


# ----------------------------------------------------------------- in the process


def child(arguments: list[str]) -> int:
    """Read one file, as :func:`read` asked, and write what was found; the exit code says whether it was."""
    what, path, folder, seconds = arguments
    bound(float(seconds))
    try:
        outcome = _found(what, Path(path))
    except Unreadable as error:
        outcome = _Outcome(unreadable=str(error))
    (Path(folder) / _RESULT).write_bytes(msgspec.msgpack.encode(outcome))
    return 0


def _found(what: str, path: Path) -> _Outcome:
    if what == _SHEETS:
        from intake.sheets import sheets as sheets_of

        return _Outcome(sheets=tuple(sheets_of(path)))
    from intake import formats

    kind = next(one for one in formats.FORMATS if one.kind == what and one.apart)
    document = kind.read(path)
    return _Outcome(document.blocks, document.tables_only)


def bound(seconds: float) -> None:
    """Let this process take no more processor time and memory than a report needs."""
    if sys.platform == "win32":
        _bound_on_windows()
        return
    import resource

    for limit, most in (
        (resource.RLIMIT_DATA, MOST_MEMORY),
        (resource.RLIMIT_CPU, math.ceil(seconds)),
        (resource.RLIMIT_FSIZE, _MOST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (least, hard))


if sys.platform != "win32":

    def _used_up(_process: "subprocess.Popen[bytes]") -> bool:
        """Whether the process has had its processor time: here the system sees to that (:func:`bound`)."""
        return False

else:
    import ctypes
    from ctypes import wintypes

    def _used_up(process: "subprocess.Popen[bytes]") -> bool:
        """Whether the process has had its processor time, as Windows counts it for who started it."""
        created, ended, inside_system, own = (ctypes.c_uint64() for _ in range(4))  # FILETIME: 100 ns
        known = ctypes.windll.kernel32.GetProcessTimes(
            wintypes.HANDLE(int(process._handle)),  # type: ignore[attr-defined]
            *(ctypes.byref(counted) for counted in (created, ended, inside_system, own)),
        )
        return bool(known) and (inside_system.value + own.value) / 1e7 > LONGEST

    class _BasicLimits(ctypes.Structure):
        """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

        _fields_ = [
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        ]

    class _ExtendedLimits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

        _fields_ = [
            ("BasicLimitInformation", _BasicLimits),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        ]

    _EXTENDED_LIMIT_INFORMATION = 9
    _LIMIT_PROCESS_MEMORY = 0x100

    def _bound_on_windows() -> None:
        """Put this process into a job whose memory is bounded; the time is bounded by who started it."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        limits = _ExtendedLimits()
        limits.BasicLimitInformation.LimitFlags = _LIMIT_PROCESS_MEMORY
        limits.ProcessMemoryLimit = MOST_MEMORY
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        kernel.SetInformationJobObject(
            job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess()))
