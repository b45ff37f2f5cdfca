"""The samples of the rules: ``tests/model/rules/samples/CODE.toml``, one file a rule.

Each ``[[fires]]`` and ``[[silent]]`` says what is changed in a full report without findings: ``form``,
``organ``, ``year``, ``title``, ``preamble``, ``signature``, ``sections``, ``last_year_sections``; ``parts``
of cells, each a label and a figure; ``cells`` and ``last_year`` by address, or ``more``: what is added to
figures of this year; ``longer``: how many characters one more paragraph of a section has. A firing one
``says`` a piece of the sentence, and how many findings of the code there are (``finds``), unless there is
one. ``counts`` are what the office's own file asks for: label and words.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from model import forms
from model.address import Address
from model.forms import OfficialForm
from model.forms.checks import Part
from model.report import CellPart, Report
from model.rules import AnyFinding, Checker
from model.rules.catalogue import RULES
from tests.support.samples import full_report, with_cells

FOLDER = Path(__file__).parents[1] / "model" / "rules" / "samples"
_TEXTS = ("preamble", "signature")
_SECTIONS = ("sections", "last_year_sections")


def samples(code: str) -> dict[str, list[dict[str, Any]]]:
    """Return the samples of a rule: those that fire and those that are silent."""
    return tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8"))


def all_of(kind: str) -> list[tuple[str, int]]:
    """Return code and number of every sample of a kind (``fires``, ``silent``)."""
    files = sorted(FOLDER.glob("*.toml"))
    return [(file.stem, n) for file in files for n in range(len(samples(file.stem)[kind]))]


def made(sample: Mapping[str, Any]) -> Report:
    """Return the report that a sample speaks of."""
    report = full_report(sample.get("form", "2021"))
    added = {a: str(int(report.cells[a]) + n) for a, n in sample.get("more", {}).items()}  # type: ignore[index]
    report = with_cells(report, {**sample.get("cells", {}), **added})
    parts = {
        Address(address): tuple(CellPart(label, figure) for label, figure in listed)
        for address, listed in sample.get("parts", {}).items()
    }
    report = replace(report, parts=parts)
    if "last_year" in sample:
        report = replace(report, last_year={**(report.last_year or {}), **sample["last_year"]})
    for name in _SECTIONS:
        texts = {part: tuple(paragraphs) for part, paragraphs in sample.get(name, {}).items()}
        report = replace(report, **{name: {**getattr(report, name), **texts}})
    for section, characters in sample.get("longer", {}).items():
        longer = (*report.section(section), "甲" * characters)
        report = replace(report, sections={**report.sections, section: longer})
    report = replace(report, **{name: tuple(sample[name]) for name in _TEXTS if name in sample})
    return replace(report, **{name: sample[name] for name in ("organ", "year", "title") if name in sample})


def found(sample: Mapping[str, Any], code: str) -> list[AnyFinding]:
    """Return the findings of one code in the report that a sample speaks of, all rules run."""
    report = made(sample)
    form = forms.load(report.form)
    asked = msgspec.convert(sample.get("counts", []), tuple[Part, ...])
    checks = msgspec.structs.replace(form.checks, local_counts=asked)
    form = OfficialForm(msgspec.structs.replace(form.definition, checks=checks)) if asked else form
    return [one for one in Checker(form, RULES).check(report) if one.code == code]
