"""Found tables into cells of the form: by what labels and headings say, not by order or size."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from intake.blocks import Grid, Row
from intake.labels import How, key
from intake.remarks import TableRemarks
from intake.tables.headers import Header, Slot, assumed, resolve
from intake.tables.lines import Line, What, classify, is_figure, neighbours, without_padding
from intake.tables.words import BlockWords, TableWords, Target, words
from model import forms
from model.address import Address
from model.forms import OfficialForm
from model.rules.findings import AnyFinding, Level


@dataclass(frozen=True, slots=True)
class TableRead:
    """What one table of the form holds: figures as written (blank ones too), notes, remarks."""

    cells: Mapping[Address, str]
    notes: tuple[str, ...]
    remarks: tuple[AnyFinding, ...]


class Fitted(Struct, frozen=True):
    """The figures of a line under the columns of the form.

    ``short`` are those that it has no cells for; ``merged``: because one cell takes several of them.
    """

    texts: Mapping[Target, str]
    short: tuple[Target, ...] = ()
    extra: tuple[str, ...] = ()
    merged: bool = False


@dataclass
class _Reading:
    """The state while the pieces of one table are read."""

    form: OfficialForm
    words: TableWords
    remarks: TableRemarks
    cells: dict[Address, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    headers: dict[int, Header] = field(default_factory=dict)
    seen_columns: dict[int, set[Target]] = field(default_factory=dict)
    seen_rows: set[str] = field(default_factory=set)
    unfilled: bool = False


def read_table(form: OfficialForm, table: str, pieces: Sequence[Grid]) -> TableRead:
    """Read one table of the form from the pieces it stands in, top to bottom."""
    reading = _Reading(form, words(form, table), TableRemarks(form, form.tables[table]))
    lines: list[tuple[Grid, Line]] = []
    for grid in pieces:
        found = [classify(reading.words, row) for row in grid.rows]
        lines += [(grid, line) for line in (found if grid.placed else without_padding(form, table, found))]
    lines = _named_by_neighbours(reading, lines)
    heading: list[Row] = []
    for grid, line in lines:
        if line.what is What.HEADING:
            heading.append(line.cells)
        elif line.what is What.NOTE:
            reading.notes.append(line.label)
        elif line.what is What.BLANK:
            reading.unfilled |= _is_unfilled(reading, line, heading)
        elif line.what is What.BAND or _figures(reading, grid, line, heading):
            heading.clear()
    _missing(reading)
    return TableRead(reading.cells, tuple(reading.notes), tuple(reading.remarks.found))


def _named_by_neighbours(reading: _Reading, lines: Sequence[tuple[Grid, Line]]) -> list[tuple[Grid, Line]]:
    if any(block.block.across for block in reading.words.blocks):
        return list(lines)
    found = neighbours(reading.words, [line for _, line in lines])
    for index, (_, line) in enumerate(lines):
        if index in found:
            number, row_id = found[index]
            row = next(r for r in reading.words.blocks[number].block.rows if r.id == row_id)
            reading.remarks.guessed_label(line.label, row.label, Level.WARNING)
        elif line.row is not None and line.how is How.GUESSED:
            number, row_id = line.row
            row = next(r for r in reading.words.blocks[number].block.rows if r.id == row_id)
            reading.remarks.guessed_label(line.label, row.label, Level.HINT)
    return [
        (grid, replace(line, row=found[index]) if index in found else line)
        for index, (grid, line) in enumerate(lines)
    ]


# ------------------------------------------------------- one line of figures


def _is_unfilled(reading: _Reading, line: Line, heading: Sequence[Row]) -> bool:
    """Whether a blank line is the line of figures, not filled in, of a table that has but one."""
    across = [block for block in reading.words.blocks if block.block.across]
    return bool(heading and across and len(line.cells) >= len(across[0].leaves))


def _figures(reading: _Reading, grid: Grid, line: Line, heading: Sequence[Row]) -> bool:
    """Read a line of figures; returns whether it was a row of the form."""
    across = next((n for n, b in enumerate(reading.words.blocks) if b.block.across), None)
    if across is not None:
        block = reading.words.blocks[across]
        turned = line.row is not None and len(line.filled) <= len(block.block.columns)
        if turned and line.row is not None:
            return _fill(reading, grid, line, heading, line.row[0], reading.words.turned[across])
        narrow = len(line.cells) < len(block.leaves)  # a whole line may be filled in sparsely
        few = narrow and line.filled and len(line.filled) * 3 < len(block.leaves)
        if few or not _of_headings(block, line.label):
            _strange(reading, line)
            return False
        return _fill(reading, grid, line, heading, across, block)
    if line.row is None:
        _strange(reading, line)
        return False
    return _fill(reading, grid, line, heading, line.row[0], reading.words.blocks[line.row[0]])


def _of_headings(block: BlockWords, label: str) -> bool:
    """Whether a label may be headings run together, as in 行政复议行政诉讼: it has no other characters."""
    labels = [item.label for item in (*block.block.row_groups, *block.block.column_groups)]
    labels += [row.label for row in block.block.rows]
    return set(key(label).body) <= set("".join(labels))


def _strange(reading: _Reading, line: Line) -> None:
    """A line that no row of the form is: told; one that is another form's row mixes both forms."""
    if not line.label and not line.filled:
        return
    groups = [cell.text for cell in line.cells if cell.text and reading.words.groups.all(cell.text)]
    label = line.label or "".join(groups[-1:])  # what is a row in one form is a group in another
    reading.remarks.extra_row(label, line.filled)
    for form in _other_forms(reading):
        match = words(form, reading.words.table.id).rows.find(label)
        if match is not None and match.how is How.OFFICIAL:
            reading.remarks.mixed(match.label)


