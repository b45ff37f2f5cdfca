"""Reports with charts go through the command line like all others."""

from dataclasses import replace
from pathlib import Path

import pytest

import intake
from model import charts
from model.report import Report
from model.storage.files import save
from tests.support.commands import FORM, full, program
from tests.support.pdf_text import pages_of
from ui import command_line


def charted() -> Report:
    made = full()
    calls = tuple(charts.paragraph(name) for name in FORM.charts)
    texts = {**made.sections, "overview": (*made.section("overview"), *calls)}
    return replace(made, sections=texts, last_year=made.cells)  # a chart without figures is not printed


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_charts_go_there_and_back(tmp_path: Path, kind: str) -> None:
    source, middle, back = (tmp_path / name for name in ("a.nianbao", f"b.{kind}", "c.nianbao"))
    save(charted(), source, None)
    assert command_line.run(["convert", str(source), str(middle)]) == 0
    assert command_line.run(["convert", str(middle), str(back)]) == 0
    assert intake.read(back).report.sections == charted().sections


def test_charts_print_as_pdf(tmp_path: Path) -> None:
    save(charted(), tmp_path / "a.nianbao", None)
    done = program("convert", tmp_path / "a.nianbao", tmp_path / "b.pdf")
    assert done.returncode == 0, done.stderr
    text = "".join(pages_of(tmp_path / "b.pdf"))
    assert charts.drawing(FORM, charted(), "chart.results").title in text
    assert "{{" not in text
