"""Figures that are too long for their cell are set in smaller letters."""

from dataclasses import replace
from pathlib import Path

import pytest

from export import word
from export.fitting import Room
from model.address import Address
from tests.support.export_reports import report, with_cell
from tests.support.word_xml import W, document, rewritten, text

TEMPLATE = Path(word.__file__).parents[1] / "resources" / "templates" / "2021.docx"
NARROW, WIDE = "litigation.review.upheld", "disclosure.licences.decisions"


def _size(content: bytes, figure: str) -> str:
    """The size of the letters of the cell that holds a figure, in half points; empty: the style's own."""
    (cell,) = [one for one in document(content).iter(f"{W}tc") if text(one) == figure]
    sizes = [one.get(f"{W}val", "") for one in cell.iter(f"{W}sz", f"{W}szCs")]
    assert len(set(sizes)) <= 1
    return sizes[0] if sizes else ""


@pytest.mark.parametrize("figure", ["123456", "1234567", "12345678", "123456789", "1234567890", "-98765.4"])
def test_a_long_figure_of_a_narrow_column_stays_on_one_line(figure: str) -> None:
    size = int(_size(word.render(with_cell(report(), NARROW, figure)), figure))
    width = 8844 / 15 - 2 * 20  # twips: one of fifteen columns, inside its margins
    assert 10 <= size < 20
    assert len(figure) / 2 * size * 10 <= width


@pytest.mark.parametrize("figure", ["123456", "1234567", "12345678"])
def test_it_stays_there_in_the_wider_digits_of_a_font_that_stands_in(figure: str) -> None:
    size = int(_size(word.render(with_cell(report(), NARROW, figure)), figure))
    width = 8844 / 15 - 2 * 20
    assert len(figure) * 0.636 * size * 10 <= width


def test_a_figure_that_fits_keeps_the_size_of_its_style() -> None:
    made = word.render(with_cell(with_cell(report(), NARROW, "54321"), WIDE, "123456789"))
    assert _size(made, "54321") == ""
    assert _size(made, "123456789") == ""


def test_an_office_s_own_size_is_the_one_that_is_made_smaller(tmp_path: Path) -> None:
    large = '<w:r><w:rPr><w:b/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr><w:t>'
    tag = f"<w:r><w:t>{{{{ {NARROW} }}}}"
    path = rewritten(TEMPLATE, tmp_path / "own.docx", lambda part: part.replace(tag, large + tag[10:]))
    assert _size(word.render(with_cell(report(), NARROW, "777"), path), "777") == "28"
    assert int(_size(word.render(with_cell(report(), NARROW, "77777"), path), "77777")) < 28


def test_blank_and_foreign_texts_are_sized_by_their_width() -> None:
    room = Room(400, 20)
    assert [room.size_of(text) for text in ("", "1234", "一二", "一二三四")] == [0, 0, 0, 10]
    made = word.render(replace(report(), cells={Address(NARROW): "不适用于本机关"}))
    assert _size(made, "不适用于本机关") == "10"
