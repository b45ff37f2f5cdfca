"""A clerk at a real screen: types a wrong total, sees the flag, mends it, saves, exports, closes.

Keys come from outside, through the window system. The last screen is kept under ``build/artefacts``.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from intake import read
from model.address import Address
from model.storage.files import open_report, save
from tests.support.shell_reports import whole

ROOT = Path(__file__).resolve().parents[3]
NEEDED = ("Xvfb", "xdotool", "import", "openbox")
CELL = Address("requests.received.natural_person")
TOTAL = Address("requests.received.total")

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, NEEDED)), reason=f"needs {', '.join(NEEDED)} to press keys at a real screen"
)


class Screen:
    """An X server of its own, with a window manager, and a person's hands."""

    def __init__(self, home: Path) -> None:
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as pipe:
            display = f":{pipe.readline().strip()}"
        self.environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(home),
            "XDG_DATA_HOME": str(home),
            "PYTHONUNBUFFERED": "1",
        }
        self._manager = subprocess.Popen(["openbox"], env=self.environment, stderr=subprocess.DEVNULL)

    def keys(self, *keys: str) -> None:
        self._run("xdotool", "key", "--delay", "60", *keys)

    def wait_for(self, title: str) -> None:
        """Wait until a window with this in its title is there and has the keyboard."""
        self._run("xdotool", "search", "--sync", "--onlyvisible", "--name", title)
        until(lambda: title in self._run("xdotool", "getactivewindow", "getwindowname"))

    def type(self, text: str) -> None:
        self._run("xdotool", "type", "--delay", "60", text)

    def keep(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._run("import", "-window", "root", str(file))

    def close(self) -> None:
        for process in (self._manager, self._server):
            process.terminate()
            process.wait()

    def _run(self, *command: str) -> str:
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=30)
        return done.stdout


def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    made = Screen(tmp_path)
    yield made
    made.close()


def start(screen: Screen, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "main.py", *arguments],
        cwd=ROOT,
        env=screen.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def ends_well(program: subprocess.Popen[str]) -> None:
    assert program.wait(timeout=20) == 0
    assert program.stdout is not None
    assert program.stdout.read() == ""
    program.stdout.close()


def saved(file: Path, address: Address) -> str:
    """A figure as it stands in the file; nothing before there is one."""
    return open_report(file).report.cell(address) if file.exists() else ""


def test_from_a_wrong_total_to_a_word_file(screen: Screen, tmp_path: Path) -> None:
    file = tmp_path / "report.nianbao"
    save(whole(), file, None)
    program = start(screen, str(file))
    screen.wait_for("report.nianbao")
    screen.keys("ctrl+Next", "ctrl+Next", "ctrl+Next")  # table three
    screen.keys("5", "Tab")  # received from natural persons: nothing balances now
    screen.keys("ctrl+s")
    until(lambda: saved(file, CELL) == "5")
    assert saved(file, TOTAL) == "5"
    screen.keys("F8")  # to the first finding: the column that does not balance
    screen.keep(ROOT / "build" / "artefacts" / "clerk-flagged.png")
    screen.keys("ctrl+z")
    screen.keys("ctrl+s")
    until(lambda: saved(file, CELL) == "0")
    screen.keys("ctrl+e")  # no errors, no question: straight to the name
    screen.wait_for("导出")
    screen.keys("Return")
    screen.wait_for("导出完成")
    screen.keys("Escape")
    (word,) = tmp_path.glob("*.docx")
    assert "草稿" not in word.name
    assert read(word).report.cells == whole().cells
    screen.keys("ctrl+q")
    ends_well(program)


def test_a_new_report_from_the_start_page_to_a_draft(screen: Screen, tmp_path: Path) -> None:
    program = start(screen)
    screen.wait_for("政府信息公开年报编辑器")
    screen.keys("ctrl+n")
    screen.wait_for("新建报告")
    screen.type("QHSSWJ")
    screen.keys("Return")
    screen.wait_for("QHSSWJ")
    screen.keys("ctrl+Next")  # from table two, where a new report begins, to table three
    screen.keys("3", "Tab", "2", "Return")
    screen.keys("ctrl+Home", "End", "9", "Return", "Up")  # a total that is not the sum
    file = tmp_path / "new.nianbao"
    screen.keys("ctrl+s")
    screen.wait_for("另存为")
    screen.keys("ctrl+a")
    screen.type(str(file))
    screen.keys("Return")
    screen.wait_for("new.nianbao")
    assert (saved(file, CELL), saved(file, TOTAL)) == ("3", "9")
    screen.keep(ROOT / "build" / "artefacts" / "clerk-new.png")
    screen.keys("ctrl+BackSpace")  # the sum again
    screen.keys("ctrl+s")
    until(lambda: saved(file, TOTAL) == "5")
    screen.keys("ctrl+e")  # the texts are still missing
    screen.wait_for("报告还没有做完")
    screen.keys("alt+d")
    screen.wait_for("导出")
    screen.keys("Return")
    screen.wait_for("导出完成")
    screen.keys("Escape")
    (word,) = tmp_path.glob("*.docx")
    assert "草稿" in word.name
    assert read(word).report.cell(TOTAL) == "5"
    screen.keys("ctrl+q")
    ends_well(program)
