"""The percentages of the text against the figures that they are shares of.

Shares of one sentence are mostly of one whole. What a wrong one should be is told only where that whole
is sure: a wrong base would mend one error by another.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

import msgspec

from model.chinese.figures import Figure
from model.forms import OfficialForm
from model.reading.facts import Mention, Share
from model.reading.meaning import Meaning, label, number, splits
from model.report import Report
from model.rules.engine import AnyRule, Outcome, Rule
from model.rules.findings import Finding, Level, Span
from model.rules.texts import place_of, plain, readings, values, with_cells

_HUNDRED = Decimal(100)


class Part(msgspec.Struct, frozen=True):
    """The part and the whole that the share is worked out from, and what the part is of.

    ``whole`` is None where none is sure, ``meaning`` where no table knows the part. ``adjusted``: the shares
    of the sentence add up to 100 as they are.
    """

    part: Decimal
    whole: Decimal | None
    meaning: Meaning | None
    adjusted: bool = False


class _Pair(NamedTuple):
    """A part and a whole that a share may be of; ``near``: the text tells a whole of this part."""

    part: Decimal
    whole: Decimal
    near: bool

    def agrees(self, figure: Figure) -> bool:
        return figure.agrees(self.part / self.whole * _HUNDRED)


def _check(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[Part]]:
    """A percentage is not what its figures give, to the digits it is written with."""
    for index, reading in readings(form, report, part):
        for _, together in groupby(reading.shares, key=lambda share: share.list):
            yield from _one_list(form, report, part, index, list(together))


def _one_list(
    form: OfficialForm, report: Report, part: str, index: int, shares: Sequence[Share]
) -> Iterator[Outcome[Part]]:
    """Check the shares of one sentence; those that are right tell what the others are shares of."""
    known = [(share, figure, _pairs(form, report, share)) for share in shares if (figure := _exact(share))]
    bases = Counter(
        whole for _, figure, pairs in known for whole in {p.whole for p in pairs if p.agrees(figure)}
    )
    hundred = len(shares) > 1 and sum(figure.value for _, figure, _ in known) == _HUNDRED
    places = max((figure.places for _, figure, _ in known), default=0)
    for share, figure, pairs in known:
        if not pairs or any(pair.agrees(figure) for pair in pairs):
            continue
        sure = _sure(pairs, bases)
        first = sure or pairs[0]
        alike = msgspec.structs.replace(figure, places=places)  # as exact as the others
        expected = alike.rewritten(first.part / first.whole * _HUNDRED) if sure else ""
        adjusted = hundred and sure is not None and _by_the_last_digit(figure, sure)
        meaning = share.parts[0] if share.parts else None
        facts = Part(first.part, first.whole if sure else None, meaning, adjusted)
        span = Span(part, index, *place_of(share.quantity))
        level = Level.HINT if adjusted else None
        addresses = meaning.addresses if meaning is not None else ()
        yield TEXT_SHARE.found(facts, addresses, figure.text, expected, span=span, level=level)


def _exact(share: Share) -> Figure | None:
    figure = share.quantity.figure
    if figure is None or figure.approximate or (share.told is not None and not share.told.exact):
        return None
    # All that was due was done: of what was due no table tells.
    return None if share.rate and figure.value == _HUNDRED else figure


def _pairs(form: OfficialForm, report: Report, share: Share) -> list[_Pair]:
    told = share.told.value(form, report.cells) if share.told is not None else None
    parts = [told, *(number(form, report.cells, one) for one in share.parts)]
    told_last_first = share.wholes[::-1]
    # What the part is a part of comes first: of all figures named before, it is what the share is said of.
    wholes = sorted(told_last_first, key=lambda one: not _divides(form, one, share))
    found = [(value, _divides(form, one, share)) for one in wholes for value in values(form, report, one)]
    found += [
        (value, False) for base in share.bases if (value := number(form, report.cells, base)) is not None
    ]
    return [
        _Pair(one, whole, near)
        for whole, near in found
        for one in parts
        if one is not None and whole and one <= whole
    ]


def _sure(pairs: Sequence[_Pair], bases: Counter[Decimal]) -> _Pair | None:
    """The pair with the whole that the other shares are of, or with the only one there is."""
    best = max(pairs, key=lambda pair: bases[pair.whole])
    if bases[best.whole]:
        return best
    near = [pair for pair in pairs if pair.near]
    if near:
        return near[0]
    return pairs[0] if len({pair.whole for pair in pairs}) == 1 else None


def _by_the_last_digit(figure: Figure, pair: _Pair) -> bool:
    step = Decimal(1).scaleb(-figure.places)
    return abs(figure.value - pair.part / pair.whole * _HUNDRED) < 2 * step


def _divides(form: OfficialForm, whole: Mention, share: Share) -> bool:
    if set(whole.readings) & set(share.bases):
        return True
    return any(splits(form, one, (other,)) for one in whole.readings for other in share.parts)


def _sentence(form: OfficialForm, _report: Report, finding: Finding[Part]) -> str:
    facts = finding.facts
    of = label(form, facts.meaning) if facts.meaning is not None else "句中这一项"
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
