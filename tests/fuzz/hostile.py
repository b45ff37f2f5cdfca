"""Texts that a regular expression might need long for, made from the expression itself.

A pattern is slow on what it nearly matches: the characters that its repeats take, again and again, behind
what stands before them in it, and in front of what cannot follow.
"""

import re
from collections.abc import Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

EVERYWHERE = (
    " ",
    "\n",
    "\t",
    "一",
    "文",
    "a",
    "1",
    "（",
    "(",
    "、",
    ",",
    "第",
    "1,",
    "3件",
    "年",
    "<",
    "=",
    "\u3000",
)
_NEVER = "\ufffe"  # no pattern names it
_CATEGORIES = {
    op.CATEGORY_DIGIT: "1",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_WORD: "一",
    op.CATEGORY_NOT_DIGIT: "文",
    op.CATEGORY_NOT_SPACE: "文",
    op.CATEGORY_NOT_WORD: "。",
}
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_MOST = 40  # units a pattern is tried with, besides those of everywhere


def units(pattern: str, flags: int) -> Iterator[tuple[str, str, str]]:
    """Yield texts in three pieces: a beginning, what is repeated, an end."""
    for unit in EVERYWHERE:
        yield "", unit, _NEVER
    tree = parser.parse(pattern, flags & ~re.DEBUG)
    whole = _sample(tree)
    seen: set[tuple[str, str]] = set()
    for before, unit in [("", whole), ("", whole[:-1]), *_repeated(list(tree), "")]:
        if unit and (before, unit) not in seen and len(seen) < _MOST:
            seen.add((before, unit))
            yield before, unit, _NEVER


def _repeated(items: list[tuple], before: str) -> Iterator[tuple[str, str]]:
    """What the repeats of a pattern take once, each behind a sample of what stands before it."""
    for kind, value in items:
        if kind in _REPEATS:
            least, most, body = value
            if most is op.MAXREPEAT or most > 30:
                for sample in {_sample(body), *_starts(body)}:
                    yield before, sample
                    yield "", before + sample
            yield from _repeated(list(body), before)
            before += _sample(body) * max(least, 1)
            continue
        for body in _inside(kind, value):
            yield from _repeated(list(body), before)
        before += _sample([(kind, value)])


def _inside(kind: object, value: object) -> list:
    """The patterns inside a group, a choice or a look ahead."""
    if kind is op.SUBPATTERN:
        return [value[-1]]  # type: ignore[index]
    if kind is op.BRANCH:
        return list(value[1])  # type: ignore[index]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [value[1]]  # type: ignore[index]
    return [value] if kind is op.ATOMIC_GROUP else []


def _starts(body: object) -> list[str]:
    """Samples of each way in which a repeated choice may go."""
    items = list(body)  # type: ignore[call-overload]
    if len(items) == 1 and items[0][0] is op.SUBPATTERN:
        return _starts(items[0][1][-1])
    if len(items) == 1 and items[0][0] is op.BRANCH:
        return [_sample(branch) for branch in items[0][1][1]][:6]
    if len(items) == 1 and items[0][0] is op.IN:
        return [_of_class([one]) for one in items[0][1] if one[0] is not op.NEGATE][:6]
    return []


def _sample(items: object) -> str:
    """A short text that a pattern matches, looks ahead and behind aside."""
    made = ""
    for kind, value in items:  # type: ignore[attr-defined]
        if kind is op.LITERAL:
            made += chr(value)
        elif kind in (op.ANY, op.NOT_LITERAL):
            made += "文" if kind is op.ANY or value != ord("文") else "字"
        elif kind is op.IN:
            made += _of_class(value)
        elif kind in _REPEATS:
            made += _sample(value[2]) * max(value[0], 1)
        elif kind in (op.SUBPATTERN, op.ATOMIC_GROUP):
            made += _sample(value[-1] if kind is op.SUBPATTERN else value)
        elif kind is op.BRANCH:
            made += _sample(value[1][0])
    return made


def _of_class(members: list[tuple]) -> str:
    """A character of a class; for one that excludes some, a character that no class excludes."""
    kind, value = members[0]
    if kind is op.NEGATE:
        named = {chr(v) for k, v in members if k is op.LITERAL}
        return next(letter for letter in "文字a1 \n。x" if letter not in named)
    if kind is op.RANGE:
        return chr(value[0])
    return _CATEGORIES.get(value, "文") if kind is op.CATEGORY else chr(value)
