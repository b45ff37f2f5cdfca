"""What can be done about a finding or a typed total, and the short words for it on a button."""

from model.address import Address
from model.report import cell_place, follow_again
from model.report.estimates import ESTIMATED
from model.rules import AnyFinding, message
from model.rules.fixes import Fix, fixes
from ui.grid.places import GridMap
from ui.session import Session


def offered(session: Session, here: Address | None, finding: AnyFinding | None) -> tuple[Fix, ...]:
    """Return the ways to mend a finding, best first; for a typed total without one, to calculate it."""
    if finding is not None:
        return fixes(session.form, session.report, session.findings, finding)
    if here is not None and here in session.report.overrides:
        return (Fix("恢复自动合计", follow_again(session.form, session.report, [here]), 0),)
    return ()


def button_words(grid: GridMap, here: Address | None, fix: Fix) -> str:
    """Return what the one cell a fix changes becomes, named as seen from a cell; else the fix's own words."""
    changed = _changed(grid, fix)
    has_one = len(changed) == 1 and not fix.label.startswith(ESTIMATED)
    if here is None or not has_one:
        return fix.label.partition("（")[0]  # what it clears is told by the tip and the menu
    ((address, after),) = changed.items()
    return f"{grid.name_from(here, address)}改为 {after or '空白'}"


def _changed(grid: GridMap, fix: Fix) -> dict[Address, object]:
    """A table's figures that a fix changes, with what each becomes; totals only where nothing else does."""
    cells = {cell_place(address): address for address in grid.addresses}
    changes = [change for change in fix.edit.changes if change.place in cells]
    changed = {cells[change.place]: change.after for change in changes}
    typed = {one: becomes for one, becomes in changed.items() if one not in grid.derived}
    return typed or changed


def sentence(session: Session, grid: GridMap, finding: AnyFinding) -> str:
    """Return a finding's sentence without the name of this table's section, which is in sight anyway."""
    text = message(session.form, session.report, finding)
    return text.removeprefix(f"{session.form.section_of(grid.table.id).short}，")
