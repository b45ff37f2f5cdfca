"""Text of a Word document that is left out, a line for each paragraph."""

from lxml import etree

from intake.formats.left_out import LeftOut
from intake.formats.tree import around
from intake.formats.word.names import BODY, P, R


class Told(LeftOut):
    """What was left out so far of the body; elsewhere there is nothing to tell."""

    def add_of(self, what: str, element: etree._Element, text: str) -> None:
        """Keep what an element says with what else its paragraph said."""
        if around(element, BODY) is None:
            return
        paragraph = around(element, P)
        is_run = element.tag == R
        self.add(what, text, paragraph if paragraph is not None or is_run else element)
