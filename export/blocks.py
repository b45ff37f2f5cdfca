"""Pattern paragraphs of a Word template: a paragraph with a tag, printed for each paragraph of a text.

Body paragraphs look like the pattern. Headings take the template's own heading styles, so that a
person changes them in one place; a heading that runs in to its text takes the character style linked to it.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from html import escape

from lxml import etree

from export import word_charts
from export.package import Package, parse
from export.syntax import lines, step, value
from export.tags import (
    CELL,
    PARAGRAPH_FORMAT,
    RUN,
    RUN_FORMAT,
    SECTION_FORMAT,
    pieces,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADINGS = range(2, 5)  # “（一）”, “1.” and “（1）”; “一、” are the sections' headings in the template
_PLACE = "pattern"  # the target of the processing instruction that keeps a pattern's place


@dataclass(frozen=True, slots=True)
class HeadingStyle:
    """Ids of a heading's paragraph style and of the character style linked to it, if any."""

    paragraph: str
    character: str


class Patterns:
    """Takes pattern paragraphs out of a document and puts template text in their places."""

    def __init__(self, package: Package) -> None:
        self._styles = _heading_styles(package)
        self._sources: list[tuple[str, str]] = []

    def take(self, paragraph: etree._Element, name: str) -> None:
        """Take out the pattern of a text."""
        place = etree.ProcessingInstruction(_PLACE, str(len(self._sources)))
        source = self._source(paragraph, name)
        place.tail = paragraph.tail
        parent = paragraph.getparent()
        assert parent is not None  # a paragraph stands in a body or a cell
        parent.replace(paragraph, place)
        self._sources.append((f"<?{_PLACE} {len(self._sources)}?>", source))

    def put_in(self, document: str) -> str:
        """Return the serialised document with the template text of each pattern."""
        for place, source in self._sources:
            document = document.replace(place, source)
        return document

    def _source(self, paragraph: etree._Element, name: str) -> str:
        format_ = paragraph.find(PARAGRAPH_FORMAT)
        body, section = _without_section(format_)
        parts = [step(f'for paragraph in texts["{name}"]'), step("if paragraph.chart")]
        parts += [_chart(body, _run_format(paragraph)), step("else"), "<w:p>", self._formats(body), _MARK]
        parts += [step("for run in paragraph.runs"), "<w:r>", self._run_formats(_run_format(paragraph))]
        parts += ['<w:t xml:space="preserve">', lines("run.lines"), "</w:t></w:r>", step("endfor"), "</w:p>"]
        parts.append(step("endif"))
        if _is_cell(paragraph):  # a cell must hold a paragraph
            parts += [step("else"), f"<w:p>{_xml(body)}</w:p>"]
        parts.append(step("endfor"))
        if section is not None:
            parts.append(f"<w:p><w:pPr>{_xml(section)}</w:pPr></w:p>")
        return "".join(parts)

    def _formats(self, body: etree._Element | None) -> str:
        cases = {
            f"paragraph.level == {level}": f'<w:pPr><w:pStyle w:val="{escape(style.paragraph)}"/></w:pPr>'
            for level, style in self._styles.items()
        }
        if body is not None and [child.tag for child in body] == [f"{_W}pStyle"]:
            # Only where the pattern leaves it to its style: an office's own indents stand.
            style_only = _xml(body[0])
            cases["paragraph.place"] = f"<w:pPr>{style_only}{_KEEP}{_PLACED}</w:pPr>"
            return _choice(cases, f"<w:pPr>{style_only}{_KEEP}{_RAGGED}</w:pPr>")
        return _choice(cases, _with_keep(body))

    def _run_formats(self, body: etree._Element | None) -> str:
        cases = {
            f"run.level == {level}": f'<w:rPr><w:rStyle w:val="{escape(style.character)}"/></w:rPr>'
            for level, style in self._styles.items()
            if style.character
        }
        cases |= {f"paragraph.level == {level}": "" for level in self._styles}
        return _choice(cases, _xml(body))


