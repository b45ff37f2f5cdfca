"""The sixth step: which figures are what they seem to be, by what else the paragraph tells."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, filterfalse, pairwise
from operator import attrgetter

from msgspec.structs import replace

from model.chinese.figures import Kind
from model.reading.facts import OF_OTHERS, Listing, Mention, Reading, is_more, is_sum
from model.reading.filters.of_some import (
    as_answered_so_far,
    by_their_reasons,
    left_without_some,
    loosely_named,
    new_among_finished,
)
from model.reading.filters.sentence import sorted_out
from model.reading.filters.some_of_else import (
    before_those_of_disclosure,
    of_one_of_them,
    of_one_outcome,
    of_those_reviewed,
)
from model.reading.grounding.grounded import Stated
from model.reading.relations.relations import Relations
from model.reading.words.meaning import Meaning
from model.reading.words.terms import Terms
from model.reading.words.words import sorted_words, words_of

_ELSEWHERE, _DONE = frozenset(("away", "territory")), frozenset(("topic", "verb"))
_PERHAPS_SOME = frozenset(("examples", "unit", "perhaps-some", "named"))

_FEWEST = 3  # rows besides the amount


_MEANINGS, _PARTS = attrgetter("meanings"), attrgetter("parts")
_STARTS = attrgetter("quantity.start")


def sift(terms: Terms, sentences: Sequence[Relations]) -> Reading:
    """Return what a paragraph says, with the figures that are surely what they seem to be."""
    mentions: list[Mention] = []
    doubtful: list[Mention] = []
    elsewhere: list[Mention] = []
    greatest: dict[Meaning, Mention] = {}
    before: Sequence[Mention] = ()
    for sentence in sentences:
        taken = _told_as_in_table(sentence.mentions)
        lists = list(filter(_PARTS, sentence.divided))
        elsewhere += filterfalse(_parts_of_known(lists).__contains__, filter(_tells_elsewhere, taken))
        doubtful += _doubtful(taken, lists)
        known = _known(terms, sentence, taken, lists)
        known = list(_but_parts_of_told(known, greatest, lists))
        mentions += filterfalse(left_without_some(before, sentence.unbracketed).__contains__, known)
        before = sentence.unbracketed or before
    return Reading(
        mentions=tuple(_surely_all(mentions, doubtful, elsewhere)),
        shares=tuple(chain.from_iterable(one.shares for one in sentences)),
        growths=tuple(chain.from_iterable(one.growths for one in sentences)),
        listings=tuple(chain.from_iterable(one.listings for one in sentences)),
        statements=tuple(chain.from_iterable(one.statements for one in sentences)),
        doubtful=tuple(doubtful),
    )


def _but_parts_of_told(
    known: Iterable[Mention], greatest: dict[Meaning, Mention], lists: Sequence[Listing]
) -> Iterator[Mention]:
    """Figures without parts of what was told: “制发14件，废止9件。其中以政府名义制发6件、部门制发8件”.

    A part that is named as a greater figure before it is some of that. ``greatest`` is what the paragraph
    told so far of each meaning; these figures are noted in it.
    """
    listed = set(map(_STARTS, chain.from_iterable(map(_PARTS, lists))))
    for one in known:
        is_part = "part" in one.said or one.quantity.start in listed
        if not (is_part and _is_less_than_told(one, greatest)):
            yield one
        _note_greatest(one, greatest)


def _is_less_than_told(one: Mention, greatest: dict[Meaning, Mention]) -> bool:
    told = [greatest[meant] for meant in one.meanings if meant in greatest]
    return any(is_more(whole, one) for whole in told)


def _note_greatest(one: Mention, greatest: dict[Meaning, Mention]) -> None:
    for meant in one.meanings:
        if is_more(one, greatest.setdefault(meant, one)):
            greatest[meant] = one


def _known(
    terms: Terms, sentence: Relations, taken: Sequence[Mention], lists: Sequence[Listing]
) -> Iterable[Mention]:
    """The figures of a sentence that its others leave what they seem to be."""
    known = by_their_reasons(terms, list(filter(_MEANINGS, taken)), lists)
    if not known:
        return known
    others = list(_others(terms, taken, lists, sentence.stated))
    known = [one for one in known if one not in others] if others else known
    known = sorted_out(terms, known, sentence.unbracketed, sentence.divided, sentence.unsaid)
    return as_answered_so_far(terms, known, sentence.unbracketed)


def _others(
    terms: Terms, told: Sequence[Mention], lists: Sequence[Listing], stated: Sequence[Stated]
) -> Iterator[Mention]:
    """The figures that the rest of their sentence shows to be something else than they seem to be."""
    yield from new_among_finished(terms, lists)
    yield from loosely_named(told, lists)
    yield from _cases_of_else(terms, told, stated)
    yield from _cases_reviewed(terms, told)
    yield from of_one_of_them(terms, lists)
    yield from of_one_outcome(terms, lists)
    yield from before_those_of_disclosure(terms, told)
    yield from of_those_reviewed(terms, told)
    yield from _one_of_kinds(told)


def _one_of_kinds(told: Sequence[Mention]) -> Iterator[Mention]:
    """“对医疗机构作出行政处罚12件，公共场所领域40件”: what is told behind it may be of the same."""
    yield from (one for one, behind in pairwise(told) if _may_be_of_a_kind(one, behind))


def _may_be_of_a_kind(one: Mention, behind: Mention) -> bool:
    is_strange = not behind.meanings and "part" not in behind.said
    is_counted_alike = one.quantity.counter == behind.quantity.counter
    return "perhaps-some" in one.said and is_strange and is_counted_alike


def _cases_of_else(terms: Terms, told: Sequence[Mention], stated: Sequence[Stated]) -> Iterator[Mention]:
    if any(one.phrase.says("unrelated") for one in stated):
        yield from (one for one in told if any(map(terms.is_case, one.meanings)))


def _cases_reviewed(terms: Terms, told: Sequence[Mention]) -> Iterator[Mention]:
    """“收到复议申请214件，受理198件，纠正31件”: of an organ that reviews what others did."""
    cases = [place for place, one in enumerate(told) if any(map(terms.is_case, one.meanings))]
    behind = told[cases[0] + 1 :] if cases else ()
    are_taken_on = any(not one.meanings and one.label.endswith(sorted_words("taken-on")) for one in behind)
    yield from (told[place] for place in cases if are_taken_on)


def _doubtful(mentions: Sequence[Mention], lists: Sequence[Listing]) -> list[Mention]:
    """Figures that may speak of the tables, but for the parts of a whole that they add up to."""
    doubtful = [one for one in mentions if one.perhaps]
    right = (one for one in lists if doubtful and is_sum(one.whole, one.parts))
    confirmed = list(chain.from_iterable(map(_PARTS, right)))
    return [one for one in doubtful if one not in confirmed]


# ----------------------------------------- all of it, or some of what others tell of too


def _surely_all(
    mentions: Sequence[Mention], doubtful: Sequence[Mention], elsewhere: Sequence[Mention]
) -> Iterator[Mention]:
    """The figures of a paragraph without those that may be of some of what others tell of too.

    “道路占用等行政许可3件、户外广告等行政许可5件” are two kinds; ``elsewhere``: “各分局收到5件”.
    """
    told = (*mentions, *filter(_is_own, doubtful))
    yield from (one for one in mentions if not _is_of_some(one, told, elsewhere))


def _is_own(doubtful: Mention) -> bool:
    return OF_OTHERS not in doubtful.said


def _is_of_some(one: Mention, told: Sequence[Mention], elsewhere: Sequence[Mention]) -> bool:
    may_be_some = not one.said.isdisjoint(_PERHAPS_SOME)
    return may_be_some and (_is_told_beside(one, told) or _is_told_of_others(one, elsewhere))


def _parts_of_known(lists: Sequence[Listing]) -> list[Mention]:
    """What divides a figure of the tables: nothing that another organ did."""
    return list(chain.from_iterable(one.parts for one in lists if one.whole.meanings))


def _tells_elsewhere(one: Mention) -> bool:
    """Whether a figure that no table knows may be of what another organ did."""
    is_strange = not (one.meanings or one.said.isdisjoint(_ELSEWHERE | {"unknown", "other"}))
    return is_strange and not one.said.isdisjoint(_DONE)


def _is_told_of_others(one: Mention, elsewhere: Sequence[Mention]) -> bool:
    """Whether others' figures are counted alike; beside a bureau's offices any stranger may be a branch."""
    alike = (other for other in elsewhere if other.quantity.counter == one.quantity.counter)
    near = filterfalse(partial(_is_of_other_rows, one), alike)
    return any("perhaps-some" in one.said or not other.said.isdisjoint(_ELSEWHERE) for other in near)


def _is_of_other_rows(one: Mention, stranger: Mention) -> bool:
    """Whether a stranger seems to be of something else that the tables have: documents beside penalties."""
    rows = {meant.row for meant in one.meanings}
    return bool(stranger.perhaps) and rows.isdisjoint(meant.row for meant in stranger.perhaps)


def _is_told_beside(one: Mention, told: Sequence[Mention]) -> bool:
    meant = set(one.meanings)
    others = (other for other in told if other.quantity != one.quantity)
    return not meant.isdisjoint(chain.from_iterable(map(_may_mean, others)))


def _may_mean(mention: Mention) -> tuple[Meaning, ...]:
    return (*mention.meanings, *mention.perhaps)


# ----------------------------------------- a sentence that goes through a table


def _told_as_in_table(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions of a sentence, those known that only seemed to count what was published.

    “公开行政许可26项、行政处罚14项、行政强制0项，行政事业性收费0.83万元” goes through a table. How much of
    something was published is no figure of the tables; but of what was published there is no amount. Where
    a sentence names several rows of a table up to its amount, their figures are those of the table.
    """
    of_rows = _of_rows(mentions)
    if len({one.perhaps[0].row for one in of_rows}) < _FEWEST:
        return mentions
    return [replace(one, meanings=one.perhaps, perhaps=()) if one in of_rows else one for one in mentions]


def _of_rows(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """What seems to be of rows of a table of which an amount is told too."""
    seeming = [one for one in mentions if one.perhaps]
    if len(seeming) < _FEWEST:
        return ()  # as in most sentences
    tables = {one.meanings[0].table for one in mentions if _is_amount(one)}
    return [one for one in seeming if _is_row_of(one, tables)]


def _is_amount(one: Mention) -> bool:
    return one.quantity.kind is Kind.MONEY and bool(one.meanings)


def _is_row_of(one: Mention, tables: set[str]) -> bool:
    counts_pieces = one.quantity.counter in words_of("piece-counter")
    is_other = counts_pieces or OF_OTHERS in one.said
    return not is_other and len(one.perhaps) == 1 and one.perhaps[0].table in tables
