"""The grid as one piece: heading lines and body, sized together."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from model.address import Address
from ui.grid.beside import NOWHERE, Beside, beside
from ui.grid.body import BodyView
from ui.grid.delegate import GridDelegate
from ui.grid.geometry import column_widths, label_texts, least_height, line_heights, most_height
from ui.grid.model import GridModel
from ui.grid.paint import fonts_of
from ui.grid.view import HeadingView
from ui.look import tokens

_LINE = 1  # pixels of the outer line at the left and the top; cells draw the others
_SHORTEST = 120
_SHRINKING = (1.0, 0.95, 0.9, 0.85)
_SMALLEST_POINTS = 9.0


class GridFrame(QWidget):
    """Holds the two views, gives them the official proportions, and keeps them scrolling together."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = model.grid
        self._font = self.font()
        self._last_year = False
        self._stale = False  # font or colours changed while the table was out of sight
        self.heading = HeadingView(model, self)
        self.body = BodyView(model, self)
        self.setFocusProxy(self.body)
        self._delegates = [
            GridDelegate(model, self.font(), self.palette(), view) for view in (self.heading, self.body)
        ]
        self.heading.setItemDelegate(self._delegates[0])
        self.body.setItemDelegate(self._delegates[1])
        self.heading.picked.connect(self._pick)
        bar = self.body.horizontalScrollBar()
        bar.valueChanged.connect(self.heading.horizontalScrollBar().setValue)
        self.body.moved.connect(self._light)
        self._dress()
        self._widths: list[int] = []  # until there is room to be arranged in
        self._heights: list[int] = []
        self.setMinimumHeight(_SHORTEST)

    def set_last_year_visible(self, visible: bool) -> None:
        """Show or hide last year's figures beside this year's."""
        self._last_year = visible
        self._arrange()
        self.body.viewport().update()

    def set_tinted(self, on: bool) -> None:
        """Give the figures another ground, so that last year's are not taken for this year's."""
        self.setPalette(QPalette())
        if on:
            palette = self.palette()
            palette.setColor(QPalette.ColorRole.Base, tokens.of(palette).accent_soft)
            self.setPalette(palette)

    def set_involved(self, addresses: frozenset[Address]) -> None:
        """Frame the cells of the finding that is being told."""
        delegate = self._delegates[1]
        model = self.body.grid_model
        for address in delegate.involved ^ addresses:
            if address in self._grid.cells:
                self.body.update(model.index_of(address))
        delegate.involved = addresses

    def _light(self) -> None:
        """Light the labels that name the current figure, in both views."""
        here = self.body.current
        names = () if here is None else self._grid.names_of(here)
        changed = set(names) ^ set(self._delegates[0].lit)
        for delegate, view in zip(self._delegates, (self.heading, self.body), strict=True):
            delegate.lit = names
            view.show_lit(changed)

    def _pick(self, addresses: tuple[Address, ...]) -> None:
        self.body.select(addresses)
        self.body.setFocus(Qt.FocusReason.MouseFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Fit columns and lines to the new room."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow a change of font or palette."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._stale = True
            if self.isVisible():
                self._renew()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Catch up with what changed while nobody could see it."""
        super().showEvent(event)
        if self._stale:
            self._renew()

    def _renew(self) -> None:
        self._stale = False
        self._font = self.font()
        self._dress()
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the outer line at the left and the top."""
        line = self._delegates[0].looks.theme.gridline
        width = min(self.width(), sum(self._widths) + _LINE)
        height = min(self.height(), sum(self._heights) + _LINE)
        with QPainter(self) as painter:
            painter.fillRect(0, 0, width, _LINE, line)
            painter.fillRect(0, 0, _LINE, height, line)

    def _dress(self) -> None:
        for delegate in self._delegates:
            delegate.dress(self._font, self.palette())
        for view in (self.heading, self.body):
            palette = QPalette(self.palette())
            palette.setColor(QPalette.ColorRole.Base, self.palette().color(QPalette.ColorRole.Window))
            view.viewport().setPalette(palette)
            view.viewport().update()

    def _fitting(self) -> QFont:
        """The font, or a slightly smaller one where that brings the whole table, or its width, into sight."""
        width, height = self.width() - _LINE, self.height() - _LINE
        wide_enough: QFont | None = None
        for scale in _SHRINKING:
            font = scaled(self.font(), scale)
            metrics, then = QFontMetrics(font), self._beside(font, width)
            widths = column_widths(self._grid, width, metrics, then.cell)
            if sum(widths) > width:
                continue
            texts = label_texts(self._grid, widths, metrics)
            if least_height(self._grid, texts, metrics, then.line) <= height:
                return font
            wide_enough = wide_enough or font
        return wide_enough or self.font()

    def height_wanted(self, width: int) -> int:
        """Return the height in which the whole table is in sight, with letters of the wished size."""
        then, metrics = self._beside(self.font(), width - _LINE), QFontMetrics(self.font())
        widths = column_widths(self._grid, width - _LINE, metrics, then.cell)
        texts = label_texts(self._grid, widths, metrics)
        return _LINE + least_height(self._grid, texts, metrics, then.line)

    def _beside(self, font: QFont, width: int) -> Beside:
        """Where last year's figures stand in a width, if they are shown."""
        if not self._last_year:
            return NOWHERE
        fonts, model = fonts_of(font), self.body.grid_model
        states = map(model.state, self._grid.addresses)
        return beside(self._grid, states, width, fonts.bold_measure, fonts.then_measure)

    def _arrange(self) -> None:
        font = self._fitting()
        if font != self._font:
            self._font = font
            self._dress()
        metrics = QFontMetrics(font)
        bar = self.body.verticalScrollBar().sizeHint().width()
        width, height = self.width() - _LINE, self.height() - _LINE
        then = self._beside(font, width)
        widths = column_widths(self._grid, width, metrics, then.cell)
        texts = label_texts(self._grid, widths, metrics)
        # Scroll bars are decided here: left to the view they would come and go while the columns follow them.
        down = least_height(self._grid, texts, metrics, then.line) > height
        if down:
            then = self._beside(font, width - bar)
            widths = column_widths(self._grid, width - bar, metrics, then.cell)
            texts = label_texts(self._grid, widths, metrics)
        across = sum(widths) > width - (bar if down else 0)
        room = height - (bar if across else 0)
        heights = line_heights(self._grid, texts, room, metrics, then.line)
        self._delegates[1].beside = then
        self._widths, self._heights = widths, heights
        for delegate in self._delegates:
            delegate.texts = texts
        for view in (self.heading, self.body):
            view.set_sizes(widths, heights)
        self.body.setVerticalScrollBarPolicy(_shown(down))
        self.body.setHorizontalScrollBarPolicy(_shown(across))
        top = sum(heights[: self._grid.layout.heading_lines])
        self.heading.setGeometry(_LINE, _LINE, width - (bar if down else 0), top)
        self.body.setGeometry(_LINE, _LINE + top, width, height - top)
        most = most_height(self._grid, texts, metrics, then.line)
        self.setMaximumHeight(_LINE + most + (bar if across else 0))


def scaled(font: QFont, scale: float) -> QFont:
    """Return a font at a share of its size, but no smaller than is read with ease."""
    smaller = QFont(font)
    if font.pointSizeF() > _SMALLEST_POINTS:
        smaller.setPointSizeF(max(font.pointSizeF() * scale, _SMALLEST_POINTS))
    return smaller


def _shown(needed: bool) -> Qt.ScrollBarPolicy:
    policy = Qt.ScrollBarPolicy
    return policy.ScrollBarAlwaysOn if needed else policy.ScrollBarAlwaysOff
