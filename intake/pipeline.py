"""A file into a report: blocks, then tables, texts, names; each guess is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from intake.blocks import MOST_CELLS, Aside, Block, Cell, Grid, Paragraph, Picture, plain_grid
from intake.failures import Unreadable
from intake.formats.reader import Document
from intake.remarks import quote, remark
from intake.tables import identify, stacked, stacked_rows
from intake.tables.identify import Piece
from intake.tables.lines import is_figure
from intake.tables.reading import TableRead, read_table
from intake.tables.words import words
from intake.texts import naming, sections
from intake.texts.headings import Item, TableHere, Text, rank
from model import forms
from model.address import Address
from model.chinese import organs
from model.forms import OfficialForm
from model.report import Report, overridden
from model.rules.findings import Finding, Level
from model.text.titles import joined
from model.values import canonical

_MOST_BLOCKS = 20_000
_LONGEST_LABEL = 120  # characters; a table with longer texts only lays a page out


@dataclass(frozen=True, slots=True)
class Imported:
    """A report as read, and what was assumed on the way (findings with codes ``read-…``)."""

    report: Report
    remarks: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Blocks as items of the text and pieces of the form's tables."""

    items: tuple[Item, ...]
    pieces: dict[str, list[Piece]]
    remarks: tuple[Finding, ...]


def run(document: Document, path: Path) -> Imported:
    """Make a report of what a file holds. Raises Unreadable when nothing of a report is in it."""
    _check_size(document.blocks, path.name)
    flat = stacked.gathered(_flattened(document.blocks))
    grids = [block for block in flat if isinstance(block, Grid)]
    form = identify.the_form(grids) or _form_by_year(flat, path)
    placed = _place(form, flat)
    parts = sections.sort(form, placed.items)
    if not placed.pieces and not parts.found:
        raise Unreadable(_nothing_found(path.name, flat))
    cells: dict[Address, str] = {}
    remarks = [*document.remarks, *placed.remarks]
    notes: dict[str, tuple[str, ...]] = {}
    for table in form.definition.tables:
        if table.id not in placed.pieces:
            remarks.append(_no_table(form, table.id))
            continue
        read = _read_table(form, table.id, placed.pieces[table.id])
        cells.update({a: text for a, raw in read.cells.items() if (text := canonical(raw))})
        notes[form.section_of(table.id).id] = read.notes
        remarks += read.remarks
    texts = {
        s.id: paragraphs
        for s in form.definition.sections
        if (paragraphs := (*notes.get(s.id, ()), *parts.sections.get(s.id, ())))
    }
    organ, year, guesses = _names(form, parts, path)
    report = Report(
        form=form.id,
        organ=organ,
        year=year,
        title=joined(parts.title, year) or form.title(organ, year),
        preamble=parts.preamble,
        sections=texts,
        signature=parts.signature,
        cells={address: cells[address] for address in form.cells if address in cells},
        overrides=overridden(form, cells),
    )
    return Imported(report, (*remarks, *parts.remarks, *guesses))


def _check_size(blocks: Sequence[Block], name: str) -> None:
    """Refuse what is far longer than any report, before time is spent on it."""
    cells = sum(len(row) for block in blocks if isinstance(block, Grid) for row in block.rows)
    if cells > MOST_CELLS or len(blocks) > _MOST_BLOCKS:
        raise Unreadable(f"“{name}”的内容过多，不像一份年度报告，没有读入，请确认选对了文件。")


# --------------------------------------------------------------------- form


def _form_by_year(blocks: Sequence[Block], path: Path) -> OfficialForm:
    """Without telling tables the year decides: that of the title, the text or the file's name."""
    newest = forms.of_kind()[-1]
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    titles = (naming.title(newest, text) for text in texts[:20])
    year = next((t.year for t in titles if t is not None and t.year), 0)
    year = year or naming.year_in(texts) or naming.year_of_name(path.stem)
    return forms.in_force(year) if year else newest


def _read_table(form: OfficialForm, table: str, pieces: Sequence[Piece]) -> TableRead:
    figures = pieces[0].figures if len(pieces) == 1 else None
    if figures is not None:
        return TableRead(figures, (), ())
    return read_table(form, table, [piece.grid for piece in pieces])


def _no_table(form: OfficialForm, table: str) -> Finding:
    section = form.section_of(table)
    addresses = [address for address, cell in form.cells.items() if cell.table.id == table]
    sentence = f"没有找到“{section.short}”的表格，表中数据留空，请补填。"
    return remark("read-missing-table", Level.WARNING, sentence, addresses, table=table)


