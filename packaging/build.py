"""Makes everything that is handed out, tries it, and prints the figures. Run as root on Debian 12 or later.

    python3 packaging/build.py            everything
    python3 packaging/build.py linux      the Linux bundle (tar.xz)
    python3 packaging/build.py deb        the Debian package, and the bundle in it
    python3 packaging/build.py windows    the Windows bundle and its installer, under wine
    python3 packaging/build.py --untried … the same without the smoke tests and the start-up figures

What is missing on the machine is installed from its Debian mirror; build/ keeps the roots for the next time.
The results lie in dist/. On an aarch64 machine `linux` and `deb` make that machine's artefacts.
"""

import json
import os
import platform
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
from host import OUT, PROJECT, BuildError, log, need, run, source_date
from identity import NAME, VERSION

_GLIBC = (2, 28) if platform.machine() == "x86_64" else (2, 31)
_KINDS = ("linux", "deb", "windows")
_HERE = PROJECT / "packaging"


def main(arguments: list[str]) -> int:
    """Make what is asked for; the exit code is 1 when a step failed or a limit is exceeded."""
    tried = "--untried" not in arguments
    kinds = [word for word in arguments if word not in ("--untried", "all")] or list(_KINDS)
    if any(kind not in _KINDS for kind in kinds):
        print(__doc__)
        return 2
    try:
        if os.geteuid() != 0:
            raise BuildError("please run as root: the roots to build in need it")
        if any(letter.isspace() for letter in str(PROJECT)):
            raise BuildError(f"debootstrap needs a folder without blanks in its name, not “{PROJECT}”")
        os.umask(0o022)
        OUT.mkdir(exist_ok=True)
        need("git", "binutils", "xz-utils", "python3-pip", "debootstrap", "libx11-6", "util-linux")
        if {"linux", "deb"} & set(kinds):
            _linux(tried=tried, package="deb" in kinds)
        if "windows" in kinds:
            _windows(tried=tried)
        parts_list.checksums()
    except BuildError as error:
        log(f"FAILED: {error}")
        return 1
    log("done")
    return 0


def _linux(*, tried: bool, package: bool) -> None:
    made = old_linux.prepare()
    bare = old_linux.build(made, "bare")
    bundle = old_linux.build(made, NAME)
    site, target = made.folder / "opt/site", f"linux-{platform.machine()}"
    python_licence = made.folder / old_linux.PYTHON_LICENCE
    licences.collect(site, bundle, python_licence, fcitx_plugin.tools(), made.folder)
    shutil.copyfile(fcitx_plugin.licence(made), bundle / licences.FOLDER / f"{fcitx_plugin.PART}.txt")
    compiled = {"CPython": old_linux.python_version(made), fcitx_plugin.PART: fcitx_plugin.version(made)}
    parts_list.write(site, target, compiled, bundle, made.folder)
    newest = old_linux.newest_glibc(bundle)
    log(f"newest glibc asked for: {newest[0]}.{newest[1]}")
    if newest > _GLIBC:
        raise BuildError(f"the bundle asks for a newer glibc than {_GLIBC}")
    _size(bundle, bare)
    archive = OUT / f"{NAME}-{VERSION}-{target}.tar.xz"
    _pack(bundle, archive)
    log(f"{archive.name}: {archive.stat().st_size / 1e6:.1f} MB")
    file = debian_package.build(bundle) if package else None
    if tried:
        for release in clean_roots.RELEASES:
            clean_roots.root(release)  # here, where it is told as it goes on
        for method in smoke_typing.METHODS:
            smoke_typing.root(method)
        run(sys.executable, _HERE / "smoke.py", "bundle", bundle, quiet=False)
        if file is not None:
            run(sys.executable, _HERE / "smoke.py", "deb", file, quiet=False)
        run(sys.executable, _HERE / "smoke_typing.py", bundle, quiet=False)
        _start(bundle, bare)


def _windows(*, tried: bool) -> None:
    made = windows_root.root()
    bundle = windows_root.build(made)
    drive = made.folder / windows_root.DRIVE
    licences.collect(drive / "site", bundle, drive / "python/LICENSE.txt", made)
    compiled = {"CPython": windows_root.python_version(made)}
    parts_list.write(drive / "site", "windows-x64", compiled, bundle)
    log(f"Windows bundle: {measure.size(bundle) / 1e6:.1f} MB")
    setup = installer.build(bundle)
    if tried:
        run(sys.executable, _HERE / "smoke_windows.py", setup, quiet=False)


def _size(bundle: Path, bare: Path) -> None:
    whole, floor = measure.size(bundle), measure.size(bare)
    log(
        f"size: {whole / 1e6:.1f} MB, bare window {floor / 1e6:.1f} MB: {whole / floor:.2f} times"
        f" (at most {measure.LARGEST})"
    )
    if whole > measure.LARGEST * floor:
        raise BuildError("the bundle is too large")


def _start(bundle: Path, bare: Path) -> None:
    apart = ("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
    printed = run(*apart, sys.executable, _HERE / "measure.py", bundle, bare)
    took = json.loads(printed.splitlines()[-1])
    share = took["start page share"]
    log(
        f"start to first paint, medians of {measure.STARTS}: {took['start page']:.0f} ms, bare window"
        f" {took['bare']:.0f} ms: {share:.2f} times (at most {measure.SLOWEST});"
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
