"""Which of how many findings is told, as the list counts them, with ways to those before and after."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from ui.look import icons, tokens
from ui.session import Session

_WIDEST = "88 / 88"  # the place of the arrows does not hang on the numbers


class Pager(QWidget):
    """The same at the right end of every message bar."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._current = session.current
        self._number = QLabel(self)
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._arrow("earlier", "上一处（Shift+F8 从光标处往前）", -1))
        row.addWidget(self._number)
        row.addWidget(self._arrow("later", "下一处（F8 从光标处往后）", 1))
        session.current.numbered.connect(self.refresh)
        self.refresh()

    @property
    def text(self) -> str:
        """What stands between the arrows."""
        return self._number.text()

    def refresh(self) -> None:
        """Say the numbers as they are now; nothing while there are no findings."""
        number, count = self._current.number, self._current.count
        self._number.setMinimumWidth(QFontMetrics(self._number.font()).horizontalAdvance(_WIDEST))
        self._number.setText(f"{number or '–'} / {count}")
        self._number.setAccessibleName(f"第 {number} 处，共 {count} 处" if number else f"共 {count} 处")
        self.setVisible(bool(count))

    def _arrow(self, icon: str, tip: str, by: int) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icons.icon(icon))
        button.setIconSize(QSize(tokens.ICON, tokens.ICON))
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition("（")[0])
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self._step, by))
        return button

    def _step(self, by: int, _checked: bool = False) -> None:
        self._current.step_asked.emit(by)
