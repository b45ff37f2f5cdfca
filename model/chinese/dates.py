"""How years and days are written, as pieces of regular expressions, and what they say."""

import re

from model.chinese.numerals import COUNTING, DIGITS

YEAR = r"(?:19|20)\d\d"
"""A year in Arabic digits (see ``numerals.arabic``); none that is plausible begins otherwise."""
BEHIND_YEAR = "(?:年|(?=全年|共[收受接办公发制主]))"
"""What makes its digits a year: “2024年”, and “2024全年”, “2024共收到”."""
HAN_YEAR = f"[零○{DIGITS}][零○{DIGITS}]{{3}}"
"""A year digit by digit in Chinese characters."""
TO = r"(?:起?\s*(?:至|到|[-—–~～]+)\s*)"
"""What stands between the first and the last day of a period."""
ANY_DATE = (
    rf"(?:[12]\d{{3}}|{HAN_YEAR})年?(?:\d{{1,2}}|[{COUNTING}]{{1,3}})月?"
    rf"(?:\d{{1,2}}|[{COUNTING}]{{1,3}})[日号止]?"
)
"""A whole date, also with parts lost: ``20211230日``."""
_YEAR_SAID = re.compile(rf"(?<![〔\[\d])({YEAR})年")


def years_said(text: str) -> list[int]:
    """Return the years that a text without blanks names: 2024年, but not the one of a document's number."""
    return [int(found) for found in _YEAR_SAID.findall(text)]


def day_number(text: str) -> int:
    """Read the month or day of a date in Arabic digits: ``12``, ``十2``, ``3十1``, and 元 of 元月."""
    if text == "元":
        return 1
    if "十" not in text:
        return int(text)
    tens, _, ones = text.partition("十")
    return int(tens or "1") * 10 + int(ones or "0")
