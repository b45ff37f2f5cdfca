"""The list of kinds of files: everything that names suffixes takes them from it."""

import subprocess
import sys
from pathlib import Path

import pytest

from intake import formats
from intake.formats import FORMATS, SUFFIXES, Sample
from tests.support.tree import ROOT
from ui.dialogs import ask

HEAVY = {"doc2docx", "pypdfium2", "pypdfium2_raw", "python_calamine"}
TELLS_ALL = ("docs/administrator.md", "packaging/linux/nianbao.1")


def test_every_kind_that_can_be_read_is_tried() -> None:
    assert {kind.kind for kind in formats._KINDS if kind.suffixes} == {kind.kind for kind in FORMATS}


def test_every_kind_has_a_name_and_suffixes_of_its_own() -> None:
    assert len({kind.kind for kind in FORMATS}) == len({kind.name for kind in FORMATS}) == len(FORMATS)
    assert len(set(SUFFIXES)) == len(SUFFIXES)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in SUFFIXES)


@pytest.mark.parametrize("document", TELLS_ALL)
def test_the_documents_name_every_suffix(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    assert "、".join(SUFFIXES) in text


def test_the_file_dialog_offers_every_kind() -> None:
    together, own, *kinds, anything = ask._readable().split(";;")
    assert all(f"*{suffix}" in together for suffix in SUFFIXES)
    assert (own, anything) == (ask.REPORT_FILTER, "所有文件 (*)")
    assert [kind.partition(" (")[0] for kind in kinds] == [kind.name for kind in FORMATS]


def test_anything_at_all_is_recognised_as_something(tmp_path: Path) -> None:
    (tmp_path / "a.odd").write_bytes(b"\x00\x01 anything")
    assert formats.recognised(Sample(tmp_path / "a.odd", b"\x00\x01 anything")).kind == "text"


def test_the_list_costs_no_library() -> None:
    assert not loaded("from intake.formats import SUFFIXES") & {*HEAVY, "lxml", "docx", "PySide6"}


@pytest.mark.parametrize(
    "code", ["import ui.app", "import ui.window.window, ui.start.opening", "import intake"]
)
def test_the_window_loads_no_reader_at_start(code: str) -> None:
    assert not loaded(code) & HEAVY


def test_a_file_read_apart_loads_nothing_here() -> None:
    path = ROOT / "tests" / "intake" / "files" / "office-2021.pdf"
    assert not loaded(f"import intake; intake.read(__import__('pathlib').Path({str(path)!r}))") & HEAVY


def loaded(code: str) -> set[str]:
    """The packages in memory after some code, in a Python of its own."""
    code = f"import sys; {code}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}
