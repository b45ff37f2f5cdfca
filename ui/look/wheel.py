"""The mouse wheel: it changes no field that the keyboard is not in, and with Ctrl it sizes the letters."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

_NOTCH = 120  # Qt's units of one notch of a wheel; touch pads send many small parts of it


class _OnlyWithFocus(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()  # what lies under the field scrolls instead
            return True
        return False


def only_with_focus(field: QWidget) -> None:
    """Let the wheel pass over a choice or a number that the keyboard is not in."""
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a turn of the wheel does not bring the keyboard either
    field.installEventFilter(_OnlyWithFocus(field))


def leaves_zoom(event: QWheelEvent) -> bool:
    """Whether a view leaves this turn of the wheel to the window, which sizes the letters."""
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        event.ignore()
        return True
    return False


class ZoomWheel:
    """Counts notches of the wheel."""

    def __init__(self) -> None:
        self._turned = 0

    def notches(self, event: QWheelEvent) -> int:
        """Return how many whole notches an event completes, forward positive."""
        self._turned += event.angleDelta().y()
        whole = int(self._turned / _NOTCH)
        self._turned -= whole * _NOTCH
        return whole
