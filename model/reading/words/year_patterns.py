"""The patterns that years are found by: ``[patterns]`` in ``resources/words``, of the words beside them."""

import re
from collections.abc import Iterable
from functools import cache

from model.chinese.dates import BEHIND_YEAR, YEAR
from model.chinese.organs import ENDING, PLACES
from model.reading.words.openings import finding
from model.reading.words.words import alternatives, patterns

_NAME = re.compile(r"\{([a-z-]+)\}")
GIVEN = {"year": YEAR, "behind-year": BEHIND_YEAR, "places": PLACES, "ending": ENDING}


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of a name."""
    return re.compile(_filled(patterns()[name]))


@cache
def one_of(*kinds: str) -> re.Pattern[str]:
    """Return what finds any of the words of some kinds."""
    return re.compile(_any_of(kinds))


@cache
def beginning(*kinds: str) -> re.Pattern[str]:
    """Return what finds where words of some kinds begin, for long texts (see ``finding``)."""
    return finding(_any_of(kinds))


def _any_of(kinds: Iterable[str]) -> str:
    return "|".join(map(_meant, kinds))


def _filled(text: str) -> str:
    return _NAME.sub(lambda name: _meant(name[1]), text)


@cache
def _meant(name: str) -> str:
    """What a name in a pattern stands for: what is given, another pattern, or any word of a kind."""
    if name in GIVEN:
        return GIVEN[name]
    return _filled(patterns().get(name) or f"(?:{alternatives(name)})")
