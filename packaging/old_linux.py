"""The Linux bundle, made in a Debian 11 root so that it starts on glibc 2.31 (UOS 20, Kylin V10)."""

import platform
import re
import shutil
from pathlib import Path

import cross_root
import fcitx_plugin
from host import OUT, PROJECT, WORK, Root, log, python_packages, run, source_date

# A compiler for CPython, and the desktop libraries that the bundle takes along.
_PACKAGES = tuple(
    """
    gcc make dpkg-dev binutils patchelf pkg-config xz-utils ca-certificates
    libssl-dev zlib1g-dev libbz2-dev liblzma-dev libffi-dev libexpat1-dev
    libgl1 libegl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libglib2.0-0
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
    libxcb-shape0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1 libcups2
    libx11-xcb1 libsm6 libice6 xvfb xauth
    """.split()  # noqa: SIM905 (a list this long reads better as words)
)
_WHEELS = {  # by machine; the newest that glibc 2.28 (x86_64) and 2.31 (aarch64) load
    "x86_64": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "aarch64": (
        "manylinux_2_31_aarch64",
        "manylinux_2_28_aarch64",
        "manylinux_2_17_aarch64",
        "manylinux2014_aarch64",
    ),
}
_PYTHON = "/opt/python/bin/python3.11"
PYTHON_LICENCE = "opt/python/lib/python3.11/LICENSE.txt"  # in the root


def root(architecture: str = "") -> Root:
    """Return the root to build in, set up or not.

    ``architecture``: another one than this machine's, as Debian calls it (``arm64``).
    """
    if architecture:
        return cross_root.CrossRoot(WORK / "roots" / f"bullseye-{architecture}", architecture)
    return Root(WORK / "roots" / "bullseye")


def prepare(made: Root) -> None:
    """Set a root up, with Python and the dependencies, and the project's files in it."""
    made.make("bullseye", (*_PACKAGES, *fcitx_plugin.COMPILER))
    if isinstance(made, cross_root.CrossRoot):
        own = root()
        _fetch_python(own)
        cross_root.make_python(made, own.folder / "src", "/opt/python")
    else:
        _make_python(made)
    python_packages(made.folder / "opt/site", _WHEELS[machine(made)], ("pyinstaller", "packaging"))
    fcitx_plugin.build(made)
    made.copy_project("project")


def machine(root: Root) -> str:
    """Return the processor that a root's programs are for, as the kernel calls it."""
    return cross_root.MACHINE.get(root.architecture, platform.machine())


def folder(root: Root, name: str) -> Path:
    """Return where a bundle made in a root is put."""
    kind = f"linux-{root.architecture}" if root.architecture else "linux"
    return OUT / kind / name


def build(root: Root, name: str = "nianbao") -> Path:
    """Make the bundle of ``NAME.spec`` and return its folder."""
    log(f"PyInstaller: {name}")
    freeze = f"{_PYTHON} -m PyInstaller --noconfirm --clean --log-level WARN packaging/{name}.spec"
    settings = {
        "PYTHONPATH": "/opt/site",
        "PYTHONHASHSEED": "1",
        "SOURCE_DATE_EPOCH": source_date(),
        "LANG": "C.UTF-8",
        "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
    }
    root.run("sh", "-c", f"cd /project && umask 022 && {freeze}", env=settings, timeout=7200)
    target = folder(root, name)
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(root.folder / "project/dist" / name, target, symlinks=True)
    return target


def python_version(root: Root) -> str:
    """Return the version of the Python that goes into the bundle."""
    return root.run(_PYTHON, "-V").split()[1]


def newest_glibc(bundle: Path) -> tuple[int, int]:
    """Return the newest glibc that any file of a bundle asks for."""
    newest = (0, 0)
    for file in bundle.rglob("*"):
        if file.is_file() and (".so" in file.name or file.parent == bundle):
            listed = run("objdump", "-T", file) if file.read_bytes()[:4] == b"\x7fELF" else ""
            for major, minor in re.findall(r"GLIBC_(\d+)\.(\d+)", listed):
                newest = max(newest, (int(major), int(minor)))
    return newest


def _make_python(root: Root) -> None:
    """Build Debian's own source package of Python 3.11 in the root: its newest is 3.9."""
    if (root.folder / _PYTHON.lstrip("/")).exists():
        return
    _fetch_python(root)
    log("building Python 3.11 for Debian 11")
    shutil.copy(PROJECT / "packaging/linux/glibc228.h", root.folder / "src")
    script = (
        "cd /src && rm -rf python"
        " && dpkg-source --no-check --skip-patches -x python3.11_*.dsc python && cd python"
        # Python tells when it was built: the same each time.
        " && export SOURCE_DATE_EPOCH=$(dpkg-parsechangelog -S Timestamp)"
        # The root has no shared memory to try semaphores in; every desktop has.
        " && ac_cv_func_sem_clockwait=no ac_cv_posix_semaphores_enabled=yes ac_cv_broken_sem_getvalue=no"
        " ./configure -q --prefix=/opt/python --enable-shared"
        " --without-ensurepip --disable-test-modules CFLAGS='-include /src/glibc228.h'"
        " LDFLAGS=-Wl,-rpath,/opt/python/lib"
        " && make -s -j$(nproc) && make -s install"
        # In a bundle the libraries lie elsewhere; the program has loaded libpython before any of these.
        " && patchelf --remove-rpath /opt/python/lib/python3.11/lib-dynload/*.so"
    )
    root.run("sh", "-c", script, timeout=3600)


def _fetch_python(root: Root) -> None:
    """Fetch the source package into the root's ``/src``."""
    if any((root.folder / "src").glob("python3.11_*.dsc")):
        return
    root.make("bullseye", (*_PACKAGES, *fcitx_plugin.COMPILER))
    sources = root.folder / "etc/apt/sources.list.d/python.list"
    mirror = (root.folder / "etc/apt/sources.list").read_text().split()[1]
    sources.write_text(f"deb-src {mirror} bookworm main\n")
    # The release that brings the source is newer than the root's keys.
    shutil.copytree("/usr/share/keyrings", root.folder / "usr/share/keyrings", dirs_exist_ok=True)
    root.run("apt-get", "update", "-q")
    (root.folder / "src").mkdir(exist_ok=True)
    root.run("sh", "-c", "cd /src && apt-get source -q --download-only python3.11")
