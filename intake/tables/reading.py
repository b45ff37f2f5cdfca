"""Found tables into cells of the form: by what labels and headings say, not by order or size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from intake.blocks import Grid, Row, texts
from intake.labels import How, key
from intake.remarks import TableRemarks
from intake.tables.fitting import Fitted, fit
from intake.tables.header import Header, Slot, assumed
from intake.tables.headers import resolve
from intake.tables.lines import Line, What, classify, neighbours, without_padding
from intake.tables.words import BlockWords, TableWords, Target, words
from model import forms
from model.address import Address
from model.forms import OfficialForm
from model.forms.definition import Row as FormRow
from model.rules.findings import AnyFinding, Level


@dataclass(frozen=True, slots=True)
class TableRead:
    """What one table of the form holds: figures as written (blank ones too), notes, remarks."""

    cells: Mapping[Address, str]
    notes: tuple[str, ...]
    remarks: tuple[AnyFinding, ...]


@dataclass
class _Reading:
    """The state while the pieces of one table are read.

    ``headers`` are the columns last read of each block, as the form has it (True) or with its rows turned.
    """

    form: OfficialForm
    words: TableWords
    remarks: TableRemarks
    cells: dict[Address, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    headers: dict[tuple[int, bool], Header] = field(default_factory=dict)
    seen_columns: dict[int, set[Target]] = field(default_factory=dict)
    seen_rows: set[str] = field(default_factory=set)
    unfilled: bool = False


def read_table(form: OfficialForm, table: str, pieces: Sequence[Grid]) -> TableRead:
    """Read one table of the form from the pieces it stands in, top to bottom."""
    reading = _Reading(form, words(form, table), TableRemarks(form, form.tables[table]))
    headings: list[Row] = []  # the lines above the next figures
    for placed, line in _named_by_neighbours(reading, _lines(reading, pieces)):
        if line.what is What.HEADING:
            headings.append(line.cells)
        elif line.what is What.NOTE:
            reading.notes.append(line.label)
        elif line.what is What.BLANK:
            reading.unfilled |= _is_unfilled(reading, line, headings)
        elif line.what is What.BAND or _figures(reading, placed, line, headings):
            headings.clear()
    _missing(reading)
    return TableRead(reading.cells, tuple(reading.notes), tuple(reading.remarks.found))


_PlacedLine = tuple[bool, Line]
"""A line, and whether the grid columns of its cells are known."""


def _lines(reading: _Reading, pieces: Sequence[Grid]) -> list[_PlacedLine]:
    """The lines of all pieces, each as what it is by itself."""
    lines: list[_PlacedLine] = []
    for grid in pieces:
        found = [classify(reading.words, row) for row in grid.rows]
        if not grid.placed:
            found = without_padding(reading.form, reading.words.table.id, found)
        lines += [(grid.placed, line) for line in found]
    return lines


def _named_by_neighbours(reading: _Reading, lines: Sequence[_PlacedLine]) -> Sequence[_PlacedLine]:
    """The lines with the rows that those around them leave for them; what was guessed of labels is told."""
    if any(block.block.across for block in reading.words.blocks):
        return lines
    made = list(lines)
    found = neighbours(reading.words, [line for _, line in lines])
    for at, (placed, line) in enumerate(lines):
        row = found.get(at)
        if row is not None:
            made[at] = (placed, replace(line, row=row))
            reading.remarks.guessed_label(line.label, _official_label(reading, row), Level.WARNING)
        elif line.row is not None and line.how is How.GUESSED:
            reading.remarks.guessed_label(line.label, _official_label(reading, line.row), Level.HINT)
    return made


def _official_label(reading: _Reading, row: tuple[int, str]) -> str:
    number, row_id = row
    return reading.words.blocks[number].rows[row_id].label


# ------------------------------------------------------- one line of figures


def _is_unfilled(reading: _Reading, line: Line, headings: Sequence[Row]) -> bool:
    """Whether a blank line is the line of figures, not filled in, of a table that has but one."""
    across = [block for block in reading.words.blocks if block.block.across]
    return bool(headings and across) and len(line.cells) >= len(across[0].leaves)


def _figures(reading: _Reading, placed: bool, line: Line, headings: Sequence[Row]) -> bool:
    """Read a line of figures; returns whether it was a row of the form."""
    found = _block_of(reading, line)
    if found is None:
        _strange(reading, line)
        return False
    number, block = found
    header = _header(reading, placed, headings, number, block)
    _fill(reading, placed, line, header, number, block)
    return True


def _block_of(reading: _Reading, line: Line) -> tuple[int, BlockWords] | None:
    """The block that a line of figures is of, with its number, or None for a line of none."""
    known = reading.words
    across = next((number for number, block in enumerate(known.blocks) if block.block.across), None)
    if across is None:
        return (line.row[0], known.blocks[line.row[0]]) if line.row is not None else None
    block = known.blocks[across]
    filled = len(line.filled)
    is_turned = line.row is not None and filled <= len(block.block.columns)
    if is_turned and line.row is not None:
        return line.row[0], known.turned[across]
    is_narrow = len(line.cells) < len(block.leaves)  # a whole line may be filled in sparsely
    has_few_figures = is_narrow and 0 < filled * 3 < len(block.leaves)
    if has_few_figures or not _is_of_headings(block, line.label):
        return None
    return across, block


def _is_of_headings(block: BlockWords, label: str) -> bool:
    """Whether a label may be headings run together, as in 行政复议行政诉讼: it has no other characters."""
    labels = [group.label for group in (*block.block.row_groups, *block.block.column_groups)]
    labels += [row.label for row in block.block.rows]
    return set(key(label).body) <= set("".join(labels))


def _strange(reading: _Reading, line: Line) -> None:
    """Tell a line that no row of the form is; one that is another form's row mixes both forms."""
    if not line.label and not line.filled:
        return
    label = line.label or _last_group(reading, line)  # what is a row in one form is a group in another
    reading.remarks.extra_row(label, line.filled)
    for form in _other_forms(reading):
        official = _official_row(words(form, reading.words.table.id), label)
        if official:
            reading.remarks.mixed(official)


