"""Wholes and the parts listed of them in a sentence: behind “其中”, in brackets."""

from collections.abc import Callable, Sequence
from itertools import chain, takewhile

from msgspec.structs import replace

from model.reading.facts import Listing, Mention, Mentions, counted_alike, exceed, is_sum
from model.reading.grounding.grounded import Closed, Counted, Fact, Opened
from model.reading.relations.sums import parts_said
from model.reading.tokens.channels import is_way
from model.reading.words.words import sorted_words, words_of
from model.reading.words.year_patterns import one_of, pattern

_FEWEST = 3  # figures: a whole and two parts
_CAME = frozenset(("received", "verb", "topic", "now", "filler", "copula"))
_LONGEST_VERB = 4  # characters: “均已办结”


class _List:
    """A whole, its parts, and what follows them behind each “；”."""

    def __init__(self, whole: Mention, *, bracketed: bool) -> None:
        self.whole = whole
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
        if not self._tells_parts():
            return Listing(self.whole, (), closed=False)
        return _of_own_whole(self._with_parts())

    def _tells_parts(self) -> bool:
        """“甲局（71件）、乙局（38件）”: a figure without words is of the name before its bracket.

        “收到7件（2023年8件、2022年4件）”, “有效87件（年初92件）”: one of another time is compared.
        """
        labels = [one.label for one in self.parts if one.label]
        return not self.bracketed or not all(map(pattern("told-of-then").fullmatch, labels))

    def _with_parts(self) -> Listing:
        """The list as it is told."""
        parts, further = self._goes_on_behind_semicolons()
        if not self.whole.meanings:
            parts = _up_to(_says_done, self.whole, parts)
        elif self.whole.also:
            parts = list(takewhile(_may_be_application, parts))
        parts = _up_to_what_is_besides(self.whole, _up_to(_is_exception, self.whole, parts))
        parts = _up_to(_is_last_years, self.whole, parts)
        once = parts if is_sum(self.whole, parts) else _each_once(parts)
        closed = bool(once) and "closing" in once[-1].said
        # What is summed up itself, or told again, need not be all.
        left = len(once) < len(parts)
        return Listing(self.whole, tuple(once), closed, self.in_a_row, tuple(map(tuple, further)), left=left)

    def _goes_on_behind_semicolons(self) -> tuple[list[Mention], list[list[Mention]]]:
        """All figures are parts where they are one list; else those behind each “；” may be."""
        further = [one for one in self.further if one and not _divides_nothing(one[0])]
        stretches = [self.parts, *further]
        everything = list(chain.from_iterable(stretches))
        is_one_list = bool(further) and (_ends_a_list(everything) or _are_of_one_manner(stretches))
        return (everything, []) if is_one_list else (self.parts, further)


def _of_own_whole(listing: Listing) -> Listing:
    """“收到48件。从结果看，49件办结件中公开19件、……”: the first figure is what the others divide.

    So it is in “收到9件。按内容分，新收的9件涉及征地6件，规划3件”.
    """
    names_its_whole = any("amid" in one.said for one in listing.parts[1:2]) and not listing.parts[0].label
    if not (names_its_whole or _begins_with_whole(listing)):
        return listing
    return replace(listing, whole=listing.parts[0], parts=listing.parts[1:], in_a_row=len(listing.parts) - 1)


def _begins_with_whole(listing: Listing) -> bool:
    """Whether the first part is the whole again, told by no more than that it came."""
    first, *others = listing.parts or (listing.whole,)
    is_told_alike = first.said <= _CAME and is_sum(listing.whole, [first])
    return is_told_alike and len(others) > 1 and counted_alike((listing.whole, first))


def _each_once(parts: list[Mention]) -> list[Mention]:
    """The parts without what tells the same again: their sum, or what became of the one before."""
    sums = [place for place, one in enumerate(parts) if _sums_up(one, parts[:place])]
    # “两个平台共350条” tells besides how many there are.
    numbers = [place - 1 for place in sums if not parts[place - 1].label]
    again = [place for place in range(1, len(parts)) if _became_of_it(*parts[place - 1 : place + 1])]
    return [one for place, one in enumerate(parts) if place not in (*sums, *numbers, *again)]


def _sums_up(one: Mention, before: Mentions) -> bool:
    """“征地231件、规划187件、环评165件，三类合计583件”."""
    said = parts_said(one)
    if "sum" in one.said and 1 < said <= len(before):
        return True
    return ("sum" in one.said or said > 1) and _is_sum_of_some(one, before)


