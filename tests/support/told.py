"""All that is told of a report that has an error planted in it, as lines of text.

``python -m tests.support.told`` writes ``tests/model/rules/told.txt`` anew; read its diff before you keep it.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from model import forms
from model.report import Report
from model.rules import Checker, Finding, message
from model.rules.catalogue import RULES
from model.rules.fixes import fixes
from tests.support.findings import TITLES
from tests.support.planting import plants
from tests.support.written_years import beside, last_year, said, this_year

FILE = Path(__file__).parents[1] / "model" / "rules" / "told.txt"
PLANTS = {
    f"{name} {number}": (name, plant)
    for name in ("city", "bureau", "bureau_last")
    for number, plant in enumerate(plants(name))
}
"""Every planted error, by the report it is planted in and its place in the list."""


def told(key: str) -> list[str]:
    """Return what is told of one planted error: every finding with its place, figures, sentence and fixes."""
    report = wrong(key)
    form = forms.load(report.form)
    checker = _checker(report.form)
    findings = checker.check(report)
    lines = [f"# {key} {PLANTS[key][1].code}"]
    for finding in findings:
        lines += _lines(report, finding)
        for fix in fixes(form, report, findings, finding):
            lines.append(f"    {fix.clears:+} {fix.label}")
    return lines


def kept() -> dict[str, list[str]]:
    """Return what the file says of each planted error."""
    found: dict[str, list[str]] = {}
    for line in FILE.read_text("utf-8").splitlines():
        if line.startswith("# "):
            key = " ".join(line.split()[1:3])
        found.setdefault(key, []).append(line)
    return found


def _lines(report: Report, finding: Finding) -> Iterator[str]:
    span = finding.span
    place = ""
    if span is not None:
        place = f" {span.part}[{span.paragraph}] {span.start}-{span.end}“{said(report, finding)}”"
    yield f"{finding.code} {finding.level.value}{place}: {finding.actual} | {finding.expected}"
    if finding.addresses:
        yield f"  {' '.join(finding.addresses)}"
    yield f"  {message(forms.load(report.form), report, finding)}"


def right(key: str) -> Report:
    """Return the report without the error."""
    name, _ = PLANTS[key]
    last = _last_year(name)
    return last if name.endswith("_last") else beside(_this_year(name), last)


def wrong(key: str) -> Report:
    """Return the report with the error in it."""
    name, plant = PLANTS[key]
    last = _last_year(name)
    if name.endswith("_last"):
        return plant.apply(last)
    return beside(plant.apply(_this_year(name)), plant.apply_last(last))


@cache
def _last_year(name: str) -> Report:
    return last_year(f"{name.removesuffix('_last')}_last")


@cache
def _this_year(name: str) -> Report:
    return this_year(name, _last_year(name))


@cache
def _checker(form_id: str) -> Checker:
    return Checker(forms.load(form_id), RULES)


def titles() -> list[str]:
    """Return what each rule is called, in the order in which the rules are listed."""
    return ["# all titles", *(f"{code}: {title}" for code, title in TITLES.items())]


if __name__ == "__main__":
    everything = [*titles(), *(line for key in PLANTS for line in told(key))]
    FILE.write_text("".join(f"{line}\n" for line in everything), "utf-8")
