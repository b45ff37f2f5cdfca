"""The ways in: a saved report, a file of another kind, a new report."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

import resources
from model.report import Report
from model.rules import message
from model.storage.beside import Holder, who
from model.storage.codec import UnreadableReport, decode
from model.storage.files import open_report
from model.storage.lock import claim, holder
from model.storage.names import SUFFIX
from model.storage.reach import reachable
from model.storage.troubles import StorageError
from ui.dialogs import ask, reading
from ui.dialogs.lifetime import deleted_after
from ui.dialogs.listing import ListingDialog
from ui.document.file import Opened
from ui.look import icons
from ui.session import Session
from ui.settings import LOCKS, Settings

if TYPE_CHECKING:
    from intake import Imported

_PATIENCE = 0.5  # seconds for the recent reports to answer


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

    recent, folder = reachable(settings.recent, _PATIENCE), settings.folder
    with deleted_after(NewReportDialog(settings, organs(recent, folder), parent)) as dialog:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        report, last = dialog.report(), dialog.last
    there = twin(report, recent, folder)
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
    held, by = claim(path, state / LOCKS), None
    if held is None:
        by = holder(path)
        if by is not None and not by.alive and _take_over(parent, path, by):
            held = claim(path, state / LOCKS, take_over=True)
    try:
        stored = open_report(path)
    except (StorageError, UnreadableReport) as error:
        if held is not None:
            held.release()
        ask.tell(parent, "无法打开", f"{path.name}：{error}" if path.name not in str(error) else str(error))
        return None
    session = Session(stored.report, path.absolute(), read_only=held is None)
    if held is None and by is not None and by.owner:
        session.held_by = f"正由{who(by)}编辑"
    return session, Opened(stored.fingerprint, held)


def _take_over(parent: QWidget | None, path: Path, by: Holder) -> bool:
    """Ask whether to edit a report all the same that another computer marked; its program may be gone."""
    minutes = max(int((datetime.now(UTC) - by.seen).total_seconds()) // 60, 0)
    look, edit = "只读打开(&R)", "仍要编辑(&E)"
    buttons = (edit, look) if by.stale else (look, edit)
    seems = (
        "看来上次没有正常关闭，可以接着编辑。"
        if by.stale
        else "如果对方还在填写，请只读打开，以免两个人同时修改。"
    )
    text = f"“{path.name}”正由{who(by)}编辑，最近一次活动是 {minutes} 分钟以前。"
    chosen = ask.choose(parent, "已有人打开", text, buttons, seems)
    return buttons[chosen] == edit


def _import(path: Path, parent: QWidget | None) -> tuple[Session, Opened] | None:
    imported = reading.read(parent, path)
    if imported is None:
        return None
    session = Session(imported.report)
    session.undo_stack.resetClean()
    session.show_remarks(imported.remarks)
    return session, Opened()
