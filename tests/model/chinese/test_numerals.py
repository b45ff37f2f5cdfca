from decimal import Decimal

import pytest

from model.chinese.dates import day_number, years_said
from model.chinese.numerals import arabic, one_by_one, worth, written


@pytest.mark.parametrize(
    ("text", "expected"), [("二〇二四年", "2024年"), ("２０２４", "2024"), ("二○二O", "2020")]
)
def test_digits_of_all_kinds_become_arabic_each_at_its_place(text: str, expected: str) -> None:
    assert arabic(text) == expected
    assert len(arabic(text)) == len(text)


@pytest.mark.parametrize("number", range(1, 100))
def test_what_is_written_is_worth_the_same(number: int) -> None:
    assert worth(written(number)) == Decimal(number)


def test_larger_numbers() -> None:
    assert worth("三万二千零五") == Decimal(32005)
    assert worth("十二点三四") == Decimal("12.34")
    assert worth("二三") is None
    assert (written(120), one_by_one(306)) == ("一二〇", "三〇六")


@pytest.mark.parametrize(("text", "day"), [("12", 12), ("十2", 12), ("3十1", 31), ("十", 10), ("元", 1)])
def test_days_and_months(text: str, day: int) -> None:
    assert day_number(text) == day


def test_years_that_are_said() -> None:
    assert years_said("2024年，依〔2021〕30号、12023年、2025年度") == [2024, 2025]
