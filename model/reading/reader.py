"""Reads paragraphs: ``read`` gives all that a paragraph says of the tables, remembered by its text.

Six steps, each of frozen data and each printed by ``python -m model.reading``:
tokens → clauses → scopes → grounding → relations (with filters).
"""

from collections.abc import Iterator
from functools import cache, lru_cache, partial

from msgspec.structs import replace

from model.chinese.characters import plain
from model.chinese.organs import names
from model.forms import OfficialForm
from model.reading.clauses.clauses import clauses
from model.reading.clauses.scope import scopes
from model.reading.facts import Reading
from model.reading.filters.filters import sift
from model.reading.grounding.grounding import ground
from model.reading.grounding.resolve import Resolver
from model.reading.relations.changes import changes
from model.reading.relations.fees import with_fees
from model.reading.relations.reckoned import reckoned
from model.reading.relations.relations import relate
from model.reading.relations.restated import told_again
from model.reading.tokens.amid import with_wholes_apart
from model.reading.tokens.lexicon import OWN, lexicon
from model.reading.tokens.quantities import quantities
from model.reading.tokens.series import of_this_year
from model.reading.tokens.tokens import stating, tokenize
from model.reading.words.terms import Reference, terms

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
    found = quantities(paragraph, text)
    called = names(plain(organ))
    if called is not None:
        # Its name may hold words that speak of something else: 信访局, 政务服务管理局.
        text = called.sub(lambda match: OWN * len(match[0]), text)
    states = [match.start() for match in stating().finditer(text)]
    if not found and not states:
        yield "relations", _NOTHING
        return
    said = tokenize(lexicon(form, year), text, found, states)
    sentences = tuple(map(partial(with_wholes_apart, terms(form)), map(of_this_year, said)))
    yield "tokens", sentences
    parted = clauses(sentences)
    yield "clauses", parted
    where = scopes(organ, parted)
    yield "scopes", where
    resolver = _resolver(form)
    facts = ground(resolver, text, _topic(form, part), parted, where)
    yield "grounding", facts
    reading = sift(resolver.terms, tuple(relate(resolver, facts)))
    sums = tuple(reckoned(text, said))
    if sums:
        reading = replace(reading, listings=(*reading.listings, *sums))
    again = tuple(told_again(text, found, reading.mentions))
    if again:
        reading = replace(reading, mentions=(*reading.mentions, *again))
    reading = with_fees(resolver.terms, text, found, reading)
    moved = changes(sentences)
    yield "relations", replace(reading, changes=moved) if moved else reading


@cache
def _resolver(form: OfficialForm) -> Resolver:
    return Resolver(terms(form))


def _topic(form: OfficialForm, part: str) -> Reference | None:
    """What a paragraph under a table is about without saying so, where the table counts one thing."""
    section = form.sections.get(part)
    table = terms(form).tables.get(section.table) if section else None
    return Reference(table.id) if table is not None and table.counts_one_thing else None
