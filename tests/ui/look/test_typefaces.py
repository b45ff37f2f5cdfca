"""The typefaces of the page: what an older Qt cannot do in the plain way."""

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from ui.look import typefaces
from ui.look.typefaces import Face


def names(font: QFont) -> list[bytes]:
    return [tag.toString().data() for tag in font.featureTags()]


def test_a_tag_comes_out_of_a_font_where_it_cannot_be_made(qtbot: QtBot) -> None:
    tag = typefaces.tag_read("locl")
    made = QFont()
    made.setFeature(tag, 0)
    assert names(made) == [b"locl"]
    assert made.featureValue(tag) == 0


@pytest.mark.parametrize("face", Face)
def test_figures_among_latin_words_have_the_same_forms(qtbot: QtBot, face: Face) -> None:
    assert names(typefaces.font(face, 20)) == [b"locl"]
