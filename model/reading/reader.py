"""Reads paragraphs: ``read`` gives all that a paragraph says of the tables, remembered by its text.

Six steps, each of frozen data and each printed by ``python -m model.reading``:
tokens → clauses → scopes → grounding → relations (with filters).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from itertools import chain
from operator import attrgetter

from msgspec.structs import replace

from model.chinese import figures
from model.chinese.characters import plain
from model.chinese.organs import names
from model.forms import OfficialForm
from model.reading.amid import with_wholes_apart
from model.reading.changes import changes
from model.reading.clauses import clauses
from model.reading.facts import Quantity, Reading
from model.reading.grounding import ground
from model.reading.lexicon import OWN, lexicon
from model.reading.relations import relate
from model.reading.resolve import Resolver
from model.reading.scope import scopes
from model.reading.series import of_this_year, together
from model.reading.terms import Reference, terms
from model.reading.times import multiplied
from model.reading.together import counts_figures
from model.reading.tokens import stating, tokenize
from model.reading.words import alternatives, words_of
from model.report.fields import Field, fields

_NOTHING = Reading()


@lru_cache(maxsize=512)
def read(form: OfficialForm, organ: str, year: int, part: str, paragraph: str) -> Reading:
    """Return what a paragraph of a report says of the tables.

    ``part`` is where it stands: under a table, the table is what it speaks of without saying so.
    """
    *_, (_, reading) = steps(form, organ, year, part, paragraph)
    assert isinstance(reading, Reading)
    return reading


def steps(
    form: OfficialForm, organ: str, year: int, part: str, paragraph: str
) -> Iterator[tuple[str, tuple[object, ...] | Reading]]:
    """Yield what each step makes of a paragraph, with the step's name; a Reading comes last."""
    text = plain(paragraph)
    quantities = _quantities(paragraph, text)
    called = names(plain(organ))
    if called is not None:
        # Its name may hold words that speak of something else: 信访局, 政务服务管理局.
        text = called.sub(lambda match: OWN * len(match[0]), text)
    states = [match.start() for match in stating().finditer(text)]
    if not quantities and not states:
        yield "relations", _NOTHING
        return
    said = tokenize(lexicon(form, year), text, quantities, states)
    sentences = tuple(map(partial(with_wholes_apart, terms(form)), map(of_this_year, said)))
    yield "tokens", sentences
    found = clauses(sentences)
    yield "clauses", found
    where = scopes(organ, found)
    yield "scopes", where
    resolver = _resolver(form)
    facts = ground(resolver, text, _topic(form, part), found, where)
    yield "grounding", facts
    reading, moved = relate(resolver, facts), changes(sentences)
    if sums := tuple(chain(*map(together, said), *map(multiplied, said))):
        reading = replace(reading, listings=(*reading.listings, *sums))
    yield "relations", replace(reading, changes=moved) if moved else reading


@cache
def _resolver(form: OfficialForm) -> Resolver:
    return Resolver(terms(form))


def _topic(form: OfficialForm, part: str) -> Reference | None:
    """What a paragraph under a table is about without saying so, where the table counts one thing."""
    section = form.sections.get(part)
    table = terms(form).tables.get(section.table) if section else None
    return Reference(table.id) if table is not None and table.counts_one_thing else None


@cache
def _counter() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{alternatives('counter', 'case-counter', 'counter-behind-live')})?")


def _quantities(paragraph: str, text: str) -> list[Quantity]:
    live = [_live(paragraph, field) for field in fields(paragraph)]
    counted = filter(partial(_counts_something, text), figures.find(paragraph, text))
    found = (figure for figure in counted if not _lies_in(figure, live)) if live else counted
    written = [Quantity(one.start, one.end, one.stop, one.counter, one.kind, one) for one in found]
    return sorted([*live, *written], key=attrgetter("start")) if live else written


def _counts_something(text: str, figure: figures.Figure) -> bool:
    return figure.counter not in words_of("duration") and not counts_figures(text, figure.start)


def _live(paragraph: str, field: Field) -> Quantity:
    """A live figure with the counter behind it."""
    counter = _counter().match(paragraph, field.end)
    stop = counter.end() if counter else field.end
    written = paragraph[field.end : stop].strip()
    return Quantity(field.start, field.end, stop, written, name=field.name)


def _lies_in(figure: figures.Figure, live: Sequence[Quantity]) -> bool:
    """Whether a figure is a part of the name of a live one."""
    return any(one.start < figure.end and figure.start < one.end for one in live)
