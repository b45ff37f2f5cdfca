"""A Debian root of another architecture: its programs run under emulation (qemu-user), with our Python.

Its packages are unpacked by this machine and set up by nobody: ``debootstrap`` would run every set-up script
under emulation, for a quarter of an hour. What the scripts would have made and is needed is made here.
Python is cross-compiled: under emulation that would take an hour.
"""

import os
import shutil
import sys
from pathlib import Path

from host import PROJECT, WORK, BuildError, Root, debian_mirror, log, need, run

TRIPLE = {"arm64": "aarch64-linux-gnu"}
MACHINE = {"arm64": "aarch64"}
# The shell and what scripts call, named one by one: nothing is unpacked that is not named or needed by it.
_SHELL = (
    "dash bash coreutils diffutils sed grep gawk findutils"
    " libc-bin base-files base-passwd passwd util-linux login"
)
# mmdebstrap unpacks without telling dpkg. With this, dpkg knows whose each file is, and what is missing for a
# package that is installed later.
_TELL_DPKG = """
set -e
cd "$1/var/lib/dpkg"
echo 1 > info/format
for archive in "$1"/var/cache/apt/archives/*.deb; do
    name=$(dpkg-deb --field "$archive" Package)
    if [ "$(dpkg-deb --field "$archive" Multi-Arch)" = same ]; then
        name=$name:$(dpkg-deb --field "$archive" Architecture)
    fi
    { dpkg-deb --field "$archive"; echo "Status: install ok installed"; echo; } >> status
    echo /. > "info/$name.list"
    dpkg-deb --fsys-tarfile "$archive" | tar --list | sed 's,^\\.,,; s,/$,,; /^$/d' >> "info/$name.list"
done
"""
_KNOWS = {  # what configure cannot find out where it cannot run what it compiles
    "ac_cv_file__dev_ptmx": "yes",
    "ac_cv_file__dev_ptc": "no",
    "ac_cv_buggy_getaddrinfo": "no",
    "ac_cv_func_sem_clockwait": "no",
    "ac_cv_posix_semaphores_enabled": "yes",
    "ac_cv_broken_sem_getvalue": "no",
}


class CrossRoot(Root):
    """A root of another architecture."""

    def __init__(self, folder: Path, architecture: str) -> None:
        super().__init__(folder)
        self.architecture = architecture

    def make(
        self,
        release: str,
        packages: tuple[str, ...],
        mirror: str = "",
        components: tuple[str, ...] = ("main",),
    ) -> None:
        """Unpack the system once."""
        done = self.folder / "ready"
        wanted = "\n".join((release, *packages))
        if done.exists() and done.read_text() == wanted:
            return
        need("mmdebstrap", "qemu-user-static", "binfmt-support")
        emulated(self.architecture)
        log(f"{release} ({self.architecture}): unpacking {len(packages)} packages")
        self.clear()
        names = ",".join((*_SHELL.split(), *packages))
        run(
            "mmdebstrap", "--mode=root", f"--arch={self.architecture}", "--variant=extract",
            f"--components={','.join(components)}", f"--include={names}",
            f"--extract-hook={_TELL_DPKG}",
            release, self.folder, mirror or debian_mirror(), timeout=3600,
        )  # fmt: skip
        shutil.copy("/etc/resolv.conf", self.folder / "etc/resolv.conf")
        for name in ("passwd", "group"):
            shutil.copy(self.folder / f"usr/share/base-passwd/{name}.master", self.folder / f"etc/{name}")
        for place in ("tmp", "dev", "proc", "root"):
            (self.folder / place).mkdir(exist_ok=True)
        (self.folder / "tmp").chmod(0o1777)
        _turn_links(self.folder)
        self._set_up()
        done.write_text(wanted)

    def _set_up(self) -> None:
        """Make what the packages' own scripts would have made, as far as anything here needs it."""
        for suffixed in self.folder.glob("usr/bin/*-im6.q16"):  # ImageMagick's programs
            suffixed.with_name(suffixed.name.removesuffix("-im6.q16")).symlink_to(suffixed.name)
        schemas = f"usr/lib/{TRIPLE[self.architecture]}/glib-2.0/glib-compile-schemas"
        for program, *words in (
            ("sbin/ldconfig",),
            ("usr/bin/dbus-uuidgen", "--ensure"),
            ("usr/bin/update-mime-database", "/usr/share/mime"),
            (schemas, "/usr/share/glib-2.0/schemas"),
        ):
            if (self.folder / program).exists():
                self.run(f"/{program}", *words)


