"""The row at the top of the window: menus left, tools right, so that tables keep the height."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QMenuBar, QSizePolicy, QToolButton, QWidget

from ui.look import icons, tokens
from ui.look.sheet import dress_as

_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_SIGNS = Qt.ToolButtonStyle.ToolButtonIconOnly
_LINE_HEIGHT = 20


class TopRow(QWidget):
    """Menu bar and tools. In a narrow window the tools drop their words, then the last of them fold into ⋯.

    The last tool, what all the work is for, keeps its place and is framed.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.menus = QMenuBar(self)
        self.menus.setNativeMenuBar(False)  # a desktop's own bar would take the menus out of the row
        self.menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._tools: list[QWidget] = []
        self.more = self._button()
        self.more.setIcon(icons.icon("more"))
        self.more.setToolTip("更多工具")
        self.more.setAccessibleName("更多工具")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._folded = QMenu(self.more)
        self.more.setMenu(self._folded)
        self.more.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(tokens.GAP, 0, tokens.SPACE, 0)
        self._row.setSpacing(tokens.GAP)
        self._row.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)
        self._row.addWidget(self.more)
        self.setMinimumHeight(tokens.TOP_ROW)

    def add(self, *groups: tuple[QAction, ...]) -> None:
        """Put tools into the row, with a line between the groups."""
        for number, actions in enumerate(groups):
            if number:
                self._place(self._line())
            for action in actions:
                button = self._button()
                button.setDefaultAction(action)
                self._place(button)
        dress_as(self._tools[-1], "bordered")
        self._row.addWidget(self._tools[-1])
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Larger letters need more room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Never hold the window wide: what does not fit folds away."""
        least = super().minimumSizeHint()
        return QSize(self.menus.minimumSizeHint().width(), least.height())

    def _fit(self) -> None:
        """Show as much as there is room for: words, then signs, then fewer of them."""
        if not self._tools:
            return
        for manner in (_WORDS, _SIGNS):
            for button in self._buttons():
                button.setToolButtonStyle(manner)
            if self._needed(self._tools) <= self.width():
                break
        shown = list(self._tools)
        while len(shown) > 1 and self._needed(shown) > self.width():
            shown.pop(-2)
        while len(shown) > 1 and not isinstance(shown[-2], QToolButton):
            shown.pop(-2)  # no line before nothing
        folded = [tool for tool in self._tools if tool not in shown]
        for tool in self._tools:
            tool.setVisible(tool in shown)
        self._folded.clear()
        self._folded.addActions([one.defaultAction() for one in folded if isinstance(one, QToolButton)])
        self.more.setVisible(bool(folded))

    def _needed(self, shown: list[QWidget]) -> int:
        """The width of the row with some of the tools; ⋯ stands for the others."""
        margins = self._row.contentsMargins()
        parts: list[QWidget] = [self.menus, *shown, *([] if len(shown) == len(self._tools) else [self.more])]
        widths = sum(part.sizeHint().width() + self._row.spacing() for part in parts)
        return widths + margins.left() + margins.right()

    def _buttons(self) -> Iterator[QToolButton]:
        return (tool for tool in self._tools if isinstance(tool, QToolButton))

    def _button(self) -> QToolButton:
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has the menus
        button.setIconSize(QSize(tokens.ICON, tokens.ICON))
        return button

    def _line(self) -> QFrame:
        line = QFrame(self)
        dress_as(line, "line")
        line.setFixedSize(1, _LINE_HEIGHT)
        return line

    def _place(self, tool: QWidget) -> None:
        self._tools.append(tool)
        self._row.insertWidget(self._row.count() - 1, tool)
