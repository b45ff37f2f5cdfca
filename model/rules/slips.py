"""Whether figures that should add up miss it by what a slip of the hand does to one of them."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

_FEW = 3  # parts: a list, not a pair
_LONG = 4
_MANY = 20  # of so many, a long list that misses by one has a wrong figure
_HARDLY = 100  # of a list that lacks one hundredth a figure is wrong
_TWENTIETH = 20  # the same, of a list of many parts
_TEN_THOUSAND = Decimal(10_000)
_NEARLY = Decimal("0.9")  # of what came so much at least is mostly done
_LARGE = 100  # of a pair that is too little only such a part tells by its turned digits


def added(numbers: Iterable[Decimal]) -> Decimal:
    """Return the sum of figures, 0 of none."""
    return sum(numbers, Decimal(0))


def one_slip_away(whole: Decimal, parts: Sequence[Decimal], *, said: bool = True) -> bool:
    """Return whether one figure typed wrong explains that the parts do not give the whole.

    A list that leaves something out leaves out more than one, and no turned digits of a figure. ``said``:
    that they are parts; else they must miss it by one, or by turned digits.
    """
    total = added(parts)
    missing = abs(whole - total)
    if not missing or len(parts) < 2:
        return False
    has_digits_turned = sorted(_digits(whole)) == sorted(_digits(total))
    is_in_other_unit = _TEN_THOUSAND in (_times(whole, total), _times(total, whole))
    if has_digits_turned or is_in_other_unit:
        return True
    least_for_one = _MANY if len(parts) >= _LONG else _HARDLY
    misses_by_one = missing == 1 and whole >= least_for_one
    lacks_some_of_many = total < whole and len(parts) > _LONG
    is_little = said and missing * (_TWENTIETH if lacks_some_of_many else _HARDLY) <= whole
    if misses_by_one or is_little:
        return True
    every_part_tells = len(parts) >= _FEW or total > whole
    telling = parts if every_part_tells else [one for one in parts if one >= _LARGE]
    return any(_turned_right(whole - total, one) for one in telling)


def _times(one: Decimal, other: Decimal) -> Decimal:
    """How often a figure is another; 173769万条 in the place of 173769条 is ten thousand times as much."""
    return one / other if other else Decimal(0)


def are_hardly_parts(whole: Decimal, parts: Sequence[Decimal]) -> bool:
    """Return whether no one figure typed wrong explains that there is too much: of 20 18, 17 and 16.

    Whatever part is left out, the others are too much; and the whole is no slip of what they come to.
    """
    total = added(parts)
    is_too_much_without_any = total - max(parts, default=Decimal(0)) > whole
    return is_too_much_without_any and not _has_one_digit_else(_digits(whole), _digits(total))


def _has_one_digit_else(one: str, other: str) -> bool:
    """Whether digits differ by one that is another, missing or too much, or by two changed over."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == len(longer):
        differing = sum(a != b for a, b in zip(one, other, strict=True))
        return differing <= 1 or sorted(one) == sorted(other)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def is_slip_of(written: Decimal, meant: Decimal) -> bool:
    """Whether a figure is another with two digits turned, or a large one that is one off."""
    is_one_off = abs(written - meant) == 1 and min(written, meant) >= _LARGE
    return is_one_off or has_turned_digits(written, meant)


def has_turned_digits(written: Decimal, meant: Decimal) -> bool:
    """Whether a figure is another with two neighbouring digits changed over."""
    return _digits(written) in _turned(_digits(meant))


def exceeds_by_slip(part: Decimal, whole: Decimal, *, nearly: bool = False) -> bool:
    """Return whether a part is greater than its whole, and with one figure typed right would not be.

    ``nearly``: it must then be nearly all of it, and one more is no slip.
    """
    if not part > whole > 0:
        return False
    least = _NEARLY if nearly else Decimal(0)
    right = (least * whole <= int(other) <= whole for other in _turned(_digits(part)))
    wider = (least * int(other) <= part <= int(other) for other in _turned(_digits(whole)))
    is_one_more = not nearly and part - whole == 1
    return is_one_more or any(right) or any(wider)


def perhaps_one_slip_away(whole: Decimal, parts: Sequence[Decimal]) -> bool:
    """Return whether a list misses its whole by one, or by the turned digits of a small part of a pair.

    That may as well be what was left out: it is worth a hint, and no more.
    """
    missing = whole - added(parts)
    if not missing or len(parts) < 2:
        return False
    return abs(missing) == 1 or any(_turned_right(missing, one) for one in parts)


def _turned_right(missing: Decimal, part: Decimal) -> bool:
    """Whether a part with two neighbouring digits changed over makes up for what is missing.

    Such a change is one of so many nines, which rules out most lists at once.
    """
    return not int(missing) % 9 and part + missing in _turned_numbers(part)


@lru_cache(maxsize=4096)
def _turned_numbers(part: Decimal) -> frozenset[Decimal]:
    return frozenset(map(Decimal, _turned(_digits(part))))


def _turned(digits: str) -> Iterator[str]:
    for at in range(len(digits) - 1):
        turned = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        if not turned.startswith("0"):  # nobody types 030 for 300
            yield turned


def _digits(value: Decimal) -> str:
    return str(int(value)) if value == value.to_integral_value() else ""
