"""What might mend a finding, by its code: edits with a label, not yet judged.

A repair says what to write, never how sure it is; ``fixes`` tries it out and ranks it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from model.address import Address
from model.forms import OfficialForm, Relation
from model.forms.definition import Column
from model.report import Edit, Report, calculated, follow_again, set_cells
from model.rules import text_repairs
from model.rules.figures import count
from model.rules.findings import Finding
from model.rules.wording import cell_name
from model.values import (
    NOT_APPLICABLE_TEXT,
    Figure,
    Measure,
    in_unit,
    in_yuan,
    parse,
    plain,
    problem,
    without_marks,
)

Repair = Callable[[OfficialForm, Report, Finding], Iterator[Edit]]

_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(
    r"(?P<figure>[+-]?\d[\d,]*(?:\.\d+)?\s*(?:亿元|万元|亿|万|元)?)(?P<vague>\s*[余多几来十百千])?"
)
_FALLING = re.compile("[减降少]")


def _relation(form: OfficialForm, report: Report, finding: Finding) -> Iterator[Edit]:
    """Change any one cell of the sum, or of the sums that its calculated cells come from."""
    relation, difference = finding.arguments["relation"], finding.arguments["difference"]
    assert isinstance(relation, Relation)
    assert isinstance(difference, int)
    deltas = dict.fromkeys(relation.left, -difference) | dict.fromkeys(relation.right, difference)
    for address, delta in list(deltas.items()):
        source = form.derivations.get(address)
        for part in source.right if source is not None else ():
            deltas.setdefault(part, delta)
    first = finding.addresses[0]
    for address in sorted(deltas, key=lambda a: a != first):
        number = (count(report.cell(address)) or 0) + deltas[address]
        if number >= 0:
            yield _set_count(form, report, address, str(number))


def _set_count(form: OfficialForm, report: Report, address: Address, text: str) -> Edit:
    """Write a figure, or where it is the sum of its parts let it be calculated again."""
    source = form.derivations.get(address)
    if source is not None and calculated(source, report.cells) == text:
        edit = follow_again(form, report, (address,))
        return Edit(f"把{cell_name(form, address)}改为各项之和 {text}", edit.changes)
    return set_cells(form, report, {address: text}, f"把{cell_name(form, address)}改为 {text}")


def _offsetting(form: OfficialForm, report: Report, finding: Finding) -> Iterator[Edit]:
    """Move the amount from one cell to its neighbour in one step."""
    amount, moves = finding.arguments["amount"], finding.arguments["moves"]
    assert isinstance(amount, int)
    assert isinstance(moves, tuple)
    for source, target in moves:
        less, more = (count(report.cell(address)) or 0 for address in (source, target))
        texts = {source: str(less - amount), target: str(more + amount)}
        unit = form.cells[source].column.unit
        label = f"从{cell_name(form, source)}移 {amount} {unit}到{cell_name(form, target)}"
        yield set_cells(form, report, texts, label)


def _expected(form: OfficialForm, report: Report, finding: Finding) -> Iterator[Edit]:
    """Write the figure that is expected into the cell to blame."""
    address, figure = finding.addresses[0], parse(finding.expected)
    if figure.is_number and problem(figure, form.cells[address].measure) is None:
        yield _set_count(form, report, address, finding.expected)


def _not_a_number(form: OfficialForm, report: Report, finding: Finding) -> Iterator[Edit]:
    """Take the one figure that stands in the text; a text without any means none, or not applicable."""
    address = finding.addresses[0]
    written = unicodedata.normalize("NFKC", without_marks(finding.actual, " "))
    column = form.cells[address].column
    if _DIGIT.search(written):
        figure = _only_figure(written)
        found = [_fit(figure, column)] if figure is not None else []
    else:
        found = ["0", NOT_APPLICABLE_TEXT]
    for text in found:
        label = f"把{cell_name(form, address)}改为 {text}"
        yield set_cells(form, report, {address: text}, label)


def _only_figure(written: str) -> Figure | None:
    """The figure of “12件” or “减少89项”; None where there are several, or it is not written out."""
    figure = parse(written)
    if figure.is_number:
        return figure
    found = list(_FIGURE.finditer(written))
    if len(found) != 1 or found[0]["vague"]:
        return None
    falls = _FALLING.search(written, 0, found[0].start()) and not found[0]["figure"].startswith(("+", "-"))
    figure = parse(("-" if falls else "") + found[0]["figure"])
    return figure if figure.is_number else None


def _fit(figure: Figure, column: Column) -> str:
    """A figure as its column asks for it: without a sign or a unit that may not stand there."""
    if column.measure is Measure.MONEY:
        return figure.text.lstrip("+-")
    if column.measure is Measure.AMOUNT:
        return plain(abs(in_unit(figure, column.unit)))
    number = in_yuan(figure, "") if figure.unit else figure.number
    return plain(number if column.measure is Measure.SIGNED else abs(number))


def _blank(form: OfficialForm, report: Report, finding: Finding) -> Iterator[Edit]:
    """Fill every blank cell of the row that is not calculated."""
    typed = [address for address in finding.addresses if address not in form.derivations]
    if not typed:
        edit = follow_again(form, report, finding.addresses)
        yield Edit("重新计算合计", edit.changes)
        return
    for text in ("0", NOT_APPLICABLE_TEXT):
        label = f"{len(typed)} 个空格都填 {text}"
        yield set_cells(form, report, dict.fromkeys(typed, text), label)


def _year(_form: OfficialForm, report: Report, finding: Finding) -> Iterator[Edit]:
    """Write the report's year where another one stands."""
    span = finding.span
    if span is None or finding.arguments.get("problem") != "year":
        return
    edit = text_repairs.replaced(report, span, finding.expected, f"把年份改为 {finding.expected} 年")
    if edit is not None:
        yield edit


REPAIRS: Mapping[str, Repair] = {
    "row-total": _relation,
    "results-total": _relation,
    "column-balance": _relation,
    "litigation-total": _relation,
    "offsetting": _offsetting,
    "not-a-number": _not_a_number,
    "blank-cell": _blank,
    "sign-lost": _expected,
    "carried-over": _expected,
    "in-force": _expected,
    "dates": _year,
    **text_repairs.REPAIRS,
}
