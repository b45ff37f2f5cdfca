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
    overview = form.checks.overview
    if overview is None or overview.section != draft.part:
        return None
    labels = [aspect.label for aspect in overview.parts]
    if draft.about not in labels:
        return None
    at = labels.index(draft.about)
    headed = [headed_by(texts, (aspect.label, *aspect.words)) for aspect in overview.parts]
    own = headed[at]
    if own is not None:
        return end_of(texts, own)
    later = [number for number in headed[at + 1 :] if number is not None]
    if later:
        return min(later)
    earlier = [number for number in headed[:at] if number is not None]
    return end_of(texts, max(earlier)) if earlier else None