_MARK = (
    step("if paragraph.mark")
    + f'<w:bookmarkStart w:id="{value("paragraph.mark.id")}" w:name="{value("paragraph.mark.name")}"/>'
    + f'<w:bookmarkEnd w:id="{value("paragraph.mark.id")}"/>'
    + step("endif")
)
# The order of the elements is the schema's.
_KEPT = "<w:keepNext/><w:keepLines/>"  # Word would tear the paragraph, others do not: no line is left behind
_KEEP = step("if paragraph.keep") + _KEPT + step("endif")
_RAGGED = step("if paragraph.ragged") + '<w:jc w:val="left"/>' + step("endif")
# A signature by GB/T 9704-2012, 7.3.5: a line free above it; indents in 1/100 of a character.
_PLACED = (
    step("if paragraph.place.free_line")
    + '<w:spacing w:beforeLines="100" w:before="579"/>'
    + step("endif")
    + f'<w:ind w:rightChars="{value("paragraph.place.right")}" w:right="{value("paragraph.place.twips")}"/>'
)


def _with_keep(body: etree._Element | None) -> str:
    """A pattern's own format, with room for “keep with next” behind its style."""
    if body is None:
        return step("if paragraph.keep") + f"<w:pPr>{_KEPT}</w:pPr>" + step("endif")
    copy = deepcopy(body)
    for own in copy.findall(f"{_W}keepNext") + copy.findall(f"{_W}keepLines"):
        copy.remove(own)
    place = etree.ProcessingInstruction(_PLACE, "keep")
    copy.insert(1 if copy.find(f"{_W}pStyle") is not None else 0, place)
    return _xml(copy).replace(f"<?{_PLACE} keep?>", _KEEP)


def _chart(body: etree._Element | None, run: etree._Element | None) -> str:
    """A chart keeps the pattern's style and fonts, and nothing of its indents."""
    style = None if body is None else body.find(f"{_W}pStyle")
    return word_charts.source(_xml(style), _xml(None if run is None else run.find(f"{_W}rFonts")))


def _choice(cases: Mapping[str, str], otherwise: str) -> str:
    if not cases:
        return otherwise
    parts = [f"{step(f'elif {test}')}{text}" for test, text in cases.items()]
    parts[0] = parts[0].replace("elif", "if", 1)
    return "".join((*parts, step("else"), otherwise, step("endif")))


def _without_section(
    format_: etree._Element | None,
) -> tuple[etree._Element | None, etree._Element | None]:
    """The paragraph format without a section break in it, and that break, which must stand once."""
    if format_ is None:
        return None, None
    body = deepcopy(format_)
    body.tail = None
    section = body.find(SECTION_FORMAT)
    if section is not None:
        body.remove(section)
    return body, section


def _run_format(paragraph: etree._Element) -> etree._Element | None:
    """The format of the run that the tag begins in."""
    for piece in pieces(paragraph):
        if piece.text and (run := next(piece.iterancestors(RUN), None)) is not None:
            return run.find(RUN_FORMAT)
    return None


def _is_cell(paragraph: etree._Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and parent.tag == CELL


def _xml(element: etree._Element | None) -> str:
    """Serialise a piece, if any; the namespaces that the document declares are not declared again."""
    if element is None:
        return ""
    copy = deepcopy(element)
    copy.tail = None
    text = etree.tostring(copy, encoding="unicode")
    for prefix, uri in element.nsmap.items():
        text = text.replace(f' xmlns:{prefix}="{uri}"', "")
    return text


def _heading_styles(package: Package) -> dict[int, HeadingStyle]:
    """Find the template's heading styles by their built-in names, which Word keeps in every language."""
    content = next((part for name, part in package.parts.items() if name.endswith("/styles.xml")), None)
    if content is None:
        return {}
    found = {}
    for style in parse(content).iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        title = "" if name is None else name.get(f"{_W}val", "").lower()
        for level in _HEADINGS:
            if title == f"heading {level}" and style.get(f"{_W}type") == "paragraph":
                link = style.find(f"{_W}link")
                character = "" if link is None else link.get(f"{_W}val", "")
                found[level] = HeadingStyle(style.get(f"{_W}styleId", ""), character)
    return found
