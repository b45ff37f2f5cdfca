"""Names of organs: which are the same one, and which a neighbour's."""

import re
from functools import cache

_PLACES = "省市县区州旗镇乡"
_SHORTEST = 2  # characters of a place with what it is: 城区
_KIND_OF_ORGAN = 3  # characters that two names of the same kind of organ end in at least
_GOVERNMENT = re.compile(r"(?:人民政府|政府|办事处)$")
_OFFICE = re.compile(r"(?<=政府)(?:办公室|办公厅|办)$")


def same(name: str, organ: str) -> bool:
    """Whether one may be a short form of the other: 区教育局 of 东山区教育局."""
    if _within(name, organ) or _within(organ, name):
        return True
    # 万源市玉带乡 and 玉带乡人民政府: the place may be told from further up, the government be left out.
    place, other = _GOVERNMENT.sub("", name), _GOVERNMENT.sub("", organ)
    return min(len(place), len(other)) >= _SHORTEST and (place.endswith(other) or other.endswith(place))


@cache
def names(organ: str) -> re.Pattern[str] | None:
    """Return what an organ is called in its own text: its name, whole or without the places in front."""
    called = [
        organ[at:]
        for at in range(len(organ) - _KIND_OF_ORGAN)
        if at == 0
        or organ[at] in _PLACES
        # A government without its place may be any.
        or (organ[at - 1] in _PLACES and not organ.startswith(("人民政府", "政府"), at))
    ]
    longest_first = "|".join(map(re.escape, sorted(called, key=len, reverse=True)))
    return re.compile(f"(?<![{_PLACES}各级])(?:{longest_first})") if called else None


def main(name: str) -> str:
    """Return the government that an office belongs to: its reports are the government's."""
    return _OFFICE.sub("", name)


def is_neighbour(name: str, organ: str) -> bool:
    """Whether a name is that of the same kind of organ in another place, or of another in the same place."""
    name, organ = main(name), main(organ)
    if same(name, organ):
        return False
    ending = _common(name[::-1], organ[::-1])
    if len(ending) < _KIND_OF_ORGAN or len(name) == len(ending):
        return False
    return ending[-1] in _PLACES or name[len(name) - len(ending) - 1] in _PLACES


def _within(short: str, long: str) -> bool:
    letters = iter(long)
    return all(character in letters for character in short)


def _common(one: str, other: str) -> str:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return one[:length]
