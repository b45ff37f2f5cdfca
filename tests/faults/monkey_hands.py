"""What the clerk's monkey can do: deeds with real events, and answers to dialogs; see ``monkey``."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLineEdit,
    QWidget,
)

from model.rules import Span
from model.storage.files import save
from tests.support.shell_reports import whole
from ui.app import Desk
from ui.dialogs import ask
from ui.settings import Settings
from ui.window.window import ReportWindow

_ATTENDED = 8  # ms between two looks for a dialog
_PATIENCE = 14  # deeds in one dialog; then it is closed
_LONGEST = 6_000  # characters of a section; then it is written anew, as no clerk writes more
_BOOKS = (5_000, 20_000, 50_000, 900_000)  # characters pasted at once
# Other programs would open, or the run would end.
_LEFT_ALONE = ("quit", "log", "print", "new", "open", "close")
_SENTENCES = (
    "全年新收政府信息公开申请12件，办结11件。",
    "一是加强培训；二是完善台账。",
    "（一）主动公开。发布信息3006条，占比45.3%。",
    "政府信息公开工作年度报告2024年",
    "。",
    "，，",
    "{{ requests.received.total }}",
    "《条例》第三十六条第（一）项",
    "12.6万元",
)
_FIGURES = ("0", "7", "12", "305", "-3", "/", "", "1,204", "３", "12.5", "abc", "9999999", "一百")
_KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_F2,
    Qt.Key.Key_F4,
    Qt.Key.Key_F1,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Space,
)
_WITH_CONTROL = (
    Qt.Key.Key_A,
    Qt.Key.Key_C,
    Qt.Key.Key_X,
    Qt.Key.Key_V,
    Qt.Key.Key_Z,
    Qt.Key.Key_Y,
    Qt.Key.Key_D,
    Qt.Key.Key_R,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Return,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_PageUp,
)


class Hands(QObject):
    """A desk with one report, and what can be done there."""

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__()
        self._chance = random.Random(seed)
        self._folder = folder
        self._file = folder / "本年.nianbao"
        self._last = folder / "上年.nianbao"
        save(whole(), self._file, None)
        save(replace(whole(2023), identity=""), self._last, None)
        self._state = folder / "state"
        self._state.mkdir()
        self.desk = Desk(Settings(self._state / "settings.ini"), self._state)
        self._done: list[str] = []
        self._patience: dict[int, int] = {}
        self._attending = False

    @property
    def window(self) -> ReportWindow:
        """The report's window, opened again when it was closed."""
        if not self.desk.windows:
            self.desk.open_file(self._file, None)
            window = self.desk.windows[-1]
            window.activateWindow()
            QTest.qWaitForWindowExposed(window, 2000)
        return self.desk.windows[-1]

    def _settle(self) -> None:
        """Let timers of no length fire, and dialogs that opened be answered."""
        QTest.qWait(1)
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # -------------------------------------------------------------- dialogs

    def _answer(self) -> None:
        """Give names to files; no other program is opened."""
        ask.file_to_save = self._place_to_save
        ask.file_to_open = lambda *_: self._chance.choice((self._last, self._last, self._file, None))
        ask.file_of = lambda *_: self._chance.choice((self._last, None))
        ask.folder_of = lambda *_: self._chance.choice((self._folder, None))
        ask.show_in_system = lambda _path: None

    def _place_to_save(self, _parent: object, _title: str, suggestion: Path, _what: str = "") -> Path | None:
        if suggestion.suffix == ".nianbao":
            return self._chance.choice((self._file, None))
        return self._chance.choice((self._folder / f"出{suggestion.suffix}", None))

    def _attend(self) -> None:
        """Do something in the menu or dialog that holds everything else up, and look again soon.

        A timer of its own each time: one that repeats is silent while what it called waits for a dialog.
        """
        if self._attending:
            QTimer.singleShot(_ATTENDED, self._attend)
        menu = QApplication.activePopupWidget()
        if menu is not None:
            keys = [Qt.Key.Key_Down] * self._chance.randint(0, 6) + [
                self._chance.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape))
            ]
            for key in keys:
                if menu.isVisible():
                    QTest.keyClick(menu, key)
            with suppress(RuntimeError):  # its choice may have deleted it
                menu.close()
            return
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            self._patience.clear()
            self._go_on_while_saving()
            return
        spent = self._patience[id(dialog)] = self._patience.get(id(dialog), 0) + 1
        if spent > _PATIENCE and isinstance(dialog, QDialog):
            dialog.reject()
        elif self._chance.random() < 0.15:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        else:
            self._in(dialog)

    def _go_on_while_saving(self) -> None:
        """Type, save again, close or wait no longer while a slow save goes on."""
        windows = self.desk.windows
        if not windows or not windows[-1].document_file.saving:
            return
        window, chance = windows[-1], self._chance.random()
        if chance < 0.05:
            QTest.keyClick(self._focus(), self._chance.choice(_KEYS))
        elif chance < 0.06:
            self._compose(self._chance.choice(_SENTENCES))
        elif chance < 0.065:
            window.actions_["save"].trigger()
        elif chance < 0.067:
            window.close()
        elif chance < 0.077 and window.waiting_bar.isVisible():
            QTest.mouseClick(window.waiting_bar.button, Qt.MouseButton.LeftButton)

    def _in(self, place: QWidget) -> None:
        """Press a button, or type into a field."""
        fields = [item for item in place.findChildren(QLineEdit) if item.isVisible() and item.isEnabled()]
        if fields and self._chance.random() < 0.3:
            QTest.keyClicks(self._chance.choice(fields), self._chance.choice(("2023", "12", "x")))
            return
        buttons = [one for one in place.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
        if buttons:
            QTest.mouseClick(self._chance.choice(buttons), Qt.MouseButton.LeftButton)

    # -------------------------------------------------------------- deeds

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def _compose(self, text: str) -> None:
        """Give what an input method made of some letters."""
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(self._focus(), event)

    def _figure(self) -> None:
        session = self.window.session
        session.jump(self._chance.choice(list(session.form.cells)))
        text = self._chance.choice(_FIGURES)
        if text.isascii():
            QTest.keyClicks(self._focus(), text)
        else:
            self._compose(text)
        QTest.keyClick(self._focus(), self._chance.choice(_KEYS[:3]))

    def _sentence(self) -> None:
        """Chinese, as an input method gives it."""
        session = self.window.session
        part = self._chance.choice(("preamble", "overview", "problems", "other", "requests", "signature"))
        session.jump(Span(part, 0, 0, 0))
        self._settle()
        if sum(map(len, session.report.text(part))) > _LONGEST:
            QTest.keyClick(self._focus(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self._compose(self._chance.choice(_SENTENCES))
        if self._chance.random() < 0.3:
            QTest.keyClick(self._focus(), Qt.Key.Key_Return)

    def _key(self) -> None:
        QTest.keyClick(self._focus(), self._chance.choice(_KEYS))

    def _marked_key(self) -> None:
        QTest.keyClick(self._focus(), self._chance.choice(_KEYS[4:8]), Qt.KeyboardModifier.ShiftModifier)

    def _control_key(self) -> None:
        QTest.keyClick(self._focus(), self._chance.choice(_WITH_CONTROL), Qt.KeyboardModifier.ControlModifier)

    def _paste_block(self) -> None:
        session = self.window.session
        rows, columns = self._chance.randint(1, 12), self._chance.randint(1, 7)
        block = "\n".join(
            "\t".join(self._chance.choice(_FIGURES) for _ in range(columns)) for _ in range(rows)
        )
        QApplication.clipboard().setText(block)
        session.jump(self._chance.choice(list(session.form.cells)))
        QTest.keyClick(self._focus(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def _paste_text(self) -> None:
        QApplication.clipboard().setText("\n".join(self._chance.choices(_SENTENCES, k=4)))
        self.window.session.jump(Span(self._chance.choice(("overview", "problems")), 0, 0, 0))
        QTest.keyClick(self._focus(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def _paste_much(self) -> None:
        """A text as long as a book or a part of one, in few paragraphs or many."""
        paragraphs, characters = self._chance.choice((1, 10, 100, 1000)), self._chance.choice(_BOOKS)
        one = "".join(self._chance.choices(_SENTENCES, k=7)) * (characters // paragraphs // 100 + 1)
        QApplication.clipboard().setText("\n".join([one] * paragraphs))
        part = self._chance.choice(("preamble", "overview", "problems", "signature"))
        self.window.session.jump(Span(part, 0, 0, 0))
        QTest.keyClick(self._focus(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def _undo(self) -> None:
        for _ in range(self._chance.randint(1, 4)):
            self.window.actions_["undo"].trigger()

    def _redo(self) -> None:
        self.window.actions_["redo"].trigger()

    def _next_finding(self) -> None:
        self.window.actions_[self._chance.choice(("next_finding", "previous_finding"))].trigger()

    def _button(self) -> None:
        """Any button in sight: repairs, bars, the box of parts, tools."""
        place = self._chance.choice([w for w in QApplication.topLevelWidgets() if w.isVisible()])
        self._in(place)

    def _menu(self) -> None:
        """Any entry of the menus but the few that are left alone."""
        actions = self.window.actions_
        entries = [action for name, action in actions.all.items() if name not in _LEFT_ALONE]
        entries += [action for action in actions.here.actions() if not action.isSeparator()]
        entries = [action for action in entries if action.isEnabled() and action.isVisible()]
        entry = self._chance.choice(entries)
        self._done[-1] += f" {entry.text().partition('(')[0]}"
        entry.trigger()

    def _mouse(self) -> None:
        """A click, a double click or a menu by the right button, anywhere in a pane."""
        areas = [a for a in self.window.findChildren(QAbstractScrollArea) if a.isVisible()]
        view = self._chance.choice(areas).viewport()
        across, down = (self._chance.randrange(max(length, 1)) for length in (view.width(), view.height()))
        act = self._chance.choice((QTest.mouseClick, QTest.mouseClick, QTest.mouseDClick))
        held = self._chance.choice((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier))
        act(view, Qt.MouseButton.LeftButton, held, QPoint(across, down))

    def _part(self) -> None:
        self.window.pages.show_page(self._chance.choice(list(self.window.session.form.sections)))

    def _save(self) -> None:
        self.window.actions_["save"].trigger()

    def _export(self) -> None:
        name = self._chance.choice(("word", "html", "figures", "check_sheet", "pdf"))
        self._done[-1] += f" {name}"
        self.window.actions_[name].trigger()

    def _last_year(self) -> None:
        self.window.actions_["last_year"].trigger()

    def _zoom(self) -> None:
        """Letters larger and smaller, back to the usual size, light and dark."""
        settings = self.window.settings
        settings.theme = self._chance.choice(("light", "dark", "system"))
        settings.font_points = self._chance.choice((0, 9, 14, 20))
        self.window.settings_changed.emit()

    def _close(self) -> None:
        self.window.close()


_CHOSEN: dict[Callable[[Hands], None], int] = {
    Hands._figure: 14,
    Hands._sentence: 10,
    Hands._key: 12,
    Hands._marked_key: 4,
    Hands._control_key: 8,
    Hands._paste_block: 7,
    Hands._paste_text: 4,
    Hands._paste_much: 1,
    Hands._undo: 7,
    Hands._redo: 4,
    Hands._next_finding: 6,
    Hands._button: 8,
    Hands._menu: 5,
    Hands._mouse: 8,
    Hands._part: 5,
    Hands._save: 4,
    Hands._export: 1,
    Hands._last_year: 1,
    Hands._zoom: 1,
    Hands._close: 1,
}
DEEDS, WEIGHTS = tuple(_CHOSEN), tuple(_CHOSEN.values())
