"""Tables whose cells stand one below the other, a line each, as a page pasted into plain text leaves them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from intake.blocks import Block, Grid, Paragraph, plain_grid
from intake.labels import key
from intake.tables.lines import is_figure
from intake.tables.words import words
from intake.texts.furniture import is_page_number
from intake.texts.headings import rank
from model import forms
from model.forms import OfficialForm

_FEWEST_FIGURES = 4  # lines of nothing but a figure; fewer are no table
_FEWEST_LABELS = 4  # lines that are labels of one form
_LONGEST_CELL = 60  # characters
MOST_LINES_OF_A_CELL = 3
"""On how many lines a label may be broken."""

_SENTENCE_END = ("。", "！", "？", "；", "：", ":")
_ONE_LETTER_FIGURES = ("无", "零")


def gathered(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with each run of one-cell paragraphs as a grid of one column."""
    figures = sum(isinstance(block, Paragraph) and block.text.isdecimal() for block in blocks)
    if figures < _FEWEST_FIGURES:
        return list(blocks)
    made: list[Block] = []
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and _may_be_cell(block):
            run.append(block)
            continue
        made += _with_table(run)
        made.append(block)
        run = []
    return made + _with_table(run)


def has_labels(texts: Iterable[str]) -> bool:
    """Whether enough texts are labels of a form to make them a table of it."""
    return sum(map(is_label, {text for text in texts if text and not text.isdecimal()})) >= _FEWEST_LABELS


def is_stacked(grid: Grid) -> bool:
    """Whether a grid is one column of cells whose rows are lost."""
    return not grid.placed and all(len(row) <= 1 for row in grid.rows)


def _may_be_cell(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if len(text) > _LONGEST_CELL or text.endswith(_SENTENCE_END) or paragraph.contents:
        return False
    if text.isdecimal() or is_label(text):
        return True
    return not any(found and found[1] < 2 for found in (rank(form, text) for form in _forms()))


def _with_table(run: Sequence[Paragraph]) -> list[Block]:
    """The part of a run from its first label to its last label or figure as a grid, where it is a table."""
    labels = [at for at, cell in enumerate(run) if is_label(cell.text)]
    figures = [at for at, cell in enumerate(run) if is_cell_figure(cell.text)]
    if len(labels) < _FEWEST_LABELS or len(figures) < _FEWEST_FIGURES:
        return list(run)
    start, stop = labels[0], max(labels[-1], figures[-1]) + 1
    lengths = range(2, MOST_LINES_OF_A_CELL + 1)
    start -= next((n for n in lengths if is_label(_text(run[max(start - n, 0) : start]))), 0)
    pages = [cell for cell in run[start:stop] if is_page_number(cell.text)]
    cells = [cell.text for cell in run[start:stop] if not is_page_number(cell.text)]
    return [*run[:start], plain_grid([[cell] for cell in cells], placed=False), *pages, *run[stop:]]


def is_cell_figure(text: str) -> bool:
    """Whether a line stands for a figure; one letter alone, such as 注, does only when it says so."""
    return is_figure(text) and (len(text) > 1 or not text.isalpha() or text in _ONE_LETTER_FIGURES)


def _text(cells: Sequence[Paragraph]) -> str:
    return "".join(cell.text for cell in cells)


def _forms() -> Iterator[OfficialForm]:
    return map(forms.load, forms.known())


def is_label(text: str) -> bool:
    """Whether a text is a label of any form, as the form writes it but for brackets and blanks."""
    return any(in_table(form, table, text) for form in _forms() for table in form.tables)


def in_table(form: OfficialForm, table: str, text: str) -> bool:
    """Whether a text is a label of a table of a form, as the form writes it but for brackets and blanks."""
    if len(text) > _LONGEST_CELL:
        return False
    wanted = key(text)
    return bool(wanted.body) and not {wanted.body, wanted.core}.isdisjoint(_labels(form, table))


@lru_cache(maxsize=16)
def _labels(form: OfficialForm, table: str) -> frozenset[str]:
    """The words of all labels of a table, with and without what stands in brackets."""
    known = words(form, table)
    labels = [
        label
        for vocabulary in (known.rows, known.heads, known.groups, known.corners)
        for label in vocabulary.labels()
    ]
    found = [key(label) for label in (*labels, *known.bands)]
    return frozenset(wording for label in found for wording in (label.body, label.core))
