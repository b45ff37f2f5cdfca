"""The figures of the text against the tables, every mention of them.

What a figure speaks of is found by ``model.reading``; a figure whose meaning is not certain is left alone.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

import msgspec

from model.address import Address
from model.chinese.figures import Figure
from model.forms import OfficialForm
from model.reading.facts import Listing, Mention, Quantity, Reading, Share
from model.reading.meaning import Meaning, cell_number, label, number, splits
from model.reading.reader import read
from model.report import Edit, Report, place, set_cells, text_place
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import AnyFinding, Finding, GivesWay, Level, Span
from model.rules.wording import cell_name
from model.values import Measure, canonical

_HUNDRED = Decimal(100)


def parts_units(*reads: str) -> Callable[[OfficialForm], Iterator[Unit[str]]]:
    """Return a cutting into units by part of the text, each reading some fields besides."""
    fields = tuple(map(place, reads))

    def units(form: OfficialForm) -> Iterator[Unit[str]]:
        for part in ("preamble", *form.sections):
            yield Unit(part, (text_place(part), *fields))

    return units


def readings(form: OfficialForm, report: Report, part: str) -> Iterator[tuple[int, Reading]]:
    """Yield what the paragraphs of a part say, with their numbers."""
    for index, paragraph in enumerate(report.text(part)):
        yield index, read(form, report.organ, report.year, part, paragraph)


_with_cells = parts_units("cells/*", "year", "organ")


# ------------------------------------------------------------- text-figure


class Spoken(msgspec.Struct, frozen=True):
    """What a figure of the text is said of, and what else it might have been said of (it fits none)."""

    meaning: Meaning
    others: tuple[Meaning, ...] = ()


def _text_figure(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[Spoken]]:
    """A figure said of a table's item differs from the table."""
    for index, reading in readings(form, report, part):
        for mention in reading.mentions:
            figure = mention.quantity.figure
            if figure is None or figure.approximate or mention.rest:
                continue
            numbers = mention.numbers(form, report.cells)
            if not any(map(figure.agrees, numbers)):
                yield _differs(form, report, Span(part, index, figure.start, figure.end), mention, figure)


def _differs(
    form: OfficialForm, report: Report, span: Span, mention: Mention, figure: Figure
) -> Outcome[Spoken]:
    numbers = [number(form, report.cells, one) for one in mention.meanings]
    for spoken, wanted in zip(mention.meanings, numbers, strict=True):
        if wanted is None:
            return TEXT_FIGURE.waits(missing(form, report, spoken))
    first, wanted = mention.meanings[0], numbers[0]
    assert wanted is not None
    facts = Spoken(first, mention.meanings[1:])
    return TEXT_FIGURE.found(facts, first.addresses, figure.text, figure.rewritten(wanted), span=span)


def _say_text_figure(form: OfficialForm, _report: Report, finding: Finding[Spoken]) -> str:
    hint = "（合计数也不符）" if finding.facts.others else ""
    return (
        f"正文写“{finding.actual}”，{label(form, finding.facts.meaning)}为 {finding.expected}{hint}。"
        "请改正文字或表格；如果说的是别的数字，可以说明情况并接受。"
    )


def _write_the_cell(form: OfficialForm, report: Report, finding: Finding[Spoken]) -> Iterator[Edit]:
    """Write a count of the text into its one cell."""
    figure = canonical(finding.actual)
    if len(finding.addresses) != 1 or not figure.isdigit() or finding.facts.others:
        return
    (address,) = finding.addresses
    if form.cells[address].measure is Measure.COUNT:
        label = f"把{cell_name(form, address)}改为 {figure}"
        yield set_cells(form, report, {address: figure}, label)


TEXT_FIGURE = Rule(
    code="text-figure",
    title="正文数字与表格一致",
    level=Level.ERROR,
    units=_with_cells,
    check=_text_figure,
    sentence=_say_text_figure,
    rewrites=True,
    repair=_write_the_cell,
)

# -------------------------------------------------------------- text-share


class Part(msgspec.Struct, frozen=True):
    """The part and the whole that the share is worked out from, and what the part is of."""

    part: Decimal
    whole: Decimal
    meaning: Meaning


def _text_share(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[Part]]:
    """A percentage is not what its figures give, to the digits it is written with."""
    for index, reading in readings(form, report, part):
        for share in reading.shares:
            yield from _share(form, report, Span(part, index, *_place(share.quantity)), share)


def _share(form: OfficialForm, report: Report, span: Span, share: Share) -> Iterator[Outcome[Part]]:
    figure = share.quantity.figure
    if figure is None or figure.approximate or not share.part.quantity.exact:
        return
    parts = _values(form, report, share.part)
    # What the part is a part of comes first: of all figures named before, it is what the share is said of.
    told = list(reversed(share.wholes))
    told.sort(key=lambda one: not _divides(form, one, share.part))
    wholes = [value for one in told for value in _values(form, report, one)]
    wholes += [value for base in share.bases if (value := number(form, report.cells, base)) is not None]
    pairs = [(one, whole) for whole in wholes for one in parts if whole and one <= whole]
    if not pairs or any(figure.agrees(one / whole * _HUNDRED) for one, whole in pairs):
        return
    one, whole = pairs[0]
    expected = figure.rewritten(one / whole * _HUNDRED)
    spoken = share.part.meanings[0]
    yield TEXT_SHARE.found(Part(one, whole, spoken), spoken.addresses, figure.text, expected, span=span)


