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

    ``headers`` are the columns last read of each block, by its number, as the form has it (True) or with its
    rows turned; ``seen_columns`` are all those that headings named.
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
    for line in _named_by_neighbours(reading, _lines(reading, pieces)):
        if line.what is What.HEADING:
            headings.append(line.cells)
        elif line.what is What.NOTE:
            reading.notes.append(line.label)
        elif line.what is What.BLANK:
            reading.unfilled |= _is_unfilled(reading, line, headings)
        elif line.what is What.BAND or _figures(reading, line, headings):
            headings.clear()
    _missing(reading)
    return TableRead(reading.cells, tuple(reading.notes), tuple(reading.remarks.found))


def _lines(reading: _Reading, pieces: Sequence[Grid]) -> list[Line]:
    """The lines of all pieces, each as what it is by itself."""
    lines: list[Line] = []
    for grid in pieces:
        found = [classify(reading.words, row) for row in grid.rows]
        lines += found if grid.placed else _in_order_alone(reading, found)
    return lines


def _in_order_alone(reading: _Reading, lines: Sequence[Line]) -> list[Line]:
    """Lines of a file that loses the grid columns of its cells."""
    meant = without_padding(reading.form, reading.words.table.id, lines)
    return [replace(line, placed=False) for line in meant]


def _named_by_neighbours(reading: _Reading, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with the rows that those around them leave for them; what was guessed of labels is told."""
    if reading.words.across is not None:
        return lines
    made = list(lines)
    found = neighbours(reading.words, lines)
    for at, row in found.items():
        made[at] = replace(lines[at], row=row)
    for at, line in enumerate(made):
        if line.row is None or line.how is not How.GUESSED:
            continue
        number, row_id = line.row
        official = reading.words.blocks[number].rows[row_id].label
        level = Level.WARNING if at in found else Level.HINT
        reading.remarks.guessed_label(line.label, official, level)
    return made


# ------------------------------------------------------- one line of figures


def _is_unfilled(reading: _Reading, line: Line, headings: Sequence[Row]) -> bool:
    """Whether a blank line is the line of figures, not filled in, of a table that has but one."""
    across = reading.words.across
    if across is None or not headings:
        return False
    return len(line.cells) >= len(across.leaves)


def _figures(reading: _Reading, line: Line, headings: Sequence[Row]) -> bool:
    """Read a line of figures; returns whether it was a row of the form."""
    block = _block_of(reading.words, line)
    if block is None:
        _strange(reading, line)
        return False
    header = _header(reading, line.placed, headings, block)
    _fill(reading, line, header, block)
    return True


def _block_of(known: TableWords, line: Line) -> BlockWords | None:
    """The block that a line of figures is of, None for a line of none."""
    if known.across is not None:
        return _block_of_one_line(known, known.across, line)
    if line.row is None:
        return None
    number, _ = line.row
    return known.blocks[number]


def _block_of_one_line(known: TableWords, across: BlockWords, line: Line) -> BlockWords | None:
    """The block of a table that has but one line, or has a line a row where a file has turned its rows."""
    if line.row is not None and len(line.filled) <= len(across.block.columns):
        number, _ = line.row
        return known.turned[number]
    has_few_figures = 0 < len(line.filled) * 3 < len(across.leaves)
    is_narrow = len(line.cells) < len(across.leaves)  # a whole line may be filled in sparsely
    if has_few_figures and is_narrow:
        return None
    return across if _is_of_headings(across, line.label) else None


def _is_of_headings(block: BlockWords, label: str) -> bool:
    """Whether a label may be headings run together, as in 行政复议行政诉讼: it has no other characters."""
    own = block.block
    labels = [group.label for group in (*own.row_groups, *own.column_groups)]
    labels += [row.label for row in own.rows]
    return set(key(label).body) <= set("".join(labels))


def _strange(reading: _Reading, line: Line) -> None:
    """Tell a line that no row of the form is; one that is another form's row mixes both forms."""
    if not line.says_something:
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
    if match is None or match.how is not How.OFFICIAL:
        return ""
    return match.label


def _last_group(reading: _Reading, line: Line) -> str:
    groups = list(filter(reading.words.groups.all, texts(line.cells)))
    return groups[-1] if groups else ""


def _other_forms(reading: _Reading) -> list[OfficialForm]:
    """The forms of the same kind that have a table of the same name."""
    others = [form for form in forms.of_kind(reading.form.definition.kind) if form is not reading.form]
    return [form for form in others if reading.words.table.id in form.tables]


def _fill(reading: _Reading, line: Line, header: Header, block: BlockWords) -> None:
    """Put the figures of a line into their cells, and tell what did not fit."""
    lost_columns = len(header.targets) < len(block.leaves)
    if lost_columns and len(_trimmed(line.figures)) == len(block.leaves):
        header = assumed(block)  # a heading got lost, not a column
        reading.seen_columns[block.number] = set(header.targets)
    row = block.rows.get(line.row_id, block.block.rows[0])
    reading.seen_rows.add(row.id)
    known = block.addresses[row.id]
    fitted = fit(header, line.figures, line.placed)
    read = {known[target]: text for target, text in fitted.texts.items()}
    if not reading.cells.keys().isdisjoint(read):
        _repeated(reading, line, read)
        return
    reading.cells.update(read)
    if line.filled:
        _tell_columns(reading, block, header)
        _tell_short(reading, block, row, header, fitted)
    if fitted.moved:
        reading.remarks.moved_row(row, list(known.values()))
    if fitted.extra:
        reading.remarks.extra_cells(row, list(fitted.extra), list(known.values()))


def _tell_columns(reading: _Reading, block: BlockWords, header: Header) -> None:
    """Tell where the form's own order of columns was assumed; of one column there is no other order."""
    has_choice = len(block.leaves) > 1
    if has_choice and not header.read:
        reading.remarks.guessed_columns(list(block.figures))


def _tell_short(reading: _Reading, block: BlockWords, row: FormRow, header: Header, fitted: Fitted) -> None:
    """Tell which columns a line has no cells for."""
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


def _header(reading: _Reading, placed: bool, headings: Sequence[Row], block: BlockWords) -> Header:
    """The columns for a line: by the headings just above, else by those of the block so far."""
    as_printed = (block.number, block.block.across)
    made = resolve(reading.words, block, headings, placed) if headings else None
    if made is None or made.tears_groups(block):
        return reading.headers.get(as_printed) or assumed(block)
    reading.headers[as_printed] = made
    reading.seen_columns.setdefault(block.number, set()).update(made.targets)
    for slot in made.slots:
        _tell_heading(reading, block, slot)
    return made


def _tell_heading(reading: _Reading, block: BlockWords, slot: Slot) -> None:
    """Tell what was assumed of a heading: it is another form's, or only nearly this one's."""
    if slot.target is None:
        return
    if slot.how is How.FORMER:
        reading.remarks.mixed(slot.text)
    elif slot.how is How.GUESSED:
        level = Level.HINT if _reads_alike(block, slot) else Level.WARNING
        reading.remarks.guessed_label(slot.text, block.labels[slot.target], level)


def _reads_alike(block: BlockWords, slot: Slot) -> bool:
    """Whether a heading was guessed by its words, and not by what its neighbours leave for it."""
    return any(match.target.target == slot.target for match in block.heads.all(slot.text))


# -------------------------------------------------------------- what is missing


def _missing(reading: _Reading) -> None:
    """Tell the rows and columns of the form that were not found."""
    for block in reading.words.blocks:
        if block.block.across:
            _missing_across(reading, block)
        else:
            _missing_rows(reading, block)


def _missing_across(reading: _Reading, block: BlockWords) -> None:
    """Of a table of one line: all figures, or the columns that are not among those of the headings read."""
    has_figures = not reading.cells.keys().isdisjoint(block.figures)
    if not (has_figures or reading.unfilled):
        reading.remarks.missing_figures(list(block.figures))
        return
    line = next(iter(block.addresses.values()))
    for address in map(line.__getitem__, _missing_columns(reading, block)):
        if address not in reading.cells:
            reading.remarks.missing_column(reading.form.label(address), [address])


def _missing_rows(reading: _Reading, block: BlockWords) -> None:
    """Of a table of many lines: its rows, and in those that are there its columns."""
    missing = dict(block.rows)
    for row_id in reading.seen_rows:
        missing.pop(row_id, None)
    for row_id, row in missing.items():
        reading.remarks.missing_row(row, list(block.addresses[row_id].values()))
    if len(missing) == len(block.rows):
        return  # without a row no column is missed besides
    for target in _missing_columns(reading, block):
        cells = [line[target] for line in block.addresses.values()]
        reading.remarks.missing_column(block.labels[target], cells)


def _missing_columns(reading: _Reading, block: BlockWords) -> list[Target]:
    """The columns of a block that its headings did not name; none where no heading told."""
    seen = reading.seen_columns.get(block.number)
    return [target for target in block.targets if target not in seen] if seen else []
