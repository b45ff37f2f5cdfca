"""The patterns that years are found by, of the words in ``resources/words/years.toml``."""

import re
from functools import cache

from model.chinese.dates import YEAR
from model.chinese.organs import PLACES
from model.reading.words import alternatives

NAMED_YEAR = rf"(?P<year>{YEAR})\s*年"
DAY = r"\d{1,2}\s*月\s*\d{1,2}\s*日"
# Blanks are never given back (*+): what follows begins with none, and a row of them is gone through once.
BEGINS = r"(?:^|(?<=[。；;\n）)]))[^\S\n]*+(?:\d{1,2}[.、．])?[^\S\n]*+"
TO = r"\s*+起?\s*+(?:至|到|[-—–~～]+)\s*+"


@cache
def any_of(kind: str) -> str:
    """Return what matches any of the words of a kind."""
    return "(?:" + alternatives(kind).replace("{year}", YEAR).replace("{places}", PLACES) + ")"


@cache
def of_the_report() -> re.Pattern[str]:
    """Return what stands before the period of the report itself."""
    return re.compile(rf"{any_of('period-of-report')}[^。；，,：:（）()]*$")


@cache
def document_title() -> re.Pattern[str]:
    """Return what names a document, in brackets or not."""
    return re.compile(rf"《[^》]{{0,100}}》|{YEAR}年度?[^，,。；;《]{{0,20}}?{any_of('year-document')}")


@cache
def one_of(*kinds: str) -> re.Pattern[str]:
    """Return what finds any of the words of some kinds."""
    return re.compile("|".join(map(any_of, kinds)))


@cache
def did_with_figure() -> re.Pattern[str]:
    """Return what finds a deed with the figure of it."""
    return re.compile(rf"{any_of('year-did')}[^。；0-9]{{0,12}}[0-9]++(?!\s*年)")


@cache
def reporting() -> re.Pattern[str]:
    """Return what finds a year (``all``) with what the organ did in it (``did``)."""
    organ, subject, did = map(any_of, ("year-organ", "year-subject", "year-did"))
    return re.compile(
        rf"(?:{BEGINS}|(?<=[，,：:])){organ}?(?P<all>{NAMED_YEAR}度?)\s*{subject}?(?P<did>{did})"
    )
