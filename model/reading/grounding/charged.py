"""What words that name nothing speak of: what was charged in all, behind its name; what is told beside."""

from itertools import chain

from model.reading.grounding.context import Context
from model.reading.grounding.tables import by_neighbours
from model.reading.tokens.phrase import Phrase
from model.reading.words.meaning import Meaning
from model.reading.words.terms import Terms

_SAYING_MORE = frozenset(("unknown", "none", "column", "then", "last-year", "away"))


def by_those_around(terms: Terms, phrase: Phrase, context: Context, *, money: bool) -> tuple[Meaning, ...]:
    """Return what words that name nothing speak of."""
    found = _charged(terms, phrase, context) if money else ()
    return found or by_neighbours(terms, phrase, context)


def _charged(terms: Terms, phrase: Phrase, context: Context) -> tuple[Meaning, ...]:
    """“行政事业性收费均按标准收取，全年合计86万元”: of what was named just before, and is not counted yet."""
    between = context.between
    is_first = phrase.says("sum") and context.last is None
    if not is_first or between is None or not _names_only(between, context):
        return ()
    found = (
        terms.meanings(terms.tables[one.table], [one.item], column)
        for one in between.topics
        for column in terms.tables[one.table].columns_of.get(one.item, ())
    )
    return tuple(one for one in chain.from_iterable(found) if terms.is_money(one))


def _names_only(between: Phrase, context: Context) -> bool:
    """Whether words name what the text is about, and nothing that takes some of it away."""
    return between.topics == context.topics and not between.says_any(_SAYING_MORE)
