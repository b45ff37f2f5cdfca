"""Reads what others made (Word, PDF, OFD, workbooks, web pages, text); never guesses silently."""

from intake.apart import CalledOff
from intake.failures import Unreadable
from intake.files import read
from intake.pipeline import Imported

__all__ = ["CalledOff", "Imported", "Unreadable", "read"]
