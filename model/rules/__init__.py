"""The rules: small functions in an explicit list, and the engine that runs them."""

from model.rules.engine import Checker, Outcome, Rule, Unit, rule
from model.rules.findings import Finding, Level, NotYet, Span, acceptance, accepted_as

__all__ = [
    "Checker",
    "Finding",
    "Level",
    "NotYet",
    "Outcome",
    "Rule",
    "Span",
    "Unit",
    "acceptance",
    "accepted_as",
    "rule",
]
