"""The figures of the text against the tables, every mention of them.

What a figure speaks of is found by ``model.reading``; a figure whose meaning is not certain is left alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

import msgspec

from model.address import Address
from model.chinese.figures import Figure
from model.forms import OfficialForm
from model.reading.facts import OF_OTHERS, Mention, Quantity, Reading
from model.reading.words.labels import label
from model.reading.words.meaning import Meaning, cell_number, number
from model.reading.words.terms import terms
from model.report import Edit, Report, place, set_cells, text_place
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, Level, Span
from model.rules.joined_texts import across
from model.rules.paragraphs import Paragraph, found_in_paragraphs
from model.rules.slips import has_turned_digits, is_slip_of
from model.rules.texts_back import wrong_backward
from model.rules.wording import cell_name
from model.values import Measure, canonical

_DECIDED = frozenset(("decision", "amount"))  # roles of columns
_LARGE = 10  # a smaller figure is often that of another thing too
_OTHER_KINDS = 2  # of decisions: where both are the table's, so is the third
_OF_SOME = frozenset(("unknown", "part", "away", "unit", OF_OTHERS))


def parts_units(*reads: str) -> Callable[[OfficialForm], Iterator[Unit[str]]]:
    """Return a cutting into units by part of the text, each reading some fields besides."""
    fields = tuple(map(place, reads))

    def units(form: OfficialForm) -> Iterator[Unit[str]]:
        for part in ("preamble", *form.sections):
            yield Unit(part, (text_place(part), *fields))

    return units


with_cells = parts_units("cells/*", "year", "organ")


# ------------------------------------------------------------- text-figure


class Spoken(msgspec.Struct, frozen=True):
    """What a figure of the text is said of, and what else it might have been said of (it fits none)."""

    meaning: Meaning
    others: tuple[Meaning, ...] = ()


def _text_figure(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[Spoken]]:
    """A figure said of a table's item differs from the table."""
    forward = list(_told_forward(form, report, part))
    yield from forward
    told = [one.span for one in forward if isinstance(one, Finding)]
    yield from (one for one in _told_backward(form, report, part) if one.span not in told)


def _told_forward(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[Spoken]]:
    yield from found_in_paragraphs(form, report, part, _doubtful)
    yield from found_in_paragraphs(form, report, part, _told)
    for one in across(form, report, part):
        yield from _figures(form, report, one.mentions, one.span)


def _told(form: OfficialForm, report: Report, paragraph: Paragraph) -> Iterator[Outcome[Spoken]]:
    return _figures(form, report, paragraph.reading.mentions, paragraph.span)


def _told_backward(form: OfficialForm, report: Report, part: str) -> Iterator[Finding[Spoken]]:
    """A figure that the text looks back upon is told nowhere else so; a clerk is asked."""
    for paragraph, back, mention in wrong_backward(form, report, part):
        figure, spoken = mention.quantity.figure, mention.meanings[0]
        wanted = number(form, report.cells, spoken)
        assert figure is not None
        assert wanted is not None
        yield TEXT_FIGURE.found(
            Spoken(spoken, mention.meanings[1:]),
            spoken.addresses,
            figure.text,
            figure.rewritten(wanted),
            span=paragraph.span(back.start, back.end),
            level=Level.WARNING,
        )


def _figures(
    form: OfficialForm, report: Report, mentions: Iterable[Mention], span: Callable[[int, int], Span]
) -> Iterator[Outcome[Spoken]]:
    """Figures against the table; ``span`` says where their characters stand."""
    for mention in mentions:
        figure = mention.quantity.figure
        if figure is None or figure.approximate or mention.rest:
            continue
        if not _fits(form, report, mention, figure):
            yield _differs(form, report, span(figure.start, figure.end), mention, figure)


def _fits(form: OfficialForm, report: Report, mention: Mention, figure: Figure) -> bool:
    """Whether a figure is what the table says, or that without those carried in where it may be so told."""
    numbers = mention.numbers(form, report.cells)
    is_as_in_table = figure.value in numbers or any(map(figure.agrees, numbers))
    return is_as_in_table or _fits_without_some(form, report, mention, figure, numbers)


def _fits_without_some(
    form: OfficialForm, report: Report, mention: Mention, figure: Figure, numbers: Sequence[Decimal]
) -> bool:
    """Whether a figure lacks no more than what was carried in, where that may be left out."""
    carried = [number(form, report.cells, one) for one in mention.without]
    if None in carried:
        return True  # as much as one likes may have been carried in
    most = sum(filter(None, carried), Decimal(0))
    return any(one - most <= figure.value < one for one in numbers)


