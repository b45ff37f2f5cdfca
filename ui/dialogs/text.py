"""Asks for a short text: the reason for accepting a finding, a private note."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget


class TextDialog(QDialog):
    """Asks for a short text; ``required`` keeps the button locked while it is blank."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        explanation: str,
        text: str = "",
        *,
        required: bool,
        agree: str = "确定(&O)",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        told = QLabel(explanation, self)
        told.setWordWrap(True)
        self.editor = QPlainTextEdit(text, self)
        self.editor.setAccessibleName(title)
        self.editor.setTabChangesFocus(True)
        self._required = required
        self._buttons = QDialogButtonBox(self)
        self.accept_button = self._buttons.addButton(agree, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (told, self.editor, self._buttons):
            column.addWidget(widget)
        self.editor.textChanged.connect(self._check)
        self._check()
        self.editor.selectAll()
        self.editor.setFocus()

    def text(self) -> str:
        """Return what was written."""
        return self.editor.toPlainText().strip()

    def _check(self) -> None:
        self.accept_button.setEnabled(bool(self.text()) or not self._required)
