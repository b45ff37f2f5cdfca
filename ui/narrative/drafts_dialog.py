"""Offers paragraphs drafted from the tables."""

from model.prose.drafts import Draft
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

from model.prose.live import fill
from model.report import Paragraphs
from ui.session import Session


class DraftsDialog(QDialog):
    """A list of drafts to tick, and a look at each as it will read."""

    def __init__(self, session: Session, drafts: tuple[Draft, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._drafts = drafts
        self.setWindowTitle("起草本节文字")
        self.resize(560, 440)
        self.list = QListWidget(self)
        self.list.setAccessibleName("可以插入的段落")
        for draft in drafts:
            item = QListWidgetItem(draft.label)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.look = QPlainTextEdit(self)
        self.look.setReadOnly(True)
        self.look.setAccessibleName("段落内容")
        buttons = QDialogButtonBox(self)
        self.insert_button = buttons.addButton("插入(&I)", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        intro = "根据表格起草的段落，其中的数字随表格变化。勾选需要的段落，插入后可以随意修改，也可以撤销。"
        label = QLabel(intro, self)
        label.setWordWrap(True)
        for widget in (label, self.list, self.look, buttons):
            layout.addWidget(widget)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.list.currentRowChanged.connect(self._show)
        self.list.itemChanged.connect(self._ticked)
        self.list.setCurrentRow(0)

    def chosen(self) -> Paragraphs:
        """Return the ticked paragraphs, live figures with their braces."""
        return tuple(
            draft.paragraph
            for row, draft in enumerate(self._drafts)
            if self.list.item(row).checkState() == Qt.CheckState.Checked
        )

    def _show(self, row: int) -> None:
        if row >= 0:
            cells = self._session.report.cells
            self.look.setPlainText(fill(self._session.form, cells, self._drafts[row].paragraph))

    def _ticked(self) -> None:
        self.insert_button.setEnabled(bool(self.chosen()))
