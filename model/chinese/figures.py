"""Finds the figures in Chinese sentences: where they stand, what they say, how exactly.

Years, dates, document and article numbers, ordinals, list markers, telephone numbers and fixed
expressions (“一个平台”, “三公经费”) are never figures.
"""

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_DOWN, Decimal
from enum import Enum
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from model.chinese import rough
from model.chinese.characters import plain
from model.chinese.dates import BEHIND_YEAR, HAN_YEAR, YEAR
from model.chinese.numerals import HAN, SCALES, worth
from model.values import rounded

_NUMBER = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_COUNTER = (
    r"人次（件）|件次|人次|户次|家次|场次|件(?!事)|起|条|宗|份|项|例|篇|期|次|场|家|名|人|位|户|批|小时|工作日|百分点|倍|元|处(?![理罚级长室分于置])"
    r"|部(?!门|分|委|署|级)|个(?:工作日|百分点|月|小时)?"
)
_BEGINNING = re.compile(rf"[\d{HAN}第〔\[【（(〈A-Za-z百过半番]")
"""The characters that what ``_SCAN`` finds may begin with: only there it is tried."""
# One pass over the paragraph: what comes first in this list wins, so that a date is never a figure.
# Blanks are taken for good (``*+``) and numerals have a longest length: no text is looked at many times over.
_SCAN = re.compile(
    rf"""
    (?:
    (?P<plain>\d{{1,10}})(?P<plainly>件(?![次事])|[起条宗份项例元])
    | (?P<mask>
        (?:{YEAR}\s*+[-—–~～至、]\s*+)?{YEAR}\s*+{BEHIND_YEAR}
      | {HAN_YEAR}年 | (?<![\d.])\d{{1,2}}\s*+年
      | {YEAR}[-./]\d{{1,2}}(?:[-./]\d{{1,2}})?(?!\d|\s*+[万亿%])
      | (?:\d{{1,2}}\s*+[-—–~～至]\s*+)?\d{{1,2}}\s*+月(?:份|底|末|初)?(?:\s*+\d{{1,2}}\s*+日)?
      | \d{{1,2}}\s*+日
      | [〔\[【（(〈]\s*+{YEAR}\s*+[〕\]】）)〉]\s*+第?\s*+\d+\s*+号
      | 第\s*+[（(]?\s*+[\d{HAN}]{{1,30}}\s*+[）)]?
      | [（(]\s*+(?:\d{{1,2}}|[{HAN}]{{1,3}})\s*+[）)]
      | (?:^|(?<=[。；;：:\s]))\d{{1,2}}(?:[、.](?!\d)|[.](?={YEAR}\s*+年)|[)）])
      | [二三四五六七八九两]项(?=合计|共计|总计|总共|一共|相加|加起来|之和|共[作办实])
      | \d{{3,4}}[-—]\d{{7,8}}(?!\d) | (?<!\d)1\d{{10}}(?!\d) | \d{{4,}}(?=热线)
      | (?<!\d)1\d{{4}}(?=政务|政府|便民|市民|服务|平台|群众|工单|投诉|举报|系统|电话)
      | \d{{1,3}}/\d{{1,3}}(?!\d) | \d+\s*+号 | \d+\s*+[×xX*]\s*+\d+
      | [A-Za-z][A-Za-z0-9_./:@-]{{0,100}}\d[A-Za-z0-9_./:@-]*+
    )
    | (?P<rough>{rough.WORDS})
    | 百分之(?P<han_percent>[{HAN}]{{1,30}}(?:点[{HAN}]{{1,30}})?)
    | (?P<first>{_NUMBER})\s*+(?P<sign>%)?\s*+(?:[-—–~～]+|至|到)\s*+{_NUMBER}
      \s*+(?P<range_rest>%|(?:[万亿]\s*+)?(?:{_COUNTER})?)
    | (?P<percent>{_NUMBER})\s*+%
    | (?P<number>{_NUMBER})\s*+(?P<scale>万|亿)?(?P<vague>\s*+[余多几来])?\s*+(?P<late>万|亿)?
      \s*+(?P<counter>{_COUNTER})?
    | (?P<han>[{HAN}]{{1,30}})(?P<han_vague>[余多几来])?(?P<han_counter>{_COUNTER})
    )
    """,
    re.VERBOSE,
)
_ONE = Decimal(1)
_MOST_DIGITS = 100  # a key held down makes many; more are no figure that anybody could mean
_MOST_PLACES = 4
_MANY_DIGITS = 4  # a number with “余” behind it that nobody would write for a rounded one
_FEWEST_PLACES = 2  # of an amount that was rounded to stand in a table
# “甲和乙各3件” says of each of several how much it is, and is no figure of all that is named before it.
_ABOUT_BEFORE = (
    *("近", "约", "超", "超过", "逾", "突破", "接近", "至少", "不少于", "不低于", "不到", "高达", "近乎"),
    *("各", "各有", "各为", "各收到", "各提出", "各提交", "各递交"),
)
_NOT_ONE = re.compile(r"(?:未|无|没有)[^，。；、]{0,4}$")
_NO_ABOUT = ("预约", "签约", "节约", "履约", "违约")
_ABOUT_ENDS = frozenset(text[-1] for text in _ABOUT_BEFORE)
_ABOUT_AFTER = frozenset(("以上", "左右", "以内", "上下", "以下", "不等"))
# “一个平台”, “一项制度”: one of a kind is a figure with these counters only.
_ONE_OF = ("件", "起", "宗", "份", "例", rough.TIMES)


