"""Runs the rules: all of them once, afterwards only those that an edit touches.

A rule is a generator over one *unit* (a row, a relation, a section); each unit says which places
of the report it reads. Write rules in the modules beside this one and list them in ``catalogue``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from model.forms import OfficialForm
from model.report import Place, Report
from model.rules.findings import Finding, NotYet

Outcome = Finding | NotYet


@dataclass(frozen=True, slots=True)
class Unit:
    """What one run of a rule looks at: its subject, and the places it reads.

    A place that ends in ``/*`` stands for all entries of a field, e.g. ``last_year/*``.
    """

    subject: object
    reads: tuple[Place, ...]


class Check(Protocol):
    """A rule's function."""

    def __call__(self, form: OfficialForm, report: Report, subject: object) -> Iterator[Outcome]:
        """Yield findings about a subject."""
        ...


@dataclass(frozen=True, slots=True)
class Rule:
    """One code of the list in the rules: how it is cut into units, and its function."""

    code: str
    units: Callable[[OfficialForm], Iterable[Unit]]
    check: Callable[..., Iterator[Outcome]]


def rule(
    code: str, units: Callable[[OfficialForm], Iterable[Unit]]
) -> Callable[[Callable[..., Iterator[Outcome]]], Rule]:
    """Make a rule of a function ``(form, report, subject)`` that yields findings."""

    def decorate(check: Callable[..., Iterator[Outcome]]) -> Rule:
        return Rule(code, units, check)

    return decorate


class Checker:
    """Checks reports of one form, remembering what each unit found.

    ``outcomes`` of the last run are read by ``findings`` and ``not_yet``.
    """

    def __init__(self, form: OfficialForm, rules: Iterable[Rule]) -> None:
        self._form = form
        self._units: list[tuple[Rule, Unit]] = []
        self._readers: dict[str, list[int]] = {}
        for item in rules:
            for unit in item.units(form):
                for where in unit.reads:
                    self._readers.setdefault(where, []).append(len(self._units))
                self._units.append((item, unit))
        self._outcomes: dict[int, tuple[Outcome, ...]] = {}

    def check(self, report: Report) -> list[Finding]:
        """Run every rule and return all findings, in the order of the rules."""
        self._outcomes = {}
        for number in range(len(self._units)):
            self._run(number, report)
        return self.findings()

    def recheck(self, report: Report, places: Iterable[Place]) -> list[Finding]:
        """Run what reads the given places again and return all findings."""
        for number in self._touched(places):
            self._run(number, report)
        return self.findings()

    def findings(self) -> list[Finding]:
        """Return the findings of the last run, in the order of the rules."""
        outcomes = self._outcomes
        return [o for n in sorted(outcomes) for o in outcomes[n] if isinstance(o, Finding)]

    def not_yet(self) -> list[NotYet]:
        """Return the rules that could not be checked in the last run."""
        outcomes = self._outcomes
        return [o for n in sorted(outcomes) for o in outcomes[n] if isinstance(o, NotYet)]

    def _run(self, number: int, report: Report) -> None:
        item, unit = self._units[number]
        found = tuple(item.check(self._form, report, unit.subject))
        if found:
            self._outcomes[number] = found
        else:
            self._outcomes.pop(number, None)

    def _touched(self, places: Iterable[Place]) -> list[int]:
        touched: set[int] = set()
        readers: Mapping[str, list[int]] = self._readers
        for where in places:
            touched.update(readers.get(where, ()))
            name, _, key = where.partition("/")
            if key:
                touched.update(readers.get(f"{name}/*", ()))
        return sorted(touched)
