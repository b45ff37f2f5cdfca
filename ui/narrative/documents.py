"""Between saved paragraphs and the editor's document, one document character a token.

A token is a character, or a whole live figure with its braces, which the document holds as one
object character: the cursor cannot get inside, and one key deletes it. Positions in a document are
counted in UTF-16 units as Qt does; rare characters take two.

A paragraph of many thousands of characters lies in several blocks of the document, so that a key sets only
one of them anew: the state of a block says that its paragraph goes on in the next.
"""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from model.report import Paragraphs
from model.report.fields import fields

PARAGRAPH = "\u2029"
LINE = "\u2028"
OBJECT = "\ufffc"
GOES_ON = "\ufdd0"
"""Between two blocks of one paragraph; it stands in no text."""
LONGEST, PIECE = 5_000, 1_400
"""Characters of a paragraph that still lies in one block, and of the blocks of a longer one (50 lines)."""
_GOES_ON = 1  # the state of a block whose paragraph goes on in the next
LIVE_FIGURE = int(QTextFormat.ObjectTypes.UserObject) + 1
SOURCE = int(QTextFormat.Property.UserProperty) + 1

_ODD = "\u2028\u2029\r\ufdd0\ufdd1\ufffc"
# What Qt would take for the end of a paragraph must not stand inside one. Of what is left out see ``places``.
_INSIDE = str.maketrans(
    {"\n": LINE, PARAGRAPH: LINE, "\r": None, "\ufdd0": None, "\ufdd1": None, OBJECT: None}
)


def tokens(paragraphs: Iterable[str], known: Callable[[str], bool]) -> list[str]:
    """Return the tokens of paragraphs; ``known`` says which names are live figures."""
    made: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        if number:
            made.append(PARAGRAPH)
        own = _tokens_of(paragraph, known)
        if len(own) <= LONGEST:
            made += own
            continue
        for start in range(0, len(own), PIECE):
            if start:
                made.append(GOES_ON)
            made += own[start : start + PIECE]
    return made


def _tokens_of(paragraph: str, known: Callable[[str], bool]) -> list[str]:
    """The tokens of one paragraph, whatever its length."""
    made: list[str] = []
    at = 0
    for field in fields(paragraph):
        if known(field.name):
            made += paragraph[at : field.start].translate(_INSIDE)
            made.append(paragraph[field.start : field.end])
            at = field.end
    made += paragraph[at:].translate(_INSIDE)
    return made


def _is_odd(text: str) -> bool:
    # Six looks for one character each are a tenth of one look for six: it is asked of all texts at every key.
    return any(one in text for one in _ODD)


def _has_wide(text: str) -> bool:
    """Whether characters take two places in a document, which counts in UTF-16, as rare ideographs do."""
    return len(text.encode("utf-16-le", "surrogatepass")) != 2 * len(text)


def as_shown(paragraphs: Iterable[str]) -> Paragraphs:
    """Return paragraphs as a document gives them back: without what it cannot hold."""
    kept = tuple(one.translate(_INSIDE).replace(LINE, "\n") if _is_odd(one) else one for one in paragraphs)
    return kept if any(one.strip() for one in kept) else ()


def document_tokens(document: QTextDocument) -> list[str]:
    """Return the tokens that stand in a document."""
    made: list[str] = []
    block = document.begin()
    while block.isValid():
        if block.blockNumber():
            made.append(GOES_ON if goes_on(block.previous()) else PARAGRAPH)
        made += _block_tokens(block)
        block = block.next()
    return made


def document_paragraphs(document: QTextDocument) -> Paragraphs:
    """Return the paragraphs that stand in a document; asked at every key."""
    pieces: list[str] = []
    block = document.begin()
    while block.isValid():
        if block.blockNumber() and not goes_on(block.previous()):
            pieces.append(PARAGRAPH)
        text = block.text()
        pieces.append(text if OBJECT not in text else "".join(_block_tokens(block)))
        block = block.next()
    return paragraphs(pieces)


def goes_on(block: QTextBlock) -> bool:
    """Whether a block's paragraph goes on in the next block."""
    return block.userState() == _GOES_ON and block.next().isValid()


def begins(block: QTextBlock) -> bool:
    """Whether a paragraph begins with a block."""
    return not (block.previous().isValid() and goes_on(block.previous()))


def new_paragraph(cursor: QTextCursor) -> None:
    """Begin a paragraph at a cursor; what stands behind it goes on as it did."""
    state = cursor.block().userState()
    cursor.insertBlock()
    cursor.block().previous().setUserState(-1)
    cursor.block().setUserState(state)


def _block_tokens(block: QTextBlock) -> Sequence[str]:
    text = block.text()
    if OBJECT not in text:
        return text
    made: list[str] = []
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        source = fragment.charFormat().stringProperty(SOURCE)
        made += [source if c == OBJECT and source else c for c in fragment.text()]
        place += 1
    return made


def paragraphs(made: Sequence[str]) -> Paragraphs:
    """Return the paragraphs of tokens; nothing but blank paragraphs is no text at all."""
    text = "".join(made).replace(LINE, "\n").replace(GOES_ON, "")
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
    if not _has_wide("".join(made)):
        return len(made)
    return sum(2 if len(token) == 1 and token > "\uffff" else 1 for token in made)


def place_of(cursor: QTextCursor, texts: Sequence[str], known: Callable[[str], bool]) -> tuple[int, int]:
    """Return the paragraph and the character of it where a cursor stands; the document shows ``texts``."""
    rest, block = cursor.positionInBlock(), cursor.block()
    while not begins(block):
        block = block.previous()
        rest += block.length() - 1
    paragraph = _number_of(block)
    text = "".join(texts[paragraph : paragraph + 1])
    if "{{" not in text and not _has_wide(text):
        return paragraph, min(rest, len(text))
    character = 0
    for token in _tokens_of(text, known):
        if rest <= 0:
            break
        rest -= units((token,))
        character += len(token)
    return paragraph, character


def _number_of(block: QTextBlock) -> int:
    """The number of the paragraph that begins with a block."""
    number = 0
    one = block.previous()
    while one.isValid():
        number += not goes_on(one)
        one = one.previous()
    return number


def show(document: QTextDocument, texts: Paragraphs, known: Callable[[str], bool]) -> bool:
    """Make a document hold paragraphs, changing only the stretch that differs.

    Cursors elsewhere in the document stay where they are. Blank paragraphs are left standing where no
    text is wanted at all. Return whether anything changed.
    """
    # Braces that stand in the text as characters may have become a live figure.
    has_braces = any("{{" in text for text in texts)
    if document_paragraphs(document) == as_shown(texts) and not (has_braces and "{{" in document.toRawText()):
        return False
    found, wanted = document_tokens(document), tokens(texts, known)
    if _without_pieces(found) == _without_pieces(wanted):  # where a long paragraph is cut is no matter
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


def _without_pieces(made: Iterable[str]) -> list[str]:
    return [token for token in made if token != GOES_ON]


def insert(cursor: QTextCursor, made: Sequence[str]) -> None:
    """Insert tokens at a cursor."""
    text: list[str] = []
    for token in made:
        if len(token) == 1 and token not in (PARAGRAPH, GOES_ON):
            text.append(token)
            continue
        _insert_text(cursor, "".join(text))
        text = []
        if token == PARAGRAPH:
            new_paragraph(cursor)
        elif token == GOES_ON:
            new_paragraph(cursor)
            cursor.block().previous().setUserState(_GOES_ON)
        else:
            cursor.insertText(OBJECT, live_format(token))
    _insert_text(cursor, "".join(text))


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
