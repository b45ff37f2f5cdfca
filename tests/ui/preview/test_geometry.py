"""Where things stand on the PDF's pages, measured in the file."""

from dataclasses import replace
from pathlib import Path

import pytest

from model import forms
from model.report import Report
from tests.support.pdf_lines import PdfLine, lines_of
from ui.preview import pdf

pytestmark = pytest.mark.usefixtures("qapp")

MM = 72 / 25.4  # points
CHARACTER = 16.0  # points
RIGHT, BOTTOM = (210 - 26) * MM, (297 - 35) * MM  # of the type area
ORGAN, DATE = "清河市水务局", "2024年1月25日"
FORM = forms.load("2021")
REPORT = Report(
    form="2021",
    organ=ORGAN,
    year=2023,
    title="清河市水务局2023年政府信息公开工作年度报告",
    sections={"other": ("本年度没有收取信息处理费。",)},
    signature=(ORGAN, DATE),
    cells={address: str(number) for number, address in enumerate(FORM.cells)},
)


def written(report: Report, folder: Path) -> list[list[PdfLine]]:
    pdf.write(report, folder / "a.pdf")
    return lines_of(folder / "a.pdf")


def line(pages: list[list[PdfLine]], text: str) -> PdfLine:
    return next(one for page in reversed(pages) for one in page if one.text == text)


def test_the_dashes_of_the_page_number_stand_seven_millimetres_below_the_text(tmp_path: Path) -> None:
    for number, page in enumerate(written(REPORT, tmp_path), 1):
        folio = line([page], f"—{number}—")
        assert folio.middle == pytest.approx(BOTTOM + 7 * MM, abs=1.5 * MM)


def test_without_a_seal_the_date_begins_two_characters_after_the_organ(tmp_path: Path) -> None:
    pages = written(REPORT, tmp_path)
    organ, date = line(pages, ORGAN), line(pages, DATE)
    # The date is the longer one: it keeps two characters free.
    assert RIGHT - date.right == pytest.approx(2 * CHARACTER, abs=CHARACTER / 2)
    assert date.left - organ.left == pytest.approx(2 * CHARACTER, abs=CHARACTER / 2)
    longer = replace(REPORT, signature=("清河市住房和城乡建设局", DATE))
    pages = written(longer, tmp_path)
    organ, date = line(pages, "清河市住房和城乡建设局"), line(pages, DATE)
    assert RIGHT - organ.right == pytest.approx(2 * CHARACTER, abs=CHARACTER / 2)
    assert date.left - organ.left == pytest.approx(2 * CHARACTER, abs=CHARACTER / 2)


def test_with_a_seal_the_organ_is_centred_on_a_date_that_keeps_four_characters_free(tmp_path: Path) -> None:
    pages = written(replace(REPORT, sealed=True), tmp_path)
    organ, date = line(pages, ORGAN), line(pages, DATE)
    assert RIGHT - date.right == pytest.approx(4 * CHARACTER, abs=CHARACTER / 2)
    assert organ.left + organ.right == pytest.approx(date.left + date.right, abs=CHARACTER / 2)


@pytest.mark.parametrize("more", range(0, 24, 3))
def test_organ_and_date_stand_on_one_page_with_text_above_them(more: int, tmp_path: Path) -> None:
    texts = ("本年度没有收取信息处理费。", *[f"说明之{number}。" for number in range(more)])
    pages = written(replace(REPORT, sections={"other": texts}), tmp_path)
    (last,) = [[one.text for one in page] for page in pages if any(one.text == DATE for one in page)]
    assert last.index(DATE) == last.index(ORGAN) + 1
    assert last[last.index(ORGAN) - 1] == texts[-1]


def test_long_figures_stand_on_one_line(tmp_path: Path) -> None:
    cells = dict(REPORT.cells)
    figures = ["123456", "7654321", "87654321", "987654321"]
    for address, figure in zip([a for a in cells if a.startswith("litigation")], figures, strict=False):
        cells[address] = figure
    pages = written(replace(REPORT, cells=cells), tmp_path)
    assert all(any(figure in one.text for page in pages for one in page) for figure in figures)
