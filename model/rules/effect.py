"""Where an edit took effect, so that undo and redo can show it."""

from collections.abc import Iterator

from model.address import Address
from model.forms import OfficialForm
from model.report import Change, Edit
from model.rules import Span
from model.rules.report_parts import PREAMBLE, SIGNATURE, page_of_span

Spot = tuple[str, Address | Span]
"""A page and the place on it."""
_OF_CELLS = ("cells", "remarks", "last_year")
_TEXTS = ("title", PREAMBLE, SIGNATURE)


def spots(form: OfficialForm, edit: Edit) -> list[Spot]:
    """Return the places an edit changed, the cells that a person types before the totals that follow."""
    found = [spot for change in edit.changes for spot in _spots(form, change)]
    return sorted(found, key=lambda spot: spot[1] in form.derivations)


def of_last_year(edit: Edit) -> bool:
    """Whether an edit changed last year's figures, as they are filled in by hand."""
    return any(change.place.startswith("last_year/") for change in edit.changes)


def _spots(form: OfficialForm, change: Change) -> Iterator[Spot]:
    """The cell or the paragraph that a change is about; other places have no page of their own."""
    name, _, key = change.place.partition("/")
    is_section = name == "sections"
    part = key if is_section else name
    if name in _OF_CELLS and key in form.cells:
        address = Address(key)
        yield form.section_of(form.cells[address].table.id).id, address
    elif part in _TEXTS or (is_section and key in form.sections):
        span = Span(part, _first_other(change), 0, 0)
        yield page_of_span(span), span


def _paragraphs(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _first_other(change: Change) -> int:
    """Return the number of the first paragraph that differs and is still there."""
    before, after = (value if isinstance(value, tuple) else () for value in (change.before, change.after))
    same = next((n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    return min(len(before), max(len(after) - 1, 0)) if same is None else same
