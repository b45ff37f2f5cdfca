"""The figures of the text against the tables, every mention of them.

What a figure speaks of is found by ``model.reading``; a figure whose meaning is not certain is left alone.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

from model import charts
from model.address import Address
from model.chinese.figures import Figure, Kind
from model.forms import OfficialForm, known, load
from model.reading.facts import Growth, Listing, Mention, Quantity, Reading, Share
from model.reading.fields import fields, halves
from model.reading.meaning import Meaning, cell_number, meaning, number, splits
from model.reading.reader import read
from model.report import Report, place, text_place
from model.rules.engine import Outcome, Unit, rule
from model.rules.findings import Finding, Level, NotYet, Span
from model.values import Measure

_HUNDRED = Decimal(100)


def parts_units(*reads: str) -> Callable[[OfficialForm], Iterator[Unit]]:
    """Return a cutting into units by part of the text, each reading some fields besides."""
    fields = tuple(map(place, reads))

    def units(form: OfficialForm) -> Iterator[Unit]:
        for part in ("preamble", *form.sections):
            yield Unit(part, (text_place(part), *fields))

    return units


def readings(form: OfficialForm, report: Report, part: str) -> Iterator[tuple[int, Reading]]:
    """Yield what the paragraphs of a part say, with their numbers."""
    for index, paragraph in enumerate(report.text(part)):
        yield index, read(form, report.organ, report.year, part, paragraph)


_with_cells = parts_units("cells/*", "year", "organ")


@rule("text-figure", _with_cells)
def text_figure(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome]:
    """A figure said of a table's item differs from the table."""
    for index, reading in readings(form, report, part):
        for mention in reading.mentions:
            figure = mention.quantity.figure
            if figure is None or figure.approximate or mention.rest:
                continue
            numbers = mention.numbers(form, report.cells)
            if not any(map(figure.agrees, numbers)):
                yield _differs(form, report, Span(part, index, figure.start, figure.end), mention, figure)


def _differs(form: OfficialForm, report: Report, span: Span, mention: Mention, figure: Figure) -> Outcome:
    numbers = [number(form, report.cells, one) for one in mention.meanings]
    for spoken, wanted in zip(mention.meanings, numbers, strict=True):
        if wanted is None:
            return NotYet("text-figure", _missing(form, report, spoken))
    first, wanted = mention.meanings[0], numbers[0]
    assert wanted is not None
    arguments = {"meaning": first, "others": mention.meanings[1:]}
    expected = figure.rewritten(wanted)
    return Finding("text-figure", Level.ERROR, first.addresses, figure.text, expected, arguments, span)


@rule("text-share", _with_cells)
def text_share(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome]:
    """A percentage is not what its figures give, to the digits it is written with."""
    for index, reading in readings(form, report, part):
        for share in reading.shares:
            yield from _share(form, report, Span(part, index, *_place(share.quantity)), share)


def _share(form: OfficialForm, report: Report, span: Span, share: Share) -> Iterator[Outcome]:
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
    arguments = {"part": one, "whole": whole, "meaning": share.part.meanings[0]}
    addresses = share.part.meanings[0].addresses
    yield Finding("text-share", Level.WARNING, addresses, figure.text, expected, arguments, span)


def _divides(form: OfficialForm, whole: Mention, part: Mention) -> bool:
    return any(splits(form, one, (other,)) for one in whole.meanings for other in part.meanings)


@rule("text-parts", _with_cells)
def text_parts(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome]:
    """The parts listed in a sentence do not add up to their whole."""
    for index, reading in readings(form, report, part):
        for listing in reading.listings:
            yield from _parts(form, report, Span(part, index, *_place(listing.whole.quantity)), listing)


def _parts(form: OfficialForm, report: Report, span: Span, listing: Listing) -> Iterator[Outcome]:
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
    arguments = {"parts": tuple(numbers), "figures": figures}
    actual, expected = format(whole.normalize(), "f"), format(total.normalize(), "f")
    yield Finding("text-parts", Level.WARNING, addresses, actual, expected, arguments, span)


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


_over_years = parts_units("cells/*", "year", "organ", "last_year", "last_year_form")


