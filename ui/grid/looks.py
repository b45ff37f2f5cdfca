"""The grid's colours, all made from the palette, so that light, dark and high contrast work."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from model.rules import Level

_OFFICIAL_BAND = QColor("#C6D9F1")
_LIGHT_LEVELS = {
    Level.ERROR: QColor("#C42B1C"),
    Level.WARNING: QColor("#9A6700"),
    Level.HINT: QColor("#0B6BB5"),
}
_DARK_LEVELS = {
    Level.ERROR: QColor("#FF7B72"),
    Level.WARNING: QColor("#E3B341"),
    Level.HINT: QColor("#6CB6FF"),
}
_STRONG = {Level.ERROR: 0.30, Level.WARNING: 0.24, Level.HINT: 0.15}


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Return ``one`` with a share (0 to 1) of ``other``."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
    )


@dataclass(frozen=True)
class Looks:
    """The colours of one palette."""

    base: QColor
    text: QColor
    line: QColor
    label: QColor
    band: QColor
    total: QColor
    blank: QColor
    faint: QColor
    focus: QColor
    remark: QColor
    levels: dict[Level, QColor]
    pale: dict[Level, QColor]
    strong: dict[Level, QColor]


def looks_of(palette: QPalette) -> Looks:
    """Make the grid's colours of a palette."""
    base = palette.color(QPalette.ColorRole.Base)
    text = palette.color(QPalette.ColorRole.Text)
    focus = palette.color(QPalette.ColorRole.Highlight)
    dark = base.lightness() < text.lightness()
    levels = _DARK_LEVELS if dark else _LIGHT_LEVELS
    return Looks(
        base=base,
        text=text,
        line=mixed(base, text, 0.34 if dark else 0.28),
        label=mixed(base, _OFFICIAL_BAND, 0.12 if dark else 0.26),
        band=mixed(base, _OFFICIAL_BAND, 0.30 if dark else 1.0),
        total=mixed(base, text, 0.045),
        blank=mixed(base, text, 0.085),
        faint=mixed(text, base, 0.42),
        focus=focus,
        remark=mixed(focus, text, 0.25),
        levels=levels,
        pale={level: mixed(base, colour, _STRONG[level] / 3) for level, colour in levels.items()},
        strong={level: mixed(base, colour, _STRONG[level]) for level, colour in levels.items()},
    )
