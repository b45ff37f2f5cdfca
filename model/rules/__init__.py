"""The rules: small functions in an explicit list, and the engine that runs them."""

from model.rules.engine import AnyRule, Checker, FollowUp, Outcome, Rule, Unit, rule
from model.rules.findings import (
    Finding,
    Level,
    NotYet,
    Span,
    acceptance,
    accepted_as,
    earlier_reason,
    half_written,
)

__all__ = [
    "AnyRule",
    "Checker",
    "Finding",
    "FollowUp",
    "Level",
    "NotYet",
    "Outcome",
    "Rule",
    "Span",
    "Unit",
    "acceptance",
    "accepted_as",
    "earlier_reason",
    "half_written",
    "rule",
]
