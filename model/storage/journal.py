"""The recovery journal: ``Journal`` writes it, ``pending`` finds what a crash left of it."""

from model.storage.recording import Journal, JournalError
from model.storage.recovery import Recovery, discard, pending, set_aside

__all__ = ["Journal", "JournalError", "Recovery", "discard", "pending", "set_aside"]
