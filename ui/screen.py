"""Tells in Chinese that there is no screen to open a window on; Qt would end the program in English."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_NO_SCREEN = 2  # exit code
_SENTENCE = (
    "无法打开窗口：没有可以使用的屏幕，或缺少显示组件。请在图形桌面中运行。"
    "命令 new、convert、check 不需要屏幕，用法见 main.py --help。"
)


@contextmanager
def needed() -> Iterator[None]:
    """Make the application object inside this; what ends Qt there ends the program with a sentence."""
    said: list[str] = []

    def listen(kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if kind != QtMsgType.QtFatalMsg:
            said.append(text)
            return
        if "QT_DEBUG_PLUGINS" in os.environ:  # a technician wants to know
            _complain("\n".join((*said, text)))
        _complain(_SENTENCE)
        os._exit(_NO_SCREEN)  # back in Qt the process would abort

    qInstallMessageHandler(listen)
    try:
        yield
    finally:
        qInstallMessageHandler(None)
    for text in said:
        _complain(text)


def _complain(text: str) -> None:
    if sys.stderr is not None:  # a windowed program on Windows has none
        print(text, file=sys.stderr, flush=True)  # noqa: T201
