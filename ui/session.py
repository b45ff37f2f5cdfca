"""One open report: the object that all parts of a window share.

The window changes the report only through ``do``; everybody hears of it through the signals. Undo across
grids and texts is one history.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakMethod, finalize

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from shiboken6 import isValid

from model import forms
from model.address import Address
from model.forms import OfficialForm
from model.report import Edit, Report, identified, place
from model.report.length import MOST_WRITTEN, MOST_WRITTEN_PARAGRAPHS, grows_too_long
from model.rules import AnyFinding, Level, Span, accepted_as
from ui.checking import Remarks, belongs, by_address, proofreader
from ui.current import CurrentFinding
from ui.late_checks import LateChecks

if TYPE_CHECKING:
    from model.text.proofreading import Proofreader

_WRONG_WORDS = "wrong-words"
TOO_LONG = (
    f"全文超过了 {MOST_WRITTEN // 10_000} 万字或 {MOST_WRITTEN_PARAGRAPHS:,} 段，不像一份年度报告，"
    "所以没有修改，报告和原来一样。请先删去不属于年度报告的内容。"
)


class _Step(QUndoCommand):
    """An edit on the undo stack; edits of the same ``merge_key`` in a row are one step."""

    def __init__(self, session: "Session", edit: Edit, merge_key: str) -> None:
        super().__init__(edit.label)
        self._put = WeakMethod(session.put)  # a step keeps no session: see _emptied
        self.edit = edit
        self.merge_key = merge_key

    def redo(self) -> None:
        self._do(self.edit)

    def undo(self) -> None:
        self._do(self.edit.inverse())

    def _do(self, edit: Edit) -> None:
        put = self._put()
        if put is not None:
            put(edit)


def _goes_into_last_step(stack: QUndoStack, edit: Edit, merge_key: str, put: Callable[[Edit], None]) -> bool:
    """Apply an edit as a part of the last step, if that has the same key; return whether it has.

    Merged by Qt, each step that went into another would be kept by PySide, with its edit, for ever.
    """
    last = stack.command(stack.index() - 1)
    is_open = stack.index() == stack.count() and not stack.isClean()
    if not (merge_key and is_open and isinstance(last, _Step) and last.merge_key == merge_key):
        return False
    last.edit = last.edit.then(edit)
    put(edit)
    if last.edit:
        stack.indexChanged.emit(stack.index())
    else:
        last.setObsolete(True)
        stack.undo()  # nothing is left of the step: this takes it out and undoes nothing
    return True


def _refusal(report: Report, edit: Edit | None, *, read_only: bool, unlocking: bool) -> str:
    """Why a report must not be edited, or not so; nothing when it may."""
    if read_only:
        return "报告以只读方式打开，不能修改。"
    if report.final and not unlocking:
        return "报告已定稿，不能修改。如需修改，请先取消定稿。"
    if edit is not None and grows_too_long(report, edit.apply(report)):
        return TOO_LONG
    return ""


def _emptied(stack: QUndoStack) -> None:
    """Let go of the steps of a session that is gone, while the stack still stands.

    Left to the collection of garbage, the stack's wrapper may be taken apart before the steps': these are
    deleted twice then, and the program with them.
    """
    if isValid(stack):
        stack.blockSignals(True)
        stack.clear()


class Session(QObject):
    """Holds the report, its undo history and its live findings.

    Signals: ``changed`` with the places (tuple of Place) after the report changed, with the final mark
    also when a read-only report may be edited; ``findings_changed`` after the findings did;
    ``refused`` with a Chinese sentence when an edit is not allowed (final, read-only, texts grown too long);
    ``jump_asked`` with an Address or a Span that the window should show;
    ``edit_done`` with each Edit applied (undo and redo too), for the recovery journal;
    ``drafted`` with the Edit that what is being typed would make, None when it is given up, for it too;
    ``moved`` with the Edit that undo or redo applied, which the window should show;
    ``accept_asked`` with the Findings (tuple) for which a person wants to give one reason;
    ``open_asked`` with the files (tuple of Path) that were pasted or dropped into the report;
    ``quiet_changed`` with the wrong words (frozenset of str) that are not to be told any more.
    """

    changed = Signal(tuple)
    findings_changed = Signal()
    refused = Signal(str)
    jump_asked = Signal(object)
    edit_done = Signal(object)
    drafted = Signal(object)
    moved = Signal(object)
    accept_asked = Signal(object)
    open_asked = Signal(tuple)
    quiet_changed = Signal(frozenset)

    def __init__(
        self, report: Report, path: Path | None = None, *, read_only: bool = False, later: bool = False
    ) -> None:
        """Open a report. ``later``: it is painted first, then checked by ``check``; no edit waits."""
        super().__init__()
        self.report = identified(report)  # before the first edit, so that the journal knows it too
        self.path = path
        self.read_only = read_only
        self.held_by = "已在另一个窗口或另一个程序中打开"  # why it is read-only, after “本报告”
        self.phrases: Path | None = None  # the office's own file of phrases, where it has one
        self._proofreader: Proofreader | None = None
        self._words: Path | None = None
        self.quiet_words: frozenset[str] = frozenset()  # wrong words that are not to be told any more
        self.form: OfficialForm = forms.load(report.form)
        self.undo_stack = QUndoStack(self)
        finalize(self, _emptied, self.undo_stack).atexit = False
        self.checked_form, self.checking = self.form, LateChecks(self.form, self)
        self.checking.done.connect(self.check)
        self.current = CurrentFinding(self.form, self.jump, self)
        self._remarks = Remarks((), report)
        self._take([])
        if not later:
            self.check()

    @property
    def checked(self) -> bool:
        """Whether the findings are known."""
        return self.checking.begun

    def check(self) -> None:
        """Check the report where that was put off, and tell its findings anew."""
        self._take(self.checking.check(self.report))
        self.findings_changed.emit()

    @property
    def findings(self) -> tuple[AnyFinding, ...]:
        """All findings that are not accepted, those of the import included."""
        return self._open

    @property
    def errors(self) -> int:
        """The number of errors that remain."""
        return sum(1 for finding in self._open if finding.level is Level.ERROR)

    @property
    def accepted(self) -> tuple[AnyFinding, ...]:
        """The findings that stand accepted with a reason."""
        return self._accepted

    @property
    def locked(self) -> bool:
        """Whether the report must not be edited now."""
        return self.read_only or self.report.final

    def do(self, edit: Edit, merge_key: str = "", *, unlocking: bool = False) -> bool:
        """Apply an edit as one undo step; return whether it was applied.

        ``merge_key``: steps in a row with the same key become one (typing in one paragraph).
        ``unlocking`` is for the edit that reopens a final report.
        """
        if not edit:
            return True
        if not self.may_edit(edit, unlocking=unlocking):
            return False
        if not _goes_into_last_step(self.undo_stack, edit, merge_key, self.put):
            self.undo_stack.push(_Step(self, edit, merge_key))
        return True

    def may_edit(self, edit: Edit | None = None, *, unlocking: bool = False) -> bool:
        """Return whether edits, or this one, are allowed now; when not, say why through ``refused``."""
        why = _refusal(self.report, edit, read_only=self.read_only, unlocking=unlocking)
        if why:
            self.refused.emit(why)
        return not why

    def let_edit(self) -> None:
        """Let a report that was open to be read only be edited: it lies in a file of its own now."""
        if self.read_only:
            self.read_only = False
            self.changed.emit((place("final"),))
            self.findings_changed.emit()

    def undo(self) -> None:
        """Take the last step back, and have it shown."""
        self._through_history(self.undo_stack.undo, self.undo_stack.canUndo)

    def redo(self) -> None:
        """Do again what was taken back, and have it shown."""
        self._through_history(self.undo_stack.redo, self.undo_stack.canRedo)

    def put(self, edit: Edit) -> None:
        """Apply an edit without a history of its own (the undo stack calls this)."""
        self.report = edit.apply(self.report)
        self._take(self.checking.check(self.report, edit.places))
        self.changed.emit(edit.places)
        self.findings_changed.emit()
        self.edit_done.emit(edit)

    def show_remarks(self, remarks: Iterable[AnyFinding]) -> None:
        """Show what the reading of another file remarked, beside the live findings."""
        self._remarks = Remarks(remarks, self.report)
        if self.checked:
            self.check()

    @property
    def remarks(self) -> tuple[AnyFinding, ...]:
        """What the reading of another file remarked and nobody has mended yet."""
        return self._remarks.standing(self.report)

    def findings_at(self, address: Address) -> tuple[AnyFinding, ...]:
        """Return the open findings that concern a cell, those that blame it first."""
        return self._by_address.get(address, ())

    def findings_in(self, part: str) -> tuple[AnyFinding, ...]:
        """Return the open findings about a text part or about the cells of a section's table."""
        section = self.form.sections.get(part)
        table = section.table if section else ""
        return tuple(f for f in self._open if belongs(f, part, table))

    def jump(self, target: Address | Span) -> None:
        """Ask the window to show a cell or a stretch of text and put the focus there."""
        self.jump_asked.emit(target)

    @property
    def proofreader(self) -> "Proofreader":
        """What marks slips in the text, by the program's words and the office's own."""
        if self._proofreader is None:
            self._proofreader, complaint = proofreader(self._words, self.quiet_words)
            if complaint:
                self.refused.emit(complaint)
        return self._proofreader

    def read_words(self, file: Path | None) -> None:
        """Take the office's own list of words, None for none."""
        self._words, self._proofreader = file, None

    def check_by(self, form: OfficialForm) -> None:
        """Check by the report's form with what the office asks for besides."""
        begun, self.checked_form, self.checking = self.checked, form, LateChecks(form, self)
        self.checking.done.connect(self.check)
        if begun:
            self.check()

    def keep_quiet(self, words: Iterable[str]) -> None:
        """Tell these wrong words no more, neither in the list nor as findings, and all others again."""
        self.quiet_words = frozenset(words)
        self._proofreader = None
        if self.checked:
            self.check()
        self.quiet_changed.emit(self.quiet_words)

    def _through_history(self, move: Callable[[], None], can: Callable[[], bool]) -> None:
        if not self.may_edit():
            return
        done: list[Edit] = []
        hearing = self.edit_done.connect(done.append)
        move()
        while self.report.final and can():
            # On through the time when the report was final: history could not be left from within it.
            move()
        QObject.disconnect(hearing)
        if done:
            self.moved.emit(done[-1])

    def _take(self, found: list[AnyFinding]) -> None:
        told = (f for f in found if f.code != _WRONG_WORDS or f.actual not in self.quiet_words)
        everything = [*told, *self.remarks]
        self._open = tuple(f for f in everything if accepted_as(self.report, f) is None)
        self._accepted = tuple(f for f in everything if accepted_as(self.report, f) is not None)
        self._by_address = by_address(self._open)
        self.current.follow(everything)
