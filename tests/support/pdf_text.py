"""Reads PDF files back with poppler, where it is installed."""

import shutil
import subprocess
from pathlib import Path

import pytest


def pages_of(path: Path) -> list[str]:
    """Return the text of each page, blanks taken out; skips the test without ``pdftotext``."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    done = subprocess.run([tool, "-layout", path, "-"], capture_output=True, check=True)
    return ["".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


def facts_of(path: Path) -> dict[str, str]:
    """Return what ``pdfinfo`` says of a file."""
    tool = shutil.which("pdfinfo")
    if tool is None:
        pytest.skip("pdfinfo (poppler-utils) is not installed")
    done = subprocess.run([tool, path], capture_output=True, check=True)
    pairs = (line.split(":", 1) for line in done.stdout.decode().splitlines() if ":" in line)
    return {name: value.strip() for name, value in pairs}
