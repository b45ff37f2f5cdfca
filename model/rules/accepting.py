"""Which findings may be accepted with a reason, the same in the list, the grids and the texts."""

from collections.abc import Iterable

from model.rules import AnyFinding, Level

_SOMETHING_ELSE = "这里说的是别的，不是表格中的这一项"


def may_accept(finding: AnyFinding) -> bool:
    """Errors are mended, not explained; but a sentence may speak of something else than the table."""
    return finding.level is not Level.ERROR or _of_a_sentence(finding)


def words(finding: AnyFinding) -> str:
    """Return what accepting a finding is called on buttons and in menus, without dots."""
    return "这里说的是别的" if _of_a_sentence(finding) else "说明情况并接受"


def alike(found: Iterable[AnyFinding], finding: AnyFinding) -> tuple[AnyFinding, ...]:
    """Return the open findings that one reason may settle together with this one, itself among them.

    Each “something else” of a sentence is a judgement of its own.
    """
    if _of_a_sentence(finding) or not may_accept(finding):
        return (finding,)
    return tuple(one for one in found if one.code == finding.code and one.level is finding.level)


def usual_reason(finding: AnyFinding) -> str:
    """Return the reason that is offered to begin with, empty where there is no usual one."""
    return _SOMETHING_ELSE if _of_a_sentence(finding) else ""


def _of_a_sentence(finding: AnyFinding) -> bool:
    return finding.level is Level.ERROR and finding.span is not None and bool(finding.addresses)
