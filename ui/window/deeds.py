"""What the window's actions do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from model.address import Address
from model.report import Acceptance, Edit, Report, accept, place, set_values
from model.rules import AnyFinding, Span, acceptance, earlier_reason, half_written
from ui import accepting, style
from ui.dialogs import ask
from ui.dialogs.drafting import keep_draft
from ui.dialogs.passing import passing
from ui.parts import WHOLE, parts

if TYPE_CHECKING:
    from ui.window.window import ReportWindow

_MOST_TOLD = 6  # sentences in a question about several findings


def acts(window: "ReportWindow") -> dict[str, Callable[[], object]]:
    """Return what each action of the menus does."""
    keeper, exporter, pages = window.keeper, window.exporter, window.pages
    session = window.session
    return {
        "new": window.new_asked.emit,
        "open": lambda: window.open_asked.emit(None),
        "save": keeper.save,
        "save_as": keeper.save_as,
        "word": exporter.word,
        "html": exporter.html,
        "pdf": exporter.pdf,
        "check_sheet": exporter.check_sheet,
        "preview": exporter.preview,
        "print": exporter.print,
        "settings": lambda: change_settings(window),
        "close": window.close,
        "quit": window.quit_asked.emit,
        "undo": lambda: _through_history(window, session.undo),
        "redo": lambda: _through_history(window, session.redo),
        "find": lambda: find_text(window),
        "facts": lambda: change_facts(window),
        "last_year": lambda: _import_last_year(window),
        "fill_last_year": pages.fill_last_year,
        "final": lambda: set_final(window, not window.session.report.final),
        "show_last_year": lambda: pages.show_last_year(window.actions_["show_last_year"].isChecked()),
        "next_finding": lambda: step_finding(window, 1),
        "previous_finding": lambda: step_finding(window, -1),
        "next_page": lambda: step_page(window, 1),
        "previous_page": lambda: step_page(window, -1),
        "next_pane": lambda: step_pane(window, 1),
        "previous_pane": lambda: step_pane(window, -1),
        "larger": lambda: resize_letters(window, 1),
        "smaller": lambda: resize_letters(window, -1),
        "manual": lambda: show_manual(window),
        "log": lambda: ask.show_in_system(window.state),
        "about": lambda: show_about(window),
    }


def show_entry(window: "ReportWindow", part: str, target: Address | Span | None) -> None:
    """Show what an entry of the tree stands for; the keyboard stays in the tree."""
    window.pages.show_page(part)
    if target is not None:
        window.pages.go(target)
        window.tree.view.setFocus(Qt.FocusReason.OtherFocusReason)


def accept_findings(window: "ReportWindow", findings: tuple[AnyFinding, ...]) -> None:
    """Ask for the reason and accept findings with it, as one step."""
    from model.rules import message
    from ui.dialogs.text import TextDialog

    session = window.session
    if not session.may_edit():
        return
    window.pages.commit()  # what is being typed may settle a finding, or change what it says
    if any(finding not in session.findings for finding in findings):
        window.tell("数据刚刚改动，请看改动后的核对结果，再作说明。")
        return

    told = [message(session.form, session.report, finding) for finding in findings[:_MOST_TOLD]]
    more = len(findings) - len(told)
    told += [f"……另有 {more} 条"] if more else []
    explanation = "请写明情况，与报告一起保存。有关的数据或文字改动后，需要重新说明。"
    first = findings[0]
    offered = earlier_reason(session.report, first) or accepting.usual_reason(first)
    made = TextDialog(
        window,
        accepting.words(first),
        "\n".join([*told, explanation]),
        offered,
        required=True,
        agree="接受(&A)",
    )

    def edit(make: Callable[[Report, AnyFinding, str], Acceptance] = acceptance) -> Edit:
        return accept(session.report, *(make(session.report, one, made.text()) for one in findings))

    def draft() -> Edit | None:
        return edit(half_written) if made.text() not in ("", offered) else None

    keep_draft(made, session, (made.editor.textChanged,), draft)
    with passing(made) as dialog:
        if dialog.exec() == QDialog.DialogCode.Accepted:
            session.do(edit())


def show_findings(window: "ReportWindow") -> None:
    """Show the list of findings and put the keyboard there."""
    window.findings_dock.show()
    window.findings.setFocus(Qt.FocusReason.OtherFocusReason)


def step_finding(window: "ReportWindow", by: int) -> None:
    """Go to the next or the previous finding."""
    window.pages.commit()
    if not window.findings.step(by):
        window.tell("没有要处理的问题。")


def step_page(window: "ReportWindow", by: int) -> None:
    """Go to the next or the previous page."""
    order = [part for part in parts(window.session.form) if part != WHOLE]
    here = order.index(window.pages.part) + by
    if 0 <= here < len(order):
        window.pages.show_page(order[here])
        window.pages.enter()


def step_pane(window: "ReportWindow", by: int) -> None:
    """Move the keyboard to the next visible pane: sections, page, findings."""
    panes: list[QWidget] = [window.tree, window.pages, window.findings]
    shown = [pane for pane in panes if pane.isVisible()]
    focus = QApplication.focusWidget()
    here = next((n for n, pane in enumerate(shown) if focus is not None and pane.isAncestorOf(focus)), 0)
    pane = shown[(here + by) % len(shown)]
    if pane is window.pages:
        window.pages.enter()
    else:
        pane.setFocus(Qt.FocusReason.OtherFocusReason)


def set_final(window: "ReportWindow", final: bool) -> None:
    """Lock the report as final, or reopen it."""
    session = window.session
    window.pages.commit()
    errors = window.exporter.errors
    if final and errors:
        question = f"报告还有 {errors} 处错误，仍要定稿吗？"
        chosen = ask.choose(window, "定稿", question, ("查看错误(&V)", "仍然定稿(&F)", "取消"))
        if chosen == 0:
            show_findings(window)
        final = chosen == 1
    if final != session.report.final:
        label = "定稿" if final else "取消定稿"
        session.do(set_values(session.report, {place("final"): final}, label), unlocking=True)
    window.refresh()


def change_facts(window: "ReportWindow") -> None:
    """Change organ, year and title."""
    from ui.dialogs.facts import FactsDialog

    window.pages.commit()
    with passing(FactsDialog(window.session, window)) as dialog:
        changes = (dialog.organ.textChanged, dialog.year.valueChanged, dialog.title.textChanged)
        keep_draft(dialog, window.session, changes, dialog.edit)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            window.session.do(dialog.edit())


def change_settings(window: "ReportWindow") -> None:
    """Show the settings and apply what was changed."""
    from ui.dialogs.settings import SettingsDialog

    with passing(SettingsDialog(window.settings, window)) as dialog:
        if dialog.exec() == QDialog.DialogCode.Accepted:
            dialog.apply()
            window.settings_changed.emit()
            window.session.phrases = window.settings.phrases


def resize_letters(window: "ReportWindow", by: int) -> None:
    """Make all letters of the program larger or smaller by one point."""
    window.settings.font_points = style.stepped(QApplication.font().pointSize(), by)
    window.settings_changed.emit()


def find_text(window: "ReportWindow") -> None:
    """Show the find and replace dialog."""
    from ui.narrative.find import FindReplaceDialog

    window.pages.commit()
    _show_one(window, FindReplaceDialog, lambda: FindReplaceDialog(window.session, window))


def show_manual(window: "ReportWindow") -> None:
    """Show the manual in a window of its own."""
    from ui.help.manual import Manual

    _show_one(window, Manual, lambda: Manual(window))


def show_about(window: QWidget) -> None:
    """Show version and licences."""
    from ui.dialogs.about import AboutDialog

    with passing(AboutDialog(window)) as dialog:
        dialog.exec()


def fill_recent(window: "ReportWindow") -> None:
    """Fill the menu of recent reports."""
    menu = window.actions_.recent
    menu.clear()
    for path in window.settings.recent:
        action = QAction(path.name.replace("&", "&&"), menu)
        action.setToolTip(str(path))
        action.triggered.connect(lambda _=False, chosen=path: window.open_asked.emit(chosen))
        menu.addAction(action)
    if menu.isEmpty():
        menu.addAction("（没有）").setEnabled(False)
    menu.setToolTipsVisible(True)


def _show_one(window: "ReportWindow", kind: type[QWidget], make: Callable[[], QWidget]) -> None:
    """Show a dialog that stays open beside the report; the one that is open already comes to the front."""
    found = window.findChildren(kind)
    dialog = found[0] if found else make()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


def _import_last_year(window: "ReportWindow") -> None:
    from ui.window.last_year import import_last_year

    window.pages.commit()
    import_last_year(window.session, window.settings, window)


def _through_history(window: "ReportWindow", move: Callable[[], None]) -> None:
    """Undo or redo; what is being typed into a cell counts as the last step."""
    window.pages.commit()
    move()
