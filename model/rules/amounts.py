"""元 written where 万元 belongs: an amount ten thousand times too large."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from model.address import Address
from model.forms import OfficialForm
from model.forms.checks import Largest
from model.report import Edit, Report, cell_place, place, set_cells
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, Level
from model.rules.wording import cell_name, is_one_of, where
from model.values import Figure, parse, plain, rounded

_TEN_THOUSAND = Decimal(10_000)
_ABOUT = (Decimal(3_000), Decimal(33_000))  # times last year's: what is left when the year has changed it too
_LEAST = Decimal(10_000)  # smaller ones may well have grown from next to nothing


class Slip(msgspec.Struct, frozen=True):
    """What shows it: last year's figure, or else the most that an organ of this kind can have; in 万元."""

    last: str
    most: int


def _units(form: OfficialForm) -> Iterator[Unit[tuple[Address, tuple[Largest, ...]]]]:
    amounts = form.checks.amounts
    for name in amounts.cells if amounts is not None else ():
        address = Address(name)
        reads = (cell_place(address), place("last_year", address), place("organ"))
        yield Unit((address, amounts.largest if amounts is not None else ()), reads)


def _check(
    _form: OfficialForm, report: Report, subject: tuple[Address, tuple[Largest, ...]]
) -> Iterator[Outcome[Slip]]:
    """An amount in 万元 is about ten thousand times last year's, or larger than anything explains.

    What it should be in is said by the column (国办公开办函〔2021〕30号); what is large is a judgement.
    """
    address, largest = subject
    now, then = parse(report.cell(address)), parse((report.last_year or {}).get(address, ""))
    if not _in_ten_thousands(now) or now.number < _LEAST:
        return
    is_slip = _is_ten_thousand_times(now, then)
    most = next((one.amount for one in largest if is_one_of(report, (one.organs,))), 0)
    is_too_large = bool(most) and now.number > most
    if is_slip or is_too_large:
        facts = Slip(then.text if is_slip else "", most)
        yield UNIT_SLIP.found(facts, (address,), now.text, plain(now.number / _TEN_THOUSAND))


def _is_ten_thousand_times(now: Figure, then: Figure) -> bool:
    """Whether last year's amount is there, and this year's is about as many times as 万 has."""
    if not _in_ten_thousands(then) or then.number < 1:
        return False
    least, most = _ABOUT
    return least <= now.number / then.number <= most


def _in_ten_thousands(figure: Figure) -> bool:
    return figure.is_number and not figure.unit


def _sentence(form: OfficialForm, _report: Report, finding: Finding[Slip]) -> str:
    facts = finding.facts
    why = f"约为上年（{facts.last}）的一万倍" if facts.last else f"合 {_in_yi(finding.actual)} 亿元，远超常理"
    return (
        f"{where(form, finding.addresses[0])}填了 {finding.actual}（万元），{why}，"
        f"可能把元当成了万元：以万元为单位应填 {finding.expected}，请核对。"
    )


def _in_yi(text: str) -> str:
    return plain(rounded(parse(text).number / _TEN_THOUSAND, Decimal(1)))


def _repair(form: OfficialForm, report: Report, finding: Finding[Slip]) -> Iterator[Edit]:
    """Turn 元 into 万元."""
    (address,) = finding.addresses
    label = f"把{cell_name(form, address)}改为 {finding.expected}"
    yield set_cells(form, report, {address: finding.expected}, label)


UNIT_SLIP = Rule(
    code="unit-slip",
    title="金额没有把元当成万元",
    level=Level.WARNING,
    units=_units,
    check=_check,
    sentence=_sentence,
    repair=_repair,
)
RULES: tuple[AnyRule, ...] = (UNIT_SLIP,)
