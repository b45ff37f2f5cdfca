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
from intake.formats.left_out import HIDDEN_ROW
from intake.formats.tree import around, has, remove
from intake.formats.word import fields, looks, symbols
from intake.formats.word.looks import FLAT, MARKS
from intake.formats.word.names import (
    ABOUT_DRAWING,
    BODY,
    BOX,
    CELL,
    MC,
    P_PR,
    R_PR,
    ROW_PR,
    VAL,
    P,
    R,
    T,
    W,
    is_on,
    owner,
    written,
)
from intake.formats.word.styles import Sheet, Styles
from intake.formats.word.told import Told

# Deletions, what other programs show instead, the properties that a row or a cell had before, ruby's guides.
_DEL, _CELL_DEL = W + "del", W + "cellDel"
_BEFORE = tuple(W + name for name in ("moveFrom", "tcPrChange", "trPrChange"))
_GONE = (_DEL, _CELL_DEL, *_BEFORE, W + "rt", MC + "Fallback")
_HIDDEN_ROW, _HEIGHT, _RAISED = (W + name for name in ("hidden", "trHeight", "vertAlign"))
_HEIGHT_RULE = W + "hRule"
_DRAWING, _YES = W + "drawing", ("1", "true", "on")
_NOT_RAISED = ("subscript", "baseline")
_INVISIBLE = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_LETTERS = "{urn:schemas-microsoft-com:vml}textpath"
_DRAWN = {_FORMULA: "公式", _LETTERS: "艺术字"}


def settle(root: etree._Element, sheet: Sheet) -> list[Aside]:
    """Take out what is no content; return the text to be told. What a document has none of takes no time.

    Where more may hide text than the marks of its runs, each of them is looked at.
    """
    told = Told()
    each_run = sheet.may_hide or looks.may_hide(looks.telling(root), sheet.telling)
    cut_short = [paragraph for deleted in list(root.iter(*_GONE)) for paragraph in _delete(deleted)]
    _tell_drawn(root, told)
    _take_out_rows(root, told)
    _take_out_drawings(root, told)
    fields.settle(root, told)
    symbols.write_symbols(root, told)
    fields.take_out_prompts(root, told)
    if has(root, fields.STYLE):
        fields.take_out_styled_prompts(root, sheet.prompts)
    runs = list(root.iter(R)) if each_run else list(_marked_runs(root))
    if runs:
        _take_out_runs(runs, Styles(sheet), told)
    _raise_marks(root)
    for paragraph in reversed(cut_short):  # the last first: no piece is moved twice
        _join_with_next(paragraph)
    return told.asides()


# ------------------------------------------------------------------- deleted


def _delete(mark: etree._Element) -> Iterator[etree._Element]:
    """Take out what is deleted: an element, or a row or cell that has the mark among its properties.

    Yields the paragraph whose end is deleted.
    """
    parent = mark.getparent()
    above = parent.getparent() if parent is not None else None
    if above is not None and above.tag == P_PR:
        paragraph = above.getparent()
        if paragraph is not None:
            yield paragraph
        return
    is_row = mark.tag == _DEL and owner(mark, ROW_PR) is not None
    if is_row or mark.tag == _CELL_DEL:
        remove(above)
    else:
        remove(mark)


def _join_with_next(paragraph: etree._Element) -> None:
    """A paragraph whose end is deleted goes on in the next one, whose properties count."""
    following = paragraph.getnext()
    if following is None or following.tag != P:
        return
    begins_with_properties = len(following) > 0 and following[0].tag == P_PR
    behind = 1 if begins_with_properties else 0
    content = [child for child in paragraph if child.tag != P_PR]
    for child in reversed(content):
        following.insert(behind, child)
    remove(paragraph)


# --------------------------------------------------------------------- drawn


def _tell_drawn(root: etree._Element, told: Told) -> None:
    for tag, what in _DRAWN.items():
        for element in root.iter(tag):
            told.add_of(what, element, "".join(element.itertext()) or element.get("string", ""))


# -------------------------------------------------------------------- hidden


