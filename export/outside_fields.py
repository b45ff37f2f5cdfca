"""Fields of a Word document: what their codes ask for, and their removal without the text that they show."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from export import outside_words as words

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARK, _CODE, _SIMPLE = f"{_W}fldChar", f"{_W}instrText", f"{_W}fldSimple"
_KIND, _INSTRUCTION = f"{_W}fldCharType", f"{_W}instr"
_NESTED = "\ufffc"  # stands in a code for a field inside it
REFUSED, LEFT_OUT = "refused", "left out"


@dataclass
class _Field:
    """A field whose code and shown text are pieces between three marks."""

    code: str = ""
    shows: bool = False  # the mark before the shown text has come
    pieces: list[etree._Element] = field(default_factory=list)  # marks and pieces of the code


def sift(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the codes of fields that are not kept, shortened to their name, and how each is treated.

    What is left out is removed from the tree, its shown text stays.
    """
    for item in list(root.iter(_SIMPLE)):
        name, treatment = _judged(item.get(_INSTRUCTION, ""))
        if treatment == LEFT_OUT:
            unwrap(item)
        if treatment:
            yield name, treatment
    for one in _complex(root):
        name, treatment = _judged(one.code)
        if treatment == LEFT_OUT:
            for piece in one.pieces:
                parent = piece.getparent()
                if parent is not None:
                    parent.remove(piece)
        if treatment:
            yield name, treatment


def unwrap(item: etree._Element) -> None:
    """Replace an element by what is in it."""
    parent = item.getparent()
    if parent is None:
        return
    keep_tail(item)
    at = parent.index(item)
    parent[at : at + 1] = list(item)


def keep_tail(item: etree._Element) -> None:
    """Give the text after an element to what stands before it: lxml takes both away together."""
    tail, item.tail = item.tail, None
    if not tail:
        return
    before, parent = item.getprevious(), item.getparent()
    if before is not None:
        before.tail = (before.tail or "") + tail
    elif parent is not None:
        parent.text = (parent.text or "") + tail


def _complex(root: etree._Element) -> list[_Field]:
    """All fields of three marks, also those that are never closed: Word closes them at the end."""
    open_: list[_Field] = []
    found: list[_Field] = []
    for item in root.iter(_MARK, _CODE):
        kind = item.get(_KIND)
        if item.tag == _CODE:
            if not open_ or open_[-1].shows:  # a code outside of any field: judged as if it were one
                one = _Field()
                found.append(one)
            else:
                one = open_[-1]
            one.code += item.text or ""
            one.pieces.append(item)
        elif kind == "begin":
            if open_ and not open_[-1].shows:
                open_[-1].code += _NESTED
            open_.append(_Field(pieces=[item]))
            found.append(open_[-1])
        elif open_:
            open_[-1].shows = True
            open_[-1].pieces.append(item)
            if kind == "end":
                open_.pop()
    return found


def _judged(code: str) -> tuple[str, str]:
    """The name of a field, and what becomes of it; "" when it stays."""
    match = words.FIELD_NAME.match(code)
    name = match[1].upper() if match else ""
    leads_nowhere_else = words.INSIDE_LINK.match(code) is not None or not code.strip()
    if name in words.KEPT_FIELDS or leads_nowhere_else:
        return name, ""
    is_simple = _NESTED not in code
    if is_simple and name in words.LEFT_OUT_FIELDS:
        return name, LEFT_OUT
    written = code.replace(_NESTED, "").strip()
    return name or written or "由别的域拼成的域", REFUSED
