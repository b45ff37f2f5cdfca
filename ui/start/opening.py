"""The ways in: a saved report, a file of another kind, a new report."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtWidgets import QDialog, QWidget

import resources
from model.report import Report
from model.rules import message
from model.storage.beside import Holder, who
from model.storage.codec import UnreadableReport, decode
from model.storage.files import Stored, open_backup, open_report
from model.storage.lock import Claim, claim, holder
from model.storage.names import BACKUP, SUFFIX
from model.storage.reach import reachable
from model.storage.troubles import StorageError
from ui.dialogs import ask, reading, task
from ui.dialogs.lifetime import deleted_after
from ui.dialogs.patience import patiently
from ui.document.claims import all_let_go, let_go
from ui.document.file import Opened
from ui.look import icons
from ui.session import Session
from ui.settings import LOCKS, Settings, lasting_state_folder

if TYPE_CHECKING:
    from intake import Imported

_LONGEST_WAIT = 300.0  # seconds; the clerk may call it off long before
_PATIENCE = 0.5  # seconds for the recent reports to answer


class New(msgspec.Struct, frozen=True):
    """A new report, and last year's to take over from."""

    report: Report
    last: "Imported | None"


def open_file(path: Path, state: Path, parent: QWidget | None) -> tuple[Session, Opened] | None:
    """Open a file of any kind; tell why when it cannot be, None too when the clerk waits no longer for it.

    A report that is being edited elsewhere opens read-only; a file of another kind becomes a report in
    no file.
    """
    try:
        if path.suffix.lower() == SUFFIX:
            return _open_saved(path, state, parent)
        if path.suffix.lower() == BACKUP:
            return _open_backup(path, parent)
    except task.CalledOff:
        return None
    return _import(path, parent)


def answers(path: Path, parent: QWidget | None) -> bool:
    """Whether the place of a file answers, if only that nothing is there; False when it is given up."""
    try:
        patiently(parent, _opening(path), lambda: reachable([path], _LONGEST_WAIT))
    except task.CalledOff:
        return False
    return True


def _opening(path: Path) -> str:
    return f"正在打开“{path.name}”…"


def example() -> tuple[Session, Opened]:
    """Return the example: a report to try things on, in no file of its own."""
    report = decode(resources.path("example", "example.nianbao").read_bytes())
    return Session(report, later=True), Opened()


def ask_for_new(settings: Settings, parent: QWidget) -> New | Path | None:
    """Ask for a new report; the path of the one that is already there when the clerk prefers that."""
    from model.storage.twins import organs, twin
    from ui.start.new_report import NewReportDialog

    recent, folder = reachable(settings.recent, _PATIENCE), settings.folder
    with deleted_after(NewReportDialog(settings, organs(recent, folder), parent, recent)) as dialog:
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


def tell_nobody_is_kept_out(window: QWidget) -> None:
    """Say that a second person could edit the same report."""
    ask.tell(
        window,
        "不能防止同时修改",
        "这台电脑上写不了“正在编辑”的标记，软件不能防止别人同时修改同一份报告。"
        "可以照常编辑；保存时如果文件已被别人改过，软件会提醒，不会覆盖。",
    )


def tell_nothing_is_kept(window: QWidget | None) -> None:
    """Say that this computer keeps neither settings nor recovery journals."""
    ask.tell(
        window,
        "个人文件夹不能写入",
        f"“{lasting_state_folder()}”不能写入，本次的设置和自动恢复记录不能保留。"
        "可以照常编辑，请随时保存报告，并请管理员检查这个文件夹。",
    )


def show_remarks(session: Session, path: Path, parent: QWidget) -> None:
    """Show what the import remarked, and say that the report is not saved yet."""
    from ui.dialogs.listing import ListingDialog

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
    def claimed(*, take_over: bool = False) -> Claim | None:
        def work() -> Claim | None:
            all_let_go(_LONGEST_WAIT)
            return claim(path, state / LOCKS, take_over=take_over)

        return patiently(parent, _opening(path), work, _release)

    held, by = claimed(), None
    if held is None:
        by = patiently(parent, _opening(path), lambda: holder(path))
        if by is not None and not by.alive and _take_over(parent, path, by):
            held = claimed(take_over=True)
    try:
        stored = patiently(parent, _opening(path), lambda: open_report(path))
    except task.CalledOff:
        _release(held)
        raise
    except (StorageError, UnreadableReport) as error:
        _release(held)
        return _not_opened(path, error, parent)
    session = Session(stored.report, path.absolute(), read_only=held is None, later=True)
    if held is None and by is not None and by.owner:
        session.held_by = f"正由{who(by)}编辑"
    return session, Opened(stored.fingerprint, held)


def _release(held: Claim | None) -> None:
    """Give a mark back that nobody needs; a share that is gone would hold that up as well."""
    if held is not None:
        let_go(held)


def _not_opened(
    path: Path, error: StorageError | UnreadableReport, parent: QWidget | None
) -> tuple[Session, Opened] | None:
    """Tell why a report cannot be opened; offer its backup for one that is damaged."""
    told = f"{path.name}：{error}" if path.name not in str(error) else str(error)
    backup = None
    if isinstance(error, UnreadableReport):
        backup = patiently(parent, _opening(path), lambda: open_backup(path))
    if backup is None:
        ask.tell(parent, "无法打开", told)
        return None
    offer = "旁边有上一次保存时留下的备份，是完整的。打开备份后，请核对最后的修改，再另存。"
    if ask.choose(parent, "无法打开", told, ("打开备份(&B)", "取消"), offer) != 0:
        return None
    return _from_backup(backup)


def _open_backup(path: Path, parent: QWidget | None) -> tuple[Session, Opened] | None:
    try:
        return _from_backup(patiently(parent, _opening(path), lambda: open_report(path)))
    except (StorageError, UnreadableReport) as error:
        ask.tell(parent, "无法打开", f"{path.name}：{error}" if path.name not in str(error) else str(error))
        return None


def _from_backup(stored: Stored) -> tuple[Session, Opened]:
    """A backup goes on in no file: the next save must not replace the only good version."""
    session = Session(stored.report, later=True)
    session.undo_stack.resetClean()
    told = f"已打开备份“{stored.path.name}”，它是倒数第二次保存的内容。请核对后另存，备份不会改动。"
    return session, Opened(told=told)


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
    session = Session(imported.report, later=True)
    session.undo_stack.resetClean()
    session.show_remarks(imported.remarks)
    return session, Opened()
