"""The next form is one data file and one template: the project's own tests hold for it as they stand.

It has all that the newest form has, and a row and a group of columns more, so that files of the one
are easily taken for the other.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from model import forms
from tests.support import next_form
from tests.support.tree import ROOT

FORM_ID = next_form.FORM_ID
NEWEST = forms.of_kind()[-1]
YEAR = int(FORM_ID) + 2
KINDS = ("docx", "html", "txt")
OVER_EVERY_FORM = ("tests/model", "tests/intake", "tests/export", "tests/ui/grid", "tests/ui/preview")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, its tests too, with the definition and the template made for it."""
    folder = next_form.copy_project(tmp_path_factory.mktemp("project"), "tests")
    shutil.copy(ROOT / "pyproject.toml", folder)
    next_form.add_to(folder)
    run(folder, "packaging/templates.py")
    return folder


@pytest.fixture(scope="module")
def files(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports on a year of the next form, made on every form there is, in several kinds of file."""
    folder = tmp_path_factory.mktemp("files")
    run(project, project / "tests" / "support" / "next_form_files.py", folder, str(YEAR))
    return folder


def run(project: Path, *arguments: str | Path, ends: tuple[int, ...] = (0,)) -> str:
    """Run Python in the copy; what it prints on standard output is returned."""
    environment = {**os.environ, "PYTHONPATH": str(project), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode in ends, done.stdout + done.stderr
    return done.stdout


def test_it_is_the_newest_form_and_more() -> None:
    form = next_form.parsed()
    assert set(NEWEST.cells) < set(form.cells)
    rows = {cell.row.id for cell in form.cells.values()} - {cell.row.id for cell in NEWEST.cells.values()}
    columns = {c.column.id for c in form.cells.values()} - {c.column.id for c in NEWEST.cells.values()}
    assert (len(rows), len(columns)) == (1, 2)


def test_all_that_is_proven_of_every_form_holds_for_it(project: Path) -> None:
    told = run(project, "-m", "pytest", *OVER_EVERY_FORM, "-k", FORM_ID, "-v")
    assert int(told.rpartition(" passed")[0].split()[-1]) > 100


def test_the_properties_of_all_reports_hold_with_it(project: Path) -> None:
    assert " passed" in run(project, "-m", "pytest", "tests/properties", "-v")


def checked(project: Path, file: Path) -> tuple[str, set[str]]:
    """The form a file was read as, and the codes of what was found."""
    (found,) = json.loads(run(project, "main.py", "check", "--json", file, ends=(0, 1)))["files"]
    return found["form"], {finding["code"] for finding in found["findings"]}


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_of_the_next_form_is_known_as_one(project: Path, files: Path, kind: str) -> None:
    form_id, codes = checked(project, files / f"{FORM_ID}.{kind}")
    assert form_id == FORM_ID
    assert "form-year" not in codes
    assert not {code for code in codes if code.startswith("read-")}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form_id", forms.known())
def test_an_earlier_form_filled_in_by_mistake_is_told(
    project: Path, files: Path, form_id: str, kind: str
) -> None:
    read_as, codes = checked(project, files / f"{form_id}.{kind}")
    assert read_as == form_id
    assert "form-year" in codes


def test_a_new_report_on_its_years_is_made_on_it(project: Path, tmp_path: Path) -> None:
    for year, form_id in ((YEAR, FORM_ID), (int(FORM_ID) - 1, NEWEST.id)):
        file = tmp_path / f"{year}.nianbao"
        run(project, "main.py", "new", "--organ", "云溪市档案馆", "--year", str(year), "-o", file)
        assert json.loads(file.read_text("utf-8"))["form"] == form_id


def test_the_window_and_the_preview_show_its_row_and_its_columns(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.nianbao"
    run(project, "main.py", "new", "--organ", "云溪市档案馆", "--year", str(YEAR), "-o", file)
    script = project / "tests" / "support" / "new_form_window.py"
    seen = json.loads(run(project, script, file, tmp_path / "shown.png"))
    printed = "".join(seen["pages"])
    for label in ("9.申请期间情况已经变化", "境外申请人"):
        assert label in "".join(printed.split())
