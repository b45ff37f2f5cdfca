"""The headings of the six sections, known with numerals lost, words misspelt, or text behind them."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from intake.labels import How, Vocabulary, key, simplified, without_year
from model.chinese.numerals import COUNTING
from model.forms import OfficialForm

_LONGEST_HEADING = 40  # characters
_FEWEST_CONTENTS = 4  # headings in a row, without text between, make a table of contents
_BRACKETED = re.compile(r"\s*[（(\[【]")
_ENDS_SENTENCE = tuple("。；;，,！？")
_OWN_NUMBER = re.compile(rf"([{COUNTING}]{{1,3}})\s*[、.．,，]")
_SHORTEST_GUESSED = 3  # characters that a misspelt heading has more of
# What speaks against a candidate, where a section without any costs _MISSING: no number or another kind of it
# where the others are numbered, and texts between it and its table; both together make it no heading.
_MISSING = 4.0
_UNLIKE_OTHERS = 1.5
_FAR_FROM_TABLE = 1.5
_A_LITTLE = 0.1  # of two equals the one at its table
_FEWEST_NUMBERED = 3  # sections
_GUESSED = 2  # the rank of a misspelt heading
_BEHIND = re.compile(r"[：:。\s]")


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph on its way into a section.

    ``contents``: of a generated table of contents; ``part``: the part that its own mark names.
    """

    text: str
    contents: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class TableHere:
    """A table of the form stands here."""

    table: str


Item = Text | TableHere


@dataclass(frozen=True, slots=True)
class Found:
    """A section's heading: items ``at`` to ``at + length`` - 1. ``rank``: 0 sure, 1 likely, 2 guessed."""

    section: str
    at: int
    length: int
    rank: int
    text: str


@lru_cache(maxsize=8)
def _vocabulary(form: OfficialForm) -> Vocabulary[str]:
    return Vocabulary(
        (section.id, label, how)
        for section in form.definition.sections
        for label, how in (
            (section.heading, How.OFFICIAL),
            *((variant, How.VARIANT) for variant in section.variants),
        )
    )


def rank(form: OfficialForm, text: str) -> tuple[str, int] | None:
    """Return which section's heading a text may be, and how surely (0 best), or None."""
    if not text or len(text) > _LONGEST_HEADING or text.endswith(_ENDS_SENTENCE):
        return None
    return _rank(form, text)


@lru_cache(maxsize=256)
def _rank(form: OfficialForm, text: str) -> tuple[str, int] | None:
    known = _vocabulary(form)
    bracketed = _BRACKETED.match(text) is not None
    for wording in (text, without_year("".join(text.split()))):
        match = known.find(wording)
        if match is not None and match.how is not How.GUESSED:
            return match.target, 1 if bracketed else 0
    if bracketed:
        return None
    return _misspelt(form, text) or _by_its_words(form, text)


def _by_its_words(form: OfficialForm, text: str) -> tuple[str, int] | None:
    """The section whose own number stands before a heading in other words, of which one is its own."""
    numeral = _OWN_NUMBER.match(text.lstrip())
    for section in form.definition.sections if numeral else ():
        is_own = numeral is not None and key(section.heading).number == numeral[1]
        if is_own and any(word in simplified(text) for word in section.words):
            return section.id, 1
    return None


def _misspelt(form: OfficialForm, text: str) -> tuple[str, int] | None:
    match = _vocabulary(form).find(text)
    if match is None:
        return None
    own = key(form.sections[match.target].heading).number
    may_be = key(text).number in ("", own) and len(key(text).body) > _SHORTEST_GUESSED
    return (match.target, 2) if may_be else None


def split_first_lines(form: OfficialForm, items: Sequence[Item]) -> Iterator[Item]:
    """Set a heading apart that has its section's text in the same paragraph."""
    for item in items:
        if isinstance(item, TableHere) or item.part or rank(form, item.text) is not None:
            yield item
            continue
        behind = next((m for m in _BEHIND.finditer(item.text[: _LONGEST_HEADING + 1]) if m.start() > 3), None)
        front = item.text[: behind.start()] if behind is not None else ""
        found = rank(form, front)
        if behind is not None and found is not None and found[1] == 0 and _OWN_NUMBER.match(front.lstrip()):
            yield Text(front)
            rest = item.text[behind.end() :].strip()
            if rest:  # else only a full stop stands behind the heading
                yield Text(rest)
        else:
            yield item


