"""The settings dialog."""

from pathlib import Path

from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

import resources
from model.storage.troubles import cannot_write
from ui.dialogs import ask, task
from ui.dialogs.agreeing import agreeing
from ui.dialogs.lifetime import deleted_after
from ui.dialogs.patience import patiently
from ui.look.wheel import only_with_focus
from ui.settings import LARGEST, PHRASES, SMALLEST, Settings

_THEMES = (("跟随系统", "system"), ("浅色", "light"), ("深色", "dark"))


class SettingsDialog(QDialog):
    """Changes the settings; what it holds takes effect with ``apply``."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle("设置")
        self.setMinimumWidth(480)
        self.points = QSpinBox()
        only_with_focus(self.points)
        self.points.setRange(SMALLEST, LARGEST)
        self.points.setSuffix(" 磅")
        self.points.setValue(settings.font_points or QApplication.font().pointSize())
        self.theme = QComboBox()
        only_with_focus(self.theme)
        for label, name in _THEMES:
            self.theme.addItem(label, name)
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.autosave = QCheckBox("每两分钟自动保存到文件(&A)")
        self.autosave.setChecked(settings.autosave)
        self.folder = QLineEdit(settings.template_folder)
        self.folder.setPlaceholderText("不设置时使用软件自带的模板和句式")
        self.put_in = QPushButton("放入自带文件(&P)")
        self.put_in.setToolTip("把软件自带的模板和句式复制进去，供修改；已有的文件不会改动")
        self.put_in.setAutoDefault(False)
        self.put_in.clicked.connect(self._put_in)
        self.folder.textChanged.connect(self._check)
        browse = QPushButton("选择(&B)…")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        line = QHBoxLayout()
        line.addWidget(self.folder, 1)
        line.addWidget(browse)
        line.addWidget(self.put_in)
        note = QLabel(
            "放本单位调整过的 Word 模板（文件名与自带的相同）和起草文字用的句式（起草句式.toml）。"
            "先放入自带文件，再在此基础上修改。"
        )
        note.setWordWrap(True)
        self._rows(line, note)

    def apply(self) -> None:
        """Write the settings down."""
        self._settings.font_points = self.points.value()
        self._settings.theme = self.theme.currentData()
        self._settings.autosave = self.autosave.isChecked()
        self._settings.template_folder = self.folder.text().strip()

    def _rows(self, line: QHBoxLayout, note: QLabel) -> None:
        buttons, _ = agreeing(self)
        rows = QFormLayout(self)
        rows.addRow("界面字号(&F)：", self.points)
        rows.addRow("明暗(&L)：", self.theme)
        rows.addRow("自动保存：", self.autosave)
        rows.addRow("本单位文件夹：", line)
        rows.addRow(note)
        rows.addRow(buttons)
        self.folder.setAccessibleName("本单位文件夹")
        self._check()

    def _check(self) -> None:
        self.put_in.setEnabled(bool(self.folder.text().strip()))

    def _put_in(self) -> None:
        folder = Path(self.folder.text().strip())
        try:
            made = patiently(self, f"正在放入“{folder.name}”…", lambda: put_in(folder))
        except task.CalledOff:
            return
        except OSError as error:
            ask.tell(self, "没有放入", cannot_write(folder, error))
            return
        names = "、".join(made)
        ask.say(self, "放入自带文件", f"已放入：{names}。" if made else "这些文件都已经有了，没有改动。")

    def _browse(self) -> None:
        named = self.folder.text().strip()
        folder = ask.folder_of(self, "选择本单位文件夹", Path(named) if named else Path.home())
        if folder is not None:
            self.folder.setText(str(folder))


def put_in(folder: Path) -> list[str]:
    """Copy the program's templates and phrases into a folder, leaving what is there; return the names.

    Raises OSError where the folder cannot be written to.
    """
    wanted = {file.name: file for file in sorted(resources.path("templates").glob("*.docx"))}
    wanted[PHRASES] = resources.path("phrases", "common.toml")
    made = []
    for name, source in wanted.items():
        target = folder / name
        if not target.exists():
            target.write_bytes(source.read_bytes())
            made.append(name)
    return made


def change(settings: Settings, parent: QWidget) -> bool:
    """Show the settings and keep what is changed in them; return whether the clerk agreed."""
    with deleted_after(SettingsDialog(settings, parent)) as dialog:
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        if agreed:
            dialog.apply()
    return agreed