def _official_row(known: TableWords, label: str) -> str:
    """The official wording of a row's label, empty for what is no row in a form's own words."""
    match = known.rows.find(label)
    is_official = match is not None and match.how is How.OFFICIAL
    return match.label if match is not None and is_official else ""


def _last_group(reading: _Reading, line: Line) -> str:
    groups = [text for text in texts(line.cells) if reading.words.groups.all(text)]
    return groups[-1] if groups else ""


def _other_forms(reading: _Reading) -> list[OfficialForm]:
    """The forms of the same kind that have a table of the same name."""
    others = [form for form in forms.of_kind(reading.form.definition.kind) if form is not reading.form]
    return [form for form in others if reading.words.table.id in form.tables]


def _fill(
    reading: _Reading, placed: bool, line: Line, header: Header, number: int, block: BlockWords
) -> None:
    """Put the figures of a line into their cells, and tell what did not fit."""
    lost_columns = len(header.targets) < len(block.leaves)
    if lost_columns and len(_trimmed(line.figures)) == len(block.leaves):
        header = assumed(block)  # a heading got lost, not a column
        reading.seen_columns[number] = set(header.targets)
    fitted = fit(header, line.figures, placed)
    row_id = line.row[1] if line.row is not None else ""
    row = block.rows.get(row_id, block.block.rows[0])
    known = block.addresses[row.id]
    read = {known[target]: text for target, text in fitted.texts.items()}
    reading.seen_rows.add(row.id)
    if not reading.cells.keys().isdisjoint(read):
        _repeated(reading, line, read)
        return
    reading.cells.update(read)
    if line.filled:
        _tell_fit(reading, block, row, header, fitted)
    if fitted.extra:
        reading.remarks.extra_cells(row, list(fitted.extra), list(known.values()))


