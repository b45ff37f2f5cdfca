"""Numbers in the digits that a list counts in, by Word's names for them (ECMA-376, ST_NumberFormat)."""

from collections.abc import Callable

from model.chinese.numerals import DIGITS, one_by_one, written

_MOST_LETTERS = 30  # times that a letter is repeated, as in Word
_LARGEST_ROMAN = 32_767
_LEGAL = str.maketrans(DIGITS + "十", "零壹贰叁肆伍陆柒捌玖拾")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
# Numbers that have characters of their own, from 1 on; beyond them a program shows plain digits.
_CIRCLED = "".join(map(chr, range(0x2460, 0x2474)))
_SIGNS = {
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": "".join(map(chr, range(0x2474, 0x2488))),
    "decimalEnclosedFullstop": "".join(map(chr, range(0x2488, 0x249C))),
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def digits(form: str, number: int) -> str:
    """Return a number in the digits that a form names; plain ones where the form or the number has none.

    >>> digits("chineseCounting", 12), digits("upperRoman", 4), digits("unheard of", 7)
    ('十二', 'IV', '7')
    """
    signs = _SIGNS.get(form)
    if signs is None:
        return _WRITTEN.get(form, str)(number)
    has_sign = 1 <= number <= len(signs)
    return signs[number - 1] if has_sign else str(number)


def _legal(number: int) -> str:
    return written(number).translate(_LEGAL)


def _full_width(number: int) -> str:
    return str(number).translate(_FULL_WIDTH)


def _two_places(number: int) -> str:
    return f"{number:02}"


def _letters(number: int) -> str:
    """A number in letters; behind z they are doubled. Plain digits where Word knows no more of them.

    >>> _letters(28)
    'bb'
    """
    again, letter = divmod(max(number, 1) - 1, 26)
    if again >= _MOST_LETTERS:
        return str(number)
    return chr(ord("a") + letter) * (again + 1)


def _roman(number: int) -> str:
    """A number in Roman digits; plain ones for 0, and where Word knows no more of them.

    >>> _roman(14)
    'xiv'
    """
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    made = ""
    for worth, sign in _ROMAN:
        made += sign * (number // worth)
        number %= worth
    return made


_WRITTEN: dict[str, Callable[[int], str]] = {
    "chineseCounting": written,
    "chineseCountingThousand": written,
    "japaneseCounting": written,
    "taiwaneseCounting": written,
    "taiwaneseCountingThousand": written,
    "ideographDigital": one_by_one,
    "japaneseDigitalTenThousand": one_by_one,
    "taiwaneseDigital": one_by_one,
    "chineseLegalSimplified": _legal,
    "decimalFullWidth": _full_width,
    "decimalZero": _two_places,
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
}
