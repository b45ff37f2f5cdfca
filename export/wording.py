"""The data a Word template prints: plain dicts, lists, texts and numbers, and nothing else."""

from collections.abc import Iterable
from typing import Any

from export import word_charts
from export.printed import Printed
from export.signature import free_characters
from model.report import Paragraphs
from model.text.headings import HeadingLevel, heading
from model.text.live import figure

_CHARACTER = 320  # twips: a character of 三号, 16 pt
_Data = dict[str, Any]


def data(printed: Printed, names: Iterable[str]) -> _Data:
    """Return what a template may print of a report: ``names`` are those of its figures."""
    texts = {part: _body(printed, part) for part in ("preamble", *printed.sections)}
    texts["signature"] = _signature(printed.signature)
    return {
        "title": printed.title.split("\n"),
        "organ": printed.organ.split("\n"),
        "year": [str(printed.year)],
        "figures": {name: figure(printed.form, printed.cells, name) or "" for name in names},
        "texts": texts,
    }


def _body(printed: Printed, part: str) -> list[_Data]:
    made = [_paragraph(text) for text in printed.text(part)]
    for index, paragraph in enumerate(made):
        chart = printed.charts.get((part, index))
        if chart is not None:
            paragraph["chart"] = word_charts.fields(chart)
    return made


def _paragraph(text: str) -> _Data:
    """A heading that stands alone has a level; one that runs in gives it to its own run."""
    found = heading(text)
    if found is None or found.level is HeadingLevel.SECTION:
        return _made(0, _run(text))
    level = int(found.level)
    if found.end >= len(text):
        return _made(level, _run(text))
    return _made(0, _run(text[: found.end], level), _run(text[found.end :]))


def _made(level: int, *runs: _Data) -> _Data:
    return {"level": level, "runs": runs, "place": None, "chart": None}


def _run(text: str, level: int = 0) -> _Data:
    return {"level": level, "lines": text.split("\n")}


def _signature(paragraphs: Paragraphs) -> list[_Data]:
    made = [_made(0, _run(text)) for text in paragraphs]
    for number, (paragraph, right) in enumerate(zip(made, free_characters(paragraphs), strict=True)):
        paragraph["place"] = {
            "free_line": number == 0,
            "right": round(right * 100),
            "twips": round(right * _CHARACTER),
        }
    return made
