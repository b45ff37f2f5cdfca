"""Any draft can be printed to a PDF, and none that lacks or changes a character."""

import random
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from export.errors import ExportError
from model import forms
from model.report import set_cells, set_text
from tests.export.test_clerks import random_report
from tests.support.samples import full_report
from ui.preview import pdf
from ui.preview.pages import lay_out
from ui.preview.pdf_characters import lines, same_characters
from ui.preview.turns import InTurns


def given(content: bytes) -> InTurns[bytes]:
    """Some content in the place of what would be painted."""
    yield
    return content


@pytest.mark.parametrize("seed", range(6))
def test_a_draft_of_odd_lines_is_written(qtbot: QtBot, tmp_path: Path, seed: int) -> None:
    made = random_report(random.Random(seed), forms.known()[seed % 2])
    pdf.write(made, tmp_path / "r.pdf")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")


def test_a_changed_figure_or_a_lost_sentence_is_no_same_page(qtbot: QtBot) -> None:
    report = full_report("2021")
    form = forms.load("2021")
    content = pdf.render(report)
    assert same_characters(content, lines(lay_out(report)))
    licences = "disclosure.licences.decisions"
    changed = set_cells(form, report, {licences: str(int(report.cell(licences)) + 1)}).apply(report)
    assert not same_characters(content, lines(lay_out(changed)))
    longer = set_text(report, "problems", [*report.section("problems"), "另有一句。"]).apply(report)
    assert not same_characters(content, lines(lay_out(longer)))
    assert not same_characters(pdf.render(longer), lines(lay_out(report)))


def test_what_is_neither_found_nor_drawn_is_refused(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = full_report("2021")
    other = pdf.render(set_text(report, "problems", ["别的一句。"]).apply(report))
    monkeypatch.setattr(pdf, "rendered", lambda *_: given(other))
    with pytest.raises(ExportError, match="不一致"):
        pdf.write(report, tmp_path / "r.pdf")
    assert not (tmp_path / "r.pdf").exists()
