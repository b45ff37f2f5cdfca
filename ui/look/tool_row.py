"""Tools in a row at the right of a bar: they take the room there is, and fold into ⋯ where it is small."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from ui.look import icons, tokens
from ui.look.sheet import dress_as

_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_SIGNS = Qt.ToolButtonStyle.ToolButtonIconOnly
_LINE_HEIGHT = 20


class ToolRow(QWidget):
    """Tools with words; in less room they drop the words, then the last of them fold into ⋯.

    With ``framed`` the last tool, what all the work is for, is framed and keeps its place.
    """

    def __init__(self, parent: QWidget, *, framed: bool = False) -> None:
        super().__init__(parent)
        self._framed = framed
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
        self._row.setSizeConstraint(
            QHBoxLayout.SizeConstraint.SetNoConstraint
        )  # what it shows follows its size
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(tokens.GAP)
        self._row.addStretch(1)
        self._row.addWidget(self.more)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def add(self, *groups: tuple[QAction, ...]) -> None:
        """Put tools into the row, with a line between the groups."""
        for number, actions in enumerate(groups):
            if number:
                self._place(self._line())
            for action in actions:
                button = self._button()
                button.setDefaultAction(action)
                self._place(button)
        if self._framed:
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
        last = self._tools[-1].sizeHint().width() if self._framed and self._tools else 0
        return QSize(self.more.sizeHint().width() + last, super().minimumSizeHint().height())

    def _fit(self) -> None:
        """Show as much as there is room for: words, then signs, then fewer of them."""
        self._choose_manner()
        shown = self._that_fit()
        for tool in self._tools:
            tool.setVisible(tool in shown)
        for action in self._folded.actions():  # cleared, the menu would take its actions out of the world
            self._folded.removeAction(action)
        for button in self._buttons():
            if button not in shown:
                self._folded.addAction(button.defaultAction())
        self.more.setVisible(len(shown) < len(self._tools))

    def _choose_manner(self) -> None:
        """Words where all tools fit with them, else signs, if each of them has one."""
        self._dress(_WORDS)
        have_signs = not any(button.icon().isNull() for button in self._buttons())
        if have_signs and self._needed(self._tools) > self.width():
            self._dress(_SIGNS)

    def _dress(self, manner: Qt.ToolButtonStyle) -> None:
        for button in self._buttons():
            button.setToolButtonStyle(manner)

    def _that_fit(self) -> list[QWidget]:
        """The tools that there is room for, the last one of a framed row always."""
        shown = list(self._tools)
        keeps = 1 if self._framed else 0
        while len(shown) > keeps and self._needed(shown) > self.width():
            shown.pop(-1 - keeps)
        while len(shown) > keeps and not isinstance(shown[-1 - keeps], QToolButton):
            shown.pop(-1 - keeps)  # no line before nothing
        return shown

    def _needed(self, shown: list[QWidget]) -> int:
        """The width of the row with some of the tools; ⋯ stands for the others."""
        parts = [*shown, *([] if len(shown) == len(self._tools) else [self.more])]
        return sum(part.sizeHint().width() + self._row.spacing() for part in parts)

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
