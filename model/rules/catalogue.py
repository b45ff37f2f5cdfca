"""All rules. Each stands whole in a module beside this one; their order is that of the findings."""

from model.rules import (
    amounts,
    bad_figures,
    cells,
    copied,
    dates,
    later_days,
    lengths,
    local_counts,
    naming,
    offsetting,
    parts,
    privacy,
    proofreading,
    structure,
    sums,
    supervision,
    texts,
    texts_changes,
    texts_claims,
    texts_fields,
    texts_growth,
    texts_organ,
    texts_parts,
    texts_shares,
    texts_stocks,
    texts_years,
    told_twice,
    unwritten,
    years,
)
from model.rules.engine import AnyRule, Rule

TEXT_RULES: tuple[AnyRule, ...] = (
    *texts.RULES,
    *texts_shares.RULES,
    *texts_parts.RULES,
    *texts_growth.RULES,
    *texts_changes.RULES,
    *texts_stocks.RULES,
    *texts_fields.RULES,
    *texts_claims.RULES,
    *texts_years.RULES,
    *texts_organ.RULES,
    *told_twice.RULES,
)
"""The rules about what the text says of the tables."""

_LISTED = (
    *sums.RULES,
    *offsetting.RULES,
    *bad_figures.RULES,
    *cells.RULES,
    *amounts.RULES,
    *parts.RULES,
    *structure.RULES,
    *supervision.RULES,
    *local_counts.RULES,
    *naming.RULES,
    *dates.RULES,
    *later_days.RULES,
    *years.RULES,
    *copied.RULES,
    *TEXT_RULES,
    *lengths.RULES,
    *privacy.RULES,
    *proofreading.RULES,
)

FIGURE_RULES: tuple[AnyRule, ...] = tuple(one for one in _LISTED if isinstance(one, Rule) and one.judges)
"""The rules that say for certain that a figure is wrong: fixes are judged by them."""

RULES: tuple[AnyRule, ...] = (*FIGURE_RULES, *(one for one in _LISTED if one not in FIGURE_RULES))

DRAFTING_RULES: tuple[AnyRule, ...] = (*RULES, *unwritten.RULES)
"""What is checked while a report is drafted: also what its texts still lack."""
