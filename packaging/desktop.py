"""A desktop without a network and without Python: a clean root, a screen in it, and somebody who types."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from host import WORK, BuildError, Root

_SCREEN = ":77"
_CLERK = 1000  # the user that the program runs as
_HOME = "/home/clerk"
_PATIENCE = 60.0  # seconds to wait for a window or a file on a busy machine
_EMULATED = 10  # times as long where the processor is emulated
_SETTINGS = {
    "DISPLAY": _SCREEN,
    "HOME": _HOME,
    "USER": "clerk",
    "LANG": "C.UTF-8",
    "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
    "XDG_RUNTIME_DIR": f"{_HOME}/run",
}
SHOTS = WORK / "smoke"


class Trouble(BuildError):
    """The program did not do on a desktop what it should; the text says what was seen."""


def alone() -> None:
    """Make sure that no network can be reached from here. Raises Trouble."""
    lines = Path("/proc/net/dev").read_text().splitlines()[2:]
    names = [line.split(":")[0].strip() for line in lines]
    if names != ["lo"]:
        raise Trouble(f"network interfaces can be reached here: {names}")


class Desktop:
    """Screen, window manager and keyboard of one clean root; photographs are named after it."""

    def __init__(self, root: Root, name: str, user: int = _CLERK) -> None:
        self.root = root
        self.name = name
        self.user = user
        self.settings = dict(_SETTINGS)
        users = root.folder / "etc/passwd"
        if "\nclerk:" not in users.read_text():
            users.write_text(f"{users.read_text()}clerk:x:{_CLERK}:{_CLERK}::{_HOME}:/bin/sh\n")
        self.home = root.folder / _HOME.lstrip("/")
        shutil.rmtree(self.home, ignore_errors=True)
        for folder in (self.home, self.home / "run", self.documents, self.typed):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
            os.chown(folder, user, user)

    @property
    def display(self) -> str:
        """The name of the screen."""
        return _SCREEN

    @property
    def documents(self) -> Path:
        """The folder for the clerk's files, as seen from outside."""
        return self.home / "papers"

    @property
    def typed(self) -> Path:
        """The folder for files whose names are typed: keys for Chinese characters get lost under wine."""
        return self.home / "papers"

    @property
    def slowness(self) -> float:
        """How many times as long everything may take here."""
        return _EMULATED if self.root.architecture else 1

    def own(self, folder: Path) -> None:
        """Give a folder and all in it to the clerk."""
        for file in (folder, *folder.rglob("*")):
            os.chown(file, self.user, self.user)

    def inside(self, file: Path) -> str:
        """Return a file's path as seen from inside."""
        return f"/{file.relative_to(self.root.folder)}"

    def command(self, program: str, *arguments: str) -> tuple[str, ...]:
        """Return the words that start the program under test."""
        return (program, *arguments)

    @contextmanager
    def running(self, *, manager: bool = True) -> Iterator[None]:
        """Start the screen, and a window manager in it, and end them at last."""
        sockets = self.root.folder / "tmp/.X11-unix"
        sockets.mkdir(exist_ok=True)
        sockets.chmod(0o1777)
        (self.root.folder / f"tmp/.X{_SCREEN[1:]}-lock").unlink(missing_ok=True)
        (sockets / f"X{_SCREEN[1:]}").unlink(missing_ok=True)
        started = []
        with self.root.mounted():
            try:
                screen = (
                    "Xvfb",
                    _SCREEN,
                    "-screen",
                    "0",
                    "1366x768x24",
                    "-ac",
                    "-noreset",
                    "-r",  # no key repeats itself where its release comes late, on a busy machine
                    "-nolisten",
                    "tcp",
                )
                started.append(self._start(screen, subprocess.DEVNULL))
                self.wait("screen", lambda: self.ask("xdotool", "getmouselocation")[0] == 0)
                if manager:
                    started.append(self._start(("jwm",), subprocess.DEVNULL))
                    self.wait("window manager", lambda: self.ask("xdotool", "get_desktop")[0] == 0)
                yield
            finally:
                for process in reversed(started):
                    _end(process)

    @contextmanager
    def program(
        self, *command: str, output: Path, calls: Path | None = None
    ) -> Iterator[subprocess.Popen[bytes]]:
        """Run a program meanwhile; what it prints goes to a file, its system calls to another."""
        # An emulator knows no witness inside, but hands the calls on to the system outside.
        outside = bool(self.root.architecture)
        file = self.home / "calls" if outside else f"{_HOME}/calls"
        trace = ("strace", "-f", "-qq", "-e", "trace=socket,connect,openat,execve", "-o", str(file))
        words = self._words(command)
        if calls:
            words = [*trace, *words] if outside else self._words((*trace, *command))
        with output.open("wb") as printed:
            process = self._begin(words, printed)
            try:
                yield process
            finally:
                _end(process)
        if calls:
            shutil.copy(self.home / "calls", calls)

    def ask(self, *command: str, errors: bool = True) -> tuple[int, str]:
        """Run a command as the clerk and return its exit code and what it printed, errors too if wished."""
        done = subprocess.run(
            self._words(command), env=self.settings, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if errors else subprocess.DEVNULL,
            text=True, errors="replace", timeout=1800, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout

    def say(self, *command: str) -> str:
        """Run a command as the clerk and return what it printed. Raises Trouble unless it ends well."""
        code, printed = self.ask(*command)
        if code:
            raise Trouble(f"{self.name}: {command[0]} ended with {code}: {printed}")
        return printed

    def keys(self, *names: str) -> None:
        """Press keys in the active window, as xdotool names them."""
        self.say("xdotool", "key", "--clearmodifiers", "--delay", "60", *names)
        time.sleep(0.3 * self.slowness)

    def type(self, text: str) -> None:
        """Type a text."""
        self.say("xdotool", "type", "--clearmodifiers", "--delay", "30", text)
        time.sleep(0.3 * self.slowness)

    def title(self) -> str:
        """Return the title of the active window, empty when there is none."""
        code, printed = self.ask("xdotool", "getactivewindow", "getwindowname")
        return printed.strip() if code == 0 else ""

    def window(self, part: str) -> str:
        """Wait until the active window's title holds a text, and return the title."""
        self.wait(f"window “{part}”", lambda: part in self.title())
        time.sleep(0.4 * self.slowness)  # it is active; let it be painted
        return self.title()

    def shot(self, name: str) -> Path:
        """Photograph the screen and return the picture's file."""
        self.say("import", "-window", "root", f"{_HOME}/shot.png")
        SHOTS.mkdir(parents=True, exist_ok=True)
        target = SHOTS / f"{self.name}-{name}.png"
        shutil.copy(self.home / "shot.png", target)
        return target

    def pixels(self, colour: str) -> int:
        """Count the pixels of the last photograph that have a colour, nearly."""
        counted = self.say(
            "convert", f"{_HOME}/shot.png", "-fuzz", "2%", "-fill", "black", "+opaque", colour,
            "-fuzz", "0", "-fill", "white", "+opaque", "black", "-format", "%[fx:mean*w*h]", "info:",
        )  # fmt: skip
        return round(float(counted))

    def wait(self, what: str, there: Callable[[], object]) -> None:
        """Wait for something to become true. Raises Trouble, with a photograph where there is a screen."""
        end = time.monotonic() + _PATIENCE * self.slowness
        while time.monotonic() < end:
            if there():
                return
            time.sleep(0.1)
        shot = "no photograph"
        with suppress(BuildError):
            shot = f"see {self.shot('trouble')}"
        raise Trouble(f"{self.name}: no {what}; active is “{self.title()}”; {shot}")

    def _start(self, command: tuple[str, ...], output: object) -> subprocess.Popen[bytes]:
        return self._begin(self._words(command), output)

    def _begin(self, words: list[str], output: object) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            words, env=self.settings, stdin=subprocess.DEVNULL,
            stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def _words(self, command: tuple[str, ...]) -> list[str]:
        return ["chroot", f"--userspec={self.user}:{self.user}", str(self.root.folder), *command]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process that may have ended already; one that does not listen (a witness) is killed."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
