"""Smoke test of the Windows installer under wine: installed silently, used, removed; a report outlives it.

    python3 packaging/smoke_windows.py SETUP.exe [PORTABLE.zip]

The same steps as on Linux, with real keys; files are opened and saved through the system's own dialogs.
What wine cannot show is listed in packaging/windows/CHECKLIST.md.
"""

import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import smoke
import windows_root
from desktop import SHOTS, Desktop, Trouble, alone
from host import Root, log, run
from identity import NAME, TITLE

_HOME = f"{windows_root.DRIVE}/users/root/AppData/Local/Programs/{NAME}"
_MENU = f"{windows_root.DRIVE}/users/root/AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
_STATE = f"{windows_root.DRIVE}/users/root/AppData/Local/{NAME}"
_KEYS = (rf"HKCU\Software\Classes\.{NAME}", rf"HKCU\Software\Classes\{NAME}.report\shell\open\command")
_OF_WINE = "Unable to open monitor interface"  # Qt, of the display that wine makes up
_IN_USE = 2  # the installer's exit code while the program runs
_UNWRITTEN = 1  # the program's exit code when the output could not be written
_OTHER_FIGURE = "8"
_SETTLES = 5.0  # seconds
_DEEP = 300  # characters of a path that is longer than Windows took for decades
# Holds a file as Word does, for nobody else to write or replace, until it is ended.
_HOLD = (
    "import ctypes,sys,time;k=ctypes.windll.kernel32;"
    "h=k.CreateFileW(sys.argv[1],0xC0000000,0,None,3,0,None);assert h!=-1;"
    "open(sys.argv[1]+'.held','w').close();time.sleep(60)"
)


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

    def title(self) -> str:
        """Return the title of the active window.

        Behind a dialog wine's windows (its own notepad too) get no focus from this window manager: they are
        given it here, as a click would.
        """
        title = super().title()
        if not title:
            self.ask("xdotool", "search", "--onlyvisible", "--name", ".", "windowactivate")
        return title


def main(arguments: list[str]) -> int:
    """Test an installer; begin anew without a network first."""
    if smoke.ALONE not in os.environ:
        windows_root.root()  # with the network still there
        return smoke.begin_alone(__file__, arguments)
    alone()
    setup = Path(arguments[0]).resolve()
    portable = Path(arguments[1]).resolve() if len(arguments) > 1 else None
    made = windows_root.root()
    desktop = WindowsDesktop(made, "windows")
    shutil.copyfile(setup, desktop.home / "setup.exe")
    with desktop.running():
        try:
            _fonts(desktop)
            _install(desktop)
            _use(desktop)
            _wizard(desktop)
            if portable is not None:
                _use_portable(desktop, portable)
        finally:
            _uninstall(desktop)
            subprocess.run(["chroot", made.folder, "wineserver", "-k"], env=desktop.settings, check=False)
    return 0


def _fonts(desktop: WindowsDesktop) -> None:
    """Let wine write the wizard's Chinese: every Windows has the fonts that it asks for."""
    replaced = r"HKCU\Software\Wine\Fonts\Replacements"
    for name in ("宋体", "SimSun", "Tahoma"):
        desktop.say("wine", "reg", "add", replaced, "/v", name, "/d", "Noto Sans CJK SC", "/f")


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
    logged = log_file.read_text("utf-8", errors="replace") if log_file.exists() else ""
    complaints = [*output.read_text(errors="replace").splitlines(), *logged.splitlines()]
    printed = "\n".join(line for line in complaints if line.strip() and _OF_WINE not in line)
    if printed:
        raise Trouble(f"the program complained: {printed[:2000]} (see also {log_file})")
    log("windows: imported, changed, flagged, exported, read back; silent")
    _twice(desktop, program, saved)
    _held(desktop, program, saved)
    _read_only(desktop, program, saved)
    _deep(desktop, program, saved)


def _twice(desktop: WindowsDesktop, program: str, report: Path) -> None:
    """Open one report twice: the second window is to read only, and says so."""
    command = desktop.command(program, desktop.inside(report))
    outputs = (SHOTS / "windows-first.output", SHOTS / "windows-second.output")
    with desktop.program(*command, output=outputs[0]):
        desktop.window("saved")
        with desktop.program(*command, output=outputs[1]):
            desktop.window("只读")
            desktop.shot("5-twice")
    log("windows: opened twice, the second time to read only")


