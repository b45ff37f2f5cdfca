"""The program starts in an environment that is not as usual, and says so where there is no screen."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Starts the program in surroundings of its own and ends it as soon as something is shown.
START = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import main
from ui.dialogs import ask
ask.choose = lambda _parent, _title, text, buttons, *_rest, **_more: print("told", text) or len(buttons) - 1
def look():
    print("shown", *(type(w).__name__ for w in QApplication.topLevelWidgets() if w.isVisible()))
    QApplication.exit()
real = QApplication.exec
QApplication.exec = lambda *_: (QTimer.singleShot(300, look), real())[1]
sys.exit(main.main(sys.argv[1:]))
"""


def run(environment: dict[str, str], *, without: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    whole_environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment}
    for name in without:
        whole_environment.pop(name, None)
    with tempfile.TemporaryDirectory() as here:  # a home that is no whole path is looked for from here
        return subprocess.run(
            [sys.executable, "-c", START],
            cwd=here,
            env={**whole_environment, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such folders by environment")
@pytest.mark.parametrize(
    ("environment", "without"),
    [
        ({"XDG_RUNTIME_DIR": "/proc/1/root"}, ()),
        ({"XDG_RUNTIME_DIR": "/" + "x" * 5000}, ()),
        ({"TMPDIR": "/nowhere"}, ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")),
        ({"HOME": "", "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": ""}, ()),
        ({"HOME": "relative", "XDG_DATA_HOME": "also/relative"}, ()),
        ({"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}, ()),
        ({"LC_ALL": "nonsense", "TZ": "Nowhere/Else"}, ()),
    ],
    ids=["runtime of another", "runtime too long", "no home", "empty", "relative", "C", "no locale"],
)
def test_an_environment_that_is_not_as_usual(
    tmp_path: Path, environment: dict[str, str], without: tuple[str, ...]
) -> None:
    done = run({"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), **environment}, without=without)
    assert done.returncode == 0, done.stderr
    assert "shown StartPage" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
@pytest.mark.parametrize("display", [{"DISPLAY": ":987"}, {"QT_QPA_PLATFORM": "nothing"}, {}])
def test_no_screen_is_told(tmp_path: Path, display: dict[str, str]) -> None:
    environment = {"HOME": str(tmp_path), **display}
    names = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"} - display.keys()
    environment = {**os.environ, **environment}
    for name in names:
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "main.py"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("无法打开窗口")
    assert done.stderr.count("\n") == 1
