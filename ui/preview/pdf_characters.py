"""A PDF's pages held against what was drawn on them, character by character.

The read-back finds tables and paragraphs in a PDF by their places; a draft with odd lines (a heading amid a
section, a sentence in the cell of a figure) can be drawn rightly and yet be found otherwise. Then this is the
proof that nothing is lost or changed.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from ui.preview.pages import Pages

_WIDEST = 0xFFFF  # Qt writes no meaning for characters beyond


Lines = Sequence[Sequence[str]]


def lines(pages: Pages) -> Lines:
    """Return the lines of text on each page."""
    return [[text.text for text in page.texts()] for page in pages]


def same_characters(content: bytes, pages: Lines) -> bool:
    """Whether each page of a PDF holds the very characters of its lines, as they were drawn.

    Where the file names a drawn letter by a character that stands nowhere in the report (as it does with some
    letters of a font that has Latin ones too), the shape is right and only its name is not.
    """
    import pypdfium2  # with its library only when the usual proof was not enough

    drawn = [_counted(page) for page in pages]
    known = set().union(*drawn)
    document = pypdfium2.PdfDocument(content)
    try:
        if len(document) != len(drawn):
            return False
        for wanted, page in zip(drawn, document, strict=True):
            found = _counted([page.get_textpage().get_text_range()])
            lost, foreign = wanted - found, found - wanted
            if known & foreign.keys() or lost.total() > foreign.total():
                return False
    finally:
        document.close()
    return True


def _counted(texts: Iterable[str]) -> Counter[str]:
    """Count the characters that can be seen, in their usual shapes."""
    whole = unicodedata.normalize("NFKC", "".join(texts))
    return Counter(one for one in whole if _is_seen(one))


def _is_seen(one: str) -> bool:
    return ord(one) <= _WIDEST and not one.isspace() and not unicodedata.category(one).startswith("C")
