"""“1名申请人不服申请行政复议，复议机关予以维持”: what became of the only case, told without counting."""

from collections.abc import Sequence
from itertools import chain

from model.reading.facts import Mentions, Statement
from model.reading.grounding.context import Context
from model.reading.tokens.phrase import Phrase
from model.reading.words.division import beside
from model.reading.words.terms import Reference, Terms


def of_the_only_case(terms: Terms, of: Phrase, context: Context, told: Mentions) -> Statement | None:
    """Return what must be 0 if there was one case alone; None where no one applicant is said to have it."""
    outcomes = list({one for one in of.columns if terms.tables[one.table].counts_outcomes})
    is_told = any(one.quantity.is_one and not one.meanings for one in told[-1:])
    is_of_one = is_told and len(outcomes) == 1 == len(context.cases)
    return _claim(terms, outcomes[0], context.cases) if is_of_one else None


def _claim(terms: Terms, outcome: Reference, cases: Sequence[str]) -> Statement:
    table = terms.tables[outcome.table]
    named = terms.at(table, [(cases[0], outcome.item)])
    zero = chain.from_iterable(beside(terms.form, one) for one in named)
    return Statement(0, 0, tuple(zero), only=tuple(terms.meanings(table, cases, table.total)))
