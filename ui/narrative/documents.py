"""Between saved paragraphs and the editor's document, one document character a token.

A token is a character, or a whole live figure with its braces, which the document holds as one
object character: the cursor cannot get inside, and one key deletes it. Positions in a document are
counted in UTF-16 units as Qt does; rare characters take two.
"""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from model.reading.fields import fields
from model.report import Paragraphs

PARAGRAPH = "\u2029"
LINE = "\u2028"
OBJECT = "\ufffc"
LIVE_FIGURE = int(QTextFormat.ObjectTypes.UserObject) + 1
SOURCE = int(QTextFormat.Property.UserProperty) + 1

# What Qt would take for the end of a paragraph must not stand inside one.
_INSIDE = str.maketrans(
    {"\n": LINE, PARAGRAPH: LINE, "\r": None, "\ufdd0": None, "\ufdd1": None, OBJECT: None}
)


def tokens(paragraphs: Iterable[str], known: Callable[[str], bool]) -> list[str]:
    """Return the tokens of paragraphs; ``known`` says which names are live figures."""
    made: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        if number:
            made.append(PARAGRAPH)
        at = 0
        for field in fields(paragraph):
            if known(field.name):
                made += paragraph[at : field.start].translate(_INSIDE)
                made.append(paragraph[field.start : field.end])
                at = field.end
        made += paragraph[at:].translate(_INSIDE)
    return made


def document_tokens(document: QTextDocument) -> list[str]:
    """Return the tokens that stand in a document."""
    made: list[str] = []
    block = document.begin()
    while block.isValid():
        if block.blockNumber():
            made.append(PARAGRAPH)
        text = block.text()
        if OBJECT not in text:
            made += text
        else:
            place = block.begin()
            while not place.atEnd():
                fragment = place.fragment()
                source = fragment.charFormat().stringProperty(SOURCE)
                made += [source if c == OBJECT and source else c for c in fragment.text()]
                place += 1
        block = block.next()
    return made


def paragraphs(made: Sequence[str]) -> Paragraphs:
    """Return the paragraphs of tokens; nothing but blank paragraphs is no text at all."""
    text = "".join(made).replace(LINE, "\n")
    return tuple(text.split(PARAGRAPH)) if text.strip() else ()


def sources(block: QTextBlock) -> list[str]:
    """Return the names of the live figures of a block, in order."""
    if OBJECT not in block.text():
        return []
    made: list[str] = []
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        name = name_of(fragment.charFormat())
        made += [name] * fragment.text().count(OBJECT)
        place += 1
    return made


def alone(block: QTextBlock) -> str:
    """Return the name of the live figure or chart that a block holds alone, or nothing."""
    if block.text().strip() != OBJECT:
        return ""
    return sources(block)[0]


def name_of(style: QTextFormat) -> str:
    """Return the name between the braces of a live figure, by the format of its object character."""
    found = fields(str(style.property(SOURCE) or ""))
    return found[0].name if found else ""


def units(made: Sequence[str]) -> int:
    """Return how many positions tokens take in a document."""
    if "".join(made).isascii() or max(made) <= "\uffff":
        return len(made)
    return sum(2 if len(token) == 1 and token > "\uffff" else 1 for token in made)


def position(
    document: QTextDocument, texts: Sequence[str], known: Callable[[str], bool], paragraph: int, offset: int
) -> int:
    """Return the position, in a document that shows ``texts``, of a character of a paragraph.

    A place inside a live figure is taken for its start; a paragraph that is not there for the end.
    """
    block = document.findBlockByNumber(paragraph)
    if not block.isValid():
        return document.characterCount() - 1
    text = "".join(texts[paragraph : paragraph + 1])
    if "{{" not in text:  # no live figures; the marks of all findings are placed at every key
        return block.position() + units(text.translate(_INSIDE)[:offset])
    before: list[str] = []
    passed = 0
    for token in tokens(texts[paragraph : paragraph + 1], known):
        passed += len(token)
        if passed > offset:
            break
        before.append(token)
    return block.position() + units(before)


def place_of(cursor: QTextCursor, texts: Sequence[str], known: Callable[[str], bool]) -> tuple[int, int]:
    """Return the paragraph and the character of it where a cursor stands; the document shows ``texts``."""
    paragraph, rest = cursor.blockNumber(), cursor.positionInBlock()
    character = 0
    for token in tokens(texts[paragraph : paragraph + 1], known):
        if rest <= 0:
            break
        rest -= units((token,))
        character += len(token)
    return paragraph, character


def show(document: QTextDocument, wanted: Sequence[str]) -> bool:
    """Make a document hold the wanted tokens, changing only the stretch that differs.

    Cursors elsewhere in the document stay where they are. Blank paragraphs are left standing where no
    text is wanted at all. Return whether anything changed.
    """
    found = document_tokens(document)
    if found == wanted or not (paragraphs(wanted) or paragraphs(found)):
        return False
    shortest = min(len(found), len(wanted))
    start = next((n for n in range(shortest) if found[n] != wanted[n]), shortest)
    rest = shortest - start
    same = next((n for n in range(rest) if found[-1 - n] != wanted[-1 - n]), rest)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.setPosition(units(found[:start]))
    end = units(found[: len(found) - same])
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    insert(cursor, wanted[start : len(wanted) - same])
    cursor.endEditBlock()
    return True


def insert(cursor: QTextCursor, made: Sequence[str]) -> None:
    """Insert tokens at a cursor."""
    text = ""
    for token in made:
        if len(token) == 1:
            text += token
            continue
        _insert_text(cursor, text)
        text = ""
        cursor.insertText(OBJECT, live_format(token))
    _insert_text(cursor, text)


def live_format(source: str) -> QTextCharFormat:
    """Return the format of the object character that stands for a live figure."""
    made = QTextCharFormat()
    made.setObjectType(LIVE_FIGURE)
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    made.setProperty(SOURCE, source)
    return made


def _insert_text(cursor: QTextCursor, text: str) -> None:
    if text:  # a format of its own, else the text would take over that of a live figure before it
        cursor.insertText(text, QTextCharFormat())
