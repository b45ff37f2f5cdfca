"""Wholes and the parts listed of them in a sentence: behind “其中”, in brackets, before a sum."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile
from os.path import commonprefix

from msgspec.structs import replace

from model.reading.facts import Listing, Mention, counted_alike
from model.reading.grounded import Closed, Counted, Fact, Opened
from model.reading.words import words_of

_MOST_PARTS = 100  # figures before a sum; more are no parts of it
_LONG_LIST = 4  # figures
_LARGE = 100
_SENTENCES = 2  # before a sentence of parts
_SHORTEST_NAME = 4  # characters that whole and parts have in common
_FEWEST = 3  # figures: a whole and two parts
_LEADING_UP = frozenset(("part", "filler", "copula", "and", "remaining", "closing"))
_RESULT = frozenset(("result", "reason", "other-result", "carried-out", "aside"))
_SUM_ALONE = frozenset(("sum", "filler", "copula", "and", "now"))


class _List:
    """A whole, its parts, and what follows them behind each “；”."""

    def __init__(self, whole: Mention, *, bracketed: bool, opening: Mention | None = None) -> None:
        self.whole = whole
        self.opening = opening
        self.bracketed = bracketed
        self.parts: list[Mention] = []
        self.in_a_row = 0
        self.further: list[list[Mention]] = []

    def add(self, part: Counted) -> None:
        """Take a part; the row ends with the first that no “、” joins to the part before it."""
        row_goes_on = self.in_a_row == len(self.parts)
        if row_goes_on and (part.listed or not self.parts):
            self.in_a_row += 1
        self.parts.append(part.mention)

    def done(self) -> Listing:
        """Return it, complete when its last part is “其他”."""
        parts, further = self._goes_on_behind_semicolons()
        closed = bool(parts) and "closing" in parts[-1].said
        whole = self._taken_up(parts)
        return Listing(whole, tuple(parts), closed, self.in_a_row, tuple(map(tuple, further)))

    def _taken_up(self, parts: Sequence[Mention]) -> Mention:
        """“收到3件，其中网上2件、现场1件。其中，1件……，另2件……”: of all, where a part is more than the last."""
        is_of_all = self.opening is not None and any(_is_more(one, self.whole) for one in parts)
        return self.opening if is_of_all and self.opening is not None else self.whole

    def _goes_on_behind_semicolons(self) -> tuple[list[Mention], list[list[Mention]]]:
        """“许可类3件；修复类1件；其他类1件”: single figures of one manner are all parts."""
        further = list(filter(None, self.further))
        stretches = [self.parts, *further]
        single = [one[0] for one in stretches if len(one) == 1]
        manners = {(one.label[-1:], one.quantity.counter) for one in single}
        is_list = len(single) == len(stretches) >= _FEWEST and len(manners) == 1
        return (single, []) if is_list else (self.parts, further)


class _Lists:
    """The wholes of a sentence and the parts told of them so far."""

    def __init__(self) -> None:
        self._told: list[Mention] = []
        self._lists: list[_List] = []
        self._open: _List | None = None
        self._ended: list[_List] = []  # by a “；” of this sentence, outside brackets
        self._around: list[_List | None] = []

    def take(self, fact: Fact) -> None:
        """Take the next fact of the sentence; what neither counts nor divides is passed over."""
        if isinstance(fact, Counted):
            self._add(fact)
        elif isinstance(fact, Opened):
            self._divide(fact)
        elif isinstance(fact, Closed):
            (self._end_bracket if fact.bracket else self._end)()

    def _add(self, part: Counted) -> None:
        """A part of what is being divided; behind a “；” perhaps one more of the lists that it ended."""
        self._told.append(part.mention)
        if self._open is not None:
            self._open.add(part)
        elif not self._around:
            for one in self._ended:
                one.further[-1].append(part.mention)

    def _divide(self, fact: Opened) -> None:
        """Begin to divide a whole; what a bracket stands in goes on behind it."""
        if fact.bracket:
            self._around.append(self._open)
        self._open = None
        if fact.whole is not None:
            self._open = _List(fact.whole, bracketed=fact.bracket, opening=fact.opening)
            self._lists.append(self._open)

    def _end_bracket(self) -> None:
        self._open = self._around.pop() if self._around else None

    def _end(self) -> None:
        """End all that was begun, brackets too."""
        self._open = None
        self._around.clear()
        self._ended = [one for one in self._lists if not one.bracketed]
        for one in self._ended:
            one.further.append([])

    def done(self) -> list[Listing]:
        """Return the lists."""
        lists = (self._of_what_is_counted_alike(one.done()) for one in self._lists)
        return [self._with_what_was_received(one) for one in lists]

    def _with_what_was_received(self, listing: Listing) -> Listing:
        """“新收9件，上年结转1件，其中网络5件、信函5件”: of what was received, or of both together."""
        carried = listing.whole
        if carried not in self._told or "carried-in" not in carried.said:
            return listing
        before = self._told[: self._told.index(carried)][-1:]
        is_beside = any(one.also or "topic" in one.said for one in before)
        return replace(listing, whole=before[0], beside=carried) if is_beside else listing

    def _of_what_is_counted_alike(self, listing: Listing) -> Listing:
        """“培训17次，覆盖320人次，其中线上6次、线下11次”: the whole is what is counted as the parts are."""
        counter = listing.parts[0].quantity.counter if listing.parts else ""
        if listing.whole.quantity.counter == counter or listing.whole not in self._told:
            return listing
        before = self._told[: self._told.index(listing.whole)]
        alike = [one for one in before if one.quantity.counter == counter and not one.meanings]
        return replace(listing, whole=alike[-1]) if alike else listing


def _is_more(one: Mention, other: Mention) -> bool:
    """Whether a figure is greater than another; of live ones it is not known."""
    figures = one.quantity.figure, other.quantity.figure
    return figures[0] is not None and figures[1] is not None and figures[0].value > figures[1].value


def divided(sentence: Sequence[Fact]) -> list[Listing]:
    """Return the wholes that a sentence divides, with their parts."""
    if not any(isinstance(fact, Opened) for fact in sentence):
        return []  # as in most sentences
    lists = _Lists()
    for fact in sentence:
        lists.take(fact)
    return lists.done()


def supposed(before: Sequence[Mention], counted: Sequence[Counted], told: Sequence[Listing]) -> list[Listing]:
    """“公开信息420条。动态180条；……”: a long list behind a full stop may divide what was before it.

    So may a shorter one of large figures, or in a row, and the ways in which applications came. ``before``
    are the figures of the sentence before.
    """
    figures = [one.mention for one in counted if not one.bracketed]
    if not before or told or len(figures) < _FEWEST - 1:
        return []
    by_ways = _divided_by_ways(before, figures)
    is_list = len(figures) >= _LONG_LIST or _are_large((before[-1], *figures)) or _is_row(counted)
    if by_ways or not is_list:
        return by_ways or _told_each(before, figures)
    return [_may_be_divided(before[-1], figures)]


def _divided_by_ways(before: Sequence[Mention], figures: Sequence[Mention]) -> list[Listing]:
    received = [one for one in before if one.also]
    ways = list(takewhile(is_way, figures))
    return [_may_be_divided(received[-1], ways)] if received and len(ways) > 1 else []


def _told_each(before: Sequence[Mention], figures: Sequence[Mention]) -> list[Listing]:
    """“收到2件。1件由申请人撤回，1件予以公开”: what became of each."""
    received = [one for one in before if one.also]
    is_told = bool(received) and are_told_first(figures) and counted_alike((received[-1], *figures))
    return [Listing(received[-1], tuple(figures), closed=False)] if is_told else []


def results(
    before: Sequence[Mention], counted: Sequence[Counted], told: Sequence[Listing]
) -> Iterator[Listing]:
    """“收到9件。予以公开5件；不予公开3件，其中……；结转1件”: what became of all that was received.

    ``before`` are the figures of the sentence before, ``told`` the lists of this one.
    """
    inside = [part for listing in told for part in listing.parts]
    figures = [one.mention for one in counted if not one.bracketed and one.mention not in inside]
    received = [one for one in (*before, *figures[:1]) if _may_be_received(one)]
    if not received or any(one.whole is received[-1] for one in told):
        return
    parts = [one for one in figures if one is not received[-1]]
    are_results = sum(_RESULT.isdisjoint(one.said) for one in parts) <= 1
    if len(parts) >= _LONG_LIST and are_results:
        yield Listing(received[-1], tuple(parts), closed=False)


def _may_be_received(one: Mention) -> bool:
    return bool(one.also) or ("topic" in one.said and len(one.meanings) > 1)


def named_alike(openings: Sequence[Mention], figures: Sequence[Mention]) -> list[Listing]:
    """“主动公开政府信息数700条……。网站公开政府信息数65条，微信公开政府信息数635条”: a sentence of parts.

    All of its figures are named as the one is that opened one of the last sentences. ``openings`` are those.
    """
    name = _common_end(one.label for one in figures)
    if len(figures) < _FEWEST - 1 or len(name) < _SHORTEST_NAME:
        return []
    alike = (one for one in reversed(openings[-_SENTENCES:]) if one.label.endswith(name))
    whole = next(alike, None)
    is_whole = whole is not None and counted_alike((whole, *figures))
    is_greater = is_whole and not any(_is_more(one, whole) for one in figures)
    return [Listing(whole, tuple(figures), closed=False)] if is_greater else []


def _common_end(labels: Iterable[str]) -> str:
    """What all labels end in."""
    return commonprefix([label[::-1] for label in labels])[::-1]


def _is_row(counted: Sequence[Counted]) -> bool:
    return len(counted) >= _FEWEST and all(one.listed for one in counted[1:])


def _may_be_divided(whole: Mention, parts: Sequence[Mention]) -> Listing:
    return Listing(whole, (), closed=False, further=(tuple(parts),))


def _are_large(told: Sequence[Mention]) -> bool:
    """Whether figures are so large that they hardly miss a whole by one slip without being its parts."""
    return counted_alike(told) and all(map(_is_large, told))


def _is_large(mention: Mention) -> bool:
    figure = mention.quantity.figure
    return figure is not None and figure.value >= _LARGE and mention.quantity.counter != ""


def in_rows(sentence: Sequence[Fact]) -> Iterator[Listing]:
    """“开展解读32次，文字12次、图文20次”: figures in a row behind another divide it, said so or not.

    Only those that no table knows: what the tables have of each is held against them.
    """
    for row in filter(_has_whole, _rows(sentence)):
        told = [one.mention for one in row]
        if counted_alike(told) and not any(one.meanings for one in told[1:]):
            yield _divided_by_row(told[0], told[1:])


def _divided_by_row(whole: Mention, parts: Sequence[Mention]) -> Listing:
    if all(map(_says_what_it_is, parts)):
        return Listing(whole, tuple(parts), closed=False)
    return _may_be_divided(whole, parts)


def of_large(sentence: Sequence[Fact]) -> Iterator[Listing]:
    """“公开信息21597条，网站公开7055条，乡镇公开14542条”: large figures may divide the first of them."""
    if any(map(_is_bracket, sentence)):
        return
    told = [fact.mention for fact in sentence if isinstance(fact, Counted)]
    alike = list(takewhile(lambda one: counted_alike((told[0], one)), told))
    if len(alike) >= _FEWEST and _are_large(alike) and not any(_is_more(one, told[0]) for one in told[1:]):
        yield _may_be_divided(alike[0], alike[1:])


def _has_whole(row: Sequence[Counted]) -> bool:
    """Whether something stands before a row of two parts at least that is none of them.

    What a “、” joins to them is: “救助类40件、养老类21件、殡葬类20件”.
    """
    return len(row) >= _FEWEST and not any(one.listed for one in row[:2])


def _rows(sentence: Sequence[Fact]) -> Iterator[list[Counted]]:
    """Yield the rows of figures, each with the figure before it; none goes on into a bracket or behind it."""
    row: list[Counted] = []
    for fact in sentence:
        if isinstance(fact, Counted):
            if not _goes_on(row, fact):
                yield row
                row = row[-1:]
            row.append(fact)
        elif _is_bracket(fact):
            yield row
            row = []
    yield row


def _goes_on(row: Sequence[Counted], fact: Counted) -> bool:
    """Whether a figure is one more of a row: a “、” joins them, or both are told in one manner."""
    if fact.listed:
        return True
    both = (*(one.mention for one in row[-1:]), fact.mention)
    return len(both) > 1 and (all(map(is_way, both)) or all(map(_says_what_it_is, both)))


def _says_what_it_is(mention: Mention) -> bool:
    """“2件为消防信息，1件为人防信息”: each figure comes first, and what it is behind it."""
    return mention.first and mention.label.startswith(tuple(words_of("copula")))


def are_told_first(parts: Sequence[Mention]) -> bool:
    """Whether each figure stands before what it counts: “其中1件部分公开，1件为人防信息，另2件……”."""
    return bool(parts) and all(one.first or one.said <= _LEADING_UP for one in parts)


def _is_bracket(fact: Fact) -> bool:
    return isinstance(fact, Opened) or (isinstance(fact, Closed) and fact.bracket)


def is_way(mention: Mention) -> bool:
    """Whether a figure that no table knows is said of a way in which applications come."""
    return not mention.meanings and _ways().search(mention.label) is not None


@cache
def _ways() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words_of("channel-name"))))


def summed(sentence: Sequence[Fact]) -> Iterator[Listing]:
    """“网络700件、信函500件，合计1200件”: a sum behind its parts, where it is not theirs."""
    before: list[Mention] = []
    for fact in sentence:
        if isinstance(fact, Closed | Opened):
            before = []
        elif isinstance(fact, Counted):
            if _is_wrong_sum(fact.mention, before):
                yield Listing(fact.mention, tuple(before), closed=True)
            before.append(fact.mention)


def _is_wrong_sum(told: Mention, before: Sequence[Mention]) -> bool:
    """Whether a figure is said to be a sum and is not that of the last two or more figures before it."""
    may_be_sum = 2 <= len(before) <= _MOST_PARTS and _is_said_to_be_sum(told)
    if not may_be_sum or not counted_alike((told, *before)):
        return False
    return not any(_adds_up(told, before[first:]) for first in range(len(before) - 1))


def _is_said_to_be_sum(told: Mention) -> bool:
    return "sum" in told.said and told.said <= _SUM_ALONE


def _adds_up(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether parts give their whole; of live figures that is not known, so they may."""
    told = whole.quantity.figure
    figures = [one.quantity.figure for one in parts]
    if told is None or None in figures:
        return True
    return sum(figure.value for figure in figures if figure is not None) == told.value
