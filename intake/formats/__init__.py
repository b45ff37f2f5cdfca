"""One module a kind of file, all of them values of one list.

File dialogs, the command line, its help, the manual and its pages take the suffixes from here.
"""

from intake.formats import doc, docx, html, mht, odt, ofd, pdf, refused, spreadsheet, text
from intake.formats.reader import Document, Format, Sample
from model.storage.names import SUFFIX

__all__ = ["FORMATS", "SUFFIXES", "Document", "Format", "Sample", "recognised"]

# In the order in which they are tried.
_KINDS = (
    docx.FLAT,
    *refused.BY_CONTENT,
    doc.FORMAT,
    pdf.FORMAT,
    ofd.FORMAT,
    spreadsheet.FORMAT,
    *refused.OTHER_CONTENT,
    odt.FORMAT,
    docx.FORMAT,
    mht.FORMAT,
    html.FORMAT,
    *refused.BY_NAME,
    text.FORMAT,
)

FORMATS: tuple[Format, ...] = (
    docx.FORMAT,
    doc.FORMAT,
    odt.FORMAT,
    pdf.FORMAT,
    ofd.FORMAT,
    html.FORMAT,
    mht.FORMAT,
    text.FORMAT,
    spreadsheet.FORMAT,
)
"""The kinds that can be read, in the order in which they are shown."""

SUFFIXES = (SUFFIX, *(suffix for kind in FORMATS for suffix in kind.suffixes))
"""The suffixes of all files that can be read, this program's own first."""

REPORTS = tuple(suffix for suffix in SUFFIXES if suffix not in spreadsheet.FORMAT.suffixes)
"""The suffixes of files that are reports as a rule; a workbook may be anything."""


def recognised(sample: Sample) -> Format:
    """Return the kind of a file: the first that knows it; the last, plain text, takes any."""
    return next(kind for kind in _KINDS if kind.recognises(sample))
