"""Looks: Fusion on the system's colours, light or dark, letters of the wished size."""

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.settings import LARGEST, SMALLEST, Settings

# Chinese glyphs where the system's own font has none; without them Qt may pick the Japanese ones.
_CHINESE = ("Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "SimSun")
_STYLE = "fusion"
_THEME = "theme"  # the application's property that tells which is shown
_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
_GROUNDS = {  # window, base, text, highlight
    "light": ("#efefef", "#ffffff", "#000000", "#308cc6"),
    "dark": ("#323232", "#242424", "#f0f0f0", "#2f6f9f"),
}
# For light and dark grounds; each has 4.5:1 contrast against its ground.
_LEVEL_COLOURS = {
    "error": ("#b3261e", "#ff8a80"),
    "warning": ("#8a5a00", "#ffc14d"),
    "hint": ("#1f5fa8", "#8ab8f0"),
    "good": ("#1e6b34", "#7fd396"),
    "calm": ("#5f6368", "#a8adb3"),
}


def dress(application: QApplication, settings: Settings) -> None:
    """Give the program its style, colours and letters; what is so already is left, as each takes a while."""
    if application.style().name() != _STYLE:
        application.setStyle(_STYLE)
    if application.property(_THEME) != settings.theme:
        application.setProperty(_THEME, settings.theme)
        _colour(application, settings.theme)
    font = QFont(application.font())
    font.setFamilies([*font.families()[:1], *_CHINESE])
    font.setPointSize(settings.font_points or _usual_points())
    application.setFont(font)


def _colour(application: QApplication, theme: str) -> None:
    hints = application.styleHints()
    hints.setColorScheme(_SCHEMES[theme])
    if theme != "system" and hints.colorScheme() != _SCHEMES[theme]:
        # Plain X11 cannot change its colours; the style can be given some.
        application.setPalette(_palette(_GROUNDS[theme]))
    else:
        application.setPalette(QPalette())  # the system's, and following it


def _usual_points() -> int:
    """The system's size of letters."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSize()


def _palette(ground: tuple[str, str, str, str]) -> QPalette:
    """Make a palette of four colours: window, base, text, highlight."""
    window, base, text, highlight = map(QColor, ground)
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette(window, window)  # Qt shades buttons, frames and shadows itself
    for one in (role.WindowText, role.Text, role.ButtonText, role.ToolTipText):
        made.setColor(one, text)
        made.setColor(group.Disabled, one, _between(text, window))
    for one in (role.Base, role.ToolTipBase):
        made.setColor(one, base)
    made.setColor(role.AlternateBase, _between(base, window))
    made.setColor(role.PlaceholderText, _between(text, base))
    made.setColor(role.Highlight, highlight)
    made.setColor(role.HighlightedText, QColor("white"))
    made.setColor(role.Link, QColor(_LEVEL_COLOURS["hint"][window.lightness() < 128]))
    return made


def _between(one: QColor, other: QColor) -> QColor:
    return QColor(
        (one.red() + other.red()) // 2, (one.green() + other.green()) // 2, (one.blue() + other.blue()) // 2
    )


def stepped(points: int, by: int) -> int:
    """Return a size of letters one step larger or smaller, within what windows can bear."""
    return min(max(points + by, SMALLEST), LARGEST)


def speak_chinese(application: QApplication) -> QTranslator:
    """Make Qt's own dialogs, buttons and dates Chinese, whatever the system's language.

    Return the translator; without its file (a bundle that left it out) it is empty.
    """
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)
    return translator


def is_dark(palette: QPalette) -> bool:
    """Whether text is light on a dark ground."""
    return palette.color(QPalette.ColorRole.Window).lightness() < 128


def outline_ticks(view: QWidget) -> None:
    """Give the boxes to tick in a list an edge that is seen: the style draws it darker than a dark ground."""
    palette = view.palette()
    if is_dark(palette):
        palette.setColor(QPalette.ColorRole.Window, colour(palette, "calm"))
        view.setPalette(palette)


def colour(palette: QPalette, name: str) -> QColor:
    """Return the colour of a level (``error``, ``warning``, ``hint``), of ``good`` or ``calm``.

    In a high-contrast palette (pure black against white) everything is written in the text's colour:
    marks and words tell the levels apart there.
    """
    text = palette.color(QPalette.ColorRole.Text)
    base = palette.color(QPalette.ColorRole.Window)
    if abs(text.lightness() - base.lightness()) == 255 and base == palette.color(QPalette.ColorRole.Button):
        return text
    light, dark = _LEVEL_COLOURS[name]
    return QColor(dark if is_dark(palette) else light)
