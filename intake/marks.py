"""Marks that this program sets in a file where its text alone would be read as something else.

A mark is the name of the part that a paragraph was printed for, with a check sum of its text. It breaks a tie
and no more: it keeps a paragraph from being taken for a heading, a page's number or a signature, as long as
the paragraph is as it was printed and stands under its own part's visible heading. In a file that was edited
in Word what is seen wins.

In Word a mark is the name of a hidden bookmark, in a web page the attribute ``data-part``.
"""

import zlib

ATTRIBUTE = "data-part"
BOOKMARK = "_nianbao_"
"""What the name of a bookmark begins with; Word hides those with a line below in front."""


def made(part: str, text: str) -> str:
    """Return the mark of a paragraph, fit for an attribute."""
    return f"{part}_{_sum(text)}"


def bookmark(part: str, text: str, number: int) -> str:
    """Return the mark of a paragraph as a bookmark's name; ``number`` tells those of equal texts apart."""
    return f"{BOOKMARK}{made(part, text)}_{number}"


def in_bookmark(name: str) -> str:
    """Return the mark that a bookmark's name holds, empty for another's."""
    return name.removeprefix(BOOKMARK).rpartition("_")[0] if name.startswith(BOOKMARK) else ""


def part(mark: str, text: str) -> str:
    """Return the part that a mark names, empty when the text is no longer the one that it was set for."""
    name, _, written = mark.rpartition("_")
    return name if name and written == _sum(text) else ""


def _sum(text: str) -> str:
    """Blanks do not count: a file's own ones are read in their own way."""
    return f"{zlib.crc32(''.join(text.split()).encode('utf-8', 'replace')):08x}"
