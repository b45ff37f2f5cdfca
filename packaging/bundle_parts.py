"""What goes into a bundle and what stays out, with the reasons. Shared by the specs."""

import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

WINDOWS = sys.platform == "win32"

# Qt modules that the program never imports; hooks would bring some of them along.
UNUSED_MODULES = [
    "PySide6.QtNetwork",  # the program never calls out
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtOpenGL",
    "PySide6.QtSvg",
    "PySide6.QtSql",
    "PySide6.QtTest",
    "PySide6.QtPdf",
    "tkinter",
    "unittest",
    "pydoc",
    "doctest",
    "sqlite3",
    "ssl",  # no network
    "_ssl",
    "_hashlib",  # OpenSSL's copy of what the hashlib module has built in
    "_pydecimal",  # the copy of _decimal for a Python without it
    "asyncio",  # jinja2's, for templates that are rendered beside others
    "ftplib",
    "http",
    "tarfile",  # shutil's, for archives that nobody makes
    "multiprocessing.managers",  # processes here hand over plain values
    "multiprocessing.pool",
    "urllib.request",
    "webbrowser",
    "xml.sax",
    "xmlrpc",
    "lxml.html.diff",
    "lxml.isoschematron",
    "lxml.objectify",
    "lxml.ElementInclude",
    "lxml.builder",
    "lxml.doctestcompare",
    "lxml.html._diffcommand",
    "lxml.html.builder",
    "lxml.html.html5parser",
    "lxml.html.usedoctest",
    "lxml.sax",
    "lxml.usedoctest",
    "lxml.html.soupparser",  # these two bring BeautifulSoup along where a machine has it
    "lxml.html.ElementSoup",
    "yaml",  # msgspec's, where a machine has it; no YAML is read
    "setuptools",
    "pip",
    "numpy",  # pypdfium2 hands bitmaps to them; no page is drawn here
    "PIL",
]

# Files by a part of their name: what may be dropped from the collected Qt.
UNUSED_FILES = (
    "opengl32sw",  # 20 MB software OpenGL; widgets do not use OpenGL
    "d3dcompiler",
    "Qt6Network",
    "Qt6Qml",
    "Qt6Quick",
    "Qt6Pdf",
    "Qt6Svg",
    "Qt6VirtualKeyboard",
    "Qt6Wayland",
    "Qt6WlShell",
    "Qt6EglF",
    "plugins/tls",
    "plugins/networkinformation",
    "plugins/sqldrivers",
    "plugins/generic",
    "plugins/iconengines",
    "plugins/egldeviceintegrations",
    "plugins/wayland",
    "plugins/xcbglintegrations",  # OpenGL in windows; loading it also takes time at the start
    "Qt6OpenGL",
    "plugins/platforms/libqeglfs",
    "plugins/platforms/libqlinuxfb",
    "plugins/platforms/libqminimal",
    "plugins/platforms/libqvnc",
    "plugins/platforms/libqvkkhrdisplay",
    "plugins/platforms/libqwayland",
    "plugins/platforms/qdirect2d",
    "plugins/platforms/qminimal",
    "plugins/platformthemes/libqgtk3",  # pulls in the whole of GTK
    "plugins/platforminputcontexts/libqtvirtualkeyboard",
    "plugins/platforminputcontexts/qtvirtualkeyboard",
    "plugins/imageformats/libqtiff",
    "plugins/imageformats/qtiff",
    "plugins/imageformats/libqwebp",
    "plugins/imageformats/qwebp",
    "plugins/imageformats/libqpdf",
    "plugins/imageformats/qpdf",
    "_codecs_jp",  # of Japanese and Korean alone: to the readers these encodings are unknown ones
    "_codecs_kr",
    "plugins/imageformats/libqsvg",
    "plugins/imageformats/qsvg",
    "plugins/imageformats/libqicns",
    "plugins/imageformats/qicns",
    "plugins/imageformats/libqtga",
    "plugins/imageformats/qtga",
    "plugins/imageformats/libqwbmp",
    "plugins/imageformats/qwbmp",
    "docx/templates/default-",  # python-docx's header and comment samples
    "lxml/html/_difflib",
)

