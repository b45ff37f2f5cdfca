"""What Qt leaves out of a PDF file: bookmarks, language, and that a window shows the title."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from export.printed import Printed
from model.text.headings import HeadingLevel
from ui.paper.measures import PAGE_HEIGHT, TWIPS
from ui.preview.pages import Pages

_LANGUAGE = "zh-CN"
_DATES = ("/CreationDate", "/ModDate")
_ABOVE = 6.0  # points: what a bookmark leads to is shown with a little room above it


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading on a page: ``page`` from 1, ``y`` in points from its upper edge, ``level`` from 0."""

    text: str
    page: int
    y: float
    level: int


def bookmarks(printed: Printed, pages: Pages) -> list[Bookmark]:
    """Return the title, the sections, and the headings “（一）” inside them, with their places."""
    lines = [(page.number, line) for page in pages for line in page.texts()]
    found: list[Bookmark] = []
    at = 0
    for text, level in _headings(printed):
        start = text.split("\n")[0]
        place = next((n for n in range(at, len(lines)) if _begins(lines[n][1].text, start)), None)
        if place is not None:  # else it is too long for a line, and broken
            page, line = lines[place]
            found.append(Bookmark(text.replace("\n", "").rstrip("。"), page, line.y, level))
            at = place + 1
    return found


def _headings(printed: Printed) -> Iterator[tuple[str, int]]:
    if printed.title:
        yield printed.title, 0
    for section in printed.form.definition.sections:
        yield section.heading, 0
        texts = zip(printed.text(section.id), printed.headings(section.id), strict=True)
        for text, heading in texts:
            if heading is not None and heading.level is HeadingLevel.PART:
                yield text[: heading.end], 1


def _begins(line: str, heading: str) -> bool:
    return line.startswith(heading) or (len(line) > 1 and heading.startswith(line))


# Qt 6.8.0 closes the dictionary of title and creator with a figure; mended without moving what follows.
_UNCLOSED = (b"/Trapped /False\n2\nendobj", b"/Trapped /False>>\nendobj")


def marked(content: bytes, title: str, organ: str, found: Iterable[Bookmark]) -> bytes:
    """Return a PDF file of Qt with its organ (Qt 6.8 cannot write it), its language, title and bookmarks."""
    # Not at the start: the library takes a fifth of a second to load.
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import BooleanObject, Fit, NameObject, TextStringObject

    reader = PdfReader(BytesIO(content.replace(*_UNCLOSED)))
    reader.root_object.pop("/Metadata", None)  # the same once more, with the moment
    writer = PdfWriter(clone_from=reader)
    catalogue = writer.root_object
    catalogue[NameObject("/Lang")] = TextStringObject(_LANGUAGE)
    writer.create_viewer_preferences()
    assert writer.viewer_preferences is not None  # just made
    writer.viewer_preferences[NameObject("/DisplayDocTitle")] = BooleanObject(True)
    # Without the dates and the identifier of Qt: the same report gives the same file.
    kept = {name: text for name, text in (writer.metadata or {}).items() if name not in _DATES}
    writer.metadata = {**kept, "/Title": title, "/Author": organ}
    writer._ID = None
    parents: dict[int, Any] = {}
    for one in found:
        top = PAGE_HEIGHT / TWIPS - one.y + _ABOVE
        fit = Fit.xyz(left=0, top=top, zoom=0)
        parent = parents.get(one.level - 1)
        parents[one.level] = writer.add_outline_item(
            title=one.text, page_number=one.page - 1, parent=parent, fit=fit
        )
    made = BytesIO()
    writer.write(made)
    return made.getvalue()
