"""The one finding that the list, the bars under table and text, F8 and the menus speak of."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from model.forms import OfficialForm
from model.rules import AnyFinding
from model.rules.report_parts import Target, identity, target_of


def same(finding: AnyFinding | None, findings: Iterable[AnyFinding]) -> AnyFinding | None:
    """Return the finding among others, or the one that says the same of the same place; None for neither."""
    if finding is None:
        return None
    every = tuple(findings)
    if finding in every:
        return finding
    known = identity(finding)
    return next((other for other in every if identity(other) == known), None)


class CurrentFinding(QObject):
    """Knows which finding is the current one, and which it is in the list.

    Signals: ``changed`` when it is another one, or none; ``numbered`` when its number or their count is
    another; ``step_asked`` with 1 or -1 when the clerk wants the list's next or previous one.
    """

    changed = Signal()
    numbered = Signal()
    step_asked = Signal(int)

    def __init__(self, form: OfficialForm, jump: Callable[[Target], None], parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._jump = jump
        self._finding: AnyFinding | None = None
        self.number, self.count = 0, 0

    @property
    def finding(self) -> AnyFinding | None:
        """The current finding; None where the clerk is at none."""
        return self._finding

    def select(self, finding: AnyFinding | None) -> None:
        """Make a finding the current one, wherever the clerk is."""
        before, self._finding = self._finding, finding
        if before != finding:
            self.changed.emit()

    def show(self, finding: AnyFinding, at: Target | None = None) -> None:
        """Go to a finding, or to another of its cells, and make it the current one: of several just this."""
        target = at or target_of(self._form, finding)
        if target is not None:
            self._jump(target)
        self.select(finding)

    def follow(self, findings: Iterable[AnyFinding]) -> None:
        """Stay with the finding after an edit, while it still stands."""
        self.select(same(self._finding, findings))

    def count_as(self, number: int, count: int) -> None:
        """Take the current finding's number in the list, 0 where it is not in it, and how many are in it."""
        if (number, count) != (self.number, self.count):
            self.number, self.count = number, count
            self.numbered.emit()
