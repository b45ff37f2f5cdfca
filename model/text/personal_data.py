"""Personal data that must not be published: identity numbers, mobile phones, bank cards, a person's home.

Sources: 条例 article 15 (个人隐私), 《个人信息保护法》 article 28 (sensitive data). An office's own
landline, 12345 and its address are no personal data. Identity numbers: GB 11643-1999 (check digit of ISO 7064
MOD 11-2); bank cards: Luhn.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from enum import Enum
from functools import cache, lru_cache

import msgspec

from model.reading.words.words import alternatives
from model.text.stretches import without_overlaps


class Personal(Enum):
    """What kind of personal data it is."""

    IDENTITY = "身份证号"
    MOBILE = "手机号码"
    BANK_CARD = "银行卡号"
    HOME = "个人住址"


class Found(msgspec.Struct, frozen=True):
    """Characters ``start`` to ``end`` of a text are personal data."""

    kind: Personal
    start: int
    end: int


_GAP = "[ -]?"
_IDENTITY = re.compile(rf"(?<![0-9A-Za-z])[1-9](?:{_GAP}\d){{16}}{_GAP}[\dXx](?![0-9A-Za-z])")
_MOBILE = re.compile(
    r"(?<![\d.])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?![\d.%]|[ -]\d|[万亿元件条次人户份])"
)
_CARD = re.compile(rf"(?<![0-9A-Za-z.])(?:62|[45]\d)\d{{2}}(?:{_GAP}\d){{12,15}}(?![0-9A-Za-z.])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_OLDEST = 1880
_REGIONS = range(11, 84)  # the first two digits: from 北京 to 台湾


@cache
def _home() -> re.Pattern[str]:
    """“家住东岭镇河沿街6号”: what leads up to a home, and a place with a number."""
    lead, otherwise = alternatives("home-told"), alternatives("home-otherwise")
    numbered = rf"(?:\d|[一二三四五六七八九十])+(?:{alternatives('home-numbered')})"
    return re.compile(rf"(?:{lead})(?!{otherwise})[：:为在]?[^，。；,;\n]{{2,40}}?{numbered}")


@lru_cache(maxsize=512)
def personal_data(text: str) -> tuple[Found, ...]:
    """Return the personal data in a text, in order; of two that overlap the kind that is surer."""
    plain = "".join(map(_narrow, text))
    return tuple(without_overlaps([*_identities(plain), *_cards(plain), *_others(plain)]))


def _identities(text: str) -> Iterator[Found]:
    for match in _IDENTITY.finditer(text):
        if _is_identity(_digits(match[0])):
            yield Found(Personal.IDENTITY, match.start(), match.end())


def _cards(text: str) -> Iterator[Found]:
    for match in _CARD.finditer(text):
        if _is_card(_digits(match[0])):
            yield Found(Personal.BANK_CARD, match.start(), match.end())


def _others(text: str) -> Iterator[Found]:
    """What has no check digit: told by its form, and by the words around it."""
    for kind, pattern in ((Personal.MOBILE, _MOBILE), (Personal.HOME, _home())):
        for match in pattern.finditer(text):
            yield Found(kind, match.start(), match.end())


def _is_identity(number: str) -> bool:
    """Whether region, day of birth and check digit of an 18-digit number hold."""
    region, year, month, day = int(number[:2]), int(number[6:10]), int(number[10:12]), int(number[12:14])
    try:
        born = date(year, month, day)
    except ValueError:
        return False
    lived = year >= _OLDEST and born <= date.today()
    weighted = [weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False)]
    is_check_right = _CHECK[sum(weighted) % 11] == number[17].upper()
    return is_check_right and lived and region in _REGIONS


def _is_card(number: str) -> bool:
    """Whether a number passes the Luhn check and is no row of one digit."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = [2 * digit - 9 if digit > 4 else 2 * digit for digit in digits[1::2]]
    passes = (sum(digits[::2]) + sum(doubled)) % 10 == 0
    return passes and len(set(number)) > 2


def _digits(written: str) -> str:
    return re.sub(r"[ -]", "", written)


def _narrow(character: str) -> str:
    """A full-width letter or digit as a narrow one, so that places stay as they are."""
    made = unicodedata.normalize("NFKC", character)
    return made if len(made) == 1 and made.isascii() else character