class Kind(Enum):
    """What sort of figure it is; a range is never compared with anything."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    RANGE = "range"


_TAILS = {Kind.PERCENT: "%", Kind.MONEY: "元"}


class Figure(msgspec.Struct, frozen=True, gc=False):
    """A figure in a text.

    ``start`` to ``end`` is what is replaced when the figure is corrected: the number with its 万 or 亿
    and, for money and percentages, its unit. ``stop`` is behind the counter. ``value`` is the whole number
    meant (1.2万 is 12000; percentages in percent, money in 元), ``scale`` and ``places``
    say how exactly it is written. ``approximate``: “近百”, “30余件”, “各3件” of several. Of
    percentages and multiples that are, ``limits`` are those between which a number must lie (see ``rough``);
    the words that say so belong to it.
    """

    start: int
    end: int
    stop: int
    kind: Kind
    value: Decimal
    scale: Decimal
    places: int
    counter: str
    text: str
    approximate: bool = False
    limits: rough.Limits | None = None

    @property
    def can_be_wrong(self) -> bool:
        """Whether a number shows that it is wrong, be it exact or said roughly."""
        return not self.approximate or self.limits is not None

    def agrees(self, number: Decimal) -> bool:
        """Whether a number, rounded or cut to the digits written here, is this figure, or may be said so."""
        if self.limits is not None:
            return self.limits[0] <= number < self.limits[1]
        if number == self.value:
            return True
        if self.scale == 1 and not self.places and number == number.to_integral_value():
            return False
        exact = number / self.scale
        written = self.value / self.scale
        step = Decimal(1).scaleb(-self.places)
        is_rounded = written in (rounded(exact, step), rounded(exact, step, ROUND_DOWN))
        return is_rounded or (self.kind is Kind.MONEY and _rounds_to(written, exact))

    def rounds(self, number: Decimal) -> bool:
        """Whether a number, rounded to the digits written here and not cut, is this figure."""
        step = Decimal(1).scaleb(-self.places)
        return self.value / self.scale == rounded(number / self.scale, step)

    def rewritten(self, number: Decimal) -> str:
        """Return a number in the way this figure is written, to stand at its place."""
        if self.scale == 1 and self._may_stand_whole(number):
            return f"{int(number)}{self._tail}"
        exact = number / self.scale
        digits = format(rounded(exact, Decimal(1).scaleb(-self._places_for(exact))), "f")
        unit = next(text for text, scale in SCALES.items() if scale == self.scale)
        return f"{digits}{unit}{self._tail}"

    @property
    def _tail(self) -> str:
        """What is replaced with the number: the sign or unit that belongs to it."""
        is_rough_multiple = self.counter == rough.TIMES and self.limits is not None
        return rough.TIMES if is_rough_multiple else _TAILS.get(self.kind, "")

    def _may_stand_whole(self, number: Decimal) -> bool:
        """Whether a number needs no decimals; a percentage keeps as many as were written."""
        return self.kind is not Kind.PERCENT and number == number.to_integral_value()

    def _places_for(self, exact: Decimal) -> int:
        places = 0 if self._may_stand_whole(exact) else self.places
        while 0 < abs(exact) <= Decimal(5).scaleb(-places - 1) and places < _MOST_PLACES:
            places += 1  # a growth of 0.4 % is never written 0 %
        return places


def _rounds_to(written: Decimal, exact: Decimal) -> bool:
    """Whether the number is what is written, rounded: a table may have fewer digits than a text."""
    exponent = exact.normalize().as_tuple().exponent
    is_fine = isinstance(exponent, int) and exponent <= -_FEWEST_PLACES
    return is_fine and rounded(written, exact.normalize()) == exact


@lru_cache(maxsize=512)  # what they count and what they add up to is asked apart
def find(paragraph: str, text: str = "") -> tuple[Figure, ...]:
    """Return the figures of a paragraph, in order. ``text`` is its ``words.plain``, where that is at hand.

    In a list such as “12、13、14件” each figure has the counter of the last.
    """
    text = text or plain(paragraph)
    made = [_figure(paragraph, text, match) for match in _scanned(text) if match.lastgroup != "mask"]
    return tuple(_with_shared_counters(paragraph, [figure for figure in made if figure is not None]))


def _scanned(text: str) -> Iterator[re.Match[str]]:
    """Yield what ``_SCAN`` finds in a text, one behind the other."""
    behind = 0
    for character in _BEGINNING.finditer(text):
        start = character.start()
        match = _SCAN.match(text, start) if start >= behind else None
        if match is not None:
            behind = match.end()
            yield match


def _figure(written: str, text: str, match: re.Match[str]) -> Figure | None:
    make = _IN_OTHER_WORDS.get(match.lastgroup or "", _in_digits)
    return make(written, text, match)


def _plainly(written: str, text: str, match: re.Match[str]) -> Figure:
    """“344件”, as mostly."""
    start, stop = match.span()
    digits, counter = match.group("plain", "plainly")
    kind, end = (Kind.MONEY, stop) if counter == "元" else (Kind.COUNT, stop - 1)
    about = _about(text, start, stop)
    return Figure(start, end, stop, kind, Decimal(digits), _ONE, 0, counter, written[start:end], about)


def _in_digits(written: str, text: str, match: re.Match[str]) -> Figure | None:
    """“3,440件”, “1.2万”, “96171.6元”."""
    start, stop = match.span()
    number, early, vague, late, counter = match.group("number", "scale", "vague", "late", "counter")
    digits = _without_commas(number)
    if len(digits) > _MOST_DIGITS:
        return None
    kind = Kind.MONEY if counter == "元" else Kind.COUNT
    end_of_scale = match.end("late" if late else "scale" if early else "number")
    end = stop if kind is Kind.MONEY else end_of_scale
    places = len(digits.partition(".")[2])
    value, scale = Decimal(digits), SCALES[early or late or ""]
    if scale != 1:
        value *= scale  # a product is rounded to 28 digits
    is_rounded = vague is not None and not _is_told_to_the_last_digit(digits, scale)
    about = is_rounded or (_about(text, start, stop) and not _is_fine_amount(text, start, kind, places))
    made = Figure(start, end, stop, kind, value, scale, places, counter or "", written[start:end], about)
    return _multiple(written, text, made) if counter == rough.TIMES else made


def _without_commas(number: str) -> str:
    return number if number.isdecimal() else number.replace(",", "").replace("，", "")


def _range(_written: str, _text: str, match: re.Match[str]) -> Figure:
    start, stop = match.span()
    return Figure(start, stop, stop, Kind.RANGE, Decimal(0), Decimal(1), 0, "", match[0], True)


def _is_told_to_the_last_digit(digits: str, scale: Decimal) -> bool:
    """“31339余条”: nothing was rounded, and 余 says no more than that somebody counted."""
    return scale == 1 and digits.isdecimal() and len(digits) >= _MANY_DIGITS and digits[-1] not in "05"


def _is_fine_amount(text: str, start: int, kind: Kind, places: int) -> bool:
    """“约38.20万元”: rounded to the hundredth, no more than any amount in a table may be."""
    is_fine = kind is Kind.MONEY and places >= _FEWEST_PLACES
    return is_fine and text[max(0, start - 1) : start] == "约"


def _percent(written: str, text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.span()
    if match.lastgroup == "percent":
        digits = _without_commas(match["percent"])
        value = Decimal(digits) if len(digits) <= _MOST_DIGITS else None
        places = len(digits.partition(".")[2])
    else:
        value = worth(match["han_percent"])
        places = len(match["han_percent"].partition("点")[2])
    if value is None:
        return None
    hedged, first, end = rough.hedge(text, start, end)
    limits = rough.limits(value, hedged) if hedged else None
    said = written[first:end]
    return Figure(
        first, end, end, Kind.PERCENT, value, Decimal(1), places, "", said, limits is not None, limits
    )


def _rough(written: str, text: str, match: re.Match[str]) -> Figure:
    """“近三成”, “四分之三”, “翻一番”."""
    hedged, start, end = rough.hedge(text, *match.span())
    value, limits = rough.percent(match, hedged)
    return Figure(start, end, end, Kind.PERCENT, value, Decimal(1), 0, "", written[start:end], True, limits)


def _han(written: str, text: str, match: re.Match[str]) -> Figure | None:
    start, stop = match.span()
    han, counter = match["han"], match["han_counter"]
    value = worth(han)
    if value is None or _counts_nothing(han, counter, text, start):
        return None
    scale = SCALES.get(han[-1], Decimal(1))  # “九十六万” is rounded as “96万” is
    about = match["han_vague"] is not None or _about(text, start, stop)
    kind = Kind.MONEY if counter == "元" else Kind.COUNT
    end = stop if kind is Kind.MONEY else match.end("han")
    made = Figure(start, end, stop, kind, value, scale, 0, counter, written[start:end], about)
    return _multiple(written, text, made) if counter == rough.TIMES else made


def _counts_nothing(han: str, counter: str, text: str, start: int) -> bool:
    """“百件”, “一个平台”, “未发生一起”."""
    if han == "零" or han[0] in "百千万亿":
        return True
    if han != "一":
        return False
    return counter not in _ONE_OF or _NOT_ONE.search(text, max(0, start - 8), start) is not None


def _multiple(written: str, text: str, made: Figure) -> Figure:
    """So many times, with what makes it rough: “近两倍”, “3倍多”."""
    hedged, start, stop = rough.hedge(text, made.start, made.stop)
    if not hedged:
        return made
    limits, said = rough.limits(made.value, hedged, times=True), written[start:stop]
    return replace(made, start=start, end=stop, stop=stop, approximate=True, limits=limits, text=said)


_IN_OTHER_WORDS: dict[str, Callable[[str, str, re.Match[str]], Figure | None]] = {
    "plainly": _plainly,
    "percent": _percent,
    "rough": _rough,
    "han_percent": _percent,
    "range_rest": _range,
    "han_counter": _han,
}


def _about(text: str, start: int, stop: int) -> bool:
    if text[stop : stop + 2] in _ABOUT_AFTER:
        return True
    last = text[start - 1 : start]
    if last not in _ABOUT_ENDS and not last.isspace():
        return False  # as mostly
    before = text[max(0, start - 4) : start].rstrip()
    is_said_so = before[-1:] in _ABOUT_ENDS and before.endswith(_ABOUT_BEFORE)
    return is_said_so and not before.endswith(_NO_ABOUT)


def _with_shared_counters(paragraph: str, figures: list[Figure]) -> list[Figure]:
    """Give each figure of “12、13、14件” the counter of the last one."""
    for index in range(len(figures) - 2, -1, -1):
        here, after = figures[index], figures[index + 1]
        if here.counter or not after.counter:
            continue  # as mostly
        are_counts = here.kind is Kind.COUNT and after.kind is Kind.COUNT
        if are_counts and re.fullmatch(r"\s*(?:[、,，和及与]|以及)\s*", paragraph[here.stop : after.start]):
            figures[index] = replace(here, counter=after.counter)
    return figures
