"""What a screen reader says on a walk through table three, in print: ``python -m tests.bench.spoken``.

The real program under a session bus of its own; keys come from outside through the window system; what is
said is the name of each object that gets the focus, as the accessibility tree (AT-SPI) has it. Needs a screen
(or Xvfb with a window manager), xdotool, dbus-run-session, at-spi2-core and pyatspi for the system's Python;
exits with 2 where one of them is not there, with 1 where a key was answered by nothing.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from model import forms
from model.report import set_cells
from model.storage.files import save
from tests.support.samples import full_report

ROOT = Path(__file__).resolve().parents[2]
_PYTHON = "/usr/bin/python3"  # pyatspi is no package of the registry; the system has it
_NEEDED = ("xdotool", "dbus-run-session", _PYTHON)
_NOT_MEASURED = 2
_TO_TABLE = "ctrl+Next ctrl+Next ctrl+Next"
_WALK = (
    "Down",
    "Down",
    "Right",
    "Right",
    "Down",
    "Down",
    "Down",
    "Left",
    "End",
    "Down",
    "7",
    "Return",
    "Tab",
    "F8",
)
_LISTENER = """
import subprocess, sys
import pyatspi
from gi.repository import GLib

before, keys = sys.argv[1].split(), sys.argv[2].split()
program = subprocess.Popen(sys.argv[3:])
said, silent = [], 0


def heard(event):
    if event.detail1:
        name = event.source.name
        if name and (not said or said[-1] != name):
            said.append(name)


def press():
    global silent
    told = " / ".join(said)
    said.clear()
    if pressed:
        key = pressed.pop()
        if key in keys_of_walk:
            print(f"{key}\\t{told}", flush=True)
            silent += not told
    if queue:
        pressed.append(queue[0])
        subprocess.run(["xdotool", "key", queue.pop(0)], check=True)
        return True
    program.terminate()
    program.wait()
    pyatspi.Registry.stop()
    return False


def begin():
    if not any(application and application.childCount for application in pyatspi.Registry.getDesktop(0)):
        return True  # the window is not there yet
    GLib.timeout_add(1500, press)
    return False


queue, pressed, keys_of_walk = before + keys, [], set(keys)
pyatspi.Registry.registerEventListener(heard, "object:state-changed:focused")
GLib.timeout_add(3000, begin)
pyatspi.Registry.start()
sys.exit(1 if silent else 0)
"""


def _possible() -> bool:
    if "DISPLAY" not in os.environ or not all(map(shutil.which, _NEEDED)):
        return False
    asked = subprocess.run([_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False)
    return asked.returncode == 0


def main() -> int:
    """Print key and words, a line each."""
    there = all(map(shutil.which, _NEEDED)) and "DISPLAY" in os.environ
    if (
        not there
        or subprocess.run([_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False).returncode
    ):
        sys.stdout.write("needs a screen, xdotool, dbus-run-session and pyatspi\n")
        return _NOT_MEASURED
    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / "report.nianbao"
        form, report = forms.load("2021"), full_report("2021")
        wrong = {"requests.received.total": str(int(report.cell("requests.received.total")) + 1)}
        save(set_cells(form, report, wrong).apply(report), file, None)
        program = (sys.executable, "main.py", str(file))
        done = subprocess.run(
            [
                "dbus-run-session",
                "--",
                _PYTHON,
                "-c",
                _LISTENER,
                " ".join(_TO_TABLE),
                " ".join(_WALK),
                *program,
            ],
            cwd=ROOT,
            env={
                **os.environ,
                "HOME": home,
                "XDG_DATA_HOME": home,
                "QT_QPA_PLATFORM": "xcb",
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=False,
            timeout=120,
        )
    sys.stdout.write(done.stdout)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
