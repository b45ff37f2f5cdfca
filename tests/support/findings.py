"""Findings made by hand, of the kinds that the rules list."""

from collections.abc import Sequence

from model.address import Address
from model.rules import AnyFinding, AnyRule, Level, Span
from model.rules.catalogue import RULES

BY_CODE: dict[str, AnyRule] = {item.code: item for item in RULES}
TITLES = {item.code: item.title for item in RULES}


def finding(
    code: str,
    level: Level | None = None,
    addresses: Sequence[str] = (),
    actual: str = "",
    expected: str = "",
    *,
    facts: object = None,
    span: Span | None = None,
    part: str = "",
) -> AnyFinding:
    """Return a finding of a code, of its usual level unless another is given."""
    places = tuple(map(Address, addresses))
    return BY_CODE[code].found(facts, places, actual, expected, span=span, part=part, level=level)
