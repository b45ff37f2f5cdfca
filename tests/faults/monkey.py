"""A clerk's monkey: random deeds with real events in the real window.

    python -m tests.faults.monkey --deeds 5000 [--seed 1]

Types, pastes, undoes, marks, presses whatever button or menu it finds, answers dialogs at random, saves,
exports, takes over last year's report, closes and opens again. After each deed there must be no traceback, no
Qt warning and no more than a second of processor time; now and then the report in the window, the recovery
journal replayed and, once saved, the file read again must be the same. Prints its figures last; exits with 1
when anything was wrong.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, QtMsgType, qInstallMessageHandler
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

from model.report import Report
from model.rules import Span
from model.storage.codec import encode
from model.storage.files import open_report, save
from model.storage.journal import pending
from tests.support.shell_reports import whole
from ui.app import Desk
from ui.dialogs import ask
from ui.look import style
from ui.settings import Settings, recovery_folders
from ui.window.window import ReportWindow

SLOWEST = 1.0  # seconds of processor time a deed
_ATTENDED = 8  # ms between two looks for a dialog
_PATIENCE = 14  # deeds in one dialog; then it is closed
_LONGEST = 6_000  # characters of a section; then it is written anew, as no clerk writes more
_LOOKED_AFTER = 20  # deeds between two comparisons with the journal
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


@dataclass
class Outcome:
    """What a run did and what went wrong in it."""

    deeds: Counter[str] = field(default_factory=Counter)
    compared: int = 0
    slowest: tuple[float, str] = (0.0, "")
    troubles: list[str] = field(default_factory=list)


class Monkey(QObject):
    """Does one deed after the other at a desk with one report."""

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__()
        self.outcome = Outcome()
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

    def run(self, deeds: int) -> Outcome:
        """Do so many deeds."""
        before, hook = qInstallMessageHandler(self._heard), sys.excepthook
        sys.excepthook = self._raised
        self._answer()
        self._attending = True
        self._attend()
        try:
            self.window.session.jump(Span("overview", 0, 0, 0))
            self._settle()
            for number in range(deeds):
                self._one(number)
                if len(self.outcome.troubles) > 20:
                    break
        finally:
            self._attending = False
            qInstallMessageHandler(before)
            sys.excepthook = hook
        return self.outcome

    def finish(self) -> None:
        """Let all windows go without a question."""
        for window in list(self.desk.windows):
            window.session.undo_stack.setClean()
            window.close()

    # -------------------------------------------------------------- one deed

    def _one(self, number: int) -> None:
        deed = self._chance.choices(_DEEDS, _WEIGHTS, k=1)[0]
        name = deed.__name__.strip("_")
        self._done.append(f"{number} {name}")
        self.outcome.deeds[name] += 1
        self.window  # noqa: B018 -- opened again here, which is no part of the deed's time
        before = time.process_time()
        try:
            deed(self)
            self._settle()
        except Exception:  # noqa: BLE001 -- told with the deeds before it, and the run goes on
            self._trouble(traceback.format_exc())
        took = time.process_time() - before
        self.outcome.slowest = max(self.outcome.slowest, (took, self._done[-1]))
        if took > SLOWEST:
            self._trouble(f"took {took:.2f} s of processor time")
        if number % _LOOKED_AFTER == 0:
            self._compare()

    def _settle(self) -> None:
        """Let timers of no length fire, and dialogs that opened be answered."""
        QTest.qWait(1)
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _trouble(self, what: str) -> None:
        told = f"{what.rstrip()}\n    after: {', '.join(self._done[-6:])}"
        if not any(what[-200:] in other for other in self.outcome.troubles):
            self.outcome.troubles.append(told)

    def _heard(self, kind: QtMsgType, _context: object, message: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            sys.stderr.write(f"{message}: {self._done[-6:]}\n")  # the end; nothing is printed after it
        if kind != QtMsgType.QtDebugMsg and "This plugin does not support" not in message:
            self._trouble(f"Qt says: {message}")

    def _raised(self, kind: type[BaseException], error: BaseException, trace: object) -> None:
        self._trouble("".join(traceback.format_exception(kind, error, trace)))  # type: ignore[arg-type]

    # -------------------------------------------------------------- what must be the same

    def _compare(self) -> None:
        """The report, its journal replayed and its file."""
        window = self.window
        window.pages.commit()
        window.journal.sync()
        self.outcome.compared += 1
        session = window.session
        found = self._journals(session.path)
        if len(found) > 1:
            self._trouble(f"{len(found)} journals for one report")
        elif found and not _same(found[0], session.report):
            self._trouble(f"the journal replayed is another report: {_differences(found[0], session.report)}")
        elif not found and session.path is not None and not session.read_only:
            self._compare_file("nothing is in the journal, and the file is another report")
        if session.path is not None and not window.document_file.unsaved:
            self._compare_file("the window says saved, and the file is another report")

    def _compare_file(self, trouble: str) -> None:
        session = self.window.session
        if session.path is not None and not _same(open_report(session.path).report, session.report):
            stored = open_report(session.path).report
            self._trouble(f"{trouble}: {_differences(stored, session.report)}")

    def _journals(self, path: Path | None) -> list[Report]:
        """What a crash right now would leave of a report: copies of the journals, which nobody holds."""
        copy = self._folder / "crashed"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for folder in recovery_folders(self._state):
            for file in folder.glob("*") if folder.is_dir() else ():
                if folder.is_relative_to(self._folder):
                    shutil.copy(file, copy)
        return [recovery.report for recovery in pending(copy) if recovery.path == path]

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
            return
        spent = self._patience[id(dialog)] = self._patience.get(id(dialog), 0) + 1
        if spent > _PATIENCE and isinstance(dialog, QDialog):
            dialog.reject()
        elif self._chance.random() < 0.15:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        else:
            self._in(dialog)

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


def _same(one: Report, other: Report) -> bool:
    return encode(replace(one, identity="")) == encode(replace(other, identity=""))


def _differences(one: Report, other: Report) -> str:
    """Where two reports differ, shortened."""
    parts = []
    for entry in fields(Report):
        left, right = getattr(one, entry.name), getattr(other, entry.name)
        if left == right or entry.name == "identity":
            continue
        if isinstance(left, Mapping) and isinstance(right, Mapping):
            keys = sorted(str(key) for key in {*left, *right} if left.get(key) != right.get(key))
            left, right = ({key: side.get(key) for key in keys[:4]} for side in (left, right))
        parts.append(f"{entry.name}: {str(left)[:300]} / {str(right)[:300]}")
    return "; ".join(parts)


_CHOSEN: dict[Callable[[Monkey], None], int] = {
    Monkey._figure: 14,
    Monkey._sentence: 10,
    Monkey._key: 12,
    Monkey._marked_key: 4,
    Monkey._control_key: 8,
    Monkey._paste_block: 7,
    Monkey._paste_text: 4,
    Monkey._undo: 7,
    Monkey._redo: 4,
    Monkey._next_finding: 6,
    Monkey._button: 8,
    Monkey._menu: 5,
    Monkey._mouse: 8,
    Monkey._part: 5,
    Monkey._save: 4,
    Monkey._export: 1,
    Monkey._last_year: 1,
    Monkey._zoom: 1,
    Monkey._close: 1,
}
_DEEDS, _WEIGHTS = tuple(_CHOSEN), tuple(_CHOSEN.values())


def main() -> int:
    """Print the figures and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--deeds", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    application = QApplication([])
    style.speak_chinese(application)
    with tempfile.TemporaryDirectory() as folder:
        monkey = Monkey(Path(folder), arguments.seed)
        style.dress(application, monkey.desk.settings)
        outcome = monkey.run(arguments.deeds)
        monkey.finish()
    for trouble in outcome.troubles:
        sys.stdout.write(f"{trouble}\n\n")
    seconds, deed = outcome.slowest
    kinds = ", ".join(f"{count} {name}" for name, count in outcome.deeds.most_common())
    sys.stdout.write(
        f"deeds: {outcome.deeds.total()} ({kinds})\n"
        f"report, journal and file compared: {outcome.compared}\n"
        f"slowest: {seconds:.2f} s of processor time ({deed})\ntroubles: {len(outcome.troubles)}\n"
    )
    return 1 if outcome.troubles else 0


if __name__ == "__main__":
    sys.exit(main())
