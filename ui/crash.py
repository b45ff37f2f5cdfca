"""An error that nobody expected: the reports are put aside, the log is written, the clerk is told calmly."""

import faulthandler
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from model.report import Report

LOG = "运行记录.log"
FATAL = "严重错误.log"
_LARGEST_LOG = 512 * 1024  # bytes
_NO_LOG = (OSError, UnicodeEncodeError)  # the latter where the system's encoding knows no Chinese names


class CrashGuard(QObject):
    """Stands in for Python's own exit on an unexpected error; ``install`` puts it in place."""

    def __init__(self, folder: Path, reports: Callable[[], "Iterable[Report]"]) -> None:
        super().__init__()
        self._folder = folder
        self._reports = reports
        self._telling = False
        self._fatal: TextIO | None = None  # where it cannot be opened, the program does without
        with suppress(*_NO_LOG):
            self._fatal = _opened_to_add(folder / FATAL)

    def install(self) -> None:
        """Take over unexpected errors, those that would end the program at once included."""
        if self._fatal is not None:
            faulthandler.enable(self._fatal)
        sys.excepthook = self.caught

    def remove(self) -> None:
        """Put back what ``install`` replaced, and close the file for fatal errors."""
        if sys.excepthook == self.caught:
            sys.excepthook = sys.__excepthook__
            faulthandler.disable()
        if self._fatal is not None:
            self._fatal.close()

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write the error down, put the reports aside, tell the clerk."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        import traceback  # what only an error needs is no part of a start that goes well

        from ui.dialogs import ask

        self._write("".join(traceback.format_exception(kind, error, trace)))
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
            ask.Sign.WARNING,
        )
        self._telling = False
        if chosen == 1:
            ask.show_in_system(self._folder)

    def _write(self, text: str) -> None:
        """Add to the log; a large one gives way. A full disk leaves no log, and no harm."""
        from datetime import datetime

        log = self._folder / LOG
        with suppress(*_NO_LOG):
            if log.exists() and log.stat().st_size > _LARGEST_LOG:
                log.replace(log.with_suffix(".old.log"))
            with _opened_to_add(log) as file:
                file.write(f"{datetime.now():%Y-%m-%d %H:%M:%S} {text}\n")

    def put_aside(self) -> list[Path]:
        """Save a copy of every open report beside the log and return the files."""
        from datetime import datetime

        from model.storage.files import save
        from model.storage.troubles import StorageError

        made = []
        stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
        for number, report in enumerate(self._reports(), 1):
            path = self._folder / f"意外时另存-{stamp}-{number}.nianbao"
            try:
                save(report, path, None)
            except StorageError as error:
                self._write(f"could not put a report aside: {error}\n")
            else:
                made.append(path)
        return made


def _opened_to_add(log: Path) -> TextIO:
    """Open a log; a pipe in its place would wait for a reader, and is refused. Raises OSError."""
    at_once = getattr(os, "O_NONBLOCK", 0)
    return open(log, "a", encoding="utf-8", opener=lambda name, how: os.open(name, how | at_once, 0o600))
