"""Whether a bundle of this checkout works on this machine: ``.venv/bin/python packaging/quick.py``, minutes.

No clean root, no old system, no window manager: PyInstaller freezes the program as it does for users, the
bundle reads and writes reports of every kind and shows its window, off the screen. So a library or a file
that was forgotten in the spec is found before a change goes in; the rest is ``build.py``'s. Where PyInstaller
cannot be had, it says so and is content.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import smoke_kinds
from host import PROJECT, WORK, log

_TOOLS = WORK / "quick-tools"
_ENOUGH = 300  # seconds for freezing
_STANDS = 6.0  # seconds in which a window that falls over has fallen


def main() -> int:
    """Freeze and try; return the exit code."""
    environment = _tools()
    if environment is None:
        log("the bundle is not tried here: PyInstaller cannot be installed")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        try:
            program = _frozen(Path(folder), environment)
            log(
                smoke_kinds.prove(
                    _speaker(program, Path(folder)), str, Path(folder) / "kinds", lambda _: None
                )
            )
            _shows(program, Path(folder))
        except subprocess.TimeoutExpired as slow:
            log(f"the bundle is not tried here: this machine is too busy ({slow})")
            return 0
        except (AssertionError, subprocess.SubprocessError) as error:
            log(f"the bundle does not work: {error}")
            return 1
    log("the bundle of this machine works")
    return 0


def _tools() -> dict[str, str] | None:
    """Return an environment with PyInstaller, apart from the program's own packages; None without."""
    if not (_TOOLS / "PyInstaller").exists():
        command = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--target",
            str(_TOOLS),
            "pyinstaller",
            "packaging",
        ]
        if subprocess.run(command, check=False, timeout=_ENOUGH).returncode:
            shutil.rmtree(_TOOLS, ignore_errors=True)
            return None
    return {**os.environ, "PYTHONPATH": str(_TOOLS), "PYTHONHASHSEED": "1", "QT_QPA_PLATFORM": "offscreen"}


def _frozen(folder: Path, environment: dict[str, str]) -> Path:
    """Freeze the program and return it."""
    spec = PROJECT / "packaging/nianbao.spec"
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places, str(spec)]
    begun = time.monotonic()
    subprocess.run(command, cwd=PROJECT, env=environment, check=True, timeout=_ENOUGH)
    log(f"frozen in {time.monotonic() - begun:.0f} s")
    return folder / "dist/nianbao/nianbao"


def _speaker(program: Path, folder: Path) -> smoke_kinds.Say:
    home = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}

    def say(*words: str) -> str:
        done = subprocess.run(
            [str(program), *words], env=home, capture_output=True, text=True, timeout=120, check=False
        )
        if done.returncode not in (0, 1):  # 1: the report has errors
            raise AssertionError(f"{words}: {done.returncode} {done.stdout} {done.stderr}")
        return done.stdout

    return say


def _shows(program: Path, folder: Path) -> None:
    """Open a report in a window and see that it stands, without a word."""
    home = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    example = program.parent / "_internal/resources/example/example.nianbao"
    output = folder / "output"
    with output.open("wb") as file:
        window = subprocess.Popen([str(program), str(example)], env=home, stdout=file, stderr=file)
        time.sleep(_STANDS)
        ended = window.poll()
        window.kill()
        window.wait()
    logs = [one.read_text("utf-8", "replace") for one in folder.rglob("运行记录.log")]
    if ended is not None or any(logs):
        raise AssertionError(f"the window ended with {ended}: {output.read_text(errors='replace')} {logs}")


if __name__ == "__main__":
    sys.exit(main())
