"""The sixth step: which figures are what they seem to be, by what else the paragraph tells."""

from collections.abc import Container, Iterator, Sequence
from itertools import chain, filterfalse
from operator import attrgetter

from msgspec.structs import replace

from model.chinese.figures import Kind
from model.reading.facts import OF_OTHERS, Listing, Mention, Mentions, Reading, is_more, is_sum
from model.reading.filters.of_some import by_their_reasons, left_without_some
from model.reading.filters.results_of_some import besides, shares_among_some
from model.reading.filters.sentence import sorted_out
from model.reading.filters.told import is_alone
from model.reading.relations.relations import Relations
from model.reading.words.meaning import Meaning
from model.reading.words.terms import Terms
from model.reading.words.words import words_of

_ELSEWHERE, _DONE = frozenset(("away", "territory")), frozenset(("topic", "verb"))
_STRANGE = _ELSEWHERE | {"unknown", "other"}
_PERHAPS_SOME = frozenset(("examples", "unit", "perhaps-some", "named"))
_FEWEST = 3  # rows besides the amount
_MENTIONS, _PARTS, _STARTS = attrgetter("mentions"), attrgetter("parts"), attrgetter("quantity.start")


def sift(terms: Terms, sentences: Sequence[Relations]) -> Reading:
    """Return what a paragraph says, with the figures that are surely what they seem to be."""
    mentions: list[Mention] = []
    doubtful: list[Mention] = []
    elsewhere: list[Mention] = []
    greatest: dict[Meaning, Mention] = {}
    before: Mentions = ()
    for sentence in filter(_MENTIONS, sentences):
        taken = _told_as_in_table(sentence.mentions)
        lists = list(filter(_PARTS, sentence.divided))
        elsewhere += _elsewhere(taken, lists)
        doubtful += _doubtful(taken, lists)
        known = _but_parts_of_told(_known(terms, sentence, taken, lists), greatest, lists, taken)
        some = [*left_without_some(before, sentence.unbracketed), *besides(terms, sentence.unbracketed)]
        mentions += filterfalse(some.__contains__, known)
        before = sentence.unbracketed or before
    return Reading(
        mentions=tuple(_surely_all(mentions, doubtful, elsewhere)),
        shares=tuple(chain.from_iterable(shares_among_some(terms, one) for one in sentences)),
        growths=tuple(chain.from_iterable(one.growths for one in sentences)),
        listings=tuple(chain.from_iterable(one.listings for one in sentences)),
        statements=tuple(chain.from_iterable(one.statements for one in sentences)),
        doubtful=tuple(doubtful),
    )


def _known(terms: Terms, sentence: Relations, taken: Mentions, lists: Sequence[Listing]) -> Mentions:
    """The figures of a sentence that its others leave what they seem to be."""
    known = by_their_reasons(terms, [one for one in taken if one.meanings], lists)
    is_sure = not known or (is_alone(sentence, taken) and not sentence.stated)
    return known if is_sure else sorted_out(terms, sentence, taken, known)


def _but_parts_of_told(
    known: Mentions, greatest: dict[Meaning, Mention], lists: Sequence[Listing], told: Mentions
) -> Iterator[Mention]:
    """Figures without parts of what was told: “制发14件，废止9件。其中以政府名义制发6件、部门制发8件”.

    A part that is named as a greater figure before it is some of that, and so is what stands beside other
    organs' figures: “全县收到36件。县政府收到9件，县直部门20件，乡镇7件”. ``greatest`` is what the paragraph
    told so far of each meaning; these figures are noted in it.
    """
    listed = set(map(_STARTS, chain.from_iterable(map(_PARTS, lists))))
    are_parts = any(map(_is_of_other_organs, told))
    for one in known:
        is_less = _note_greatest(one, greatest)
        is_part = are_parts or "part" in one.said or one.quantity.start in listed
        if not (is_less and is_part):
            yield one


