"""Text of a Word document that is left out, gathered by what it is and by its paragraph, to be told."""

from lxml import etree

from intake.blocks import Aside, clean
from intake.formats.tree import around
from intake.formats.word.names import BODY, P, R


class Told:
    """What was left out so far."""

    def __init__(self) -> None:
        self._texts: dict[str, dict[etree._Element | None, str]] = {}

    def add(self, what: str, element: etree._Element, text: str) -> None:
        """Keep what an element of the body says; elsewhere, and without a text, there is nothing to tell."""
        if not clean(text) or around(element, BODY) is None:
            return
        texts = self._texts.setdefault(what, {})
        paragraph = around(element, P)
        if paragraph is None and element.tag != R:
            paragraph = element
        texts[paragraph] = texts.get(paragraph, "") + text

    def asides(self) -> list[Aside]:
        """Return all of it, one for each kind, a line for each paragraph."""
        return [Aside(what, "\n".join(map(clean, texts.values()))) for what, texts in self._texts.items()]