def _divides(form: OfficialForm, whole: Mention, part: Mention) -> bool:
    return any(splits(form, one, (other,)) for one in whole.meanings for other in part.meanings)


def _say_text_share(form: OfficialForm, _report: Report, finding: Finding[Part]) -> str:
    part, whole = plain(finding.facts.part), plain(finding.facts.whole)
    return (
        f"正文写“{finding.actual}”，按 {part}÷{whole}（{label(form, finding.facts.meaning)}所占比例）"
        f"计算应为 {finding.expected}。"
    )


TEXT_SHARE = Rule(
    code="text-share",
    title="正文百分比计算正确",
    level=Level.WARNING,
    units=_with_cells,
    check=_text_share,
    sentence=_say_text_share,
    rewrites=True,
)

# -------------------------------------------------------------- text-parts


class Listed(msgspec.Struct, frozen=True):
    """The numbers of the parts, and where the figures of whole and parts stand (start, end)."""

    parts: tuple[Decimal, ...]
    figures: tuple[tuple[int, int], ...]


def _text_parts(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[Listed]]:
    """The parts listed in a sentence do not add up to their whole."""
    for index, reading in readings(form, report, part):
        for listing in reading.listings:
            yield from _parts(form, report, Span(part, index, *_place(listing.whole.quantity)), listing)


def _parts(form: OfficialForm, report: Report, span: Span, listing: Listing) -> Iterator[Outcome[Listed]]:
    whole = listing.whole.quantity.value(form, report.cells)
    if whole is None or not listing.whole.quantity.exact:
        return
    known = bool(listing.whole.meanings)
    found = _known_parts(form, report, listing) if known else _closed_parts(listing)
    if found is None or not all(one.quantity.exact for one in found[0]):
        return
    taken, complete = found
    values = [one.quantity.value(form, report.cells) for one in taken]
    numbers = [one for one in values if one is not None]
    total = sum(numbers, Decimal(0))
    if len(numbers) < len(values) or total == whole or (total < whole and not complete):
        return
    addresses = listing.whole.meanings[0].addresses if known else ()
    figures = tuple(_place(one.quantity) for one in (listing.whole, *taken))
    facts = Listed(tuple(numbers), figures)
    yield TEXT_PARTS.found(facts, addresses, plain(whole), plain(total), span=span)


def _known_parts(form: OfficialForm, report: Report, listing: Listing) -> tuple[list[Mention], bool] | None:
    """Return the parts that divide a whole of the tables, and whether they must give all of it."""
    for whole in listing.whole.meanings:
        chosen: list[Meaning] = []
        for part in listing.parts:
            if not part.meanings:
                break
            same = (m for m in part.meanings if m.rows == whole.rows or m.columns == whole.columns)
            chosen.append(next(same, part.meanings[0]))
        divided = splits(form, whole, tuple(chosen))
        if divided is not None:
            rest, taken = divided
            return list(listing.parts[:taken]), number(form, report.cells, rest) == 0
    return None


def _closed_parts(listing: Listing) -> tuple[list[Mention], bool] | None:
    """Return the parts of a list that ends in “其他…”, when all count the same things."""
    counters = {one.quantity.counter for one in (listing.whole, *listing.parts)}
    enough = len(listing.parts) > 1 and len(counters) == 1 and counters != {""}
    return (list(listing.parts), True) if listing.closed and enough else None


def _say_text_parts(_form: OfficialForm, _report: Report, finding: Finding[Listed]) -> str:
    sum_ = "+".join(map(plain, finding.facts.parts))
    return (
        f"正文写总数 {finding.actual}，但句中所列各项相加为 {finding.expected}（{sum_}），两者不符，请核对。"
    )


def _one_of_its_figures(parts: Finding[Listed], figure: AnyFinding) -> bool:
    """Whether the figure of the text that is wrong is the whole of a list, or one of its parts."""
    one, other = parts.span, figure.span
    if one is None or other is None or (one.part, one.paragraph) != (other.part, other.paragraph):
        return False
    return (other.start, other.end) in parts.facts.figures


TEXT_PARTS = Rule(
    code="text-parts",
    title="正文分项之和等于总数",
    level=Level.WARNING,
    units=_with_cells,
    check=_text_parts,
    sentence=_say_text_parts,
    # The table tells which figure of a list is wrong, the sum only that one is.
    gives_way=(GivesWay(TEXT_FIGURE, _one_of_its_figures),),
)


def _place(quantity: Quantity) -> tuple[int, int]:
    return quantity.start, quantity.end


def _values(form: OfficialForm, report: Report, mention: Mention) -> list[Decimal]:
    """A mention's own number first, then those of the tables for it."""
    own = mention.quantity.value(form, report.cells) if mention.quantity.exact else None
    return [*([own] if own is not None else []), *mention.numbers(form, report.cells)]


def missing(form: OfficialForm, report: Report, spoken: Meaning) -> tuple[Address, ...]:
    """Return the cells of what is spoken of that hold no number yet."""
    return tuple(a for a in spoken.addresses if cell_number(form, report.cells, a) is None)


def plain(value: Decimal) -> str:
    """Return a number for a sentence, without zeros that say nothing."""
    return format(value.normalize(), "f")


RULES: tuple[AnyRule, ...] = (TEXT_FIGURE, TEXT_SHARE, TEXT_PARTS)
