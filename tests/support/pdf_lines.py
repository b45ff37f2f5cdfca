"""Where the lines of a PDF file stand, by poppler's ``pdftotext -bbox-layout``."""

import html
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
_SAME_LINE = 6.0  # points


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of text without its blanks; points from the upper left corner."""

    text: str
    left: float
    right: float
    middle: float


def lines_of(path: Path) -> list[list[PdfLine]]:
    """Return the lines of each page from top to bottom; skips the test without ``pdftotext``."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    done = subprocess.run([tool, "-bbox-layout", path, "-"], capture_output=True, check=True)
    pages = done.stdout.decode("utf-8", "replace").split("<page ")[1:]
    return [_lines(page) for page in pages]


def _lines(page: str) -> list[PdfLine]:
    rows: list[list[tuple[float, float, float, str]]] = []
    for left, top, right, bottom, text in _WORD.findall(page):
        middle = (float(top) + float(bottom)) / 2
        word = (float(left), float(right), middle, html.unescape(text))
        row = next((row for row in rows if abs(row[0][2] - middle) < _SAME_LINE), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    made = (
        PdfLine("".join(w[3] for w in sorted(row)), min(row)[0], max(w[1] for w in row), row[0][2])
        for row in rows
    )
    return sorted(made, key=lambda line: line.middle)
