"""What is said roughly (“近三成”, “翻一番”, “超过80%”), and what shows that it is wrong beyond doubt.

Such words are used loosely: “近三成” is written of 28 % and of 31 %. The limits here are wide on purpose.
"""

import re
from decimal import Decimal

from model.chinese.numerals import worth

_HEDGES = {
    "near": ("将近", "接近", "近乎", "近"),
    "about": ("大约", "约", "高达"),
    "over": ("超过", "超出", "超", "逾", "突破", "至少", "不少于", "不低于"),
    "under": ("不到", "不足", "低于"),
}
_HEDGES_BEHIND = {"over": ("以上", "多", "余"), "about": ("左右", "上下", "不等"), "under": ("以内", "以下")}
# How many steps below and above what is said a number may lie: for portions, the step is ten percentage
# points (of less than that, as much as it is), and for multiples, one time.
_OF_PORTIONS = {
    "": ("-.6", "1"),
    "near": ("-1", ".5"),
    "about": ("-1", "1"),
    "over": ("-.1", "3"),
    "under": ("-2", ".1"),
}
_OF_MULTIPLES = {
    "": ("-.4", ".9"),
    "near": ("-.4", ".3"),
    "about": ("-.6", ".6"),
    "over": ("-.1", "2"),
    "under": ("-1", ".1"),
}
TIMES = "倍"
_HALVES = "一半|半数|(?<![通经超不])过半数?(?![年月天日小个程])|(?<=[近超])半(?![年月天日小个程路径价夜])"
WORDS = rf"""
    (?P<tenths>\d(?:\.\d)?|[一二两三四五六七八九])成(?P<half>半|[一二三四五六七八九])?
        (?![立效果本员功就年绩长品交人型套熟文法分体群片批组团活语因婚都列排行名为千上百不])
  | (?P<bottom>[三四五])分之(?P<top>[一二两三四])
  | (?P<half_of>{_HALVES})
  | (?P<doubled>(?:(?<=翻)|(?<=翻了)|(?<=[近约过]))[一两二三]番|(?<=翻)番)
"""
"""What says a portion, or a growth, without a figure; for a pattern with ``re.VERBOSE``."""

_BEFORE = re.compile("(?:" + "|".join(word for words in _HEDGES.values() for word in words) + r")\s*$")
_BEHIND = re.compile("|".join(word for words in _HEDGES_BEHIND.values() for word in words))
_REACH = 4  # characters that a hedge has at most, with a blank
_TEN, _HUNDRED = Decimal(10), Decimal(100)

Limits = tuple[Decimal, Decimal]
"""The least that a number may be, and what it must stay below."""


def hedge(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Return how a figure is made rough (“” for one that is not), and where it begins and ends with that.

    ``start`` to ``end`` is the figure with what it is counted in.
    """
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    behind = _BEHIND.match(text, end)
    kind = _kind(_HEDGES, before[0].strip()) if before else _kind(_HEDGES_BEHIND, behind[0]) if behind else ""
    return kind, before.start() if before else start, behind.end() if behind else end


def _kind(hedges: dict[str, tuple[str, ...]], word: str) -> str:
    return next(kind for kind, words in hedges.items() if word in words)


def limits(value: Decimal, hedged: str, *, times: bool = False) -> Limits:
    """Return between what a number lies of which a percentage, or so many times, may be said roughly."""
    return (
        _around(value, Decimal(1), _OF_MULTIPLES[hedged])
        if times
        else _around(value, min(_TEN, abs(value)), _OF_PORTIONS[hedged])
    )


def percent(match: re.Match[str], hedged: str) -> tuple[Decimal, Limits]:
    """Return how much a word of ``WORDS`` says in percent, and its limits."""
    if match["doubled"]:
        times = 2 ** int(worth(match["doubled"][:-1] or "一") or 1)
        value, step = (times - 1) * _HUNDRED, times * _HUNDRED / 2
        return value, _around(value, step, _OF_MULTIPLES[hedged])
    value = _portion(match)
    half = match["half_of"]
    if half is None:
        return value, limits(value, hedged)
    return value, limits(value, "over" if "过" in half else hedged or "about")


def _portion(match: re.Match[str]) -> Decimal:
    if match["half_of"]:
        return Decimal(50)
    if match["bottom"]:
        return _worth(match["top"]) / _worth(match["bottom"]) * _HUNDRED
    whole = Decimal(match["tenths"]) if match["tenths"].isascii() else _worth(match["tenths"])
    return whole * _TEN + _ones(match["half"])


def _ones(half: str | None) -> Decimal:
    """What stands behind 成: “三成半”, “三成五”."""
    if half is None:
        return Decimal(0)
    return Decimal(5) if half == "半" else _worth(half)


def _worth(numeral: str) -> Decimal:
    """What one of the numerals in ``WORDS`` is worth."""
    return Decimal(worth(numeral) or 0)


def _around(value: Decimal, step: Decimal, steps: tuple[str, str]) -> Limits:
    below, above = map(Decimal, steps)
    return value + below * step, value + above * step
