"""Copying texts with live figures, and pasting from anywhere as clean text."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData

from model.report import Paragraphs
from model.report.length import MOST_WRITTEN
from ui.narrative import documents
from ui.narrative.clean import clean

_MOST_CLEANED = 5 * MOST_WRITTEN  # characters; what is left of more would be too much in any case
_WITH_FIGURES = "application/x-nianbao-paragraphs"


def copied(made: Sequence[str], start: int, end: int, filled: Callable[[str], str]) -> QMimeData:
    """Return what a selection (document positions) puts on the clipboard.

    Other programs get plain figures; this editor gets them live.
    """
    chosen: list[str] = []
    at = 0
    for token in made:
        if start <= at < end:
            chosen.append(token)
        at += documents.units((token,))
    text = "".join(chosen)
    data = QMimeData()
    data.setData(_WITH_FIGURES, text.encode())
    data.setText(filled(text.replace(documents.PARAGRAPH, "\n").replace(documents.LINE, "\n")))
    return data


def has_text(data: QMimeData | None) -> bool:
    """Whether something can be pasted; some systems have no clipboard at times."""
    return data is not None and (data.hasFormat(_WITH_FIGURES) or data.hasText())


def pasted(data: QMimeData) -> Paragraphs:
    """Return the paragraphs to paste; what is far too long for a report is given as it is."""
    if data.hasFormat(_WITH_FIGURES):
        text = bytes(data.data(_WITH_FIGURES).data()).decode()
        return tuple(text.replace(documents.LINE, "\n").split(documents.PARAGRAPH))
    text = data.text()
    return clean(text) if len(text) <= _MOST_CLEANED else (text,)
