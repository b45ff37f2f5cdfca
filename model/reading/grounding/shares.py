"""What a percentage says of the figures before it, by the words around it."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, product

import msgspec
from msgspec.structs import replace

from model.chinese.figures import Kind
from model.chinese.numerals import HAN, worth
from model.forms import OfficialForm
from model.reading.facts import Mention, Quantity, Share
from model.reading.grounding.grounded import Fact
from model.reading.grounding.rates import rate, share_of_named
from model.reading.grounding.view import DESCRIBING, MOVING, RELATING, View
from model.reading.tokens.phrase import Phrase
from model.reading.words.division import splits
from model.reading.words.meaning import Meaning, joined
from model.reading.words.words import unsaid

_BRACKETS = ("（", "(")
_TAKING_TOGETHER = frozenset(("sum", "together"))

_LIKELY = (2, 3)  # figures, where it is not said how many
_READINGS = 2  # of each figure
_LONGEST_ROW = 4  # figures


def rated(view: View, phrase: Phrase, quantity: Quantity) -> Fact | None:
    """“办结率94%”: by the name of the rate."""
    return rate(view.resolver, view.context, phrase, quantity)


def share(view: View, phrase: Phrase, quantity: Quantity) -> Fact | None:
    """“自然人占35%”, “占办结总数的35%”: what is before the word for a share is the part."""
    word = phrase.first("share")
    words = phrase.without(MOVING | {"compared"})
    named, bases = _named_part(view, words.before(word.start)), view.spoken(words.behind(word.end))
    if named is None or bases is None or _is_of_others(phrase):
        return None
    if not named and phrase.says_any(_TAKING_TOGETHER):
        return _shared(view, parts_together(view.resolver.form, phrase, view.told), bases, None, quantity)
    told = None if named else view.context.last
    if told is not None and not told.meanings:
        return share_of_named(told, view.told, bases, quantity)
    parts = told.readings if told is not None else named
    shared = _shared(view, parts, bases, told, quantity)
    is_of_row = told is not None and told is view.row[-1] and not phrase.says("each")
    return _also_of_row(view, shared) if is_of_row and shared is not None else shared


def _also_of_row(view: View, share: Share) -> Share:
    """“予以公开3件、部分公开1件，占40%”: of both together, or of the last alone."""
    return msgspec.structs.replace(share, row=taken_in_a_row(view.resolver.form, view.row))


def share_told_first(view: View, phrase: Phrase, quantity: Quantity) -> Fact | None:
    """“办结件中，43%属于无法提供”: of what the clause before names as divided."""
    among = view.context.between
    is_named = among is not None and among.says("among") and view.scope.clean(among)
    bases = view.spoken(among) if among is not None and is_named else None
    return _shared(view, view.spoken(phrase) or (), bases, None, quantity) if bases else None


def _named_part(view: View, before: Phrase) -> tuple[Meaning, ...] | None:
    """What a share is said to be of: nothing for the figure before, None where it is not certain what.

    “收到36件，自然人申请为主，占83.33%” is of what stands between, as far as that is understood.
    """
    named = view.spoken(before)
    between = view.context.between
    if named != () or between is None or not between.says_any(DESCRIBING):
        return named
    if not view.understands_beside(between):
        return None
    return view.spoken(between)


def _shared(
    view: View,
    parts: tuple[Meaning, ...],
    named: tuple[Meaning, ...],
    told: Mention | None,
    quantity: Quantity,
) -> Share | None:
    """A share of what is named, or else of what the sentence or the tables have for a whole."""
    if not parts or not set(parts).isdisjoint(named):
        return None  # “公开类复议占全部复议的5.7%”: what makes the difference is not known
    figure = told.quantity if told is not None else None
    if named:
        return Share(quantity, parts, named, (), figure)
    bases = view.resolver.terms.bases(parts)
    shared = Share(quantity, parts, bases, view.context.mentions_beside(told), figure)
    return _of_what_is_named(view, shared) if view.named else shared


def _of_what_is_named(view: View, share: Share) -> Share:
    """“在办结的申请中，予以公开57件，占37%”: a share of the total that is named, and of no other."""
    named = set(filter(partial(_divides_all, view, share.parts), view.named))
    others = set() if named.isdisjoint(share.bases) else _totals(view, share) - named
    bases = tuple(one for one in share.bases if one not in others)
    wholes = tuple(one for one in share.wholes if others.isdisjoint(one.readings))
    return replace(share, bases=(*bases, *view.named), wholes=wholes)


def _divides_all(view: View, parts: Sequence[Meaning], whole: Meaning) -> bool:
    """Whether the tables divide a whole so: “收到的申请中，予以公开……” may be of those finished."""
    return all(splits(view.resolver.form, whole, (part,)) for part in parts)


def _totals(view: View, share: Share) -> set[Meaning]:
    terms = view.resolver.terms
    return {one for one in share.bases if terms.role(one) in unsaid().names}


def _is_of_others(phrase: Phrase) -> bool:
    """“其他情况占5%”: no figure was told of it."""
    return phrase.without(RELATING).says("other")


def stands_alone_in_bracket(view: View, phrase: Phrase, quantity: Quantity) -> bool:
    """“予以公开3件（35%）”: a percentage that nothing parts from the figure before but a bracket."""
    last = view.context.last
    if last is None or phrase.words or quantity.kind is not Kind.PERCENT:
        return False
    return view.text[last.quantity.stop : quantity.start].strip() in _BRACKETS


def share_of_figure_before(view: View, quantity: Quantity) -> Fact | None:
    """The share of the figure before that is not said to be one: the others of the sentence must be right."""
    told = view.context.last
    if told is None or not told.meanings:
        return share_of_a_list(view, quantity)
    shared = _shared(view, told.readings, (), told, quantity)
    return msgspec.structs.replace(shared, supposed=True) if shared is not None else None


def share_of_a_list(view: View, quantity: Quantity) -> Fact | None:
    """A part that no table knows as a share of the figure that its sentence divides, or may divide."""
    part = view.context.last
    wholes = view.may_divide(part) if part is not None else ()
    if part is None or not wholes or view.tells_more:
        return None
    return Share(quantity, (), (), wholes, part.quantity, supposed=view.divided is None)


def parts_together(form: OfficialForm, phrase: Phrase, told: Sequence[Mention]) -> tuple[Meaning, ...]:
    """Return what the last figures may be together; nothing where one of them is not understood."""
    sums = (_sums(form, told[-number:]) for number in _numbers(phrase) if 0 < number <= len(told))
    return tuple(dict.fromkeys(chain.from_iterable(sums)))


def taken_in_a_row(form: OfficialForm, row: Sequence[Mention]) -> tuple[Meaning, ...]:
    """Return what a row may be together: “予以公开3件、部分公开1件，占40%” is of both, or of the last."""
    is_row = 1 < len(row) <= _LONGEST_ROW and all(one.meanings for one in row)
    return tuple(dict.fromkeys(_sums(form, row))) if is_row else ()


def _numbers(phrase: Phrase) -> Sequence[int]:
    """How many figures are taken together."""
    if not phrase.says("together"):
        return _LIKELY
    said = (worth(one) for one in phrase.first("together").text if one in HAN)
    return [int(next(said, None) or 0)]


def _sums(form: OfficialForm, some: Sequence[Mention]) -> Iterator[Meaning]:
    for parts in product(*(one.readings[:_READINGS] for one in some)):
        together = joined(form, parts) or _beside(parts)
        if together is not None and len(together.addresses) == sum(len(one.addresses) for one in parts):
            yield together


def _beside(parts: Sequence[Meaning]) -> Meaning | None:
    """Some columns of the same rows together: “自然人3件，企业1件”."""
    if len({(one.table, one.rows) for one in parts}) > 1:
        return None
    columns, names = chain.from_iterable(one.columns for one in parts), (one.column for one in parts)
    return replace(parts[0], name="", column="+".join(names), columns=tuple(columns))
