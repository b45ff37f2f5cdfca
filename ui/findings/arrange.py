"""Which findings the list shows, and in which order. No Qt."""

from collections.abc import Iterable, Mapping

import msgspec

from model.address import Address
from model.forms import OfficialForm
from model.rules import AnyFinding
from model.rules.report_parts import WHOLE, Target, page_of, parts, position, target_of
from model.rules.standing import Standing, gravity, standing, still_open

_UNFILLED = "还没填（不算错误）"


class Line(msgspec.Struct, frozen=True):
    """A line of the list: a group's heading (``finding`` is None) or a finding, with its place in short."""

    part: str
    heading: str
    finding: AnyFinding | None = None
    accepted: bool = False
    place: str = ""


def lines(
    form: OfficialForm,
    found: Iterable[AnyFinding],
    accepted: Iterable[AnyFinding],
    shown: frozenset[Standing],
    part: str | None,
) -> tuple[Line, ...]:
    """Return the lines to show: grouped by page in printed order, the worst of each page first.

    ``accepted`` come after the open ones of their page; what is only not filled in yet makes the last group.
    ``part`` keeps to one page, None shows all.
    """
    pages = parts(form)
    every = [(f, False) for f in found if standing(f) in shown] + [(f, True) for f in accepted]
    groups: dict[str, list[tuple[AnyFinding, bool]]] = {page: [] for page in (*pages, _UNFILLED)}
    for finding, is_accepted in every:
        page = page_of(form, finding)
        if part not in (None, page):
            continue
        unfilled = standing(finding) is Standing.UNFILLED and not is_accepted
        groups[_UNFILLED if unfilled else page if page in groups else WHOLE].append((finding, is_accepted))
    place = {address: number for number, address in enumerate(form.cells)}
    order = {page: number for number, page in enumerate(pages)}

    def key(item: tuple[AnyFinding, bool]) -> tuple[object, ...]:
        finding, is_accepted = item
        here = order.get(page_of(form, finding), 0)
        return (is_accepted, here, gravity(finding), _position(finding, place))

    made: list[Line] = []
    for group, members in groups.items():
        heading = pages.get(group, _UNFILLED)
        if members:
            made.append(Line(group, heading))
        for finding, is_accepted in sorted(members, key=key):
            page = page_of(form, finding)
            where = pages.get(page, "") if group == _UNFILLED else place_name(form, finding)
            made.append(Line(page, heading, finding, is_accepted, where))
    return tuple(made)


def place_name(form: OfficialForm, finding: AnyFinding) -> str:
    """Return where on its page a finding is, in short: a row or a column, a paragraph; empty for none."""
    if finding.span is not None:
        return "" if finding.span.part == "title" else f"第 {finding.span.paragraph + 1} 段"
    cells = [form.cells[address] for address in finding.addresses if address in form.cells]
    if not cells:
        return ""
    row, column = cells[0].row.label, cells[0].column.label
    is_in_one_row = all(cell.row.label == row for cell in cells)
    is_in_one_column = all(cell.column.label == column for cell in cells)
    if not is_in_one_column:
        return row
    return f"{row} · {column}" if is_in_one_row else column


def step(
    form: OfficialForm, found: Iterable[AnyFinding], start: Target, last: AnyFinding | None, by: int
) -> AnyFinding | None:
    """Return the next (1) or previous (-1) finding of a round that began at a place; None for none.

    A round takes the errors first, then what needs a look, then what is not filled in, each
    from the place where it began and around the end. ``last`` is the finding it has come to, mended or not;
    None at its beginning.
    """

    def key(finding: AnyFinding) -> tuple[object, ...]:
        target = target_of(form, finding)
        place = (-1,) if target is None else position(form, target)
        before = place < position(form, start)
        return (gravity(finding), before, place)

    round_ = sorted(found, key=key)
    if not round_:
        return None
    if last is None:
        gravest = [finding for finding in round_ if gravity(finding) == gravity(round_[0])]
        return round_[0] if by > 0 else gravest[-1]
    if last in round_:
        return round_[(round_.index(last) + by) % len(round_)]
    here = key(last)
    if by > 0:
        return next((finding for finding in round_ if key(finding) > here), round_[0])
    return next((finding for finding in reversed(round_) if key(finding) < here), round_[-1])


def _position(finding: AnyFinding, place: Mapping[Address, int]) -> tuple[int, int, int]:
    if finding.span is not None:
        return (0, finding.span.paragraph, finding.span.start)
    first = finding.addresses[0] if finding.addresses else None
    return (1, place.get(first, -1) if first is not None else -1, 0)


def verdict(found: Iterable[AnyFinding]) -> tuple[str, str]:
    """Return the verdict on a report as a sentence, and its tone.

    The tone is ``error``, ``warning``, ``unfilled`` or ``good``.
    """
    findings = tuple(found)
    stand = {standing(finding) for finding in findings}
    if Standing.ERROR in stand:
        errors = [finding for finding in findings if standing(finding) is Standing.ERROR]
        return f"有 {still_open(errors)}", "error"
    told = still_open(findings)
    if Standing.UNFILLED in stand:
        return f"有 {told}", "warning" if Standing.WARNING in stand else "unfilled"
    return (f"可以导出（{told}）", "warning") if told else ("可以导出", "good")