@rule("growth", _over_years)
def growth(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome]:
    """“同比增长1.08%” is not what the two years give."""
    if report.last_year is None:
        return
    last_id = report.last_year_form or form.id
    before = load(last_id) if last_id in known() else form
    for index, reading in readings(form, report, part):
        for said in reading.growths:
            yield from _growth(form, before, report, part, index, said)


def _growth(
    form: OfficialForm, before: OfficialForm, report: Report, part: str, index: int, said: Growth
) -> Iterator[Outcome]:
    figure = said.quantity.figure
    if figure is None or figure.approximate:
        return
    pairs = []
    for spoken in said.subjects:
        if not _of_one_kind(form, figure, spoken):
            continue
        then = meaning(before, spoken.table, spoken.row, spoken.column)
        this = number(form, report.cells, spoken)
        last = number(before, report.last_year or {}, then) if then else None
        if this is None and then is not None:
            yield NotYet("growth", _missing(form, report, spoken))
            return
        if this is not None and last is not None and (last or figure.kind is not Kind.PERCENT):
            pairs.append((spoken, this, last))
    if not pairs or any(_grew(figure, said.rising, this, last) for _, this, last in pairs):
        return
    yield _growth_finding(part, index, said, figure, *pairs[0])


def _of_one_kind(form: OfficialForm, figure: Figure, spoken: Meaning) -> bool:
    """Whether a difference can be one of what is spoken of: “增加2项” is none of fees in 万元."""
    money = form.cells[spoken.addresses[0]].measure in (Measure.AMOUNT, Measure.MONEY)
    return figure.kind is Kind.PERCENT or (figure.kind is Kind.MONEY) is money


def _growth_finding(
    part: str, index: int, said: Growth, figure: Figure, spoken: Meaning, this: Decimal, last: Decimal
) -> Finding:
    change = _change(figure, this, last)
    expected, start = figure.rewritten(abs(change)), figure.start
    actual = figure.text
    if change and (change > 0) is not said.rising:
        words = ("增长", "下降") if figure.kind is Kind.PERCENT else ("增加", "减少")
        word = words[0] if change > 0 else words[1]
        expected, start = f"{word}{expected}", said.start
        actual = f"{words[0] if said.rising else words[1]}{actual}"
    span = Span(part, index, start, figure.end)
    arguments = {"this": this, "last": last, "meaning": spoken}
    return Finding("growth", Level.WARNING, spoken.addresses, actual, expected, arguments, span)


def _grew(figure: Figure, rising: bool, this: Decimal, last: Decimal) -> bool:
    change = _change(figure, this, last)
    return figure.agrees(change if rising else -change)


def _change(figure: Figure, this: Decimal, last: Decimal) -> Decimal:
    return (this - last) / last * _HUNDRED if figure.kind is Kind.PERCENT else this - last


@rule("text-field", parts_units())
def text_field(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome]:
    """What stands between the braces is no name of the form, or a chart inside a sentence; or braces lack."""
    for index, paragraph in enumerate(report.text(part)):
        for item in fields(paragraph):
            if item.name not in form.names and not charts.called_for(form, paragraph):
                span = Span(part, index, item.start, item.end)
                arguments = {"chart": item.name in form.charts}
                yield Finding("text-field", Level.ERROR, (), item.name, "", arguments, span)
        for start, end in halves(paragraph):
            span, half = Span(part, index, start, end), paragraph[start:end]
            yield Finding("text-field", Level.ERROR, (), half, "", {"half": True}, span)


def _place(quantity: Quantity) -> tuple[int, int]:
    return quantity.start, quantity.end


def _values(form: OfficialForm, report: Report, mention: Mention) -> list[Decimal]:
    """A mention's own number first, then those of the tables for it."""
    own = mention.quantity.value(form, report.cells) if mention.quantity.exact else None
    return [*([own] if own is not None else []), *mention.numbers(form, report.cells)]


def _missing(form: OfficialForm, report: Report, spoken: Meaning) -> tuple[Address, ...]:
    return tuple(a for a in spoken.addresses if cell_number(form, report.cells, a) is None)
