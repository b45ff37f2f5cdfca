"""What a bundle brings compiled is what its program asks for: no expression depends on the order of a set."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from resources.patterns import read
from tests.support.tree import ROOT

RECORDER = ROOT / "packaging" / "ahead" / "record_patterns.py"


def recorded(seed: int, folder: Path) -> set[tuple[str, int]]:
    target = folder / f"{seed}.bin"
    subprocess.run(
        [sys.executable, str(RECORDER), str(ROOT), str(target)],
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        check=True,
    )
    return set(read(target)[0])


@pytest.mark.skipif(sys.implementation.name != "cpython", reason="knows CPython's compiler")
def test_the_same_expressions_are_met_in_every_run(tmp_path: Path) -> None:
    one, other = recorded(1, tmp_path), recorded(2, tmp_path)
    assert len(one) > 100
    assert {text for text, _ in one ^ other} == set()
