"""Tables whose cells stand one below the other, a line each, as a page pasted into plain text leaves them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, takewhile

from msgspec.structs import replace

from intake.blocks import Block, Grid, Paragraph, plain_grid
from intake.labels import key
from intake.tables.lines import is_figure
from intake.tables.words import words
from intake.texts.furniture import is_page_number
from intake.texts.headings import GUESSED, rank
from model import forms
from model.forms import OfficialForm

_FEWEST_FIGURES = 4  # lines of nothing but a figure; fewer are no table
_FEWEST_LABELS = 4  # lines that are labels of one form
_FEWEST_BLANK = 6  # labels of a form without figures
_SURE_ROW = 3  # figures; words before so many are a label, whole or broken
_LONGEST_ROW = 7  # figures behind a label
_MOSTLY = 0.7  # of the lines of a blank form are labels
_LONGEST_CELL = 60  # characters
MOST_LINES_OF_A_CELL = 3
"""On how many lines a label may be broken."""

_SENTENCE_END = ("。", "！", "？", "；", "：", ":")
_FIGURES = "0123456789,./- \u3000"
_ONE_LETTER_FIGURES = ("无", "零")


def gathered(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with tables that lost their rows as grids of one column.

    These are runs of paragraphs of one cell each, blank forms among them, and a paragraph with a whole table.
    """
    made: list[Block] = []
    for may_have_cells, group in groupby(blocks, key=_is_short):
        if may_have_cells:
            run = [block for block in group if isinstance(block, Paragraph)]  # all of them
            made += _with_tables(run)
        else:
            made += map(_unrolled, group)
    return made


def _with_tables(run: Sequence[Paragraph]) -> Sequence[Block]:
    """Short paragraphs with those that are cells of a table as a grid; as they are where there is none."""
    if len(run) < _FEWEST_LABELS:
        return run
    cells = chain.from_iterable(_cells(run, at) for at in range(len(run)))
    made: list[Block] = []
    for may_be_cell, group in groupby(cells, key=_may_be_cell):
        if may_be_cell:
            made += _with_table(list(group))
        else:
            made += group
    has_table = any(isinstance(block, Grid) for block in made)
    return made if has_table else run


def _is_short(block: Block) -> bool:
    if not isinstance(block, Paragraph) or block.part:
        return False
    return len(block.text.rstrip(_FIGURES)) <= _LONGEST_CELL


def _cells(run: Sequence[Paragraph], at: int) -> list[Paragraph]:
    """The cells of a row on a line, with nothing but blanks between; or just the paragraph."""
    paragraph = run[at]
    found = paragraph.text.split()
    if len(found) == 1 or is_page_number(paragraph.text):
        return [paragraph]
    figures = list(takewhile(is_cell_figure, reversed(found)))[::-1]
    words_before = found[: len(found) - len(figures)]
    is_whole_table = not words_before and len(figures) > _LONGEST_ROW
    if is_whole_table and not _are_headings(run[max(at - 1, 0) : at]):
        return [paragraph]  # whose figures they are, only whole headings tell
    labels = _labels_before(words_before, len(figures))
    if labels is None:
        return [paragraph]
    return [replace(paragraph, text=text) for text in (*labels, *figures)]


def _labels_before(parts: Sequence[str], figures: int) -> Sequence[str] | None:
    """The labels that words before some figures are, or the one with blanks in it; None for other words."""
    if all(map(is_label, parts)):
        return parts
    whole = " ".join(parts)
    is_one_label = figures >= _SURE_ROW or (figures > 0 and is_label(whole))
    return [whole] if is_one_label else None


def _are_headings(line: Sequence[Paragraph]) -> bool:
    """Whether a line (none: the beginning) is several headings of a table, nothing but blanks between."""
    found = _text(line).split()
    return len(found) > 1 and all(map(is_label, found))


