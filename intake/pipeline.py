"""A file's blocks into a report, step by step; each guess on the way is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from intake import characters, properties
from intake.blocks import MOST_CELLS, Block, Grid, Paragraph, Picture
from intake.failures import Unreadable
from intake.formats.reader import Document
from intake.remarks import remark
from intake.tables import identify, placing, stacked
from intake.tables.identify import Piece
from intake.tables.reading import TableRead, read_table
from intake.texts import authorship, naming, sections
from model import forms
from model.address import Address
from model.forms import OfficialForm
from model.forms.definition import Table
from model.report import Paragraphs, Report, overridden
from model.report.length import MOST_CHARACTERS, MOST_PARAGRAPHS
from model.rules.findings import AnyFinding, Level
from model.text import titles
from model.text.titles import joined
from model.values import canonical, parse, without_idle_decimals

_MOST_ABOVE_TITLE = 20  # paragraphs


@dataclass(frozen=True, slots=True)
class Imported:
    """A report as read, and what was assumed on the way (findings with codes ``read-…``)."""

    report: Report
    remarks: tuple[AnyFinding, ...]

    @property
    def assumed(self) -> tuple[AnyFinding, ...]:
        """The remarks that still matter where the file itself goes no further, as with last year's."""
        return tuple(remark for remark in self.remarks if remark.code not in properties.ABOUT_THE_FILE)


def run(document: Document, path: Path, *, of_any_length: bool = False) -> Imported:
    """Make a report of what a file holds. Raises Unreadable when nothing of a report is in it.

    So it does for one that is too long to be checked, unless it may be ``of_any_length``.
    """
    if not of_any_length:
        _check_size(document.blocks, path.name)
    clean, replaced = characters.made_usual(document.blocks)
    blocks = stacked.gathered(placing.without_layout(clean))
    form = _form(blocks, path)
    placed = placing.place(form, blocks)
    parts = sections.sort(form, placed.items)
    if not placed.pieces and not parts.found:
        raise Unreadable(_nothing_found(path.name, blocks))
    tables = _tables(form, placed.pieces, _pictures(blocks), parts.sections)
    if document.tables_only:
        parts = _without_headings(parts)
        author = authorship.of_tables(parts, path)
    else:
        author = authorship.found(form, parts, path)
    report = _report(form, parts, tables, author)
    of_file = properties.told(form, report, document.properties)
    told = (*document.remarks, *replaced, *placed.remarks, *tables.remarks, *parts.remarks)
    told += (*author.guesses, *of_file)
    return Imported(report, told)


def _without_headings(parts: sections.Parts) -> sections.Parts:
    """Parts of a kind of file that has no headings: none is missed."""
    told = (finding for finding in parts.remarks if finding.code != sections.NO_HEADING)
    return replace(parts, remarks=tuple(told))


def _check_size(blocks: Sequence[Block], name: str) -> None:
    """Refuse what is far longer than any report, before time is spent on it."""
    cells = sum(len(row) for grid in _grids(blocks) for row in grid.rows)
    length = sum(map(_length, blocks))
    if cells > MOST_CELLS or len(blocks) > MOST_PARAGRAPHS or length > MOST_CHARACTERS:
        raise Unreadable(f"“{name}”的内容过多，不像一份年度报告，没有读入，请确认选对了文件。")


def _length(block: Block) -> int:
    """The characters of a block that are no blanks."""
    if isinstance(block, Picture):
        return 0
    written = block.texts if isinstance(block, Grid) else [block.text]
    return sum(len(word) for text in written for word in text.split())


def _grids(blocks: Iterable[Block]) -> list[Grid]:
    return [block for block in blocks if isinstance(block, Grid)]


def _pictures(blocks: Iterable[Block]) -> int:
    return sum(isinstance(block, Picture) for block in blocks)


def _form(blocks: Sequence[Block], path: Path) -> OfficialForm:
    """The form that the tables were made on; without telling tables the year decides."""
    told_by_tables = identify.the_form(_grids(blocks))
    if told_by_tables is not None:
        return told_by_tables
    newest = forms.of_kind()[-1]
    year = _year(newest, blocks, path)
    return forms.in_force(year) if year else newest


def _year(form: OfficialForm, blocks: Iterable[Block], path: Path) -> int:
    """The year that the title, the text or the file's name says, 0 for none."""
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    return _titled_year(form, texts) or naming.year_in(texts) or naming.year_of_name(path.stem)


