"""An error that nobody expected: the reports are put aside, the log is written, the clerk is told calmly."""

import faulthandler
import logging
import sys
import traceback
from collections.abc import Callable, Iterable
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from model.report import Report
from model.storage.files import save
from model.storage.troubles import StorageError
from ui.dialogs import ask

LOG = "运行记录.log"
_LARGEST_LOG = 512 * 1024  # bytes, two files


class CrashGuard(QObject):
    """Stands in for Python's own exit on an unexpected error; ``install`` puts it in place."""

    def __init__(self, folder: Path, reports: Callable[[], Iterable[Report]]) -> None:
        super().__init__()
        self._folder = folder
        self._reports = reports
        self._telling = False
        self._log = logging.getLogger("nianbao")
        self._log.propagate = False
        handler = RotatingFileHandler(folder / LOG, maxBytes=_LARGEST_LOG, backupCount=1, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        self._log.addHandler(handler)
        self._fatal = (folder / "严重错误.log").open("a", encoding="utf-8")

    def install(self) -> None:
        """Take over unexpected errors, those that would end the program at once included."""
        faulthandler.enable(self._fatal)
        sys.excepthook = self.caught

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write the error down, put the reports aside, tell the clerk."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._log.error("".join(traceback.format_exception(kind, error, trace)))
        aside = self.put_aside()
        if self._telling:  # one dialog is enough when a painter fails at every frame
            return
        self._telling = True
        kept = "、".join(path.name for path in aside)
        chosen = ask.choose(
            None,
            "出现意外",
            "软件遇到了一个没有预料到的问题。您可以继续使用，建议先保存报告，再重新启动软件。",
            ("继续(&C)", "打开所在文件夹(&F)"),
            f"报告已另存一份：{kept or '（没有打开的报告）'}\n"
            f"请把“{LOG}”发给技术人员，它不含报告内容。\n位置：{self._folder}",
            QMessageBox.Icon.Warning,
        )
        self._telling = False
        if chosen == 1:
            ask.show_in_system(self._folder)

    def put_aside(self) -> list[Path]:
        """Save a copy of every open report beside the log and return the files."""
        made = []
        stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
        for number, report in enumerate(self._reports(), 1):
            path = self._folder / f"意外时另存-{stamp}-{number}.nianbao"
            try:
                save(report, path, None)
            except StorageError as error:
                self._log.error("could not put a report aside: %s", error)
            else:
                made.append(path)
        return made