@dataclass(frozen=True, slots=True)
class _Chain:
    """Headings in the order of the form and of the text, and how unlikely they are together."""

    cost: float = 0
    found: tuple[Found, ...] = ()

    @property
    def end(self) -> int:
        """The item behind the last heading."""
        return self.found[-1].at + self.found[-1].length if self.found else 0


def find(form: OfficialForm, items: Sequence[Item]) -> dict[str, Found]:
    """Return where each section's heading stands.

    Items of the first section may sound like headings of others. So those are taken that together are the
    likeliest: in the form's order, numbered as the others are, and before the table of their section.
    """
    tables = frozenset(item.table for item in items if isinstance(item, TableHere))
    candidates = [(found, _cost(form, items, found, tables)) for found in _candidates(form, items)]
    numbered = len({found.section for found, cost in candidates if cost < 1}) >= _FEWEST_NUMBERED
    costs = [(found, cost + _UNLIKE_OTHERS * (numbered and cost >= 1)) for found, cost in candidates]
    kept = {found.section: found for found in _likeliest(form, costs).found}
    taken = {at for found in kept.values() for at in range(found.at, found.at + found.length)}
    for found, cost in costs:  # sections in another order than the form's
        if cost < 1 and found.section not in kept and found.at not in taken:
            kept[found.section] = found
    return kept


def _likeliest(form: OfficialForm, costs: Sequence[tuple[Found, float]]) -> _Chain:
    """The chain of the least cost; a section without a heading costs something too."""
    place = {section.id: at for at, section in enumerate(form.definition.sections, 1)}
    best = [_Chain() for _ in range(len(place) + 1)]  # those that end with the section of each place at most
    for found, cost in costs:
        at = place[found.section]
        chain = best[at - 1]
        longer = _Chain(chain.cost + cost - _MISSING, (*chain.found, found))
        for later in range(at, len(best)):
            if chain.end <= found.at and longer.cost < best[later].cost:
                best[later] = longer
    return best[-1]


def _cost(form: OfficialForm, items: Sequence[Item], found: Found, tables: Collection[str]) -> float:
    """How unlikely a heading is one, by itself: 0 for the form's words behind the section's own number."""
    numeral = _OWN_NUMBER.match(found.text.lstrip())
    own = key(form.sections[found.section].heading).number
    other_number = key(found.text).number and numeral is None
    numbering = 0 if numeral is not None and numeral[1] == own else 2 if other_number else 1
    table = form.sections[found.section].table
    behind = items[found.at + found.length : found.at + found.length + 1]
    far_from_table = table in tables and TableHere(table) not in behind
    guessed = found.rank if found.rank == _GUESSED else 0
    return numbering + guessed + (_FAR_FROM_TABLE if numbering else _A_LITTLE) * far_from_table


def _candidates(form: OfficialForm, items: Sequence[Item]) -> Iterator[Found]:
    for at, item in enumerate(items):
        if isinstance(item, TableHere) or item.contents or item.part:
            continue
        found = rank(form, item.text)
        after = items[at + 1] if at + 1 < len(items) else None
        unsure = found is None or found[1] > 0
        if unsure and isinstance(after, Text) and not after.part and len(after.text) <= 10:
            joined = rank(form, item.text + after.text)  # a heading set on two lines
            if joined is not None and joined[1] == 0:
                yield Found(joined[0], at, 2, 0, item.text + after.text)
                continue
        if found is not None:
            yield Found(found[0], at, 1, found[1], item.text)


def contents(form: OfficialForm, items: Sequence[Item]) -> range:
    """Return the items of a table of contents: headings in a row that come again later."""
    run: list[int] = []
    for at, item in enumerate(items):
        if (
            isinstance(item, Text)
            and not item.part
            and rank(form, item.text.rstrip(" .…·\t0123456789")) is not None
        ):
            run.append(at)
            continue
        if len(run) >= _FEWEST_CONTENTS:
            break
        run = []
    if len(run) < _FEWEST_CONTENTS:
        return range(0)
    later = {r[0] for i in items[run[-1] + 1 :] if isinstance(i, Text) and (r := rank(form, i.text))}
    return range(run[0], run[-1] + 1) if len(later) >= _FEWEST_CONTENTS - 1 else range(0)
