"""The bar that tells one thing in two lines; its ground and the edge at its left tell how grave it is."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from ui.look import icons, tokens
from ui.look.markup import escaped
from ui.look.sheet import dress_as

_AIR, _TIGHT_AIR = 18, 12  # pixels above and below the two lines together


class Sign(QWidget):
    """One of the program's icons in the ink of a tone, painted anew for each theme."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._tone = "", ""
        self.setFixedSize(tokens.LARGE_ICON, tokens.LARGE_ICON)

    def show_icon(self, name: str, tone: str, spoken: str) -> None:
        """Show an icon; ``spoken`` is what it says to a screen reader."""
        self._name, self._tone = name, tone
        self.setAccessibleName(spoken)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Paint the icon."""
        if self._name:
            with QPainter(self) as painter:
                icons.draw(
                    painter, QRectF(self.rect()), self._name, tokens.of(self.palette()).ink(self._tone)
                )


class MessageFrame(QFrame):
    """Sign and two lines of words; what is put into ``row`` stands at their right. Its height stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tone = "calm"
        self._tight = False
        self._first, self._rest = "", ""
        self.sign = Sign(self)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        # A long sentence must not hold the window wide.
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(tokens.EDGE + tokens.ACCENT_BAR, 0, tokens.SPACE, 0)
        self.row.setSpacing(tokens.SPACE)
        self.row.addWidget(self.sign)
        self.row.addWidget(self.words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._hold()

    def say(self, tone: str, icon: str, spoken: str, first: str, rest: str) -> None:
        """Say what is wrong in bold, and why and what is likely below it; no icon where nothing is wrong."""
        if tone != self.tone:
            self.tone = tone
            self.update()
        self.sign.setVisible(bool(icon))
        self.sign.show_icon(icon, tone, spoken)
        self._first, self._rest = first, rest
        self._write(first, rest)

    def _write(self, first: str, rest: str) -> None:
        lines = (f"<b>{escaped(first)}</b>" if first else "", escaped(rest))
        self.words.setText("<br>".join(line for line in lines if line))

    def button(self, text: str, act: Callable[[], None], *, opens: bool = False) -> QToolButton:
        """Return a new button for the row, not shown yet; one that ``opens`` a menu has the arrow for it."""
        made = QToolButton(self)
        made.setText(text)
        if opens:
            made.setIcon(icons.icon("unfolded"))
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        dress_as(made, "bordered")
        made.clicked.connect(lambda: act())
        made.hide()
        return made

    def give_way(self, buttons: Sequence[QToolButton]) -> None:
        """Hide buttons in turn while the sentence does not fit beside them; the best comes last.

        Before the best button goes the sentence's second part, which the list of findings has too. Nothing
        is cut in the middle of a line.
        """
        self._write(self._first, self._rest)
        for button in buttons:
            if self._sentence_fits():
                break
            if button is buttons[-1] and self._fits_shortened():
                break
            button.hide()
            self._write(self._first, self._rest)
        fits = self._sentence_fits() or self._fits_shortened()
        upper = Qt.AlignmentFlag.AlignVCenter if fits else Qt.AlignmentFlag.AlignTop
        self.words.setAlignment(upper | Qt.AlignmentFlag.AlignLeft)

    def _fits_shortened(self) -> bool:
        """Leave the second part out; whether what is left fits."""
        if self._first:
            self._write(self._first, "")
        return self._sentence_fits()

    def _sentence_fits(self) -> bool:
        self.row.activate()
        return self.words.heightForWidth(self.words.width()) <= self.words.height()

    def set_tight(self, tight: bool) -> None:
        """Give some pixels to the table above, where every one of them counts."""
        if tight != self._tight:
            self._tight = tight
            self._hold()

    def height_wanted(self, *, tight: bool = False) -> int:
        """Return the height of two lines of the letters there are."""
        air = _TIGHT_AIR if tight else _AIR
        least = tokens.MESSAGE_BAR - (_AIR - _TIGHT_AIR if tight else 0)
        return max(QFontMetrics(self.font()).lineSpacing() * 2 + air, least)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Grow with the letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            before = self.size()
            self._hold()
            if self.size() == before or not self.isVisible():  # else it has fitted itself to its new size
                self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show as much as there is room for; a bar with buttons asks ``give_way`` here."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Paint the ground, the line above and the edge at the left."""
        theme = tokens.of(self.palette())
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.soft(self.tone))
            painter.fillRect(0, 0, self.width(), 1, theme.line)
            if self.tone != "calm":
                painter.fillRect(0, 0, tokens.ACCENT_BAR, self.height(), theme.ink(self.tone))

    def _hold(self) -> None:
        self.setFixedHeight(self.height_wanted(tight=self._tight))
