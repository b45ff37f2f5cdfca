"""Smoke test of the Windows installer under wine: installed silently, used, removed; a report outlives it.

    python3 packaging/smoke_windows.py SETUP.exe

The same steps as on Linux, with real keys; files are opened and saved through the system's own dialogs.
What wine cannot show is listed in packaging/windows/CHECKLIST.md.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import smoke
import windows_root
from desktop import SHOTS, Desktop, Trouble, alone
from host import Root, log
from identity import NAME, TITLE

_HOME = f"{windows_root.DRIVE}/users/root/AppData/Local/Programs/{NAME}"
_MENU = f"{windows_root.DRIVE}/users/root/AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
_STATE = f"{windows_root.DRIVE}/users/root/AppData/Local/{NAME}"
_KEYS = (rf"HKCU\Software\Classes\.{NAME}", rf"HKCU\Software\Classes\{NAME}.report\shell\open\command")
_IN_USE = 2  # the installer's exit code while the program runs


class WindowsDesktop(Desktop):
    """A screen on which Windows programs run under wine."""

    def __init__(self, root: Root, name: str) -> None:
        super().__init__(root, name, user=0)
        self.settings |= {"WINEPREFIX": "/root/wine", "WINEDEBUG": "-all", "USER": "root"}

    @property
    def documents(self) -> Path:
        """A folder as clerks have them: its name has Chinese and a blank."""
        return self.home / "年报 文件"

    def inside(self, file: Path) -> str:
        """Return a file's path as Windows programs see it."""
        return "Z:" + super().inside(file).replace("/", "\\")

    def command(self, program: str, *arguments: str) -> tuple[str, ...]:
        """Return the words that start a Windows program; commands go to the console twin."""
        console = bool(arguments) and arguments[0] in ("new", "convert", "check", "sum")
        return ("wine", f"{program}-cli.exe" if console else f"{program}.exe", *arguments)


def main(arguments: list[str]) -> int:
    """Test an installer; begin anew without a network first."""
    if smoke.ALONE not in os.environ:
        windows_root.root()  # with the network still there
        return smoke.begin_alone(__file__, arguments)
    alone()
    setup = Path(arguments[0]).resolve()
    made = windows_root.root()
    desktop = WindowsDesktop(made, "windows")
    shutil.copyfile(setup, desktop.home / "setup.exe")
    with desktop.running():
        try:
            _install(desktop)
            _use(desktop)
        finally:
            _uninstall(desktop)
            subprocess.run(["chroot", made.folder, "wineserver", "-k"], env=desktop.settings, check=False)
    return 0


def _install(desktop: WindowsDesktop) -> None:
    home, menu = desktop.root.folder / _HOME, desktop.root.folder / _MENU
    desktop.say("wine", desktop.inside(desktop.home / "setup.exe"), "/S")
    desktop.wait("uninstaller", (home / "uninstall.exe").exists)
    for file in (home / f"{NAME}.exe", home / f"{NAME}-cli.exe", menu / f"{TITLE}.lnk"):
        if not file.exists():
            raise Trouble(f"the installer made no {file.name}")
    for key in _KEYS:
        desktop.say("wine", "reg", "query", key)
    log("windows: installed silently, per user; start menu and file type are there")


def _use(desktop: WindowsDesktop) -> None:
    program = rf"C:\users\root\AppData\Local\Programs\{NAME}\{NAME}"
    log_file = desktop.root.folder / _STATE / "运行记录.log"
    shutil.rmtree(log_file.parent, ignore_errors=True)  # what an earlier, failed try left
    SHOTS.mkdir(parents=True, exist_ok=True)
    sample, blank = smoke.make_sample(desktop, program)
    output = SHOTS / "windows.output"
    command = desktop.command(program, desktop.inside(sample))
    with desktop.program(*command, output=output) as running:
        desktop.window("导入报告")
        code, _ = desktop.ask("wine", desktop.inside(desktop.home / "setup.exe"), "/S")
        if code != _IN_USE:
            raise Trouble(f"the installer took over a running program (exit code {code})")
        saved, word = smoke.work(desktop)
        desktop.wait("end of the program", lambda: running.poll() is not None)
    smoke.prove(desktop, program, blank, saved, word)
    printed = output.read_text(errors="replace").strip()
    if printed or (log_file.exists() and log_file.stat().st_size):
        raise Trouble(f"the program complained: {printed[:2000]} (see also {log_file})")
    log("windows: imported, changed, flagged, exported, read back; silent")


def _uninstall(desktop: WindowsDesktop) -> None:
    home, menu = desktop.root.folder / _HOME, desktop.root.folder / _MENU
    own = home / f"mine.{NAME}"
    own.write_text("a report somebody keeps in the program's folder", encoding="utf-8")
    desktop.say("wine", rf"C:\users\root\AppData\Local\Programs\{NAME}\uninstall.exe", "/S")
    desktop.wait("end of the removal", lambda: not (home / "uninstall.exe").exists())
    desktop.wait("end of the start menu's entry", lambda: not (menu / f"{TITLE}.lnk").exists())
    left = sorted(file.name for file in home.iterdir())
    if left != [own.name]:
        raise Trouble(f"left after removing: {left}")
    own.unlink()
    home.rmdir()
    for key in _KEYS:
        if desktop.ask("wine", "reg", "query", key)[0] == 0:
            raise Trouble(f"left after removing: {key}")
    log("windows: removed; the reports stayed")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
