"""Types Chinese into the Linux bundle through real input methods: ibus with pinyin, and fcitx5 with pinyin.

    python3 packaging/smoke_typing.py BUNDLE

In a Debian 12 desktop with a session bus; the session says ``ibus`` once and ``fcitx`` once. Pinyin goes
into a text of the report and into a cell; what arrived is read from the saved file.
"""

import json
import os
import shutil
import sys
from pathlib import Path

import smoke
from clean_roots import DESKTOP
from desktop import Desktop, Trouble, alone
from host import WORK, Root, log
from identity import NAME

_METHODS = (
    "dbus",
    "dbus-x11",
    "dconf-gsettings-backend",
    "ibus",
    "ibus-libpinyin",
    "fcitx5",
    "fcitx5-pinyin",
)
_FCITX_PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=pinyin
Layout=

[GroupOrder]
0=Default
"""
# The session's own start of each method; fcitx5 takes its pinyin from the profile.
_STARTED = {
    "ibus": (
        "ibus-daemon --daemonize --replace --xim --panel=disable; for n in 1 2 3 4 5 6 7 8 9 10;"
        " do ibus engine libpinyin && break; sleep 1; done"
    ),
    "fcitx": "fcitx5 --disable=wayland --replace -d >/dev/null 2>&1; sleep 3",
}
_PINYIN, _CHINESE = "nihao", "你好"


def main(arguments: list[str]) -> int:
    """Try each input method; begin anew without a network first."""
    if smoke.ALONE not in os.environ:
        _root()  # with the network still there
        return smoke.begin_alone(__file__, arguments)
    alone()
    made = _root()
    home = made.folder / "opt" / NAME
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(Path(arguments[0]).resolve(), home, symlinks=True)
    for method in arguments[1:] or _STARTED:
        _try(Desktop(made, f"typing-{method}"), method, f"/opt/{NAME}/{NAME}")
    shutil.rmtree(home)
    return 0


def _root() -> Root:
    made = Root(WORK / "roots" / "typing")
    made.make("bookworm", (*DESKTOP, *_METHODS))
    return made


def _try(desktop: Desktop, method: str, program: str) -> None:
    profile = desktop.home / ".config/fcitx5/profile"
    profile.parent.mkdir(parents=True)
    profile.write_text(_FCITX_PROFILE, encoding="utf-8")
    report = desktop.documents / f"new.{NAME}"
    place = desktop.inside(report)
    for file in (profile, profile.parent, profile.parent.parent):
        os.chown(file, desktop.user, desktop.user)
    desktop.settings |= {"QT_IM_MODULE": method, "XMODIFIERS": f"@im={method}"}
    session = ("dbus-run-session", "--", "sh", "-c", f"{_STARTED[method]}; exec {program} {place}")
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
