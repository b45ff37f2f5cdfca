"""A short look with a few mutants; ``python -m tests.mutation.run`` tries all of them."""

import importlib.util
import subprocess
import sys

import pytest

from tests.mutation.trial import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or importlib.util.find_spec("mutmut") is None,
    reason="needs forked processes, and mutmut",
)


def run(*options: str) -> tuple[int, list[str]]:
    """Try mutants of the figures' parser and return the exit code and the last line of the table."""
    command = [sys.executable, "-m", "tests.mutation.run", "model/values.py", *options]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    return done.returncode, [cell.strip() for cell in done.stdout.splitlines()[-1].split("|")[2:-1]]


def test_small_changes_of_the_parser_are_noticed_by_its_own_tests() -> None:
    code, (tried, killed, _, survived, score) = run("--tests", "tests/model/test_values.py", "--every", "7")
    assert code == 0
    assert float(score) >= 0.85
    assert int(killed) > 25
    assert int(tried) > 30
    assert int(survived) < 5


def test_tests_that_look_elsewhere_notice_too_little() -> None:
    code, (_, _, _, survived, _) = run("--tests", "tests/model/test_charts.py", "--every", "15")
    assert code == 1
    assert int(survived) > 3