def _unrolled(block: Block) -> Block:
    """A paragraph that holds all cells of a table, with nothing but blanks between, as a grid."""
    if not isinstance(block, Paragraph) or block.part:
        return block
    cells = block.text.split()
    if len(cells) < _FEWEST_FIGURES + _FEWEST_LABELS:
        return block  # soon said of nearly all paragraphs
    figures = sum(map(is_cell_figure, cells))
    is_table = figures >= _FEWEST_FIGURES and has_labels(cells)
    if not is_table:
        return block
    return plain_grid(([cell] for cell in cells), placed=False)


def has_labels(texts: Iterable[str]) -> bool:
    """Whether enough texts are labels of a form to make them a table of it."""
    others = {text for text in texts if text and not text.isdecimal()}
    return sum(map(is_label, others)) >= _FEWEST_LABELS


def is_stacked(grid: Grid) -> bool:
    """Whether a grid is one column of cells whose rows are lost."""
    return not grid.placed and all(len(row) <= 1 for row in grid.rows)


def _may_be_cell(paragraph: Paragraph) -> bool:
    """Whether a paragraph may be a cell: it is short, and no sentence and no likely heading of a section."""
    if paragraph.contents or _is_text(paragraph.text):
        return False
    # Some labels, such as 其他, are the beginning of a heading too: among cells they are labels.
    return _is_sure_cell(paragraph.text) or not _is_likely_heading(paragraph.text)


def _is_text(text: str) -> bool:
    """Whether a paragraph is too long for a cell, or a sentence."""
    return len(text) > _LONGEST_CELL or text.endswith(_SENTENCE_END)


def _is_sure_cell(text: str) -> bool:
    return text.isdecimal() or is_label(text)


def _is_likely_heading(text: str) -> bool:
    """Whether a text is the heading of a section in some form, not misspelt."""
    ranks = (rank(form, text) for form in _forms())
    return any(found is not None and found[1] < GUESSED for found in ranks)


def _with_table(run: Sequence[Paragraph]) -> list[Block]:
    """The part of a run from its first label to its last label or figure as a grid, where it is a table."""
    labels, figures = _places(run, is_label), _places(run, is_cell_figure)
    if not _is_table(len(run), len(labels), len(figures)):
        return list(run)
    start = labels[0] - _broken_label_before(run[: labels[0]])
    stop = max([*labels, *figures]) + 1
    pages: list[Paragraph] = []
    cells: list[list[str]] = []
    for paragraph in run[start:stop]:
        if is_page_number(paragraph.text):
            pages.append(paragraph)
        else:
            cells.append([paragraph.text])
    return [*run[:start], plain_grid(cells, placed=False), *pages, *run[stop:]]


def _places(run: Sequence[Paragraph], is_one: Callable[[str], bool]) -> list[int]:
    """Where in a run the paragraphs of a kind stand."""
    return [at for at, paragraph in enumerate(run) if is_one(paragraph.text)]


def _is_table(lines: int, labels: int, figures: int) -> bool:
    """Whether lines are a table: they have labels and figures enough, or are a form not filled in."""
    is_filled = labels >= _FEWEST_LABELS and figures >= _FEWEST_FIGURES
    is_blank_form = not figures and labels >= _FEWEST_BLANK and labels >= _MOSTLY * lines
    return is_filled or is_blank_form


def _broken_label_before(run: Sequence[Paragraph]) -> int:
    """On how many lines at the end of a run a broken label stands."""
    lengths = range(2, MOST_LINES_OF_A_CELL + 1)
    return next((length for length in lengths if is_label(_text(run[-length:]))), 0)


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


def is_band_of(form: OfficialForm, table: str, text: str) -> bool:
    """Whether a text is a band of a table of a form and says nothing else.

    Brackets, the manner of its numerals and a number of its own may differ: 条例第20条第五项.
    """
    return len(text) <= _LONGEST_CELL and words(form, table).names_band(text)


@lru_cache(maxsize=16)
def _labels(form: OfficialForm, table: str) -> frozenset[str]:
    """The words of all labels of a table, with and without what stands in brackets."""
    known = words(form, table)
    labels = list(known.bands)
    for vocabulary in known.vocabularies:
        labels += vocabulary.labels()
    wordings: set[str] = set()
    for label in map(key, labels):
        wordings.update((label.body, label.core))
    return frozenset(wordings)
