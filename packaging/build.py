"""Makes everything that is handed out, tries it, and prints the figures. Run as root on Debian 12 or later.

    python3 packaging/build.py            everything for this machine's processor, and for Windows
    python3 packaging/build.py linux      the Linux bundle (tar.xz)
    python3 packaging/build.py deb        the Debian package, and the bundle in it
    python3 packaging/build.py windows    the Windows bundle, its installer and the portable zip, under wine
    python3 packaging/build.py --arch arm64 linux deb    for aarch64, cross-built, under emulation
    python3 packaging/build.py --untried … the same without the smoke tests and the start-up figures
    python3 packaging/build.py --resume …  what was made and tried from the same files stays as it is

What is missing on the machine is installed from its Debian mirror; build/ keeps the roots for the next time.
The results lie in dist/.
"""

import argparse
import json
import os
import shutil
import sys
from pathlib import Path

import clean_roots
import debian_package
import fcitx_plugin
import installer
import licences
import measure
import old_linux
import parts_list
import smoke_typing
import windows_root
from host import OUT, PROJECT, BuildError, Root, log, need, run, source_date
from identity import NAME, VERSION
from steps import Steps

_KINDS = ("linux", "deb", "windows")
_HERE = PROJECT / "packaging"
_PROGRAM = (
    "main.py",
    "model",
    "intake",
    "export",
    "ui",
    "resources",
    "docs/administrator.md",
    "pyproject.toml",
)
_FREEZING = (
    *_PROGRAM,
    *(
        f"packaging/{name}"
        for name in ("nianbao.spec", "bare.spec", "bare_window.py", "bundle_parts.py", "ahead")
    ),
    *(f"packaging/{name}" for name in ("host.py", "licences.py", "parts_list.py", "fetch_source.py")),
)
_LINUX = (
    *_FREEZING,
    *(
        f"packaging/{name}"
        for name in ("old_linux.py", "cross_root.py", "fcitx_plugin.py", "linux/glibc228.h")
    ),
)
_DEB = (*_LINUX, "packaging/debian_package.py", "packaging/linux", "CHANGELOG.md")
_WINDOWS = (*_FREEZING, "packaging/windows", "packaging/windows_root.py", "packaging/installer.py")
_TRYING = tuple(
    f"packaging/{name}" for name in ("smoke.py", "smoke_kinds.py", "desktop.py", "clean_roots.py")
)


