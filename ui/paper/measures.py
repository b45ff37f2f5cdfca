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
TRACKING = -5.0
"""What letters of the body are drawn together by, so that 28 fit in a line: as the Word templates' style."""

TITLE, BODY, FOLIO, TABLE = 440, 320, 280, 200
"""Sizes of letters: 2号, 3号, 4号 and the tables' 10 points."""
TITLE_PITCH = 32 * TWIPS
"""Fixed pitch of the title, as in the Word templates."""
FOLIO_BELOW = 7 * _MM
"""The dashes beside the page number lie 7 mm below the type area."""

CELL_LINE = 13 * TWIPS
LABEL_TRACKING = -8.0
"""What labels at the left are drawn together by, as the Word templates' style."""
CELL_PADDING = 17.0
"""So narrow that the labels of the groups break as on the official form."""
LABEL_INDENT = 40.0
"""Free at both sides of a band's text and of the remark in the corner."""
ROW_LEAST, TALL_ROW_LEAST = 340.0, 672.0
"""Least height of a table row in the official form; of the one row of figures of table four."""
RULE = 0.75 * TWIPS
BORDER = TWIPS
"""What the line around a cell adds to the height of a row that its text fills."""
BAND = "#C6D9F1"