def _other_forms(reading: _Reading) -> list[OfficialForm]:
    """The forms of the same kind that have a table of the same name."""
    others = [form for form in forms.of_kind(reading.form.definition.kind) if form is not reading.form]
    return [form for form in others if reading.words.table.id in form.tables]


def _fill(
    reading: _Reading, grid: Grid, line: Line, heading: Sequence[Row], number: int, block: BlockWords
) -> bool:
    header = _header(reading, grid, heading, number, block)
    filled_up = len(_trimmed(line.figures)) == len(block.leaves)
    if filled_up and len(header.targets) < len(block.leaves):
        header = assumed(block)  # a heading got lost, not a column
        reading.seen_columns[number] = set(header.targets)
    fitted = fit(header, line.figures, grid.placed)
    row_id = line.row[1] if line.row is not None else ""
    row = block.rows.get(row_id, block.block.rows[0])
    known = block.addresses[row.id]
    read = {known[target]: text for target, text in fitted.texts.items()}
    reading.seen_rows.add(row.id)
    if not reading.cells.keys().isdisjoint(read):
        _repeated(reading, line, read)
        return True
    reading.cells.update(read)
    if not header.read and line.filled and len(block.leaves) > 1:
        reading.remarks.guessed_columns(_addresses(reading, block))
    if fitted.short and line.filled:
        blank = [known[target] for target in fitted.short]
        wanted = len(header.targets)
        reading.remarks.short_row(row, wanted - len(blank), wanted, blank, fitted.merged)
    if fitted.extra:
        reading.remarks.extra_cells(row, list(fitted.extra), list(known.values()))
    return True


def _repeated(reading: _Reading, line: Line, read: Mapping[Address, str]) -> None:
    """A row met twice, as in a page that holds the table twice: the first one counts."""
    if all(reading.cells.get(address, "") == text for address, text in read.items()):
        return
    cell = reading.form.cells[next(iter(read))]
    reading.remarks.repeated_row(cell.row, line.filled, list(read))


# ------------------------------------------------------------------ headings


def _header(reading: _Reading, grid: Grid, heading: Sequence[Row], number: int, block: BlockWords) -> Header:
    """The columns for a line: by the headings just above, else by those of the block so far."""
    made = resolve(reading.words, block, heading, grid.placed) if heading else None
    if made is None or made.tears_groups(block):
        known = reading.headers.get(number)
        return known if known is not None else assumed(block)
    reading.headers[number] = made
    seen = reading.seen_columns.setdefault(number, set())
    seen |= made.targets
    for slot in made.slots:
        _tell_heading(reading, block, slot)
    return made


def _tell_heading(reading: _Reading, block: BlockWords, slot: Slot) -> None:
    if slot.target is None or slot.how not in (How.FORMER, How.GUESSED):
        return
    column = next(c for c in block.block.columns if slot.target[1] == c.id)
    if slot.how is How.FORMER:
        reading.remarks.mixed(slot.text)
    else:
        known = any(m.target.target == slot.target for m in block.heads.all(slot.text))
        reading.remarks.guessed_label(slot.text, column.label, Level.HINT if known else Level.WARNING)


def fit(header: Header, cells: Row, placed: bool) -> Fitted:
    """Put the cells behind a label under the columns.

    By their place in the grid where that is certain; else by order where there are as many as columns; else,
    with blanks at the ends left out, from the left.
    """
    if placed and header.placed:
        found = _in_place(header, cells)
        if found is not None:
            return found
    if len(cells) == len(header.slots):
        return _in_order(header, cells)
    return _from_the_left(header, cells, placed)


