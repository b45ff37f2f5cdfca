"""Reports in files, and the program run on them, for the tests of the command line."""

import subprocess
import sys
from pathlib import Path

import pytest

from model import forms
from model.report import Report, set_cells, set_text
from model.storage.codec import encode

ROOT = Path(__file__).parents[2]
FORM = forms.load("2021")
ORGAN = "青禾县人民政府"

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals of POSIX")


def full(year: int = 2024, organ: str = ORGAN, figure: str = "0") -> Report:
    """A report with nothing wrong in its tables."""
    report = Report(FORM.id, organ, year, title=FORM.title(organ, year))
    inputs = [address for address in FORM.cells if address not in FORM.derivations]
    report = set_cells(FORM, report, dict.fromkeys(inputs, figure)).apply(report)
    for section in FORM.sections.values():
        if not section.table:
            text = (
                f"主动公开、依申请公开、政府信息管理、平台建设、监督保障各项工作均已完成。{section.heading}"
            )
            report = set_text(report, section.id, [text, "本年度未收取信息处理费。"]).apply(report)
    return report


def wrong(report: Report) -> Report:
    address = next(iter(FORM.derivations))
    return set_cells(FORM, report, {address: "9"}).apply(report)


def written(folder: Path, name: str, report: Report) -> Path:
    path = folder / name
    path.write_bytes(encode(report))
    return path


def program(*arguments: str | Path, **named: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "main.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False, **named)  # type: ignore[call-overload]


def many(folder: Path, count: int) -> list[Path]:
    content = encode(full())
    paths = [folder / f"{number:04}.nianbao" for number in range(count)]
    for path in paths:
        path.write_bytes(content)
    return paths
