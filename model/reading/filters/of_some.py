"""Figures that are of some only of what they seem to be: by their labels, and by what stands beside them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, filterfalse, groupby, pairwise, product, takewhile

from msgspec.structs import replace

from model.reading.facts import Listing, Mention, has_role, is_more, is_sum
from model.reading.tokens.channels import way
from model.reading.words.meaning import Meaning
from model.reading.words.terms import Terms
from model.reading.words.words import sorted_words, words_of

_SEVERAL = 2  # figures, of which one may show what the other is
_AND = frozenset(("and",))
_MARKS = 3  # that documents may have


def told_of_some(said: Sequence[Mention], listings: Sequence[Listing]) -> Iterator[Mention]:
    """Yield the figures of a sentence that are not all of what a table has, by the labels beside theirs."""
    for listing in listings:
        yield from _marked_documents(listing.parts, _labels(listing.parts))
    if len(said) < _SEVERAL:
        return
    labels = _labels(said)
    yield from _marked_documents(said, labels)
    yield from _of_two_kinds(said, labels)
    yield from _by_other_channels(said)
    yield from _one_each(said)


def _labels(said: Sequence[Mention]) -> list[str]:
    attributive = "".join(sorted_words("attributive"))
    return [one.label.rstrip(attributive) for one in said]


def _marked_documents(said: Sequence[Mention], labels: Sequence[str]) -> Iterator[Mention]:
    """“主动公开56件、依申请公开34件、不予公开12件”: what documents are marked as; no applications."""
    behind = "".join(sorted_words("marked-behind"))
    marks = _endings([one.rstrip(behind) for one in labels], "marked-as")
    places = groupby(range(len(marks)), lambda place: bool(marks[place])) if any(marks) else ()
    for run in (list(run) for is_mark, run in places if is_mark):
        if _are_of_documents(marks[run[0] : run[-1] + 1], labels[max(run[0] - 1, 0) : run[0]]):
            yield from (said[place] for place in run)


def _are_of_documents(marks: Sequence[str], before: Sequence[str]) -> bool:
    """Three marks are, and two behind what is certainly a document."""
    is_document = any(word in label for label in before for word in words_of("marked"))
    return len(set(marks)) >= (_MARKS - 1 if is_document else _MARKS)


def _endings(labels: Sequence[str], kind: str) -> list[str]:
    """For each label the word of a kind that it ends with; an empty text for none, as mostly."""
    words = sorted_words(kind)
    return [_last_of(words, label) if label.endswith(words) else "" for label in labels]


def _last_of(words: Sequence[str], label: str) -> str:
    return next(word for word in words if label.endswith(word))


def _of_two_kinds(said: Sequence[Mention], labels: Sequence[str]) -> Iterator[Mention]:
    """“行政强制措施12件、行政强制执行3件”: neither is all of what the table has together."""
    kinds = _endings(labels, "one-of-two")
    named = zip(kinds, said, strict=True) if any(kinds) else ()
    for (kind, one), (other_kind, other) in pairwise(named):
        if kind and other_kind and kind != other_kind:
            yield from (one, other)


def _by_other_channels(said: Sequence[Mention]) -> Iterator[Mention]:
    """“网上申请463件，信函和当面申请9件”: behind one channel another is not all."""
    named = [one for one in said if way().search(one.label)]
    yield from named[1:]


def _one_each(said: Sequence[Mention]) -> Iterator[Mention]:
    """“行政复议、行政诉讼29件、11件”, “纠正2件和1件”: one figure each, without a word that says so."""
    for one, other in pairwise(said):
        if not other.label or other.said == _AND:
            yield from (one, other)


def told_of_parts(said: Sequence[Mention]) -> Iterator[Mention]:
    """Yield what became of some told before: “线上申请58件，办结54件，结转4件”, “征地类12件，办结10件”."""
    unknown = [place for place, one in enumerate(said) if not one.meanings]
    for place in unknown:
        one = said[place]
        is_class = one.label.endswith(sorted_words("class-ending"))
        if is_class or "topic" in one.said:
            yield from _became_of(one, said[place + 1 :], is_class=is_class)


def _became_of(some: Mention, figures: Sequence[Mention], *, is_class: bool) -> Iterator[Mention]:
    """How many of some applications are finished and left, where that is told behind them.

    Behind a class of them “办结” may be understood as if it were all; it is not where it is no more.
    """
    of_some = list(takewhile(lambda one: "topic" not in one.said, figures))
    finished = list(filter(partial(_is_finished_of, some, is_class=is_class), of_some))
    left = filter(_is_left, of_some) if finished else ()
    yield from (*finished, *left)


def _is_finished_of(some: Mention, one: Mention, *, is_class: bool) -> bool:
    may_be_all = bool(one.meanings) and not is_class
    return "results-total" in one.said and not may_be_all and not is_more(one, some)


def _is_left(one: Mention) -> bool:
    return "carried-out" in one.said


# --------------------------------------------------------- those that are new, or carried in


def behind_the_new(terms: Terms, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """“新收36件，其中29件已办结”, “新收36件（已办结29件）”: just behind what is said to be new."""
    for before, one in pairwise(mentions):
        is_new = has_role(terms, before, "received") and _says_new(before)
        if is_new and has_role(terms, one, "results-total"):
            yield one


def before_the_older(terms: Terms, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """“当年办结29件，另办结上年结转2件”: what was finished beside those carried in, told apart."""
    for before, one in pairwise(mentions):
        is_beside = has_role(terms, before, "results-total") and _tells_older_besides(terms, one)
        if is_beside:
            yield before


def _tells_older_besides(terms: Terms, one: Mention) -> bool:
    return one.label.startswith(tuple(words_of("told-besides"))) and is_finished_of_older(terms, one)


def new_among_finished(terms: Terms, lists: Sequence[Listing]) -> Iterator[Mention]:
    """“办结59件（上年结转2件，本年新收57件）”: the new ones of those that were finished, with a right sum."""
    for listing in lists:
        new = [one for one in listing.parts if has_role(terms, one, "received")]
        are_divided = "results-total" in listing.whole.said and is_sum(listing.whole, listing.parts)
        if are_divided and any(has_role(terms, one, "carried-in") for one in listing.parts):
            yield from new


def is_finished_of_older(terms: Terms, one: Mention) -> bool:
    """“办结上年结转的2件”: all that were carried in, or some of them."""
    return "results-total" in one.said and has_role(terms, one, "carried-in")


def _says_new(one: Mention) -> bool:
    return has_word(one, "new-ones")


def as_answered_so_far(terms: Terms, known: Iterable[Mention], said: Sequence[Mention]) -> Iterator[Mention]:
    """“已答复41件，结转下年度3件”: where some are left, what was answered is not all that was received."""
    answered = [one.quantity for one, behind in pairwise(said) if _is_answered_so_far(terms, one, behind)]
    for one in known:
        is_so_far = one.quantity in answered
        yield replace(one, meanings=one.meanings[:1], also=(), given=()) if is_so_far else one


def _is_answered_so_far(terms: Terms, one: Mention, behind: Mention) -> bool:
    is_left = "carried-out" in behind.said and "part" not in behind.said and not behind.quantity.is_nought
    is_answered = one.label.startswith(sorted_words("so-far")) and has_role(terms, one, "results-total")
    return is_left and is_answered


# ------------------------------------------------- what is left without those taken back


def left_without_some(before: Sequence[Mention], said: Sequence[Mention]) -> list[Mention]:
    """“收到57件。撤件39件，受理18件”: what is told as if it were all, and is what others leave of it.

    ``before`` are the figures of the sentence before.
    """
    places = [place for place, one in enumerate(said) if one.also]  # what may be all that were received
    return [said[place] for place in places if _is_left_of(before, said[:place], said[place])]


def _is_left_of(before: Sequence[Mention], beside: Sequence[Mention], one: Mention) -> bool:
    """Whether a figure is what another beside it, of no table, leaves of one before."""
    taken = [some for some in beside if not some.meanings]
    wholes = [whole for whole in (*before, *beside) if taken and _may_hold(whole, one)]
    return any(is_more(whole, some) and is_sum(whole, (some, one)) for whole, some in product(wholes, taken))


def _may_hold(whole: Mention, part: Mention) -> bool:
    """Whether figures are of the same, or it is not certain of whom the first is told: “市局收到申请57件”."""
    is_unsure = not whole.meanings and "topic" in whole.said
    return is_unsure or not set(whole.readings).isdisjoint(part.meanings)


# ------------------------------------------------- who applied, in words that may leave out some


def loosely_named(told: Sequence[Mention], lists: Sequence[Listing]) -> Iterator[Mention]:
    """“法人5件，其他组织1件”, “群众20件，驻村干部10件”: parts of the same applicants, beside each other.

    ``lists`` are those of the sentence; outside of them the next figure is what stands beside.
    """
    for place, one in enumerate(told):
        if "loose" in one.said:
            beside = chain.from_iterable(listing.parts for listing in lists if one in listing.parts)
            others = [other for other in beside if other != one] or told[place + 1 : place + 2]
            if any(_may_be_of_the_same(one, other) for other in others):
                yield one


def _may_be_of_the_same(one: Mention, other: Mention) -> bool:
    if not (one.meanings and other.meanings):
        return True
    return not set(one.meanings[0].columns).isdisjoint(other.meanings[0].columns)


# ------------------------------------------------- reasons told beside each other


def by_their_reasons(
    terms: Terms, mentions: Sequence[Mention], lists: Sequence[Listing]
) -> Sequence[Mention]:
    """Return figures, those of reasons told beside each other without all that was refused together.

    “执法案卷不予公开3件，第三方权益不予公开1件”: each is of its own reason. What is divided or gives examples
    (“国家秘密等不予公开4件”) may be all of it.
    """
    of_reasons = list(filter(partial(_is_of_a_reason, terms), mentions))
    if len(of_reasons) < _SEVERAL:
        return mentions
    wholes = [listing.whole for listing in lists]
    beside = list(filterfalse(wholes.__contains__, of_reasons))
    return [_of_its_own(one, beside) if one in beside else one for one in mentions]


def _is_of_a_reason(terms: Terms, one: Mention) -> bool:
    return has_role(terms, one, "reason") and "examples" not in one.said


def _of_its_own(one: Mention, of_reasons: Sequence[Mention]) -> Mention:
    beside = {other.meanings[0] for other in of_reasons}.difference(one.meanings)
    own = (meant for meant in one.meanings if not _holds_any(meant, beside))
    return replace(one, meanings=tuple(own))


def _holds_any(whole: Meaning, parts: Iterable[Meaning]) -> bool:
    return any(set(whole.addresses) > set(part.addresses) for part in parts)


# ------------------------------------------------- cases of which some are about disclosure


_NEAR = 16  # characters between a figure and the next, with what the first is of


def wider(listings: Sequence[Listing]) -> Iterator[Mention]:
    """Wholes of which those about disclosure are a part: “复议20件，其中政府信息公开类8件”."""
    for listing in listings:
        has_part_of_disclosure = any(has_word(part, "of-disclosure") for part in listing.parts)
        if has_part_of_disclosure and not has_word(listing.whole, "of-disclosure"):
            yield listing.whole


def wider_than_behind(terms: Terms, said: Sequence[Mention]) -> Iterator[Mention]:
    """Cases, and behind them those about disclosure: “复议20件，涉及政府信息公开的8件”."""
    for one, behind in pairwise(said):
        if _is_followed_by_its_part(terms, one, behind):
            yield one


def _is_followed_by_its_part(terms: Terms, one: Mention, behind: Mention) -> bool:
    is_of_cases = not behind.meanings and _is_of_cases(terms, one)
    if not is_of_cases or has_word(one, "of-disclosure"):
        return False
    return has_word(behind, "of-disclosure") and behind.label.endswith(sorted_words("attributive"))


def of_decisions(terms: Terms, listings: Sequence[Listing]) -> Iterator[Mention]:
    """Cases about what else was decided: “行政处罚214件，其中12件申请行政复议”."""
    for listing in listings:
        if _is_of_decisions(terms, listing.whole):
            yield from filter(partial(_is_of_cases, terms), listing.parts)


def behind_unknown(terms: Terms, said: Sequence[Mention]) -> Iterator[Mention]:
    """“处罚案件2件申请行政复议，1件提起行政诉讼”: where the first are of no table, nor are the second."""
    for before, one in pairwise(said):
        if _goes_on(before, one) and _is_of_cases(terms, one):
            yield one


def _goes_on(before: Mention, one: Mention) -> bool:
    """Whether a figure stands first, near behind one that is not understood."""
    is_near = one.quantity.start - before.quantity.stop < _NEAR
    return one.first and is_near and not before.meanings


def _is_of_decisions(terms: Terms, one: Mention) -> bool:
    """Whether a figure is of what no table divides by what came of it: documents, decisions."""
    return bool(one.meanings) and not any(terms.tables[meant.table].total for meant in one.meanings)


def _is_of_cases(terms: Terms, one: Mention) -> bool:
    return any(map(terms.is_case, one.meanings))


def has_word(one: Mention, kind: str) -> bool:
    """Whether a word of a kind stands in the label of a figure."""
    return any(word in one.label for word in words_of(kind))


def without_those_besides(parts: Sequence[Mention]) -> list[Mention]:
    """Parts without what is said to be apart: “收到9件，其中自然人9件，另有上年结转1件”."""
    return list(parts) if any(map(_is_new, parts)) else list(filterfalse(_is_besides, parts))


def _is_new(one: Mention) -> bool:
    """“收到10件，其中新收9件，另有上年结转1件”: beside the new ones the others are counted in."""
    return "received" in one.said or "new" in one.said


def _is_besides(one: Mention) -> bool:
    return one.label.startswith(sorted_words("told-besides"))
