"""The headings of the six sections, known with numerals lost, words misspelt, or text behind them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from intake.labels import How, Vocabulary, key, without_year
from model.forms import OfficialForm

_LONGEST_HEADING = 40  # characters
_FEWEST_CONTENTS = 4  # headings in a row, without text between, make a table of contents
_BRACKETED = re.compile(r"\s*[（(\[【]")
_ENDS_SENTENCE = tuple("。；;，,！？")
_BEHIND = re.compile(r"[：:。\s]")


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph on its way into a section; ``contents``: of a generated table of contents."""

    text: str
    contents: bool = False


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
    match = known.find(text)
    if match is None or bracketed:
        return None
    own = key(form.sections[match.target].heading).number
    return (match.target, 2) if key(text).number in ("", own) and len(key(text).body) > 3 else None


def split_first_lines(form: OfficialForm, items: Sequence[Item]) -> Iterator[Item]:
    """Set a heading apart that has its section's text in the same paragraph."""
    for item in items:
        if isinstance(item, TableHere) or rank(form, item.text) is not None:
            yield item
            continue
        behind = next((m for m in _BEHIND.finditer(item.text[: _LONGEST_HEADING + 1]) if m.start() > 3), None)
        front = item.text[: behind.start()] if behind is not None else ""
        found = rank(form, front)
        if behind is not None and found is not None and found[1] == 0 and key(front).number:
            yield Text(front)
            rest = item.text[behind.end() :].strip()
            if rest:  # else only a full stop stands behind the heading
                yield Text(rest)
        else:
            yield item


def find(form: OfficialForm, items: Sequence[Item]) -> dict[str, Found]:
    """Return where each section's heading stands; the surest of several, the first of equals."""
    best: dict[str, Found] = {}
    for found in _candidates(form, items):
        known = best.get(found.section)
        if known is None or found.rank < known.rank:
            best[found.section] = found
    taken: set[int] = set()
    kept: dict[str, Found] = {}
    for found in sorted(best.values(), key=lambda f: (f.rank, f.at)):
        places = set(range(found.at, found.at + found.length))
        if not places & taken:
            kept[found.section] = found
            taken |= places
    return kept


def _candidates(form: OfficialForm, items: Sequence[Item]) -> Iterator[Found]:
    for at, item in enumerate(items):
        if isinstance(item, TableHere) or item.contents:
            continue
        found = rank(form, item.text)
        after = items[at + 1] if at + 1 < len(items) else None
        if (found is None or found[1] == 2) and isinstance(after, Text) and len(after.text) <= 10:
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
        if isinstance(item, Text) and rank(form, item.text.rstrip(" .…·\t0123456789")) is not None:
            run.append(at)
            continue
        if len(run) >= _FEWEST_CONTENTS:
            break
        run = []
    if len(run) < _FEWEST_CONTENTS:
        return range(0)
    later = {r[0] for i in items[run[-1] + 1 :] if isinstance(i, Text) and (r := rank(form, i.text))}
    return range(run[0], run[-1] + 1) if len(later) >= _FEWEST_CONTENTS - 1 else range(0)
