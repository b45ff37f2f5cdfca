"""The Windows installer of a bundle, made with NSIS."""

from pathlib import Path

from host import OUT, PROJECT, date_files, log, need, run, source_date
from identity import NAME, TITLE, VERSION


def build(bundle: Path) -> Path:
    """Make the installer and return its path."""
    need("nsis")
    date_files(bundle)
    target = OUT / f"{NAME}-{VERSION}-windows-x64.exe"
    script = PROJECT / "packaging/windows/installer.nsi"
    values = {"VERSION": VERSION, "BUNDLE": bundle, "OUTPUT": target, "TITLE": TITLE}
    settings = [f"-D{name}={value}" for name, value in values.items()]
    run(
        "makensis", "-V2", "-INPUTCHARSET", "UTF8", *settings, script,
        env={"SOURCE_DATE_EPOCH": source_date()},
    )  # fmt: skip
    log(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB")
    return target