def main(arguments: list[str]) -> int:
    """Make what is asked for; the exit code is 1 when a step failed or a limit is exceeded."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kinds", nargs="*", choices=[*_KINDS, "all", []], metavar="linux|deb|windows")
    parser.add_argument("--arch", default="", choices=["arm64"])
    parser.add_argument("--untried", action="store_true")
    parser.add_argument("--resume", action="store_true")
    wanted = parser.parse_args(arguments)
    kinds = set(wanted.kinds) - {"all"} or {"linux", "deb"} | ({"windows"} if not wanted.arch else set())
    steps = Steps(resume=wanted.resume)
    failed = None
    try:
        if os.geteuid() != 0:
            raise BuildError("please run as root: the roots to build in need it")
        if any(letter.isspace() for letter in str(PROJECT)):
            raise BuildError(f"debootstrap needs a folder without blanks in its name, not “{PROJECT}”")
        os.umask(0o022)
        OUT.mkdir(exist_ok=True)
        need("git", "binutils", "xz-utils", "python3-pip", "debootstrap", "libx11-6", "util-linux")
        if {"linux", "deb"} & kinds:
            _linux(steps, wanted.arch, tried=not wanted.untried, package="deb" in kinds)
        if "windows" in kinds:
            _windows(steps, tried=not wanted.untried)
        # Last, as all else stands whatever comes of it; the time of an emulated start says nothing.
        if {"linux", "deb"} & kinds and not (wanted.untried or wanted.arch):
            _start(steps)
    except BuildError as error:
        failed = error
    if OUT.is_dir():  # what was made has its sums, whatever failed after it
        parts_list.checksums()
    steps.tell()
    log(f"FAILED: {failed}" if failed else "done")
    return 1 if failed else 0


def _linux(steps: Steps, architecture: str, *, tried: bool, package: bool) -> None:
    made = old_linux.root(architecture)
    machine = old_linux.machine(made)
    bundle, bare = old_linux.folder(made, NAME), old_linux.folder(made, "bare")
    target = f"linux-{machine}"
    archive = OUT / f"{NAME}-{VERSION}-{target}.tar.xz"
    file = debian_package.file(architecture)
    # The limits of size and start are held on this machine's own architecture: emulated, the bare window
    # would only take long.
    floor = None if architecture else bare
    folders = (bundle, *filter(None, [floor]))
    steps.run(f"{target} bundle", _LINUX, lambda: _freeze(made, target, floor), folders)
    steps.run(f"{target} tar.xz", _LINUX, lambda: _pack(bundle, archive), (archive,))
    if package:
        steps.run(f"{target} deb", _DEB, lambda: debian_package.build(bundle, architecture), (file,))
    if not tried:
        return
    also = ("--arch", architecture) if architecture else ()
    for release in clean_roots.releases(architecture):
        clean_roots.root(release, architecture)  # here, where it is told as it goes on
        steps.run(
            f"{target} bundle tried on {release}",
            (*_LINUX, *_TRYING),
            lambda release=release: _try("smoke.py", *also, "bundle", bundle, release),
        )
        if package:
            steps.run(
                f"{target} deb tried on {release}",
                (*_DEB, *_TRYING),
                lambda release=release: _try("smoke.py", *also, "deb", file, release),
            )
    for method in smoke_typing.METHODS:
        smoke_typing.root(method, architecture)
    typing = (*_LINUX, *_TRYING, "packaging/smoke_typing.py")
    steps.run(f"{target} typing", typing, lambda: _try("smoke_typing.py", *also, bundle))


def _try(script: str, *words: str | Path) -> None:
    run(sys.executable, _HERE / script, *words, quiet=False, timeout=7200)


def _freeze(made: Root, target: str, floor: Path | None) -> None:
    old_linux.prepare(made)
    if floor:
        old_linux.build(made, "bare")
    bundle = old_linux.build(made, NAME)
    site = made.folder / "opt/site"
    python_licence = made.folder / old_linux.PYTHON_LICENCE
    licences.collect(site, bundle, python_licence, fcitx_plugin.tools(), made.folder)
    shutil.copyfile(fcitx_plugin.licence(made), bundle / licences.FOLDER / f"{fcitx_plugin.PART}.txt")
    compiled = {"CPython": old_linux.python_version(made), fcitx_plugin.PART: fcitx_plugin.version(made)}
    parts_list.write(site, target, compiled, bundle, made.folder)
    newest = old_linux.newest_glibc(bundle)
    log(f"newest glibc asked for: {newest[0]}.{newest[1]}")
    allowed = debian_package.glibc(made.architecture)
    if newest > allowed:
        raise BuildError(f"the bundle asks for a newer glibc than {allowed}")
    if floor:
        _size(bundle, floor)
    else:
        log(f"size: {measure.size(bundle) / 1e6:.1f} MB")


def _windows(steps: Steps, *, tried: bool) -> None:
    bundle, setup, portable = OUT / "windows" / NAME, installer.setup_file(), installer.portable_file()
    steps.run("windows bundle", _WINDOWS, _freeze_windows, (bundle,))
    steps.run("windows installer", _WINDOWS, lambda: installer.build(bundle), (setup,))
    steps.run("windows portable zip", _WINDOWS, lambda: installer.portable(bundle), (portable,))
    if tried:
        inputs = (*_WINDOWS, *_TRYING, "packaging/smoke_windows.py")
        steps.run("windows tried", inputs, lambda: _try("smoke_windows.py", setup, portable))


def _freeze_windows() -> None:
    made = windows_root.root()
    bundle = windows_root.build(made)
    drive = made.folder / windows_root.DRIVE
    licences.collect(drive / "site", bundle, drive / "python/LICENSE.txt", made)
    compiled = {"CPython": windows_root.python_version(made)}
    parts_list.write(drive / "site", "windows-x64", compiled, bundle)
    log(f"Windows bundle: {measure.size(bundle) / 1e6:.1f} MB")


def _size(bundle: Path, bare: Path) -> None:
    whole, floor = measure.size(bundle), measure.size(bare)
    log(
        f"size: {whole / 1e6:.1f} MB, bare window {floor / 1e6:.1f} MB: {whole / floor:.2f} times"
        f" (at most {measure.LARGEST})"
    )
    if whole > measure.LARGEST * floor:
        raise BuildError("the bundle is too large")


def _start(steps: Steps) -> None:
    made = old_linux.root()
    bundle, bare = old_linux.folder(made, NAME), old_linux.folder(made, "bare")
    target = f"linux-{old_linux.machine(made)}"
    steps.run(f"{target} start", (*_LINUX, "packaging/measure.py"), lambda: _measure(bundle, bare))


def _measure(bundle: Path, bare: Path) -> None:
    apart = ("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
    printed = run(*apart, sys.executable, _HERE / "measure.py", bundle, bare)
    took = json.loads(printed.splitlines()[-1])
    share = took["start page share"]
    log(
        f"start to first paint, medians of {measure.STARTS}: {took['start page']:.0f} ms, bare window"
        f" {took['bare']:.0f} ms: {share:.2f} times (goal {measure.GOAL}, at most {measure.SLOWEST});"
        f" with a report {took['report']:.0f} ms"
    )
    if share > measure.SLOWEST:
        raise BuildError("the bundle starts too slowly")


def _pack(bundle: Path, archive: Path) -> None:
    """Pack a bundle so that the same files give the same archive."""
    plain = archive.with_suffix("")
    run(
        "tar", "--sort=name", f"--mtime=@{source_date()}", "--owner=0", "--group=0", "--numeric-owner",
        "--format=gnu", "-C", bundle.parent, "-cf", plain, bundle.name,
    )  # fmt: skip
    run("xz", "-T2", "--force", plain)  # the result is the same for any number of threads above one
    log(f"{archive.name}: {archive.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
