"""Lists show whether the keyboard is in them: what is chosen stands back while it is elsewhere."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractItemView, QApplication

_BACK = 0.65  # share of the ground in the colour of what is chosen
_LOOKS_CHANGE = (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.StyleChange)


class FocusLook(QObject):
    """Watches one view; it lives as long as the view."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        view.installEventFilter(self)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Follow the focus and the theme."""
        if watched is self._view and event.type() in _LOOKS_CHANGE:
            self._show()
        return False

    def _show(self) -> None:
        palette = QPalette()
        if not self._view.hasFocus():
            usual, role = QApplication.palette(), QPalette.ColorRole
            palette.setColor(role.Highlight, _between(usual.color(role.Highlight), usual.color(role.Base)))
            palette.setColor(role.HighlightedText, usual.color(role.Text))
        self._view.setPalette(palette)


def _between(one: QColor, other: QColor) -> QColor:
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * _BACK,
        one.greenF() + (other.greenF() - one.greenF()) * _BACK,
        one.blueF() + (other.blueF() - one.blueF()) * _BACK,
    )
