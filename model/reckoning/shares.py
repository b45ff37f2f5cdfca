"""Shares of what a text tells by itself, or of what it names and the tables have."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from model.chinese import rough
from model.chinese.figures import Figure
from model.reading.words.year_patterns import one_of, pattern
from model.reckoning.listed import wholes_of_list
from model.reckoning.manner import Alone, How, Manner, Misreckoned, places
from model.reckoning.names import meant
from model.reckoning.share_claims import Claim, claims, counts_before
from model.reckoning.told import HUNDRED, LAST_DIGIT, Paragraph, Told, sums

_ABOUT, _ABOUT_ROUGH = Decimal(3), Decimal(10)  # percentage points by which “约占” may be off
_TENTH = 10
_PART_AND_WHOLE = 2  # figures
_UNHEDGED = Decimal("6.5")  # percentage points by which “七成” may be off
_BASES = ("new", "finished", "received")
"""What a base may say of applications; the first that is said tells, however else they are named."""
_ROUNDED = Decimal(1)  # the same, of what it is hardly of


class _Pairs(NamedTuple):
    """What may be divided by what. ``sure``: the text links them, so that they must give the share.

    ``told`` are the figures of the paragraph itself among them.
    """

    parts: Sequence[Decimal]
    wholes: Sequence[Decimal]
    told: tuple[Told, ...] = ()
    sure: bool = True

    @property
    def shares(self) -> list[tuple[Decimal, Decimal]]:
        """Each part that is no more than its whole, with it."""
        pairs = ((part, whole) for part in self.parts for whole in self.wholes)
        return [(part, whole) for part, whole in pairs if part <= whole and whole > 0]


def _misfits(texts: Alone, paragraph: Paragraph, claim: Claim) -> Iterator[Misreckoned]:
    """Yield a share that nothing gives which it may be of."""
    share = paragraph.told[claim.place]
    sure = None
    for pairs in _pairs(texts, paragraph, claim):
        if any(_gives(share.figure, one, pairs, about=claim.about) for one in pairs.shares):
            return
        is_likelier = sure is None and pairs.sure and bool(pairs.shares)
        sure = pairs if is_likelier else sure
    if sure is None or not texts.is_of_this_year(paragraph.clauses_from(sure.told, share)):
        return
    part, whole = sure.shares[0]
    right, figures = part / whole * HUNDRED, places(sure.told)
    yield Misreckoned(share.figure.start, share.figure.end, How.SHARE, part, whole, right, figures)


def _gives(figure: Figure, share: tuple[Decimal, Decimal], pairs: _Pairs, *, about: bool) -> bool:
    """Whether a part and a whole give a share, as exactly as it is told."""
    percent = share[0] / share[1] * HUNDRED
    digits = LAST_DIGIT if pairs.sure else _ROUNDED
    is_near = abs(percent - figure.value) <= _slack(figure, percent, digits, about=about)
    return is_near or (not _is_unhedged(figure) and figure.agrees(percent))


def _is_unhedged(figure: Figure) -> bool:
    """“七成”, and not “近七成”."""
    return figure.limits is not None and figure.limits == rough.limits(figure.value, "")


def _slack(figure: Figure, percent: Decimal, digits: Decimal, *, about: bool) -> Decimal:
    """By how many percentage points a share may be off."""
    if figure.limits is not None:
        unhedged = _UNHEDGED if _is_unhedged(figure) else Decimal(0)
        return _ABOUT_ROUGH if about else unhedged
    return max(_ABOUT, percent / _TENTH) if about else digits.scaleb(-figure.places)


def _pairs(texts: Alone, paragraph: Paragraph, claim: Claim) -> Iterator[_Pairs]:
    """Yield what may be meant, the likeliest first."""
    if claim.part:
        yield from _told_behind(paragraph, claim)
        yield from _in_tables(texts, claim)
        for where, part in texts.named_anywhere(claim.part):
            yield from _of_named(texts, paragraph, claim, where, part)
    else:
        before = counts_before(paragraph, claim)
        if before:
            yield from _of_figure_before(texts, paragraph, claim, before)


# ------------------------------------------------------------------------- of the figure before


def _of_figure_before(
    texts: Alone, paragraph: Paragraph, claim: Claim, before: Sequence[Told]
) -> Iterator[_Pairs]:
    """“……5件涉及医疗纠纷，占55.6%”."""
    part = before[-1]
    if pattern("reckoned-moved-from-last").fullmatch(part.name) is not None:
        return  # “网上890件，增加120件，占71.8%”: by how much a part has grown is mostly none itself
    alone = [part.value]
    if claim.whole is not None:
        is_counted_alike = claim.whole.unit == part.unit
        yield _Pairs(alone, [claim.whole.value], (claim.whole, part), sure=is_counted_alike)
        yield _Pairs(_together(before), [claim.whole.value], sure=False)
        yield _Pairs(alone, _alike_before(before, claim.whole), sure=False)
        return
    applications = _applications(texts, claim.base)
    if applications:
        yield _Pairs(alone, applications, (part,), sure=part.is_case)
        yield _Pairs(_together(before), applications, sure=False)
        yield _Pairs(alone, _alike_before(before) if claim.among else [], sure=False)
        return
    if claim.base and not one_of("base-total").fullmatch(claim.base):
        yield _Pairs(alone, _called(claim.base, paragraph, part), (part,))
    else:
        listed = [one.value for one in wholes_of_list(paragraph, part)]
        yield _Pairs(alone, [*_divided_in_sentence(paragraph, before), *listed], (part,))
    yield _Pairs(alone, _all_near(texts, paragraph, part), sure=False)
    yield _Pairs(_together(before), paragraph.others(part), sure=False)


def _called(name: str, where: Paragraph, part: Told) -> list[Decimal]:
    """The figures that a name means, but for the part itself: “复议维持后起诉7件，占复议维持件数的35%”."""
    return [one.value for one in meant(name, where.told) if one.unit == part.unit and one is not part]


def _alike_before(before: Sequence[Told], whole: Told | None = None) -> list[Decimal]:
    """“办结的申请中，不予公开6件，其中案卷3件，占50%”: what may be divided again behind a whole."""
    *told, part = before
    start = whole.figure.start if whole is not None else 0
    return [one.value for one in told if one.unit == part.unit and one.figure.start > start]


def _together(before: Sequence[Told]) -> list[Decimal]:
    """What the figure before a share is together with those beside it."""
    return list(sums([one for one in before if one.unit == before[-1].unit]))


def _divided_in_sentence(paragraph: Paragraph, before: Sequence[Told]) -> list[Decimal]:
    """The figures that “其中” divides: the last one before it, or what those before it are together."""
    part = before[-1]
    wholes = paragraph.divided_before(paragraph.told.index(part)) or _just_before(before)
    if any(one.unit != part.unit for one in wholes):
        return []
    return [*(one.value for one in reversed(wholes)), *sums(wholes)]


def _just_before(before: Sequence[Told]) -> list[Told]:
    """“25家单位设有专栏，规范的20家，占80%”: the one figure that stands in the clause before."""
    alike = [one for one in before if one.unit == before[-1].unit]
    is_one = len(alike) == _PART_AND_WHOLE and len(before) == _PART_AND_WHOLE
    return alike[:1] if is_one and alike[0].clause + 1 == alike[1].clause else []


def _all_near(texts: Alone, paragraph: Paragraph, part: Told) -> list[Decimal]:
    """All that a part may be of where that is not said: figures near it, alone and together, and tables."""
    told = paragraph.wholes(part)
    return [*told, *texts.applications] if part.is_case else told


def _applications(texts: Alone, base: str) -> list[Decimal]:
    """The numbers of all applications that a base names; nothing where it names something else."""
    said = pattern("reckoned-base-of-applications").fullmatch(base) if base else None
    if said is None:
        return []
    return texts.applications_of(next((by for by in _BASES if said[by] is not None), ""))


# ------------------------------------------------------------------------- of what is named


def _told_behind(paragraph: Paragraph, claim: Claim) -> Iterator[_Pairs]:
    """“36件申请中，近六成涉及征地，共计21件”."""
    whole = claim.whole
    for part in paragraph.told[claim.place + 1 : claim.place + 2]:
        is_said = pattern("reckoned-part-behind").fullmatch(part.name) is not None
        if whole is not None and is_said and part in paragraph.row(whole):
            yield _Pairs([part.value], [whole.value], (whole, part))


def _in_tables(texts: Alone, claim: Claim) -> Iterator[_Pairs]:
    """“无法提供的占三成”: of a result, or of applicants, as the tables have them."""
    wholes = _whole_of_tables(texts, claim.whole) or _applications(texts, claim.base)
    part = texts.in_tables(claim.part) if wholes else None
    if part is not None:
        yield _Pairs([part], wholes)


def _whole_of_tables(texts: Alone, whole: Told | None) -> list[Decimal]:
    """“36件申请中”: a figure of the text that is all applications as the tables have them."""
    is_whole = whole is not None and whole.is_case and whole.value in texts.applications
    return [whole.value] if whole is not None and is_whole else []


def _of_named(
    texts: Alone, paragraph: Paragraph, claim: Claim, where: Paragraph, part: Told
) -> Iterator[_Pairs]:
    """“政策解读占8.6%”: of what is called so, where that is told beside its whole.

    “网站480条，其中原创占六成；公众号220条，其中原创150条”: with a whole of its own it may be of that.
    """
    is_here = where is paragraph
    told = (part,) if is_here else ()
    near = _all_near(texts, where, part)
    divides_here = bool(counts_before(paragraph, claim)) and part.begin != paragraph.told[claim.place].begin
    if claim.whole is not None:
        is_linked = claim.whole.unit == part.unit and claim.whole.value in near
        yield _Pairs([part.value], [claim.whole.value], (*told, claim.whole), sure=is_linked)
        return
    applications = _applications(texts, claim.base)
    if applications:
        yield _Pairs([part.value], applications, told, sure=part.is_case)
    elif claim.base and not one_of("base-total").fullmatch(claim.base):
        called = _called(claim.base, where, part)
        yield _Pairs([part.value], called, told)
        yield _Pairs([part.value], [] if called else near, sure=False)
        if is_here and not called:
            yield from _of_all_listed(texts, paragraph, claim.base, part)
    else:
        is_linked = is_here and not divides_here
        yield _Pairs([part.value], _divided_with(where, part) if is_linked else [], told)
        yield _Pairs([part.value], near, sure=False)


def _divided_with(where: Paragraph, part: Told) -> list[Decimal]:
    """What is told in all beside a figure (“……，共930条”), or divided before it (“1000条，其中……”)."""
    beside = (one for one in where.row(part) if one.is_whole)
    place = where.told.index(part)
    divided = (*where.divided_before(place), *beside, *wholes_of_list(where, part))
    return [one.value for one in divided if one.value > part.value and one.unit == part.unit]


def _of_all_listed(texts: Alone, paragraph: Paragraph, base: str, part: Told) -> Iterator[_Pairs]:
    """“上网信息64条：……部门动态41条……。部门动态占网站信息总量的64%”: of a list that is called much alike."""
    said = pattern("reckoned-base-of-list").fullmatch(base)
    words = [word for word in said.groups() if word] if said is not None else ["\n"]
    wholes = wholes_of_list(paragraph, part)
    listed = [one.value for one in wholes if all(word in one.name for word in words)]
    if listed:
        yield _Pairs([part.value], listed, (part,))
        yield _Pairs([part.value], texts.counted_anywhere(part), sure=False)


SHARES = Manner("share-sign", claims, _misfits)
