"""The percentages of the text against the figures that they are shares of.

Shares of one sentence are mostly of one whole. What a wrong one should be is told only where that whole
is sure: a wrong base would mend one error by another.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import cache, cached_property
from itertools import chain, groupby, product

import msgspec

from model.chinese.figures import Figure
from model.forms import OfficialForm
from model.reading.facts import Mention, Quantity, Share
from model.reading.words.division import beside, splits
from model.reading.words.labels import label
from model.reading.words.meaning import Meaning, number
from model.reading.words.words import alternatives
from model.report import Report
from model.rules.among_themselves import divide_themselves, of_the_tables
from model.rules.engine import AnyRule, Outcome, Rule
from model.rules.findings import Finding, Level, Span
from model.rules.judged_shares import HUNDRED, Judged, Pair, is_of_another_whole
from model.rules.paragraphs import Paragraph, found_in_paragraphs
from model.rules.texts import place_of, plain, values, with_cells

_MANY_PERCENT = re.compile(r"\d{3}(?:\.\d{1,4})?\s*[%％]")
_MOST_NAMED = 4  # rows of a sum that has no name
_FEWEST_OTHERS = 2  # shares that show in what manner those of a list are written


class Part(msgspec.Struct, frozen=True):
    """The part and the whole that the share is worked out from, and what the part is of.

    ``whole`` is None where none is sure, ``meaning`` where no table knows the part. ``adjusted``: the shares
    of the sentence add up to 100 as they are. ``over``: it is more than all there is.
    """

    part: Decimal
    whole: Decimal | None
    meaning: Meaning | None
    adjusted: bool = False
    over: bool = False


def _check(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[Part]]:
    """A percentage is not what its figures give, to the digits it is written with, or is more than all."""
    yield from found_in_paragraphs(form, report, part, _in_paragraph)


def _in_paragraph(form: OfficialForm, report: Report, paragraph: Paragraph) -> Iterator[Finding[Part]]:
    """The shares that are wrong, and beside them those that say more than all there is."""
    wrong = list(_wrong_shares(form, report, paragraph))
    yield from wrong
    told = [one.span for one in wrong]
    for match in _over_hundred(paragraph.text):
        more = _more_than_all(paragraph.span(*match.span("share")), match)
        if more.span not in told:
            yield more


def _wrong_shares(form: OfficialForm, report: Report, paragraph: Paragraph) -> Iterator[Finding[Part]]:
    """The shares of a paragraph that are wrong, each held against those of its sentence."""
    for _, together in groupby(paragraph.reading.shares, key=lambda share: share.list):
        among = of_the_tables(form, list(together))
        if not divide_themselves(form, report, among):
            yield from _one_list(form, report, paragraph, among)


def _over_hundred(paragraph: str) -> Iterator[re.Match[str]]:
    """The rates of a whole (“办结率101%”) that say more than all of it."""
    rates = _rates_of_a_whole().finditer(paragraph) if _has_many_percent(paragraph) else ()
    for match in rates:
        if Decimal(match["number"]) > HUNDRED:
            yield match


def _has_many_percent(paragraph: str) -> bool:
    """Whether there is a percentage of three digits: few paragraphs have one, and many none at all."""
    has_any = "%" in paragraph or "％" in paragraph
    return has_any and _MANY_PERCENT.search(paragraph) is not None


def _more_than_all(span: Span, match: re.Match[str]) -> Finding[Part]:
    facts = Part(Decimal(match["number"]), None, None, over=True)
    return TEXT_SHARE.found(facts, (), match["share"], "", span=span)


@cache
def _rates_of_a_whole() -> re.Pattern[str]:
    rates, copula = alternatives("rate-of-a-whole"), alternatives("rate-copula")
    return re.compile(rf"(?:{rates})(?:{copula})?\s*(?P<share>(?P<number>\d{{3,5}}(?:\.\d{{1,4}})?)\s*[%％])")


def _one_list(
    form: OfficialForm, report: Report, paragraph: Paragraph, shares: Sequence[Share]
) -> Iterator[Finding[Part]]:
    """Check the shares of one sentence; those that are right tell what the others are shares of."""
    judged = list(_judged(form, report, shares))
    if _are_rounded_of_one(judged):
        return  # as mostly
    bases = Counter(chain.from_iterable(one.bases for one in judged if not one.is_rough))
    judged = [_with_wholes_of_others(one, bases) for one in judged]
    adds_up = len(shares) > 1 and sum(one.figure.value for one in judged) == HUNDRED
    places = max((one.figure.places for one in judged), default=0)
    rounded = _Counts(judged)
    for one in judged:
        span = paragraph.span(*place_of(one.share.quantity))
        if _is_wrong(one, bases) or is_of_another_whole(one, judged):
            yield _wrong_share(span, one, bases, places, may_be_adjusted=adds_up)
        elif _is_cut_among_rounded(one, rounded):
            yield _wrong_share(span, one, bases, places, may_be_adjusted=True)


def _are_rounded_of_one(judged: Sequence[Judged]) -> bool:
    is_exact = bool(judged) and not any(one.is_rough for one in judged)
    return is_exact and bool(set.intersection(*(one.rounded_of for one in judged)))


def _judged(form: OfficialForm, report: Report, shares: Sequence[Share]) -> Iterator[Judged]:
    told = {share.told for share in shares} if len(shares) > 1 else ()
    for share in shares:
        figure = _exact(share)
        if figure is not None:
            yield Judged(share, figure, _pairs(form, report, _of_no_other_part(form, share, told)))


def _of_no_other_part(form: OfficialForm, share: Share, told: Collection[Quantity | None]) -> Share:
    """“自然人41件，占82%，企业9件，占18%”: no share of a part beside it of which a share is ``told`` too."""
    others = {one for part in share.parts[:1] for one in beside(form, part)} if told else set()
    wholes = [one for one in share.wholes if one.quantity not in told or others.isdisjoint(one.meanings[:1])]
    return share if len(wholes) == len(share.wholes) else msgspec.structs.replace(share, wholes=(*wholes,))


def _with_wholes_of_others(judged: Judged, bases: Counter[Decimal]) -> Judged:
    """A share, also as one of what others of its list are, if it is near that and nothing else is said."""
    if not judged.share.supposed:
        return judged
    of_others = {whole for whole, count in bases.items() if count >= _FEWEST_OTHERS}
    parts = {(pair.part, pair.meaning) for pair in judged.pairs}
    more = [
        Pair(part, whole, near=False, meaning=meaning)
        for whole, (part, meaning) in product(of_others - judged.wholes, parts)
        if judged.is_near(part, whole)
    ]
    # What is worked out of a share stays with it, so only another one is made anew.
    return msgspec.structs.replace(judged, pairs=[*judged.pairs, *more]) if more else judged


def _is_wrong(judged: Judged, bases: Counter[Decimal]) -> bool:
    """Whether a share is of nothing that it may be of; of what is only supposed others must be right."""
    if not judged.pairs or judged.bases:
        return False
    is_sure = not judged.share.supposed or any(bases[pair.whole] for pair in judged.pairs)
    return is_sure and not judged.is_of_one_of(bases)


class _Counts(msgspec.Struct, frozen=True, dict=True):
    """Of how many shares of a list a whole is what they are of, counted when asked for: most are right."""

    shares: Sequence[Judged]

    @cached_property
    def rounded_of(self) -> Counter[Decimal]:
        """Of how many shares, rounded, each whole is."""
        return Counter(chain.from_iterable(one.rounded_of for one in self.shares))

    @cached_property
    def more_than_of(self) -> Counter[Decimal]:
        """Of how many shares, that are more than their exact part, each whole is."""
        return Counter(chain.from_iterable(one.more_than_of for one in self.shares))

    def all_others_are_rounded(self, judged: Judged, whole: Decimal) -> bool:
        """Whether all shares but one are of a whole, and rounded."""
        others = self.rounded_of[whole] - (whole in judged.rounded_of)
        return others == len(self.shares) - 1

    def some_other_is_more(self, judged: Judged, whole: Decimal) -> bool:
        """Whether some share but one is more than its exact part of a whole."""
        return self.more_than_of[whole] > (whole in judged.more_than_of)


def _is_cut_among_rounded(judged: Judged, counts: _Counts) -> bool:
    """“占80.6%” of 80.665, where all other shares of the list are of one whole, and rounded.

    What is rounded of another whole, and not cut of this one, is of that other.
    """
    is_exact = not (judged.share.about or judged.is_rough)
    are_enough = len(counts.shares) > _FEWEST_OTHERS
    if not judged.pairs or not is_exact or not are_enough:
        return False
    is_rounded = bool(judged.rounded_of) and judged.bases <= judged.rounded_of
    if is_rounded:
        return False  # as mostly
    wholes = {whole for whole in judged.wholes if counts.all_others_are_rounded(judged, whole)}
    if not judged.rounded_of.isdisjoint(wholes):
        return False
    cut_of = wholes & judged.bases if judged.rounded_of else wholes
    return any(counts.some_other_is_more(judged, whole) for whole in cut_of)


def _wrong_share(
    span: Span, judged: Judged, bases: Counter[Decimal], places: int, *, may_be_adjusted: bool
) -> Finding[Part]:
    """A share that is none of what it may be of, with what it should be where that is sure.

    ``places`` are the digits that the most exact share of the list has. In a list that adds up to 100 the
    last digit of one may have been adjusted: that is worth a hint.
    """
    figure, share = judged.figure, judged.share
    sure = _sure(judged.pairs, bases)
    sure = _likeliest(judged, sure) if sure is not None and share.row else sure
    first = sure or judged.pairs[0]
    expected = ""
    if sure is not None:
        alike = msgspec.structs.replace(figure, places=places)
        expected = alike.rewritten(sure.part / sure.whole * HUNDRED)
    is_adjusted = may_be_adjusted and sure is not None and _by_the_last_digit(figure, sure)
    facts = Part(first.part, first.whole if sure else None, first.meaning, is_adjusted)
    addresses = first.meaning.addresses if first.meaning is not None else ()
    level = Level.HINT if is_adjusted else None
    return TEXT_SHARE.found(facts, addresses, figure.text, expected, span=span, level=level)


def _exact(share: Share) -> Figure | None:
    """The figure of a share that can be held against others, None for one that cannot."""
    figure = share.quantity.figure
    is_of_rounded = share.told is not None and not share.told.exact
    if figure is None or not figure.can_be_wrong or is_of_rounded:
        return None
    # All that was due was done: of what was due no table tells.
    is_all_done = share.rate and figure.value == HUNDRED
    return None if is_all_done else figure


def _pairs(form: OfficialForm, report: Report, share: Share) -> list[Pair]:
    """What may be divided by what, the likeliest whole first."""
    parts = list(_known_parts(form, report, share))
    pairs: list[Pair] = []
    for whole, is_near in _wholes(form, report, share):
        fitting = ((part, meaning) for part, meaning in parts if whole and part <= whole)
        pairs += [Pair(part, whole, is_near, meaning) for part, meaning in fitting]
    return pairs


def _known_parts(
    form: OfficialForm, report: Report, share: Share
) -> Iterator[tuple[Decimal, Meaning | None]]:
    """The figure of the part that the text tells, then those of the tables, each with what it is of."""
    told = None if share.told is None else share.told.value(form, report.cells)
    if told is not None:
        yield told, share.parts[0] if share.parts else None
    for meaning in (*share.parts, *share.row):
        part = number(form, report.cells, meaning)
        if part is not None:
            yield part, meaning


def _wholes(form: OfficialForm, report: Report, share: Share) -> Iterator[tuple[Decimal, bool]]:
    """What a share may be of, and whether the text tells it as the whole of this part.

    What the part is a part of comes first, then all figures named before, the last of them first, then the
    wholes that the form has.
    """
    told = [(mention, _divides(form, mention, share)) for mention in reversed(share.wholes)]
    for mention, is_near in sorted(told, key=lambda one: not one[1]):
        yield from _each_as_told(values(form, report, mention), is_near=is_near)
    for base in share.bases:
        whole = number(form, report.cells, base)
        if whole is not None:
            yield whole, False


def _each_as_told(found: Sequence[Decimal], *, is_near: bool) -> Iterator[tuple[Decimal, bool]]:
    """The figure of the text first; what it may mean besides is not told, where a table has it so."""
    told = found[:1] if set(found[:1]) & set(found[1:]) else found
    for value in found:
        yield value, is_near and value in told


def _sure(pairs: Sequence[Pair], bases: Counter[Decimal]) -> Pair | None:
    """The pair with the whole that the other shares are of, or with the only one there is."""
    best = max(pairs, key=lambda pair: bases[pair.whole])
    if bases[best.whole]:
        return best
    near = [pair for pair in pairs if pair.near]
    if near:
        return near[0]
    wholes = {pair.whole for pair in pairs}
    return pairs[0] if len(wholes) == 1 else None


def _likeliest(judged: Judged, sure: Pair) -> Pair:
    """Of what may be meant by “甲16件、乙5件，占17%”, the last or both, what has the nearest share."""
    both = (one for one in judged.pairs if one.meaning in judged.share.row and one.whole == sure.whole)
    return min((sure, *both), key=lambda one: abs(judged.figure.value - one.part / one.whole * HUNDRED))


def _by_the_last_digit(figure: Figure, pair: Pair) -> bool:
    step = Decimal(1).scaleb(-figure.places)
    return abs(figure.value - pair.part / pair.whole * HUNDRED) < 2 * step


def _divides(form: OfficialForm, whole: Mention, share: Share) -> bool:
    if set(whole.readings) & set(share.bases):
        return True
    return any(splits(form, one, (other,)) for one in whole.readings for other in share.parts)


def _sentence(form: OfficialForm, _report: Report, finding: Finding[Part]) -> str:
    facts = finding.facts
    if facts.over:
        return f"正文写“{finding.actual}”，这个比例不会超过 100%，请核对。"
    of = _of_what(form, facts.meaning)
    if facts.whole is None:
        return (
            f"正文写“{finding.actual}”，但{of}为 {plain(facts.part)}，"
            "以句中和表中的哪个总数为基数都得不出这个比例，请核对。"
        )
    worked = f"按 {plain(facts.part)}÷{plain(facts.whole)}（{of}所占比例）"
    if facts.adjusted:
        return (
            f"正文写“{finding.actual}”，{worked}四舍五入为 {finding.expected}；"
            "如果是为使各项合计为 100% 而调整，可以保留。"
        )
    return f"正文写“{finding.actual}”，{worked}计算应为 {finding.expected}。"


def _of_what(form: OfficialForm, meaning: Meaning | None) -> str:
    if meaning is None:
        return "句中这一项"
    is_long_sum = not meaning.name and len(meaning.rows) > _MOST_NAMED
    return "句中这几项" if is_long_sum else label(form, meaning)


TEXT_SHARE = Rule(
    code="text-share",
    title="正文百分比计算正确",
    level=Level.WARNING,
    units=with_cells,
    check=_check,
    sentence=_sentence,
    rewrites=True,
)
RULES: tuple[AnyRule, ...] = (TEXT_SHARE,)
