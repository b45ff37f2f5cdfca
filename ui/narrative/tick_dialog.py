"""Offers things to tick, each with a look at what it would be in the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.look.fit import open_at


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered: a short label, and how it will read."""

    label: str
    text: str


class TickDialog(QDialog):
    """All offers are ticked at first, or none. ``verb`` names the button, ``intro`` says what will happen."""

    def __init__(
        self,
        title: str,
        intro: str,
        verb: str,
        offers: Sequence[Offer],
        parent: QWidget | None = None,
        *,
        ticked: bool = True,
    ) -> None:
        super().__init__(parent)
        self._offers = tuple(offers)
        self.setWindowTitle(title)
        open_at(self, 560, 440)
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        for offer in self._offers:
            item = QListWidgetItem(offer.label)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.look = QPlainTextEdit(self)
        self.look.setReadOnly(True)
        self.look.setAccessibleName("内容")
        buttons = QDialogButtonBox(self)
        self.accept_button = buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        label = QLabel(intro, self)
        label.setWordWrap(True)
        for widget in (label, self.list, self.look, buttons):
            layout.addWidget(widget)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.list.currentRowChanged.connect(self._show)
        self.list.itemChanged.connect(self._ticked)
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self._ticked()

    def chosen(self) -> tuple[int, ...]:
        """Return the numbers of the ticked offers, from 0."""
        rows = range(len(self._offers))
        return tuple(row for row in rows if self.list.item(row).checkState() == Qt.CheckState.Checked)

    def _show(self, row: int) -> None:
        if row >= 0:
            self.look.setPlainText(self._offers[row].text)

    def _ticked(self) -> None:
        self.accept_button.setEnabled(bool(self.chosen()))
