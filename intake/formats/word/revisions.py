"""What of a Word document's body does not count: tracked deletions, and text that is hidden or struck out.

What was deleted is gone as in the version that the author agreed to. Hidden and struck-out text is a draft's:
it is left out and told, as is what is drawn instead of written: formulas and letters of art. A raised digit
is the mark of a note, not one of the digits before it.
"""

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from intake.blocks import Aside, clean, raised
from intake.formats.word.numbering import W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BODY, _P, _R, _T, _P_PR, _R_PR, _TR_PR = (W + name for name in ("body", "p", "r", "t", "pPr", "rPr", "trPr"))
_TEXTS = tuple(W + name for name in ("t", "tab", "br", "cr", "noBreakHyphen"))
# Deletions, what other programs show instead, and the properties that a row or a cell had before.
_DEL, _CELL_DEL = W + "del", W + "cellDel"
_GONE = frozenset(
    [_DEL, _CELL_DEL, *(W + name for name in ("moveFrom", "tcPrChange", "trPrChange")), _MC + "Fallback"]
)
_UNSEEN = {W + "vanish": "隐藏文字", W + "strike": "带删除线的文字", W + "dstrike": "带删除线的文字"}
_RAISED, _VAL = W + "vertAlign", W + "val"
_NO = ("0", "false", "off", "subscript", "baseline")
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_LETTERS = "{urn:schemas-microsoft-com:vml}textpath"
_DRAWN = {_FORMULA: "公式", _LETTERS: "艺术字"}
TAGS = (*_GONE, *_UNSEEN, *_DRAWN, _RAISED)
"""A document without any of these elements has nothing to settle."""


_Told = dict[str, dict[etree._Element | None, str]]


def settle(found: Iterable[etree._Element]) -> list[Aside]:
    """Take out what does not count, given the elements of ``TAGS`` in order; return the text to be told."""
    told: _Told = {}
    marks: dict[etree._Element | None, list[etree._Element]] = {}  # raised texts of each paragraph
    ended: list[etree._Element] = []
    done: set[etree._Element] = set()  # of each run only once, however often it says the same
    for element in found:
        if element.tag in _GONE:
            ended += _remove(element)
            continue
        if element.tag in _DRAWN:
            text = "".join(element.itertext()) or element.get("string", "")
            _tell(told, _DRAWN[element.tag], element, text)
            continue
        run = _run(element) if element.get(_VAL) not in _NO else None
        if run is None or run in done:
            continue
        done.add(run)
        if element.tag in _UNSEEN:
            _tell(told, _UNSEEN[element.tag], run, _taken_out(run))
        else:
            marks.setdefault(next(run.iterancestors(_P), None), []).extend(run.findall(_T))
    for holder, pieces in marks.items():
        if holder is not None:
            _raise(holder, pieces)
    for paragraph in reversed(ended):  # the last first: no piece is moved twice
        _join_with_next(paragraph)
    return [Aside(what, "\n".join(map(clean, texts.values()))) for what, texts in told.items()]


def _remove(element: etree._Element) -> Iterator[etree._Element]:
    """Take out what is deleted; the mark of a deleted row or cell is among its properties.

    Yields the paragraph whose end is deleted.
    """
    parent = element.getparent()
    if parent is None:
        return
    above = parent.getparent()
    holder = above.getparent() if above is not None else None
    if above is not None and above.tag == _P_PR:
        if holder is not None:
            yield holder
    elif element.tag == _CELL_DEL or (element.tag == _DEL and parent.tag == _TR_PR):
        if above is not None and holder is not None:
            holder.remove(above)
    else:
        parent.remove(element)


def _join_with_next(paragraph: etree._Element) -> None:
    """A paragraph whose end is deleted goes on in the next one, whose properties count."""
    after, parent = paragraph.getnext(), paragraph.getparent()
    if parent is None or after is None or after.tag != _P:
        return
    first = next(iter(after), None)
    at = 1 if first is not None and first.tag == _P_PR else 0
    for child in reversed([child for child in paragraph if child.tag != _P_PR]):
        after.insert(at, child)
    parent.remove(paragraph)


def _run(mark: etree._Element) -> etree._Element | None:
    """The run that a property is of; None for a paragraph mark's, for one of before, and for what is gone."""
    properties = mark.getparent()
    run = properties.getparent() if properties is not None and properties.tag == _R_PR else None
    if run is None or run.tag != _R or next(run.iterancestors(_BODY), None) is None:
        return None
    return run


def _taken_out(run: etree._Element) -> str:
    """Take the text out of a run and return it."""
    pieces = [child for child in run if child.tag in _TEXTS]
    for piece in pieces:
        run.remove(piece)
    return "".join(piece.text or "" for piece in pieces)


def _tell(told: _Told, what: str, element: etree._Element, text: str) -> None:
    """Keep what an element of the body says, by its paragraph, to be told."""
    paragraph = next(element.iterancestors(_P), None)
    if clean(text) and next(element.iterancestors(_BODY), None) is not None:
        texts = told.setdefault(what, {})
        texts[paragraph] = texts.get(paragraph, "") + text


def _raise(paragraph: etree._Element, pieces: Sequence[etree._Element]) -> None:
    """Write raised digits as such, unless all of the paragraph is raised."""
    mine = set(pieces)
    if any((piece.text or "").strip() for piece in paragraph.iter(_T) if piece not in mine):
        for piece in pieces:
            piece.text = raised(piece.text or "")