def emulated(architecture: str) -> None:
    """Let this machine's kernel run programs of another architecture."""
    place = Path("/proc/sys/fs/binfmt_misc")
    name = f"qemu-{MACHINE[architecture]}"
    if not (place / "register").exists():
        run("mount", "-t", "binfmt_misc", "binfmt_misc", place)
    if not (place / name).exists():
        run("update-binfmts", "--enable", name)
    if "flags: PF" not in (place / name).read_text().replace("POCF", "PF"):
        raise BuildError(f"{name} must be registered with the flags P and F")


def make_python(root: CrossRoot, sources: Path, prefix: str) -> None:
    """Cross-compile Debian's source package of Python, which lies in ``sources``, into a root."""
    if (root.folder / prefix.lstrip("/") / "bin/python3.11").exists():
        return
    triple = TRIPLE[root.architecture]
    need(f"gcc-{triple}", "dpkg-dev", "make", "pkg-config", "patchelf")
    log(f"cross-compiling Python 3.11 for {triple}")
    folder = WORK / f"python-{root.architecture}"
    shutil.rmtree(folder, ignore_errors=True)
    (description,) = sources.glob("python3.11_*.dsc")
    run("dpkg-source", "--no-check", "--skip-patches", "-x", description, folder)
    sysroot = root.folder
    for header in ("ffi.h", "ffitarget.h"):  # they lie where only the native compiler looks
        there = sysroot / "usr/include" / header
        if not there.exists():
            there.symlink_to(f"{triple}/{header}")
    own = run(f"{triple}-gcc", "-print-file-name=include").strip()
    include = (
        f"-nostdinc -isystem {own} -isystem {sysroot}/usr/include/{triple} -isystem {sysroot}/usr/include"
    )
    library = f"{sysroot}/usr/lib/{triple} -L{sysroot}/lib/{triple}"
    settings = {
        **_KNOWS,
        "CC": f"{triple}-gcc --sysroot={sysroot}",
        "CXX": f"{triple}-gcc --sysroot={sysroot}",
        "AR": f"{triple}-ar",
        "READELF": f"{triple}-readelf",
        "CFLAGS": f"{include} -include {PROJECT}/packaging/linux/glibc228.h",
        "CPPFLAGS": include,
        "LDFLAGS": f"-L{library} -Wl,-rpath,{prefix}/lib -Wl,-rpath-link,{sysroot}/usr/lib/{triple}",
        "PKG_CONFIG_SYSROOT_DIR": str(sysroot),
        "PKG_CONFIG_LIBDIR": f"{sysroot}/usr/lib/{triple}/pkgconfig:{sysroot}/usr/share/pkgconfig",
        "SOURCE_DATE_EPOCH": run("dpkg-parsechangelog", "-S", "Timestamp", cwd=folder).strip(),
    }
    run(
        "./configure", "-q", f"--host={triple}", f"--build={os.uname().machine}-linux-gnu",
        f"--prefix={prefix}", "--enable-shared", "--without-ensurepip", "--disable-test-modules",
        f"--with-build-python={_build_python()}",
        cwd=folder, env=settings,
    )  # fmt: skip
    run("make", "-s", f"-j{os.cpu_count()}", cwd=folder, env=settings, timeout=7200)
    run("make", "-s", "install", f"DESTDIR={sysroot}", cwd=folder, env=settings, timeout=1800)
    for file in (sysroot / prefix.lstrip("/") / "lib/python3.11/lib-dynload").glob("*.so"):
        run("patchelf", "--remove-rpath", file)


def _build_python() -> str:
    """A Python of this machine and of the same version, which the compilation calls."""
    found = sys.executable if sys.version_info[:2] == (3, 11) else shutil.which("python3.11")
    if not found:
        raise BuildError("cross-compiling Python 3.11 needs a python3.11 on this machine")
    return found


def _turn_links(folder: Path) -> None:
    """Make absolute links relative: the cross compiler sees the root from outside."""
    for file in (folder / "usr/lib").rglob("*"):
        if file.is_symlink() and file.readlink().is_absolute():
            target = folder / str(file.readlink()).lstrip("/")
            file.unlink()
            file.symlink_to(os.path.relpath(target, file.parent))
