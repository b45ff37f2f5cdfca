"""A character of a text is found in the document, whatever stands before it."""

import random

from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from tests.fuzz.test_growth import seconds
from ui.narrative import documents
from ui.narrative.documents import OBJECT
from ui.narrative.places import Places

FIGURE, OTHER = "{{ requests.received.total }}", "{{ nobody }}"
PIECES = ("甲", "a1", "\U00020000", FIGURE, OTHER, "\n", "\r", "\ufffc", "{{", "}}")


def known(name: str) -> bool:
    return name == "requests.received.total"


def shown(*texts: str) -> tuple[QTextDocument, Places]:
    document = QTextDocument()
    documents.show(document, texts, known)
    return document, Places(document, texts, known)


def test_marked_characters_are_found_behind_anything(qtbot: QtBot) -> None:
    chance = random.Random(18)
    for length in (5, 50, 6_000):  # the last lies in several blocks
        texts = tuple(
            "".join([*chance.choices(PIECES, k=length), "标", *chance.choices(PIECES, k=9)]) for _ in "123"
        )
        document, places = shown(*texts)
        for number, text in enumerate(texts):
            assert document.characterAt(places.position(number, text.index("标"))) == "标"


def test_a_place_inside_a_live_figure_is_its_start(qtbot: QtBot) -> None:
    document, places = shown(f"收到{FIGURE}件")
    inside = {places.position(0, offset) for offset in range(2, 2 + len(FIGURE))}
    assert inside == {2}
    assert document.characterAt(2) == OBJECT
    assert places.position(0, 2 + len(FIGURE)) == 3


def test_a_paragraph_that_is_not_there_is_the_end(qtbot: QtBot) -> None:
    document, places = shown("一段", "两段")
    assert places.position(2, 0) == places.position(9, 5) == document.characterCount() - 1


def test_a_thousand_findings_in_a_very_long_text_are_placed_at_once(qtbot: QtBot) -> None:
    for texts in (("甲" * 400_000,), (FIGURE + "甲" * 400_000,), ("甲" * 200,) * 2_000):
        document = QTextDocument()
        documents.show(document, texts, known)

        def place_all(shown_texts: tuple[str, ...] = texts, held: QTextDocument = document) -> None:
            places = Places(held, shown_texts, known)
            for number in range(1_000):
                places.position(number % len(shown_texts), len(shown_texts[0]) - number % 100)

        assert min(seconds(place_all) for _ in range(3)) < 0.2
