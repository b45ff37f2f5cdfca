"""The rooms of the house and the ways between them."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.support.tree import ROOMS, ROOT, python_files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_imports_run_one_way(tmp_path: Path) -> None:
    start = "from importlinter.cli import lint_imports_command as command; command()"
    command = [sys.executable, "-c", start, "--cache-dir", str(tmp_path)]
    done = subprocess.run(
        [*command, "--cache-dir", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "ui"])
def test_qt_stays_in_the_window(room: str) -> None:
    # The linter follows imports from file to file; this looks for the bare word, strings included.
    for file in python_files(room):
        assert "PySide6" not in file.read_text("utf-8"), file


def test_every_package_has_a_docstring_that_says_what_it_is_for() -> None:
    for room in ROOMS:
        for file in (ROOT / room).rglob("__init__.py"):
            assert ast.get_docstring(ast.parse(file.read_text("utf-8"))), file


@pytest.mark.parametrize("folder", ["packaging", "tests"])
def test_folders_that_would_shadow_others_are_no_packages(folder: str) -> None:
    # A package `packaging` here would hide the one that build tools import; `tests` is found by path.
    assert not list((ROOT / folder).rglob("__init__.py"))


def test_every_dependency_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    project = PROJECT["project"]
    for dependency in [*project["dependencies"], *project["optional-dependencies"]["develop"]]:
        (number,) = [n for n, line in enumerate(lines) if line.strip() == f'"{dependency}",']
        while lines[number].strip().startswith('"'):
            number -= 1
        assert lines[number].strip().startswith("# "), dependency


def test_everything_that_is_imported_is_a_dependency() -> None:
    listed = {_plain(re.split(r"[^\w.-]", line)[0]) for line in PROJECT["project"]["dependencies"]}
    installed = packages_distributions()
    known = {name for name, owners in installed.items() if listed & {_plain(owner) for owner in owners}}
    known |= {"shiboken6", "main", *ROOMS}  # shiboken6 is the inner half of PySide6
    for room in ROOMS:
        for file in python_files(room):
            for name in _imported(ast.parse(file.read_text("utf-8"))):
                assert name in known or name in sys.stdlib_module_names, f"{file}: {name}"


def _plain(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def _imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(str(node.module).partition(".")[0])
    return names


def test_the_command_line_starts_without_qt_and_without_the_word_libraries() -> None:
    code = "import sys; from ui.command_line import run; run(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "ui.command.arguments" in loaded
    assert not loaded & {"PySide6", "docx", "lxml", "jinja2", "xlsxwriter"}
