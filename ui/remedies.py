"""What bars and menus say of a finding and offer about it, the same in tables, texts and list."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from model.address import Address
from model.rules import AnyFinding
from model.rules.standing import Standing
from ui.session import Session

if TYPE_CHECKING:
    from model.rules.remedies import Remedy

SIGNS = {  # icon and tone
    Standing.ERROR: ("error", "error"),
    Standing.WARNING: ("warning", "warning"),
    Standing.UNFILLED: ("empty", "calm"),
    Standing.HINT: ("hint", "hint"),
}


def in_two(sentence: str) -> tuple[str, str]:
    """Cut a finding's words into what is wrong, and the rest: why, what is likely, what to do."""
    first, stop, rest = sentence.partition("。")
    return (f"{first}{stop}", rest) if rest else (sentence, "")


def fill_menu(menu: QMenu, session: Session, finding: AnyFinding, here: Address | None = None) -> None:
    """Add all that can be done about a finding; ``here`` is the cell that one looks at already."""
    from model.rules.remedies import remedies  # with all rules, which come after the first paint

    for number, group in enumerate(remedies(session.form, session.report, session.findings, finding, here)):
        if number:
            menu.addSeparator()
        for remedy in group:
            action = QAction(remedy.label, menu)
            action.triggered.connect(partial(_carry_out, session, finding, remedy))
            if remedy.accept:
                action.setToolTip("写明理由后不再提示；有关数据改动后，理由自动失效")
            action.setEnabled(remedy.go is not None or not session.locked)
            menu.addAction(action)


def _carry_out(session: Session, finding: AnyFinding, remedy: "Remedy", _checked: bool = False) -> None:
    if remedy.edit is not None:
        session.do(remedy.edit)
    elif remedy.go is not None:
        session.current.show(finding, remedy.go)
    else:
        session.accept_asked.emit(remedy.accept)


def open_above(menu: QMenu, bar: QWidget, x: int = 0) -> None:
    """Open a menu above a bar, its first entry chosen, and forget it when it is closed."""
    menu.setToolTipsVisible(True)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(bar.mapToGlobal(QPoint(x, -menu.sizeHint().height())))
    menu.setActiveAction(next(action for action in menu.actions() if not action.isSeparator()))
