"""Shares of what a text tells by itself, or of what it names and the tables have."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from model.chinese.figures import Figure, Kind
from model.reading.year_patterns import one_of, pattern
from model.reckoning.names import core, meant
from model.reckoning.texts import Misreckoned, Texts, places
from model.reckoning.told import Paragraph, Told, sums

HOW = "share"
_HUNDRED = Decimal(100)
_ABOUT, _ABOUT_ROUGH = Decimal(3), Decimal(10)  # percentage points by which “约占” may be off
_TENTH = 10
_LAST_DIGIT = Decimal("1.5")  # by how many of its last digits a share may be off


class _Claim(NamedTuple):
    """A share as it is told.

    ``part`` is the name of what it is a share of, empty for the figure before. ``base`` is the name of the whole,
    ``whole`` its figure (“9件中……”); neither where it is not said. ``about``: “约占”.
    """

    place: int
    part: str
    base: str
    whole: Told | None = None
    about: bool = False


def shares(texts: Texts, paragraph: Paragraph) -> Iterator[Misreckoned]:
    """Yield the shares of a paragraph that nothing gives which they may be of."""
    for place, one in enumerate(paragraph.told):
        is_share = one.figure.kind is Kind.PERCENT and one.figure.can_be_wrong
        claim = _claim(paragraph, place) if is_share else None
        if claim is not None and texts.is_of_this_year(paragraph.sentence_before(one)):
            yield from _misfits(texts, paragraph, claim)


# ------------------------------------------------------------------------- what is said


def _claim(paragraph: Paragraph, place: int) -> _Claim | None:
    """What a percentage is said to be a share of; None where it is none, or nothing is said of that."""
    one = paragraph.told[place]
    whole, begin = _whole_before(paragraph, place)
    name = paragraph.text[max(begin, one.figure.start - len(one.name)) : one.figure.start]
    said = pattern("reckoned-share").match(name)
    if said is not None:
        return _Claim(place, said["part"], said["base"], whole, said["about"] is not None)
    return _of_base_told(paragraph, place, name) or _without_word(paragraph, place, name, whole)


def _whole_before(paragraph: Paragraph, place: int) -> tuple[Told | None, int]:
    """The figure of its sentence that a share divides (“9件申请中，……”), and where what is said of it begins."""
    start = paragraph.told[place].figure.start
    for one in reversed(paragraph.in_sentence_before(place)):
        among = pattern("reckoned-share-among").match(paragraph.text, one.figure.stop, start)
        if among is not None and one.is_exact_count:
            return one, among.end()
    return None, 0


def _of_base_told(paragraph: Paragraph, place: int, name: str) -> _Claim | None:
    """“占网站信息1254条的8%”."""
    base = paragraph.told[place - 1] if place else None
    if base is None or not base.is_exact_count or not pattern("reckoned-share-behind").match(name):
        return None
    said = pattern("reckoned-share-base").match(base.name)
    return _Claim(place, said["part"], said["base"], base, said["about"] is not None) if said else None


def _without_word(paragraph: Paragraph, place: int, name: str, whole: Told | None) -> _Claim | None:
    """“22件申请中，近四分之一属于执法案卷”, “38件中，无法提供的就超过一半”."""
    among = one_of("share-among").search(name)
    base = name[: among.start()] if among is not None and whole is None else ""
    if among is not None:
        name = name[among.end() :]
    if whole is None and not base:
        return None
    behind = pattern("reckoned-share-of").match(paragraph.told[place].behind)
    if behind is not None and len(core(name)) <= 1:
        return _Claim(place, behind["part"], base, whole)
    is_rate_or_change = one_of("no-share").search(name) is not None
    return None if is_rate_or_change or not core(name) else _Claim(place, name, base, whole)


# ------------------------------------------------------------------------- what may be meant


class _Pairs(NamedTuple):
    """What may be divided by what; ``sure``: the text links them, so that they must give the share."""

    parts: list[Decimal]
    wholes: list[Decimal]
    figures: tuple[tuple[int, int], ...] = ()
    sure: bool = True


def _misfits(texts: Texts, paragraph: Paragraph, claim: _Claim) -> Iterator[Misreckoned]:
    figure = paragraph.told[claim.place].figure
    among = list(_pairs(texts, paragraph, claim))
    shares = [(part, whole) for one in among for part, whole in _divided(one)]
    if any(_gives(figure, share, about=claim.about) for share in shares):
        return
    sure = next((one for one in among if one.sure and _divided(one)), None)
    if sure is not None:
        part, whole = _divided(sure)[0]
        right = part / whole * _HUNDRED
        yield Misreckoned(figure.start, figure.end, HOW, part, whole, right, sure.figures)


def _divided(pairs: _Pairs) -> list[tuple[Decimal, Decimal]]:
    return [(part, whole) for part in pairs.parts for whole in pairs.wholes if 0 <= part <= whole and whole]


def _gives(figure: Figure, share: tuple[Decimal, Decimal], *, about: bool) -> bool:
    """Whether a part and a whole give a share, as exactly as it is told."""
    percent = share[0] / share[1] * _HUNDRED
    off = abs(percent - figure.value)
    if figure.limits is not None:
        return figure.agrees(percent) or (about and off <= _ABOUT_ROUGH)
    if about:
        return off <= max(_ABOUT, percent / _TENTH)
    return figure.agrees(percent) or off < _LAST_DIGIT.scaleb(-figure.places)


def _pairs(texts: Texts, paragraph: Paragraph, claim: _Claim) -> Iterator[_Pairs]:
    """Yield what may be meant, the likeliest first."""
    name = _name_of_part(paragraph, claim)
    if name:
        yield from _of_named(texts, paragraph, claim, name)
    else:
        yield from _of_figure_before(texts, paragraph, claim)


def _name_of_part(paragraph: Paragraph, claim: _Claim) -> str:
    """The name of the part; an empty text for the figure before, which it says no more than."""
    says_more = claim.part and not one_of("just-told").fullmatch(core(claim.part))
    if says_more:
        return claim.part
    before = _counts_before(paragraph, claim)
    start = before[-1].figure.stop if before else paragraph.told[claim.place].begin
    between = paragraph.text[start : paragraph.told[claim.place].figure.start]
    described = pattern("reckoned-described").search(between)
    return described["part"] if described is not None else ""


def _counts_before(paragraph: Paragraph, claim: _Claim) -> list[Told]:
    """The figures of its sentence that may be the part of a share."""
    before = paragraph.in_sentence_before(claim.place)
    return [one for one in before if one.is_exact_count and one is not claim.whole]


def _of_figure_before(texts: Texts, paragraph: Paragraph, claim: _Claim) -> Iterator[_Pairs]:
    """“……5件涉及医疗纠纷，占55.6%”: of the figure before, or of it with those beside it."""
    before = _counts_before(paragraph, claim)
    if not before:
        return
    part = before[-1]
    alike = [one for one in before if one.unit == part.unit]
    parts = [part.value, *sums(alike)]
    wholes = _wholes_told(paragraph, part)
    if part.is_case:
        wholes += texts.applications
    figures = places([part, *([claim.whole] if claim.whole else [])])
    if claim.whole is not None:
        is_counted_alike = claim.whole.unit == part.unit
        yield _Pairs([part.value], [claim.whole.value], figures, sure=is_counted_alike)
    elif _is_of_applications(claim.base):
        yield _Pairs([part.value], texts.applications, figures, sure=part.is_case)
    elif not claim.base:
        divided = _divided_in_sentence(paragraph, claim, part)
        yield _Pairs([part.value], divided, figures)
    yield _Pairs(parts, wholes, figures, sure=False)


def _divided_in_sentence(paragraph: Paragraph, claim: _Claim, part: Told) -> list[Decimal]:
    """The figures that “其中” divides: the last one before it, or what those before it are together."""
    text = paragraph.sentence_before(part)
    dividing = list(one_of("part").finditer(text))
    if not dividing:
        return []
    at = part.begin + dividing[-1].start()
    before = [one for one in _counts_before(paragraph, claim) if one.figure.start < at]
    alike = [one for one in before if one.unit == part.unit]
    return [*(one.value for one in alike[::-1]), *sums(alike)] if len(alike) == len(before) else []


def _wholes_told(paragraph: Paragraph, part: Told) -> list[Decimal]:
    """All that a part may be of, in its paragraph: figures that are counted as it is, alone and together."""
    alike = [one for one in paragraph.told if one.unit == part.unit and one.is_exact_count]
    return [*(one.value for one in alike), *sums(alike)]


def _is_of_applications(base: str) -> bool:
    return pattern("reckoned-base-of-applications").fullmatch(base) is not None


def _of_named(texts: Texts, paragraph: Paragraph, claim: _Claim, name: str) -> Iterator[_Pairs]:
    """“政策解读占8.6%”: of what is called so, wherever that is told beside the whole, or in the tables."""
    is_of_applications = _is_of_applications(claim.base) or _is_all_applications(texts, claim)
    in_tables = texts.in_tables(name) if is_of_applications else None
    if in_tables is not None:
        wholes = [claim.whole.value] if claim.whole is not None else []
        yield _Pairs([in_tables], [*wholes, *texts.applications])
    for where, part in texts.named_anywhere(name):
        if part.figure.start == paragraph.told[claim.place].figure.start and where is paragraph:
            continue
        figures = places([part]) if where is paragraph else ()
        wholes = _wholes_told(where, part)
        if claim.whole is not None:
            is_linked = claim.whole.value in wholes and claim.whole.unit == part.unit
            yield _Pairs([part.value], [claim.whole.value], figures, sure=is_linked)
        elif _is_of_applications(claim.base):
            yield _Pairs([part.value], texts.applications, figures, sure=part.is_case)
        else:
            yield _Pairs([part.value], _named_wholes(texts, paragraph, claim, where, part), figures)
        yield _Pairs([part.value], wholes, figures, sure=False)


def _is_all_applications(texts: Texts, claim: _Claim) -> bool:
    whole = claim.whole
    return whole is not None and whole.is_case and whole.value in texts.applications


def _named_wholes(
    texts: Texts, paragraph: Paragraph, claim: _Claim, where: Paragraph, part: Told
) -> list[Decimal]:
    """The figures that the base is called as, or, where it is not said, those divided in the sentence."""
    if claim.base:
        called = meant(claim.base, where.told)
        return [one.value for one in called if one.unit == part.unit and one.value > part.value]
    is_in_sentence = where is paragraph and part in paragraph.in_sentence_before(claim.place)
    if not is_in_sentence:
        return []
    begun = [one for one in where.row(part) if one.value > part.value]
    return [one.value for one in begun if one_of("in-all").search(one.name)]
