"""The grid looks like the official form and fits the screen it is meant for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from model import forms
from model.forms import Role
from model.values import parse
from tests.ui.grid.conftest import full_report
from ui.grid.geometry import cell_text, column_widths, label_texts, line_heights
from ui.grid.places import GridMap
from ui.grid.state import difference

TABLES = [(form, table) for form in forms.known() for table in forms.load(form).layouts]


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_every_cell_of_the_form_is_in_the_model_with_its_spans(make_panel, form, table):
    panel = make_panel(full_report(form), table)
    layout = forms.load(form).layouts[table]
    for cell in layout.cells:
        index = panel.model.index(cell.line, cell.column)
        view = panel.frame.heading if cell.line < layout.heading_lines else panel.body
        assert view.rowSpan(cell.line, cell.column) == cell.line_span
        assert view.columnSpan(cell.line, cell.column) == cell.column_span
        if cell.role is not Role.FIGURE:
            assert index.data() == cell.text
            assert panel.model.flags(index) == Qt.ItemFlag.NoItemFlags
        else:
            assert panel.model.flags(index) & Qt.ItemFlag.ItemIsEditable


def test_table_three_is_in_sight_as_a_whole_in_a_small_window(make_panel):
    panel = make_panel(full_report(), size=(925, 650))
    assert not panel.body.verticalScrollBar().isVisible()
    last = panel.model.index_of("requests.carried_out.total")
    assert panel.body.viewport().rect().contains(panel.body.visualRect(last))
    assert not panel.body.horizontalScrollBar().isVisible()


def test_a_larger_font_gives_way_a_little_to_keep_table_three_in_sight(make_panel):
    panel = make_panel(full_report(), size=(925, 650))
    font = panel.font()
    font.setPointSizeF(11)
    panel.setFont(font)
    last = panel.body.visualRect(panel.model.index_of("requests.carried_out.total"))
    assert panel.body.viewport().rect().contains(last)
    panel.resize(925, 420)  # nothing brings it all into sight here: the font is what the person asked for
    assert panel.body.verticalScrollBar().isVisible()
    assert panel.frame._font.pointSizeF() == 11


def test_headings_stay_when_the_body_scrolls(make_panel):
    panel = make_panel(full_report(), size=(700, 320))
    before = panel.frame.heading.geometry()
    panel.focus_cell("requests.carried_out.total")
    assert panel.body.verticalScrollBar().value() > 0
    assert panel.frame.heading.geometry() == before
    assert panel.frame.heading.isVisible()
    heading = panel.frame.heading
    for column in range(panel.model.columnCount()):
        assert heading.columnViewportPosition(column) == panel.body.columnViewportPosition(column)


@pytest.mark.parametrize("width", [640, 925, 1366])
def test_columns_fill_the_width_in_official_proportion(width):
    for form, table in TABLES:
        grid = GridMap(forms.load(form), table)
        metrics = QFontMetrics(QFont())
        widths = column_widths(grid, width, metrics)
        assert sum(widths) >= width
        if sum(widths) == width:
            figures = widths[grid.table.label_columns :]
            assert max(figures) - min(figures) <= 2


def test_lines_share_the_room_and_never_overlap(qapp):
    grid = GridMap(forms.load("2021"), "requests")
    metrics = QFontMetrics(QFont())
    widths = column_widths(grid, 925, metrics)
    texts = label_texts(grid, widths, metrics)
    low, high = line_heights(grid, texts, 0, metrics), line_heights(grid, texts, 900, metrics)
    assert all(0 < one <= other for one, other in zip(low, high, strict=True))
    assert sum(high) <= 900


def test_a_tall_group_label_stands_upright(qapp):
    grid = GridMap(forms.load("2021"), "requests")
    tall = next(cell for cell in grid.layout.cells if cell.role is Role.LABEL and cell.line_span > 20)
    assert cell_text(tall, 30, QFontMetrics(QFont())).startswith("三、\n本\n年\n度")


@pytest.mark.parametrize(
    ("now", "then", "shown"),
    [
        ("3440", "3001", "+439"),
        ("1", "3", "−2"),
        ("2.5", "2.5", "0"),
        ("", "3", ""),
        ("/", "3", ""),
        ("1万", "3元", ""),
    ],
)
def test_the_difference_of_two_years(now, then, shown):
    assert difference(parse(now), parse(then)) == shown


def test_headings_of_the_same_words_break_alike(qapp):
    grid = GridMap(forms.load("2021"), "litigation")
    metrics = QFontMetrics(QFont())
    for width in range(600, 1000, 7):
        texts = label_texts(grid, column_widths(grid, width, metrics), metrics)
        shown = {}
        for cell, text in texts.items():
            if cell.role is Role.HEADING:
                shown.setdefault(cell.text, set()).add(text)
        assert all(len(ways) == 1 for ways in shown.values()), width
