"""Wholes and parts by the figures of one sentence alone, whatever its words are taken for."""

from collections.abc import Sequence

from model.prose.reading import Mention

_FEWEST = 3  # figures: a whole and two parts


def not_whole(said: Sequence[Mention]) -> list[Mention]:
    """Return the parts that are taken for the whole: “受理12件，答复7件，不予受理5件”.

    ``said`` are the figures of a sentence. Where those behind the first add up to it, and one of them is not
    understood, each is a part, and “答复” is not all that were answered.
    """
    figures = [one.quantity.figure for one in said]
    strange = any(not one.meanings for one in said)
    if len(said) < _FEWEST or not strange or None in figures:
        return []
    whole, *parts = (figure.value for figure in figures if figure)
    if sum(parts) != whole:
        return []
    return [one for one in said[1:] if set(one.meanings) & set(said[0].meanings)]
