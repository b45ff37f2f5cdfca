"""The data a Word template prints: plain dicts, lists, texts and numbers, and nothing else."""

from collections.abc import Iterable
from typing import Any

from export import word_charts
from export.printed import Printed, has_long_run
from export.signature import placed
from intake import marks
from model.text.headings import Heading, HeadingLevel
from model.text.live import figure

_FIRST_MARK = 1_000_000  # the id of a bookmark; Word counts from 0
_BODY = 320  # twips: the size of the body, 三号
_Data = dict[str, Any]


def data(printed: Printed, names: Iterable[str], marked: bool = False) -> _Data:
    """Return what a template may print of a report: ``names`` are those of its figures.

    ``marked``: each paragraph has a mark (see ``intake.marks``).
    """
    texts = {part: _body(printed, part) for part in ("preamble", *printed.sections)}
    texts["signature"] = _signature(printed)
    last = texts[list(printed.sections)[-1]]
    if last and texts["signature"]:  # organ and date stand on a page with a line of text
        last[-1]["keep"] = True
    if marked:
        _mark(printed, texts)
    return {
        "title": printed.title.split("\n"),
        "organ": printed.organ.split("\n"),
        "year": [str(printed.year)],
        "cells": {address: printed.cells.get(address, "") for address in printed.form.cells},
        "figures": {name: figure(printed.form, printed.cells, name) or "" for name in names},
        "texts": texts,
    }


def _mark(printed: Printed, texts: dict[str, list[_Data]]) -> None:
    """Name a bookmark for each paragraph that is no chart; the numbers are beyond a template's own."""
    number = _FIRST_MARK
    for part, paragraphs in texts.items():
        for text, paragraph in zip(printed.text(part), paragraphs, strict=True):
            if paragraph["chart"] is None:
                number += 1
                paragraph["mark"] = {"id": number, "name": marks.bookmark(part, text, number)}


def _body(printed: Printed, part: str) -> list[_Data]:
    texts = zip(printed.text(part), printed.headings(part), strict=True)
    made = [_paragraph(text, found) for text, found in texts]
    for index, paragraph in enumerate(made):
        chart = printed.charts.get((part, index))
        if chart is not None:
            paragraph["chart"] = word_charts.fields(chart)
    return made


def _paragraph(text: str, found: Heading | None) -> _Data:
    """A heading that stands alone has a level; one that runs in gives it to its own run."""
    if found is None or found.level is HeadingLevel.SECTION:
        return _made(0, _run(text))
    level = int(found.level)
    if found.end >= len(text):
        return _made(level, _run(text))
    return _made(0, _run(text[: found.end], level), _run(text[found.end :]))


def _made(level: int, *runs: _Data) -> _Data:
    ragged = any(has_long_run(line) for run in runs for line in run["lines"])
    return {
        "level": level,
        "runs": runs,
        "place": None,
        "chart": None,
        "mark": None,
        "keep": False,
        "ragged": ragged,
    }


def _run(text: str, level: int = 0) -> _Data:
    return {"level": level, "lines": text.split("\n")}


def _signature(printed: Printed) -> list[_Data]:
    made = []
    places = placed(printed.signature, sealed=printed.sealed)
    for number, place in enumerate(places, 1):
        paragraph = _made(0, {"level": 0, "lines": place.lines})
        paragraph["place"] = {
            "free_line": number == 1,
            "right": round(place.free * 100 / _BODY),
            "twips": place.free,
        }
        paragraph["keep"] = number < len(places)
        made.append(paragraph)
    return made
