"""The measures of the printed page (GB/T 9704-2012, chapters 5 and 7), in twips: 1/20 point.

Twips, because the official tables' columns are given in them, and because glyphs laid out that large
keep their true widths on any device.
"""

TWIPS = 20.0
"""Twips in a point."""

_MM = 72 / 25.4 * TWIPS

PAGE_WIDTH, PAGE_HEIGHT = 210 * _MM, 297 * _MM
LEFT, TOP = 28 * _MM, 37 * _MM
WIDTH, HEIGHT = 156 * _MM, 225 * _MM
LINES, CHARACTERS = 22, 28
PITCH = HEIGHT / LINES
"""Line pitch of the body: 22 lines fill the type area, just under 29 points each."""
CHARACTER = WIDTH / CHARACTERS
"""Room of a character of the body: 28 fill a line."""

TITLE, BODY, FOLIO, TABLE = 440, 320, 280, 200
"""Sizes of letters: 2号, 3号, 4号 and the tables' 10 points."""
TITLE_PITCH = 1.25 * PITCH
FOLIO_BELOW = 7 * _MM
"""The page number's upper edge lies 7 mm below the type area."""

CELL_LINE = 13 * TWIPS
CELL_PADDING = 17.0
"""So narrow that the labels of the groups break as on the official form."""
ROW_LEAST = 340.0
"""Least height of a table row in the official form."""
RULE = 0.75 * TWIPS
BAND = "#C6D9F1"
