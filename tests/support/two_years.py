"""Reports of two consecutive years as files: written, read back, and checked on the command line."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import intake
from export import word
from model import forms
from model.report import Report
from model.rules import Checker, Finding
from model.rules.catalogue import RULES
from model.storage.codec import encode
from tests.support.written_years import beside
from ui import command_line


@dataclass(frozen=True)
class Told:
    """One finding as the command line gives it to other programs."""

    code: str
    level: str
    addresses: tuple[str, ...]
    actual: str
    expected: str
    message: str


def read_back(report: Report, path: Path) -> intake.Imported:
    """Write a report as Word file or as our own, and read that."""
    if path.suffix == ".docx":
        word.write(report, path)
    else:
        path.write_bytes(encode(report))
    return intake.read(path)


def everything(read: intake.Imported, last: Report) -> list[Finding]:
    """Return all that is found in a file beside last year's, the remarks of reading first."""
    report = beside(read.report, last)
    return [*read.remarks, *_checker(report.form).check(report)]


@cache
def _checker(form_id: str) -> Checker:
    return Checker(forms.load(form_id), RULES)


def checked(capsys: Any, path: Path, last: Path) -> tuple[int, list[Told]]:
    """Run ``check --last-year --json`` and return its exit code and what it found in the file."""
    capsys.readouterr()
    code = command_line.run(["check", str(path), "--last-year", str(last), "--json"])
    (file,) = json.loads(capsys.readouterr().out)["files"]
    return code, [Told(**{**one, "addresses": tuple(one["addresses"])}) for one in file["findings"]]
