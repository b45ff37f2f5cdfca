"""A short look with the mutants of one module; ``python -m tests.mutation.run`` tries all of them."""

import importlib.util
import subprocess
import sys

import pytest

from tests.mutation.run import ROOT, score

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or importlib.util.find_spec("mutmut") is None,
    reason="needs forked processes, and mutmut",
)


def run(*options: str) -> tuple[int, int, int, float]:
    """Try every fifth mutant of the figures' parser: exit code, killed, survived, score."""
    command = [sys.executable, "-m", "tests.mutation.run", "model/values.py", "--sample", *options]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    killed, _, survived, _, share = (cell.strip() for cell in done.stdout.splitlines()[-1].split("|")[2:-1])
    return done.returncode, int(killed), int(survived), float(share)


def test_small_changes_of_the_parser_are_noticed_by_its_own_tests() -> None:
    code, killed, survived, share = run("--tests", "tests/model/test_values.py")
    assert code == 0
    assert share >= 0.85
    assert killed > 15
    assert survived < 5


def test_a_mutant_that_no_test_reaches_is_no_merit() -> None:
    assert score(["killed", "survived", "not reached", "not reached"]) == 0.5
    assert score(["killed", "timed out"]) == 1
