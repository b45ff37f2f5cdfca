"""Charts on a page: their figures and labels are no paragraphs; one that this program drew is put back."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from intake.blocks import Aside, Block, Paragraph
from intake.pages.lines import Line
from model import charts, forms

_FIGURES = re.compile(r"[\d.,%％\s]+")
_BETWEEN = re.compile(r"\s+")
_FEWEST_LABELS = 3  # side by side in one line
_LONGEST_LABEL = 14  # characters
_CAPTION = re.compile(r"图 ?\d{1,2}\s*(?:\d{4}年)?(?P<label>.+?)(?:（[^（）]*）)?")


def set_apart(elements: Sequence[Line | Block]) -> Iterator[Line | Block]:
    """Yield lines and tables, with the texts of a chart told as such instead of lines."""
    texts: list[Line] = []
    for element in elements:
        if isinstance(element, Line) and _may_be_in_chart(element.text):
            texts.append(element)
            continue
        name = _own_chart(element)
        if name:  # the texts above are its figures, which are those of the tables
            yield Paragraph(charts.paragraph(name))
        else:
            yield from _told(texts)
            yield element
        texts = []
    yield from _told(texts)


def _may_be_in_chart(text: str) -> bool:
    return _FIGURES.fullmatch(text) is not None or _is_labels(text)


def _is_labels(text: str) -> bool:
    pieces = [piece for piece in _BETWEEN.split(text) if piece]
    return len(pieces) >= _FEWEST_LABELS and all(len(piece) <= _LONGEST_LABEL for piece in pieces)


def _told(texts: Sequence[Line]) -> Iterator[Line | Block]:
    """The texts of a chart as one remark; figures or labels alone stay lines."""
    labels = sum(_FIGURES.fullmatch(line.text) is None for line in texts)
    if 0 < labels < len(texts):
        yield Aside("图表里的文字", "\n".join(line.text for line in texts))
    else:
        yield from texts


def _own_chart(element: Line | Block) -> str:
    """The name of the chart that a line is the caption of, empty for all else."""
    found = _CAPTION.fullmatch(element.text) if isinstance(element, Line) else None
    return _names().get(found["label"], "") if found else ""


@cache
def _names() -> dict[str, str]:
    return {
        chart.label: name for form_id in forms.known() for name, chart in forms.load(form_id).charts.items()
    }
