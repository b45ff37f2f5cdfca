"""Runs the rules: all of them once, afterwards only those that an edit touches.

A rule is a generator over one *unit* (a row, a relation, a section); each unit says which places
of the report it reads. What several findings say together (the cell to blame, a pair of columns that
offset each other) is worked out afterwards, from the findings alone, and where two of them are about the same
error one is left out (``once``). A rule stands whole in one of the modules beside this one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Generic, TypeVar

import msgspec

from model.address import Address
from model.forms import OfficialForm
from model.report import Place, Report, place
from model.report.length import too_long
from model.rules.blame import blame_first
from model.rules.findings import AnyFinding, Facts, Finding, Kind, NotYet, once
from model.rules.looking import Watched

Subject = TypeVar("Subject")
Outcome = Finding[Facts] | NotYet
_ANY_CELL = place("cells", "*")
MOST_FOUND = 1_000
"""What a rule finds in one unit at most; nobody reads more, and what is left comes once these are mended."""


class Unit(msgspec.Struct, Generic[Subject], frozen=True):
    """What one run of a rule looks at: its subject, and the places it reads.

    A place that ends in ``/*`` stands for all entries of a field, e.g. ``last_year/*``. Of ``cells/*`` only
    the cells that the last run asked for count: a text speaks of few, and which they are it says itself.
    """

    subject: Subject
    reads: tuple[Place, ...]


class Rule(Kind[Facts], Generic[Facts, Subject], frozen=True, eq=False, kw_only=True):
    """A rule is one value: what it says, how it is cut into units, what it checks in each.

    ``title`` says in a few words what is so when nothing is found, for the check sheet. ``judges`` is for the
    rules that say for certain that a figure is wrong: fixes are judged by them. ``needs`` is a field of the
    report without which there is nothing to check: ``last_year``, ``last_year_sections``. ``of_any_length``:
    it runs over texts too long to be checked, too (see ``model.report.length``).
    """

    title: str
    units: Callable[[OfficialForm], Iterable[Unit[Subject]]]
    check: Callable[[OfficialForm, Report, Subject], Iterator[Outcome[Facts]]]
    judges: bool = False
    needs: str = ""
    of_any_length: bool = False


class FollowUp(Kind[Facts], frozen=True, eq=False, kw_only=True):
    """A rule about the findings of other rules; it runs only when there are findings.

    ``check`` gets the form, the report and the findings so far, and must not read anything of the report
    that those findings do not concern.
    """

    title: str
    check: Callable[[OfficialForm, Report, list[AnyFinding], list[NotYet]], Iterator[Finding[Facts]]]


AnyRule = Rule[Any, Any] | FollowUp[Any]


class Checker:
    """Checks reports of one form, remembering what each unit found.

    The outcomes of the last run are read by ``findings`` and ``not_yet``.
    """

    def __init__(self, form: OfficialForm, rules: Iterable[AnyRule]) -> None:
        self._form = form
        self._units: list[tuple[Rule[Any, Any], object]] = []
        self._passed_over: frozenset[int] = frozenset()  # units that read a text that is too long
        self._readers: dict[str, list[int]] = {}
        self._fields: dict[str, set[int]] = {}
        # The cells that units asked for which may read any; None for all cells.
        self._asked: dict[int, set[Address] | None] = {}
        self._follow_ups: list[FollowUp[Any]] = []
        for item in rules:
            if isinstance(item, FollowUp):
                self._follow_ups.append(item)
                continue
            for unit in item.units(form):
                self._add(item, unit)
        self._outcomes: dict[int, tuple[Outcome[Any], ...]] = {}
        self._findings: list[AnyFinding] = []
        self._not_yet: list[NotYet] = []

    def check(self, report: Report) -> list[AnyFinding]:
        """Run every rule and return all findings, in the order of the rules.

        What reads a text that is too long to be checked does not run, and waits.
        """
        self._outcomes = {}
        return self._run(range(len(self._units)), report)

    def recheck(self, report: Report, places: Iterable[Place]) -> list[AnyFinding]:
        """Run what reads the given places again and return all findings."""
        return self._run(self._touched(places), report)

    def findings(self) -> list[AnyFinding]:
        """Return the findings of the last run, in the order of the rules; those of follow-ups last."""
        return list(self._findings)

    def not_yet(self) -> list[NotYet]:
        """Return the rules that could not be checked in the last run."""
        return list(self._not_yet)

    def _add(self, item: Rule[Any, Any], unit: Unit[Any]) -> None:
        number = len(self._units)
        self._units.append((item, unit.subject))
        if _ANY_CELL in unit.reads:
            self._asked[number] = None
        for where in unit.reads:
            self._readers.setdefault(where, []).append(number)
            self._fields.setdefault(where.partition("/")[0], set()).add(number)

    def _run(self, numbers: Iterable[int], report: Report) -> list[AnyFinding]:
        form, units, outcomes = self._form, self._units, self._outcomes
        cells = Watched(report.cells)
        watched: Report | None = None
        passed_over = self._too_long_for(report)
        for number in sorted({*numbers, *(passed_over ^ self._passed_over)}):
            item, subject = units[number]
            if number in passed_over:
                found: tuple[Outcome[Any], ...] = (item.waits(()),)
            elif number in self._asked:
                watched = watched or replace(report, cells=cells)
                found = tuple(islice(item.check(form, watched, subject), MOST_FOUND))
                self._asked[number] = cells.asked()
            else:
                found = tuple(islice(item.check(form, report, subject), MOST_FOUND))
            if found:
                outcomes[number] = found
            else:
                outcomes.pop(number, None)
        self._passed_over = passed_over
        self._sort_out(report)
        return self.findings()

    def _too_long_for(self, report: Report) -> frozenset[int]:
        """The units that would read a text that is too long."""
        touched = self._touched(too_long(report))
        return frozenset(number for number in touched if not self._units[number][0].of_any_length)

    def _sort_out(self, report: Report) -> None:
        """Part findings from what waits, and draw conclusions from them all together."""
        findings: list[AnyFinding] = []
        waiting: list[NotYet] = []
        for number in sorted(self._outcomes):
            for outcome in self._outcomes[number]:
                if isinstance(outcome, Finding):
                    findings.append(outcome)
                else:
                    waiting.append(outcome)
        if findings:
            findings = blame_first(self._form, report, findings, waiting)
            for item in self._follow_ups:
                findings += item.check(self._form, report, findings, waiting)
            findings = once(findings)
        self._findings, self._not_yet = findings, waiting

    def _touched(self, places: Iterable[Place]) -> list[int]:
        touched: set[int] = set()
        for where in places:
            name, _, key = where.partition("/")
            if key:
                touched.update(self._readers.get(where, ()))
                touched.update(n for n in self._readers.get(f"{name}/*", ()) if self._reads(n, name, key))
            else:
                touched.update(self._fields.get(name, ()))
        return sorted(touched)

    def _reads(self, number: int, name: str, key: str) -> bool:
        """Whether a unit that may read all entries of a field read this one."""
        asked = self._asked.get(number) if name == "cells" else None
        return asked is None or key in asked
