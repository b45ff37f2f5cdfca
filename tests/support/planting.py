"""Errors planted in a good report: what is changed, and what must be found where."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from model.address import Address
from model.report import Report, cell_place, set_text, with_values
from tests.support.written_years import paragraphs

_FILE = Path(__file__).parents[1] / "acceptance" / "planted.toml"
_PARAGRAPH = re.compile(r"\{(last\.)?(\w+)\.(\d+)\}")
_MARK = re.compile(r"(<<|\[\[)(.*?)(?:>>|\]\])", re.DOTALL)


@dataclass(frozen=True)
class Plant:
    """One error.

    ``text``: ``part: words`` in which ``[[a→b]]`` puts b in the place of a, ``<<a→b>>`` does and is the place
    of the finding, ``<<a>>`` is the place alone. The words with every a must stand in the part exactly once.
    ``cells`` and ``last_cells`` are texts put into the tables as they are. ``at`` is the first address found,
    ``without`` is a part whose text is gone, ``last_texts`` are sections of last year's report.
    ``says`` must all stand in the message. ``also`` are the codes that the same error must raise besides.
    """

    code: str
    text: Sequence[str] = ()
    cells: Mapping[str, str] = field(default_factory=dict)
    last_cells: Mapping[str, str] = field(default_factory=dict)
    last_texts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    without: str = ""
    at: str = ""
    says: Sequence[str] = ()
    also: Sequence[str] = ()

    @property
    def place(self) -> str:
        """The words that must be underlined, empty where it is a cell."""
        marks = [m for line in self.text for m in _MARK.finditer(line) if m[1] == "<<"]
        return marks[0][2].rpartition("→")[2] if marks else ""

    def apply(self, report: Report) -> Report:
        """Return the report with the error in it."""
        for line in self.text:
            report = _worded(report, line)
        if self.without:
            report = set_text(report, self.without, ()).apply(report)
        return with_values(report, {cell_place(Address(a)): text or None for a, text in self.cells.items()})

    def apply_last(self, report: Report) -> Report:
        """Return last year's report as the error needs it."""
        cells = {**report.cells, **{Address(a): text for a, text in self.last_cells.items()}}
        texts = {part: tuple(lines) for part, lines in self.last_texts.items()}
        return replace(report, cells=cells, sections={**report.sections, **texts})


def plants(name: str) -> list[Plant]:
    """Return the errors for one of the reports."""
    return [
        Plant(**{**item, "text": [_filled(name, line) for line in item.get("text", ())]})
        for item in tomllib.loads(_FILE.read_text("utf-8"))[name]
    ]


def _filled(name: str, line: str) -> str:
    def paragraph(match: re.Match[str]) -> str:
        return paragraphs(f"{name}_last" if match[1] else name, match[2])[int(match[3])]

    return _PARAGRAPH.sub(paragraph, line)


def _worded(report: Report, line: str) -> Report:
    part, _, marked = line.partition(": ")
    before = _MARK.sub(lambda m: m[2].partition("→")[0], marked)
    after = _MARK.sub(lambda m: m[2].rpartition("→")[2], marked)
    paragraphs = report.text(part)
    assert sum(one.count(before) for one in paragraphs) == 1, f"not once in {part}: {before}"
    changed = [one.replace(before, after) for one in paragraphs]
    return set_text(report, part, changed).apply(report)
