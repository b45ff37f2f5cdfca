"""How the card of a recent report is painted: year, organ, what is filled in, state, what a click does."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.look import icons, tokens
from ui.look.tokens import BUTTON, CARD_RADIUS, CURRENT_FRAME, HEADING, ICON, NOTE, RADIUS, TITLE
from ui.recent import Card

SHOWN = Qt.ItemDataRole.UserRole + 1
"""The role under which an item of the list holds what its card shows."""
_Index = QModelIndex | QPersistentModelIndex
_EM = 13  # pixels of a character at the size of letters for which the measures below are given
_HEIGHT, _GAP = 88, 10
_YEAR, _FILLED, _STATE, _ACTION, _PAD = 96, 136, 150, 112, 16
_BAR = 6
_ROOMY, _NARROW = 760, 520  # widths below which the bar, and then the state, give way to the organ's name
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class Shown:
    """What one card shows; ``trouble``: why the file cannot be opened, empty when nothing is wrong."""

    path: Path
    card: Card
    when: str
    trouble: str = ""

    @property
    def name(self) -> str:
        """The organ; the file's name where nothing more is known."""
        return self.card.organ or self.path.stem

    @property
    def place(self) -> str:
        """The form and the folder."""
        form = f"{self.card.form}年格式　" if self.card.form else ""
        return f"{form}{self.path.parent}"

    @property
    def filled(self) -> str:
        """How many figures are filled in."""
        return f"{self.card.filled} / {self.card.cells}" if self.card.known else ""

    @property
    def state(self) -> tuple[str, str, str]:
        """Sign, words and colour (names of ``ui.look``) of how far the report is."""
        card = self.card
        if self.trouble:
            return "empty", "现在打不开", "calm"
        if not card.known:
            return "", "", "calm"
        if card.errors:
            return "error", f"{card.errors} 处错误", "error"
        if card.final:
            return "lock", "已定稿", "good"
        if card.unfilled:
            return "empty", "填写中" if card.filled else "还没填", "calm"
        if card.doubts:
            return "warning", f"{card.doubts} 处需要核实", "warning"
        return "good", "可以导出", "good"

    @property
    def spoken(self) -> str:
        """The whole card in words, for a screen reader and for the search."""
        year = f"{self.card.year}年度" if self.card.year else ""
        filled = f"已填{self.filled}" if self.card.known else ""
        words = (year, self.name, self.place, filled, self.state[1], self.when, self.path.name)
        return "，".join(word for word in words if word)


def action_rect(card: QRect, metrics: QFontMetrics) -> QRect:
    """Return where in a card its button or its sign ⋯ stands."""
    width = _scaled(_ACTION, metrics)
    return QRect(card.right() - width, card.top(), width, card.height() - _scaled(_GAP, metrics))


def _scaled(pixels: int, metrics: QFontMetrics) -> int:
    return round(pixels * max(metrics.horizontalAdvance("国"), _EM) / _EM)


class CardList(QListWidget):
    """A list of cards, as far as their painting asks it."""

    def enters(self) -> bool:
        """Whether Enter opens the current card, where the keyboard is now."""
        raise NotImplementedError


