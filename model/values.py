"""The one parser and formatter of a cell's text.

Three kinds of emptiness are kept apart (blank, ``0`` and ``/``), numbers are exact
decimals, and the text of a figure is kept as it was written: only what is
certain (full-width forms, thousands separators, blanks around it) is unified.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum, auto
from functools import lru_cache

import msgspec

NOT_APPLICABLE_TEXT = "/"
_ZERO = Decimal(0)
# Some pages write the sign with a dash that NFKC leaves alone.
_MINUS_SIGNS = str.maketrans(dict.fromkeys("−‐‑‒–—―﹣", "-"))
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<fraction>\d+))?"
    r"(?P<unit>亿元|万元|亿|万|元)?"
)
_YUAN_PER_UNIT = {
    "元": Decimal(1),
    "万": Decimal(10_000),
    "万元": Decimal(10_000),
    "亿": Decimal(100_000_000),
    "亿元": Decimal(100_000_000),
}
_LONGEST_FIGURE = 40  # characters; anything longer is a sentence, not a figure
_MANY_DIGITS = Context(prec=400)  # more than any figure of a cell or a sentence has


class Kind(Enum):
    """What a cell's text is."""

    BLANK = auto()
    NOT_APPLICABLE = auto()
    NUMBER = auto()
    INVALID = auto()


class Measure(Enum):
    """What a column of a form holds; the form definition names it.

    COUNT: a whole number ≥ 0. SIGNED: a whole number with or without a sign.
    AMOUNT: a decimal ≥ 0 in 万元. MONEY: a decimal ≥ 0 with a unit of its own.
    """

    COUNT = "count"
    SIGNED = "signed"
    AMOUNT = "amount"
    MONEY = "money"


class Figure(msgspec.Struct, frozen=True):
    """A cell's text, understood.

    ``number`` is 0 for blank and ``/`` (so they count in a sum as the notices ask) and for
    invalid text; ``sign`` is the written sign, ``unit`` the written unit, both
    mostly empty; ``text`` is the canonical text that is saved and printed.
    """

    kind: Kind
    number: Decimal
    sign: str
    unit: str
    text: str

    @property
    def is_blank(self) -> bool:
        """Whether the cell is not filled in."""
        return self.kind is Kind.BLANK

    @property
    def is_number(self) -> bool:
        """Whether the cell holds a figure that can be calculated with."""
        return self.kind is Kind.NUMBER


_BLANK = Figure(Kind.BLANK, _ZERO, "", "", "")
_NOT_APPLICABLE = Figure(Kind.NOT_APPLICABLE, _ZERO, "", "", NOT_APPLICABLE_TEXT)


@lru_cache(maxsize=2048)
def parse(text: str) -> Figure:
    """Understand a cell's text; never raises.

    >>> parse("１，２３４").number
    Decimal('1234')
    >>> parse(" ／ ").kind.name
    'NOT_APPLICABLE'
    """
    stripped = text.strip()
    plain = unicodedata.normalize("NFKC", without_marks(stripped, "?")).strip()
    if not plain:
        return _BLANK
    if plain == NOT_APPLICABLE_TEXT:
        return _NOT_APPLICABLE
    if len(plain) <= _LONGEST_FIGURE:
        joined = _join_groups(plain.translate(_MINUS_SIGNS))
        match = _NUMBER.fullmatch(joined)
        if match is not None and joined.isascii() | bool(match["unit"]):
            return _number(match)
    return Figure(Kind.INVALID, _ZERO, "", "", stripped)


def without_marks(text: str, instead: str) -> str:
    """Replace the marks of notes, such as ① and ², which are no digits of a figure before them.

    >>> without_marks("110①", "")
    '110'
    """
    if text.isascii():
        return text
    return "".join(instead if unicodedata.category(one) == "No" else one for one in text)


def canonical(text: str) -> str:
    """Return the text to save for what was typed or read.

    ``１，２３４`` becomes ``1234``, ``／`` becomes ``/``; what is no figure stays as it is.
    """
    return parse(text).text


def problem(figure: Figure, measure: Measure) -> str | None:
    """Return why a figure may not stand in a column, or None when it may.

    One of ``text`` (no figure at all), ``sign``, ``fraction`` and ``unit``.
    """
    if figure.kind is Kind.INVALID:
        return "text"
    if figure.kind is not Kind.NUMBER:
        return None
    if figure.sign and measure is not Measure.SIGNED:
        return "sign"
    whole = measure in (Measure.COUNT, Measure.SIGNED)
    if figure.unit and whole:
        return "unit"
    if whole and "." in figure.text:
        return "fraction"
    return None


def without_idle_decimals(figure: Figure, measure: Measure) -> Figure:
    """Return a count without decimals that are all 0, such as ``12.00``; any other figure as it is."""
    whole = figure.is_number and figure.number == figure.number.to_integral_value()
    if whole and problem(figure, measure) == "fraction":
        return parse(figure.sign + plain(abs(figure.number)))
    return figure


def plain(number: Decimal) -> str:
    """Format a calculated number for a cell: no exponent, no trailing zeros.

    >>> plain(Decimal("805.00"))
    '805'
    """
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def rounded(number: Decimal, step: Decimal, rounding: str = ROUND_HALF_UP) -> Decimal:
    """Round a number to the places of ``step``, however many digits a key held down has made before them.

    >>> rounded(Decimal("2.345"), Decimal("0.01"))
    Decimal('2.35')
    """
    return number.quantize(step, rounding, _MANY_DIGITS)


def total(figures: Iterable[Figure]) -> Decimal:
    """Return the sum of figures as they are written; what is no number counts nothing."""
    return sum((figure.number for figure in figures), Decimal(0))


def added_up(texts: Iterable[str]) -> str:
    """Return the sum of cells as text; blank while all of them are blank."""
    figures = list(map(parse, texts))
    if all(figure.is_blank for figure in figures):
        return ""
    return plain(total(figures))


def in_yuan(figure: Figure, column_unit: str) -> Decimal:
    """Return an amount of money in 元; ``column_unit`` holds where none is written."""
    return figure.number * _YUAN_PER_UNIT.get(figure.unit or column_unit, Decimal(1))


def in_unit(figure: Figure, column_unit: str) -> Decimal:
    """Return an amount of money in the unit of its column, whatever unit it is written in."""
    return in_yuan(figure, column_unit) / _YUAN_PER_UNIT.get(column_unit, Decimal(1))


def _join_groups(text: str) -> str:
    """Remove the blanks of ``1 234`` or ``+ 4``, but never join two separate figures."""
    if re.fullmatch(r"[+-]?\s*\d{1,3}(?:\s\d{3})*(?:\.\d+)?\s*\D{0,2}", text):
        return re.sub(r"\s", "", text)
    return text


def _number(match: re.Match[str]) -> Figure:
    digits = match["whole"].replace(",", "")
    if match["fraction"]:
        digits = f"{digits}.{match['fraction']}"
    unit = match["unit"] or ""
    number = Decimal(match["sign"] + digits)
    return Figure(Kind.NUMBER, number, match["sign"], unit, match["sign"] + digits + unit)
