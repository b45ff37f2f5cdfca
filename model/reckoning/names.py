"""Which figures a name means: “图解数量” the five of “制作政策图解5份”."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from model.reading.words.words import alternatives
from model.reckoning.told import Told

_SHORTEST = 2  # characters of a name
_TELLING = 4  # characters that may stand anywhere in what a figure is called


@lru_cache(maxsize=4096)
def cores(name: str) -> tuple[str, ...]:
    """Return a name, and what is left of it as more and more goes that says nothing."""
    found = [name.strip()]
    for around in _around():
        while len(shorter := around.sub("", found[-1], count=1)) >= _SHORTEST and shorter != found[-1]:
            found.append(shorter)
    return tuple(found)


def core(name: str) -> str:
    """Return a name without what says no more of it: “其中微信公众号公开信息” is 微信公众号."""
    return cores(name)[-1]


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(f"^(?:{alternatives('named-head')})"), re.compile(f"(?:{alternatives('named-tail')})$")


def is_name(name: str) -> bool:
    """Whether anything is left of a name that tells what it is of."""
    return len(core(name)) >= _SHORTEST


def means(name: str, one: Told) -> bool:
    """Whether a name, or as much of it as tells, is what a figure is called, before it or else behind it."""
    wanted, called, behind = core(name), core(one.name), core(one.behind)
    if len(called) >= _SHORTEST:
        return len(wanted) >= _SHORTEST and (called.endswith(wanted) or _tells(wanted, called))
    return len(wanted) >= _SHORTEST and (behind.startswith(wanted) or _tells(wanted, behind))


def _tells(wanted: str, called: str) -> bool:
    return len(wanted) >= _TELLING and wanted in called


def meant(name: str, among: Iterable[Told]) -> list[Told]:
    """Return the figures that a name may mean."""
    return [one for one in among if one.is_exact_count and means(name, one)]
