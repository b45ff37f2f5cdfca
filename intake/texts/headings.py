"""The headings of the six sections, known with numerals lost, words misspelt, or text behind them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import attrgetter

from intake.labels import How, Vocabulary, key, simplified, without_year
from model.chinese.numerals import COUNTING
from model.forms import OfficialForm
from model.forms.definition import Section

_LONGEST_HEADING, _SHORTEST_HEADING = 40, 4  # characters
_BRACKETED = re.compile(r"\s*[（(\[【]")
_FULL_STOP = "。"
_ENDS_SENTENCE = tuple("。；;，,！？")
_OWN_NUMBER = re.compile(
    rf"(?P<part>第)?(?P<number>[{COUNTING}]{{1,3}})\s*(?(part)(?:部分|章)|(?:[、.．,，]|(?<=\s)))"
)
_SHORTEST_GUESSED = 3  # characters that a misspelt heading has more of
# What speaks against a candidate, where a section without any costs _MISSING: no number or another kind of it
# where the others are numbered, and texts between it and its table; both together make it no heading.
_MISSING = 4.0
_UNLIKE_OTHERS = 1.5
_FAR_FROM_TABLE = 1.5
_A_LITTLE = 0.1  # of two equals the one at its table
_NUMBERED = 1  # what costs less has the number of its section
_FEWEST_NUMBERED = 3  # sections
_BEHIND = re.compile(r"[：:。\s]")
_LONGEST_REST = 10  # characters of a heading that stand on a second line
SURE, LIKELY, GUESSED = 0, 1, 2
"""The ranks of headings: in the form's words; in brackets or in other words; misspelt."""


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


def unmarked(item: Item | None) -> str:
    """Return the text of a paragraph without a mark of its own, empty for all else."""
    return item.text if isinstance(item, Text) and not item.part else ""


@dataclass(frozen=True, slots=True)
class Found:
    """A section's heading: items ``at`` to ``at + length`` - 1. ``rank``: SURE, LIKELY or GUESSED."""

    section: str
    at: int
    length: int
    rank: int
    text: str

    @property
    def items(self) -> range:
        """The items that it stands on."""
        return range(self.at, self.at + self.length)


@lru_cache(maxsize=8)
def _vocabulary(form: OfficialForm) -> Vocabulary[str]:
    """The wordings of all headings, each for its section."""
    entries: list[tuple[str, str, How]] = []
    for section in form.definition.sections:
        entries.append((section.id, section.heading, How.OFFICIAL))
        entries += [(section.id, variant, How.VARIANT) for variant in section.variants]
    return Vocabulary(entries)


def rank(form: OfficialForm, text: str) -> tuple[str, int] | None:
    """Return which section's heading a text may be, and how surely (SURE best), or None."""
    if not text or len(text) > _LONGEST_HEADING:
        return None
    if text.endswith(_ENDS_SENTENCE):
        return _rank_with_stop(form, text)
    return _rank(form, text)


def _rank_with_stop(form: OfficialForm, text: str) -> tuple[str, int] | None:
    """“六、其他需要报告的事项。”: with its own number, in known words, a full stop makes it no sentence."""
    heading = text.removesuffix(_FULL_STOP)
    numeral = _OWN_NUMBER.match(heading.lstrip())
    found = _rank(form, heading)
    if heading == text or numeral is None or found is None:
        return None
    section, how_surely = found
    has_its_number = key(form.sections[section].heading).number == numeral["number"]
    return found if has_its_number and how_surely == SURE else None


def sure_section(form: OfficialForm, text: str) -> str:
    """Return the section whose heading a text surely is, empty for none."""
    found = rank(form, text)
    return found[0] if found is not None and found[1] == SURE else ""


@lru_cache(maxsize=256)
def _rank(form: OfficialForm, text: str) -> tuple[str, int] | None:
    """Like :func:`rank`. In brackets, as in （一）主动公开, only the form's own wording may be a heading."""
    is_bracketed = _BRACKETED.match(text) is not None
    section = _in_the_forms_words(form, text)
    if section:
        return section, LIKELY if is_bracketed else SURE
    if is_bracketed:
        return None
    return _misspelt(form, text) or _by_its_words(form, text)