def _in_order(header: Header, cells: Row) -> Fitted:
    texts: dict[Target, str] = {}
    extra = []
    for slot, cell in zip(header.slots, cells, strict=True):
        if slot.target is not None:
            texts[slot.target] = cell.text
        elif cell.text:
            extra.append(cell.text)
    return Fitted(texts, (), tuple(extra))


def _in_place(header: Header, cells: Row) -> Fitted | None:
    texts: dict[Target, str] = {}
    extra: list[str] = []
    right = header.slots[-1].column + header.slots[-1].span
    for cell in cells:
        slot = header.by_column.get(cell.column)
        if slot is None or slot.target is None:
            if slot is None and cell.column < right and is_figure(cell.text):
                return None
            extra += [cell.text] if cell.text else []
        elif texts.setdefault(slot.target, cell.text) != cell.text and cell.text:
            if texts[slot.target]:
                return None
            texts[slot.target] = cell.text
    if len(texts) == len(header.targets):
        return Fitted(texts, (), tuple(extra))
    wanted = [slot.target for slot in header.slots if slot.target is not None]
    missing = tuple(target for target in wanted if target not in texts)
    if list(missing) == wanted[-len(missing) :]:
        return Fitted(texts, missing, tuple(extra))
    # A line that is short lacks its end, or has merged cells, each from a column's edge to another's.
    return Fitted(texts, missing, tuple(extra), merged=True) if _is_merged(header, cells) else None


def _is_merged(header: Header, cells: Row) -> bool:
    """Whether a line has fewer cells than columns because some take several, and none is amiss."""
    starts = {slot.column for slot in header.slots}
    ends = {slot.column + slot.span for slot in header.slots}
    under = [cell for cell in cells if cell.column < max(ends)]
    return (
        len(under) < len(header.slots)
        and under[0].column == min(starts)
        and all(cell.column in starts and cell.column + cell.span in ends for cell in under)
        and under[-1].column + under[-1].span == max(ends)
    )


def _trimmed(cells: Row) -> Row:
    """Cells without blank ones at the ends."""
    there = [index for index, cell in enumerate(cells) if cell.text]
    return cells[there[0] : there[-1] + 1] if there else ()


def _from_the_left(header: Header, cells: Row, placed: bool) -> Fitted:
    targets = [slot.target for slot in header.slots if slot.target is not None]
    least = (
        len(targets) if placed else 0
    )  # of a line whose columns are not known, blanks at its end say nothing
    there = _without_blanks_at_end(cells, least)
    there = _without_blanks_at_end(there[::-1], len(targets))[::-1]
    texts = {target: cell.text for target, cell in zip(targets, there, strict=False)}
    extra = tuple(cell.text for cell in there[len(targets) :] if cell.text)
    return Fitted(texts, tuple(targets[len(there) :]), extra)


def _without_blanks_at_end(cells: Row, least: int) -> Row:
    """Cells without blank ones at the end, as long as more than some are left."""
    end = len(cells)
    while end > least and not cells[end - 1].text:
        end -= 1
    return cells[:end]


# ------------------------------------------------------------- what is missing


def _missing(reading: _Reading) -> None:
    for number, block in enumerate(reading.words.blocks):
        if block.block.across:
            addresses = _addresses(reading, block)
            if not reading.unfilled and not any(address in reading.cells for address in addresses):
                reading.remarks.missing_figures(addresses)
            else:
                _missing_across(reading, number, block)
            continue
        there = set()
        for row in block.block.rows:
            if row.id in reading.seen_rows:
                there.add(row.id)
            else:
                mine = [reading.words.address(row.id, leaf.target) for leaf in block.leaves]
                reading.remarks.missing_row(row, mine)
        columns = reading.seen_columns.get(number)
        if columns is None or not there:
            continue
        for leaf in block.leaves:
            if leaf.target not in columns:
                mine = [reading.words.address(row.id, leaf.target) for row in block.block.rows]
                reading.remarks.missing_column(leaf.labels[0], mine)


def _missing_across(reading: _Reading, number: int, block: BlockWords) -> None:
    """Tell the columns that headings were read for, and these were not among."""
    columns = reading.seen_columns.get(number)
    for leaf in block.leaves if columns else ():
        address = reading.words.address("", leaf.target)
        if columns is not None and leaf.target not in columns and address not in reading.cells:
            reading.remarks.missing_column(reading.form.label(address), [address])


def _addresses(reading: _Reading, block: BlockWords) -> list[Address]:
    rows: Iterable[str] = ("",) if block.block.across else (row.id for row in block.block.rows)
    return [reading.words.address(row, leaf.target) for row in rows for leaf in block.leaves]
