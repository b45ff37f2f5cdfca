"""Findings as data: what is wrong, where, what should stand there; and what tells and mends them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import Enum
from typing import Any, Generic, TypeVar

import msgspec

from model.address import Address
from model.forms import OfficialForm
from model.report import Acceptance, Edit, Report

Facts = TypeVar("Facts")
"""What a kind of finding knows besides its place and figures; ``None`` for nothing."""

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


class Kind(msgspec.Struct, Generic[Facts], frozen=True, eq=False, kw_only=True):
    """What all findings of one code have in common: how sure they are, how they are told and mended.

    ``sentence`` says in plain Chinese what is wrong, where, what to do. ``rewrites``: what a finding expects
    is the text to write in the place of its stretch. ``repair`` yields what else might mend it, each an edit
    with its label, not yet judged (``fixes`` tries it out). ``gives_way``: what tells the same error better.
    """

    code: str
    level: Level
    sentence: "Callable[[OfficialForm, Report, Finding[Facts]], str]"
    rewrites: bool = False
    repair: "Callable[[OfficialForm, Report, Finding[Facts]], Iterator[Edit]] | None" = None
    gives_way: "tuple[GivesWay[Facts], ...]" = ()

    def found(
        self,
        facts: Facts,
        addresses: tuple[Address, ...] = (),
        actual: str = "",
        expected: str = "",
        *,
        span: Span | None = None,
        part: str = "",
        level: Level | None = None,
    ) -> "Finding[Facts]":
        """Return a finding of this kind, of its usual level unless another is given."""
        return Finding(self, level or self.level, facts, addresses, actual, expected, span, part)

    def waits(self, addresses: Iterable[Address], subject: object = None) -> "NotYet":
        """Return that something cannot be checked before some cells are filled in."""
        return NotYet(self.code, tuple(addresses), subject)


class Finding(msgspec.Struct, Generic[Facts], frozen=True):
    """One thing found. The sentence shown to a person is made last, by ``message``.

    ``addresses``: the cells concerned, the one to blame most first. ``actual`` and ``expected``
    are figure texts or short texts. ``facts`` are what its kind tells and mends it by besides. ``part`` is
    the part of the report that it is about, where neither cells nor a stretch of text say so.
    """

    kind: Kind[Facts]
    level: Level
    facts: Facts
    addresses: tuple[Address, ...] = ()
    actual: str = ""
    expected: str = ""
    span: Span | None = None
    part: str = ""

    @property
    def code(self) -> str:
        """The name that other programs know the kind by."""
        return self.kind.code


class GivesWay(msgspec.Struct, Generic[Facts], frozen=True):
    """One error is told once: a finding is left out beside one of the kind ``to`` about the same error."""

    to: Kind[Any]
    when: Callable[[Finding[Facts], Finding[Any]], bool]


AnyFinding = Finding[Any]


def message(form: OfficialForm, report: Report, finding: AnyFinding) -> str:
    """Return the sentence, in plain Chinese: what is wrong, where, what to do."""
    return finding.kind.sentence(form, report, finding)


class NotYet(msgspec.Struct, frozen=True):
    """A rule that cannot be checked yet: the cells that it waits for. No finding.

    ``subject`` is what could not be checked, e.g. a ``Relation``; None where the cells say it all.
    """

    code: str
    addresses: tuple[Address, ...]
    subject: object = None


def once(findings: list[AnyFinding]) -> list[AnyFinding]:
    """Return the findings without those that another one says better, in the same order."""
    return [one for one in findings if not (one.kind.gives_way and _is_better_said(one, findings))]


def _is_better_said(one: AnyFinding, findings: Iterable[AnyFinding]) -> bool:
    """Whether one of the findings is of a kind that this one gives way to, and about the same."""
    for rule in one.kind.gives_way:
        if any(other.kind is rule.to and rule.when(one, other) for other in findings):
            return True
    return False


def inside(one: AnyFinding, other: AnyFinding) -> bool:
    """Whether the one stretch of text lies in the other."""
    inner, outer = one.span, other.span
    if inner is None or outer is None or (inner.part, inner.paragraph) != (outer.part, outer.paragraph):
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def acceptance(report: Report, finding: AnyFinding, reason: str) -> Acceptance:
    """Return the acceptance of a finding, tied to the figures as they stand."""
    addresses = tuple(sorted(finding.addresses))
    figures = tuple(report.cell(address) for address in addresses)
    return Acceptance(finding.code, addresses, figures, reason, _quote(report, finding))


def half_written(report: Report, finding: AnyFinding, reason: str) -> Acceptance:
    """Return what keeps a reason that is still being written: an acceptance that covers nothing yet."""
    return replace(acceptance(report, finding, reason), figures=(_HALF_WRITTEN,))


def earlier_reason(report: Report, finding: AnyFinding) -> str:
    """Return the latest reason for a finding that does not cover it: of other figures, or half-written."""
    wanted = acceptance(report, finding, "")
    for item in reversed(report.accepted):
        is_about_it = (item.code, item.addresses) == (wanted.code, wanted.addresses)
        is_same_place = bool(item.addresses) or item.quote == wanted.quote
        covers_it = item.figures == wanted.figures
        if is_about_it and is_same_place and not covers_it:
            return item.reason
    return ""


def accepted_as(report: Report, finding: AnyFinding) -> Acceptance | None:
    """Return the acceptance that covers a finding, or None; a changed figure ends it."""
    if not report.accepted:
        return None
    wanted = acceptance(report, finding, "")
    for item in report.accepted:
        same = (item.code, item.addresses, item.figures, item.quote)
        if same == (wanted.code, wanted.addresses, wanted.figures, wanted.quote):
            return item
    return None


def _quote(report: Report, finding: AnyFinding) -> str:
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
