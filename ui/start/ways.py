"""The buttons at the left of the start page: a sign, what it does in bold, and a line about it."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from ui.look import icons, tokens
from ui.look.tokens import CURRENT_FRAME, LARGE_ICON, NOTE, RADIUS

_EM = 13  # pixels of a character at the size of letters for which the measures are given
_HEIGHT, _PAD = 56, 16
_MNEMONIC = Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextSingleLine
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class WayButton(QAbstractButton):
    """One way on from the start page. ``first``: it is the one solid button of the page."""

    def __init__(self, text: str, about: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = False
        self.bordered = False
        self._icon = icon
        self.setText(text)
        self.tell(about)
        self.setAccessibleName(text.partition("(")[0])
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, about: str) -> None:
        """Say in a line what it is about."""
        self.about = about
        self.setAccessibleDescription(about)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Ask for two lines and a rim."""
        return QSize(self._px(200), self._px(_HEIGHT))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Grow with the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Paint ground, sign, the two lines, and the frame of the focus."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._ground(painter)
            theme = tokens.of(self.palette())
            ink = theme.on_fill if self.first else theme.text
            size = self._px(LARGE_ICON)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            icons.draw(
                painter,
                QRectF(self._px(_PAD), (self.height() - size) / 2, size, size),
                self._icon,
                ink if self.first else theme.accent,
            )
            left = self._px(_PAD) + size + self._px(12)
            room = QRect(left, 0, self.width() - left - self._px(8), self.height())
            upper = room.adjusted(0, self._px(6), 0, -room.height() // 2)
            lower = room.adjusted(0, room.height() // 2, 0, -self._px(6))
            painter.setPen(ink)
            painter.setFont(self._font(0, bold=True))
            painter.drawText(upper, _LEFT | _MNEMONIC, self.text())
            small = self._font(NOTE)
            painter.setFont(small)
            painter.setPen(ink if self.first else theme.calm)
            about = QFontMetrics(small).elidedText(self.about, Qt.TextElideMode.ElideRight, lower.width())
            painter.drawText(lower, _LEFT, about)

    def _ground(self, painter: QPainter) -> None:
        option = QStyleOptionButton()
        option.initFrom(self)
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined] # left out of the stubs
        theme = tokens.of(self.palette())
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = self._ground_ink(theme, over=over)
        edge = theme.edge if self.bordered and not self.first else ground
        painter.setPen(QPen(edge, 1))
        if self.hasFocus() and not self.first:
            painter.setPen(QPen(theme.accent, CURRENT_FRAME))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        if self.hasFocus() and self.first:
            painter.setPen(QPen(theme.on_fill, 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5), RADIUS, RADIUS)

    def _ground_ink(self, theme: tokens.Tokens, *, over: bool) -> QColor:
        """The colour of the ground, by whether the mouse is ``over`` the button or holds it down."""
        if self.first:
            return theme.fill_hover if over or self.isDown() else theme.fill
        if self.isDown():
            return theme.press
        if over:
            return theme.hover
        return theme.surface if self.bordered else theme.bar

    def _font(self, points: int, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPointSize(font.pointSize() + points)
        font.setBold(bold)
        return font

    def _px(self, pixels: int) -> int:
        return round(pixels * max(self.fontMetrics().horizontalAdvance("国"), _EM) / _EM)
