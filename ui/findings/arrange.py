"""Which findings the list shows, and in which order. No Qt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from model.address import Address
from model.forms import OfficialForm
from model.rules import AnyFinding
from model.rules.report_parts import WHOLE, Target, page_of, parts, position, target_of
from model.rules.standing import Standing, gravity, standing, still_open


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: a group's heading (``finding`` is None) or a finding."""

    part: str
    heading: str
    finding: AnyFinding | None = None
    accepted: bool = False


def lines(
    form: OfficialForm,
    found: Iterable[AnyFinding],
    accepted: Iterable[AnyFinding],
    shown: frozenset[Standing],
    part: str | None,
) -> tuple[Line, ...]:
    """Return the lines to show: grouped by page in printed order, the worst of each page first.

    ``accepted`` come after the open ones of their page; ``part`` keeps to one page, None shows all.
    """
    pages = parts(form)
    every = [(f, False) for f in found if standing(f) in shown] + [(f, True) for f in accepted]
    groups: dict[str, list[tuple[AnyFinding, bool]]] = {page: [] for page in pages}
    for finding, is_accepted in every:
        page = page_of(form, finding)
        groups[page if page in groups else WHOLE].append((finding, is_accepted))
    place = {address: number for number, address in enumerate(form.cells)}
    made: list[Line] = []
    for page, group in groups.items():
        if group and part in (None, page):
            made.append(Line(page, pages[page]))
            group.sort(key=lambda item: (item[1], gravity(item[0]), _position(item[0], place)))
            made += [Line(page, pages[page], finding, is_accepted) for finding, is_accepted in group]
    return tuple(made)


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
