"""Shows pages below each other, scrolled and zoomed."""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.preview.pages import PAGE_SIZE, Page, Pages

_GAP = 12  # pixels around pages
_STEP = 1.15  # a step of zoom
_LEAST, _MOST = 0.2, 5.0


class Fit(Enum):
    """How the zoom is chosen when the window's size changes."""

    WIDTH = "width"
    PAGE = "page"
    FREE = "free"


class PagesView(QAbstractScrollArea):
    """Only the pages in sight are painted. ``page_changed`` tells the page now at the top (from 1)."""

    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: Pages = ()
        self.fit = Fit.WIDTH
        self._zoom = 1.0
        self._page = 1
        self.setAccessibleName("打印预览")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Dark)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    @property
    def zoom(self) -> float:
        """1.0 shows a page in its true size, as far as the screen tells its own."""
        return self._zoom

    @property
    def page(self) -> int:
        """The number of the page at the top of the window."""
        return self._page

    def show_pages(self, pages: Pages) -> None:
        """Show other pages and stay at the same place."""
        self._pages = pages
        self._arrange()

    def set_fit(self, fit: Fit) -> None:
        """Fit the zoom to the window, and keep it so."""
        self.fit = fit
        self._keep_place()

    def set_zoom(self, zoom: float) -> None:
        """Choose a zoom, 1.0 for true size."""
        self.fit = Fit.FREE
        self._keep_place(min(max(zoom, _LEAST), _MOST))

    def go_to(self, page: int) -> None:
        """Bring a page's upper edge to the top."""
        self.verticalScrollBar().setValue(round((min(max(page, 1), len(self._pages)) - 1) * self._pitch()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Page keys turn pages, plus and minus zoom, space scrolls."""
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_PageDown:
            self.go_to(self._page + 1)
        elif key == Qt.Key.Key_PageUp:
            self.go_to(self._page - 1)
        elif key == Qt.Key.Key_Home:
            self.go_to(1)
        elif key == Qt.Key.Key_End:
            self.go_to(len(self._pages))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self._zoom * _STEP)
        elif key == Qt.Key.Key_Minus:
            self.set_zoom(self._zoom / _STEP)
        elif key == Qt.Key.Key_0 and control:
            self.set_zoom(1.0)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * (_STEP if event.angleDelta().y() > 0 else 1 / _STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Fit again."""
        super().resizeEvent(event)
        self._keep_place()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Paint the pages in sight."""
        with QPainter(self.viewport()) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            painter.fillRect(event.rect(), self.palette().dark())
            for number, page in enumerate(self._pages):
                room = self._room(number)
                if room.intersects(QRectF(event.rect())):
                    self._paint(painter, page, room)

    def _paint(self, painter: QPainter, page: Page, room: QRectF) -> None:
        """Paint one page on its sheet of paper."""
        painter.fillRect(room, Qt.GlobalColor.white)  # paper stays white in a dark window
        painter.setPen(Qt.GlobalColor.gray)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(room)
        painter.save()
        painter.setClipRect(room)
        painter.translate(room.topLeft())
        painter.scale(self._scale(), self._scale())
        page.paint(painter)
        painter.restore()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """A page in true size."""
        size = PAGE_SIZE * (self.logicalDpiX() / 72)
        return QSize(round(size.width()) + 4 * _GAP, round(size.height()))

    def _scale(self) -> float:
        return self._zoom * self.logicalDpiX() / 72

    def _pitch(self) -> float:
        return PAGE_SIZE.height() * self._scale() + _GAP

    def _room(self, number: int) -> QRectF:
        size = PAGE_SIZE * self._scale()
        across = self.horizontalScrollBar()
        spare = self.viewport().width() - size.width()
        left = spare / 2 if spare > 2 * _GAP else _GAP - across.value()
        top = _GAP + number * self._pitch() - self.verticalScrollBar().value()
        return QRectF(left, top, size.width(), size.height())

    def _arrange(self) -> None:
        room = self.viewport().size()
        dots = self.logicalDpiX() / 72
        wide = (room.width() - 2 * _GAP) / (PAGE_SIZE.width() * dots)
        if self.fit is Fit.WIDTH:
            self._zoom = max(wide, _LEAST)
        elif self.fit is Fit.PAGE:
            self._zoom = max(min(wide, (room.height() - 2 * _GAP) / (PAGE_SIZE.height() * dots)), _LEAST)
        width = round(PAGE_SIZE.width() * self._scale()) + 2 * _GAP
        height = round(len(self._pages) * self._pitch()) + _GAP
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(height - room.height(), 0))
        down.setPageStep(room.height())
        down.setSingleStep(40)
        across.setRange(0, max(width - room.width(), 0))
        across.setPageStep(room.width())
        self.viewport().update()
        self.zoom_changed.emit(self._zoom)

    def _keep_place(self, zoom: float | None = None) -> None:
        place = self.verticalScrollBar().value() / self._pitch()
        self._zoom = self._zoom if zoom is None else zoom
        self._arrange()
        self.verticalScrollBar().setValue(round(place * self._pitch()))

    def _scrolled(self) -> None:
        self.viewport().update()
        bar = self.verticalScrollBar()
        # The last page may be too short to reach the top.
        at_end = bar.value() == bar.maximum() and bar.maximum() > 0
        page = len(self._pages) if at_end else int((bar.value() + self._pitch() / 3) / self._pitch()) + 1
        if page != self._page:
            self._page = min(page, len(self._pages))
            self.page_changed.emit(self._page)
