"""Reads paragraphs: ``read`` gives all that a paragraph says of the tables, remembered by its text."""

import re
from functools import cache, lru_cache
from operator import attrgetter

from model.chinese import figures
from model.chinese.characters import plain
from model.chinese.organs import names
from model.forms import OfficialForm
from model.reading.fields import fields as live_fields
from model.reading.reading import Quantity, Reading
from model.reading.resolve import Resolver
from model.reading.statements import Statements
from model.reading.walker import STATING, Walker
from model.reading.words import OWN, lexicon, load

_COUNTER = re.compile(r"\s*(?:件次|人次|[件起条宗份项个部例]|[万亿]?元)?")
_NOTHING = Reading()


@lru_cache(maxsize=512)
def read(form: OfficialForm, organ: str, year: int, part: str, paragraph: str) -> Reading:
    """Return what a paragraph of a report says of the tables.

    ``part`` is where it stands: under a table, the table is what it speaks of without saying so.
    """
    text = plain(paragraph)
    quantities = _quantities(paragraph, text)
    called = names(organ)
    if called is not None:
        # Its name may hold words that speak of something else: 信访局, 政务服务管理局.
        text = called.sub(lambda match: OWN * len(match[0]), text)
    stating = [match.start() for match in STATING.finditer(text)]
    if not quantities and not stating:
        return _NOTHING
    section = form.sections.get(part)
    resolver, statements = _tools(form)
    frame = resolver.rowed.get(section.table) if section else None
    walker = Walker(resolver, statements, lexicon(year), organ, frame.topics[0] if frame else "")
    return walker.read(text, quantities, stating)


@cache
def _tools(form: OfficialForm) -> tuple[Resolver, Statements]:
    return Resolver(form, load()), Statements(load())


def _quantities(paragraph: str, text: str) -> list[Quantity]:
    fields = live_fields(paragraph)
    found = []
    for field in fields:
        counter = _COUNTER.match(paragraph, field.end)
        stop = counter.end() if counter else field.end
        found.append(
            Quantity(field.start, field.end, stop, paragraph[field.end : stop].strip(), None, field.name)
        )
    for figure in figures.find(paragraph, text):
        if not any(field.start < figure.end and figure.start < field.end for field in fields):
            found.append(Quantity(figure.start, figure.end, figure.stop, figure.counter, figure))
    found.sort(key=attrgetter("start"))
    return found
