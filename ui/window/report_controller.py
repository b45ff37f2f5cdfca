"""What the menus do to the report as a whole: facts, last year, the final mark, reasons, history."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from model.report import Acceptance, Edit, Report, accept, place, set_values
from model.rules import AnyFinding, acceptance, accepting, earlier_reason, half_written
from model.rules.standing import still_open
from ui.dialogs import ask
from ui.dialogs.drafting import keep_draft
from ui.dialogs.lifetime import deleted_after
from ui.session import Session
from ui.settings import Settings
from ui.window.actions import Handler
from ui.window.pages import Pages

_MOST_TOLD = 6  # sentences in a question about several findings


class ReportController(QObject):
    """Asks what is to be changed and changes it, each as one undo step.

    Signals: ``told`` with a sentence for the status line; ``findings_asked`` when the clerk wants to see the
    findings instead; ``final_decided`` when the question about the final mark is answered, either way.
    """

    told = Signal(str)
    findings_asked = Signal()
    final_decided = Signal()

    def __init__(
        self, session: Session, settings: Settings, pages: Pages, versions: Path, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._settings = settings
        self._pages = pages
        self._versions = versions
        self._window = window

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions on the report do, by name."""
        return {
            "undo": lambda: self._through_history(self._session.undo),
            "redo": lambda: self._through_history(self._session.redo),
            "versions": self.show_versions,
            "facts": self.change_facts,
            "last_year": self.import_last_year,
            "register": self.import_register,
            "submissions": self.add_up_submissions,
            "final": lambda: self.set_final(not self._session.report.final),
        }

    def accept_findings(self, findings: tuple[AnyFinding, ...]) -> None:
        """Ask for the reason and accept findings with it, as one step."""
        session = self._session
        if not session.may_edit():
            return
        self._pages.commit()  # what is being typed may settle a finding, or change what it says
        if any(finding not in session.findings for finding in findings):
            self.told.emit("数据刚刚改动，请看改动后的核对结果，再作说明。")
            return
        from ui.dialogs.text import TextDialog

        first = findings[0]
        offered = earlier_reason(session.report, first) or accepting.usual_reason(first)
        title, told = accepting.words(first), self._explained(findings)
        made = TextDialog(self._window, title, told, offered, required=True, agree="接受(&A)")

        def edit(make: Callable[[Report, AnyFinding, str], Acceptance] = acceptance) -> Edit:
            return accept(session.report, *(make(session.report, one, made.text()) for one in findings))

        def draft() -> Edit | None:
            return edit(half_written) if made.text() not in ("", offered) else None

        keep_draft(made, session, (made.editor.textChanged,), draft)
        with deleted_after(made) as dialog:
            if dialog.exec() == QDialog.DialogCode.Accepted:
                session.do(edit())

    def set_final(self, final: bool) -> None:
        """Lock the report as final, or reopen it."""
        session = self._session
        self._pages.commit()
        session.checking.settle()
        told = still_open(session.findings)
        if final and told:
            question = f"报告有 {told}，仍要定稿吗？"
            buttons = ("逐处查看(&V)", "仍然定稿(&F)", "取消")
            chosen = ask.choose(self._window, "定稿", question, buttons)
            if chosen == 0:
                self.findings_asked.emit()
            final = chosen == 1
        if final != session.report.final:
            label = "定稿" if final else "取消定稿"
            session.do(set_values(session.report, {place("final"): final}, label), unlocking=True)
        self.final_decided.emit()

    def change_facts(self) -> None:
        """Change organ, year and title."""
        from ui.dialogs.facts import FactsDialog

        self._pages.commit()
        with deleted_after(FactsDialog(self._session, self._window)) as dialog:
            changes = (dialog.organ.textChanged, dialog.year.valueChanged, dialog.title.textChanged)
            keep_draft(dialog, self._session, changes, dialog.edit)
            if dialog.exec() == QDialog.DialogCode.Accepted:
                self._session.do(dialog.edit())

    def show_versions(self) -> None:
        """Show what was saved before, and take back of it what the clerk chooses."""
        from ui.dialogs.versions import VersionsDialog

        self._pages.commit()
        with deleted_after(VersionsDialog(self._session, self._versions, self._window)) as dialog:
            if dialog.exec() == QDialog.DialogCode.Accepted and self._session.do(dialog.edit):
                self.told.emit(f"已取回{dialog.taken}保存的内容。不合适时，用“编辑 → 撤销”一步退回。")

    def import_last_year(self) -> None:
        """Take last year's report over from a file."""
        from ui.document.last_year import import_last_year

        self._pages.commit()
        import_last_year(self._session, self._settings, self._window)

    def import_register(self) -> None:
        """Count the register of applications into its table."""
        from ui.sources.importing import import_register

        self._pages.commit()
        import_register(self._session, self._settings, self._window)

    def add_up_submissions(self) -> None:
        """Check the reports of a folder, and add them up into this one."""
        from ui.sources.importing import add_up_submissions

        self._pages.commit()
        add_up_submissions(self._session, self._settings, self._window)

    def _explained(self, findings: tuple[AnyFinding, ...]) -> str:
        """The findings in words, the first few of them, and what a reason does."""
        from model.rules import message

        form, report = self._session.form, self._session.report
        told = [message(form, report, finding) for finding in findings[:_MOST_TOLD]]
        more = len(findings) - len(told)
        if more:
            told.append(f"……另有 {more} 条")
        told.append("请写明情况，与报告一起保存。有关的数据或文字改动后，需要重新说明。")
        return "\n".join(told)

    def _through_history(self, move: Callable[[], None]) -> None:
        """Undo or redo; what is being typed into a cell counts as the last step."""
        self._pages.commit()
        move()
