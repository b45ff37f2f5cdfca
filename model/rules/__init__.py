"""The rules: each one value, in an explicit list, and the engine that runs them."""

from model.rules.engine import AnyRule, Checker, FollowUp, Outcome, Rule, Unit
from model.rules.findings import (
    AnyFinding,
    Finding,
    Kind,
    Level,
    NotYet,
    Span,
    acceptance,
    accepted_as,
    earlier_reason,
    half_written,
    message,
)

__all__ = [
    "AnyFinding",
    "AnyRule",
    "Checker",
    "Finding",
    "FollowUp",
    "Kind",
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
    "message",
]
