"""Qt's input-method plugin for fcitx, which UOS and Kylin use, compiled for the very Qt of the bundle.

The wheels of PySide6 bring a plugin for ibus alone: fcitx 5 also answers as ibus, fcitx 4 does not. The
project fcitx-qt5 has a plugin for Qt 6 that speaks with both. Debian 13 has its source, and the headers and
tools of Qt 6.8. What Qt's tools make of the source there is compiled in the Debian 11 root, so that it loads
on old systems, and linked with the libraries of the wheels.

The headers are of another patch of Qt than the wheels (aarch64: an older one). A function that a patch of
Qt replaced is still in all the libraries; the switch with which Qt itself compiles it makes the headers
declare it. What no linker would notice, another order of virtual functions, is looked for before compiling.
"""

import shutil
from pathlib import Path

import virtual_tables
from host import WORK, Root, log

PART = "fcitx-qt5"
COMPILER = ("g++", "libxkbcommon-dev", "libx11-dev")  # what the root to compile in needs
_TOOLS = ("qt6-base-dev", "qt6-base-private-dev", "ca-certificates", "xz-utils")
_MADE = "src/fcitx-made"  # in both roots
_FOLDER = "PySide6/Qt/plugins/platforminputcontexts"
_FILE = "libfcitxplatforminputcontextplugin.so"
_GUI = "libQt6Gui.so.6"
# Classes of Qt's private interface that the plugin inherits from, or whose virtual functions it calls.
CLASSES = ("QPlatformInputContext", "QPlatformInputContextPlugin", "QPlatformScreen", "QPlatformCursor")
# These two do what the plugin's CMakeLists.txt says, without the whole of CMake and Qt in the old root.
_GENERATE = f"""
set -e
cd /src && rm -rf fcitx* && mkdir fcitx
apt-get update -q && apt-get source -q --tar-only {PART}
tar -xf {PART}_*.orig.tar.xz --strip-components=1 -C fcitx
cp -rL fcitx/qt6/platforminputcontext /{_MADE} && cd /{_MADE}
cp ../fcitx/COPYING.BSD .
ls ../{PART}_*.orig.tar.xz | sed 's/.*_\\(.*\\).orig.*/\\1/' > release.txt
cp -r /usr/include/*-linux-gnu/qt6 include
tools=/usr/lib/qt6
for name in InputContext InputContext1 InputMethod InputMethod1; do
    proxy=$(echo $name | tr A-Z a-z)proxy
    $tools/bin/qdbusxml2cpp -m -i fcitxqtdbustypes.h -p $proxy org.fcitx.Fcitx.$name.xml
    $tools/libexec/moc $proxy.h -o moc_$proxy.cpp
done
private=$(echo include/QtGui/6*)
for name in fcitxinputcontextproxy fcitxwatcher main qfcitxplatforminputcontext; do
    $tools/libexec/moc -Iinclude -Iinclude/QtCore -Iinclude/QtGui -I$private -I$private/QtGui \\
        $name.h -o moc_$name.cpp
    echo "#include \\"moc_$name.cpp\\"" >> $name.cpp
done
"""
_COMPILE = f"""
set -e
cd /{_MADE}
qt=/opt/site/PySide6/Qt/lib
for part in QtCore QtGui QtDBus; do
    for folder in include/$part include/$part/6* include/$part/6*/$part; do search="$search -I$folder"; done
done
g++ -std=c++17 -O2 -fPIC -shared -fvisibility=hidden -DQT_PLUGIN -DQT_NO_DEBUG -DQT_NO_KEYWORDS \\
    -DQT_GUI_BUILD_REMOVED_API \\
    -I. -Iinclude $search \\
    main.cpp qtkey.cpp fcitxwatcher.cpp fcitxqtdbustypes.cpp fcitxinputcontextproxy.cpp \\
    qfcitxplatforminputcontext.cpp inputcontextproxy.cpp inputcontext1proxy.cpp \\
    inputmethodproxy.cpp inputmethod1proxy.cpp \\
    -Wl,--no-undefined -Wl,-rpath,'$ORIGIN/../../lib' -Wl,-rpath-link,$qt \\
    $qt/libQt6Gui.so.6 $qt/libQt6DBus.so.6 $qt/libQt6Core.so.6 -lxkbcommon -o {_FILE}
"""


def build(root: Root) -> None:
    """Put the plugin among those of the wheels in ``/opt/site`` of a root, once for each set of wheels."""
    target = root.folder / "opt/site" / _FOLDER / _FILE
    if target.exists():
        return
    _generated(root.folder / _MADE)
    (of_headers,) = tools().folder.glob(f"usr/lib/*-linux-gnu/{_GUI}")
    virtual_tables.hold_against(of_headers, root.folder / "opt/site/PySide6/Qt/lib" / _GUI, CLASSES)
    log("compiling the input-method plugin for fcitx")
    root.run("sh", "-c", _COMPILE)
    shutil.copyfile(root.folder / _MADE / _FILE, target)


def licence(root: Root) -> Path:
    """Return the file with the plugin's licence."""
    return root.folder / _MADE / "COPYING.BSD"


def version(root: Root) -> str:
    """Return the plugin's version."""
    return (root.folder / _MADE / "release.txt").read_text().strip()


def tools() -> Root:
    """Return the Debian 13 root with the tools of Qt, set up when it is not there yet."""
    made = Root(WORK / "roots" / "qt-tools")
    made.make("trixie", _TOOLS)
    return made


def _generated(target: Path) -> None:
    """Let the tools of Qt, in a root of their own, work on the plugin's source; copy the result."""
    made = tools()
    log("generating the source of the input-method plugin for fcitx")
    mirror = (made.folder / "etc/apt/sources.list").read_text().split()[1]
    (made.folder / "etc/apt/sources.list.d/source.list").write_text(f"deb-src {mirror} trixie main\n")
    (made.folder / "src").mkdir(exist_ok=True)
    made.run("sh", "-c", _GENERATE)
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(made.folder / _MADE, target)
