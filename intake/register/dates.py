"""Dates as registers have them: written in a dozen ways, as a spreadsheet's day number, or without a year."""

import re
from datetime import date, timedelta

# Searched for in a cell; the year is written.
_WRITTEN = re.compile(r"(?P<year>(?:19|20)\d\d)\s*[-./年]\s*(?P<month>\d{1,2})\s*[-./月]\s*(?P<day>\d{1,2})")
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:\d{6})?")
_SHORT = re.compile(r"(?P<year>\d\d)[-./年](?P<month>\d{1,2})[-./月](?P<day>\d{1,2})[日号]?")
_YEARLESS = re.compile(r"(?P<month>\d{1,2})[-./月](?P<day>\d{1,2})[日号]?")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?")
_SERIAL = re.compile(r"[34]\d{4}(?:\.\d+)?")  # days since 1899-12-30: the years 1982 to 2036
_UNIX = re.compile(r"1[4-9]\d{8}(?:\.0)?")  # seconds since 1970: the years 2014 to 2033
_SPREADSHEET_EPOCH = date(1899, 12, 30)
_UNIX_EPOCH = date(1970, 1, 1)
_SECONDS_A_DAY = 86_400
_HALF_A_YEAR = 6  # months; a step back of more can only be one into the next year


def read(text: str, before: date | None = None, year: int = 0) -> date | None:
    """Return the date that a cell holds, None when it holds none.

    A date without a year follows ``before``, the date of the line above (a January behind a December is
    the next year's), or stands in ``year``. Of several dates in a cell (延期至…) the first counts.
    """
    text = text.strip().lstrip("'＇")
    if _SERIAL.fullmatch(text):
        return _SPREADSHEET_EPOCH + timedelta(days=int(float(text)))
    if _UNIX.fullmatch(text):
        return _UNIX_EPOCH + timedelta(days=int(float(text)) // _SECONDS_A_DAY)
    whole = _WRITTEN.search(text) or _COMPACT.search(text)
    if whole is not None:
        return _date(int(whole["year"]), whole)
    short = _SHORT.fullmatch(text)
    if short is not None:
        return _date(2000 + int(short["year"]), short)
    yearless = _YEARLESS.fullmatch(text)
    if yearless is None:
        return None
    return _date(_year_after(before, int(yearless["month"])) if before else year, yearless)


def year_in(text: str) -> int:
    """Return the year that a title or a sheet's name speaks of, 0 for none.

    >>> year_in("2024年依申请公开台账")
    2024
    """
    match = _YEAR.search(text)
    return int(match[1]) if match else 0


def _year_after(before: date, month: int) -> int:
    """The year of a month that stands below a date: registers are kept in the order of time."""
    rolls_over = before.month - month > _HALF_A_YEAR
    return before.year + rolls_over


def _date(year: int, match: re.Match[str]) -> date | None:
    try:
        return date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None
