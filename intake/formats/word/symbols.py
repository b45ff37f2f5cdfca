"""Characters of symbol fonts in a Word document (``w:sym``, runs in such a font), written as common ones."""

from lxml import etree

from intake.formats import symbols
from intake.formats.word.names import R_PR, R, T, W, owner
from intake.formats.word.told import Told

_FONTS, _ASCII, _OTHERS, _SYMBOL = (W + name for name in ("rFonts", "ascii", "hAnsi", "sym"))


def write_runs(root: etree._Element) -> None:
    """Write the text of runs that are set in a symbol font as what it looks like."""
    for fonts in root.iter(_FONTS):
        font = fonts.get(_ASCII, fonts.get(_OTHERS, ""))
        run = owner(fonts, R_PR) if symbols.is_known(font) else None
        if run is not None and run.tag == R:
            _write(run, font)


def _write(run: etree._Element, font: str) -> None:
    for text in run.iterchildren(T):
        text.text = symbols.in_common(text.text or "", font)


def write_symbols(root: etree._Element, told: Told) -> None:
    """Write characters that name their font as text; those that are not known are told."""
    for symbol in list(root.iter(_SYMBOL)):
        font, code = symbol.get(f"{W}font", ""), symbol.get(f"{W}char", "")
        symbol.tag, symbol.text = T, symbols.character(font, code)
        if not symbol.text:
            told.add_of("认不出的符号", symbol, f"{font} {code}")
