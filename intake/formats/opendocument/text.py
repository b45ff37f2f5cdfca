"""The text of an open document's paragraphs: its blanks, its signs, its raised digits."""

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from intake.blocks import clean, raised, single_blanks, whole_number
from intake.formats import controls
from intake.formats.opendocument.names import FIELD, LO, TEXT
from intake.formats.tree import whole_text

P, H = TEXT + "p", TEXT + "h"
"""The elements of paragraphs and headings."""
_BREAK, _TAB, _BLANKS = TEXT + "line-break", TEXT + "tab", TEXT + "s"
_MOST_BLANKS = 200
_FORM_FIELD, _NAME, _VALUE = FIELD + "fieldmark", FIELD + "name", FIELD + "value"
_INPUT, _CONTROL = TEXT + "text-input", LO + "content-control"
_NO = frozenset(("", "0", "false"))


class Gathered(Struct):
    """The text of a paragraph as far as it is read: pieces, and whether each is raised."""

    ground: str
    pieces: list[tuple[str, bool]] = []

    def text(self) -> str:
        """Return the text; raised digits are written as such, unless all of it is raised."""
        if all(is_raised for text, is_raised in self.pieces if text.strip()):
            return "".join(text for text, _ in self.pieces)
        return "".join(raised(text) if is_raised else text for text, is_raised in self.pieces)


def sign(element: etree._Element) -> str:
    """Return the blanks, the break or the choice that an element stands for, empty for another one."""
    if element.tag == _BLANKS:
        return " " * whole_number(element.get(TEXT + "c"), 1, _MOST_BLANKS)
    if element.tag == _FORM_FIELD:
        return _choice(element)
    return {_BREAK: "\n", _TAB: "\t"}.get(str(element.tag), "")


def _choice(field: etree._Element) -> str:
    """What a drop-down or a check box shows: it stands in the field's parameters alone."""
    given = [(one.get(_NAME, ""), one.get(_VALUE, "")) for one in field]
    last = dict(given)
    entries = [value for name, value in given if name == "Dropdown_ListEntry"]
    if entries:
        return entries[whole_number(last.get("Dropdown_Selected"), 0, len(entries) - 1)]
    if field.get(FIELD + "type", "").endswith("FORMCHECKBOX"):
        return controls.box(is_ticked=last.get("Checkbox_Checked", "") not in _NO)
    return ""


def is_prompt(element: etree._Element) -> bool:
    """Whether an element holds nothing but the text that a control of Word shows while it is empty."""
    if element.tag == _CONTROL:
        return element.get(LO + "showing-place-holder") == "true"
    return element.tag == _INPUT and controls.is_prompt(whole_text(element))


def texts(element: etree._Element) -> Iterator[str]:
    """Yield the texts of an element's paragraphs that are not blank."""
    for paragraph in element.iter(P, H):
        text = clean(single_blanks(whole_text(paragraph)))
        if text:
            yield text
