"""What the menus of one window do for the program as a whole: settings, letters, finding text, help."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from model.storage.reach import SILENT, Look
from ui.dialogs import ask
from ui.dialogs.lifetime import deleted_after
from ui.dialogs.office_folder import look_through
from ui.look import style
from ui.look.wheel import ZoomWheel
from ui.session import Session
from ui.settings import Settings
from ui.window import office
from ui.window.actions import Handler
from ui.window.pages import Pages

_PATIENCE = 0.3  # seconds that the menu waits for reports on a share
_Widget = TypeVar("_Widget", bound=QWidget)


class ProgramController(QObject):
    """Shows the dialogs that belong to no part of the report.

    Signals: ``settings_changed``; ``open_asked`` with the path of a recent report.
    """

    settings_changed = Signal()
    open_asked = Signal(object)

    def __init__(
        self, session: Session, settings: Settings, pages: Pages, state: Path, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._settings = settings
        self._pages = pages
        self._state = state
        self._window = window
        self._wheel = ZoomWheel()

    def handlers(self) -> dict[str, Handler]:
        """Return what these actions do, by name."""
        return {
            "settings": self.change_settings,
            "find": self.find_text,
            "larger": lambda: self.resize_letters(1),
            "smaller": lambda: self.resize_letters(-1),
            "usual_size": self.reset_letters,
            "replace": lambda: self.find_text(replacing=True),
            "manual": self.show_manual,
            "log": lambda: ask.show_in_system(self._state),
            "about": self.show_about,
        }

    def change_settings(self) -> None:
        """Show the settings and apply what was changed."""
        from ui.dialogs.settings import change

        before = self._settings.template_folder
        if not change(self._settings, self._window):
            return
        self.settings_changed.emit()
        office.take_in(self._session, self._settings)
        office.take_in_counts(self._session, self._settings)
        look_through(self._settings.template_folder, before, self._window)

    def resize_letters(self, by: int) -> None:
        """Make all letters of the program larger or smaller, by so many points."""
        self._settings.font_points = style.stepped(QApplication.font().pointSize(), by)
        self.settings_changed.emit()

    def reset_letters(self) -> None:
        """Give the letters the system's size again."""
        self._settings.font_points = 0
        self.settings_changed.emit()

    def turn(self, event: QWheelEvent) -> None:
        """Size the letters by the wheel."""
        by = self._wheel.notches(event)
        if by:
            self.resize_letters(by)

    def find_text(self, *, replacing: bool = False) -> None:
        """Show the find and replace dialog; ``replacing``: the keyboard begins in what to replace by."""
        from ui.narrative.find import FindReplaceDialog

        self._pages.commit()
        make = partial(FindReplaceDialog, self._session, self._window, self._pages.place)
        self._show_one(FindReplaceDialog, make).begin(replacing=replacing)

    def show_manual(self) -> None:
        """Show the manual in a window of its own."""
        from ui.help.manual import Manual

        self._show_one(Manual, lambda: Manual(self._window))

    def show_about(self) -> None:
        """Show version and licences."""
        from ui.dialogs.about import AboutDialog

        with deleted_after(AboutDialog(self._window)) as dialog:
            dialog.exec()

    def fill_recent(self, menu: QMenu) -> None:
        """Fill the menu of recent reports."""
        menu.clear()
        recent = self._settings.recent
        look = Look(recent)
        look.wait(_PATIENCE)
        for path in recent:
            action = QAction(path.name.replace("&", "&&"), menu)
            trouble = look.trouble(path)
            action.setToolTip(str(path) if trouble == "" else f"{path}\n{trouble or SILENT}")
            action.setEnabled(trouble == "")
            action.triggered.connect(lambda _=False, chosen=path: self.open_asked.emit(chosen))
            menu.addAction(action)
        if menu.isEmpty():
            menu.addAction("（没有）").setEnabled(False)
        menu.setToolTipsVisible(True)

    def _show_one(self, kind: type[_Widget], make: Callable[[], _Widget]) -> _Widget:
        """Show a dialog that stays open beside the report; one that is open already comes to the front."""
        found = self._window.findChildren(kind)
        dialog = found[0] if found else make()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog
