"""Types Chinese into the Linux bundle through real input methods: ibus, fcitx5 and fcitx4, each with pinyin.

    python3 packaging/smoke_typing.py [--arch arm64] BUNDLE [ibus] [fcitx5] [fcitx4]

In Debian 12 desktops (under emulation: Debian 11) with a session bus; the session says ``ibus`` or ``fcitx``.
Pinyin goes into a text of the report and into a cell; what arrived is read from the saved file.
"""

import json
import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import smoke
from clean_roots import DESKTOP
from cross_root import CrossRoot
from desktop import Desktop, Trouble, alone
from host import WORK, Root, log
from identity import NAME


class Method(NamedTuple):
    """An input method: what the session says, its packages, its settings, and how the session starts it."""

    said: str
    packages: tuple[str, ...]
    settings: dict[str, str]  # file in the clerk's home: text
    start: str


_FCITX5_PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=pinyin
Layout=

[GroupOrder]
0=Default
"""
_FCITX4_PROFILE = """[Profile]
IMName=pinyin
EnabledIMList=fcitx-keyboard-us:True,pinyin:True
"""
_FCITX4_ON = """[Program]
DefaultInputMethodState=Active
"""
METHODS = {
    "ibus": Method(
        "ibus",
        ("dconf-gsettings-backend", "ibus", "ibus-libpinyin"),
        {},
        "ibus-daemon --daemonize --replace --xim --panel=disable; for n in 1 2 3 4 5 6 7 8 9 10;"
        " do ibus engine libpinyin && break; sleep $WAIT; done",
    ),
    "fcitx5": Method(
        "fcitx",
        ("fcitx5", "fcitx5-pinyin"),
        {".config/fcitx5/profile": _FCITX5_PROFILE},
        "fcitx5 --disable=wayland --replace -d >/dev/null 2>&1; sleep $WAIT",
    ),
    "fcitx4": Method(
        "fcitx",
        ("fcitx-bin", "fcitx-modules", "fcitx-module-dbus", "fcitx-module-x11", "fcitx-pinyin"),
        {".config/fcitx/profile": _FCITX4_PROFILE, ".config/fcitx/config": _FCITX4_ON},
        "fcitx -d --replace >/dev/null 2>&1; sleep $WAIT",
    ),
}
_SESSION = ("dbus", "dbus-x11")
_PINYIN, _CHINESE = "nihao", "你好"


def main(arguments: list[str]) -> int:
    """Try each input method; begin anew without a network first."""
    architecture, words = (arguments[1], arguments[2:]) if arguments[0] == "--arch" else ("", arguments)
    names = words[1:] or list(METHODS)
    if smoke.ALONE not in os.environ:
        for name in names:
            root(name, architecture)  # with the network still there
        return smoke.begin_alone(__file__, arguments)
    alone()
    for name in names:
        made = root(name, architecture)
        home = made.folder / "opt" / NAME
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(Path(words[0]).resolve(), home, symlinks=True)
        try:
            _try(Desktop(made, f"typing-{name}"), METHODS[name], f"/opt/{NAME}/{NAME}")
        finally:
            shutil.rmtree(home)
    return 0


def root(name: str, architecture: str = "") -> Root:
    """Return a desktop with an input method; two of them on one system would conflict."""
    made, release = Root(WORK / "roots" / f"typing-{name}"), "bookworm"
    if architecture:
        folder = made.folder.with_name(f"typing-{name}-{architecture}")
        made, release = CrossRoot(folder, architecture), "bullseye"
    made.make(release, (*DESKTOP, *_SESSION, *METHODS[name].packages))
    return made


def _try(desktop: Desktop, method: Method, program: str) -> None:
    for name, text in method.settings.items():
        file = desktop.home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    if method.settings:
        desktop.own(desktop.home / ".config")
    report = desktop.documents / f"new.{NAME}"
    place = desktop.inside(report)
    desktop.settings["WAIT"] = str(round(3 * desktop.slowness))  # seconds until an input method is there
    desktop.settings |= {"QT_IM_MODULE": method.said, "XMODIFIERS": f"@im={method.said}"}
    session = ("dbus-run-session", "--", "sh", "-c", f"{method.start}; exec {program} {place}")
    with desktop.running():
        desktop.say("dbus-uuidgen", "--ensure=/home/clerk/machine-id")
        smoke.make_sample(desktop, program)
        with desktop.program(*session, output=desktop.home / "output") as running:
            desktop.window(report.stem)
            desktop.keys("F6")
            _type(desktop, "text")
            desktop.keys("F8")  # to the one blank cell
            _type(desktop, "cell")
            desktop.keys("Return", "ctrl+s")
            desktop.shot("saved")
            desktop.keys("ctrl+q")
            desktop.wait("end of the program", lambda: running.poll() is not None)
    typed = json.loads(report.read_text(encoding="utf-8"))
    texts = [typed["title"], *typed["preamble"], *(p for ps in typed["sections"].values() for p in ps)]
    if not any(_CHINESE in text for text in texts) or _CHINESE not in typed["cells"].values():
        raise Trouble(f"{desktop.name}: Chinese did not arrive: {texts} {typed['cells']}")
    log(f"{desktop.name}: “{_CHINESE}” arrived in a text and in a cell")


def _type(desktop: Desktop, where: str) -> None:
    desktop.type(_PINYIN)
    desktop.shot(f"{where}-pinyin")
    desktop.keys("space")
    desktop.shot(f"{where}-chosen")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
