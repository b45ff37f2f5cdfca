"""Desktop systems without Python and without a network, to try the bundle and the package in."""

from pathlib import Path

from cross_root import CrossRoot
from host import WORK, Root

# The usual libraries of a desktop, a screen, somebody who types, and a witness of system calls.
DESKTOP = (
    "libgl1",
    "libegl1",
    "libglib2.0-0",
    "libdbus-1-3",
    "libfontconfig1",
    "libsm6",
    "libice6",
    "fonts-wqy-microhei",
    "xvfb",
    "xauth",
    "xdotool",
    "jwm",  # openbox would bring a Python along
    "imagemagick",
    "strace",
    "desktop-file-utils",
    "shared-mime-info",
)
_RENAMED = {"trixie": {"libglib2.0-0": "libglib2.0-0t64"}}
RELEASES = ("bullseye", "bookworm", "trixie")


def releases(architecture: str = "") -> tuple[str, ...]:
    """Return the releases that a bundle is tried on; under emulation the oldest alone."""
    return RELEASES[:1] if architecture else RELEASES


def root(release: str, architecture: str = "") -> Root:
    """Return a clean desktop of a Debian release, set up when it is not there yet."""
    names = _RENAMED.get(release, {})
    folder = WORK / "roots" / f"clean-{release}"
    made = Root(folder)
    if architecture:
        made = CrossRoot(folder.with_name(f"clean-{release}-{architecture}"), architecture)
    made.make(release, tuple(names.get(name, name) for name in DESKTOP))
    return made


def has_python(made: Root) -> bool:
    """Whether any Python could be found by the bundle there."""
    return any(Path(made.folder, "usr/bin").glob("python3*"))
