"""The start page: begin a report, open one, go on with a recent one, try the example."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QPalette
from PySide6.QtWidgets import (
    QCommandLinkButton,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from model.storage.reach import SILENT, Look
from ui.look import icons
from ui.look.fit import open_at
from ui.mime import local_files
from ui.settings import PROGRAM

_LOW = 480  # pixels; on such a screen the rim gives way
_PATH = Qt.ItemDataRole.UserRole
_LOOK_MS = 100  # the page is painted first; then between two looks at what was found
_PATIENCE_MS = 3000  # a report that has not answered by then is shown as out of reach


class StartPage(QWidget):
    """Says what the clerk wants.

    Signals: ``new_asked``, ``example_asked``, ``manual_asked``, ``closed``; ``open_asked`` with a path, or
    None for a choice.
    """

    new_asked = Signal()
    open_asked = Signal(object)
    example_asked = Signal()
    manual_asked = Signal()
    closed = Signal()

    def __init__(self, recent: Iterable[Path]) -> None:
        super().__init__()
        self.setWindowTitle(PROGRAM)
        self.setAcceptDrops(True)
        open_at(self, 820, 480)
        head = QLabel(PROGRAM)
        font = head.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        head.setFont(font)
        self.new = self._button("新建报告(&N)", "填写机关和年份，可从上年报告开始", "new", "Ctrl+N")
        self.open = self._button(
            "打开报告(&O)", "打开已有报告，或导入 Word、PDF、OFD、网页等", "open", "Ctrl+O"
        )
        self.example = self._button("试用示例报告(&E)", "里面有几处错误，可以练习改正", "example", "")
        self.manual = self._button("操作手册(&M)", "第一次使用，先看这里", "help", "F1")
        self.new.clicked.connect(self.new_asked)
        self.open.clicked.connect(lambda: self.open_asked.emit(None))
        self.example.clicked.connect(self.example_asked)
        self.manual.clicked.connect(self.manual_asked)
        self.recent = QListWidget()
        self.recent.setAccessibleName("最近的报告")
        self.recent.setIconSize(QSize(20, 20))
        self.recent.setSpacing(1)
        self.recent.itemActivated.connect(lambda item: self.open_asked.emit(item.data(_PATH)))
        self._fill(recent)
        self._arrange(head)
        self._look: Look | None = None
        self._looked_ms = 0
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._show_what_is_there)
        self._looking.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Take files."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Open the files dropped."""
        for path in local_files(event.mimeData()):
            self.open_asked.emit(path)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Tell that the page is gone."""
        super().closeEvent(event)
        self.closed.emit()

    def _button(self, text: str, description: str, icon: str, keys: str) -> QCommandLinkButton:
        button = QCommandLinkButton(text, description)
        button.setIcon(icons.icon(icon))
        button.setIconSize(QSize(26, 26))
        button.setAccessibleName(text.partition("(")[0])
        button.setAccessibleDescription(description)
        button.setAutoDefault(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if keys:
            button.setToolTip(f"{description}（{keys}）")
            action = QAction(self)
            action.setShortcut(keys)  # as text: naming QKeySequence here makes 250 names of keys, 4 ms
            action.triggered.connect(button.click)
            self.addAction(action)
        return button

    def _fill(self, recent: Iterable[Path]) -> None:
        for path in recent:
            item = QListWidgetItem(icons.icon("app"), f"{path.stem}\n{path.parent}", self.recent)
            item.setData(_PATH, path)
            item.setToolTip(str(path))
        self.recent.setCurrentRow(0)  # the keyboard that comes here finds the newest chosen
        if not self.recent.count():
            item = QListWidgetItem("还没有打开过报告。", self.recent)
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _show_what_is_there(self) -> None:
        """Show in grey what is gone or does not answer; it can be tried all the same, it may be back."""
        items = [self.recent.item(row) for row in range(self.recent.count())]
        listed = {item.data(_PATH): item for item in items if item.data(_PATH) is not None}
        if self._look is None:
            self._look = Look(listed)
            return
        self._looked_ms += _LOOK_MS
        for path, item in listed.items():
            trouble = self._look.trouble(path)
            if trouble is None:
                trouble = SILENT if self._looked_ms >= _PATIENCE_MS else ""
            self._mark(item, path, trouble)
        if self._look.done:
            self._looking.stop()

    def _mark(self, item: QListWidgetItem, path: Path, trouble: str) -> None:
        group = QPalette.ColorGroup.Disabled if trouble else QPalette.ColorGroup.Active
        item.setForeground(self.palette().brush(group, QPalette.ColorRole.Text))
        item.setToolTip(f"{path}\n{trouble}" if trouble else str(path))
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, trouble)

    def _arrange(self, head: QLabel) -> None:
        left = QVBoxLayout()
        left.setSpacing(4)
        for button in (self.new, self.open, self.example, self.manual):
            left.addWidget(button)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(4)
        caption = QLabel("最近的报告(&R)")
        caption.setBuddy(self.recent)
        right.addWidget(caption)
        right.addWidget(self.recent, 1)
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addLayout(left, 2)
        both.addLayout(right, 3)
        column = QVBoxLayout(self)
        rim = 20 if self.screen().availableSize().height() > _LOW else 6
        column.setContentsMargins(rim + 4, rim, rim + 4, rim)
        column.setSpacing(14)
        column.addWidget(head)
        column.addLayout(both)
