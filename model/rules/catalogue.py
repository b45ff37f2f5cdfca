"""The explicit list of all rules."""

from model.rules.engine import Rule

RULES: tuple[Rule, ...] = ()
