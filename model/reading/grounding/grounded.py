"""What the grounding yields: facts in the order of the text."""

import msgspec

from model.reading.facts import Growth, Mention, Share
from model.reading.grounding.context import Context
from model.reading.tokens.phrase import Phrase


class Counted(msgspec.Struct, frozen=True, gc=False):
    """A figure that counts something.

    ``bracketed``: it stands in brackets; ``listed``: a “、” parts it from another figure before it.
    """

    mention: Mention
    bracketed: bool = False
    listed: bool = False


class Opened(msgspec.Struct, frozen=True, gc=False):
    """From here on a figure is divided, behind “其中” or in brackets; None: nothing known is."""

    whole: Mention | None
    bracket: bool = False


class Closed(msgspec.Struct, frozen=True, gc=False):
    """The end of a bracket, of a part of a sentence, or of a sentence."""

    bracket: bool = False
    sentence: bool = False


class Stated(msgspec.Struct, frozen=True, gc=False):
    """A stretch of words without figures that may say “none” or “all”, in its context.

    ``supposed``: in what manner it was done is not known, and left out. ``implied``: it says what became of
    the figure just before, without “all”: “行政复议1件，正在审理中”.
    """

    phrase: Phrase
    context: Context
    supposed: bool = False
    implied: bool = False


class Left(msgspec.Struct, frozen=True):
    """The rest of what was divided, told without a figure: “其余为当面提交”."""


Fact = Counted | Growth | Share | Opened | Closed | Stated | Left
