"""A strip that tells of a text that is far too long for a report, of which only the beginning is shown."""

from collections.abc import Iterable

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from model.report import set_text
from model.report.length import length
from ui.narrative.editor import TextEditor
from ui.narrative.parts import part_label
from ui.narrative.room import BOUND
from ui.session import Session


class LongTextBar(QFrame):
    """A strip above texts: of one only the beginning is shown; its button takes the rest out."""

    def __init__(
        self, session: Session, editors: Iterable[TextEditor], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._editors = tuple(editors)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.button = QPushButton("只保留显示的文字(&K)")
        self.button.setToolTip("删去没有显示的部分，可以撤销")
        self.button.clicked.connect(self._cut)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 3, 8, 3)
        line.addWidget(self.text, 1)
        line.addWidget(self.button)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say how long the text is of which only a part is shown; hide where all is."""
        editor = next((one for one in self._editors if one.is_cut), None)
        if editor is not None:
            whole, shown = self._session.report.text(editor.part), editor.paragraphs()
            self.text.setText(
                f"“{part_label(self._session.form, editor.part)}”有 {length(whole):,} 字、{len(whole):,} 段，"
                f"超过了 {BOUND}，不像一份年度报告。为避免停顿，只显示开头 {length(shown):,} 字，"
                "不能在这里修改。其余的仍完整保存在报告里，没有丢失；需要时可以导出 Word 整理，再复制回来。"
            )
            self.button.setEnabled(not self._session.locked)
        self.setVisible(editor is not None)

    def _cut(self) -> None:
        for editor in self._editors:
            if editor.is_cut:
                edit = set_text(self._session.report, editor.part, editor.paragraphs(), "只保留开头")
                self._session.do(edit)