def _doubtful(form: OfficialForm, report: Report, paragraph: Paragraph) -> Iterator[Outcome[Spoken]]:
    """A figure in a clause with unknown words that is, but for one slip, what its known words speak of."""
    for mention in paragraph.reading.doubtful:
        figure, (first, *others) = mention.quantity.figure, mention.perhaps
        meant = number(form, report.cells, first)
        if figure is None or figure.approximate or meant is None or figure.value == meant:
            continue
        beside = _told_beside(form, report, paragraph.reading, first)
        is_one_of_kinds = beside >= _OTHER_KINDS and mention.said.isdisjoint(_OF_SOME)
        if not (is_one_of_kinds or is_slip_of(figure.value, meant)):
            continue
        is_of_the_table = any(map(figure.agrees, _all_numbers(form, report, first.table)))
        if is_of_the_table:
            continue
        is_sure = is_one_of_kinds or (beside > 0 and has_turned_digits(figure.value, meant))
        yield TEXT_FIGURE.found(
            Spoken(first, tuple(others)),
            first.addresses,
            figure.text,
            figure.rewritten(meant),
            span=paragraph.span(figure.start, figure.end),
            level=Level.WARNING if is_sure else Level.HINT,
        )


def _told_beside(form: OfficialForm, report: Report, reading: Reading, spoken: Meaning) -> int:
    """How many other decisions the paragraph tells as the table has them, and the same ones only once.

    “公开行政许可421件、行政处罚283件”: as the penalties are the table's, so are the licences.
    """
    if terms(form).tables[spoken.table].total:
        return 0  # of applications and cases a paragraph tells many, some of them by other ways
    told = [(one, (one.meanings or one.perhaps)[0]) for one in (*reading.mentions, *reading.doubtful)]
    others = [(one, meant) for one, meant in told if meant != spoken]
    is_told_again = len(told) - len(others) > 1
    if is_told_again:
        return 0
    decisions = ((one, meant) for one, meant in others if _tell_decisions(form, (meant, spoken)))
    return len({meant for one, meant in decisions if _is_large_and_right(form, report, one, meant)})


def _tell_decisions(form: OfficialForm, meant: Sequence[Meaning]) -> bool:
    """Whether all are numbers of decisions of one table, or what was charged."""
    roles = {terms(form).tables[one.table].column_roles.get(one.column, "") for one in meant}
    return len({one.table for one in meant}) == 1 and roles <= _DECIDED


def _is_large_and_right(form: OfficialForm, report: Report, one: Mention, meant: Meaning) -> bool:
    """Whether a figure is that of the table, and no small one that may be so by chance."""
    value = one.quantity.value(form, report.cells) if one.quantity.exact else None
    return value is not None and value >= _LARGE and value == number(form, report.cells, meant)


def _all_numbers(form: OfficialForm, report: Report, table: str) -> Iterator[Decimal]:
    """Yield the figures of a table."""
    for address in form.cells:
        if address.startswith(f"{table}."):
            found = cell_number(form, report.cells, address)
            if found is not None:
                yield found


def _differs(
    form: OfficialForm, report: Report, span: Span, mention: Mention, figure: Figure
) -> Outcome[Spoken]:
    numbers = [number(form, report.cells, one) for one in mention.readings]
    for spoken, wanted in zip(mention.readings, numbers, strict=True):
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
    is_of_one_cell = len(finding.addresses) == 1 and not finding.facts.others
    if not (is_of_one_cell and figure.isdigit()):
        return
    (address,) = finding.addresses
    counts = form.cells[address].measure is Measure.COUNT
    if counts:
        label = f"把{cell_name(form, address)}改为 {figure}"
        yield set_cells(form, report, {address: figure}, label)


TEXT_FIGURE = Rule(
    code="text-figure",
    title="正文数字与表格一致",
    level=Level.ERROR,
    units=with_cells,
    check=_text_figure,
    sentence=_say_text_figure,
    rewrites=True,
    repair=_write_the_cell,
)


def place_of(quantity: Quantity) -> tuple[int, int]:
    """Return the characters of a figure."""
    return quantity.start, quantity.end


def values(form: OfficialForm, report: Report, mention: Mention) -> list[Decimal]:
    """A mention's own number first, then those of the tables for it."""
    own = mention.quantity.value(form, report.cells) if mention.quantity.exact else None
    return [*([own] if own is not None else []), *mention.numbers(form, report.cells)]


def missing(form: OfficialForm, report: Report, spoken: Meaning) -> tuple[Address, ...]:
    """Return the cells of what is spoken of that hold no number yet."""
    return tuple(a for a in spoken.addresses if cell_number(form, report.cells, a) is None)


def plain(value: Decimal) -> str:
    """Return a number for a sentence, without zeros that say nothing."""
    return format(value.normalize(), "f")


RULES: tuple[AnyRule, ...] = (TEXT_FIGURE,)
