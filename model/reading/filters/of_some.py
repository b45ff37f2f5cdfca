"""Figures that are of some only of what they seem to be: by their labels, and by what stands beside them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, filterfalse, groupby, pairwise, product, takewhile
from operator import attrgetter

from msgspec.structs import replace

from model.reading.facts import Listing, Mention, Mentions, has_role, is_more, is_sum
from model.reading.filters.told import Told, has_word, is_finished_of_older, is_of_cases, is_told_besides
from model.reading.words.meaning import Meaning
from model.reading.words.openings import finding
from model.reading.words.terms import Terms
from model.reading.words.words import alternatives, sorted_words

_SEVERAL = 2  # figures, of which one may show what the other is
_AND = frozenset(("and",))
_MARKS = 3  # that documents may have
_WHOLE = attrgetter("whole")
_NEAR = 16  # characters between a figure and the next, with what the first is of


def marked_documents(told: Told) -> Iterator[Mention]:
    """“主动公开56件、依申请公开34件、不予公开12件”: what documents are marked as; no applications."""
    for figures in (told.said, *(listing.parts for listing in told.listings)):
        yield from _marked(figures) if len(figures) >= _SEVERAL else ()


def _marked(figures: Mentions) -> Iterator[Mention]:
    marks = [_word_at_end(one, "marked-as", "marked-behind") for one in figures]
    runs = groupby(range(len(marks)), key=lambda place: marks[place] != "") if any(marks) else ()
    for places in (list(run) for is_marked, run in runs if is_marked):
        if _are_of_documents({marks[place] for place in places}, figures[: places[0]]):
            yield from (figures[place] for place in places)


def _are_of_documents(marks: set[str], before: Mentions) -> bool:
    """Three marks are, and two behind what is certainly a document."""
    is_document = any(has_word(one, "marked") for one in before[-1:])
    return len(marks) >= (_MARKS - 1 if is_document else _MARKS)


def _word_at_end(one: Mention, kind: str, behind: str) -> str:
    """The word of a kind that a label ends with, but for what may stand behind it; mostly none."""
    label, words = one.label.rstrip("".join(sorted_words(behind))), sorted_words(kind)
    return next(word for word in words if label.endswith(word)) if label.endswith(words) else ""


def by_neighbours(told: Told) -> Iterator[Mention]:
    """Figures that the one before them or behind them shows to be of some."""
    for one, behind in pairwise(told.said):
        yield from _of_some_in_pair(told.terms, one, behind)


def _of_some_in_pair(terms: Terms, one: Mention, behind: Mention) -> Iterator[Mention]:
    are_both = _are_of_two_kinds(one, behind) or _are_one_each(behind)
    if are_both or _is_followed_by_its_part(terms, one, behind):
        yield one
    if are_both or (_goes_on(one, behind) and is_of_cases(terms, behind)):
        yield behind


def _are_of_two_kinds(one: Mention, other: Mention) -> bool:
    """“行政强制措施12件、行政强制执行3件”: neither is all of what the table has together."""
    kind = _word_at_end(one, "one-of-two", "attributive")
    return kind != "" and _word_at_end(other, "one-of-two", "attributive") not in ("", kind)


def _are_one_each(behind: Mention) -> bool:
    """“行政复议、行政诉讼29件、11件”, “纠正2件和1件”: one figure each, without a word that says so."""
    return not behind.label or behind.said == _AND


def _is_followed_by_its_part(terms: Terms, one: Mention, behind: Mention) -> bool:
    """“复议20件，涉及政府信息公开的8件”: cases, and behind them those about disclosure."""
    if behind.meanings or not is_of_cases(terms, one) or has_word(one, "of-disclosure"):
        return False
    return has_word(behind, "of-disclosure") and behind.label.endswith(sorted_words("attributive"))


def _goes_on(before: Mention, one: Mention) -> bool:
    """“处罚案件2件申请行政复议，1件提起行政诉讼”: a figure stands first, near behind one of no table."""
    is_near = one.quantity.start - before.quantity.stop < _NEAR
    return one.first and is_near and not before.meanings


def by_other_channels(told: Told) -> Iterator[Mention]:
    """“网上申请463件，信函和当面申请9件”: behind one channel another is not all."""
    channel = finding(alternatives("channel-name"))
    yield from [one for one in told.said if channel.search(one.label)][1:]


def told_of_parts(told: Told) -> Iterator[Mention]:
    """What became of some told before: “线上申请58件，办结54件，结转4件”, “征地类12件，办结10件”."""
    for place, one in enumerate(told.said):
        is_class = not one.meanings and one.label.endswith(sorted_words("class-ending"))
        if is_class or (not one.meanings and "topic" in one.said):
            yield from _became_of(one, told.said[place + 1 :], is_class=is_class)


def _became_of(some: Mention, figures: Mentions, *, is_class: bool) -> Iterator[Mention]:
    """How many of some applications are finished and left, where that is told behind them."""
    of_some = list(takewhile(lambda one: "topic" not in one.said, figures))
    finished = [one for one in of_some if _is_finished_of(some, one, is_class=is_class)]
    yield from finished
    yield from (one for one in of_some if finished and "carried-out" in one.said)


def _is_finished_of(some: Mention, one: Mention, *, is_class: bool) -> bool:
    """Behind a class “办结” may be understood as if it were all; it is not where it is no more."""
    may_be_all = bool(one.meanings) and not is_class
    return "results-total" in one.said and not may_be_all and not is_more(one, some)


# --------------------------------------------------------- those that are new, or carried in


def finished_apart(terms: Terms, kept: Mentions) -> Iterator[Mention]:
    """What was finished of the new applications, or of those carried in, by what is told beside it."""
    may_be_apart = any(has_role(terms, one, "results-total") for one in kept)
    for one, behind in pairwise(kept) if may_be_apart else ():
        yield from _finished_in_pair(terms, one, behind)
    yield from (one for one in kept if is_finished_of_older(terms, one))


def _finished_in_pair(terms: Terms, one: Mention, behind: Mention) -> Iterator[Mention]:
    is_new = has_role(terms, one, "received") and has_word(one, "new-ones")
    if is_new and has_role(terms, behind, "results-total"):  # “新收36件，其中29件已办结”
        yield behind
    is_beside = has_role(terms, one, "results-total") and is_told_besides(behind)
    if is_beside and is_finished_of_older(terms, behind):  # “当年办结29件，另办结上年结转2件”
        yield one


def as_answered_so_far(terms: Terms, known: Mentions, said: Mentions) -> Mentions:
    """“已答复41件，结转下年度3件”: where some are left, what was answered is not all that was received."""
    answered = [one.quantity for one, behind in pairwise(said) if _is_answered_so_far(terms, one, behind)]
    return [_with_first(one) if one.quantity in answered else one for one in known] if answered else known


def _with_first(one: Mention) -> Mention:
    return replace(one, meanings=one.meanings[:1], also=(), given=())


def _is_answered_so_far(terms: Terms, one: Mention, behind: Mention) -> bool:
    is_left = "carried-out" in behind.said and "part" not in behind.said and not behind.quantity.is_nought
    is_answered = is_left and one.label.startswith(sorted_words("so-far"))
    return is_answered and has_role(terms, one, "results-total")


def without_those_besides(parts: Mentions) -> list[Mention]:
    """Parts without what is said to be apart: “收到9件，其中自然人9件，另有上年结转1件”.

    Beside the new ones the others are counted in: “收到10件，其中新收9件，另有上年结转1件”.
    """
    tells_new = any("received" in one.said or "new" in one.said for one in parts)
    return [one for one in parts if tells_new or not is_told_besides(one)]


# ------------------------------------------------- what is left without those taken back


def left_without_some(before: Mentions, said: Mentions) -> list[Mention]:
    """“收到57件。撤件39件，受理18件”: what is told as if it were all, and is what others leave of it.

    ``before`` are the figures of the sentence before.
    """
    places = [place for place, one in enumerate(said) if one.also]  # what may be all that were received
    return [said[place] for place in places if _is_left_of(before, said[:place], said[place])]


def _is_left_of(before: Mentions, beside: Mentions, one: Mention) -> bool:
    """Whether a figure is what another beside it, of no table, leaves of one before."""
    taken = [some for some in beside if not some.meanings]
    wholes = [whole for whole in (*before, *beside) if taken and _may_hold(whole, one)]
    return any(is_more(whole, some) and is_sum(whole, (some, one)) for whole, some in product(wholes, taken))


def _may_hold(whole: Mention, part: Mention) -> bool:
    """Whether figures are of the same, or it is not certain of whom the first is told: “市局收到申请57件”."""
    is_unsure = not whole.meanings and "topic" in whole.said
    return is_unsure or not set(whole.readings).isdisjoint(part.meanings)


# ------------------------------------------------- who applied, in words that may leave out some


def loosely_named(told: Told) -> Iterator[Mention]:
    """“法人5件，其他组织1件”, “群众20件，驻村干部10件”: parts of the same applicants, beside each other.

    Outside of lists the next figure is what stands beside.
    """
    for place, one in enumerate(told.figures):
        if "loose" in one.said:
            beside = chain.from_iterable(some.parts for some in told.listings if one in some.parts)
            others = [other for other in beside if other != one] or told.figures[place + 1 : place + 2]
            if any(_may_be_of_the_same(one, other) for other in others):
                yield one


def _may_be_of_the_same(one: Mention, other: Mention) -> bool:
    if not (one.meanings and other.meanings):
        return True
    return not set(one.meanings[0].columns).isdisjoint(other.meanings[0].columns)


def one_of_kinds(told: Told) -> Iterator[Mention]:
    """“对医疗机构作出行政处罚12件，公共场所领域40件”: what is told behind it may be of the same."""
    for one, behind in pairwise(told.figures):
        is_strange = not behind.meanings and "part" not in behind.said
        is_counted_alike = one.quantity.counter == behind.quantity.counter
        if "perhaps-some" in one.said and is_strange and is_counted_alike:
            yield one


# ------------------------------------------------- reasons told beside each other


def by_their_reasons(terms: Terms, mentions: Mentions, lists: Sequence[Listing]) -> Mentions:
    """Return figures, those of reasons told beside each other without all that was refused together.

    “执法案卷不予公开3件，第三方权益不予公开1件”: each is of its own reason. What is divided or gives examples
    (“国家秘密等不予公开4件”) may be all of it.
    """
    of_reasons = list(filter(partial(_is_of_a_reason, terms), mentions))
    if len(of_reasons) < _SEVERAL:
        return mentions
    wholes = list(map(_WHOLE, lists))
    beside = list(filterfalse(wholes.__contains__, of_reasons))
    return [_of_its_own(one, beside) if one in beside else one for one in mentions]


def _is_of_a_reason(terms: Terms, one: Mention) -> bool:
    return has_role(terms, one, "reason") and "examples" not in one.said


def _of_its_own(one: Mention, of_reasons: Mentions) -> Mention:
    beside = {other.meanings[0] for other in of_reasons}.difference(one.meanings)
    own = [meant for meant in one.meanings if not _holds_any(meant, beside)]
    return replace(one, meanings=tuple(own))


def _holds_any(whole: Meaning, parts: Iterable[Meaning]) -> bool:
    return any(set(whole.addresses) > set(part.addresses) for part in parts)
