"""Asks for the reason for which a finding is accepted."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget


class ReasonDialog(QDialog):
    """The sentence of the finding, and room for the reason; a reason is needed."""

    def __init__(self, parent: QWidget, sentence: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("说明情况并接受")
        self.setMinimumWidth(440)
        said = QLabel(sentence)
        said.setWordWrap(True)
        asked = QLabel("请写明情况（例如：统计口径调整、重新清理后核定）。有关数据改动后，需要重新说明。")
        asked.setWordWrap(True)
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName("情况说明")
        self.reason.setTabChangesFocus(True)
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton("接受(&A)", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (said, asked, self.reason, buttons):
            column.addWidget(widget)
        self.reason.textChanged.connect(self._check)
        self._check()
        self.reason.setFocus()

    def text(self) -> str:
        """Return the reason."""
        return self.reason.toPlainText().strip()

    def _check(self) -> None:
        self.accept_button.setEnabled(bool(self.text()))
