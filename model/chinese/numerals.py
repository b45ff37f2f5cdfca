"""Numbers in Chinese characters: which characters they are written in, and what they are worth."""

from decimal import Decimal

DIGITS = "〇一二三四五六七八九"
"""By their worth: ``DIGITS[3]`` is 三."""
COUNTING = DIGITS[1:] + "十"
"""What list markers and days are written in: 一、 （十二）."""
HAN = f"零{DIGITS}两十百千万亿"
"""What any number is written in."""
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
"""What points are numbered with, too; the first is worth one."""
SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}

_TENS = {"十": 10, "百": 100, "千": 1000}
_WORTH = {character: worth for worth, character in enumerate(DIGITS)} | {"零": 0, "两": 2}
# Many type a circle or the letter O where 〇 belongs.
_ARABIC = str.maketrans("０１２３４５６７８９○零OＯ" + DIGITS, "01234567890000" + "0123456789")


def arabic(text: str) -> str:
    """Return a text with all digits as Arabic ones, each at its place; 十 stays.

    >>> arabic("二〇二四年１月")
    '2024年1月'
    """
    return text.translate(_ARABIC)


def worth(text: str) -> Decimal | None:
    """Return the value of a number in Chinese characters, or None when it is none.

    >>> worth("一百二十")
    Decimal('120')
    """
    whole, _, fraction = text.partition("点")
    total = section = digit = 0
    for character in whole:
        if character in _WORTH:
            if digit and character not in "零〇":
                return None
            digit = _WORTH[character]
        elif character in _TENS:
            section += (digit or 1) * _TENS[character]
            digit = 0
        else:
            total = (total + section + digit) * int(SCALES[character])
            section = digit = 0
    number = Decimal(total + section + digit)
    if fraction:
        number += Decimal("0." + "".join(str(_WORTH.get(one, 0)) for one in fraction))
    return number


def written(number: int) -> str:
    """Return a number up to 99 in Chinese characters, a larger one digit by digit.

    >>> written(21)
    '二十一'
    """
    tens, ones = divmod(number, 10)
    if tens > 9:
        return one_by_one(number)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")


def one_by_one(number: int) -> str:
    """Return the digits of a number in Chinese characters.

    >>> one_by_one(2024)
    '二〇二四'
    """
    return "".join(DIGITS[int(digit)] for digit in str(number))


def ordinal(written: str) -> int:
    """Return the worth of the number of a heading or a point, in whatever digits; 0 for what is none.

    >>> ordinal("十二"), ordinal("3"), ordinal("④"), ordinal("十二三")
    (12, 3, 4, 0)
    """
    if written in CIRCLED:
        return CIRCLED.index(written) + 1
    if written.isdecimal():
        return int(arabic(written))
    value = worth(written)
    return int(value) if value is not None else 0
