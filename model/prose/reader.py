"""Reads paragraphs: ``read`` gives all that a paragraph says of the tables, remembered by its text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from model.forms import OfficialForm
from model.prose import figures, live
from model.prose.organs import names
from model.prose.reading import Quantity, Reading
from model.prose.walker import STATING, Walker
from model.prose.words import OWN, lexicon, load, plain

_COUNTER = re.compile(r"\s*(?:件次|人次|[件起条宗份项个部例]|[万亿]?元)?")
_SENTENCE_END = re.compile("[。！？\n]")
_NOTHING = Reading()


@lru_cache(maxsize=4096)
def read(form: OfficialForm, organ: str, year: int, part: str, paragraph: str) -> Reading:
    """Return what a paragraph of a report says of the tables.

    ``part`` is where it stands: under a table, the table is what it speaks of without saying so.
    """
    text = plain(paragraph)
    quantities = sorted(_quantities(paragraph, text), key=lambda quantity: quantity.start)
    last = max((m.start() for m in STATING.finditer(text)), default=-1)
    last = max(last, quantities[-1].stop if quantities else -1)
    if last < 0:
        return _NOTHING
    end = _SENTENCE_END.search(text, last)
    called = names(organ)
    if called is not None:
        # Its name may hold words that speak of something else: 信访局, 政务服务管理局.
        text = called.sub(lambda match: OWN * len(match[0]), text)
    words = load()
    section = form.sections.get(part)
    table = section.table if section else ""
    topic = next((frame.topics[0] for frame in words.frames if frame.table == table and frame.rows), "")
    walker = Walker(form, words, lexicon(year), organ, topic)
    # What stands behind the last figure or statement says nothing of the tables.
    return walker.read(text[: end.end()] if end else text, quantities)


def _quantities(paragraph: str, text: str) -> Iterator[Quantity]:
    fields = live.fields(paragraph)
    for field in fields:
        counter = _COUNTER.match(paragraph, field.end)
        stop = counter.end() if counter else field.end
        yield Quantity(field.start, field.end, stop, paragraph[field.end : stop].strip(), None, field.name)
    for figure in figures.find(paragraph, text):
        if not any(field.start < figure.end and figure.start < field.end for field in fields):
            yield Quantity(figure.start, figure.end, figure.stop, figure.counter, figure)
