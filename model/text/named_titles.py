"""How many documents a text says there are, and how many titles it lists: “《甲》《乙》《丙》等2项制度”."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

import msgspec

from model.chinese.numerals import COUNTING, ordinal
from model.reading.words.words import alternatives

_TITLE = "《[^《》\n]{2,80}》(?:（[^（）\n]{1,30}）)?"
# A row is gone through once: it begins behind no title, and no title of it is given back.
_ROW = rf"(?<![》）])(?<![》）][、和及与])(?P<titles>{_TITLE}(?:[、和及与]?{_TITLE})++)"
_NUMBER = rf"(?P<number>\d{{1,2}}|[{COUNTING}两]{{1,2}})"
_ONE = re.compile(_TITLE)
_REACH = 300  # characters of a sentence before a list
_SENTENCE_ENDS = "。；\n"


@cache
def _lists() -> tuple[re.Pattern[str], ...]:
    """How a list is told: what is counted stands behind its number or, before a list, in front of it."""
    document = f"(?:{alternatives('listed-document')})"
    counted = f"{_NUMBER}(?:{alternatives('listed-counter')})"
    quality, lead = alternatives("listed-quality"), alternatives("listed-lead")
    behind = rf"{_ROW}(?P<more>等)?(?P<said>{counted}(?:{quality})?{document})"
    ahead = (
        rf"(?P<said>(?P<kind>{document}(?:共|计)?)?{counted}(?(kind)|{document}))"
        rf"(?:[：:（]|，?(?:{lead})[：:]?){_ROW}(?P<more>等)?(?=[。；）\n]|$)"
    )
    return re.compile(behind), re.compile(ahead)


class Named(msgspec.Struct, frozen=True):
    """Where it is said how many there are (``start`` to ``end`` of a paragraph), and the titles listed."""

    start: int
    end: int
    titles: tuple[str, ...]


def miscounted_titles(paragraph: str) -> Iterator[Named]:
    """Yield where other than as many titles are listed as there are said to be."""
    if paragraph.count("》") < 2:
        return  # as in most there is no list
    for listed in chain.from_iterable(one.finditer(paragraph) for one in _lists()):
        titles = tuple(_ONE.findall(listed["titles"]))
        if not _fits(listed, len(titles)):
            yield Named(*listed.span("said"), titles)


def _fits(listed: re.Match[str], titles: int) -> bool:
    """Whether so many may be meant: more where “等” leaves some out, or the sentence has titles before."""
    number = _worth(listed["number"])
    before = _ONE.findall(listed.string, _begin(listed), listed.start("titles"))
    most = number if listed["more"] else titles + len(before)
    return titles <= number <= most


def _begin(listed: re.Match[str]) -> int:
    first = max(0, listed.start() - _REACH)
    return max(first, *(listed.string.rfind(end, first, listed.start()) + 1 for end in _SENTENCE_ENDS))


def _worth(number: str) -> int:
    return 2 if number == "两" else ordinal(number)
