"""Small changes of the program against its tests, by mutmut: ``python -m tests.mutation.run [MODULE...]``.

A mutant is a function with one small change. The tests that call the function run against it; when none
fails, it survives, and either the tests have a hole or the change means nothing. A function that no test
calls by itself (what the catalogue calls once, before all of them) is told apart. MODULE is a file or folder;
without one it is all that must reach the limit. Prints the survivors and a table; exits with 1 below the
limit.

mutmut works in the folder where it stands, so it gets a copy of the tree, which is gone afterwards.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = ("model/values.py", "model/storage", "model/rules")
TESTS = "tests/model"
LIMIT = 0.85
# The exit codes of pytest and of the limits, as mutmut keeps them.
_OUTCOMES = {0: "survived", 1: "killed", 3: "killed", 5: "not reached", 33: "not reached"}
_TIMED_OUT = "timed out"
_EVERY_FIFTH = ("*_mutmut_5", "*_mutmut_*0", "*_mutmut_*5")  # of one function
_LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "dist", "build", "mutants")


def main() -> int:
    """Try the mutants, print the table and return the exit code."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=_LEFT_OUT)
        _configure(tree, options.modules, options.tests)
        names = _EVERY_FIFTH if options.sample else ()
        command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(options.jobs), *names]
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(command, cwd=tree, env=surroundings, stdout=subprocess.PIPE, check=False)
        if done.returncode != 0:
            sys.stdout.buffer.write(done.stdout[-4000:])
            return 2
        outcomes = dict(_outcomes(tree / "mutants"))
    for name in sorted(name for name, outcome in outcomes.items() if outcome == "survived"):
        sys.stdout.write(f"survived {name}\n")
    sys.stdout.write(table(outcomes) + "\n")
    return 0 if score(outcomes.values()) >= LIMIT else 1


def score(outcomes: Iterable[str]) -> float:
    """Return the share of the mutants reached by a test that the tests notice, 1 when there are none."""
    counts = Counter(outcomes)
    noticed = counts["killed"] + counts[_TIMED_OUT]
    return noticed / ((noticed + counts["survived"]) or 1)


def table(outcomes: dict[str, str]) -> str:
    """Return the table of modules, in markdown; the last line is all of them together."""
    columns = ("killed", _TIMED_OUT, "survived", "not reached")
    lines = [f"| | {' | '.join(columns)} | score |", f"|{' --- |' * (len(columns) + 2)}"]
    modules = sorted({_module(name) for name in outcomes})
    for title in [*modules, "together"]:
        those = [one for name, one in outcomes.items() if title in ("together", _module(name))]
        counts = Counter(those)
        lines.append(f"| {title} | {' | '.join(str(counts[c]) for c in columns)} | {score(those):.3f} |")
    return "\n".join(lines)


def _module(name: str) -> str:
    """``model.values`` of ``model.values.x_parse__mutmut_3``."""
    return name.rpartition(".")[0]


def _configure(tree: Path, modules: Sequence[str], tests: str) -> None:
    """Add mutmut's own table to the copied project file."""
    project = tree / "pyproject.toml"
    assert "mutmut" not in tomllib.loads(project.read_text("utf-8")).get("tool", {})
    changed = [module if module.endswith(".py") else f"{module}/*" for module in modules]
    beside = [path.name for path in tree.iterdir() if path.name not in ("model", "pyproject.toml")]
    made = {
        "source_paths": ["model"],
        "only_mutate": changed,
        "also_copy": beside,
        "pytest_add_cli_args_test_selection": [tests],
        # Split off before any test has run: what a cache keeps of a run without the change hides it.
        "process_isolation": "forkserver",
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in made.items()]  # such values are alike in both
    project.write_text("\n".join([project.read_text("utf-8"), "[tool.mutmut]", *lines, ""]), "utf-8")


def _outcomes(mutants: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(mutants.rglob("*.meta")):
        for name, code in json.loads(file.read_text("utf-8"))["exit_code_by_key"].items():
            if code is not None:  # it was not asked for
                yield name, _OUTCOMES.get(code, _TIMED_OUT)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Small changes of the program against its tests.")
    parser.add_argument("modules", nargs="*", default=MODULES, metavar="MODULE")
    parser.add_argument("--tests", default=TESTS, help="the tests that meet the mutants")
    parser.add_argument("--sample", action="store_true", help="every fifth mutant of a function")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
