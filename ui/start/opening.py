"""The ways in: a saved report, a file of another kind, a new report."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

import resources
from model.report import Report
from model.rules.messages import message
from model.storage.codec import UnreadableReport, decode
from model.storage.files import open_report
from model.storage.lock import claim
from model.storage.names import SUFFIX
from model.storage.troubles import StorageError
from ui.dialogs import ask, task
from ui.dialogs.lifetime import deleted_after
from ui.dialogs.listing import ListingDialog
from ui.document.file import Opened
from ui.look import icons
from ui.session import Session
from ui.settings import LOCKS, Settings

if TYPE_CHECKING:
    from intake import Imported


@dataclass(frozen=True, slots=True)
class New:
    """A new report, and last year's to take over from."""

    report: Report
    last: "Imported | None"


def open_file(path: Path, state: Path, parent: QWidget | None) -> tuple[Session, Opened] | None:
    """Open a file of any kind; tell why when it cannot be.

    A report that is being edited elsewhere opens read-only; a file of another kind becomes a report in
    no file.
    """
    if path.suffix.lower() == SUFFIX:
        return _open_saved(path, state, parent)
    return _import(path, parent)


def example() -> tuple[Session, Opened]:
    """Return the example: a report to try things on, in no file of its own."""
    report = decode(resources.path("example", "example.nianbao").read_bytes())
    return Session(report), Opened()


def ask_for_new(settings: Settings, parent: QWidget) -> New | Path | None:
    """Ask for a new report; the path of the one that is already there when the clerk prefers that."""
    from model.storage.twins import organs, twin
    from ui.start.new_report import NewReportDialog

    with deleted_after(NewReportDialog(settings, organs(settings.recent, settings.folder), parent)) as dialog:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        report, last = dialog.report(), dialog.last
    there = twin(report, settings.recent, settings.folder)
    if there is not None:
        chosen = ask.choose(
            parent,
            "已有这份报告",
            f"“{report.organ}”{report.year} 年的报告已经有了。",
            ("打开已有的报告(&O)", "仍然新建(&N)", "取消"),
            f"文件：{there}",
        )
        if chosen != 1:
            return there if chosen == 0 else None
    return New(report, last)


def show_remarks(session: Session, path: Path, parent: QWidget) -> None:
    """Show what the import remarked, and say that the report is not saved yet."""
    remarks = session.remarks
    if remarks:
        head = f"已导入“{path.name}”。读取时有以下 {len(remarks)} 点，请对照原文件核对："
    else:
        head = f"已导入“{path.name}”，没有需要特别核对的地方。"
    marked = (
        (icons.icon(finding.level.value, finding.level.value), message(session.form, session.report, finding))
        for finding in remarks
    )
    text = head + "\n报告还没有保存，原文件不会改动。"
    with deleted_after(ListingDialog(parent, "导入报告", text, marked, "知道了")) as dialog:
        dialog.exec()


def _open_saved(path: Path, state: Path, parent: QWidget | None) -> tuple[Session, Opened] | None:
    try:
        held = claim(path, state / LOCKS)
        try:
            stored = open_report(path)
        except (StorageError, UnreadableReport):
            if held is not None:
                held.release()
            raise
    except (StorageError, UnreadableReport) as error:
        ask.tell(parent, "无法打开", f"{path.name}：{error}" if path.name not in str(error) else str(error))
        return None
    session = Session(stored.report, path.absolute(), read_only=held is None)
    return session, Opened(stored.fingerprint, held)


def _import(path: Path, parent: QWidget | None) -> tuple[Session, Opened] | None:
    from intake import Unreadable, read  # with its libraries only when something is read

    try:
        imported = task.run(parent, "正在读取…", lambda: read(path))
    except Unreadable as error:
        ask.tell(parent, "无法读取", str(error))
        return None
    session = Session(imported.report)
    session.undo_stack.resetClean()
    session.show_remarks(imported.remarks)
    return session, Opened()
