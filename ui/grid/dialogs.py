"""Small questions of the grid: a reason, a note."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget


class TextDialog(QDialog):
    """Asks for a short text; ``required`` keeps the button locked while it is blank."""

    def __init__(
        self, parent: QWidget, title: str, explanation: str, text: str = "", *, required: bool
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        told = QLabel(explanation, self)
        told.setWordWrap(True)
        self.editor = QPlainTextEdit(text, self)
        self.editor.setAccessibleName(title)
        self.editor.setTabChangesFocus(True)
        self._required = required
        self._buttons = QDialogButtonBox(self)
        self._accept = self._buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (told, self.editor, self._buttons):
            column.addWidget(widget)
        self.editor.textChanged.connect(self._check)
        self._check()
        self.editor.setFocus()

    def text(self) -> str:
        """Return what was written."""
        return self.editor.toPlainText().strip()

    def _check(self) -> None:
        self._accept.setEnabled(bool(self.text()) or not self._required)
