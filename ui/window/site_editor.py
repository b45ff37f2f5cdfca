"""The report for a web site's own editor (网站编辑器用): to the clipboard, whole or a part, or to a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from export import html_paste
from model.report import Report
from model.rules.report_parts import parts
from ui.dialogs import ask
from ui.paper.charts import pictures
from ui.session import Session

_WHAT = "把报告放进网站后台的编辑器：复制后在那里粘贴。编辑器去掉样式以后，行、对齐和合并的单元格仍然保留。"
Write = Callable[[Report, Path], None]


def offer(window: QWidget, session: Session, part: str, save: Callable[[Write], None]) -> None:
    """Ask what is wanted, and put it on the clipboard, or hand ``save`` what writes the file."""
    name = parts(session.form)[part]
    buttons = ("复制整份报告(&A)", "只复制本部分(&T)", "存为文件(&S)…", "取消")
    chosen = ask.choose(window, "网站编辑器用", _WHAT, buttons, f"本部分是“{name}”。")
    if chosen == 3:
        return
    scope = part if chosen == 1 else ""
    images = _pictures(window, session.report, scope)
    if images is None:
        return
    if chosen == 2:
        save(lambda report, path: html_paste.write(report, path, images))
        return
    copy(html_paste.render(session.report, images, scope))
    what = f"“{name}”" if scope else "整份报告"
    ask.say(window, "已复制", f"{what}已复制。请到网站后台的编辑器里粘贴（Ctrl+V），再对照预览看一遍。")


def copy(page: str) -> None:
    """Put a piece of a web page on the clipboard: as such, and its source as plain text."""
    data = QMimeData()
    data.setHtml(page)
    data.setText(page)
    QGuiApplication.clipboard().setMimeData(data)


def _pictures(window: QWidget, report: Report, scope: str) -> dict[str, bytes] | None:
    """The charts as pictures, or none of them, as the clerk likes; None when it is called off."""
    if not html_paste.charts_of(report, scope):
        return {}
    buttons = ("放入图片(&P)", "不放图表(&N)", "取消")
    chosen = ask.choose(window, "图表", "报告里有图表。有的网站编辑器不收图片，要放进去吗？", buttons)
    if chosen == 2:
        return None
    return pictures(report) if chosen == 0 else {}
