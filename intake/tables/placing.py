"""Blocks to their places: tables to the tables of the form, paragraphs to the text; what has none is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from intake.blocks import Aside, Block, Cell, Grid, Paragraph, Picture, plain_grid, texts
from intake.remarks import quote, remark, told
from intake.tables import identify, stacked, stacked_rows
from intake.tables.identify import Piece
from intake.tables.lines import is_figure
from intake.tables.words import words
from intake.texts import naming
from intake.texts.headings import Item, TableHere, Text, sure_section
from model.forms import OfficialForm
from model.rules.findings import AnyFinding, Level

_LONGEST_LABEL = 120  # characters; a table with longer texts only lays a page out


@dataclass
class Placed:
    """Blocks as items of the text and pieces of the form's tables; ``latest`` is the table met last."""

    form: OfficialForm
    items: list[Item] = field(default_factory=list)
    pieces: dict[str, list[Piece]] = field(default_factory=dict)
    remarks: list[AnyFinding] = field(default_factory=list)
    latest: str | None = None


def without_layout(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with tables that only lay a page out as the paragraphs in them.

    What such a table held would be told as a table that is not of the form.
    """
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid) and _lays_out(block):
            made += _paragraphs(block)
        else:
            made.append(block)
    return made


def _lays_out(grid: Grid) -> bool:
    """Whether a table has one column of texts, or whole paragraphs in its cells."""
    one_column = all(sum(bool(cell.text) for cell in row) <= 1 for row in grid.rows)
    if one_column:
        return not any(map(is_figure, grid.texts))
    has_paragraphs = any(len(text) > 3 * _LONGEST_LABEL for text in grid.texts)
    return has_paragraphs and not stacked.has_labels(grid.texts)  # a table with labels has a long note


def _paragraphs(grid: Grid) -> Iterator[Paragraph]:
    """The lines in the cells of a table."""
    for text in grid.texts:
        for line in text.split("\n"):
            if line.strip():
                yield Paragraph(line.strip())


def place(form: OfficialForm, blocks: Sequence[Block]) -> Placed:
    """Return where each block belongs."""
    placed = Placed(form)
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            _place_paragraph(placed, blocks, at, block)
        elif isinstance(block, Grid):
            _place_grid(placed, block)
        elif isinstance(block, Aside):
            _tell_aside(placed, blocks, block)
    pictures = sum(isinstance(block, Picture) for block in blocks)
    if pictures:
        sentence = f"原文件里有 {pictures} 张图片，图片没有读入。"
        placed.remarks.append(remark("read-picture", Level.HINT, sentence))
    return placed


def _tell_aside(placed: Placed, blocks: Sequence[Block], aside: Aside) -> None:
    """Tell a text outside the flow, which is not read, unless the report says the same."""
    if _repeats(placed.form, aside, blocks):
        return
    shown = f"：{quote(aside.text)}" if aside.text else "，请对照原文件核对"
    sentence = f"{aside.what}没有读入{shown}。"
    placed.remarks.append(remark("read-unplaced-text", Level.WARNING, sentence, text=aside.text))


def _place_paragraph(placed: Placed, blocks: Sequence[Block], at: int, paragraph: Paragraph) -> None:
    """Add a paragraph to the text, or as a row to a table; one that its mark names is text for certain."""
    if not paragraph.part:
        if _is_band_of_table(placed.form, blocks, at, paragraph.text):
            return
        grid = _figures_in_a_line(placed, paragraph)
        if grid is not None:
            _place_grid(placed, grid)
            return
    placed.items.append(Text(paragraph.text, paragraph.contents, paragraph.part))


def _is_band_of_table(form: OfficialForm, blocks: Sequence[Block], at: int, text: str) -> bool:
    """Whether a paragraph beside a table is the band between two of its parts."""
    beside = blocks[max(at - 1, 0) : at + 2]
    is_beside_table = any(isinstance(block, Grid) for block in beside)
    return is_beside_table and any(stacked.is_band_of(form, table, text) for table in form.tables)


def _repeats(form: OfficialForm, aside: Aside, blocks: Sequence[Block]) -> bool:
    """Whether a page header or footer only says what the report says too, such as its title or its organ."""
    if not aside.on_pages:
        return False
    said = _all_text(blocks)
    named = naming.title(form, aside.text)
    if named is None:
        return naming.squeezed(aside.text) in said
    # The title in another wording says the same where organ and year are the report's; what it leaves out
    # is empty here, which every text holds.
    year = str(named.year or "")
    return named.organ in said and year in said


def _all_text(blocks: Sequence[Block]) -> str:
    """All paragraphs in one, without blanks."""
    return naming.squeezed("".join(block.text for block in blocks if isinstance(block, Paragraph)))


# -------------------------------------------------------------------- tables


def _place_grid(placed: Placed, grid: Grid) -> None:
    """Add a found table's pieces to the tables of the form.

    A piece that is like none of them may go on with the table before; else it is told.
    """
    for piece in identify.pieces(placed.form, grid):
        table = piece.table or _continued(placed, piece.grid)
        if table is None:
            _tell_extra(placed, piece.grid)
        else:
            _place_piece(placed, table, piece)


def _tell_extra(placed: Placed, grid: Grid) -> None:
    lines = [" ".join(texts(row)) for row in grid.rows]
    text = "\n".join(lines).strip()
    if text:
        sentence = f"有一个表格不是报告格式里的表格，没有读入：{quote(text)}。"
        placed.remarks.append(remark("read-extra-table", Level.WARNING, sentence, text=text))


def _place_piece(placed: Placed, table: str, piece: Piece) -> None:
    heading, grid = _heading_on_top(placed.form, table, piece.grid)
    if stacked.is_stacked(grid):
        made = stacked_rows.regrouped(placed.form, table, grid)
        if made is None:
            placed.remarks.append(_not_told_apart(placed.form, table, grid))
            return
        grid, remarks = made
        placed.remarks += remarks
    if heading:
        placed.items.append(Text(heading))
    figures = piece.figures if grid is piece.grid else None
    placed.pieces.setdefault(table, []).append(Piece(table, grid, figures))
    placed.items.append(TableHere(table))
    placed.latest = table


def _not_told_apart(form: OfficialForm, table: str, grid: Grid) -> AnyFinding:
    sentence = (
        f"“{form.section_of(table).short}”的表格在原文件里每格占一行，无法确定各数属于哪一行哪一列，"
        f"没有读入：{quote(' '.join(grid.texts))}，请对照原文件填写。"
    )
    return told(sentence, *grid.texts)


def _heading_on_top(form: OfficialForm, table: str, grid: Grid) -> tuple[str, Grid]:
    """The section's heading where it stands in the table's first line, and the lines below it."""
    found = set(texts(grid.rows[0])) if grid.rows else set()
    if len(found) != 1:
        return "", grid
    (text,) = found
    is_heading = sure_section(form, text) == form.section_of(table).id
    if not is_heading:
        return "", grid
    return text, Grid(grid.rows[1:], grid.placed)


def _continued(placed: Placed, grid: Grid) -> str | None:
    """A table of nothing but figures goes on with the one before: its headings stand there."""
    only_figures = bool(grid.texts) and all(map(is_figure, grid.texts))
    if placed.latest is None or not only_figures:
        return None
    has_one_line = _length_of_only_line(placed.form, placed.latest) > 0
    return placed.latest if has_one_line else None


def _figures_in_a_line(placed: Placed, paragraph: Paragraph) -> Grid | None:
    """A line with just the figures of a table of one line, as copying from a PDF leaves it."""
    figures = _only_figures(paragraph.text.replace("|", " "))
    if not figures:
        return None
    for table in placed.form.tables:
        is_open = table not in placed.pieces
        if is_open and len(figures) == _length_of_only_line(placed.form, table):
            return _with_headings(placed.form, table, figures)
    return None


def _length_of_only_line(form: OfficialForm, table: str) -> int:
    """How many figures the line of a table has that has but one, 0 for a table of several lines."""
    across = words(form, table).across
    return len(across.leaves) if across is not None else 0


def _only_figures(text: str) -> list[str]:
    """The figures of a line that has nothing else, none of any other line."""
    first_word = text.split(maxsplit=1)[:1]
    if not all(map(is_figure, first_word)):  # soon said of a long paragraph
        return []
    found = text.split()
    return found if all(map(is_figure, found)) else []


def _with_headings(form: OfficialForm, table: str, figures: Sequence[str]) -> Grid:
    first_line = [cell for cell in form.layouts[table].cells if cell.line == 0]
    heading = tuple(Cell(cell.text, cell.column, cell.column_span) for cell in first_line if cell.text)
    return Grid((heading, *plain_grid([figures]).rows), placed=False)
