"""Reads what others made (Word, web pages, text) into a report plus remarks; never guesses silently."""

from intake.failures import Unreadable
from intake.files import read
from intake.pipeline import Imported

__all__ = ["Imported", "Unreadable", "read"]