def _is_of_other_organs(one: Mention) -> bool:
    """“县直部门20件”: whether a figure that is not understood is told by nothing but whose it is."""
    return not one.meanings and "away" in one.said and one.said.isdisjoint(_DONE)


def _note_greatest(one: Mention, greatest: dict[Meaning, Mention]) -> bool:
    """Note a figure, and tell whether it is less than what was told before of the same."""
    told = [greatest.setdefault(meant, one) for meant in one.meanings]
    for meant, most in zip(one.meanings, told, strict=True):
        if most is not one and is_more(one, most):
            greatest[meant] = one
    return any(most is not one and is_more(most, one) for most in told)


def _doubtful(mentions: Sequence[Mention], lists: Sequence[Listing]) -> list[Mention]:
    """Figures that may speak of the tables, but for the parts of a whole that they add up to."""
    doubtful = [one for one in mentions if one.perhaps]
    right = (one for one in lists if doubtful and is_sum(one.whole, one.parts))
    confirmed = list(chain.from_iterable(map(_PARTS, right)))
    return [one for one in doubtful if one not in confirmed]


def _elsewhere(mentions: Sequence[Mention], lists: Sequence[Listing]) -> Iterator[Mention]:
    """What another organ may have done: figures that no table knows, but for parts of one that is known."""
    strange = [one for one in mentions if not (one.meanings or one.said.isdisjoint(_STRANGE))]
    known = list(chain.from_iterable(one.parts for one in lists if strange and one.whole.meanings))
    return (one for one in strange if one not in known and not one.said.isdisjoint(_DONE))


# ----------------------------------------- all of it, or some of what others tell of too


def _surely_all(mentions: Mentions, doubtful: Mentions, elsewhere: Mentions) -> Iterator[Mention]:
    """The figures of a paragraph without those that may be of some: “各分局收到5件” is told ``elsewhere``.

    “道路占用等行政许可3件、户外广告等行政许可5件” are two kinds.
    """
    told = (*mentions, *(one for one in doubtful if OF_OTHERS not in one.said))
    yield from (one for one in mentions if not _is_of_some(one, told, elsewhere))


def _is_of_some(one: Mention, told: Sequence[Mention], elsewhere: Sequence[Mention]) -> bool:
    may_be_some = not one.said.isdisjoint(_PERHAPS_SOME)
    return may_be_some and (_is_told_beside(one, told) or _is_told_of_others(one, elsewhere))


def _is_told_of_others(one: Mention, elsewhere: Sequence[Mention]) -> bool:
    """Whether others' figures are counted alike; beside a bureau's offices any stranger may be a branch."""
    alike = (other for other in elsewhere if other.quantity.counter == one.quantity.counter)
    near = (other for other in alike if not _is_of_other_rows(one, other))
    return any("perhaps-some" in one.said or not other.said.isdisjoint(_ELSEWHERE) for other in near)


def _is_of_other_rows(one: Mention, stranger: Mention) -> bool:
    """Whether a stranger seems to be of something else that the tables have: documents beside penalties."""
    rows = {meant.row for meant in one.meanings}
    return bool(stranger.perhaps) and rows.isdisjoint(meant.row for meant in stranger.perhaps)


def _is_told_beside(one: Mention, told: Sequence[Mention]) -> bool:
    others = (other for other in told if other.quantity != one.quantity)
    meant = chain.from_iterable((*other.meanings, *other.perhaps) for other in others)
    return not set(one.meanings).isdisjoint(meant)


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
    amounts = (one for one in mentions if one.quantity.kind is Kind.MONEY and one.meanings)
    tables = {one.meanings[0].table for one in amounts} if len(mentions) >= _FEWEST else ()
    return [one for one in mentions if tables and _is_row_of(one, tables)]


def _is_row_of(one: Mention, tables: Container[str]) -> bool:
    counts_pieces = one.quantity.counter in words_of("piece-counter")
    is_other = counts_pieces or OF_OTHERS in one.said
    return not is_other and len(one.perhaps) == 1 and one.perhaps[0].table in tables
