"""PySide's support code in a bundle is its own, but for one import."""

import runpy
import sys
from pathlib import Path

from PySide6 import QtCore  # noqa: F401 (the archive is opened with the first module)

from tests.support.tree import ROOT

WRITE = runpy.run_path(str(ROOT / "packaging" / "ahead" / "support_code.py"))["write"]


def test_support_code_is_unchanged_but_that_stubs_are_written_when_asked_for(tmp_path: Path) -> None:
    entries = WRITE(tmp_path)
    archive = sys.modules["shibokensupport"].__spec__.loader.zfile  # type: ignore[union-attr]
    changed = {}
    for name in archive.namelist():
        if name.endswith(".py"):
            own, ours = archive.read(name).decode("utf-8"), (tmp_path / "files.dir" / name).read_text("utf-8")
            if own != ours:
                changed[name] = set(ours.splitlines()) ^ set(own.splitlines())
    assert list(changed) == ["shibokensupport/signature/loader.py"]
    (lines,) = changed.values()
    assert all("pyi_generator" in line for line in lines)
    assert len(lines) == 3  # two that are gone, one that tells it
    kept = {name for name, _, _ in entries}
    assert "shiboken6/files.dir/shibokensupport/signature/lib/pyi_generator.py" in kept
    assert any(name.endswith(".pyc") and "loader" in name for name in kept)
