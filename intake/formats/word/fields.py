"""Fields and controls of a Word document: what they show is content; their code and their prompts are not."""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from lxml import etree

from intake.blocks import Aside, clean, whole_number
from intake.formats.word.numbering import W

FIELD, PROMPT = W + "fldChar", W + "showingPlcHdr"
_PART, _VAL, _R, _T, _BODY = (W + name for name in ("fldCharType", "val", "r", "t", "body"))
TEXTS = tuple(W + name for name in ("t", "tab", "br", "cr", "noBreakHyphen", "sym", "ptab"))
"""The elements of a run that are text."""
_CONTENT, _STYLE = W + "sdtContent", f"{W}rPr/{W}rStyle"
_NO = ("0", "false", "off")
_CHECKED = {True: "☑", False: "☐"}
_ASKS = re.compile("单击|点击|选择|输入|键入|填写|click|tap|choose|enter|select", re.IGNORECASE)


@dataclass
class _Open:
    """A field that is not ended yet; ``code`` are the texts that stand in its code."""

    begin: etree._Element
    in_code: bool = True
    code: list[etree._Element] = field(default_factory=list)
    shows: bool = False


def settle(root: etree._Element) -> None:
    """Take the texts out that stand in the code of a field, and write what a form field shows.

    A field that never ends is left as it is: better its code too much than the rest of the report too little.
    """
    open_: list[_Open] = []
    for element in list(root.iter(FIELD, *TEXTS)):
        if element.tag == FIELD:
            _mark(element, open_)
        elif open_:
            _take(element, open_)


def _mark(mark: etree._Element, open_: list[_Open]) -> None:
    part = mark.get(_PART)
    if part == "begin":
        open_.append(_Open(mark))
    elif part == "separate" and open_:
        open_[-1].in_code = False
        _remove(open_[-1].code)
    elif part == "end" and open_:
        ended = open_.pop()
        _remove(ended.code)
        if not ended.shows:
            _write_form_field(ended.begin, mark)


def _take(text: etree._Element, open_: Sequence[_Open]) -> None:
    """Keep a text to be taken out with the innermost code that it stands in."""
    around = next((one for one in reversed(open_) if one.in_code), None)
    if around is not None:
        around.code.append(text)
    for one in open_:
        one.shows |= around is None


def _remove(texts: list[etree._Element]) -> None:
    for text in texts:
        parent = text.getparent()
        if parent is not None:
            parent.remove(text)
    texts.clear()


def _write_form_field(begin: etree._Element, end: etree._Element) -> None:
    """Write what a drop-down or a check box shows: it stands in the field's properties alone."""
    shown = _chosen(begin) or _checked(begin)
    run = end.getparent()
    if shown and run is not None:
        etree.SubElement(run, _T).text = shown


def _chosen(begin: etree._Element) -> str:
    choices = [entry.get(_VAL, "") for entry in begin.iter(f"{W}listEntry")]
    at = _first(begin, "result", "default") if choices else None
    number = whole_number(at, 0, len(choices) - 1) if choices else 0
    return choices[number] if choices else ""


def _checked(begin: etree._Element) -> str:
    if begin.find(f"{W}ffData/{W}checkBox") is None:
        return ""
    value = _first(begin, "checked", "default")
    return _CHECKED[value is not None and value not in _NO]


def _first(begin: etree._Element, *names: str) -> str | None:
    """The value of the first of some properties that is there; one without a value says yes."""
    for name in names:
        found = next(begin.iter(W + name), None)
        if found is not None:
            return found.get(_VAL, "1")
    return None


def take_out_prompts(marks: Iterable[etree._Element]) -> list[Aside]:
    """Empty the content controls that show their prompt; returns what reads like more than a prompt."""
    told: list[Aside] = []
    for mark in marks:
        control = mark.getparent()
        content = control.getnext() if control is not None else None
        if content is None or mark.get(_VAL) in _NO:
            continue
        texts = [text for text in content.iter(*TEXTS) if text.getparent() is not None]
        shown = clean("".join(text.text or "" for text in texts))
        _remove(texts)
        if shown and not _ASKS.search(shown):
            told.append(Aside("内容控件的提示文字", shown))
    return told


def take_out_styled_prompts(root: etree._Element, styles: Container[str]) -> None:
    """Empty the content controls whose prompt is told by its style alone: other programs drop the mark.

    What was typed over a prompt may have kept its style: only what asks for something is a prompt.
    """
    for content in root.iter(_CONTENT):
        texts = [text for text in content.iter(_T) if (text.text or "").strip()]
        shown = "".join(text.text or "" for text in texts)
        if _ASKS.search(shown) and all(_style(text) in styles for text in texts):
            _remove(texts)


def _style(text: etree._Element) -> str:
    """The style of the run that a text stands in."""
    run = text.getparent()
    style = run.find(_STYLE) if run is not None else None
    return style.get(_VAL, "") if style is not None else ""
