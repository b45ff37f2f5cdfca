"""What all build steps share: a plain log, commands, Debian packages, and roots to build in."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
WORK = PROJECT / "build"
OUT = PROJECT / "dist"
_STARTED = time.monotonic()


class BuildError(RuntimeError):
    """A build step failed; the text says which and why."""


def log(text: str) -> None:
    """Print one line of the build's log, with the seconds since its start."""
    print(f"[{time.monotonic() - _STARTED:6.0f} s] {text}", flush=True)


def run(
    *command: str | Path,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
    quiet: bool = True,
    timeout: float = 1800,
) -> str:
    """Run a command, stop the build when it fails, and return what it printed.

    Standard input is closed: installers and wine wait for it otherwise.
    """
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        timeout=timeout,
        check=False,
    )
    if done.returncode or not quiet:
        print(done.stdout[-6000:], flush=True)
    if done.returncode:
        raise BuildError(f"{' '.join(words[:6])} … ended with {done.returncode}")
    return done.stdout


def need(*packages: str) -> None:
    """Install Debian packages of the build machine that are not there yet."""
    missing = [name for name in packages if not _installed(name)]
    if not missing:
        return
    if os.geteuid() != 0:
        raise BuildError(f"please install first: apt-get install {' '.join(missing)}")
    log(f"installing {' '.join(missing)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run("apt-get", "update", "-q", env=quiet)
    waits = ("-o", "DPkg::Lock::Timeout=600")  # another installation on this machine ends first
    run("apt-get", *waits, "install", "-y", "-q", "--no-install-recommends", *missing, env=quiet)


def _installed(package: str) -> bool:
    query = ["dpkg-query", "-W", "-f=${Status}", package]
    done = subprocess.run(query, capture_output=True, text=True, check=False)
    return done.stdout.endswith("ok installed")


def tracked_files() -> list[Path]:
    """Return the project's own files, relative to its root."""
    listed = _git("ls-files", "--cached", "--others", "--exclude-standard", "-z")
    names = [Path(name) for name in listed.split("\0") if name]
    return [name for name in names if (PROJECT / name).is_file()]


def source_date() -> str:
    """Return the time of the last commit, in seconds: the date of every reproducible build."""
    return _git("log", "-1", "--format=%ct").strip()


def date_files(folder: Path) -> None:
    """Date a folder and all in it like the last commit: archives and installers keep these dates."""
    date = int(source_date())
    for file in (folder, *folder.rglob("*")):
        os.utime(file, (date, date), follow_symlinks=False)


def _git(*words: str) -> str:
    """Ask git about the checkout, which may belong to somebody else than root."""
    return run("git", "-c", f"safe.directory={PROJECT}", *words, cwd=PROJECT)


class Root:
    """A Debian system in a folder, to build or to try things in. Needs root rights."""

    architecture = ""  # that of this machine

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(
        self,
        release: str,
        packages: tuple[str, ...],
        mirror: str = "",
        components: tuple[str, ...] = ("main",),
    ) -> None:
        """Set the system up once; later calls only install what is missing.

        ``mirror`` is that of another distribution than the machine's own.
        """
        need("debootstrap")
        done = self.folder / "ready"
        wanted = "\n".join((release, *packages))
        if done.exists() and done.read_text() == wanted:
            return
        half_made = (self.folder / "debootstrap").exists()  # debootstrap removes it at its end
        if half_made or not (self.folder / "usr/bin/apt-get").exists():
            log(f"making a {release} root")
            self.clear()
            kinds = f"--components={','.join(components)}"
            run("debootstrap", "--variant=minbase", kinds, release, self.folder, mirror or debian_mirror())
        shutil.copy("/etc/resolv.conf", self.folder / "etc/resolv.conf")
        # A mirror may stand still for weeks, and sid's lists end after one; signatures count all the same.
        (self.folder / "etc/apt/apt.conf.d/stale").write_text('Acquire::Check-Valid-Until "false";\n')
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        log(f"{release}: installing {len(packages)} packages")
        self.run("apt-get", "update", "-q", env=quiet)
        self.run("apt-get", "install", "-y", "-q", "--no-install-recommends", *packages, env=quiet)
        done.write_text(wanted)

    def run(self, *command: str | Path, env: dict[str, str] | None = None, timeout: float = 1800) -> str:
        """Run a command inside, with /proc and /dev there while it runs."""
        with self.mounted():
            return run("chroot", self.folder, *command, env=env, timeout=timeout)

    @contextmanager
    def mounted(self) -> Iterator[None]:
        """Let /proc and /dev be there meanwhile."""
        points = self._mount()
        try:
            yield
        finally:
            for point in reversed(points):
                subprocess.run(["umount", "-l", str(point)], check=False, stderr=subprocess.DEVNULL)

    def copy_project(self, to: str) -> Path:
        """Copy the project's files into the root and return the folder as seen from outside."""
        target = self.folder / to
        shutil.rmtree(target, ignore_errors=True)
        for name in tracked_files():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, target / name)
        return target

    def clear(self) -> None:
        """Remove what a build that was broken off left; first unmount what is still mounted in it."""
        mounted = [line.split()[1] for line in Path("/proc/self/mounts").read_text().splitlines()]
        for point in reversed(mounted):
            if point.startswith(f"{self.folder}/"):
                run("umount", point)
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True)

    def _mount(self) -> list[Path]:
        made: list[Path] = []
        for name in ("proc", "dev"):
            point = self.folder / name
            if os.path.ismount(point):
                continue
            kind = ["-t", "proc", "proc"] if name == "proc" else ["--bind", "/dev"]
            run("mount", *kind, point)
            made.append(point)
        return made


def debian_mirror() -> str:
    """Return the Debian mirror that this machine itself uses."""
    for file in (*Path("/etc/apt/sources.list.d").glob("*.sources"), Path("/etc/apt/sources.list")):
        if not file.exists():
            continue
        for line in file.read_text().splitlines():
            words = line.split()
            if words[:1] == ["URIs:"]:
                return words[1]
            if words[:1] == ["deb"]:
                return next(word for word in words[1:] if "://" in word)
    raise BuildError("no Debian mirror is set up on this machine")


def python_packages(target: Path, platforms: tuple[str, ...], extra: tuple[str, ...]) -> None:
    """Install the program's dependencies as wheels for another machine into a folder, once for each list."""
    import tomllib

    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    arm = any("aarch64" in name for name in platforms)
    marked = "== 'aarch64'" if arm else "!= 'aarch64'"
    names = [name for name in project["dependencies"] if marked in name or ";" not in name]
    wanted = [name.split(";")[0].strip() for name in names] + list(extra)
    stamp = target / "wanted.txt"
    if stamp.exists() and stamp.read_text() == "\n".join(wanted):
        return
    log(f"installing the dependencies into {target.relative_to(WORK)}")
    if target.exists():  # pip would leave alone what is there, half installed or not
        shutil.rmtree(target)
    wanted_platforms = [word for name in platforms for word in ("--platform", name)]
    run(
        sys.executable, "-m", "pip", "install", "-q", "--target", target, "--python-version", "3.11",
        "--only-binary=:all:", *wanted_platforms, *wanted,
    )  # fmt: skip
    stamp.write_text("\n".join(wanted))
