"""Findings as data: what is wrong, where, what stands there and what should."""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum

import msgspec

from model.address import Address
from model.report import Acceptance, Report

_HALF_WRITTEN = "未写完"  # stands for the figures: no cells ever hold this, so nothing is covered


class Level(Enum):
    """How sure a finding is.

    ERROR: the report is wrong. WARNING: very likely wrong, may be accepted with a reason.
    HINT: worth a look.
    """

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Span(msgspec.Struct, frozen=True):
    """A stretch of text: characters ``start`` to ``end`` of a paragraph (from 0) of a part.

    ``part`` is ``title``, ``preamble``, ``signature`` or a section id.
    """

    part: str
    paragraph: int
    start: int
    end: int


class Finding(msgspec.Struct, frozen=True):
    """One thing found. The sentence shown to a person is made last, by ``messages.message``.

    ``addresses``: the cells concerned, the one to blame most first. ``actual`` and ``expected``
    are figure texts or short texts. ``arguments`` are what the message needs besides.
    """

    code: str
    level: Level
    addresses: tuple[Address, ...] = ()
    actual: str = ""
    expected: str = ""
    arguments: Mapping[str, object] = {}
    span: Span | None = None


class NotYet(msgspec.Struct, frozen=True):
    """A rule that cannot be checked yet: the cells that it waits for. No finding.

    ``subject`` is what could not be checked, e.g. a ``Relation``; None where the cells say it all.
    """

    code: str
    addresses: tuple[Address, ...]
    subject: object = None


def acceptance(report: Report, finding: Finding, reason: str) -> Acceptance:
    """Return the acceptance of a finding, tied to the figures as they stand."""
    addresses = tuple(sorted(finding.addresses))
    figures = tuple(report.cell(address) for address in addresses)
    return Acceptance(finding.code, addresses, figures, reason, _quote(report, finding))


def half_written(report: Report, finding: Finding, reason: str) -> Acceptance:
    """Return what keeps a reason that is still being written: an acceptance that covers nothing yet."""
    return replace(acceptance(report, finding, reason), figures=(_HALF_WRITTEN,))


def earlier_reason(report: Report, finding: Finding) -> str:
    """Return the latest reason for a finding that does not cover it: of other figures, or half-written."""
    wanted = acceptance(report, finding, "")
    for item in reversed(report.accepted):
        about_it = (item.code, item.addresses) == (wanted.code, wanted.addresses)
        if about_it and (item.quote == wanted.quote or item.addresses) and item.figures != wanted.figures:
            return item.reason
    return ""


def accepted_as(report: Report, finding: Finding) -> Acceptance | None:
    """Return the acceptance that covers a finding, or None; a changed figure ends it."""
    if not report.accepted:
        return None
    wanted = acceptance(report, finding, "")
    for item in report.accepted:
        same = (item.code, item.addresses, item.figures, item.quote)
        if same == (wanted.code, wanted.addresses, wanted.figures, wanted.quote):
            return item
    return None


def _quote(report: Report, finding: Finding) -> str:
    """The paragraph a text finding is about, with the place in it; else what stands and what should.

    Without cells and without a place in a text, what was said is all that tells two findings apart.
    """
    span = finding.span
    if span is None:
        return "" if finding.addresses else f"{finding.actual}|{finding.expected}"
    paragraphs = report.text(span.part)
    if span.paragraph >= len(paragraphs):
        return ""
    return f"{span.start}:{paragraphs[span.paragraph]}"
