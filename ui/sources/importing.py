"""“从台账统计”: choose the file, answer what is asked, agree; one step of undo."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ui.dialogs import ask, task, writing
from ui.dialogs.lifetime import deleted_after
from ui.session import Session
from ui.settings import Settings

if TYPE_CHECKING:
    from intake.submissions import Submission
    from ui.sources.submissions_dialog import SubmissionsDialog


def import_register(session: Session, settings: Settings, window: QWidget) -> bool:
    """Ask for the register and count it into table three; return whether anything was changed."""
    if not session.may_edit():
        return False
    from intake.register.source import SUFFIXES  # with the readers only when a file is asked for

    kinds = f"依申请公开台账 ({' '.join(f'*{suffix}' for suffix in SUFFIXES)});;所有文件 (*)"
    path = ask.file_of(window, "选择依申请公开台账", settings.folder, kinds)
    if path is None:
        return False
    settings.remember_folder(path.parent)
    return count_register(session, settings, path, window)


def count_register(session: Session, settings: Settings, path: Path, window: QWidget) -> bool:
    """Count a register; tell why when it cannot be read."""
    from intake import Unreadable
    from intake.register.source import read
    from ui.sources.register_dialog import RegisterDialog

    try:
        sheets = task.run(window, "正在读取台账…", lambda: read(path), Event())
    except task.CalledOff:
        return False
    except Unreadable as error:
        ask.tell(window, "无法读取", str(error))
        return False
    known = (settings.register_answers, settings.register_columns)
    with deleted_after(RegisterDialog(session, path, sheets, *known, parent=window)) as dialog:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return False
        settings.remember_register(dialog.answers, dialog.columns)
        return session.do(dialog.edit())


def add_up_submissions(session: Session, settings: Settings, window: QWidget) -> bool:
    """Ask for a folder of reports, show them, and add them up when the clerk agrees."""
    folder = ask.folder_of(window, "选择装有下级报告的文件夹", settings.folder)
    if folder is None:
        return False
    settings.remember_folder(folder)
    return show_submissions(session, folder, window)


def show_submissions(session: Session, folder: Path, window: QWidget) -> bool:
    """Show the reports of a folder, and add them up when the clerk agrees."""
    from intake.submissions import countable, units
    from model.consolidation import consolidate
    from ui.sources.submissions_dialog import SubmissionsDialog

    read = _read_all(folder, session.path, window)
    if not read:
        return False
    found = countable(read, session.form, session.report.year)
    dialog = SubmissionsDialog(session, found, window)
    dialog.look_asked.connect(lambda one: _look(one, dialog))
    dialog.file_asked.connect(lambda: _save_returns(found, folder, dialog))
    dialog.names_asked.connect(lambda: _hold_against_names(found, folder, dialog))
    with deleted_after(dialog):
        if dialog.exec() != QDialog.DialogCode.Accepted or not session.may_edit():
            return False
        return session.do(consolidate(session.form, session.report, units(found)).edit)


def _read_all(folder: Path, left_out: Path | None, window: QWidget) -> "list[Submission]":
    """Read the reports one by one; nothing when the clerk called it off, or there is none, which is told."""
    from intake.folder import files_below
    from intake.submissions import read
    from model.storage.troubles import cannot_read

    stop, found = Event(), list["Submission"]()

    def work() -> None:
        for file in files_below(folder):
            if stop.is_set():
                return
            if file != left_out:
                found.append(read(file, stop))

    try:
        task.run(window, lambda: f"正在读取下级报告…（已读 {len(found)} 份）", work, stop)
    except task.CalledOff:
        return []
    except OSError as error:
        ask.tell(window, "无法读取", cannot_read(folder, error))
        return []
    if not found:
        ask.tell(window, "没有报告", "这个文件夹里没有可以读的报告，请确认选对了文件夹。")
    return found


def _hold_against_names(found: "Sequence[Submission]", folder: Path, dialog: "SubmissionsDialog") -> None:
    """Let the clerk choose the list of organs that must send in a report, and show who has not."""
    from intake import Unreadable, name_list
    from intake.submissions import units
    from model.consolidation import missing
    from model.storage.troubles import cannot_read

    kinds = f"名单 ({' '.join(f'*{suffix}' for suffix in name_list.SUFFIXES)});;所有文件 (*)"
    path = ask.file_of(dialog, "选择应报单位的名单", folder, kinds)
    if path is None:
        return
    try:
        names = task.run(dialog, "正在读取名单…", lambda: list(name_list.read(path)), Event())
    except task.CalledOff:
        return
    except Unreadable as error:
        ask.tell(dialog, "无法读取", str(error))
    except OSError as error:
        ask.tell(dialog, "无法读取", cannot_read(path, error))
    else:
        dialog.show_missing(missing(names, units(found)))


def _look(one: "Submission", parent: QWidget) -> None:
    """Show a report as its pages, beside the list; nothing of it can be changed."""
    from ui.preview.window import PreviewDialog

    assert one.report is not None
    session = Session(one.report, read_only=True)
    session.setParent(parent)
    dialog = PreviewDialog(session, parent)
    dialog.setWindowTitle(f"{one.name}（只供查看）")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()


def _save_returns(found: "Sequence[Submission]", folder: Path, parent: QWidget) -> None:
    from export.returns import write_word

    path = ask.file_to_save(parent, "存为 Word 文件", folder / "退回意见.docx", "Word 文档 (*.docx)")
    if path is None:
        return
    wrong = [one for one in found if one.findings or one.why]
    writing.put(parent, path, lambda: write_word(wrong, path))
