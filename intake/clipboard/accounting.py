"""Figures as sheets show them in the number formats of accounting."""

import re

from model.values import Figure, Measure, parse, without_idle_decimals

_NOTHING = re.compile(r"[-－–—−‐‑‒―─]+")
"""A dash alone: how the accounting format shows 0."""
_NEGATIVE = re.compile(r"[(（]\s*(\d[\d,，]*(?:\.\d+)?)\s*[)）]")
"""A figure in brackets: how the accounting format shows one below 0."""
# An office's computer may be set to another country, whose sign its sheets show then.
_CURRENCY = re.compile(r"(?:[¥￥$＄]|CNY|RMB|人民币)\s*(?=[\d(（-])")


def accounted(text: str) -> str:
    """Return a figure as it is written in reports; what is no such format stays as it is.

    >>> accounted(" - "), accounted("(3)"), accounted("¥ 1,250.00"), accounted("$ (2.50)")
    ('0', '-3', '1,250.00', '-2.50')
    """
    stripped = _CURRENCY.sub("", text.strip(), count=1)
    if _NOTHING.fullmatch(stripped):
        return "0"
    negative = _NEGATIVE.fullmatch(stripped)
    return f"-{negative[1]}" if negative is not None else stripped


def as_figure(text: str, measure: Measure) -> Figure:
    """Return what a pasted text is in a column; a count loses decimals that are all 0, such as ``12.00``."""
    return without_idle_decimals(parse(accounted(text)), measure)
