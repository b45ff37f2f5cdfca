"""The start page: begin a report, open one, go on with a recent one, try the example."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from model.storage.reach import SILENT, Look
from ui.look import icons, tokens
from ui.look.fit import open_at
from ui.look.sheet import dress_as
from ui.mime import FileDrops
from ui.recent import Card, due_year, last_years, latest_organ, made_years
from ui.settings import PROGRAM
from ui.start.cards import RecentCards
from ui.start.ways import WayButton

_LOW, _NARROW = 480, 1000  # pixels; on such a screen the rims give way
_EM = 13  # pixels of a character at the size of letters for which the measures are given
_LEFT, _SEARCH, _DROP_ZONE = 320, 220, 56
_LOOK_MS = 100  # the page is painted first; then between two looks at what was found
_PATIENCE_MS = 3000  # a report that has not answered by then is shown as out of reach
_NONE = "还没有打开过报告。可以新建一份，或者打开已有的报告、上年的 Word 和网页。"
_NOT_FOUND = "没有这样的报告。可以换一个词，或者用左边的“打开报告”。"
_SAFE = "全部数据只在这台电脑上，不需要联网。"
_DROP = "把报告、上年的 Word 或网页拖到窗口里，就能打开"


class StartPage(QWidget):
    """Says what the clerk wants.

    Signals: ``new_asked``, ``example_asked``, ``manual_asked``, ``settings_asked``, ``closed``;
    ``open_asked`` with a path, or None for a choice; ``folder_asked`` and ``forget_asked`` with a path.
    """

    new_asked = Signal()
    open_asked = Signal(object)
    example_asked = Signal()
    manual_asked = Signal()
    settings_asked = Signal()
    folder_asked = Signal(object)
    forget_asked = Signal(object)
    closed = Signal()

    def __init__(self, cards: Mapping[Path, Card]) -> None:
        super().__init__()
        self._arranged = False
        self.setWindowTitle(PROGRAM)
        FileDrops(self, self._open)
        open_at(self, 1366, 768)
        organ, year = latest_organ(cards), _due(cards)
        self.new = self._way(f"新建 {year} 年报告(&N)", _begin_from(cards, organ, year), "new", "Ctrl+N")
        self.open = self._way("打开报告(&O)…", "报告文件，或 Word、PDF、OFD、网页等", "open", "Ctrl+O")
        self.example = self._way("试用示例报告(&E)", "里面有几处错误，可以练习改正", "example", "")
        self.manual = self._way("操作手册(&M)", "第一次使用，先看这里", "help", "F1")
        self.settings = self._way("设置(&S)…", "字号、明暗、自动保存、单位模板", "settings", "")
        self.new.bordered = True
        self.new.clicked.connect(self.new_asked)
        self.open.clicked.connect(lambda: self.open_asked.emit(None))
        self.example.clicked.connect(self.example_asked)
        self.manual.clicked.connect(self.manual_asked)
        self.settings.clicked.connect(self.settings_asked)
        self.recent = RecentCards(cards, self)
        self.recent.open_asked.connect(self.open_asked)
        self.recent.folder_asked.connect(self.folder_asked)
        self.recent.forget_asked.connect(self.forget_asked)
        self.search = self._search_field()
        self.recent.entered_by = self.search
        self._said = QLabel(_NONE)
        self._said.setWordWrap(True)
        self._arrange()
        self._arranged = True
        self._begin(bool(cards))
        self._look: Look | None = None
        self._listed = tuple(cards)
        self._looked_ms = 0
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._show_what_is_there)
        self._looking.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """In the field for searching, the arrows choose a card and Enter opens it."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self.recent.take_key(event)
        if watched is self.search and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.recent.viewport().update()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Grow with the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._arranged:
            self._size()

    def _size(self) -> None:
        em = max(self.fontMetrics().horizontalAdvance("国"), _EM)
        self._ways.setFixedWidth(self._left * em // _EM)
        self.search.setFixedWidth(_SEARCH * em // _EM)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Paint the desk under the cards, the line beside it, and the place for files."""
        theme = tokens.of(self.palette())
        edge = self._ways.width()
        with QPainter(self) as painter:
            painter.fillRect(edge, 0, self.width() - edge, self.height(), theme.desk)
            painter.fillRect(edge - 1, 0, 1, self.height(), theme.line)
            painter.setPen(QPen(theme.edge, 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self._drop.geometry(), tokens.CARD_RADIUS, tokens.CARD_RADIUS)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Tell that the page is gone."""
        super().closeEvent(event)
        self.closed.emit()

    def _open(self, files: tuple[Path, ...]) -> None:
        for path in files:
            self.open_asked.emit(path)

    def _way(self, text: str, about: str, icon: str, keys: str) -> WayButton:
        button = WayButton(text, about, icon, self)
        if keys:
            button.setToolTip(f"{about}（{keys}）")
            action = QAction(self)
            action.setShortcut(keys)  # as text: naming QKeySequence here makes 250 names of keys, 4 ms
            action.triggered.connect(button.click)
            self.addAction(action)
        return button

    def _search_field(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText("按机关、年份查找")
        field.setAccessibleName("查找最近的报告")
        field.setClearButtonEnabled(True)
        field.setAcceptDrops(False)  # a file dropped here is opened, as anywhere on the page
        field.textChanged.connect(self._find)
        field.returnPressed.connect(self.recent.open_current)
        field.installEventFilter(self)
        action = QAction(self)
        action.setShortcut("Ctrl+F")
        action.triggered.connect(field.setFocus)
        self.addAction(action)
        return field

    def _begin(self, any_recent: bool) -> None:
        """Put the keyboard where Enter does what is painted as the one thing to do."""
        self.new.first = not any_recent
        for widget in (self.recent, self.search):
            widget.setVisible(any_recent)
        self._said.setVisible(not any_recent)
        (self.recent if any_recent else self.new).setFocus()

    def _find(self, text: str) -> None:
        left = self.recent.search(text)
        self.recent.setVisible(left > 0)
        self._said.setText(_NOT_FOUND)
        self._said.setVisible(not left)

    def _show_what_is_there(self) -> None:
        """Look, after the page is painted, which reports are still there; the others are shown in grey."""
        if self._look is None:
            self._look = Look(self._listed)
            return
        self._looked_ms += _LOOK_MS
        for path in self._listed:
            trouble = self._look.trouble(path)
            if trouble is None:
                trouble = SILENT if self._looked_ms >= _PATIENCE_MS else ""
            self.recent.tell_trouble(path, trouble)
        if self._look.done:
            self._looking.stop()

    def _arrange(self) -> None:
        room = self.screen().availableSize()
        rim = 40 if room.width() > _NARROW and room.height() > _LOW else 10
        ways = self._ways = QWidget(self)
        self._left = _LEFT if room.width() > _NARROW else _LEFT - 60
        self._size()
        left = QVBoxLayout(ways)
        left.setContentsMargins(rim // 2, rim // 2, rim // 2, rim // 2)
        left.setSpacing(4)
        left.addWidget(self._head())
        left.addSpacing(rim // 4)
        for way in (self.new, self.open, self.example, self.manual, self.settings):
            left.addWidget(way)
        left.addStretch(1)
        safe = _note(_SAFE)
        safe.setWordWrap(True)
        left.addWidget(safe)
        head = QHBoxLayout()
        caption = QLabel("最近的报告")
        dress_as(caption, "title")
        head.addWidget(caption, 1)
        head.addWidget(self.search)
        right = QVBoxLayout()
        right.setContentsMargins(rim, rim // 2, rim, rim // 2)
        right.setSpacing(12)
        right.addLayout(head)
        right.addWidget(self.recent, 1)
        right.addWidget(self._said, 1, Qt.AlignmentFlag.AlignTop)
        self._drop = _note(_DROP)
        self._drop.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._drop.setFixedHeight(_DROP_ZONE)
        right.addWidget(self._drop)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(ways)
        both.addLayout(right, 1)

    def _head(self) -> QWidget:
        head = QWidget(self)
        sign = QLabel(head)
        sign.setPixmap(icons.program_icon().pixmap(48, 48))
        name = QLabel(f"{PROGRAM[:6]}\n{PROGRAM[6:]}", head)
        name.setAccessibleName(PROGRAM)
        dress_as(name, "heading")
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 8)
        row.addWidget(sign)
        row.addWidget(name, 1)
        return head


def _due(cards: Mapping[Path, Card]) -> int:
    return due_year(date.today(), made_years(cards, latest_organ(cards)))


def _begin_from(cards: Mapping[Path, Card], organ: str, year: int) -> str:
    """What a new report begins with, in a line."""
    if not organ:
        return "填写机关和年份，可从上年报告开始"
    follows = f"，接着 {year - 1} 年的报告做" if last_years(cards, organ, year) is not None else ""
    return f"{organ}{follows}"


def _note(text: str) -> QLabel:
    label = QLabel(text)
    dress_as(label, "note")
    return label
