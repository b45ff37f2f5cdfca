"""The explicit list of all rules. Their order is that of the findings."""

from model.rules import cells, dates, structure, sums, texts, texts_claims, years
from model.rules.engine import AnyRule

FIGURE_RULES: tuple[AnyRule, ...] = (
    sums.ROW_TOTAL,
    sums.RESULTS_TOTAL,
    sums.COLUMN_BALANCE,
    sums.LITIGATION_TOTAL,
    cells.not_a_number,
    years.carried_over,
)
"""The rules that say for certain that a figure is wrong: fixes are judged by them."""

TEXT_RULES: tuple[AnyRule, ...] = (
    texts.text_figure,
    texts.text_share,
    texts.text_parts,
    texts.growth,
    texts.text_field,
    texts_claims.text_claim,
    texts_claims.text_year,
    texts_claims.text_notice,
    texts_claims.text_organ,
)
"""The rules about what the text says of the tables."""

RULES: tuple[AnyRule, ...] = (
    *FIGURE_RULES,
    sums.OFFSETTING,
    cells.sign_lost,
    cells.regulations_power,
    cells.blank_cell,
    structure.form_year,
    structure.section_empty,
    structure.fee_missing,
    structure.overview_parts,
    dates.dates,
    years.in_force,
    years.pending_flow,
    years.big_change,
    years.copied_text,
    *TEXT_RULES,
)