def _is_sum_of_some(one: Mention, before: Mentions) -> bool:
    """Whether a figure is the sum of some told one behind the other up to it, or from the first on."""
    alike = [other for other in before if counted_alike((one, other))]
    several = range(2, len(alike) + 1)
    return any(is_sum(one, alike[-many:]) or is_sum(one, alike[:many]) for many in several)


def _became_of_it(before: Mention, one: Mention) -> bool:
    """“其中6件第三方不同意公开，不予公开6件”: as many as stand before what they are, in the other manner."""
    return before.first != one.first and counted_alike((before, one)) and is_sum(before, [one])


def _is_of_another_year(one: Mention) -> bool:
    """“比上年的3件多，其中……”, “2021年40件、2022年18件、2023年28件，其中……”."""
    names_a_year = "then" in one.said and pattern("ends-in-a-year").search(one.label) is not None
    return "compared" in one.said or names_a_year


def _divides_nothing(one: Mention) -> bool:
    """“复议9件中，纠正2件；诉讼共5件”, “……；已办结4件”: a sum that the tables have, or what was done."""
    is_of_tables = bool(one.meanings) and one.said >= {"topic", "sum"}
    return is_of_tables or _says_done(one)


def _may_be_application(one: Mention) -> bool:
    """“收到申请36件，其中网上30件，网上咨询52件”: what is only asked or proposed is none."""
    return bool(one.meanings) or not one.label.endswith(sorted_words("asked-besides"))


def _up_to(ends: Callable[[Mention], bool], whole: Mention, parts: list[Mention]) -> list[Mention]:
    """The parts up to what ends them, but where all of them give their whole.

    “工单96件，其中诉求类90件，办结96件”: what was done of all is no part beside the others.
    “建议25件，其中重点7件，除2件延期外，其余23件办结”: an exception begins to divide it anew.
    """
    begun = _begun(ends, parts)
    return parts if len(begun) == len(parts) or is_sum(whole, parts) else begun


def _begun(ends: Callable[[Mention], bool], parts: list[Mention]) -> list[Mention]:
    end = next((place for place, one in enumerate(parts) if place and ends(one)), len(parts))
    return parts[:end]


def _is_last_years(one: Mention) -> bool:
    """“21篇中19篇采用图解，上年为13篇中的7篇”: what it was then begins something else."""
    return "last-year" in one.said and pattern("told-of-then").fullmatch(one.label) is not None


def _is_exception(one: Mention) -> bool:
    return "excepting" in one.said


def _up_to_what_is_besides(whole: Mention, parts: list[Mention]) -> list[Mention]:
    """“公开50条，其中政策48条，另有公示15条”: if it is too much, it is of something else."""
    begun = _begun(_may_be_besides, parts)
    is_too_much = len(begun) < len(parts) and exceed(whole, parts)
    return begun if is_too_much and not exceed(whole, begun) else parts


def _may_be_besides(one: Mention) -> bool:
    is_known = bool(one.meanings) or is_way(one)
    return not is_known and one_of("told-besides").match(one.label) is not None


def _says_done(one: Mention) -> bool:
    """Whether a figure is told by a word of finishing or answering alone."""
    is_short = "unknown" not in one.said and len(one.label) <= _LONGEST_VERB
    return is_short and not one.said.isdisjoint(("results-total", "answered"))


def _ends_a_list(figures: Mentions) -> bool:
    """“制发3份，部门文件86条；解读11条；其他信息2195条”."""
    return "closing" in figures[-1].said and all(map(is_thing, figures))


def _are_of_one_manner(stretches: Sequence[Mentions]) -> bool:
    """“许可类3件；修复类1件；其他类1件”: single figures of one manner."""
    single = [one[0] for one in stretches if len(one) == 1]
    manners = {(one.label[-1:], one.quantity.counter) for one in single}
    return len(single) == len(stretches) >= _FEWEST and len(manners) == 1


def is_thing(one: Mention) -> bool:
    """Whether a figure counts things that one list may count in several counters: 条, 件."""
    return one.quantity.exact and one.quantity.counter in words_of("thing-counter")


def _is_rather_whole(before: Mention, listing: Listing) -> bool:
    is_right = is_sum(listing.whole, listing.parts)
    return not is_right and counted_alike((before, listing.whole)) and is_sum(before, listing.parts)


