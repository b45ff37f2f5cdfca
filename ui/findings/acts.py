"""What can be done about a finding, as a menu: go there, mend it, accept it, take the acceptance back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from model.report import withdraw
from model.rules import AnyFinding
from model.rules.accepting import alike, may_accept, words
from ui.session import Session

_MOST_FIXES = 6


def fill_menu(
    menu: QMenu,
    session: Session,
    finding: AnyFinding,
    jump: Callable[[], None] | None,
) -> None:
    """Fill a menu for one finding; ``jump`` is None where there is no place to go to."""
    go = _add(menu, "转到这一处(&G)", lambda: jump() if jump is not None else None)
    go.setEnabled(jump is not None)
    menu.setDefaultAction(go)
    accepted = session.acceptance_of(finding)
    if accepted is not None:
        menu.addSeparator()
        back = _add(menu, "撤回接受(&W)", lambda: session.do(withdraw(session.report, accepted)))
        back.setEnabled(not session.locked)
        return
    _add_fixes(menu, session, finding)
    if may_accept(finding):
        menu.addSeparator()
        _add_accept(menu, session, f"{words(finding)}(&A)…", (finding,))
        together = alike(session.findings, finding)
        if len(together) > 1:
            _add_accept(menu, session, f"同类的 {len(together)} 条一起说明并接受(&L)…", together)


def _add_accept(menu: QMenu, session: Session, text: str, findings: tuple[AnyFinding, ...]) -> None:
    ask = _add(menu, text, lambda: session.accept_asked.emit(findings))
    ask.setEnabled(not session.locked)
    ask.setToolTip("写明理由后不再提醒；有关数据改动后，理由自动失效")


def _add_fixes(menu: QMenu, session: Session, finding: AnyFinding) -> None:
    from model.rules.fixes import fixes  # only when somebody asks what can be done

    offered = fixes(session.form, session.report, session.findings, finding)[:_MOST_FIXES]
    if offered:
        menu.addSeparator()
    for fix in offered:
        act = _add(menu, fix.label, partial(session.do, fix.edit))
        act.setEnabled(not session.locked)


def _add(menu: QMenu, text: str, do: Callable[[], object]) -> QAction:
    action = QAction(text, menu)
    action.triggered.connect(lambda _=False: do())
    menu.addAction(action)
    return action
