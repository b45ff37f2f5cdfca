"""What stands between two marks, found in time that grows with the text and not with its square.

A pattern such as ``（[^）]*）`` looks through the whole rest of a text from each mark that nobody closed.
"""

import re


def without(text: str, opening: re.Pattern[str], closing: str) -> str:
    """Return a text without what stands from an opening mark to the next closing one, the marks included.

    What is never closed stays: of 公开（含部分（公开））和（其他 is left 公开）和（其他.
    """
    kept, done = [], 0
    start = opening.search(text)
    while start is not None:
        end = text.find(closing, start.end())
        if end < 0:
            break
        kept.append(text[done : start.start()])
        done = end + len(closing)
        start = opening.search(text, done)
    return "".join((*kept, text[done:]))


def without_last(text: str) -> str:
    """Return a label without the explanation in brackets at its end.

    >>> without_last("予以公开"), without_last("部分公开（一并）（区分处理的）")
    ('予以公开', '部分公开（一并）')
    """
    if not text.endswith("）"):
        return text
    start = text.find("（", text.rfind("）", 0, -1) + 1)
    return text[:start] if start >= 0 else text
