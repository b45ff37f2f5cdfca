"""Smoke test of a Linux bundle or of the installed package, on desktops without Python and network.

    python3 packaging/smoke.py bundle FOLDER      the bundle, in every clean root
    python3 packaging/smoke.py deb FILE           the package: installed, used, removed
    python3 packaging/smoke.py --arch arm64 …     the same under emulation; ends with the clean root's name

Everything runs in a network namespace that has no interface but a switched-off loopback. A report is
imported from a Word file, one figure is changed with real keys, the flag is looked for on the screen and in
the saved file, Word is written and read back. The program must print nothing and open no socket that is not
a local one.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import smoke_kinds
from clean_roots import has_python, releases, root
from desktop import SHOTS, Desktop, Trouble, alone
from host import Root, log, need
from identity import NAME

ALONE = "NIANBAO_SMOKEALONE"
_FLAG = "#F6CFCB"  # the ground of a flagged cell: error_strong of ui/look/tokens.py
_MANY = 60  # reports in a folder
_FIGURE = "7"
_ORGAN = "青禾县林业局"
_PART = "requests.received."  # the row in which one cell stays blank, to be filled by hand
_SECTIONS = {
    "overview": ["主动公开、依申请公开、政府信息管理、平台建设和监督保障都按要求开展。"],
    "problems": ["人手不足，下一年增加培训。"],
    "other": ["本年度未收取信息处理费。"],
}


def main(arguments: list[str]) -> int:
    """Test a bundle or a package in every clean root; begin anew without a network first."""
    architecture, words = (arguments[1], arguments[2:]) if arguments[0] == "--arch" else ("", arguments)
    kind, what = words[0], Path(words[1]).resolve()
    wanted = tuple(words[2:]) or releases(architecture)
    if ALONE not in os.environ:
        if architecture:
            need("strace")
        for release in wanted:
            root(release, architecture)  # with the network still there
        return begin_alone(__file__, arguments)
    alone()
    for release in wanted:
        made = root(release, architecture)
        if has_python(made):
            raise Trouble(f"{release}: this root is not clean, it has a Python")
        (bundle if kind == "bundle" else package)(made, release, what)
    return 0


def begin_alone(script: str, arguments: list[str]) -> int:
    """Run a script anew where there is no network and nothing outlives it; return its exit code."""
    apart = ("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
    command = [*apart, sys.executable, script, *arguments]
    return subprocess.run(command, env={**os.environ, ALONE: "1"}, check=False).returncode


def bundle(made: Root, release: str, folder: Path) -> None:
    """Use the unpacked bundle in a root."""
    home = made.folder / "opt" / NAME
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(folder, home, symlinks=True)
    try:
        _use(Desktop(made, f"bundle-{release}"), f"/opt/{NAME}/{NAME}")
    finally:
        shutil.rmtree(home)


def package(made: Root, release: str, file: Path) -> None:
    """Install the package, use it, remove it; a report outlives it."""
    shutil.copy(file, made.folder / "tmp" / file.name)
    made.run("dpkg", "-i", f"/tmp/{file.name}")
    if made.architecture:  # such a root knows no triggers (cross_root.py)
        made.run("update-mime-database", "/usr/share/mime")
    try:
        made.run("desktop-file-validate", f"/usr/share/applications/{NAME}.desktop")
        globs = (made.folder / "usr/share/mime/globs2").read_text()
        if f":application/x-{NAME}:*.{NAME}\n" not in globs:
            raise Trouble(f"{release}: the file type is not known after installing")
        desktop = Desktop(made, f"deb-{release}")
        _use(desktop, NAME)
    finally:
        made.run("dpkg", "--purge", NAME)
        if made.architecture:
            made.run("update-mime-database", "/usr/share/mime")
    left = [path for path in made.folder.glob(f"usr/**/*{NAME}*") if ".cache" not in path.parts]
    if left:
        raise Trouble(f"{release}: left after removing: {left[:5]}")
    if not (desktop.typed / f"saved.{NAME}").exists():
        raise Trouble(f"{release}: removing the package took a report along")
    log(f"{release}: installed and removed without a trace; the reports stayed")


def _use(desktop: Desktop, program: str) -> None:
    with desktop.running():
        sample, blank = make_sample(desktop, program)
        printed, calls = SHOTS / f"{desktop.name}.output", SHOTS / f"{desktop.name}.calls"
        SHOTS.mkdir(parents=True, exist_ok=True)
        command = desktop.command(program, desktop.inside(sample))
        with desktop.program(*command, output=printed, calls=calls) as running:
            saved, word = work(desktop)
            desktop.wait("end of the program", lambda: running.poll() is not None)
            if running.returncode:
                raise Trouble(f"{desktop.name}: the program ended with {running.returncode}")
        prove(desktop, program, blank, saved, word)
    if text := printed.read_text(errors="replace").strip():
        raise Trouble(f"{desktop.name}: the program printed: {text[:2000]}")
    sockets = _only_local(desktop, calls.read_text(errors="replace"))
    log(f"{desktop.name}: imported, changed, flagged, exported, read back; silent; {sockets} local sockets")


def make_sample(desktop: Desktop, program: str) -> tuple[Path, str]:
    """Make a Word file of a whole, right report in which one cell is blank; return both."""
    made = desktop.documents / f"new.{NAME}"
    place = desktop.inside(made)
    new = ("new", "--form", "2021", "--organ", _ORGAN, "--year", "2024", "-o", place)
    desktop.say(*desktop.command(program, *new))
    findings = _findings(desktop, program, made)
    blank = [address for one in findings if one["code"] == "blank-cell" for address in one["addresses"]]
    kept = next(address for address in blank if address.startswith(_PART))
    report = json.loads(made.read_text(encoding="utf-8"))
    report["cells"] = {address: "0" for address in blank if address != kept}
    report["preamble"], report["sections"] = ["根据条例的要求，编制本报告。"], _SECTIONS
    made.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    word = desktop.documents / "sample.docx"
    desktop.say(*desktop.command(program, "convert", place, desktop.inside(word)))
    findings = _findings(desktop, program, word)
    if [(one["code"], one["addresses"]) for one in findings] != [("blank-cell", [kept])]:
        raise Trouble(f"{desktop.name}: the sample has other findings than its blank cell: {findings}")
    return word, kept


def work(desktop: Desktop) -> tuple[Path, Path]:
    """What the clerk does in the window; return the saved report and the Word file."""
    saved, word = desktop.typed / f"saved.{NAME}", desktop.typed / "out.docx"
    desktop.window("导入报告")
    desktop.keys("Return")
    desktop.window(f"{_ORGAN}2024年")
    desktop.keys("F8")  # to the blank cell, the only finding
    desktop.shot("1-imported")
    before = desktop.pixels(_FLAG)
    desktop.type(_FIGURE)
    desktop.keys("Return")
    _seen(desktop, "2-flagged", lambda red: red >= before + 200)
    desktop.keys("ctrl+shift+s")
    desktop.window("另存为")
    desktop.keys("ctrl+a")
    desktop.type(desktop.inside(saved))
    desktop.keys("Return")
    desktop.wait("saved report", saved.exists)
    desktop.window("saved")
    desktop.keys("ctrl+e")
    desktop.window("报告还没有做完")
    desktop.keys("alt+d")
    desktop.window("导出")
    desktop.keys("ctrl+a")
    desktop.type(desktop.inside(word))
    desktop.keys("Return")
    desktop.window("导出完成")
    desktop.shot("3-exported")
    desktop.keys("Escape")
    desktop.window("saved")
    desktop.keys("ctrl+z")
    _seen(desktop, "4-undone", lambda red: red <= before)
    desktop.keys("ctrl+y", "ctrl+q")
    return saved, word


def _seen(desktop: Desktop, name: str, right: Callable[[int], bool]) -> None:
    """Photograph the screen until the flags on it are as they should: a busy machine paints late."""

    def look() -> bool:
        desktop.shot(name)
        return right(desktop.pixels(_FLAG))

    desktop.wait(f"screen as it should be in {name}", look)


def prove(desktop: Desktop, program: str, blank: str, saved: Path, word: Path) -> None:
    """Hold what was saved and exported against what was typed."""
    before = json.loads((desktop.documents / f"new.{NAME}").read_text(encoding="utf-8"))
    report = json.loads(saved.read_text(encoding="utf-8"))
    changed = dict(set(report["cells"].items()) - set(before["cells"].items()))
    sums = {address for address in changed if address.startswith(_PART)}  # they follow by themselves
    if blank not in changed or set(changed) != sums or set(changed.values()) != {_FIGURE}:
        raise Trouble(f"{desktop.name}: not the one figure of {blank} was changed but {changed}")
    errors = [one for one in _findings(desktop, program, saved) if one["level"] == "error"]
    if not any(address in one["addresses"] for one in errors for address in changed):
        raise Trouble(f"{desktop.name}: {blank} is not flagged: {errors}")
    drafts = [file for file in word.parent.glob(f"{word.stem}*.docx") if "草稿" in file.name]
    if len(drafts) != 1 or word.exists():
        raise Trouble(f"{desktop.name}: the draft is not marked as one: {list(word.parent.iterdir())}")
    back = desktop.documents / f"back.{NAME}"
    desktop.say(*desktop.command(program, "convert", desktop.inside(drafts[0]), desktop.inside(back)))
    read = json.loads(back.read_text(encoding="utf-8"))
    for part in ("form", "organ", "year", "title", "preamble", "sections", "cells"):
        if read[part] != report[part]:
            raise Trouble(f"{desktop.name}: {part} came back from Word as {read[part]}")
    _many(desktop, program, saved)
    if not desktop.root.architecture:  # emulated, the readers with a limit of time take too long
        _kinds(desktop, program)


def _kinds(desktop: Desktop, program: str) -> None:
    """Read and write every kind of file."""

    def say(*words: str) -> str:
        code, printed = desktop.ask(*desktop.command(program, *words))
        if code not in (0, 1):  # 1: the reports have errors
            raise Trouble(f"{desktop.name}: {words} ended with {code}: {printed}")
        return printed

    try:
        done = smoke_kinds.prove(say, desktop.inside, desktop.documents / "kinds", desktop.own)
    except AssertionError as error:
        raise Trouble(f"{desktop.name}: {error}") from error
    log(f"{desktop.name}: {done}")


def _many(desktop: Desktop, program: str, saved: Path) -> None:
    """Check a whole folder: that is done by several processes, which a bundle must be able to begin."""
    folder = desktop.documents / "many"
    folder.mkdir()
    for number in range(_MANY):
        shutil.copy(saved, folder / f"{number}.{NAME}")
    checked = _checked(desktop, program, folder)
    if len(checked) != _MANY or any(one["organ"] != _ORGAN for one in checked):
        raise Trouble(f"{desktop.name}: of {_MANY} reports in a folder not all were checked: {checked[:2]}")


def _findings(desktop: Desktop, program: str, file: Path) -> list[dict[str, object]]:
    return _checked(desktop, program, file)[0]["findings"]


def _checked(desktop: Desktop, program: str, file: Path) -> list[dict[str, object]]:
    """Return what ``check`` says of each file, in a folder or alone; JSON is UTF-8 on every console."""
    command = desktop.command(program, "check", "--json", desktop.inside(file))
    _, printed = desktop.ask(*command, errors=False)  # progress is told there
    return json.loads(printed)["files"]


def _only_local(desktop: Desktop, calls: str) -> int:
    """Count the sockets opened; raise Trouble for one that is not local, or a look at the resolver."""
    calls = calls[calls.index(f'{NAME}", ["') :]  # from the program's own beginning, not that of `chroot`
    kinds = re.findall(r"socket\((\w+)", calls)
    strangers = sorted(set(kinds) - {"AF_UNIX"})
    asked = re.findall(r'openat\([^,]+, "([^"]*(?:resolv\.conf|nsswitch|/hosts|libnss_dns)[^"]*)"', calls)
    if strangers or asked:
        raise Trouble(f"{desktop.name}: opened {strangers} sockets, looked at {sorted(set(asked))}")
    return len(kinds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
