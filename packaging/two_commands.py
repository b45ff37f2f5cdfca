"""The README's two commands, tried in systems that have Python and nothing else. Needs root rights.

    python3 packaging/two_commands.py                 every version of Python that Debian or Ubuntu has
    python3 packaging/two_commands.py trixie noble    those of some releases

``test`` sets all up by itself and runs the whole suite; ``start`` must bring a window onto a screen. Printed
last is a line a release: its Python, what the test runner said, the seconds until the tests began, and the
window's title.
"""

import os
import re
import shutil
import sys
import time
from pathlib import Path

from host import WORK, BuildError, Root, log, need

PYTHONS = {"bookworm": "3.11", "noble": "3.12", "trixie": "3.13", "sid": "3.14"}
_UBUNTU = ("noble",)
_CHECKOUT = "home/clerk/nianbao"
_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
_TOLD = re.compile(r"^=* ?(\d+ (?:passed|failed|skipped|error).*?) ?=*$", re.MULTILINE)
_LONGEST = 4 * 3600  # seconds for the tests; the machine may have other work to do

_TITLE = "年报"
_START = f"""
cd /{_CHECKOUT}
Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3>/tmp/display >/dev/null 2>&1 &
screen=$!
sleep 3
export DISPLAY=:$(cat /tmp/display)
python3 packaging/develop.py start >/tmp/start.log 2>&1 &
program=$!
for second in $(seq 120); do
    window=$(xdotool search --onlyvisible --name {_TITLE} 2>/dev/null | head -1)
    [ -n "$window" ] && break
    sleep 1
done
[ -n "$window" ] && xdotool getwindowname "$window"
cat /tmp/start.log >&2
kill $program $screen
"""


def main(releases: list[str]) -> int:
    """Try the releases; 1 when a command failed in one of them."""
    if unknown := [name for name in releases if name not in PYTHONS]:
        print(f"unknown: {' '.join(unknown)}\n\n{__doc__}")
        return 2
    if os.geteuid() != 0:
        print("please run as root: a system of its own is made for each release")
        return 2
    told = [_tried(release) for release in releases or PYTHONS]
    print("\n".join(line for line, _ in told))
    return 0 if all(good for _, good in told) else 1


def _tried(release: str) -> tuple[str, bool]:
    """Run both commands in a release; what is said of it, and whether all went well."""
    root = Root(WORK / "roots" / f"commands-{release}")
    try:
        _make(root, release)
        version = root.run("python3", "--version").split()[-1]
        if not version.startswith(PYTHONS[release]):
            raise BuildError(f"{release} has Python {version}")
        log(f"{release}: Python {version}, the tests begin")
        prepared, tests = _test(root)
        window = _command(root, "bash", "-c", _START).strip().splitlines()
    except BuildError as error:
        return f"{release}: FAILED: {error}", False
    title = next((line for line in window if _TITLE in line), "")
    good = " passed" in tests and "failed" not in tests and "error" not in tests and bool(title)
    return f"{release}: Python {version}: {tests}; ready in {prepared:.0f} s; window “{title}”", good


def _make(root: Root, release: str) -> None:
    """A system with Python, certificates and nothing else; what a run before installed is gone."""
    shutil.rmtree(root.folder / _CHECKOUT, ignore_errors=True)
    if release in _UBUNTU:
        need("ubuntu-keyring")
        root.make(
            release, ("python3", "ca-certificates"), "http://archive.ubuntu.com/ubuntu", ("main", "universe")
        )
    else:
        root.make(release, ("python3", "ca-certificates"))
    if _CERTIFICATES.exists():  # a network may have a certificate of its own between it and the registries
        shutil.copyfile(_CERTIFICATES, root.folder / _CERTIFICATES.relative_to("/"))
    root.copy_project(_CHECKOUT)


def _test(root: Root) -> tuple[float, str]:
    """Return the seconds that preparing took, and what the test runner said in its last line."""
    before = time.monotonic()
    _command(root, "python3", f"/{_CHECKOUT}/packaging/develop.py", "prepare")
    prepared = time.monotonic() - before
    tests = f"cd /{_CHECKOUT} && python3 packaging/develop.py test 2>&1; true"
    output = _command(root, "bash", "-c", tests)
    (WORK / f"{root.folder.name}.log").write_text(output, encoding="utf-8")
    told = _TOLD.findall(output)
    return prepared, told[-1] if told else "the tests said nothing"


def _command(root: Root, *command: str) -> str:
    return root.run("nice", "-n", "15", *command, env={"HOME": "/root", "LANG": "C.UTF-8"}, timeout=_LONGEST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
