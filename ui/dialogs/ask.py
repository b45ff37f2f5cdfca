"""Questions and messages, each one function: what happened, what to do, buttons that say what they do.

Qt's own dialogs are loaded with the first of them: a report opens without any.
"""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from model.storage.names import SUFFIX
from model.storage.reach import reachable
from ui.dialogs.lifetime import deleted_after

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

_PATIENCE = 0.3  # seconds that a dialog waits for a folder to answer; a disk of one's own does so at once
_FILES_SIZE = (860, 480)
_NUMBERS_WIDTH = 90  # pixels: sizes and dates stay readable
REPORT_FILTER = f"年度报告 (*{SUFFIX})"


class Answer(Enum):
    """What the clerk wants done with unsaved changes."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class Sign(Enum):
    """What stands beside a message; the names are Qt's."""

    QUESTION = "Question"
    WARNING = "Warning"
    INFORMATION = "Information"


def save_changes(parent: QWidget, name: str) -> Answer:
    """Ask what to do with unsaved changes before closing."""
    chosen = choose(
        parent,
        "保存修改",
        f"“{name}”还有修改没有保存。关闭前要保存吗？",
        ("保存(&S)", "不保存(&N)", "取消"),
    )
    return (Answer.SAVE, Answer.DISCARD, Answer.CANCEL)[chosen]


def choose(
    parent: QWidget | None,
    title: str,
    text: str,
    buttons: Sequence[str],
    details: str = "",
    sign: Sign = Sign.QUESTION,
) -> int:
    """Ask a question and return the number of the button pressed; Esc is the last, Enter the first."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon[sign.value], title, text, QMessageBox.StandardButton.NoButton, parent)
    box.setInformativeText(details)
    made = [box.addButton(label, QMessageBox.ButtonRole.ActionRole) for label in buttons]
    box.setDefaultButton(made[0])
    box.setEscapeButton(made[-1])
    with deleted_after(box):
        box.exec()
        pressed = box.clickedButton()
        return next((number for number, button in enumerate(made) if button is pressed), len(made) - 1)


def tell(parent: QWidget | None, title: str, text: str) -> None:
    """Tell what went wrong and what to do."""
    choose(parent, title, text, ("知道了",), sign=Sign.WARNING)


def say(parent: QWidget | None, title: str, text: str) -> None:
    """Say that something was done."""
    choose(parent, title, text, ("知道了",), sign=Sign.INFORMATION)


def written(parent: QWidget, path: Path) -> None:
    """Say that a file was written, and offer to look at it."""
    chosen = choose(
        parent,
        "导出完成",
        f"已导出：{path.name}",
        ("打开文件(&O)", "打开所在文件夹(&F)", "关闭"),
        f"位置：{path.parent}",
        Sign.INFORMATION,
    )
    if chosen < 2:
        show_in_system(path if chosen == 0 else path.parent)


def show_in_system(path: Path) -> None:
    """Open a file or a folder with the system's own program."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def file_to_open(parent: QWidget | None, title: str, folder: Path) -> Path | None:
    """Let the clerk choose a report of any kind to open; None when the choice was called off."""
    dialog = _files(parent, title, folder, _readable())
    dialog.setFileMode(dialog.FileMode.ExistingFile)
    return _chosen(dialog)


def file_of(parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
    """Let the clerk choose a file of some kinds; None when the choice was called off."""
    dialog = _files(parent, title, folder, kinds)
    dialog.setFileMode(dialog.FileMode.ExistingFile)
    return _chosen(dialog)


def folder_of(parent: QWidget, title: str, folder: Path) -> Path | None:
    """Let the clerk choose a folder; None when the choice was called off."""
    dialog = _files(parent, title, folder, "")
    dialog.setFileMode(dialog.FileMode.Directory)
    return _chosen(dialog)


def _readable() -> str:
    """The kinds of files that can be read, as a file dialog wants them: all together, then one by one."""
    from intake.formats import FORMATS, SUFFIXES  # with the readers only when a file is asked for

    kinds = [("可以打开的报告", SUFFIXES), ("年度报告", (SUFFIX,))]
    kinds += [(kind.name, kind.suffixes) for kind in FORMATS]
    filters = [f"{name} ({' '.join(f'*{suffix}' for suffix in suffixes)})" for name, suffixes in kinds]
    return ";;".join([*filters, "所有文件 (*)"])


def file_to_save(parent: QWidget, title: str, suggestion: Path, what: str) -> Path | None:
    """Let the clerk choose where to save, with the suggestion's ending.

    Qt adds it only to a name without a dot: “年报1.18” could not be opened again.
    """
    dialog = _files(parent, title, suggestion.parent, what)
    dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suggestion.suffix.lstrip("."))
    dialog.selectFile(suggestion.name)
    path = _chosen(dialog)
    if path is None or path.suffix.lower() == suggestion.suffix:
        return path
    path = path.with_name(path.name + suggestion.suffix)
    return path if not reachable([path], _PATIENCE) or replace(parent, title, path) else None


def replace(parent: QWidget, title: str, path: Path) -> bool:
    """Ask whether a file may be replaced that is not the one that was chosen."""
    return choose(parent, title, f"“{path.name}”已经存在。要替换它吗？", ("替换(&R)", "取消")) == 0


def _files(parent: QWidget | None, title: str, folder: Path, what: str) -> "QFileDialog":
    from PySide6.QtCore import QUrl
    from PySide6.QtWidgets import QFileDialog, QHeaderView

    from ui.look.fit import open_at

    # The dialog asks the disk in the window's own thread: it must not stand at a share that is gone, nor
    # look at those that somebody once put among its places.
    there = reachable([folder, *_places()], _PATIENCE)
    start = folder if folder in there else Path.home()
    dialog = QFileDialog(parent, title, str(start), what)
    dialog.setSidebarUrls([QUrl.fromLocalFile(str(place)) for place in _places() if place in there])
    open_at(dialog, *_FILES_SIZE)  # where it is Qt's own: names of reports are long, and end in the year
    header = dialog.findChild(QHeaderView)
    if header is not None:
        header.setMinimumSectionSize(_NUMBERS_WIDTH)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return dialog


def _places() -> list[Path]:
    """The places that Qt's own file dialog offers at its side: none of them is a share by itself."""
    from PySide6.QtCore import QStandardPaths

    kinds = QStandardPaths.StandardLocation
    wanted = (kinds.HomeLocation, kinds.DesktopLocation, kinds.DocumentsLocation, kinds.DownloadLocation)
    named = [Path(QStandardPaths.writableLocation(kind)) for kind in wanted]
    return list(dict.fromkeys(named))


def _chosen(dialog: "QFileDialog") -> Path | None:
    with deleted_after(dialog):
        accepted = dialog.exec() == dialog.DialogCode.Accepted
        files = dialog.selectedFiles()
    return Path(files[0]) if accepted and files else None
