"""Where drafted paragraphs land in a text: under the heading of what they are about."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from model.forms import OfficialForm
from model.report import Paragraphs
from model.text.aspects import end_of, headed_by

if TYPE_CHECKING:
    from model.text.drafts import Draft


def landed(form: OfficialForm, texts: Sequence[str], drafts: "Iterable[Draft]", otherwise: int) -> Paragraphs:
    """Return the paragraphs of a part with drafts in their places.

    A draft stands behind what is written under the heading of its aspect; without such a heading before
    those of later aspects, else behind those of earlier ones. What is about no aspect, or comes into a text
    without headings, stands at ``otherwise`` (a number of a paragraph), in order.
    """
    made = list(texts)
    for draft in drafts:
        place = _place(form, made, draft)
        if place is None:
            place = otherwise
        if place <= otherwise:
            otherwise += 1
        made.insert(place, draft.paragraph)
    return tuple(made)


def _place(form: OfficialForm, texts: Sequence[str], draft: "Draft") -> int | None:
    """Where a draft stands by its aspect, None for one of no aspect, or in a text without such headings."""
    overview = form.checks.overview
    if overview is None or overview.section != draft.part:
        return None
    labels = [aspect.label for aspect in overview.parts]
    if draft.about not in labels:
        return None
    headed = [headed_by(texts, (aspect.label, *aspect.words)) for aspect in overview.parts]
    return _under(texts, headed, labels.index(draft.about))


def _under(texts: Sequence[str], headed: Sequence[int | None], aspect: int) -> int | None:
    """Where the text of an aspect stands among the headings of all of them (None: not there)."""
    own = headed[aspect]
    if own is not None:
        return end_of(texts, own)
    later, earlier = _there(headed[aspect + 1 :]), _there(headed[:aspect])
    if later:
        return min(later)
    if earlier:
        return end_of(texts, max(earlier))
    return None


def _there(headed: Sequence[int | None]) -> list[int]:
    return [number for number in headed if number is not None]
