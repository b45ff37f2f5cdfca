"""Whether the report can go out, always in sight at the foot of the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from model.rules.standing import Standing
from ui.findings.arrange import verdict
from ui.findings.delegate import MARKS
from ui.look import icons
from ui.look.sheet import dress_as
from ui.session import Session

_TONES = {"unfilled": MARKS[Standing.UNFILLED]}  # the others are icon and tone in one


class Verdict(QToolButton):
    """Whether the report can go out, always in sight; a click shows the list."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        dress_as(self, "status")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip("点击查看核对结果；F8 转到下一处")
        session.findings_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Judge the report as it is now."""
        checked = self._session.checked
        text, tone = verdict(self._session.findings) if checked else ("正在核对…", "unfilled")
        self.setText(text)
        self.setIcon(icons.icon(*_TONES.get(tone, (tone, tone))))
        self.setAccessibleName(f"核对结论：{text}")
