"""What the words before a figure say of it: their kinds, and the roles of what they name."""

from functools import lru_cache

from model.reading.phrase import Said, Senses
from model.reading.terms import Terms

_CLOSING, _OTHER_ALONE = frozenset(("other", "remaining")), frozenset(("other", "copula"))


@lru_cache(maxsize=4096)
def kinds_and_roles(terms: Terms, said: Said) -> frozenset[str]:
    """Return the kinds of words and the roles of what they name.

    ``closing``: they begin with “其他”; ``other-alone``: they say nothing else; ``outcome``: of cases.
    """
    outcomes = ["outcome" for one in said.columns if terms.tables[one.table].counts_outcomes]
    roles = [_roles_named_by(terms, one) for one in said.acts]
    return said.kinds.union(outcomes, _closing(said), *roles)


def _roles_named_by(terms: Terms, senses: Senses) -> frozenset[str]:
    """The roles of rows that a word names, and those that it names as a verb for certain."""
    roles = [terms.tables[row.table].row_roles.get(row.item, "") for row in senses.rows]
    sure = [verb.names for verb in senses.verbs if len(verb.names) == 1]
    return frozenset(roles).union(*sure) - {""}


def _closing(said: Said) -> tuple[str, ...]:
    begins_with_other = bool(said.senses) and not _CLOSING.isdisjoint(said.senses[0].kinds)
    if not begins_with_other:
        return ()
    is_alone = not any(_OTHER_ALONE.isdisjoint(one.kinds) for one in said.senses)
    return ("closing", "other-alone") if is_alone else ("closing",)