def _nothing_found(name: str, blocks: Sequence[Block]) -> str:
    pictures = sum(isinstance(block, Picture) for block in blocks)
    if pictures:
        return (
            f"“{name}”里只有图片（{pictures} 张），没有可以读取的文字和表格，"
            "请用文字版的报告，或新建报告后照着图片填写。"
        )
    return f"“{name}”里没有找到年度报告的表格和标题，请确认这是政府信息公开工作年度报告的文件。"


# -------------------------------------------------------------------- blocks


def _flattened(blocks: Sequence[Block]) -> list[Block]:
    """Tables that only lay a page out (one column, or whole paragraphs in cells) become paragraphs."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid) and _lays_out(block):
            for row in block.rows:
                texts = [line.strip() for cell in row for line in cell.text.split("\n")]
                made += [Paragraph(text) for text in texts if text]
        else:
            made.append(block)
    return made


def _lays_out(grid: Grid) -> bool:
    if all(sum(bool(cell.text) for cell in row) <= 1 for row in grid.rows):
        return not any(is_figure(cell.text) for row in grid.rows for cell in row)
    if not any(len(cell.text) > 3 * _LONGEST_LABEL for row in grid.rows for cell in row):
        return False
    return not stacked.has_labels(cell.text for row in grid.rows for cell in row)  # but a long note


def _place(form: OfficialForm, blocks: Sequence[Block]) -> _Sorted:
    items: list[Item] = []
    pieces: dict[str, list[Piece]] = {}
    remarks: list[Finding] = []
    pictures = 0
    latest: str | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            line = _figures_in_a_line(form, block, pieces)
            if line is None:
                items.append(Text(block.text, block.contents))
                continue
            block = line
        if isinstance(block, Grid):
            latest = _place_grid(form, block, latest, items, pieces, remarks)
        elif isinstance(block, Picture):
            pictures += 1
        elif isinstance(block, Aside) and not _repeats(form, block, blocks):
            sentence = f"{block.what}没有读入：{quote(block.text)}。"
            remarks.append(remark("read-unplaced-text", Level.WARNING, sentence, text=block.text))
    if pictures:
        sentence = f"原文件里有 {pictures} 张图片，图片没有读入。"
        remarks.append(remark("read-picture", Level.HINT, sentence, count=pictures))
    return _Sorted(tuple(items), pieces, tuple(remarks))


def _repeats(form: OfficialForm, aside: Aside, blocks: Sequence[Block]) -> bool:
    """Whether a page header or footer only says what the report says too, such as its title or its organ."""
    if not aside.on_pages:
        return False
    said = naming.squeezed("".join(block.text for block in blocks if isinstance(block, Paragraph)))
    named = naming.title(form, aside.text)
    if named is not None:  # the title in another wording
        return named.organ in said and (not named.year or str(named.year) in said)
    return naming.squeezed(aside.text) in said


def _place_grid(
    form: OfficialForm,
    grid: Grid,
    latest: str | None,
    items: list[Item],
    pieces: dict[str, list[Piece]],
    remarks: list[Finding],
) -> str | None:
    """Add a found table's pieces to the tables of the form; returns the table it ends with."""
    for piece in identify.pieces(form, grid):
        table = piece.table or _continued(form, piece.grid, latest)
        if table is None:
            text = "\n".join(" ".join(c.text for c in row if c.text) for row in piece.grid.rows).strip()
            if text:
                sentence = f"有一个表格不是报告格式里的表格，没有读入：{quote(text)}。"
                remarks.append(remark("read-extra-table", Level.WARNING, sentence, text=text))
            continue
        heading, rest = _heading_on_top(form, table, piece.grid)
        if stacked.is_stacked(rest):
            made = stacked_rows.regrouped(form, table, rest)
            if made is None:
                remarks.append(_not_told_apart(form, table, rest))
                continue
            rest, told = made
            remarks += told
        items += [Text(heading)] if heading else []
        figures = piece.figures if rest is piece.grid else None
        pieces.setdefault(table, []).append(Piece(table, rest, figures))
        items.append(TableHere(table))
        latest = table
    return latest


def _not_told_apart(form: OfficialForm, table: str, grid: Grid) -> Finding:
    cells = tuple(cell.text for row in grid.rows for cell in row if cell.text)
    text = "\n".join(cells)
    sentence = (
        f"“{form.section_of(table).short}”的表格在原文件里每格占一行，无法确定各数属于哪一行哪一列，"
        f"没有读入：{quote(text)}，请对照原文件填写。"
    )
    return remark("read-unplaced-text", Level.WARNING, sentence, text=text, paragraphs=cells)


