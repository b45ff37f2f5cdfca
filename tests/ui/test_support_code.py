"""PySide's support code is compiled at the first start and taken from then on; what is amiss is made anew."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.tree import ROOT

A_START = """
import builtins, pathlib, sys
usual, seen = builtins.compile, []
def listening(source, filename, *more, **named):
    if str(filename).startswith("shibokensupport/"):
        seen.append(filename)
    return usual(source, filename, *more, **named)
builtins.compile = listening
from ui import support_code
support_code._FILE = pathlib.Path(sys.argv[1])
with support_code.compiled_once():
    from PySide6 import QtCore
assert builtins.compile is listening
print(len(seen), "argparse" in sys.modules)
try:
    QtCore.QSize("a")
except TypeError as error:
    print("Supported signatures" in str(error))
from shibokensupport.signature import mapping, parser
archive = parser.__loader__.zfile
kept = support_code.kept.taken(support_code._FILE, support_code._MADE_BY) or {}
fresh = {name: usual(archive.read(name), name, "exec") for name, _, _ in kept}
print(*sorted(key[0] for key, code in kept.items() if code != fresh[key[0]]))
"""
OWN = "shibokensupport/signature/loader.py"


def started(file: Path, **settings: str) -> list[str]:
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", A_START, str(file)]
    done = subprocess.run(command, cwd=ROOT, env=own | settings, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_the_second_start_compiles_none_of_it(tmp_path: Path) -> None:
    file = tmp_path / "support.bin"
    count, *rest = started(file)
    assert int(count.split()[0]) >= 10
    assert rest == ["True", OWN]
    assert started(file) == ["0 False", *rest]


@pytest.mark.parametrize("content", [b"", b"00000000\nno code"])
def test_what_is_not_as_it_should_be_is_compiled(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "support.bin"
    file.write_bytes(content)
    assert int(started(file)[0].split()[0]) >= 10
    assert started(file)[0] == "0 False"


def test_where_nothing_may_be_written_nothing_is(tmp_path: Path) -> None:
    file = tmp_path / "support.bin"
    assert started(file, PYTHONDONTWRITEBYTECODE="1")[1] == "True"
    assert not file.exists()
