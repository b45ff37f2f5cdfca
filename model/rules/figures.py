"""What a cell's text counts as in a sum."""

from functools import lru_cache

from model.values import Measure, parse, problem


@lru_cache(maxsize=2048)
def count(text: str | None) -> int | None:
    """Return the whole number a cell's text counts as in a sum, or None when it may not stand there.

    None as text is that of a cell without an entry: blank, so 0.
    """
    figure = parse(text or "")
    return None if problem(figure, Measure.COUNT) else int(figure.number)
