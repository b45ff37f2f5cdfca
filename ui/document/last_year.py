"""“Import last year”: choose the file, see what will be carried, agree; one step of undo."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from model import forms
from model.report.last_year import NotLastYear, take_over
from ui.dialogs import ask, reading
from ui.dialogs.lifetime import deleted_after
from ui.dialogs.take_over import TakeOverDialog
from ui.session import Session
from ui.settings import Settings

if TYPE_CHECKING:
    from intake import Imported


def import_last_year(session: Session, settings: Settings, window: QWidget) -> bool:
    """Ask for last year's file and take it over; return whether anything was."""
    if not session.may_edit():
        return False
    path = ask.file_to_open(window, "选择上年报告", settings.folder)
    if path is None:
        return False
    settings.remember_folder(path.parent)
    return take_over_file(session, path, window)


def take_over_file(session: Session, path: Path, window: QWidget) -> bool:
    """Read last year's report and take over what the clerk agrees to."""
    last = reading.read(window, path, "上年报告")
    return last is not None and offer(session, last, window)


def offer(session: Session, last: "Imported", window: QWidget) -> bool:
    """Show what last year's report gives and what its reading assumed; take over what the clerk agrees to."""
    from model.rules import message

    try:
        offered = take_over(session.form, session.report, last.report)
    except NotLastYear as error:
        ask.tell(window, "不是上年报告", str(error))
        return False
    form = forms.load(last.report.form)
    said = tuple(message(form, last.report, remark) for remark in last.assumed)
    with deleted_after(TakeOverDialog(session.form, offered, window, said)) as dialog:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return False
        return session.do(offered.edit_with(dialog.chosen()))