def _in_the_forms_words(form: OfficialForm, text: str) -> str:
    """The section whose heading a text is, empty for other words.

    Some write the year of the report into it: 2024年主动公开政府信息情况.
    """
    known = _vocabulary(form)
    for wording in (text, without_year("".join(text.split()))):
        match = known.find(wording)
        if match is not None and match.how is not How.GUESSED:
            return match.target
    return ""


def _by_its_words(form: OfficialForm, text: str) -> tuple[str, int] | None:
    """The section whose own number stands before a heading in other words, of which one is its own.

    Provinces word their headings as they like: 三、依申请公开政府信息办理情况.
    """
    numeral = _OWN_NUMBER.match(text.lstrip())
    if numeral is None:
        return None
    wording = simplified(text)
    for section in form.definition.sections:
        has_its_number = key(section.heading).number == numeral["number"]
        if has_its_number and _has_word_of(section, wording):
            return section.id, LIKELY
    return None


def _has_word_of(section: Section, text: str) -> bool:
    """Whether a text has one of the words by which a section's heading is known."""
    return any(word in text for word in section.words)


def _misspelt(form: OfficialForm, text: str) -> tuple[str, int] | None:
    """The section whose heading a text nearly is; another section's number before it speaks against it."""
    match = _vocabulary(form).find(text)
    if match is None:
        return None
    number, own_number = key(text).number, key(form.sections[match.target].heading).number
    is_of_another = number not in ("", own_number)
    is_too_short = len(key(text).body) <= _SHORTEST_GUESSED
    if is_of_another or is_too_short:
        return None
    return match.target, GUESSED


def split_first_lines(form: OfficialForm, items: Sequence[Item]) -> Iterator[Item]:
    """Set a heading apart that has its section's text in the same paragraph."""
    for item in items:
        text = unmarked(item)
        behind = _end_of_heading(form, text)
        if behind is None:
            yield item
            continue
        yield Text(text[: behind.start()])
        rest = text[behind.end() :].strip()
        if rest:  # else only a full stop stands behind the heading
            yield Text(rest)


def _end_of_heading(form: OfficialForm, text: str) -> re.Match[str] | None:
    """What parts a numbered heading from the text behind it, None for a paragraph that does not hold both."""
    if rank(form, text) is not None:
        return None
    behind = _BEHIND.search(text[: _LONGEST_HEADING + 1], _SHORTEST_HEADING)
    if behind is None:
        return None
    front = text[: behind.start()]
    is_numbered = _OWN_NUMBER.match(front.lstrip()) is not None
    is_heading = is_numbered and bool(sure_section(form, front))
    return behind if is_heading else None


@dataclass(frozen=True, slots=True)
class _Chain:
    """Headings in the order of the form and of the text, and how unlikely they are together."""

    cost: float = 0
    found: tuple[Found, ...] = ()

    @property
    def end(self) -> int:
        """The item behind the last heading."""
        return self.found[-1].items.stop if self.found else 0


def find(form: OfficialForm, items: Sequence[Item]) -> dict[str, Found]:
    """Return where each section's heading stands.

    Items of the first section may sound like headings of others. So those are taken that together are the
    likeliest: in the form's order, numbered as the others are, and before the table of their section.
    """
    costs = _costs(form, items)
    kept = {found.section: found for found in _likeliest(form, costs).found}
    taken = set(chain.from_iterable(found.items for found in kept.values()))
    for found, cost in costs.items():  # sections in another order than the form's
        is_left_out = found.section not in kept and found.at not in taken
        if is_left_out and cost < _NUMBERED:
            kept[found.section] = found
    return kept


_Costs = Mapping[Found, float]
"""Candidates in the order of the text, and how unlikely each is a heading."""


