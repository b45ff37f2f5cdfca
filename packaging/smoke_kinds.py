"""Every kind of file that offices have, read by a bundle: what the libraries in it are for.

The samples are those of the tests, one report in each kind; what all of one form hold is the same.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from host import PROJECT

_SAMPLES = PROJECT / "tests/intake/files"
_FORMS = {"2021": (".doc", ".pdf", ".xls", ".ods"), "2019": (".doc", ".pdf")}
_MANY = 3  # reports that are added up
Say = Callable[..., object]  # runs the program with some words, and fails when it fails
Inside = Callable[[Path], str]


def prove(say: Say, inside: Inside, folder: Path, own: Callable[[Path], object]) -> str:
    """Read each kind, write and read PDF and web page, add reports up; return what was done.

    ``own`` gives a folder to who runs the program. Raises AssertionError for a figure that is not right.
    """
    (folder / "many").mkdir(parents=True)
    own(folder)
    for form, suffixes in _FORMS.items():
        read = {
            suffix: _read(say, inside, folder, _SAMPLES / f"office-{form}{suffix}") for suffix in suffixes
        }
        first = read[suffixes[0]]
        _same(form, first["form"], "form")
        for suffix, report in read.items():
            _same(first["cells"], report["cells"], f"cells of office-{form}{suffix}")
    whole = folder / "office-2021.doc.nianbao"
    for suffix in (".pdf", ".html", ".docx"):
        written = folder / f"written{suffix}"
        say("convert", inside(whole), inside(written))
        _same(_report(whole)["cells"], _read(say, inside, folder, written)["cells"], f"own {suffix}")
    _add_up(say, inside, folder / "many", whole)
    return ".doc, .pdf, .xls, .ods, .html read alike; own PDF read back; sum right"


def _read(say: Say, inside: Inside, folder: Path, sample: Path) -> dict[str, Any]:
    copy = folder / sample.name
    if copy != sample:
        shutil.copyfile(sample, copy)
    made = folder / f"{sample.name}.nianbao"
    say("convert", inside(copy), inside(made))
    return _report(made)


def _report(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _add_up(say: Say, inside: Inside, folder: Path, whole: Path) -> None:
    report = _report(whole)
    for number in range(_MANY):
        text = json.dumps({**report, "organ": f"青禾县第{number + 1}局", "id": None}, ensure_ascii=False)
        (folder / f"{number}.nianbao").write_text(text, encoding="utf-8")
    added = folder.parent / "added.nianbao"
    year = str(report["year"])
    say("sum", inside(folder), "-o", inside(added), "--organ", "青禾县人民政府", "--year", year)
    cell = "requests.received.natural_person"
    _same(str(_MANY * int(report["cells"][cell])), _report(added)["cells"][cell], "sum")


def _same(wanted: object, found: object, what: str) -> None:
    if wanted != found:
        raise AssertionError(f"{what}: {found!r} in the place of {wanted!r}")
