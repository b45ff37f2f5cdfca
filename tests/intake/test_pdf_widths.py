"""PDF: fonts of which only the ink is told, as browsers draw Chinese fonts into a file (Type 3).

``files/browser.pdf`` was printed by Chromium 156 from a page with one line in FandolFang.
"""

from pathlib import Path

from intake.blocks import Paragraph
from intake.pages import pdfium

PRINTED = Path(__file__).parent / "files" / "browser.pdf"


def test_narrow_characters_have_no_blanks_around_them() -> None:
    assert pdfium.blocks(PRINTED.read_bytes(), PRINTED.name) == [Paragraph("本局把项目公布目录公布")]
