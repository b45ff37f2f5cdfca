"""Where a title that is longer than a line is broken: behind the year, where a reader pauses.

GB/T 9704-2012, 7.3.1: a title of several lines is broken by its meaning. The type area of 156 mm holds 20
characters of size 2号.
"""

LINE = 20  # characters


def broken(title: str, year: int) -> str:
    r"""Return a title as it is printed, with ``\n`` behind the year when one line cannot hold it.

    A title that a person has broken already stays as it is.
    """
    named = f"{year}年"
    if "\n" in title or named not in title or _width(title) <= LINE:
        return title
    at = title.index(named) + len(named)
    at += title.startswith("度", at)
    return f"{title[:at]}\n{title[at:].lstrip()}" if title[at:].strip() else title


def joined(title: str, year: int) -> str:
    """Return a title that was read from a page in one line, when it would be printed as it stood there."""
    whole = title.replace("\n", "")
    return whole if broken(whole, year) == title else title


def _width(text: str) -> float:
    """In characters of full width; digits and Latin letters take half of one."""
    return sum(0.5 if character.isascii() else 1 for character in text)
