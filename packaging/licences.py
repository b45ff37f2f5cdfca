"""The licences of everything in a bundle."""

import re
import shutil
import subprocess
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from host import PROJECT, BuildError, Root
from identity import NAME

FOLDER = Path("_internal/licences")  # in a bundle
# Tools that build the bundle; of PyInstaller the loader goes in, under its own exception.
_TOOLS = {
    "packaging",
    "setuptools",
    "altgraph",
    "pefile",
    "pywin32-ctypes",
    "colorama",
    "pyinstaller-hooks-contrib",
}
_NOTICE = """本目录列出本程序所带全部组件的许可证。

Qt 与 PySide6（Qt for Python）按 GNU 宽通用公共许可证第 3 版（LGPL-3.0）使用：库文件未经改动（Linux 上只去掉了
调试符号），位于上一级目录及其 PySide6 目录，可以换成同版本的其他构建；shiboken6/files.dir 是 PySide6 库文件里
的 Python 代码，旁边加了字节码，原样取出，只有 signature/loader.py 不再在启动时装入 pyi_generator（去掉
两行，文件开头有说明）。源代码见
https://download.qt.io/official_releases/ ，也可向 The Qt Company 取得。
Qt、ICU、libxml2、libxslt 的版权说明取自 Debian 13 的同名软件包，其中有 Qt 所含的第三方代码。
其余组件的许可证见各文件。
"""
# What the wheels hold inside without its texts, and the Debian 13 packages that have them.
_INSIDE = {"Qt": "libqt6core6t64", "ICU": "libicu76", "libxml2": "libxml2", "libxslt": "libxslt1.1"}
# Windows files that come with neither a wheel nor Python, and whose they are.
_MICROSOFT = """Microsoft Visual C++ Runtime (MSVCP140*.dll, VCRUNTIME140*.dll, CONCRT140.dll)
Copyright (c) Microsoft Corporation. Redistributed unchanged, as the Visual Studio licence terms allow
("Distributable Code").
"""


def distributions(site: Path) -> list[dict[str, str]]:
    """Return name, version and licence of every package that goes into a bundle."""
    found = []
    for metadata in sorted(site.glob("*.dist-info/METADATA")):
        head = HeaderParser().parsestr(metadata.read_text(encoding="utf-8"))
        name = str(head["Name"])
        if name.lower() in _TOOLS:
            continue
        licence = head["License-Expression"] or head["License"] or _classified(head)
        if not licence:
            raise BuildError(f"{name} names no licence")
        first = str(licence).strip().splitlines()[0][:80]
        found.append({"name": name, "version": str(head["Version"]), "licence": first})
    return found


def collect(site: Path, bundle: Path, python_licence: Path, trixie: Root, system: Path | None = None) -> Path:
    """Make the bundle's ``licences`` folder and return it.

    ``site`` holds the packages; ``trixie`` is any Debian 13 root, to fetch texts in; ``system`` is the Debian
    root whose libraries the bundle took along.
    """
    folder = bundle / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "说明.txt").write_text(_NOTICE, encoding="utf-8")
    shutil.copyfile(PROJECT / "LICENSE", folder / f"{NAME}.txt")
    for item in distributions(site):
        head = f"{item['name']} {item['version']}: {item['licence']}\n"
        texts = [file.read_text(encoding="utf-8", errors="replace") for file in _texts(site, item["name"])]
        (folder / f"{item['name']}.txt").write_text("\n".join([head, *texts]), encoding="utf-8")
    for name in ("LGPL-3", "GPL-3"):
        shutil.copyfile(Path("/usr/share/common-licenses") / name, folder / f"{name}.txt")
    shutil.copyfile(python_licence, folder / "Python.txt")
    for name, package in _INSIDE.items():
        (folder / f"{name}.txt").write_text(_debian_text(trixie, package), encoding="utf-8")
    if system is None:
        (folder / "Microsoft.txt").write_text(_MICROSOFT, encoding="utf-8")
    else:
        for package in system_packages(bundle, system):
            text = system / "usr/share/doc" / package / "copyright"
            shutil.copyfile(text, folder / f"{package}.txt")
    return folder


def system_packages(bundle: Path, system: Path) -> dict[str, str]:
    """Return the Debian packages of the libraries taken from the build root, with their versions."""
    names = [file.name for file in bundle.glob("_internal/*.so*") if not file.is_symlink()]
    found: dict[str, str] = {}
    for name in names:
        query = ["chroot", str(system), "dpkg-query", "-S", f"*/{name}"]
        done = subprocess.run(query, capture_output=True, text=True, check=False)
        owners = {line.split(":")[0] for line in done.stdout.splitlines()}
        for owner in sorted(owners)[:1]:  # none: it came with a wheel or with Python
            query = ["chroot", str(system), "dpkg-query", "-W", "-f=${Version}\n", owner]
            done = subprocess.run(query, capture_output=True, text=True, check=True)
            found[owner] = done.stdout.splitlines()[0]
    return dict(sorted(found.items()))


def _debian_text(root: Root, package: str) -> str:
    """Return the copyright text of a Debian package, which need not be installed."""
    kept = root.folder / "var/cache/texts" / package
    if not kept.exists():
        kept.mkdir(parents=True)
        fetch = f"cd /var/cache/texts/{package} && apt-get download -q {package} && dpkg-deb -x *.deb ."
        root.run("sh", "-c", fetch)
    return (kept / "usr/share/doc" / package / "copyright").read_text(encoding="utf-8")


def _texts(site: Path, name: str) -> list[Path]:
    like = re.sub(r"[-_.]", "[-_.]", name)
    return sorted(
        file
        for info in site.glob("*.dist-info")
        if re.match(rf"(?i){like}-\d", info.name)
        for file in info.rglob("*")
        if file.is_file() and re.match(r"(?i)licen|copying|notice", file.name)
    )


def _classified(head: Message) -> str:
    rows = head.get_all("Classifier") or ()
    return ", ".join(row.rpartition("::")[2].strip() for row in rows if row.startswith("License ::"))