def _deep(desktop: WindowsDesktop, program: str, report: Path) -> None:
    """Check a report at the end of a very long path, and write one there."""
    folder = desktop.documents
    while len(desktop.inside(folder)) < _DEEP:
        folder /= "二〇二四年度 政府信息公开 年报"
    folder.mkdir(parents=True)
    copy, written = folder / report.name, folder / "out.nianbao"
    shutil.copyfile(report, copy)
    desktop.say(*desktop.command(program, "convert", desktop.inside(copy), desktop.inside(written)))
    if not written.exists():
        raise Trouble("windows: nothing was written at the end of a long path")
    log(f"windows: read and wrote at a path of {len(desktop.inside(written))} characters")


def _held(desktop: WindowsDesktop, program: str, report: Path) -> None:
    """Export over a file that another program holds: a sentence, and the file stays as it was."""
    held = desktop.typed / "held.docx"
    held.write_bytes(b"of another program")
    holding = ("wine", "C:\\python\\python.exe", "-c", _HOLD, desktop.inside(held))
    with desktop.program(*holding, output=SHOTS / "windows-held.output"):
        desktop.wait("file that is held", lambda: held.with_name("held.docx.held").exists())
        words = desktop.command(program, "convert", desktop.inside(report), desktop.inside(held))
        code, told = desktop.ask(*words)
    if code != _UNWRITTEN or "Traceback" in told or held.read_bytes() != b"of another program":
        raise Trouble(f"windows: over a file that is held: {code} {told}")
    log("windows: a file that another program holds stays as it is, and is told")


def _read_only(desktop: WindowsDesktop, program: str, report: Path) -> None:
    """Use a report in a folder where nothing can be written: a sentence, and what was there stays."""
    folder = desktop.documents / "只能读的 文件夹"
    folder.mkdir()
    copy = folder / "copy.nianbao"
    shutil.copyfile(report, copy)
    before = copy.read_bytes()
    run("mount", "--bind", folder, folder)  # gone with the namespace, whatever happens
    run("mount", "-o", "remount,bind,ro", folder)
    out = folder / "out.nianbao"
    code, told = desktop.ask(*desktop.command(program, "convert", desktop.inside(copy), desktop.inside(out)))
    if code != _UNWRITTEN or "Traceback" in told:
        raise Trouble(f"windows: into a folder that is read only: {code} {told}")
    command = desktop.command(program, desktop.inside(copy))
    with desktop.program(*command, output=SHOTS / "windows-read-only.output"):
        desktop.window("copy")
        desktop.keys("F8")
        desktop.type(_OTHER_FIGURE)
        desktop.keys("Return", "ctrl+s")
        desktop.window("没有保存")
        desktop.shot("6-read-only")
    if sorted(folder.iterdir()) != [copy] or copy.read_bytes() != before:
        raise Trouble(f"windows: in a folder that is read only, files changed: {list(folder.iterdir())}")
    run("umount", folder)
    log("windows: a folder that is read only is told, by the command line and in the window")


def _wizard(desktop: WindowsDesktop) -> None:
    """Install over what is there page by page, as a person does, and let the last page start the program."""
    home = desktop.root.folder / _HOME
    kept = home / f"kept.{NAME}"
    kept.write_text("a report somebody keeps in the program's folder", encoding="utf-8")
    before = (home / "uninstall.exe").stat().st_mtime_ns
    setup = desktop.inside(desktop.home / "setup.exe")
    with desktop.program("wine", setup, output=SHOTS / "windows-wizard.output"):
        for page in ("7-welcome", "8-folder"):
            desktop.window("安装")
            desktop.shot(page)
            desktop.keys("Return")
        written = home / "uninstall.exe"
        desktop.wait("the new uninstaller", lambda: written.exists() and written.stat().st_mtime_ns > before)
        time.sleep(_SETTLES)  # what is left to do after it, and the last page
        desktop.shot("9-done")
        desktop.keys("Return")
        desktop.window("恢复没有保存的报告")  # of the program that was ended before
        desktop.shot("10-recovery")
        desktop.keys("alt+l")
        desktop.wait("start page", lambda: desktop.title() == TITLE)
        desktop.shot("11-started")
        desktop.keys("alt+F4")
    if not kept.exists():
        raise Trouble("installing anew took a report along")
    kept.unlink()
    log("windows: installed anew by the wizard, which starts the program; reports and unsaved work stayed")


def _use_portable(desktop: WindowsDesktop, portable: Path) -> None:
    """Unpack the zip into a folder with Chinese and a blank, and use it there."""
    place = desktop.home / "便携 版"
    with zipfile.ZipFile(portable) as archive:
        archive.extractall(place)
    program = desktop.inside(place / NAME / NAME)
    report = desktop.inside(desktop.documents / f"new.{NAME}")
    _, done = desktop.ask(*desktop.command(program, "check", "--json", report))
    if '"findings"' not in done:
        raise Trouble(f"the portable program checked nothing: {done}")
    log("windows: the portable zip works from a folder with Chinese and a blank")


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
