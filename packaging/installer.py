"""What Windows users get of a bundle: the installer, made with NSIS, and the portable zip."""

import zipfile
from pathlib import Path

from host import OUT, PROJECT, date_files, log, need, run, source_date
from identity import NAME, TITLE, VERSION


def setup_file() -> Path:
    """Return where the installer is put."""
    return OUT / f"{NAME}-{VERSION}-windows-x64.exe"


def portable_file() -> Path:
    """Return where the portable zip is put."""
    return OUT / f"{NAME}-{VERSION}-windows-x64.zip"


def portable(bundle: Path) -> Path:
    """Pack a bundle to be unpacked and used anywhere, a stick included; the same files give the same zip."""
    date_files(bundle)
    target = portable_file()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(bundle.rglob("*")):
            if file.is_file():
                archive.write(file, f"{bundle.name}/{file.relative_to(bundle).as_posix()}")
    log(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB")
    return target


def build(bundle: Path) -> Path:
    """Make the installer and return its path."""
    need("nsis")
    date_files(bundle)
    target = setup_file()
    script = PROJECT / "packaging/windows/installer.nsi"
    values = {"VERSION": VERSION, "BUNDLE": bundle, "OUTPUT": target, "TITLE": TITLE}
    settings = [f"-D{name}={value}" for name, value in values.items()]
    run(
        "makensis", "-V2", "-INPUTCHARSET", "UTF8", *settings, script,
        env={"SOURCE_DATE_EPOCH": source_date()},
    )  # fmt: skip
    log(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB")
    return target
