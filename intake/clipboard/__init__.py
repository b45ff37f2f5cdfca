"""The clipboard: a block of cells copied in Excel, WPS or Word, and where it lands in a table of the form."""

from intake.clipboard.placing import Placed, Placement, place
from intake.clipboard.reading import Copied, parse, read

__all__ = ["Copied", "Placed", "Placement", "parse", "place", "read"]
