"""The text of a paragraph with the years that it names, and what was done in them."""

import re
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from model.reading.words.year_patterns import beginning, one_of, pattern

_END = "。"
DID = 2
"""How many characters of a verb count, without “共” and the like before it."""


class Text:
    """The text of a paragraph of the report on a year."""

    def __init__(self, text: str, reported: int, *, overview: bool = True) -> None:
        self.text, self.reported, self.is_overview = text, reported, overview
        self._matches: dict[str, list[re.Match[str]]] = {}

    def matches(self, name: str) -> list[re.Match[str]]:
        """Return where the pattern of a name is found, looked for once though several checks ask."""
        found = self._matches.get(name)
        if found is None:
            find, text = pattern(name).finditer, self.text
            among = [find(text, begin, end) for begin, end in self._sentences.items()]
            found = self._matches[name] = list(chain.from_iterable(among))
        return found

    @cached_property
    def years(self) -> list[re.Match[str]]:
        """The years that it names."""
        return list(pattern("named-year").finditer(self.text))

    @cached_property
    def _sentences(self) -> dict[int, int]:
        """Where its sentences that name a year begin and end: no pattern finds anything in others."""
        begins = (self.text.rfind(_END, 0, year.start()) + 1 for year in self.years)
        return {begin: self.text.find(_END, begin) + 1 or len(self.text) for begin in begins}

    @cached_property
    def names_the_year(self) -> bool:
        """Whether it names the year of the report."""
        return self.is_year_in(self.text)

    def names_no_right_year(self) -> bool:
        """Whether it does not name the year of the report."""
        return not self.names_the_year

    def names_another_year(self) -> bool:
        """Whether it names another year, be it beside the right one."""
        return any(int(said["year"]) != self.reported for said in self.years)

    def may_plan(self) -> bool:
        """Whether it tells of what is going to be done, where that may be told."""
        return not self.is_overview and beginning("year-plan", "will-do").search(self.text) is not None

    def may_tell_measures(self) -> bool:
        """Whether it tells of measures to be taken, where that may be told."""
        return not self.is_overview and beginning("year-measures").search(self.text) is not None

    def is_year_in(self, text: str) -> bool:
        """Whether a part of it names the year of the report, not only in the title of a document."""
        name = f"{self.reported}年"
        is_named = name in text and name in pattern("document-title").sub("", text)
        return is_named or one_of("year-this").search(text) is not None

    @cached_property
    def deeds(self) -> dict[int, "Deed"]:
        """What the organ did in years, by where the year stands."""
        return {said.start("all"): self._deed(said) for said in self.matches("reporting")}

    @cached_property
    def places_of_deeds(self) -> list[int]:
        """Where the years of deeds stand, in order."""
        return sorted(self.deeds)

    def _deed(self, said: re.Match[str]) -> "Deed":
        counted = pattern("told-of").match(self.text, said.end("did"))
        return Deed(said["year"], said["did"][-DID:], counted["what"] if counted is not None else "")


class Deed(NamedTuple):
    """What was done in a year, without “共” and the like before it, and what was counted, if that is said."""

    year: str
    did: str
    what: str

    def may_be(self, other: "Deed") -> bool:
        """Whether the same was done; what was counted need not be said twice."""
        says_what = bool(self.what and other.what)
        return self.did == other.did and (not says_what or are_alike(self.what, other.what))


def are_alike(one: str, other: str) -> bool:
    """Return whether two texts share two characters that stand together."""
    return any(one[at : at + 2] in other for at in range(len(one) - 1))
