"""The sheet of paper in the text editor: how large its letters are, and where its text stands."""

import msgspec

from ui.paper.measures import BODY, PAGE_WIDTH, PITCH, TITLE_PITCH, TRACKING, WIDTH

DESK = 24
"""Pixels of the desk above the paper."""
MARK = 12
"""Length in pixels of the marks at the corners of the type area."""

_PITCH = BODY + TRACKING  # of a character of the body
_STEPS: tuple[int, ...] = (*range(10, 21), 22, 24, 26, 28, 32, 36, 40, 44, 48)  # pixels of a character
_USUAL, _LARGEST = 20, 26  # pixels of a character beside the window's usual letters
_USUAL_POINTS = 10.0
_LEAST_MARGIN = 1.9  # characters beside the text where the room is narrow: the signs of findings stand there
_LINE = 1.7  # heights of a line in characters; a little less than on paper, as a screen is lower
_ABOVE = 2.0  # characters between the edge of the paper and its text


class Paper(msgspec.Struct, frozen=True):
    """The sheet as it lies in a viewport; lengths in pixels, from the upper left corner of the document.

    ``scale`` is the pixels of a twip, ``pitch`` the height of a line, ``left`` and ``top`` where the text
    begins, ``width`` its 28 characters. ``edge`` and ``sheet`` are the left edge of the paper and its width.
    """

    character: int
    scale: float
    pitch: int
    left: float
    top: float
    width: float
    edge: float
    sheet: float

    @property
    def lines(self) -> tuple[float, int, float]:
        """All that the lines are set by, wherever the sheet lies."""
        return self.scale, self.pitch, self.width

    @property
    def right(self) -> float:
        """Where the text ends."""
        return self.left + self.width


def character_pixels(room: int, points: float) -> int:
    """Return the pixels of a character: whole steps, and always 28 characters in the line.

    ``room`` is the viewport's width, ``points`` the size of the window's letters: larger ones may take the
    margins of the paper, where it would not fit whole.
    """
    by_letters = points / _USUAL_POINTS
    sheet = PAGE_WIDTH / _PITCH  # characters across the paper
    whole = min(room / sheet, _LARGEST * by_letters)
    # A line is a little wider than its 28 characters: what is rounded away here would scroll sideways.
    narrow = WIDTH / _PITCH + 2 * _LEAST_MARGIN
    wanted = min(room / narrow, _USUAL * by_letters)
    fits = max(whole, wanted)
    fitting = [step for step in _STEPS if step <= fits]
    return fitting[-1] if fitting else _STEPS[0]


def lay_paper(room: int, points: float, *, title: bool = False, joined: bool = False) -> Paper:
    """Return the paper in a viewport of some width.

    ``title`` is for the report's title, ``joined`` for a text that goes on below another on the same sheet.
    """
    character = character_pixels(room, points)
    scale = character / _PITCH
    width = WIDTH * scale
    least = width + 2 * _LEAST_MARGIN * character
    sheet = max(min(PAGE_WIDTH * scale, float(room)), least)
    edge = max((room - sheet) / 2, 0.0)
    line = _LINE * character
    top = _LINE * character / 2 if joined else DESK + _ABOVE * character
    return Paper(
        character=character,
        scale=scale,
        pitch=round(line * (TITLE_PITCH / PITCH if title else 1)),
        left=edge + (sheet - width) / 2,
        top=round(top),
        width=width,
        edge=edge,
        sheet=sheet,
    )
