"""Pages on which characters and lines only have places (PDF, OFD) into paragraphs and tables."""

from intake.pages.placed import Page, Placed, Stroke, TooMuch
from intake.pages.reading import blocks

__all__ = ["Page", "Placed", "Stroke", "TooMuch", "blocks"]
