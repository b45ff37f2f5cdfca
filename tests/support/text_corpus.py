"""Sentences with what is wrong in them marked, and how well the rules of the text find it."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from model import forms
from model.address import Address
from model.report import Report
from model.rules import Checker, Finding
from model.rules.catalogue import TEXT_RULES

FOLDER = Path(__file__).parents[1] / "corpus"
FILES = tuple(sorted(file.name for file in FOLDER.glob("*.txt")))
_MARK = re.compile(r"<<(.*?)(?:\|([a-z,-]+))?>>")
_PARAGRAPH = "¶"  # between two paragraphs
_PARTS = {"o": "overview", "p": "preamble", "x": "other", "r": "requests", "l": "litigation", "q": "problems"}


@dataclass(frozen=True)
class Expected:
    """A code that must be found over characters ``start`` to ``end``."""

    code: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """One line of the corpus: the report with it as its only text, and what must be found."""

    line: str
    part: str
    text: str
    report: Report
    expected: tuple[Expected, ...]


@dataclass
class Score:
    """What was found of what should be, with the lines where it was not so."""

    hits: int = 0
    missed: int = 0
    false: int = 0
    notes: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + self.false)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.hits + self.missed)


def tables() -> dict[str, Report]:
    """Return the reports without text that the sentences are held against."""
    raw = tomllib.loads((FOLDER / "tables.toml").read_text("utf-8"))
    return {name: _report(item) for name, item in raw.items()}


def sentences(name: str) -> Iterator[Sentence]:
    """Yield the sentences of one file of the corpus."""
    reports = tables()
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            key, part, marked = line.split("|", 2)
            text, expected = _unmarked(marked)
            yield Sentence(line, _PARTS[part], text, _with_text(reports[key], _PARTS[part], text), expected)


@cache
def found(name: str) -> tuple[tuple[Sentence, tuple[Finding, ...]], ...]:
    """Return the sentences of one file with what the rules of the text find in each: long work, done once."""
    return tuple((one, _found(one)) for one in sentences(name))


def _found(sentence: Sentence) -> tuple[Finding, ...]:
    return tuple(Checker(forms.load(sentence.report.form), TEXT_RULES).check(sentence.report))


def score(names: tuple[str, ...]) -> Score:
    """Return how well files of the corpus are judged."""
    total = Score()
    for name in names:
        for sentence, findings in found(name):
            _judge(sentence, findings, total)
    return total


def _judge(sentence: Sentence, findings: tuple[Finding, ...], total: Score) -> None:
    open_ = list(sentence.expected)
    for finding in findings:
        span = finding.span
        before = _length_before(sentence.text, span.paragraph) if span else 0
        hit = next(
            (
                e
                for e in open_
                if span and e.code == finding.code and _meet(e, before + span.start, before + span.end)
            ),
            None,
        )
        if hit is None:
            total.false += 1
            note = f"FALSE {finding.code} {finding.actual!r} -> {finding.expected!r} {finding.addresses[:2]}"
            total.notes += (f"{note}\n   {sentence.line}",)
        else:
            open_.remove(hit)
            total.hits += 1
    total.missed += len(open_)
    for item in open_:
        said = sentence.text[item.start : item.end]
        total.notes += (f"MISSED {item.code} {said!r}\n   {sentence.line}",)


def _length_before(text: str, paragraph: int) -> int:
    """Characters before a paragraph, with the marks between them."""
    return sum(len(one) + 1 for one in text.split(_PARAGRAPH)[:paragraph])


def _meet(expected: Expected, start: int, end: int) -> bool:
    return start < expected.end and expected.start < end


def _unmarked(marked: str) -> tuple[str, tuple[Expected, ...]]:
    text, expected, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        start = len(text)
        text += match[1]
        expected += [Expected(code, start, len(text)) for code in (match[2] or "text-figure").split(",")]
        at = match.end()
    return text + marked[at:], tuple(expected)


def _with_text(report: Report, part: str, text: str) -> Report:
    texts = tuple(text.split(_PARAGRAPH))
    values = {"preamble": texts} if part == "preamble" else {"sections": {part: texts}}
    return Report(
        report.form, report.organ, report.year, cells=report.cells, last_year=report.last_year, **values
    )  # type: ignore[arg-type]


def _report(item: dict) -> Report:  # type: ignore[type-arg]
    last = _cells(item["last_year"]) if "last_year" in item else None
    return Report(item["form"], item["organ"], item["year"], cells=_cells(item["cells"]), last_year=last)


def _cells(rows: dict[str, dict[str, str]]) -> dict[Address, str]:
    return {
        Address(f"{row}.{column}"): text for row, figures in rows.items() for column, text in figures.items()
    }