# Libraries that every Linux desktop has, and that must fit its drivers, fonts and printers. Some come
# along only for Qt's GTK theme, which stays out.
SYSTEM_LIBRARIES = tuple(
    """
    libGL.so libEGL.so libGLX libGLdispatch libgbm libdrm libcups.so libavahi libgnutls libgssapi libkrb5
    libk5crypto libcom_err libfontconfig libfreetype libpng16 libbrotli libX11.so libxcb.so libXau libXdmcp
    libdbus-1 libsystemd libgcrypt libgpg-error liblz4 libcap.so
    libglib-2.0 libgthread-2.0 libgobject-2.0 libgmodule-2.0 libgio-2.0 libpcre libmount libblkid libselinux
    libnettle libhogweed libgmp libp11-kit libtasn1 libidn2 libunistring libkeyutils libuuid.so libxcb-glx
    libgtk libgdk libstdc++ libgcc_s libz.so libcrypto libbsd libmd.so
    """.split()  # noqa: SIM905 (a list this long reads better as words)
)


def versions(project: Path, scratch: Path) -> list[tuple[str, str]]:
    """Return the data entries from which the bundle knows its own version and its libraries'.

    They tell name and version alone: the wheels' descriptions and file lists are a megabyte, the licences
    lie together in a folder of their own (licences.py).
    """
    own = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = {own["name"]: own["version"]}
    for name in sorted({re.split(r"[^\w.-]", wish)[0] for wish in own["dependencies"]}):
        known[name] = importlib.metadata.version(name)
    entries = []
    for name, number in known.items():
        folder = f"{name.replace('-', '_')}-{number}.dist-info"
        file = scratch / folder / "METADATA"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {number}\n", encoding="utf-8")
        entries.append((str(file), folder))
    return entries


def kept(entry: tuple[str, str, str]) -> bool:
    """Whether a collected file goes into the bundle."""
    name = entry[0].replace("\\", "/")
    if any(part in name for part in UNUSED_FILES):
        return False
    if name.endswith(".ico"):  # of the programs and the file type on Windows
        return WINDOWS
    if "/translations/" in name:
        return "qtbase_zh_CN" in name
    return WINDOWS or not Path(name).name.startswith(SYSTEM_LIBRARIES)


def needed(entries: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the collected files without the libraries that none of them asks for.

    PyInstaller brings the libraries of every plugin, and their libraries; the plugins that stay out leave
    them behind (GTK's theme: cairo, pango and more, on a machine that has GTK).
    """
    if WINDOWS:
        return entries  # there, everything comes with the wheels
    asked = _asked_for([source for _, source, kind in entries if kind != "SYMLINK"])
    libraries = {Path(name).name: source for name, source, kind in entries if _may_go(name, kind)}
    reached = set(asked) - set(libraries.values())  # by these, everything that stays is asked for
    waiting = list(reached)
    while waiting:
        for name in asked.get(waiting.pop(), ()):
            source = libraries.get(name)
            if source is not None and source not in reached:
                reached.add(source)
                waiting.append(source)
    return [entry for entry in entries if not _may_go(entry[0], entry[2]) or entry[1] in reached]


def _may_go(name: str, kind: str) -> bool:
    """Whether a collected file is a library of the system; PyInstaller's loader asks for Python's itself."""
    return kind == "BINARY" and "/" not in name and not name.startswith("libpython")


def _asked_for(files: list[str]) -> dict[str, list[str]]:
    """Return the names of the libraries that each file itself asks for."""
    listed = subprocess.run(
        ["readelf", "--dynamic", "--wide", *files],
        capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"},
    ).stdout  # fmt: skip
    found: dict[str, list[str]] = {}
    file = ""
    for line in listed.splitlines():
        if line.startswith("File: "):
            file = line.removeprefix("File: ")
            found[file] = []
        elif "(NEEDED)" in line:
            found[file].append(line.rpartition("[")[2].rstrip("]"))
    return found
