"""What of a Word document's body is not content: what was deleted, and what is not seen.

What was deleted is gone as in the version that the author agreed to; the guides of ruby and the prompts of
controls never were content. Hidden and struck-out text is a draft's: it is left out and told, as is what is
drawn instead of written: formulas and letters of art. A raised digit is the mark of a note, not one of the
digits before it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from intake.blocks import Aside, clean, raised, whole_number
from intake.formats.word import fields, symbols
from intake.formats.word.looks import FLAT
from intake.formats.word.numbering import W
from intake.formats.word.styles import MARKS, Styles

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BODY, _P, _R, _T, _P_PR, _R_PR, _TR_PR = (W + name for name in ("body", "p", "r", "t", "pPr", "rPr", "trPr"))
# Deletions, what other programs show instead, the properties that a row or a cell had before, ruby's guides.
_DEL, _CELL_DEL = W + "del", W + "cellDel"
_BEFORE = tuple(W + name for name in ("moveFrom", "tcPrChange", "trPrChange"))
_GONE = frozenset((_DEL, _CELL_DEL, *_BEFORE, W + "rt", _MC + "Fallback"))
_HIDDEN_ROW, _SYMBOL = W + "hidden", W + "sym"
_RAISED, _VAL = W + "vertAlign", W + "val"
_NOT_RAISED = ("subscript", "baseline")
_NO, _YES = ("0", "false", "off"), ("1", "true", "on")
_HEIGHT, _DRAWING, _BOX = W + "trHeight", W + "drawing", W + "txbxContent"
_ABOUT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_INVISIBLE = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_LETTERS = "{urn:schemas-microsoft-com:vml}textpath"
_DRAWN = {_FORMULA: "公式", _LETTERS: "艺术字"}
TAGS = (*_GONE, *MARKS, *_DRAWN, _RAISED, _HIDDEN_ROW, _SYMBOL, fields.FIELD, fields.PROMPT)
"""A document without any of these elements, and without styles that hide, has nothing to settle."""

_Told = dict[str, dict[etree._Element | None, str]]


def settle(root: etree._Element, found: Iterable[etree._Element], styles: Styles, hides: bool) -> list[Aside]:
    """Take out what is no content, given the elements of ``TAGS`` in order; return the text to be told.

    ``hides``: more may hide text than the marks of its runs, so that each run is looked at.
    """
    by_tag: dict[str, list[etree._Element]] = {}
    for element in found:
        by_tag.setdefault(str(element.tag), []).append(element)
    told: _Told = {}
    ended = [end for element in found if element.tag in _GONE for end in _remove(element)]
    for tag, what in _DRAWN.items():
        for element in by_tag.get(tag, ()):
            _tell(told, what, element, "".join(element.itertext()) or element.get("string", ""))
    _take_out_rows(by_tag.get(_HIDDEN_ROW, ()), told)
    if hides:
        _take_out_flat_rows(root, told)
        _take_out_drawings(root, told)
    if fields.FIELD in by_tag:
        fields.settle(root)
    _write_symbols(by_tag.get(_SYMBOL, ()), told)
    prompts = fields.take_out_prompts(by_tag.get(fields.PROMPT, ()))
    if styles.prompts:
        fields.take_out_styled_prompts(root, styles.prompts)
    if hides:
        runs = list(root.iter(_R))
    else:
        runs = [run for tag in MARKS for mark in by_tag.get(tag, ()) if (run := _run(mark)) is not None]
    _take_out_runs(runs, styles, told)
    _raise_marks(by_tag.get(_RAISED, ()))
    for paragraph in reversed(ended):  # the last first: no piece is moved twice
        _join_with_next(paragraph)
    return [*(Aside(what, "\n".join(map(clean, texts.values()))) for what, texts in told.items()), *prompts]


# ------------------------------------------------------------------- deleted


def _remove(element: etree._Element) -> Iterator[etree._Element]:
    """Take out what is deleted; the mark of a deleted row or cell is among its properties.

    Yields the paragraph whose end is deleted.
    """
    parent = element.getparent()
    above = parent.getparent() if parent is not None else None
    holder = above.getparent() if above is not None else None
    marks_row_or_cell = element.tag == _CELL_DEL or (
        element.tag == _DEL and parent is not None and parent.tag == _TR_PR
    )
    if above is not None and above.tag == _P_PR:
        if holder is not None:
            yield holder
    elif marks_row_or_cell:
        _drop(above)
    else:
        _drop(element)


def _drop(element: etree._Element | None) -> None:
    parent = element.getparent() if element is not None else None
    if element is not None and parent is not None:
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


def _write_symbols(found: Iterable[etree._Element], told: _Told) -> None:
    """Write characters of symbol fonts as text; those that are not known are told."""
    for symbol in found:
        font, code = symbol.get(f"{W}font", ""), symbol.get(f"{W}char", "")
        symbol.tag, symbol.text = _T, symbols.character(font, code)
        if not symbol.text:
            _tell(told, "认不出的符号", symbol, f"{font} {code}")


# -------------------------------------------------------------------- hidden


def _take_out_rows(marks: Iterable[etree._Element], told: _Told) -> None:
    """Take out the rows of a table that are marked as hidden."""
    for mark in marks:
        properties = mark.getparent()
        is_row = properties is not None and properties.tag == _TR_PR and mark.get(_VAL) not in _NO
        row = properties.getparent() if properties is not None and is_row else None
        if row is not None:
            _take_out_row("隐藏的表格行", row, told)


def _take_out_flat_rows(root: etree._Element, told: _Told) -> None:
    """Take out the rows that are to have no height."""
    for height in list(root.iter(_HEIGHT)):
        properties = height.getparent()
        row = properties.getparent() if properties is not None and properties.tag == _TR_PR else None
        is_flat = whole_number(height.get(_VAL), FLAT + 1, 100_000) <= FLAT
        if row is not None and is_flat and height.get(f"{W}hRule") == "exact":
            _take_out_row("高度为零的表格行", row, told)


def _take_out_row(what: str, row: etree._Element, told: _Told) -> None:
    cells = ("".join(text.text or "" for text in cell.iter(_T)) for cell in row.iter(f"{W}tc"))
    _tell(told, what, row, " ".join(filter(None, map(clean, cells))))
    _drop(row)


def _take_out_drawings(root: etree._Element, told: _Told) -> None:
    """Take out text boxes and pictures that are marked as hidden."""
    hidden = [about for about in root.iter(_ABOUT) if about.get("hidden") in _YES]
    drawings = [next(about.iterancestors(_DRAWING), None) for about in hidden]
    shapes = [box for box in root.iter(_BOX) if any(map(_is_invisible, box.iterancestors()))]
    for drawing in (*drawings, *shapes):
        if drawing is not None:
            _tell(told, "隐藏的文本框", drawing, "".join(text.text or "" for text in drawing.iter(_T)))
            _drop(drawing)


def _is_invisible(shape: etree._Element) -> bool:
    """Whether an older program's shape is not drawn."""
    return _INVISIBLE.search(shape.get("style") or "") is not None


