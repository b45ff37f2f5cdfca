"""“1名申请人不服申请行政复议，复议机关予以维持”: what became of the only case, told without counting."""

from collections.abc import Sequence

from model.reading.facts import Mention, Statement
from model.reading.grounding.context import Context
from model.reading.tokens.phrase import Phrase
from model.reading.words.division import beside
from model.reading.words.terms import Terms


def of_the_only_case(terms: Terms, of: Phrase, context: Context, told: Sequence[Mention]) -> Statement | None:
    """Return what must be 0 if there was one case alone; None where no one applicant is said to have it."""
    is_of_one = bool(told) and told[-1].quantity.is_one and not told[-1].meanings
    outcomes = {one for one in of.columns if terms.tables[one.table].counts_outcomes}
    if not is_of_one or len(outcomes) != 1 or len(context.cases) != 1:
        return None
    (outcome,) = outcomes
    table = terms.tables[outcome.table]
    named = terms.at(table, [(context.cases[0], outcome.item)])
    total = terms.meanings(table, context.cases, table.total)
    zero = [other for one in named for other in beside(terms.form, one)]
    return Statement(0, 0, tuple(zero), only=tuple(total))
