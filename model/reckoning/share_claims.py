"""What a percentage is said to be a share of: by its words, before it is asked which figures are meant."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from model.chinese.figures import Kind
from model.reading.words.year_patterns import one_of, pattern
from model.reckoning.names import core, is_name
from model.reckoning.told import Paragraph, Told


class Claim(NamedTuple):
    """A share as it is told: the figure with its number in the paragraph.

    ``part`` is the name of what it is a share of, empty for the figure before. ``base`` is the name of the
    whole, ``whole`` its figure (“9件中……”); neither where it is not said. ``about``: “约占”. ``among``: the
    base is what its sentence is said to divide, and perhaps divides again.
    """

    place: int
    part: str
    base: str
    whole: Told | None = None
    about: bool = False
    among: bool = False


def claims(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield the shares of a paragraph."""
    for place, one in enumerate(paragraph.told):
        is_share = one.figure.kind is Kind.PERCENT and one.figure.can_be_wrong
        found = _claim(paragraph, place) if is_share else None
        if found is not None and not one_of("share-of-each").search(found.part):
            among = "" if found.base else _among(paragraph, found)
            yield found._replace(part=_named(paragraph, found), base=found.base or among, among=among != "")


def counts_before(paragraph: Paragraph, claim: Claim) -> list[Told]:
    """Return the figures of its sentence that may be the part of a share."""
    before = paragraph.in_sentence_before(claim.place)
    counts = [one for one in before if one.is_exact_count and one is not claim.whole]
    # “前10家单位占68%”: which ones of a row, and not how many.
    return [one for one in counts if one_of("ranked").search(one.name) is None]


def _claim(paragraph: Paragraph, place: int) -> Claim | None:
    """What the words say; None where it is no share, or nothing is said of what it is of."""
    one = paragraph.told[place]
    whole, begin = _whole_before(paragraph, place)
    name = paragraph.text[max(begin, one.figure.start - len(one.name)) : one.figure.start]
    said = pattern("reckoned-share").match(name)
    if said is not None:
        return Claim(place, said["part"], said["base"], whole, said["about"] is not None)
    described = _described(paragraph, place, name)
    return described or _of_base_told(paragraph, place, name) or _without_word(paragraph, place, name, whole)


def _described(paragraph: Paragraph, place: int, name: str) -> Claim | None:
    """“无法提供的比例较高，达44.3%”, “……300条，比重为25%”."""
    before = paragraph.sentence_before(paragraph.told[place])
    said = pattern("reckoned-rate-described").search(before)
    is_bare = pattern("reckoned-bare-share").fullmatch(name) is not None
    part = said["part"] if said is not None else ""
    return Claim(place, part, "") if part or is_bare else None


def _whole_before(paragraph: Paragraph, place: int) -> tuple[Told | None, int]:
    """The figure of its sentence that a share divides (“9件申请中，……”), and where the rest begins."""
    start = paragraph.told[place].figure.start
    for one in reversed(paragraph.in_sentence_before(place)):
        said = pattern("reckoned-share-among").match(paragraph.text, one.figure.stop, start)
        if said is not None and one.is_exact_count:
            return one, said.end()
    return _whole_beside(paragraph, place), 0


def _whole_beside(paragraph: Paragraph, place: int) -> Told | None:
    """What is said just before a share to be the whole: all these, or all that was due."""
    share, pair = paragraph.told[place], paragraph.in_sentence_before(place)[-2:]
    if _are_all_these(pair[-1:], share):
        return pair[-1]
    return pair[0] if _is_done_of_due(pair, share) else None


def _are_all_these(told: Sequence[Told], share: Told) -> bool:
    """“以上共32件，信访类占44%”."""
    is_beside = any(one.clause + 1 == share.clause for one in told)
    return is_beside and pattern("reckoned-all-these").search(told[0].name) is not None


def _is_done_of_due(pair: Sequence[Told], share: Told) -> bool:
    """“应办28件，实际办结25件，占89%”."""
    clauses = [one.clause - share.clause for one in pair]
    are_alike = len({one.unit for one in pair}) == 1
    return clauses == [-2, -1] and are_alike and _says_done_of_due(*pair)


def _says_done_of_due(due: Told, done: Told) -> bool:
    is_due = pattern("reckoned-all-due").search(due.name) is not None and due.is_exact_count
    return is_due and pattern("reckoned-done-of-due").search(done.name) is not None


def _of_base_told(paragraph: Paragraph, place: int, name: str) -> Claim | None:
    """“占网站信息1254条的8%”."""
    base = paragraph.told[place - 1] if place else None
    if base is None or not base.is_exact_count or not pattern("reckoned-share-behind").match(name):
        return None
    said = pattern("reckoned-share-base").match(base.name)
    return Claim(place, said["part"], said["base"], base, said["about"] is not None) if said else None


def _without_word(paragraph: Paragraph, place: int, name: str, whole: Told | None) -> Claim | None:
    """“22件申请中，近四分之一属于执法案卷”, “38件中，无法提供的就超过一半”."""
    base, rest = _behind_among(name) if whole is None else ("", name)
    is_of_something = whole is not None or base != "" or paragraph.told[place].figure.limits is not None
    part = _part_around(paragraph.told[place], rest) if is_of_something else ""
    return Claim(place, part, base, whole) if part else None


def _behind_among(name: str) -> tuple[str, str]:
    """What is said to be divided (“今年申请中”), and what stands behind that."""
    among = pattern("reckoned-among").match(name)
    return (among["base"], name[among.end() :]) if among is not None else ("", name)


def _part_around(one: Told, name: str) -> str:
    """The name of a part that stands behind its share or before it; empty where a rate or a rise is told."""
    behind = pattern("reckoned-share-of").match(one.behind)
    if behind is not None and not is_name(name):
        return behind["part"]
    return "" if one_of("no-share").search(name) is not None else name


def _named(paragraph: Paragraph, claim: Claim) -> str:
    """The name of the part; an empty text where it is no more than the figure before."""
    named = core(claim.part)
    if is_name(named) and one_of("just-told").fullmatch(named) is None:
        return claim.part
    share = paragraph.told[claim.place]
    start = max((one.figure.stop for one in counts_before(paragraph, claim)), default=share.begin)
    between = paragraph.text[start : share.figure.start]
    described = pattern("reckoned-described").search(between)
    return described["part"] if described is not None else ""


def _among(paragraph: Paragraph, claim: Claim) -> str:
    """What its sentence is said to divide, without a figure: “新收申请中，企业3件……”."""
    if claim.whole is not None:
        return ""
    said = list(pattern("reckoned-among").finditer(paragraph.sentence_before(paragraph.told[claim.place])))
    return said[-1]["base"] if said else ""
