"""The head of a table's page: its name, how much of it is filled in, and the tools that are at hand most."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from model.rules.standing import Standing, standing
from ui.look import tokens
from ui.look.page_head import PageHead
from ui.session import Session

_SIGNS = ((Standing.ERROR, "error"), (Standing.WARNING, "warning"))  # the icon is named as its tone


class TableHead(PageHead):
    """Follows the report."""

    def __init__(self, session: Session, table: str, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(session.form.section_of(table).heading, actions, parent)
        self._session = session
        # Looked through at every keystroke, hence made once.
        self._own = frozenset(
            address for address, cell in session.form.cells.items() if cell.table.id == table
        )
        self.setContentsMargins(0, 0, 0, tokens.GAP)  # the gap above the table
        self.setMinimumHeight(tokens.PAGE_HEAD + tokens.GAP)
        session.findings_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say how much is filled in, with the sign of the worst that is found in the table."""
        report = self._session.report
        filled = sum(1 for address in self._own if report.cell(address))
        found = {
            standing(finding)
            for finding in self._session.findings
            if finding.addresses and finding.addresses[0] in self._own
        }
        worst = next((name for one, name in _SIGNS if one in found), "")
        if worst:
            icon = tone = worst
        elif filled == len(self._own):
            icon = tone = "good"
        else:
            icon, tone = ("half" if filled else "empty"), "calm"
        self.say_state(icon, tone, f"已填 {filled} / {len(self._own)}")
