"""Fields and controls of a Word document: what they show is content; their code and their prompts are not."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from lxml import etree

from intake.blocks import clean, whole_number
from intake.formats import controls
from intake.formats.left_out import PROMPT
from intake.formats.tree import has, remove_all
from intake.formats.word import drawn
from intake.formats.word.names import NO, R_PR, VAL, T, W, is_on, owner
from intake.formats.word.told import Told

TEXTS = tuple(W + name for name in ("t", "tab", "br", "cr", "noBreakHyphen", "sym", "ptab"))
"""The elements of a run that are text."""
_FIELD, _PART, _CODE, _PROMPT = (
    W + name for name in ("fldChar", "fldCharType", "instrText", "showingPlcHdr")
)
CONTENT = W + "sdtContent"
"""What a content control holds."""
STYLE = W + "rStyle"
"""The style of a run, by which a prompt may be told."""
_CHECK_BOX, _ENTRY = f"{W}ffData/{W}checkBox", W + "listEntry"


@dataclass
class _Open:
    """A field that is not ended yet; ``in_its_code`` are the texts that stand in its ``code``."""

    begin: etree._Element
    is_in_code: bool = True
    code: str = ""
    in_its_code: list[etree._Element] = field(default_factory=list)
    shows: bool = False


def settle(root: etree._Element, told: Told) -> None:
    """Take the texts out that stand in the code of a field; write what a field without a result shows.

    A field that never ends is left as it is: better its code too much than the rest of the report too little.
    """
    if not has(root, _FIELD):
        return
    open_fields: list[_Open] = []
    for element in list(root.iter(_FIELD, _CODE, *TEXTS)):
        if element.tag == _FIELD:
            _mark(element, open_fields, told)
        elif not open_fields:
            continue
        elif element.tag == _CODE:
            open_fields[-1].code += element.text or ""
        else:
            _keep(element, open_fields)


def _mark(mark: etree._Element, open_fields: list[_Open], told: Told) -> None:
    """Begin a field, or go on with the innermost one: its code is over, or all of it."""
    part = mark.get(_PART)
    if part == "begin":
        open_fields.append(_Open(mark))
        return
    if not open_fields:
        return
    if part == "separate":
        innermost = open_fields[-1]
        innermost.is_in_code = False
        remove_all(innermost.in_its_code)
        innermost.in_its_code.clear()
    elif part == "end":
        ended = open_fields.pop()
        remove_all(ended.in_its_code)
        if not ended.shows:
            _write_shown(ended, mark, open_fields, told)


def _keep(text: etree._Element, open_fields: Sequence[_Open]) -> None:
    """Keep a text with the innermost code that it stands in, to be taken out; in none of them it is shown."""
    codes = [one for one in open_fields if one.is_in_code]
    if codes:
        codes[-1].in_its_code.append(text)
    elif (text.text or "").strip():
        for one in open_fields:
            one.shows = True


def _write_shown(ended: _Open, end: etree._Element, around_it: Sequence[_Open], told: Told) -> None:
    """Write what a field shows of which its properties or its code is all there is."""
    shown = _chosen(ended.begin) or _checked(ended.begin) or drawn.by_code(ended.code)
    run = end.getparent()
    if shown is None:
        told.add_of("用域代码画出的文字", end, ended.code)
    elif shown and run is not None:
        text = etree.SubElement(run, T)
        text.text = shown
        _keep(text, around_it)


def _chosen(begin: etree._Element) -> str:
    """The chosen entry of a drop-down, empty for another field."""
    choices = [entry.get(VAL, "") for entry in begin.iter(_ENTRY)]
    if not choices:
        return ""
    number = whole_number(_first(begin, "result", "default"), 0, len(choices) - 1)
    return choices[number]


def _checked(begin: etree._Element) -> str:
    """The sign of a check box, empty for another field."""
    if begin.find(_CHECK_BOX) is None:
        return ""
    said = _first(begin, "checked", "default")
    return controls.box(is_ticked=said is not None and said not in NO)


def _first(begin: etree._Element, *names: str) -> str | None:
    """The value of the first of some properties that is there; one without a value says yes."""
    for name in names:
        found = next(begin.iter(W + name), None)
        if found is not None:
            return found.get(VAL, "1")
    return None


# --------------------------------------------------------------------- prompts


def take_out_prompts(root: etree._Element, told: Told) -> None:
    """Empty the content controls that show their prompt; tells what reads like more than a prompt."""
    for mark in list(root.iter(_PROMPT)):
        content = _content_beside(mark)
        if content is None or not is_on(mark):
            continue
        texts = list(content.iter(*TEXTS))
        shown = clean(_joined(texts))
        remove_all(texts)
        if shown and not controls.asks(shown):
            told.add_of(PROMPT, content, shown)


def _joined(texts: Iterable[etree._Element]) -> str:
    return "".join(text.text or "" for text in texts)


def _content_beside(mark: etree._Element) -> etree._Element | None:
    """What the control holds that has a mark among its properties."""
    properties = mark.getparent()
    return properties.getnext() if properties is not None else None


def take_out_styled_prompts(root: etree._Element, styles: Container[str]) -> None:
    """Take out prompts told by their style alone: other programs drop the mark, older ones the control.

    What was typed over a prompt may have kept its style: only what asks for something is a prompt.
    """
    by_holder: dict[etree._Element, list[etree._Element]] = {}
    for mark in root.iter(STYLE):
        run = owner(mark, R_PR) if mark.get(VAL) in styles else None
        if run is not None:
            holder = next(run.iterancestors(CONTENT), run)
            by_holder.setdefault(holder, []).extend(run.iterchildren(T))
    for holder, texts in by_holder.items():
        if _are_prompt(texts, holder):
            remove_all(texts)


def _are_prompt(texts: Sequence[etree._Element], holder: etree._Element) -> bool:
    """Whether texts in the style of prompts are one; outside of a control by their words alone."""
    if holder.tag != CONTENT:
        return controls.is_prompt(_joined(texts))
    return controls.asks(_joined(texts)) and _are_all(texts, holder)


def _are_all(texts: Sequence[etree._Element], control: etree._Element) -> bool:
    """Whether a control has no other text but some."""
    mine = set(texts)
    return not any((text.text or "").strip() for text in control.iter(T) if text not in mine)
