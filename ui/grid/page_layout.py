"""Lays a table's page out: the head above, the bars below, the table with all the height it needs."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.grid.frame import GridFrame
from ui.grid.head import TableHead
from ui.grid.last_year_bar import LastYearBar
from ui.grid.message_bar import MessageBar
from ui.look import tokens


class PageLayout:
    """Knows which parts of a page give way, so that the whole table is in sight."""

    def __init__(
        self, page: QWidget, head: TableHead, frame: GridFrame, bars: tuple[MessageBar, LastYearBar]
    ) -> None:
        self._page = page
        self._head = head
        self._frame = frame
        self._bars = bars
        self._inner = QVBoxLayout()
        self._inner.setContentsMargins(tokens.SPACE, 0, tokens.SPACE, 0)
        self._inner.setSpacing(tokens.GAP)
        self._inner.addWidget(frame, 1000)
        self._inner.addStretch()
        self._below: list[QWidget] = []
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(self._inner, 1)
        for bar in bars:
            column.addWidget(bar)

    def add_below(self, *widgets: QWidget) -> None:
        """Put something between the table and the bars; the last of them may grow."""
        for widget in widgets:
            self._inner.insertWidget(self._inner.count() - 1, widget, int(widget is widgets[-1]))
            self._below.append(widget)

    def fit(self) -> None:
        """Fold the head away, and make the bars tight, where that brings the whole table into sight."""
        width, height = self._page.width(), self._page.height()
        bar = self._bars[0]
        below = sum(one.sizeHint().height() + tokens.GAP for one in self._below if not one.isHidden())
        table = self._frame.height_wanted(width - 2 * tokens.SPACE) + below
        least = table + bar.height_wanted(tight=True)
        head = self._head.sizeHint().expandedTo(self._head.minimumSize()).height()
        folds = least <= height < least + head
        self._head.setVisible(not folds)
        room = height - (0 if folds else head)
        tight = room < table + bar.height_wanted()
        for one in self._bars:
            one.set_tight(tight)
