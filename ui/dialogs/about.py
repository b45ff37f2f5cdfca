"""About the program: version, purpose, and the libraries it stands on with their licences."""

import tomllib
from html import escape
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout, QWidget

import resources
from ui.look.fit import open_at
from ui.settings import PROGRAM

_LIBRARIES = (  # distribution, licence, what for
    ("PySide6-Essentials", "LGPL-3.0", "窗口界面（Qt）"),
    ("python-docx", "MIT", "生成 Word 文件"),
    ("lxml", "BSD-3-Clause", "读取 Word 文件和网页"),
    ("Jinja2", "BSD-3-Clause", "填写模板"),
    ("msgspec", "BSD-3-Clause", "读写报告文件"),
    ("XlsxWriter", "BSD-2-Clause", "生成 Excel 文件和图表数据"),
    ("msdoc2docx", "MIT", "读取 .doc、.wps"),
    ("pypdfium2", "BSD-3-Clause", "读取 PDF"),
    ("pypdf", "BSD-3-Clause", "PDF 的书签"),
    ("python-calamine", "MIT", "读取电子表格"),
    ("olefile", "BSD-2-Clause", "读取电子表格"),
    ("tinycss2", "BSD-3-Clause", "读取网页的样式"),
    ("cssselect", "BSD-3-Clause", "读取网页的样式"),
)


class AboutDialog(QDialog):
    """Names version and licences. Nothing is fetched from a network."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("关于")
        open_at(self, 520, 380)
        head = QLabel(f"<h3>{PROGRAM}</h3><p>版本 {program_version()}</p>")
        head.setTextFormat(Qt.TextFormat.RichText)
        body = QTextBrowser()
        body.setAccessibleName("版本和许可")
        body.setHtml(_text())
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (head, body, buttons):
            column.addWidget(widget)


def program_version() -> str:
    """Return the program's version, which is written once, in ``pyproject.toml``."""
    try:
        return version("nianbao")
    except PackageNotFoundError:  # run from its folder, without being installed
        file = resources.ROOT.parent / "pyproject.toml"
        return str(tomllib.loads(file.read_text("utf-8"))["project"]["version"]) if file.exists() else "未知"


def _text() -> str:
    rows = "".join(
        f"<tr><td>{name}&nbsp;&nbsp;</td><td>{_version(name)}&nbsp;&nbsp;</td>"
        f"<td>{licence}&nbsp;&nbsp;</td><td>{purpose}</td></tr>"
        for name, licence, purpose in _LIBRARIES
    )
    folder = resources.ROOT.parent / "licences"  # a bundle has it
    texts = ""
    if folder.is_dir():
        parts = escape("、".join(sorted({file.stem for file in folder.iterdir()})))
        texts = f"<p>随附的全部组件：{parts}。许可证全文在：{escape(str(folder))}</p>"
    return (
        "<p>按照国务院办公厅政府信息公开工作年度报告格式编写、核对和导出年度报告。"
        "软件只在本机工作，不连接网络，不收集任何信息。</p>"
        f"<p>使用的开源软件（Qt {qVersion()}）：</p><table>{rows}</table>{texts}"
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # a bundle may leave the metadata out
        return "随附"
