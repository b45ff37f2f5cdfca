"""Looks: Fusion in the tokens' colours, light, dark or of high contrast, letters of the wished size."""

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QAbstractItemView, QApplication

from ui.look import tokens
from ui.look.controls import Controls
from ui.look.sheet import sheet, size_letters
from ui.settings import LARGEST, SMALLEST, Settings

# Chinese glyphs where the system's own font has none; without them Qt may pick the Japanese ones.
_CHINESE = ("Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "SimSun")
_BASE = "fusion"
_DRESSED = "dressed"  # the application's property that tells what it wears
_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
_ROOM = (1200, 640)  # pixels of a screen that has room for letters of the usual size


def dress(application: QApplication, settings: Settings) -> None:
    """Give the program its style, colours and letters; what is so already is left, as each takes a while.

    With the system's theme, colours follow the system while the program runs.
    """
    worn = application.property(_DRESSED)
    if worn is None:
        # Else Qt takes letters as well as colours from the sheet alone, and only when it is set anew.
        application.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)
        application.setStyle(Controls())
        application.styleHints().colorSchemeChanged.connect(lambda _: _follow(application, settings))
    points = settings.font_points or _usual_points(application)
    if application.font().pointSize() != points or worn is None:
        font = QFont(application.font())
        font.setFamilies([*font.families()[:1], *_CHINESE])
        font.setPointSize(points)
        application.setFont(font)
        for window in application.topLevelWidgets():
            application.sendEvent(window, QEvent(QEvent.Type.ApplicationFontChange))  # Qt would send it later
        size_letters(application)
        _settle(application)
    if worn != settings.theme:
        application.setProperty(_DRESSED, settings.theme)
        _colour(application, settings.theme)
        application.setStyleSheet(sheet(tokens.of(application.palette())))


def _settle(application: QApplication) -> None:
    """Lay out to the end now: by itself Qt would paint between two rounds of layouts, and lists once more."""
    application.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    for widget in application.allWidgets():
        if isinstance(widget, QAbstractItemView) and widget.isVisible():
            widget.doItemsLayout()
    application.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def undress(application: QApplication) -> None:
    """Take the style off while Python still stands: Qt would ask it for drawings after Python's end."""
    application.setStyleSheet("")
    application.setStyle(_BASE)


def _follow(application: QApplication, settings: Settings) -> None:
    """Wear the colours to which the system has changed."""
    if settings.theme == "system":
        _colour(application, "system")
        application.setStyleSheet(sheet(tokens.of(application.palette())))


def _colour(application: QApplication, theme: str) -> None:
    application.styleHints().setColorScheme(_SCHEMES[theme])
    dark = theme == "dark"
    if theme == "system":
        application.setPalette(QPalette())  # the system's own, to see what it is like
        system = application.palette()
        if tokens.is_high_contrast(system):
            return
        dark = tokens.is_dark(system)
    application.setPalette(tokens.palette_of(tokens.DARK if dark else tokens.LIGHT))


def _usual_points(application: QApplication) -> int:
    """The size of letters that is read with ease, where the screen has room for it; else the system's."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSize()
    room = application.primaryScreen().availableSize()
    return (
        max(system, tokens.USUAL_POINTS) if room.width() >= _ROOM[0] and room.height() >= _ROOM[1] else system
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


def colour(palette: QPalette, tone: str) -> QColor:
    """Return the ink of a tone in a palette.

    Tones are ``error``, ``warning``, ``hint``, ``good`` and ``calm``; ``on_fill`` is what stands on a solid
    button.
    """
    return tokens.of(palette).ink(tone)
