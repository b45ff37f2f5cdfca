"""Makes the program and its tests run from a bare checkout: Python 3.11 or later is all it asks for.

    python3 packaging/develop.py start [FILE]       open the program (or run one of its commands)
    python3 packaging/develop.py test [ARGUMENTS]   run all tests, or those that pytest's arguments tell
    python3 packaging/develop.py prepare            only make .venv ready for both

The dependencies of pyproject.toml go into .venv beside it, once for each change of that file. On Debian and
its kin missing system packages are installed too where that is allowed; otherwise the command is told.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
PYTHON = HOME / ("Scripts/python.exe" if WINDOWS else "bin/python")
OLDEST = (3, 11)

# What the Qt of the wheels expects of the system, and fonts that have Chinese in them.
QT_PACKAGES = [
    "libegl1",
    "libgl1",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libdbus-1-3",
    "libfontconfig1",
    "libglib2.0-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-image0",
    "libxcb-render-util0",
    "libxcb-randr0",
    "libxcb-xinerama0",
    "libxcb-xfixes0",
    "libxcb-sync1",
    "libxcb-render0",
    "libxcb-shm0",
    "libxcb-xkb1",
    "fonts-noto-cjk",
]
# With these a test types at a real screen and looks at real pages; without them it is skipped and says so.
TEST_PACKAGES = ["xvfb", "xdotool", "openbox", "imagemagick", "poppler-utils"]
VENV_PACKAGE = "python3-venv"  # Debian keeps ensurepip apart
# Each process of tests takes up to a gigabyte, and some tests start programs of their own.
SPREAD = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]


class CannotPrepare(Exception):
    """Something is missing that only a person can give; the text says what to do."""


def main(arguments):
    """Run one of the commands of this file and return the exit code."""
    command, rest = (arguments or ["help"])[0], arguments[1:]
    if command not in ("start", "test", "prepare"):
        tell(__doc__)
        return 2
    try:
        prepare(tests=command != "start")
    except CannotPrepare as error:
        tell(str(error))
        return 1
    if command == "start":
        return start(rest)
    if command == "test":
        return test(rest)
    return 0


def start(arguments):
    """Open the program."""
    screen = not sys.platform.startswith("linux") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )
    if not screen and arguments[:1] not in (["new"], ["convert"], ["check"], ["sum"], ["-h"], ["--help"]):
        tell("没有图形界面（DISPLAY 未设置），打不开窗口。请在桌面环境中运行。")
        tell("There is no screen to open a window on.")
        return 1
    return subprocess.call([str(PYTHON), str(ROOT / "main.py"), *arguments])


def test(arguments):
    """Run the tests without a screen, all of them on several cores; the last line is the test runner's."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.call([str(PYTHON), "-m", "pytest", *(arguments or SPREAD)], cwd=ROOT, env=environment)


def prepare(tests):
    """Make .venv ready, unless it is already for this very pyproject.toml and Python."""
    if sys.version_info < OLDEST:
        raise CannotPrepare(
            f"需要 Python {OLDEST[0]}.{OLDEST[1]} 或更高版本，现为 {sys.version.split()[0]}。\n"
            f"Python {OLDEST[0]}.{OLDEST[1]} or later is needed."
        )
    wanted = stamp()
    marks = [HOME / "ready-tests"] if tests else [HOME / "ready", HOME / "ready-tests"]
    if any(mark.is_file() and mark.read_text() == wanted for mark in marks):
        return
    install_system_packages(QT_PACKAGES + (TEST_PACKAGES if tests else []))
    if not PYTHON.is_file() or not can_run([str(PYTHON), "-m", "pip", "--version"]):
        tell("正在建立 .venv …… Making .venv")
        run([sys.executable, "-m", "venv", "--clear", str(HOME)], "建立 .venv 失败。Making .venv failed.")
    tell("正在安装依赖 …… Installing dependencies")
    run(
        [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements(tests)],
        "安装依赖失败，请检查网络后重试。Installing dependencies failed; see above.",
    )
    marks[0].write_text(wanted)


def stamp():
    """Name what .venv was made for."""
    content = (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(content + sys.version.encode()).hexdigest()


def requirements(tests):
    """Return the dependencies that pyproject.toml lists."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project["dependencies"] + (project["optional-dependencies"]["develop"] if tests else [])


def install_system_packages(packages):
    """On Debian and its kin install what is missing; elsewhere trust the system."""
    if WINDOWS or not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        return
    missing = [name for name in packages if not installed(name)]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(VENV_PACKAGE)
    if not missing:
        return
    may_install = os.geteuid() == 0 or shutil.which("sudo")
    if not may_install:
        told = "缺少系统组件，请用管理员身份运行：\nSystem packages are missing; as root, run:\n\n"
        told += f"  {typed(missing)}\n"
        if VENV_PACKAGE in missing:
            raise CannotPrepare(told)
        tell(told)  # the system may have what is needed under other names
        return
    tell("正在安装系统组件 …… Installing system packages: " + " ".join(missing))
    # The lists may be missing or old; without a network they cannot be renewed, and may do as they are.
    apt("update")
    if apt("install", "-y", "--no-install-recommends", *missing):
        raise CannotPrepare(f"安装系统组件失败。Installing failed; as root, try:\n\n  {typed(missing)}\n")


def apt(*arguments):
    """Run apt-get as root and return its exit code."""
    command = ["apt-get", *arguments]
    if os.geteuid() != 0:
        command.insert(0, "sudo")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.call(command, env=environment, stdout=subprocess.DEVNULL)


def typed(packages):
    """Return the command that installs packages."""
    return "apt-get install --no-install-recommends " + " ".join(packages)


def installed(package):
    """Whether a Debian package is installed."""
    asked = ["dpkg-query", "-W", "-f", "${db:Status-Abbrev}", package]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.stdout.startswith("ii")


def can_run(command):
    """Whether a command works."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def run(command, otherwise):
    """Run a command that must succeed."""
    if subprocess.call(command):
        raise CannotPrepare(otherwise)


def tell(text):
    """Write to standard error, so that standard output is the program's or the test runner's alone."""
    if hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(errors="replace")
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
