"""What is half-written in a dialog: a crash must not lose it, though it is no edit yet."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QDialog

from model.report import Edit
from ui.session import Session


def keep_draft(
    dialog: QDialog, session: Session, changes: Iterable[SignalInstance], edit: Callable[[], Edit | None]
) -> None:
    """Tell the session, after each of ``changes``, the edit that agreeing to the dialog would make now.

    None, or an edit without a change, says that there is nothing to be lost; so does closing the dialog.
    """
    for change in changes:
        change.connect(lambda *_: session.drafted.emit(edit() or None))
    dialog.finished.connect(lambda _: session.drafted.emit(None))
