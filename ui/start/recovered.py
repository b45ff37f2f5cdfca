"""Offers a report that a crash left: when it was, and what differs from the file."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

from model import forms
from model.storage.codec import UnreadableReport
from model.storage.differences import contents, differences
from model.storage.files import Stored, open_report
from model.storage.journal import Recovery
from model.storage.lock import claim
from model.storage.names import file_name
from model.storage.troubles import StorageError
from ui.dialogs import ask
from ui.document.file import Opened
from ui.look.fit import open_at
from ui.session import Session
from ui.settings import LOCKS


class RecoveredDialog(QDialog):
    """Accepted: recover; otherwise put off, or thrown away when ``unwanted``."""

    def __init__(self, recovery: Recovery, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unwanted = False
        self.setWindowTitle("恢复没有保存的报告")
        open_at(self, 620, 420)
        stored = _stored(recovery)
        name = recovery.path.name if recovery.path is not None else file_name(recovery.report)
        moment = recovery.when.astimezone()
        # In words of our own: strftime fails on Chinese where the system's locale cannot write it.
        when = f"{moment:%Y}年{moment:%m}月{moment:%d}日 {moment:%H:%M}"
        head = QLabel(f"上次没有正常退出。报告“{name}”有内容没有保存（最后修改于 {when}）。")
        head.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("与文件不同之处")
        self.list.setWordWrap(True)
        self.list.addItems(_lines(recovery, stored))
        buttons = QDialogButtonBox()
        self.recover = buttons.addButton("恢复(&R)", QDialogButtonBox.ButtonRole.AcceptRole)
        self.recover.setDefault(True)
        self.later = buttons.addButton("下次再说(&L)", QDialogButtonBox.ButtonRole.RejectRole)
        self.throw_away = buttons.addButton("不要了(&D)", QDialogButtonBox.ButtonRole.DestructiveRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.throw_away.clicked.connect(self._discard)
        column = QVBoxLayout(self)
        column.addWidget(head)
        column.addWidget(QLabel(_caption(recovery, stored)))
        column.addWidget(self.list)
        column.addWidget(buttons)

    def _discard(self) -> None:
        question = "没有保存的内容将被永久删除，不能再恢复。确定不要了吗？"
        if ask.choose(self, "不恢复", question, ("保留，先不删(&K)", "删除(&D)", "取消")) != 1:
            return
        self.unwanted = True
        self.reject()


def reopen(recovery: Recovery, state: Path) -> tuple[Session, Opened]:
    """Return the recovered report, unsaved, going on in its file where that still is."""
    stored = _stored(recovery)
    held = None if stored is None else claim(stored.path, state / LOCKS)
    if stored is None or held is None:
        session = Session(recovery.report)
        opened = Opened()
    else:
        session = Session(recovery.report, stored.path)
        opened = Opened(stored.fingerprint, held)
    session.undo_stack.resetClean()
    return session, opened


def _stored(recovery: Recovery) -> Stored | None:
    if recovery.path is None:
        return None
    try:
        return open_report(recovery.path)
    except (StorageError, UnreadableReport):
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
        lines.insert(0, "恢复记录有一部分损坏，最后的少量修改可能缺失。")
    return lines or ["与已保存的文件相同。" if same_form else "还没有内容。"]
