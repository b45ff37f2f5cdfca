"""The licences of everything in a bundle, and its parts list (SBOM, CycloneDX 1.5 JSON)."""

import hashlib
import json
import re
import shutil
import time
import uuid
from email.parser import HeaderParser
from pathlib import Path

from host import OUT, PROJECT, BuildError, log, source_date
from identity import NAME, VERSION

# Tools that build the bundle; only PyInstaller's loader goes in, under its own exception.
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

Qt 与 PySide6（Qt for Python）按 GNU 宽通用公共许可证第 3 版（LGPL-3.0）使用：库文件未经改动，位于上一级
PySide6 目录，可以换成同版本的其他构建；源代码可向 The Qt Company 取得。其余组件的许可证见各文件。
"""


def distributions(site: Path) -> list[dict[str, str]]:
    """Return name, version and licence of every package installed in a folder."""
    found = []
    for metadata in sorted(site.glob("*.dist-info/METADATA")):
        head = HeaderParser().parsestr(metadata.read_text(encoding="utf-8"))
        name = str(head["Name"])
        if name.lower() in _TOOLS:
            continue
        licence = str(
            head["License-Expression"] or head["License"] or _classified(head.get_all("Classifier"))
        )
        if licence == "":
            raise BuildError(f"{name} names no licence")
        found.append({"name": name, "version": str(head["Version"]), "licence": licence.splitlines()[0][:80]})
    return found


def collect(site: Path, bundle: Path) -> None:
    """Copy every licence text into the bundle's ``licences`` folder."""
    folder = bundle / "_internal" / "licences"
    folder.mkdir(exist_ok=True)
    (folder / "说明.txt").write_text(_NOTICE, encoding="utf-8")
    shutil.copy(PROJECT / "LICENSE", folder / f"{NAME}.txt")
    for item in distributions(site):
        texts = [
            file
            for info in site.glob(f"{re.sub('[-.]', '[-_.]', item['name'])}-*.dist-info")
            for file in info.rglob("*")
            if file.is_file() and re.match(r"(?i)licen|copying|notice", file.name)
        ]
        lines = [f"{item['name']} {item['version']}: {item['licence']}\n"]
        lines += [file.read_text(encoding="utf-8", errors="replace") for file in sorted(texts)]
        (folder / f"{item['name']}.txt").write_text("\n".join(lines), encoding="utf-8")
    for name in ("LGPL-3", "GPL-3"):
        shutil.copy(Path("/usr/share/common-licenses") / name, folder / f"{name}.txt")
    (folder / "Python.txt").write_text(_python_licence(), encoding="utf-8")


def parts_list(site: Path, target: str, python: str) -> Path:
    """Write the parts list of a bundle beside it and return its path."""
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{item['name'].lower()}@{item['version']}",
            "name": item["name"],
            "version": item["version"],
            "purl": f"pkg:pypi/{item['name'].lower()}@{item['version']}",
            "licenses": [{"license": {"name": item["licence"]}}],
        }
        for item in distributions(site)
    ]
    components.append({"type": "platform", "bom-ref": "python", "name": "CPython", "version": python})
    stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(source_date())))
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{NAME}/{VERSION}/{target}/{stamp}')}",
        "version": 1,
        "metadata": {
            "timestamp": stamp,
            "component": {"type": "application", "bom-ref": NAME, "name": NAME, "version": VERSION},
        },
        "components": components,
    }
    file = OUT / f"{NAME}-{VERSION}-{target}.cdx.json"
    file.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return file


def checksums(files: list[Path]) -> Path:
    """Write the SHA-256 sums of the artefacts and return the file's path."""
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(files)]
    target = OUT / "SHA256SUMS"
    target.write_text("".join(lines))
    log(f"{target.name}: {len(lines)} files")
    return target


def _classified(classifiers: list[str] | None) -> str:
    names = [name.rpartition("::")[2].strip() for name in classifiers or () if name.startswith("License ::")]
    return ", ".join(names)


def _python_licence() -> str:
    """Return Python's own licence, as this machine's Python carries it."""
    import sysconfig

    for folder in (Path(sysconfig.get_paths()["stdlib"]), Path("/usr/share/doc/python3.11")):
        for name in ("LICENSE.txt", "copyright"):
            if (folder / name).exists():
                return (folder / name).read_text(encoding="utf-8")
    raise BuildError("Python's licence is not on this machine")
