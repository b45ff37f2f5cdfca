"""Adds up the reports of the organs below: each figure of the sum knows the reports that it comes from.

A county's own report is the sum of its departments', towns' and streets'. The texts are not merged;
how much two reports say the same is one number a pair.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from model.address import Address
from model.forms import OfficialForm
from model.report import CellPart, Edit, NoSum, Origin, Report, calculated, set_parts, sum_of
from model.report.parts import Parts

_SHINGLE = 8  # characters; shorter runs are shared by all reports, as the law words them
_SHORTEST = 200  # characters of text below which two reports are alike by nature
_NO_WORDS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """One report from below, and the name of its file."""

    file: str
    report: Report

    @property
    def name(self) -> str:
        """The organ, or the file's name where no organ was read."""
        return self.report.organ or self.file


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The edit that makes the sum, and the cells that could not be added up, with the reason."""

    edit: Edit
    not_added: Mapping[Address, str]


def consolidate(form: OfficialForm, report: Report, units: Sequence[Unit]) -> Consolidated:
    """Fill every cell of a report with the figures of its units, one part for each that wrote one.

    A total that a unit left blank counts as what its own figures give. The report's parts from earlier
    reports are replaced; what was written by hand or counted in a register stays a part beside them.
    """
    parts: dict[Address, Parts] = {}
    not_added: dict[Address, str] = {}
    for address, cell in form.cells.items():
        own = tuple(part for part in report.parts.get(address, ()) if part.origin.kind != "report")
        made = (*own, *_parts_of(form, address, units))
        if not made and address not in report.parts:
            continue
        parts[address] = made
        try:
            sum_of(made, cell.column)
        except NoSum as error:
            not_added[address] = str(error)
    return Consolidated(set_parts(form, report, parts, "汇总下级报告"), not_added)


def _parts_of(form: OfficialForm, address: Address, units: Iterable[Unit]) -> Iterator[CellPart]:
    relation = form.derivations.get(address)
    for unit in units:
        text = unit.report.cell(address)
        if not text and relation is not None:
            text = calculated(relation, unit.report.cells)
        if text:
            yield CellPart(unit.name, text, Origin("report", unit.file))


def missing(expected: Iterable[str], units: Sequence[Unit]) -> list[str]:
    """Return the names on a list for which there is no report.

    A name is met by a report of that very organ, by the one report whose organ ends in it (县教育局 on the
    list, 青禾县教育局 on the report) or the other way round, or by a file that bears it.
    """
    organs = [_plain(unit.report.organ) for unit in units]
    files = [_plain(unit.file) for unit in units]
    absent: list[str] = []
    for name in dict.fromkeys(expected):
        wanted = _plain(name)
        is_met = not wanted or wanted in organs or any(wanted in file for file in files)
        if is_met:
            continue
        akin = [organ for organ in organs if _ends_alike(organ, wanted)]
        if len(akin) != 1:
            absent.append(name)
    return absent


def _ends_alike(organ: str, wanted: str) -> bool:
    """Whether one of two names is the end of the other."""
    return bool(organ) and (organ.endswith(wanted) or wanted.endswith(organ))


def explains(units: Iterable[Unit], address: Address, difference: int) -> list[Unit]:
    """Return the units whose own figure is the very difference between the sum and the figure in hand."""
    return [unit for unit in units if difference and unit.report.cell(address) == str(abs(difference))]


def twins(organs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of organs that stood before, after their first place: they would be counted twice."""
    first: dict[str, int] = {}
    for at, organ in enumerate(map(_plain, organs)):
        if organ and organ in first:
            yield first[organ], at
        first.setdefault(organ, at)


def alike(units: Sequence[Unit], least: float = 0.6) -> list[tuple[Unit, Unit, float]]:
    """Return the pairs of units whose texts are alike, the most alike first.

    The number is the share (0 to 1) of the shorter text that stands in the other as well; names, years and
    figures do not count.
    """
    known = [(unit, found) for unit in units if (found := _shingles(unit.report))]
    pairs = [(a, b, len(x & y) / min(len(x), len(y))) for (a, x), (b, y) in combinations(known, 2)]
    return sorted((pair for pair in pairs if pair[2] >= least), key=lambda pair: -pair[2])


def _shingles(report: Report) -> frozenset[str]:
    paragraphs = (text for section in report.sections.values() for text in section)
    text = "".join(paragraphs).replace(report.organ or "\0", "")
    text = _NO_WORDS.sub("", text)
    if len(text) < _SHORTEST:
        return frozenset()
    return frozenset(text[at : at + _SHINGLE] for at in range(len(text) - _SHINGLE + 1))


def _plain(name: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name))
