"""What lies beside the artefacts: the parts list of each (SBOM, CycloneDX 1.5 JSON) and the checksums."""

import hashlib
import json
import re
import time
import urllib.parse
import uuid
from pathlib import Path

from host import OUT, log, source_date
from identity import NAME, VERSION
from licences import distributions, system_packages

_COMPILED = {"CPython": "Python-2.0", "fcitx-qt5": "BSD-3-Clause"}  # their licences


def write(
    site: Path, target: str, compiled: dict[str, str], bundle: Path, system: Path | None = None
) -> Path:
    """Write the parts list of a bundle and return its path.

    ``target`` is e.g. ``linux-x86_64``; ``compiled`` holds the versions of what comes from neither a wheel
    nor a system package.
    """
    components = [
        _component(f"pkg:pypi/{_plain(item['name'])}", item["name"], item["version"])
        | {"licenses": [{"license": {"name": item["licence"]}}]}
        for item in distributions(site)
    ]
    for name, version in compiled.items():
        part = _component(f"pkg:generic/{name.lower()}", name, version)
        components.append(part | {"licenses": [{"license": {"id": _COMPILED[name]}}]})
    for package, version in (system_packages(bundle, system) if system else {}).items():
        components.append(_component(f"pkg:deb/debian/{package}", package, version))
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
    log(f"{file.name}: {len(components)} parts")
    return file


def checksums() -> Path:
    """Write the SHA-256 sums of all artefacts there are and return the file's path."""
    artefacts = sorted(file for file in OUT.iterdir() if file.is_file() and file.name != "SHA256SUMS")
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in artefacts]
    target = OUT / "SHA256SUMS"
    target.write_text("".join(sums), encoding="utf-8")
    log(f"{target.name}: {len(sums)} files")
    return target


def _plain(name: str) -> str:
    """Return a package's name as the index and the scanners of parts lists spell it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _component(package: str, name: str, version: str) -> dict[str, object]:
    purl = f"{package}@{urllib.parse.quote(version, safe='.-~')}"
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