def _run(mark: etree._Element) -> etree._Element | None:
    """The run that a property is of; None for a paragraph mark's, and for one of before."""
    properties = mark.getparent()
    run = properties.getparent() if properties is not None and properties.tag == _R_PR else None
    return run if run is not None and run.tag == _R else None


def _take_out_runs(runs: Iterable[etree._Element], styles: Styles, told: _Told) -> None:
    """Take the texts out of the runs that are not seen."""
    for run in dict.fromkeys(runs):  # each once, however often it says the same
        in_body = next(run.iterancestors(_BODY), None) is not None
        why = styles.why_unseen(run) if in_body else ""
        if why:
            _tell(told, why, run, _taken_out(run))


def _taken_out(run: etree._Element) -> str:
    """Take the text out of a run and return it."""
    pieces = [child for child in run if child.tag in fields.TEXTS]
    for piece in pieces:
        run.remove(piece)
    return "".join(piece.text or "" for piece in pieces)


def _tell(told: _Told, what: str, element: etree._Element, text: str) -> None:
    """Keep what an element of the body says, by its paragraph, to be told."""
    in_body = next(element.iterancestors(_BODY), None) is not None
    if clean(text) and in_body:
        texts = told.setdefault(what, {})
        place = next(element.iterancestors(_P), element if element.tag != _R else None)
        texts[place] = texts.get(place, "") + text


# -------------------------------------------------------------------- raised


def _raise_marks(found: Iterable[etree._Element]) -> None:
    """Write raised digits as such in each paragraph, unless all of it is raised."""
    marks: dict[etree._Element, list[etree._Element]] = {}
    for mark in found:
        run = _run(mark) if mark.get(_VAL) not in _NOT_RAISED else None
        paragraph = next(run.iterancestors(_P), None) if run is not None else None
        if run is not None and paragraph is not None:
            marks.setdefault(paragraph, []).extend(run.findall(_T))
    for paragraph, pieces in marks.items():
        _raise(paragraph, pieces)


def _raise(paragraph: etree._Element, pieces: Sequence[etree._Element]) -> None:
    mine = set(pieces)
    if any((piece.text or "").strip() for piece in paragraph.iter(_T) if piece not in mine):
        for piece in pieces:
            piece.text = raised(piece.text or "")