class _Lists:
    """The wholes of a sentence and the parts told of them so far."""

    def __init__(self, before: Mentions) -> None:
        self._told: list[Mention] = list(before)
        # In ``_told``, by where a figure begins.
        self._places = {one.quantity.start: place for place, one in enumerate(before)}
        self._joined: set[int] = set()  # where those begin that a “、” joins to the one before them
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
        start = part.mention.quantity.start
        self._places[start] = len(self._told)
        self._told.append(part.mention)
        if part.listed:
            self._joined.add(start)
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
        if fact.whole is not None and not _is_of_another_year(fact.whole):
            self._open = _List(fact.whole, bracketed=fact.bracket)
            self._lists.append(self._open)

    def _end_bracket(self) -> None:
        """End what a bracket divides: “公开（含部分公开）38件” divides nothing."""
        if self._open is not None and not self._open.parts:
            self._lists.remove(self._open)
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
        lists = (self._of_what_they_give(self._of_what_is_counted_alike(one.done())) for one in self._lists)
        return [self._with_what_is_beside(one) for one in lists]

    def _of_what_they_give(self, listing: Listing) -> Listing:
        """“受理276件，办结273件，其中表扬84件、投诉121件、建议71件”: of the figure before that they give."""
        place = self._places.get(listing.whole.quantity.start, 0)
        before = self._told[max(place - 1, 0) : place] if len(listing.parts) > 1 else ()
        given = (one for one in before if _is_rather_whole(one, listing))
        return replace(listing, whole=next(given, listing.whole))

    def _with_what_is_beside(self, listing: Listing) -> Listing:
        """“新收9件，上年结转1件，其中……”: of what was received, or of both together.

        “建议9件、提案14件，其中……”: of the second, or of both.
        """
        whole = listing.whole
        place = self._places.get(whole.quantity.start, 0)
        behind = self._told[place + 1 : place + 2]
        is_of_whole = bool(behind) and behind[0] in listing.parts  # “收到57件，其中上年结转2件”
        if whole.also and behind and "carried-in" in behind[0].said and not is_of_whole:
            return replace(listing, beside=behind[0])
        if not place:
            return listing
        before = self._told[place - 1]
        if "carried-in" in whole.said and "topic" in before.said:
            return replace(listing, whole=before, beside=whole)
        is_beside = whole.quantity.start in self._joined and counted_alike((before, whole))
        if is_beside and whole.quantity.is_nought:  # “行政复议6件、行政诉讼0件，其中3件维持”
            return replace(listing, whole=before)
        return replace(listing, beside=before) if is_beside else listing

    def _of_what_is_counted_alike(self, listing: Listing) -> Listing:
        """“培训17次，覆盖320人次，其中线上6次、线下11次”: the whole is what is counted as the parts are."""
        counter = listing.parts[0].quantity.counter if listing.parts else ""
        is_counted_so = listing.whole.quantity.counter == counter
        whole = None if is_counted_so else self._last_unknown_before(listing.whole, counter)
        return listing if whole is None else replace(listing, whole=whole)

    def _last_unknown_before(self, whole: Mention, counter: str) -> Mention | None:
        before = self._told[: self._places.get(whole.quantity.start, 0)]
        unknown = (one for one in reversed(before) if not one.meanings)
        return next((one for one in unknown if one.quantity.counter == counter), None)


def _as_sure(listing: Listing, before: Mentions) -> Listing:
    """“公开50条，政策20条、动态30条。其中18条……，25条……”: of the last, or of all that was told before.

    What is too much for the last is surely wrong only by a slip.
    """
    is_of_before = len(listing.parts) > 1 and listing.whole in before
    if not is_of_before or not exceed(listing.whole, listing.parts):
        return listing
    alike = (one for one in before if counted_alike((one, listing.whole)))
    are_greater = not all(exceed(one, listing.parts) for one in alike)
    return replace(listing, parts=(), in_a_row=0, further=(listing.parts,)) if are_greater else listing


def divided(sentence: Sequence[Fact], before: Mentions) -> list[Listing]:
    """Return the wholes that a sentence divides, with their parts.

    ``before`` are the figures of the last sentence that has any: “收到9件，上年结转1件。其中……”.
    """
    lists = _Lists(before)
    for fact in sentence:
        lists.take(fact)
    return [_as_sure(one, before) for one in lists.done()]
