"""Charts on the printed pages and in the PDF file."""

from dataclasses import replace
from pathlib import Path

import pytest

from export import chart_shapes
from model import charts, forms
from model.report import Report
from tests.support.pdf_text import pages_of
from tests.support.samples import full_report
from ui.paper.charts import CHART_HEIGHT
from ui.paper.items import Box
from ui.paper.measures import HEIGHT, LEFT, TOP, WIDTH
from ui.preview import pdf
from ui.preview.pages import Page, lay_out

pytestmark = pytest.mark.usefixtures("qapp")

FORM = forms.load("2021")
CALL = charts.paragraph("chart.results")


def charted(*texts: str) -> Report:
    made = full_report()
    return replace(made, sections={**made.sections, "overview": texts})


def with_ink(page: Page) -> list[Box]:
    return [item for item in page.items if isinstance(item, Box) and item.ground == chart_shapes.INK]


def test_bars_figures_and_caption_stand_on_one_page_in_the_type_area() -> None:
    report = charted(CALL)
    drawing = charts.drawing(FORM, report, "chart.results")
    (page,) = [one for one in lay_out(report) if with_ink(one)]
    texts = [one.text for one in page.texts()]
    for word in (*drawing.labels, *(one.text for one in drawing.series[0].figures), drawing.caption):
        assert word in texts
    assert len(with_ink(page)) == len(drawing.labels)
    for box in with_ink(page):
        assert LEFT <= box.room.left() <= box.room.right() <= LEFT + WIDTH
        assert TOP <= box.room.top() <= box.room.bottom() <= TOP + HEIGHT


@pytest.mark.parametrize("lines", range(8, 20))
def test_a_chart_is_never_torn_from_its_caption(lines: int) -> None:
    report = charted("\n".join("行" for _ in range(lines)), CALL, "后文。")
    caption = charts.drawing(FORM, report, "chart.results").caption
    pages = lay_out(report)
    (at,) = [one.number for one in pages if with_ink(one)]
    assert at == next(one.number for one in pages if caption in [text.text for text in one.texts()])


def test_two_years_are_told_apart_without_colour() -> None:
    pages = lay_out(charted(charts.paragraph("chart.years")))
    (page,) = [one for one in pages if with_ink(one)]
    hollow = [item for item in page.items if isinstance(item, Box) and item.ground == "#FFFFFF"]
    assert len(hollow) == len(with_ink(page)) == 4  # three bars and a sample in the legend


def test_without_data_nothing_is_printed() -> None:
    pages = lay_out(replace(charted(CALL), cells={}))
    assert not [one for one in pages if with_ink(one)]
    assert not [text.text for one in pages for text in one.texts() if text.text.startswith("图")]


def test_the_pdf_file_can_be_searched_for_a_charts_words(tmp_path: Path) -> None:
    report = charted(CALL)
    pdf.write(report, tmp_path / "a.pdf")
    text = "".join(pages_of(tmp_path / "a.pdf"))
    drawing = charts.drawing(FORM, report, "chart.results")
    for word in (*drawing.labels, *(one.text for one in drawing.series[0].figures)):
        assert word in text
    assert "{{" not in text
    assert CHART_HEIGHT < HEIGHT / 3