def _take_out_rows(root: etree._Element, told: Told) -> None:
    """Take out the rows of a table that are marked as hidden, and those that are to have no height."""
    hidden = [owner(mark, ROW_PR) for mark in root.iter(_HIDDEN_ROW) if is_on(mark)]
    for row in hidden:
        _take_out_row(HIDDEN_ROW, row, told)
    flat = [owner(height, ROW_PR) for height in root.iter(_HEIGHT) if _is_flat(height)]
    for row in flat:
        _take_out_row("高度为零的表格行", row, told)


def _is_flat(height: etree._Element) -> bool:
    is_exact = height.get(_HEIGHT_RULE) == "exact"
    return is_exact and whole_number(height.get(VAL), FLAT + 1, FLAT + 1) <= FLAT


def _take_out_row(what: str, row: etree._Element | None, told: Told) -> None:
    if row is not None:
        cells = [clean(written(cell)) for cell in row.iter(CELL)]
        told.add_of(what, row, " ".join(filter(None, cells)))
        remove(row)


def _take_out_drawings(root: etree._Element, told: Told) -> None:
    """Take out text boxes and pictures that are marked as hidden."""
    abouts = [about for about in root.iter(ABOUT_DRAWING) if about.get("hidden") in _YES]
    boxes = list(filter(_is_invisible, root.iter(BOX)))
    for about in abouts:
        _take_out_drawing(around(about, _DRAWING), told)
    for box in boxes:
        _take_out_drawing(box, told)


def _take_out_drawing(drawing: etree._Element | None, told: Told) -> None:
    if drawing is not None:
        told.add_of("隐藏的文本框", drawing, written(drawing))
        remove(drawing)


def _is_invisible(box: etree._Element) -> bool:
    """Whether an older program's shape around a text box is not drawn."""
    return any(_INVISIBLE.search(shape.get("style") or "") for shape in box.iterancestors())


def _marked_runs(root: etree._Element) -> Iterator[etree._Element]:
    """The runs that say themselves that they are hidden or struck out, or that they are not."""
    for name in MARKS:
        for mark in root.iter(name):
            run = _run(mark)
            if run is not None:
                yield run


def _run(mark: etree._Element) -> etree._Element | None:
    """The run that a property is of; None for a paragraph mark's, and for one of before."""
    run = owner(mark, R_PR)
    return run if run is not None and run.tag == R else None


def _take_out_runs(runs: Iterable[etree._Element], styles: Styles, told: Told) -> None:
    """Take the texts out of the runs of the body that are not seen."""
    for run in dict.fromkeys(runs):  # each once, however often it says the same
        why = styles.why_unseen(run) if around(run, BODY) is not None else ""
        if why:
            told.add_of(why, run, _taken_out(run))


def _taken_out(run: etree._Element) -> str:
    """Take the text out of a run and return it."""
    pieces = [child for child in run if child.tag in fields.TEXTS]
    for piece in pieces:
        run.remove(piece)
    return "".join(piece.text or "" for piece in pieces)


# -------------------------------------------------------------------- raised


def _raise_marks(root: etree._Element) -> None:
    """Write raised digits as such in each paragraph, unless all of it is raised."""
    by_paragraph: dict[etree._Element, list[etree._Element]] = {}
    for run in _raised_runs(root):
        paragraph = around(run, P)
        if paragraph is not None:
            by_paragraph.setdefault(paragraph, []).extend(run.findall(T))
    for paragraph, texts in by_paragraph.items():
        _raise(paragraph, texts)


def _raised_runs(root: etree._Element) -> Iterator[etree._Element]:
    for mark in root.iter(_RAISED):
        run = _run(mark)
        if run is not None and mark.get(VAL) not in _NOT_RAISED:
            yield run


def _raise(paragraph: etree._Element, texts: Sequence[etree._Element]) -> None:
    mine = set(texts)
    others = [text.text or "" for text in paragraph.iter(T) if text not in mine]
    if "".join(others).strip():
        for text in texts:
            text.text = raised(text.text or "")
