"""Where a text tells of what it must tell of, and whether it says anything: a sentence, no mere heading."""

import re
from collections.abc import Sequence
from itertools import chain

from model.reading.words.words import words_of
from model.report.fields import replaced
from model.text.headings import HeadingLevel, heading

_END_OF_HEADING = re.compile(r"[。，：；,:;\n]")
_CHART = re.compile(r"\{\{\s*chart\.")
_MEANING = re.compile(r"[\u3400-\u9fff0-9０-９]")  # a Chinese character or a digit
_LEAST = 4  # characters of a short sentence that is closed by its stop: 运行正常。
_LEAST_OPEN = 10  # characters of a sentence that nobody has closed yet
_CLOSED = re.compile(r"[。！？；!?;][”’」』）)]*\s*$")
_OWN_SENTENCE = 12  # characters of a numbered line that says something instead of heading something


def says_something(paragraph: str) -> bool:
    """Whether a paragraph holds a sentence, not a few letters, a chart or a heading alone.

    >>> says_something("abc"), says_something("（一）主动公开。"), says_something("网站运行正常。")
    (False, False, True)
    """
    if _CHART.search(paragraph):
        return False
    text = replaced(paragraph, lambda _: "0").strip()
    if text.rstrip("。") in words_of("answers-nothing"):
        return True
    behind = _behind_heading(text)
    said = behind or text
    is_closed = _CLOSED.search(said) is not None
    is_heading_alone = not behind and _numbered(text)
    if is_heading_alone:
        return is_closed and _weight(said) >= _OWN_SENTENCE
    least = _LEAST if is_closed else _LEAST_OPEN
    return _weight(said) >= least


def _behind_heading(text: str) -> str:
    """What is said behind a heading in the same paragraph, empty for nothing or without a heading."""
    found = heading(text)
    return text[found.end :] if found is not None else ""


def paragraph_about(paragraphs: Sequence[str], words: Sequence[str]) -> int | None:
    """Return the paragraph that tells of something: headed by its words, else the first with them.

    What follows the heading in the same paragraph may well speak of another part, of the web site, say.
    """
    headed = headed_by(paragraphs, words)
    if headed is not None:
        return headed
    holding = [number for number, text in enumerate(paragraphs) if has_any(text, words)]
    numbered = (number for number in holding if _numbered(paragraphs[number]))
    return next(chain(numbered, holding), None)


def headed_by(paragraphs: Sequence[str], words: Sequence[str]) -> int | None:
    """Return the numbered paragraph whose first words, its heading, have one of the words."""
    for number, text in enumerate(paragraphs):
        if _numbered(text) and has_any(_first_words(text), words):
            return number
    return None


def end_of(paragraphs: Sequence[str], start: int) -> int:
    """Return the number behind the last paragraph under the heading of paragraph ``start``."""
    following = range(start + 1, len(paragraphs))
    return next((number for number in following if _numbered(paragraphs[number])), len(paragraphs))


def has_any(text: str, words: Sequence[str]) -> bool:
    """Return whether one of some words stands in a text."""
    return any(word in text for word in words)


def tells_of(paragraphs: Sequence[str], words: Sequence[str]) -> bool:
    """Whether there is a sentence about something: in its paragraph, or in those under its heading."""
    start = paragraph_about(paragraphs, words)
    if start is None:
        return False
    return any(map(says_something, paragraphs[start : end_of(paragraphs, start)]))


def _numbered(text: str) -> bool:
    """Whether a paragraph begins as “（一）” does."""
    if text.lstrip().startswith(("（", "(")):
        return True
    found = heading(text)
    return found is not None and found.level is HeadingLevel.PART


def _first_words(text: str) -> str:
    return _END_OF_HEADING.split(text, maxsplit=1)[0]


def _weight(text: str) -> int:
    return len(_MEANING.findall(text))
