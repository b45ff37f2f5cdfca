"""The signs in the left margin of a text: one beside each line in which a finding begins."""

from collections.abc import Iterable

import msgspec
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPalette

from model.rules import AnyFinding
from ui.look import icons, tokens
from ui.narrative.paper import Paper

_APART = 16  # pixels at most between a sign and the text
_TARGET = 24.0  # pixels of the square that takes a click


class Sign(msgspec.Struct, frozen=True):
    """A finding beside the line that begins at a height of the document."""

    finding: AnyFinding
    top: float


def paint(painter: QPainter, signs: Iterable[Sign], paper: Paper, palette: QPalette) -> None:
    """Paint the signs; the painter counts from the document's corner."""
    colours = tokens.of(palette)
    for sign in signs:
        level = sign.finding.level.value
        room = _room(sign, paper)
        icons.draw(painter, QRectF(room).adjusted(4, 4, -4, -4), level, colours.ink(level))


def sign_at(point: QPointF, signs: Iterable[Sign], paper: Paper) -> AnyFinding | None:
    """Return the finding whose sign is at a point of the document."""
    return next((sign.finding for sign in signs if _room(sign, paper).contains(point)), None)


def _room(sign: Sign, paper: Paper) -> QRectF:
    free = paper.left - paper.edge
    left = max(paper.left - min(_APART, free / 4) - _TARGET, paper.edge)
    return QRectF(left, sign.top + (paper.pitch - _TARGET) / 2, _TARGET, _TARGET)
