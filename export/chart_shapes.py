"""A chart as bars and words with their places: what the web page, the preview and the PDF draw alike.

Lengths are points, y runs downwards. Years are told apart by full and hollow bars, not by colour, and every
bar has its figure, so that the chart holds on a grey printer.
"""

from collections.abc import Iterator

import msgspec

from model.charts import Drawing

WIDTH, HEIGHT = 420.0, 180.0
INK = "#1F4E79"
SIZE = 10.5
"""The size of letters: 五号."""

_LINE = 14.0  # of a label
_LABEL_LINES = 2
_LEGEND = 22.0  # height of the legend, where there is one
_BAR_WIDEST = 48.0
_FREE = 0.4  # of the room of a bar's group that stays free
_SWATCH = 10.0


class Block(msgspec.Struct, frozen=True):
    """A bar, or its sample in the legend; ``full`` or hollow."""

    x: float
    y: float
    width: float
    height: float
    full: bool


class Words(msgspec.Struct, frozen=True):
    """A line of text, centred at ``x``; ``y`` is the middle of its height."""

    x: float
    y: float
    text: str


class Shapes(msgspec.Struct, frozen=True):
    """All there is to draw; ``baseline`` is the height at which the bars stand."""

    blocks: tuple[Block, ...]
    words: tuple[Words, ...]
    baseline: float


def shapes(drawing: Drawing) -> Shapes:
    """Return the bars and words of a chart that has data."""
    top = (_LEGEND if len(drawing.series) > 1 else 0) + _LINE
    fitting = _fitting(drawing)
    lines = max(min(-(-len(label) // fitting), _LABEL_LINES) for label in drawing.labels)
    baseline = HEIGHT - _LINE * lines - 4
    blocks: list[Block] = []
    words: list[Words] = []
    for item in (*_bars(drawing, top, baseline), *_labels(drawing, baseline), *_legend(drawing)):
        if isinstance(item, Block):
            blocks.append(item)
        else:
            words.append(item)
    return Shapes(tuple(blocks), tuple(words), baseline)


def _fitting(drawing: Drawing) -> int:
    """How many characters of a label fit on a line under its bars."""
    return max(int(WIDTH / len(drawing.labels) / SIZE), 1)


def _bars(drawing: Drawing, top: float, baseline: float) -> Iterator[Block | Words]:
    count = len(drawing.series)
    room = WIDTH / len(drawing.labels)
    width = min(room * (1 - _FREE) / count, _BAR_WIDEST)
    pairs = [pair for one in drawing.series for pair in zip(one.figures, one.drawn, strict=True)]
    drawn = [item.number for item, is_drawn in pairs if is_drawn]
    most = float(max(drawn, default=0)) or 1.0
    for number, one in enumerate(drawing.series):
        for place, (item, is_drawn) in enumerate(zip(one.figures, one.drawn, strict=True)):
            if not is_drawn:
                continue
            x = room * (place + 0.5) + width * (number - count / 2)
            height = float(item.number) / most * (baseline - top)
            if height:
                yield Block(x, baseline - height, width, height, number == count - 1)
            yield Words(x + width / 2, baseline - height - _LINE / 2, item.text)


def _labels(drawing: Drawing, baseline: float) -> Iterator[Words]:
    room, fitting = WIDTH / len(drawing.labels), _fitting(drawing)
    for place, label in enumerate(drawing.labels):
        for line in range(min(-(-len(label) // fitting), _LABEL_LINES)):
            text = label[line * fitting : (line + 1) * fitting]
            yield Words(room * (place + 0.5), baseline + 2 + _LINE * (line + 0.5), text)


def _legend(drawing: Drawing) -> Iterator[Block | Words]:
    """One sample a year, side by side, centred at the top."""
    if len(drawing.series) < 2:
        return
    room = 90.0
    for number, one in enumerate(drawing.series):
        x = WIDTH / 2 + room * (number - len(drawing.series) / 2)
        full = number == len(drawing.series) - 1
        yield Block(x + 8, (_LINE - _SWATCH) / 2, _SWATCH, _SWATCH, full)
        yield Words(x + 42, _LINE / 2, one.label)
