"""Makes every real system call of a save fail once, in the kernel: ``python -m tests.faults.syscalls``.

Each time a fresh program saves (or exports) over an old file while strace lets the n-th call of one kind
fail with one error. Afterwards the file must be whole, the old or the new, and what was said a sentence.
Needs strace on Linux. Prints its figures last; exits with 1 when anything was not as it must be.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.faults.test_disk import NEW, OLD, WRITERS, is_sentence

ROOT = Path(__file__).resolve().parents[2]
CALLS = """
    openat read write fsync rename unlink chmod newfstatat fstat lseek access close ioctl getdents64 mkdir
""".split()  # noqa: SIM905
ERRORS = ("ENOSPC", "EIO", "EACCES")
_BEGIN, _END = "/nianbao-begin", "/nianbao-end"
# Everything is loaded and tried once before the marked stretch, so that only the calls of the writing fail.
PROGRAM = f"""
import os, sys
from pathlib import Path
from tests.faults.test_disk import NEW, OLD, WRITERS
suffix, write, trouble = WRITERS[sys.argv[1]]
folder = Path(sys.argv[2])
write(OLD, folder / ("another" + suffix))
write(NEW, folder / ("another" + suffix))
said = ""
os.path.lexists("{_BEGIN}")
try:
    write(NEW, folder / "in" / ("report" + suffix))
except trouble as error:
    said = str(error)
os.path.lexists("{_END}")
if said:
    os.write(2, ("SAID " + said).encode())
os._exit(3 if said else 0)
"""


class Attempts:
    """Writes one kind of file over and over, each time with another call that fails."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._suffix, write, _ = WRITERS[kind]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"report{self._suffix}"
            write(NEW, path)
            self._new = path.read_bytes()
            write(OLD, path)
            self._old = path.read_bytes()

    def calls(self) -> Iterator[tuple[str, int]]:
        """Every call of an undisturbed writing: its name and which of its name in the whole program it is."""
        with tempfile.TemporaryDirectory() as folder:
            _, trace = self._run(Path(folder), [])
        counts: Counter[str] = Counter()
        inside = False
        for line in trace.splitlines():
            name = line.split(maxsplit=1)[1].partition("(")[0]
            counts[name] += 1
            inside = (inside or _BEGIN in line) and _END not in line
            if inside and _BEGIN not in line and name in CALLS:
                yield name, counts[name]

    def fail(self, call: str, number: int, error: str) -> tuple[str, str]:
        """Let one call fail; returns what became of it, and what was wrong with that (empty: nothing)."""
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            done, trace = self._run(folder, ["-e", f"inject={call}:error={error}:when={number}"])
            if "INJECTED" not in trace.partition(_BEGIN)[2]:
                return "", f"failed at another place, or not at all; ended with {done.returncode}"
            standing = (folder / "in" / f"report{self._suffix}").read_bytes()
            left = [item.name for item in (folder / "in").iterdir() if item.name.startswith(".")]
        said = done.stderr.decode().partition("SAID ")[2].strip()
        if left and call != "unlink":
            return "", f"left {left}"
        if done.returncode == 0:
            return "written all the same", "" if standing == self._new else "the new file does not stand"
        if done.returncode != 3:
            return "", f"ended with {done.returncode}: {done.stderr.decode()[-300:]}"
        if not is_sentence(said):
            return "", f"no sentence: {said}"
        return "refused with a sentence", "" if standing == self._old else "the old file does not stand"

    def _run(self, folder: Path, inject: list[str]) -> tuple[subprocess.CompletedProcess[bytes], str]:
        inner = folder / "in"
        inner.mkdir()
        (inner / f"report{self._suffix}").write_bytes(self._old)
        trace = folder / "trace"
        command = ["strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={','.join(CALLS)}", *inject]
        command += [sys.executable, "-c", PROGRAM, self._kind, str(folder)]
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
        return done, trace.read_text(errors="replace")


def main() -> int:
    """Let every call fail in turn; print the figures and return the exit code."""
    if shutil.which("strace") is None:
        sys.stdout.write("strace is not there; nothing was tried\n")
        return 2
    outcomes: Counter[str] = Counter()
    wrong = 0
    for kind in sys.argv[1:] or WRITERS:
        attempts = Attempts(kind)
        for call, number in attempts.calls():
            for error in ERRORS:
                outcome, trouble = attempts.fail(call, number, error)
                if trouble:
                    wrong += 1
                    sys.stdout.write(f"{kind}: {call} {number} {error}: {trouble}\n")
                outcomes[outcome or "wrong"] += 1
    told = ", ".join(f"{count} {what}" for what, count in outcomes.items())
    sys.stdout.write(f"system calls made to fail: {sum(outcomes.values())} ({told})\nwrong: {wrong}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
