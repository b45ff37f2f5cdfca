"""What a clause says without a figure: that something rose, fell or did not, that more is left."""

from model.reading.comparing import compared
from model.reading.facts import How
from model.reading.grounded import Fact, Left
from model.reading.phrase import Phrase
from model.reading.view import MOVING, RELATING, View

UNTOLD = MOVING | {"level", "remaining"}
"""Kinds of words that say something without a figure."""
_IN_TURN = ("level", "remaining", "rise", "fall")
_LEVEL = frozenset(("level",))
_MOVING_ALONE = MOVING | {"filler"}
_HOW = {"level": How.LEVEL, "rise": How.RISEN, "fall": How.FALLEN}


def untold(view: View, phrase: Phrase) -> Fact | None:
    """Return what “与上年持平”, “较上年有所减少” and “其余为当面提交” say without a figure."""
    first = next(filter(phrase.says, _IN_TURN))
    if first == "remaining":
        return Left()
    is_plain = first == "level" or _says_no_more(phrase)
    return _changed(view, phrase, first) if is_plain else None


def _says_no_more(phrase: Phrase) -> bool:
    """“较上年有所减少”, not “较上年减少重复申请”; the comparison may stand in the clause before."""
    is_at_end = phrase.words[-1].may_be(MOVING) and not all(map(phrase.says, MOVING))
    is_alone = not phrase.without(_MOVING_ALONE).words
    return is_at_end and (is_alone or phrase.says("compared"))


def _changed(view: View, phrase: Phrase, kind: str) -> Fact | None:
    """Return how something changed, where it is certain what."""
    rest = phrase.without(RELATING | _LEVEL)
    is_certain = view.scope.comparing and view.certain(rest)
    subjects = view.subjects_of(rest) if is_certain else ()
    word = phrase.first(kind)
    return compared(word.start, word.end, _HOW[kind], subjects)
