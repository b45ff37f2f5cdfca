"""What can be done about a finding, in one list: mend it, go to its places, accept it, take that back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.address import Address
from model.forms import OfficialForm
from model.report import Edit, Report, withdraw
from model.rules.accepting import alike, may_accept, words
from model.rules.findings import AnyFinding, Span, accepted_as
from model.rules.fixes import fixes
from model.rules.mending import replaced
from model.rules.terms import part_name
from model.rules.texts import TEXT_FIGURE
from model.text import live

_MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing to do, told by its label: an edit to make, a place to go to, or findings to accept."""

    label: str
    edit: Edit | None = None
    go: Address | Span | None = None
    accept: tuple[AnyFinding, ...] = ()


Remedies = tuple[Remedy, ...]


def remedies(
    form: OfficialForm,
    report: Report,
    findings: Sequence[AnyFinding],
    finding: AnyFinding,
    here: Address | None = None,
) -> tuple[Remedies, ...]:
    """Return what can be done, in groups: what mends it (the best first), where to go, how to accept it.

    ``findings`` are all open ones of the report; ``here`` is the cell that one looks at already.
    """
    accepted = accepted_as(report, finding)
    if accepted is not None:
        groups: tuple[Iterator[Remedy], ...] = (
            _places(form, finding, here),
            iter([Remedy("撤回接受(&W)", edit=withdraw(report, accepted))]),
        )
    else:
        groups = (
            _mending(form, report, findings, finding),
            _places(form, finding, here),
            _accepting(findings, finding),
        )
    return tuple(group for group in map(tuple, groups) if group)


def bound(form: OfficialForm, report: Report, finding: AnyFinding) -> Edit | None:
    """Return the edit that lets the figure follow its cell from now on; None where it has no one cell."""
    is_of_one_cell = finding.kind is TEXT_FIGURE and len(finding.addresses) == 1
    if finding.span is None or not is_of_one_cell:
        return None
    name = str(finding.addresses[0])
    would_print = live.figure(form, report.cells, name)
    if would_print != finding.expected:
        return None
    return replaced(report, finding.span, f"{{{{ {name} }}}}", "改为随表格变化的数字")


def _mending(
    form: OfficialForm, report: Report, findings: Sequence[AnyFinding], finding: AnyFinding
) -> Iterator[Remedy]:
    for fix in fixes(form, report, findings, finding):
        yield Remedy(fix.label, edit=fix.edit)
    follow = bound(form, report, finding)
    if follow is not None:
        yield Remedy(f"{follow.label}(&L)", edit=follow)


def _places(form: OfficialForm, finding: AnyFinding, here: Address | None) -> Iterator[Remedy]:
    """The stretch of text, then the cells; a finding without either may be about a part."""
    known = list(filter(form.cells.__contains__, finding.addresses))
    if finding.span is not None:
        yield Remedy("转到正文中的这句话", go=finding.span)
    elif finding.part and not known:
        yield Remedy(f"转到{part_name(form, finding.part)}", go=Span(finding.part, 0, 0, 0))
    yield from _cells(form, [address for address in known if address != here])


def _cells(form: OfficialForm, elsewhere: Sequence[Address]) -> Iterator[Remedy]:
    for address in elsewhere[:_MOST_PLACES]:
        yield Remedy(f"转到 {form.label(address)}", go=address)


def _accepting(findings: Sequence[AnyFinding], finding: AnyFinding) -> Iterator[Remedy]:
    if may_accept(finding):
        yield Remedy(f"{words(finding)}(&A)…", accept=(finding,))
        together = alike(findings, finding)
        if len(together) > 1:
            yield Remedy(f"同类的 {len(together)} 条一起说明并接受(&B)…", accept=together)