class CardDelegate(QStyledItemDelegate):
    """Paints the cards of one list; all measures follow the letters."""

    def __init__(self, cards: CardList) -> None:
        super().__init__(cards)
        self._cards = cards

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802 (Qt's name)
        """Ask for the card and the gap below it."""
        return QSize(0, _scaled(_HEIGHT + _GAP, self._cards.fontMetrics()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a card."""
        rect: QRect = option.rect  # type: ignore[attr-defined] # the stubs leave the fields of options out
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)  # type: ignore[attr-defined]
        current = index.row() == self._cards.currentRow()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _Painting(painter, self._cards, rect, index.data(SHOWN)).paint(current=current, over=over)
        painter.restore()


class _Painting:
    """One card being painted."""

    def __init__(self, painter: QPainter, cards: CardList, rect: QRect, shown: Shown) -> None:
        self.painter = painter
        self.shown = shown
        self.enters = cards.enters()
        self.font = cards.font()
        self.metrics = cards.fontMetrics()
        self.theme = tokens.of(cards.palette())
        self.rect = rect.adjusted(1, 1, -2, -1 - self.px(_GAP))
        self.grey = bool(shown.trouble)

    def px(self, pixels: int) -> int:
        return _scaled(pixels, self.metrics)

    def paint(self, *, current: bool, over: bool) -> None:
        self._ground(current=current, over=over)
        wide = self.rect.width()
        right = self.rect.right() - self.px(_ACTION)
        self._action(QRect(right, self.rect.top(), self.px(_ACTION), self.rect.height()), current=current)
        if wide >= self.px(_NARROW):
            right -= self.px(_STATE)
            self._state(self._lines(right, self.px(_STATE)))
        if wide >= self.px(_ROOMY):
            right -= self.px(_FILLED + _PAD)
            self._filled(self._lines(right, self.px(_FILLED)))
        left = self.rect.left()
        if self.shown.card.year:
            self._year(self._lines(left, self.px(_YEAR)), current=current)
        left += self.px(_YEAR)
        upper, lower = self._lines(left + self.px(_PAD), right - left - self.px(2 * _PAD))
        self._write(upper, self.shown.name, self._ink(self.theme.text), points=HEADING, bold=True)
        below = self.shown.trouble or self.shown.place
        middle = Qt.TextElideMode.ElideMiddle
        self._write(lower, below, self.theme.calm, points=NOTE, cut=middle)

    def _ink(self, usual: QColor) -> QColor:
        return self.theme.ghost if self.grey else usual

    def _lines(self, left: int, width: int) -> tuple[QRect, QRect]:
        """The two lines of a column."""
        height = self.px(26)
        middle = self.rect.center().y()
        return QRect(left, middle - height, width, height), QRect(left, middle, width, height)

    def _ground(self, *, current: bool, over: bool) -> None:
        theme = self.theme
        edge = QPen(theme.accent, CURRENT_FRAME) if current else QPen(theme.line, 1)
        self.painter.setPen(edge)
        self.painter.setBrush(theme.accent_soft if current else theme.hover if over else theme.surface)
        frame = QRectF(self.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        self.painter.drawRoundedRect(frame, CARD_RADIUS, CARD_RADIUS)

    def _year(self, lines: tuple[QRect, QRect], *, current: bool) -> None:
        ink = self._ink(self.theme.accent if current else self.theme.text2)
        self._write(lines[0], str(self.shown.card.year), ink, points=TITLE, bold=True, place=_CENTRE)
        self._write(lines[1], "年度", self.theme.calm, points=NOTE, place=_CENTRE)
        self.painter.setPen(QPen(self.theme.line, 1))
        edge = lines[0].right()
        self.painter.drawLine(edge, self.rect.top() + self.px(20), edge, self.rect.bottom() - self.px(20))

    def _filled(self, lines: tuple[QRect, QRect]) -> None:
        card = self.shown.card
        if not card.known:
            return
        self._write(lines[0], "已填", self.theme.text2, points=NOTE)
        self._write(lines[0], self.shown.filled, self.theme.text2, points=NOTE, place=_RIGHT)
        bar = QRectF(lines[1])
        bar.setHeight(self.px(_BAR))
        bar.moveTop(lines[1].top() + self.px(4))
        self._bar(bar, self.theme.press)
        bar.setWidth(bar.width() * min(card.filled / card.cells, 1))
        self._bar(bar, self.theme.ghost if self.grey else self.theme.fill)

    def _bar(self, bar: QRectF, colour: QColor) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        self.painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2)

    def _state(self, lines: tuple[QRect, QRect]) -> None:
        sign, words, tone = self.shown.state
        ink = self.theme.ink(tone)
        first = QRect(lines[0])
        if sign:
            size = self.px(ICON)
            top = first.center().y() - size // 2
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            icons.draw(self.painter, QRectF(first.left(), top, size, size), sign, ink)
            first.setLeft(first.left() + size + self.px(6))
        self._write(first, words, ink, bold=tone == "error")
        self._write(lines[1], self.shown.when, self.theme.calm, points=NOTE)

    def _action(self, rect: QRect, *, current: bool) -> None:
        if not (current and self.enters):
            self._write(rect, "⋯", self.theme.text2, points=4, place=_CENTRE)
            return
        height = self.px(BUTTON)
        button = QRectF(rect.left(), rect.center().y() - height / 2, rect.width() - self.px(_PAD), height)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.theme.fill)
        self.painter.drawRoundedRect(button, RADIUS, RADIUS)
        self._write(button.toRect(), "打开 Enter", self.theme.on_fill, bold=True, place=_CENTRE)

    def _write(
        self,
        rect: QRect,
        text: str,
        ink: QColor,
        *,
        points: int = 0,
        bold: bool = False,
        place: Qt.AlignmentFlag = _LEFT,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        """Write a line, elided where it has no room; ``points`` beyond the usual size of letters."""
        font = QFont(self.font)
        font.setPointSize(font.pointSize() + points)
        font.setBold(bold)
        self.painter.setPen(ink)
        self.painter.setFont(font)
        elided = QFontMetrics(font).elidedText(text, cut, rect.width())
        self.painter.drawText(rect, place, elided)
