"""The .deb for UOS, Kylin and Debian: the Linux bundle with menu entry, icon, mime type and man page.

It needs nothing but the desktop's usual libraries, so that ``dpkg -i`` works without a network.
"""

import email.utils
import gzip
import shutil
from pathlib import Path

import measure
from host import OUT, PROJECT, WORK, date_files, log, need, run, source_date
from identity import MAINTAINER, NAME, SUMMARY, VERSION

# The newest glibc that the wheels of PySide6 ask for, by Debian's name of the architecture.
_GLIBC = {"amd64": (2, 28), "arm64": (2, 30)}
# What the bundle leaves to the system; names as on Debian 10 to 13 and their descendants.
_DEPENDS = (
    "libc6 (>= {glibc}), libstdc++6, libgcc-s1 | libgcc1, zlib1g, libglib2.0-0 | libglib2.0-0t64,"
    " libdbus-1-3, libfontconfig1, libfreetype6, libx11-6, libxcb1, libgl1, libegl1,"
    " libsm6, libice6"
)
_SECTION = f"""Package: {NAME}
Version: {VERSION}
Architecture: {{architecture}}
Maintainer: {MAINTAINER}
Installed-Size: {{size}}
Depends: {_DEPENDS}
Recommends: fonts-noto-cjk | fonts-wqy-microhei | fonts-wqy-zenhei
Section: editors
Priority: optional
Description: {SUMMARY}
 Drafts the statutory yearly report on the disclosure of government
 information (条例 articles 49 and 50): reads last year's Word file, checks
 every total, and writes the Word file in the official form.
 Works without any network.
"""
# The bundle carries its own Qt and Python on purpose; each override has that reason.
_OVERRIDES = (
    "embedded-library",
    "custom-library-search-path",
    "hardening-no-relro",
    "library-not-linked-against-libc",
    "sharedobject-in-library-directory-missing-soname",
    "shared-library-lacks-prerequisites",
    "unstripped-binary-or-object",
    "missing-dependency-on-libc",
    "no-manual-page",
    "non-standard-dir-perm",
    "package-installs-python-pycache-dir",  # nothing of the bundle's Python is compiled where it is installed
)


def file(architecture: str = "") -> Path:
    """Return where the package for an architecture (this machine's where none is named) is put."""
    return OUT / f"{NAME}_{VERSION}_{architecture or _own()}.deb"


def glibc(architecture: str = "") -> tuple[int, int]:
    """Return the newest glibc that a bundle may ask for; its package asks for just this one."""
    return _GLIBC[architecture or _own()]


def _own() -> str:
    return run("dpkg", "--print-architecture").strip()


def build(bundle: Path, architecture: str = "") -> Path:
    """Make the package of a bundle and return its path; lintian must find no error."""
    need("dpkg-dev", "fakeroot", "lintian")
    tree = WORK / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    home = tree / "usr/lib" / NAME
    shutil.copytree(bundle, home, symlinks=True)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    _desktop(tree)
    _documents(tree)
    _permissions(tree, home)
    size = measure.size(tree) // 1024
    control = tree / "DEBIAN/control"
    control.parent.mkdir()
    architecture = architecture or _own()
    oldest = ".".join(map(str, glibc(architecture)))
    text = _SECTION.format(architecture=architecture, size=size, glibc=oldest)
    control.write_text(text, encoding="utf-8")
    target = file(architecture)
    run(
        "dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, target,
        env={"SOURCE_DATE_EPOCH": source_date()},
    )  # fmt: skip
    run("lintian", "--allow-root", "--fail-on", "error", target)
    log(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB, lintian without errors")
    return target


def _desktop(tree: Path) -> None:
    here = PROJECT / "packaging/linux"
    share = tree / "usr/share"
    for source, folder in ((f"{NAME}.desktop", "applications"), (f"{NAME}.xml", "mime/packages")):
        (share / folder).mkdir(parents=True)
        shutil.copy(here / source, share / folder)
    for icon in (PROJECT / "resources/icons").glob(f"{NAME}-*.png"):
        size = icon.stem.rpartition("-")[2]
        folder = share / f"icons/hicolor/{size}x{size}/apps"
        folder.mkdir(parents=True)
        shutil.copy(icon, folder / f"{NAME}.png")
    vector = share / "icons/hicolor/scalable/apps"
    vector.mkdir(parents=True)
    shutil.copy(PROJECT / f"resources/icons/{NAME}.svg", vector)


def _documents(tree: Path) -> None:
    here = PROJECT / "packaging/linux"
    documents = tree / "usr/share/doc" / NAME
    documents.mkdir(parents=True)
    shutil.copy(here / "copyright", documents / "copyright")
    _compress((PROJECT / "CHANGELOG.md").read_bytes(), documents / "CHANGELOG.md.gz")
    _compress(_changelog().encode(), documents / "changelog.gz")
    # The manual page is Chinese; English manual pages lie one folder up.
    page = (here / f"{NAME}.1").read_bytes()
    _compress(page, tree / "usr/share/man/man1" / f"{NAME}.1.gz")
    _compress(page, tree / "usr/share/man/zh_CN/man1" / f"{NAME}.1.gz")
    overrides = tree / "usr/share/lintian/overrides" / NAME
    overrides.parent.mkdir(parents=True)
    reason = "# The bundle carries its own Python and Qt so that it runs without a network.\n"
    overrides.write_text(reason + "".join(f"{NAME}: {tag}\n" for tag in _OVERRIDES))


def _changelog() -> str:
    """The changes as Debian's tools want them; what changed is told in CHANGELOG.md."""
    date = email.utils.formatdate(int(source_date()))
    head = f"{NAME} ({VERSION}) unstable; urgency=medium"
    return f"{head}\n\n  * See CHANGELOG.md.gz.\n\n -- {MAINTAINER}  {date}\n"


def _compress(text: bytes, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text)


def _permissions(tree: Path, home: Path) -> None:
    """Folders and the program may be executed, nothing else: shared libraries need not."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            program = path.is_dir() or path.parent == home
            path.chmod(0o755 if program else 0o644)
    date_files(tree)
