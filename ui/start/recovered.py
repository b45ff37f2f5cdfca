"""Offers a report that a crash left: when it was, which is newer, and what differs from the file."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

from model import forms
from model.storage.codec import UnreadableReport
from model.storage.differences import contents, differences
from model.storage.files import Stored, open_report, save
from model.storage.journal import Recovery
from model.storage.lock import Claim, claim
from model.storage.names import SUFFIX, file_name
from model.storage.reach import reachable
from model.storage.troubles import StorageError
from ui.dialogs import ask, task
from ui.dialogs.patience import patiently
from ui.document.file import Opened
from ui.look.fit import open_at
from ui.session import Session
from ui.settings import LOCKS

_PATIENCE = 2.0  # seconds for a file that may lie on a share
_LATEST = 2**37  # seconds since 1970: in the year 6325
_Result = TypeVar("_Result")


class RecoveredDialog(QDialog):
    """Accepted: recover; otherwise put off (with ``use_file``: and open the file), or ``unwanted``."""

    def __init__(self, recovery: Recovery, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unwanted = False
        self.use_file = False
        self.setWindowTitle("恢复没有保存的报告")
        open_at(self, 620, 420)
        stored = _stored(recovery)
        name = recovery.path.name if recovery.path is not None else file_name(recovery.report)
        text = f"上次没有正常退出。报告“{name}”有内容没有保存（最后修改于 {_moment(recovery.when)}）。"
        head = QLabel(text + _which_is_newer(recovery, stored))
        head.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("与文件不同之处")
        self.list.setWordWrap(True)
        self.list.addItems(_lines(recovery, stored))
        column = QVBoxLayout(self)
        column.addWidget(head)
        column.addWidget(QLabel(_caption(recovery, stored)))
        column.addWidget(self.list)
        column.addWidget(self._buttons(file_is_newer=stored is not None and file_is_newer(recovery, stored)))

    def _buttons(self, *, file_is_newer: bool) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.recover = buttons.addButton("恢复(&R)", QDialogButtonBox.ButtonRole.AcceptRole)
        self.file = buttons.addButton("打开较新的文件(&F)", QDialogButtonBox.ButtonRole.ActionRole)
        self.file.setToolTip("恢复记录留着，下次启动时还会问到")
        self.file.setVisible(file_is_newer)
        self.later = buttons.addButton("下次再说(&L)", QDialogButtonBox.ButtonRole.RejectRole)
        self.throw_away = buttons.addButton("不要了(&D)", QDialogButtonBox.ButtonRole.DestructiveRole)
        newer = self.file if file_is_newer else self.recover
        newer.setDefault(True)
        newer.setFocus()
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.file.clicked.connect(self._use_file)
        self.throw_away.clicked.connect(self._discard)
        return buttons

    def _use_file(self) -> None:
        self.use_file = True
        self.reject()

    def _discard(self) -> None:
        question = "没有保存的内容将被永久删除，不能再恢复。确定不要了吗？"
        if ask.choose(self, "不恢复", question, ("保留，先不删(&K)", "删除(&D)", "取消")) != 1:
            return
        self.unwanted = True
        self.reject()


def reopen(recovery: Recovery, state: Path) -> tuple[Session, Opened]:
    """Return the recovered report, unsaved, going on in its file where that still is.

    A file that is newer than the record is first kept beside under another name, as the next save
    replaces it; where that cannot be done the report goes on in no file.
    """
    stored, told = _stored(recovery), ""
    if stored is not None and file_is_newer(recovery, stored):
        try:
            kept = _patiently(stored, _keep_beside)
            told = f"已恢复较早的内容。文件里较新的内容另存为“{kept}”，在同一文件夹。"
        except (StorageError, task.CalledOff) as error:
            told = f"较新的文件没有改动。恢复的内容请另存为别的文件名。{error}"
            stored = None
    held = None if stored is None else _claimed(stored, state)
    if stored is None or held is None:
        session = Session(recovery.report)
        opened = Opened(told=told)
    else:
        session = Session(recovery.report, stored.path)
        opened = Opened(stored.fingerprint, held, told)
    session.undo_stack.resetClean()
    return session, opened


def _claimed(stored: Stored, state: Path) -> Claim | None:
    try:
        return _patiently(stored, lambda found: claim(found.path, state / LOCKS))
    except task.CalledOff:
        return None


def _patiently(stored: Stored, work: Callable[[Stored], _Result]) -> _Result:
    """Do something with a file whose share may have gone since it was read."""
    return patiently(None, f"正在打开“{stored.path.name}”…", lambda: work(stored), _let_go)


def _let_go(result: object) -> None:
    """Give back what nobody waits for any more."""
    if isinstance(result, Claim):
        result.release()


def file_is_newer(recovery: Recovery, stored: Stored) -> bool:
    """Whether the file was written after the last edit of the record.

    A file that still holds what the record began with is older, whatever the clocks of its disk say.
    """
    return stored.report != recovery.saved and _written(stored) > recovery.when


def _keep_beside(stored: Stored) -> str:
    """Keep a newer file under a name of its own and return that. Raises StorageError."""
    when = _written(stored).astimezone()
    beside = stored.path.with_name(f"{stored.path.stem}（{when:%Y%m%d-%H%M%S}的文件）{SUFFIX}")
    save(stored.report, beside, None)
    return beside.name


def _which_is_newer(recovery: Recovery, stored: Stored | None) -> str:
    if stored is None:
        return ""
    written = _written(stored)
    if file_is_newer(recovery, stored):
        later = _lasted(written - recovery.when)
        return f"文件是后来保存的（{_moment(written)}，晚 {later}），比恢复记录新。"
    if written > recovery.when:
        return "恢复记录比文件新：文件此后没有改过内容。"
    return f"恢复记录比文件新 {_lasted(recovery.when - written)}（文件保存于 {_moment(written)}）。"


def _written(stored: Stored) -> datetime:
    """When a file was written; a time that no calendar has counts as the oldest."""
    seconds = stored.fingerprint.modified / 10**9
    return datetime.fromtimestamp(seconds if 0 <= seconds < _LATEST else 0, UTC)


def _moment(when: datetime) -> str:
    # In words of our own: strftime fails on Chinese where the system's locale cannot write it.
    here = when.astimezone()
    return f"{here:%Y}年{here:%m}月{here:%d}日 {here:%H:%M}"


def _lasted(time: timedelta) -> str:
    """A length of time in its two largest units."""
    minutes, seconds = divmod(int(time.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    units = ((days, "天"), (hours, "小时"), (minutes, "分钟"), (seconds, "秒"))
    said = [f"{number} {unit}" for number, unit in units if number][:2]
    return " ".join(said) or "不到 1 秒"


def _stored(recovery: Recovery) -> Stored | None:
    path = recovery.path
    if path is None or not reachable([path], _PATIENCE):
        return None
    try:
        return patiently(None, f"正在打开“{path.name}”…", lambda: open_report(path))
    except (StorageError, UnreadableReport, task.CalledOff):
        return None


def _caption(recovery: Recovery, stored: Stored | None) -> str:
    if recovery.path is None:
        return "这份报告还没有保存过，内容有："
    if stored is None:
        return f"原文件“{recovery.path}”已不在或读不出，恢复后请另存。内容有："
    return "与已保存的文件相比："


def _lines(recovery: Recovery, stored: Stored | None) -> list[str]:
    after = recovery.report
    form = forms.load(after.form)
    same_form = stored is not None and stored.report.form == after.form
    lines = differences(form, stored.report, after) if stored and same_form else contents(form, after)
    if not recovery.complete:
        lines.insert(0, "恢复记录有一部分损坏，个别修改可能缺失，请对照检查。损坏的记录会留着。")
    return lines or ["与已保存的文件相同。" if same_form else "还没有内容。"]
