"""Last year's figures beside this year's: readable at every size of letters, never over a figure."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter, QPalette

from model import forms
from model.values import parse
from tests.ui.grid.conftest import full_report
from ui.grid.beside import NOWHERE, Beside, Where, beside
from ui.grid.geometry import column_widths, label_texts, line_heights
from ui.grid.looks import looks_of
from ui.grid.paint import Manner, fonts_of, paint_figure
from ui.grid.places import GridMap
from ui.grid.state import CellState, difference

POINTS = (8, 10, 11, 14, 20)


def state(text: str, then: str, *, by_hand: bool = False) -> CellState:
    change = difference(parse(text), parse(then)) if text and then else ""
    return CellState(text, by_hand, by_hand, False, None, False, "", then, change)


def chosen(width: int, points: int, *states: CellState) -> tuple[Beside, int, int]:
    """Where they stand in table three, with the size of a cell there."""
    grid = GridMap(forms.load("2021"), "requests")
    font = QFont()
    font.setPointSize(points)
    fonts = fonts_of(font)
    made = beside(grid, states, width, fonts.bold_measure, fonts.then_measure)
    widths = column_widths(grid, width, QFontMetrics(font), made.cell)
    texts = label_texts(grid, widths, QFontMetrics(font))
    heights = line_heights(grid, texts, 0, QFontMetrics(font), made.line)
    return made, min(widths[grid.table.label_columns :]), heights[-1]


def ink(rect: QRect, one: CellState, where: Beside, points: int) -> int:
    """How many pixels of a cell are written on."""
    font = QFont()
    font.setPointSize(points)
    picture = QImage(rect.size(), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    palette = QPalette(Qt.GlobalColor.white)
    manner = Manner(current=False, selected=False, involved=False, beside=where, flush_right=True)
    with QPainter(picture) as painter:
        paint_figure(painter, rect, one, manner, looks_of(palette), fonts_of(font))
    ground = picture.pixel(rect.width() // 2, 0)
    inner = rect.adjusted(1, 1, -2, -2)
    rows, columns = range(inner.top(), inner.bottom()), range(inner.left(), inner.right())
    return sum(picture.pixel(x, y) != ground for y in rows for x in columns)


@pytest.mark.parametrize("points", POINTS)
@pytest.mark.parametrize("width", [640, 900, 1366, 1920])
@pytest.mark.parametrize(
    "figures", [("7", "12"), ("3440", "3001"), ("9876543", "1234567"), ("12.5", "10000")]
)
def test_both_years_figures_are_whole_and_apart(
    qapp: object, points: int, width: int, figures: tuple[str, str]
) -> None:
    both = replace(state(*figures, by_hand=True), difference="")
    where, cell, line = chosen(width, points, both)
    assert where.where is not Where.NOWHERE
    rect = QRect(0, 0, cell, line)
    alone = ink(rect, replace(both, last_year=""), where, points)
    blank = replace(both, text="", overridden=True)
    unmarked = replace(both, last_year="", text="", overridden=True)
    then = ink(rect, blank, where, points) - ink(rect, unmarked, NOWHERE, points)
    assert then > 0
    assert ink(rect, both, where, points) >= 0.93 * (alone + then)


def test_short_figures_stand_in_a_column_and_long_ones_on_a_second_line(qapp: object) -> None:
    short, _, low = chosen(900, 10, state("3440", "3001"))
    long, _, high = chosen(900, 10, state("9876543", "1234567"))
    assert (short.where, long.where) == (Where.COLUMN, Where.LINE)
    assert high > low


def test_a_figure_that_grew_too_long_has_the_cell_for_itself(qapp: object) -> None:
    where, _, line = chosen(900, 10, state("3", "4"))
    assert where.where is Where.COLUMN
    rect = QRect(0, 0, where.cell, line)
    grown = state("98765432", "4")
    assert ink(rect, grown, where, 10) == ink(rect, replace(grown, last_year=""), where, 10)


@pytest.mark.parametrize("table", ["disclosure", "requests", "litigation"])
def test_the_window_shows_them_and_takes_them_away(make_panel, table: str) -> None:
    form = forms.load("2021")
    last = {address: "3001" for address in form.cells if form.cells[address].table.id == table}
    panel = make_panel(full_report(last_year=last), table, size=(925, 650))
    before = panel.frame.grab().toImage()
    panel.set_last_year_visible(True)
    assert panel.frame._delegates[1].beside.where is not Where.NOWHERE
    assert panel.frame.grab().toImage() != before
    panel.set_last_year_visible(False)
    assert panel.frame.grab().toImage() == before
