"""Asks for a short text: the reason for accepting a finding, a private note."""

from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from ui.dialogs.agreeing import agreeing


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
        buttons, self.accept_button = agreeing(self, agree)
        column = QVBoxLayout(self)
        for widget in (told, self.editor, buttons):
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
