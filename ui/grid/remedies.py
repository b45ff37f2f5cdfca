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
    cells = {cell_place(address): address for address in grid.addresses}
    changes = [change for change in fix.edit.changes if change.place in cells]
    typed = [change for change in changes if cells[change.place] not in grid.derived] or changes
    if len(typed) != 1 or here is None or fix.label.startswith(ESTIMATED):
        return fix.label.partition("（")[0]  # what it clears is told by the tip and the menu
    name = grid.name_from(here, cells[typed[0].place])
    return f"{name}改为 {typed[0].after or '空白'}"


def sentence(session: Session, grid: GridMap, finding: AnyFinding) -> str:
    """Return a finding's sentence without the name of this table's section, which is in sight anyway."""
    text = message(session.form, session.report, finding)
    return text.removeprefix(f"{session.form.section_of(grid.table.id).short}，")
