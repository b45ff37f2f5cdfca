"""“从台账统计”: choose the file, answer what is asked, agree; one step of undo."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from ui.dialogs import ask, task
from ui.dialogs.lifetime import deleted_after
from ui.session import Session
from ui.settings import Settings


def import_register(session: Session, settings: Settings, window: QWidget) -> bool:
    """Ask for the register and count it into table three; return whether anything was changed."""
    if not session.may_edit():
        return False
    from intake.register.source import SUFFIXES  # with the readers only when a file is asked for

    kinds = f"依申请公开台账 ({' '.join(f'*{suffix}' for suffix in SUFFIXES)});;所有文件 (*)"
    path = ask.file_of(window, "选择依申请公开台账", settings.folder, kinds)
    return path is not None and count_register(session, settings, path, window)


def count_register(session: Session, settings: Settings, path: Path, window: QWidget) -> bool:
    """Count a register; tell why when it cannot be read."""
    from intake import Unreadable
    from intake.register.source import read
    from ui.sources.register_dialog import RegisterDialog

    try:
        sheets = task.run(window, "正在读取台账…", lambda: read(path))
    except Unreadable as error:
        ask.tell(window, "无法读取", str(error))
        return False
    known = (settings.register_answers, settings.register_columns)
    with deleted_after(RegisterDialog(session, path, sheets, *known, parent=window)) as dialog:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return False
        settings.remember_register(dialog.answers, dialog.columns)
        return session.do(dialog.edit())