def _costs(form: OfficialForm, items: Sequence[Item]) -> _Costs:
    """All candidates, each beside the others: where these are numbered, one that is not costs more."""
    tables = _tables(items)
    costs = {found: _cost(form, items, found, tables) for found in _candidates(form, items)}
    if not _are_numbered(costs):
        return costs
    for found, cost in costs.items():
        is_unlike_others = cost >= _NUMBERED
        if is_unlike_others:
            costs[found] += _UNLIKE_OTHERS
    return costs


def _tables(items: Sequence[Item]) -> set[str]:
    """The tables of the form that were found."""
    return {item.table for item in items if isinstance(item, TableHere)}


def _are_numbered(costs: _Costs) -> bool:
    """Whether enough sections have headings with their own numbers."""
    numbered = {found.section for found, cost in costs.items() if cost < _NUMBERED}
    return len(numbered) >= _FEWEST_NUMBERED


def _likeliest(form: OfficialForm, costs: _Costs) -> _Chain:
    """The chain of the least cost; a section without a heading costs something too.

    ``best`` are the cheapest chains so far that end with the first section at most, the second, and so on.
    """
    place = {section.id: at for at, section in enumerate(form.definition.sections, 1)}
    best = [_Chain()] * (len(place) + 1)
    for found, cost in costs.items():
        at = place[found.section]
        before = best[at - 1]
        if before.end > found.at:
            continue
        longer = _Chain(before.cost + cost - _MISSING, (*before.found, found))
        for later in range(at, len(best)):
            best[later] = min(best[later], longer, key=attrgetter("cost"))  # of two equals the one before
    return best[-1]


def _cost(form: OfficialForm, items: Sequence[Item], found: Found, tables: Collection[str]) -> float:
    """How unlikely a heading is one, by itself: 0 for the form's words behind the section's own number."""
    section = form.sections[found.section]
    numbering = _cost_of_number(found.text, key(section.heading).number)
    behind = items[found.items.stop : found.items.stop + 1]
    is_far_from_table = section.table in tables and TableHere(section.table) not in behind
    cost: float = numbering
    if found.rank == GUESSED:
        cost += GUESSED
    if is_far_from_table and numbering:
        cost += _FAR_FROM_TABLE
    elif is_far_from_table:
        cost += _A_LITTLE
    return cost


def _cost_of_number(text: str, own: str) -> int:
    """What the number before a heading costs: nothing when it is the section's own."""
    numeral = _OWN_NUMBER.match(text.lstrip())
    if numeral is not None and numeral["number"] == own:
        return 0
    has_other_kind = numeral is None and key(text).number != ""
    return 2 if has_other_kind else 1


def _candidates(form: OfficialForm, items: Sequence[Item]) -> Iterator[Found]:
    """Every text that may be a heading; one that is set on two lines is taken as a whole."""
    for at in range(len(items)):
        found = _candidate(form, items, at)
        if found is not None:
            yield found


def _candidate(form: OfficialForm, items: Sequence[Item], at: int) -> Found | None:
    """The heading that begins at an item: on two lines where the first one is not surely one by itself."""
    alone = _on_one_line(form, items, at)
    is_sure = alone is not None and alone.rank == SURE
    if is_sure:
        return alone
    return _on_two_lines(form, items, at) or alone


def _on_one_line(form: OfficialForm, items: Sequence[Item], at: int) -> Found | None:
    """The heading that an item's text may be."""
    text = unmarked(items[at])
    known = rank(form, text)
    if known is None:
        return None
    section, how = known
    return Found(section, at, 1, how, text)


def _on_two_lines(form: OfficialForm, items: Sequence[Item], at: int) -> Found | None:
    """The heading that begins at an item and whose rest, a few characters, is the next one.

    Both have to be the form's words together: the rest alone may be any short line.
    """
    first, *behind = map(unmarked, items[at : at + 2])
    rest = "".join(behind)
    if not first or not 0 < len(rest) <= _LONGEST_REST:
        return None
    section = sure_section(form, first + rest)
    return Found(section, at, 2, SURE, first + rest) if section else None