def _titled_year(form: OfficialForm, texts: Sequence[str]) -> int:
    """The year of the first title that has one, 0 for none."""
    for text in texts[:_MOST_ABOVE_TITLE]:
        title = naming.title(form, text)
        if title is not None and title.year:
            return title.year
    return 0


@dataclass
class _Tables:
    """What all tables together hold: figures as written, the notes of each section, remarks."""

    cells: dict[Address, str] = field(default_factory=dict)
    notes: dict[str, Paragraphs] = field(default_factory=dict)
    remarks: list[AnyFinding] = field(default_factory=list)


def _tables(
    form: OfficialForm,
    pieces: Mapping[str, Sequence[Piece]],
    pictures: int,
    texts: Mapping[str, Sequence[str]],
) -> _Tables:
    """Read the tables from their pieces; where there are none the texts may hold their cells."""
    made = _Tables()
    for table in form.definition.tables:
        section = form.section_of(table.id).id
        if table.id not in pieces:
            is_text = _is_in(table, naming.squeezed("".join(texts.get(section, ()))))
            made.remarks.append(_no_table(form, table, pictures, is_text=is_text))
            continue
        read = _read_table(form, table.id, pieces[table.id])
        made.notes[section] = read.notes
        made.remarks += read.remarks
        for address, raw in read.cells.items():
            figure = _figure(form, address, raw)
            if figure:
                made.cells[address] = figure
    return made


def _figure(form: OfficialForm, address: Address, raw: str) -> str:
    """A cell's text as it is saved; in a column of counts 12.00 is 12."""
    if raw.isdecimal() and raw.isascii():  # nearly all are
        return canonical(raw)
    return without_idle_decimals(parse(raw), form.cells[address].column.measure).text


def _read_table(form: OfficialForm, table: str, pieces: Sequence[Piece]) -> TableRead:
    figures = pieces[0].figures if len(pieces) == 1 else None
    if figures is not None:
        return TableRead(figures, (), ())
    return read_table(form, table, [piece.grid for piece in pieces])


def _is_in(table: Table, text: str) -> bool:
    """Whether a text has most labels of a table: its cells stand there, in a manner that is not known."""
    labels: set[str] = set()
    for block in table.blocks:
        labels.update(naming.squeezed(row.label) for row in block.rows)
        labels.update(naming.squeezed(column.label) for column in block.columns)
    return sum(label in text for label in labels) * 3 >= len(labels) * 2


def _no_table(form: OfficialForm, table: Table, pictures: int, *, is_text: bool) -> AnyFinding:
    name = f"“{form.section_of(table.id).short}”的表格"
    if is_text:
        sentence = f"{name}没有认出，它的文字留在这一部分的正文里。请对照着填写表格，再从正文里删去这些文字。"
    elif pictures:
        sentence = f"{name}没有找到，可能是图片，读不出来，请照着原文件里的图片填写。"
    else:
        sentence = f"没有找到{name}，表中数据留空，请补填。"
    addresses = [address for address, cell in form.cells.items() if cell.table.id == table.id]
    return remark("read-missing-table", Level.WARNING, sentence, addresses)


def _nothing_found(name: str, blocks: Sequence[Block]) -> str:
    pictures = _pictures(blocks)
    if pictures:
        return (
            f"“{name}”里只有图片（{pictures} 张），没有可以读取的文字和表格，"
            "请用文字版的报告，或新建报告后照着图片填写。"
        )
    return f"“{name}”里没有找到年度报告的表格和标题，请确认这是政府信息公开工作年度报告的文件。"


def _report(
    form: OfficialForm, parts: sections.Parts, tables: _Tables, author: authorship.Authorship
) -> Report:
    return Report(
        form=form.id,
        organ=author.organ,
        year=author.year,
        title=joined(parts.title) or form.title(author.organ, author.year),
        preamble=parts.preamble,
        sections=_texts(form, parts, tables),
        signature=tuple(joined(text, titles.SIGNATURE_LINE) for text in parts.signature),
        cells={address: tables.cells[address] for address in form.cells if address in tables.cells},
        overrides=overridden(form, tables.cells),
    )


def _texts(form: OfficialForm, parts: sections.Parts, tables: _Tables) -> dict[str, Paragraphs]:
    """The paragraphs of each section that has any: the notes of its table first."""
    made: dict[str, Paragraphs] = {}
    for section in form.definition.sections:
        paragraphs = (*tables.notes.get(section.id, ()), *parts.sections.get(section.id, ()))
        if paragraphs:
            made[section.id] = paragraphs
    return made