def _heading_on_top(form: OfficialForm, table: str, grid: Grid) -> tuple[str, Grid]:
    """The section's heading where it stands in the table's first line, and the lines below it."""
    texts = {cell.text for cell in grid.rows[0] if cell.text} if grid.rows else set()
    text = next(iter(texts), "")
    found = rank(form, text) if len(texts) == 1 else None
    if found is None or found[1] > 0 or found[0] != form.section_of(table).id:
        return "", grid
    return text, Grid(grid.rows[1:], grid.placed)


def _continued(form: OfficialForm, grid: Grid, latest: str | None) -> str | None:
    """A table of nothing but figures goes on with the one before: its headings stand there."""
    texts = [cell.text for row in grid.rows for cell in row if cell.text]
    if latest is None or not texts or not all(is_figure(text) for text in texts):
        return None
    across = any(block.block.across for block in words(form, latest).blocks)
    return latest if across else None


def _figures_in_a_line(
    form: OfficialForm, paragraph: Paragraph, pieces: dict[str, list[Piece]]
) -> Grid | None:
    """A line with just the figures of a table of one line, as copying from a PDF leaves it."""
    text = paragraph.text.replace("|", " ")
    if not all(is_figure(first) for first in text.split(maxsplit=1)[:1]):
        return None
    figures = text.split()
    if not figures or not all(is_figure(figure) for figure in figures):
        return None
    for table in form.tables:
        for block in words(form, table).blocks:
            if block.block.across and len(block.leaves) == len(figures) and table not in pieces:
                return _with_headings(form, table, figures)
    return None


def _with_headings(form: OfficialForm, table: str, figures: Sequence[str]) -> Grid:
    heading = tuple(
        Cell(cell.text, cell.column, cell.column_span)
        for cell in form.layouts[table].cells
        if cell.text and cell.line == 0
    )
    return Grid((heading, *plain_grid([figures]).rows), placed=False)


# --------------------------------------------------------------------- names


def _names(form: OfficialForm, parts: sections.Parts, path: Path) -> tuple[str, int, list[Finding]]:
    """The organ and the year, with what was guessed."""
    guesses: list[Finding] = []
    organ = parts.named.organ if parts.named is not None else ""
    year = parts.named.year if parts.named is not None else 0
    if parts.named is None:
        sentence = "没有找到报告的标题，已按标准格式拟了一个，请核对。"
        guesses.append(remark("read-missing-title", Level.WARNING, sentence))
    if not organ:
        organ = naming.organ_in(parts.signature, parts.preamble)
        sentence = (
            f"标题里没有机关名称，根据正文推定为“{organ}”，请核对。"
            if organ
            else "没有找到机关名称，请在报告信息里填写。"
        )
        level = Level.HINT if organ else Level.WARNING
        guesses.append(remark("read-guessed-organ", level, sentence, organ=organ))
    if not year:
        year, source = _guessed_year(form, parts, path)
        level = Level.WARNING if source == "格式" else Level.HINT
        sentence = f"标题里没有年份，根据{source}推定为 {year} 年，请核对。"
        guesses.append(remark("read-guessed-year", level, sentence, year=year))
    return _agreed_organ(organ, parts), _agreed_year(form, parts, year), guesses


def _agreed_organ(titled: str, parts: sections.Parts) -> str:
    """The organ of the title, unless preamble and signature both name one that has nothing to do with it."""
    signed = naming.organ_in(parts.signature, ())
    if not titled or not signed or not organs.unrelated(titled, signed):
        return titled
    said = naming.squeezed("".join(parts.preamble))
    return organs.main(signed) if organs.main(signed) in said and titled not in said else titled


def _agreed_year(form: OfficialForm, parts: sections.Parts, titled: int) -> int:
    """The year of the title, unless that is an earlier one than text and signature both tell.

    Such a title was left as it stood in last year's report. One with a later year is believed: there the
    rest is still to be rewritten.
    """
    signed = naming.date_year(parts.signature) - 1
    if signed <= titled:
        return titled
    first = form.definition.sections[0].id
    return signed if naming.year_in([*parts.preamble, *parts.sections.get(first, ())]) == signed else titled


def _guessed_year(form: OfficialForm, parts: sections.Parts, path: Path) -> tuple[int, str]:
    first = form.definition.sections[0].id
    year = naming.year_in([*parts.preamble, *parts.sections.get(first, ())])
    if year:
        return year, "正文"
    year = naming.date_year(parts.signature)
    if year:
        return year - 1, "落款日期"
    year = naming.year_of_name(path.stem)
    if year:
        return year, "文件名"
    return form.definition.first_year, "格式"
