"""A dialog that shows a list of sentences to be read before going on."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.look.fit import open_at


class ListingDialog(QDialog):
    """Head line, list, buttons: ``go_on`` accepts, ``back`` (when given) rejects."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        head: str,
        items: Iterable[tuple[QIcon, str]],
        go_on: str,
        back: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        said = QLabel(head)
        said.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for icon, text in items:
            item = QListWidgetItem(icon, text, self.list)
            item.setToolTip(text)
        buttons = QDialogButtonBox()
        first = buttons.addButton(go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        first.setDefault(True)
        if back:
            buttons.addButton(back, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (said, self.list, buttons):
            column.addWidget(widget)
        self.list.setVisible(self.list.count() > 0)
        open_at(self, 620, 420 if self.list.count() else 100)
