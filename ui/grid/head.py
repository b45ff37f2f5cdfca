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
        self._table = table
        self.setContentsMargins(0, 0, 0, tokens.GAP)  # the gap above the table
        self.setMinimumHeight(tokens.PAGE_HEAD + tokens.GAP)
        session.findings_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say how much is filled in, with the sign of the worst that is found in the table."""
        report, cells = self._session.report, self._session.form.cells
        own = [address for address in cells if cells[address].table.id == self._table]
        filled = sum(1 for address in own if report.cell(address))
        found = {standing(f) for f in self._session.findings if f.addresses and f.addresses[0] in own}
        whole = ("good", "good") if filled == len(own) else ("half" if filled else "empty", "calm")
        icon, tone = next(((name, name) for one, name in _SIGNS if one in found), whole)
        self.say_state(icon, tone, f"已填 {filled} / {len(own)}")