def _tell_fit(reading: _Reading, block: BlockWords, row: FormRow, header: Header, fitted: Fitted) -> None:
    """Tell what was assumed of the columns of a line, and which of them it has no cells for."""
    if not header.read and len(block.leaves) > 1:
        reading.remarks.guessed_columns(_addresses(reading, block))
    if fitted.short:
        blank = [block.addresses[row.id][target] for target in fitted.short]
        wanted = len(header.targets)
        reading.remarks.short_row(row, wanted - len(blank), wanted, blank, fitted.merged)


def _trimmed(cells: Row) -> Row:
    """Cells without blank ones at the ends."""
    there = [index for index, cell in enumerate(cells) if cell.text]
    return cells[there[0] : there[-1] + 1] if there else ()


def _repeated(reading: _Reading, line: Line, read: Mapping[Address, str]) -> None:
    """A row met twice, as in a page that holds the table twice: the first one counts."""
    if all(reading.cells.get(address, "") == text for address, text in read.items()):
        return
    cell = reading.form.cells[next(iter(read))]
    reading.remarks.repeated_row(cell.row, line.filled, list(read))


# ------------------------------------------------------------------ headings


def _header(
    reading: _Reading, placed: bool, headings: Sequence[Row], number: int, block: BlockWords
) -> Header:
    """The columns for a line: by the headings just above, else by those of the block so far."""
    made = resolve(reading.words, block, headings, placed) if headings else None
    as_printed = (number, block.block.across)
    if made is None or made.tears_groups(block):
        return reading.headers.get(as_printed) or assumed(block)
    reading.headers[as_printed] = made
    reading.seen_columns.setdefault(number, set()).update(made.targets)
    for slot in made.slots:
        if slot.target is not None:
            _tell_heading(reading, block, slot.target, slot)
    return made


def _tell_heading(reading: _Reading, block: BlockWords, target: Target, slot: Slot) -> None:
    """Tell what was assumed of a heading: it is another form's, or only nearly this one's."""
    if slot.how is How.FORMER:
        reading.remarks.mixed(slot.text)
        return
    if slot.how is not How.GUESSED:
        return
    column = next(column for column in block.block.columns if column.id == target[1])
    reads_alike = target in (match.target.target for match in block.heads.all(slot.text))
    level = Level.HINT if reads_alike else Level.WARNING
    reading.remarks.guessed_label(slot.text, column.label, level)


# -------------------------------------------------------------- what is missing


def _missing(reading: _Reading) -> None:
    """Tell the rows and columns of the form that were not found."""
    for number, block in enumerate(reading.words.blocks):
        columns = reading.seen_columns.get(number)
        if block.block.across:
            _missing_across(reading, columns, block)
        else:
            _missing_rows(reading, columns, block)


def _missing_across(reading: _Reading, columns: set[Target] | None, block: BlockWords) -> None:
    """Of a table of one line: all figures, or the columns that are not among those of the headings read."""
    addresses = _addresses(reading, block)
    if not reading.unfilled and reading.cells.keys().isdisjoint(addresses):
        reading.remarks.missing_figures(addresses)
        return
    if not columns:
        return
    for leaf, address in zip(block.leaves, addresses, strict=True):
        if leaf.target not in columns and address not in reading.cells:
            reading.remarks.missing_column(reading.form.label(address), [address])


def _missing_rows(reading: _Reading, columns: set[Target] | None, block: BlockWords) -> None:
    """Of a table of many lines: its rows, and in those that are there its columns."""
    rows = block.block.rows
    missing = [row for row in rows if row.id not in reading.seen_rows]
    for row in missing:
        reading.remarks.missing_row(row, list(block.addresses[row.id].values()))
    if columns is None or len(missing) == len(rows):
        return
    for leaf in block.leaves:
        if leaf.target not in columns:
            cells = [reading.words.address(row.id, leaf.target) for row in rows]
            reading.remarks.missing_column(leaf.labels[0], cells)


def _addresses(reading: _Reading, block: BlockWords) -> list[Address]:
    rows = [""] if block.block.across else [row.id for row in block.block.rows]
    return [reading.words.address(row, leaf.target) for row in rows for leaf in block.leaves]
